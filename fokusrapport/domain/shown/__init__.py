"""What a report shows of its indicators and of what it tracks, as texts: what two reports are compared by."""
