"""Excuses for typed numbers: HTML comments in a Markdown cell, such as `<!-- skrevet tall: grunn -->`."""

from __future__ import annotations

import re

_EXCUSE = re.compile(
    r"<!--\s*(?:skrevet tall|skrive tal|skrivet tal|typed number)s?\b\s*:?\s*(?P<reason>.*?)\s*-->",
    re.DOTALL | re.IGNORECASE,
)


def excuse_in(comment: str) -> str | None:
    """The reason a comment gives for a typed number, empty when it gives none; None when it is another comment."""
    match = _EXCUSE.search(comment)
    return match.group("reason") if match else None


def without_excuses(line: str) -> str:
    """A line of Markdown without the excuses in it."""
    return _EXCUSE.sub("", line)
