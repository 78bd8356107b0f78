"""The control page: what a controller must know of a report before it is published, on a page beside the report."""
