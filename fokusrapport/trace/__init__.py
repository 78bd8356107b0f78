"""From a number in a published report to the row it came from: what `python build.py trace` tells.

It reads the report's manifest and its page, and runs nothing.
"""
