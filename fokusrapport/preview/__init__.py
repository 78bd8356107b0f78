"""The page beside the notebook: saved, and it is fresh.

`session` makes pages, `board` holds the last one, `server` shows it.

The one who makes pages is the program's main thread, as in a build; the server is a thread beside it. They share the
board and nothing else.
"""
