"""The charts of a report: a small vocabulary, one file a kind, each with alt text and its numbers.

Alt text is made from the data: what kind of chart, what it shows, the numbers. Direct labels stand in place of
legends, and nothing is told by colour alone.
"""
