"""Errors that nobody foresaw, in words."""

from __future__ import annotations

from fokusrapport.errors import BuildFailed, FokusrapportError
from fokusrapport.i18n import _
from fokusrapport.terminal import unexpected


def foreseen(error: Exception) -> FokusrapportError:
    """The error as one that is told in words; an unforeseen one's traceback is kept in a file."""
    return error if isinstance(error, FokusrapportError) else BuildFailed(_in_words(error))


def _in_words(error: Exception) -> str:
    """A full disk or a folder one may not write to in the machine's own words; all else is our mistake."""
    if not isinstance(error, OSError):
        return unexpected(error)
    reason = error.strerror or str(error)
    text = f"{error.filename}: {reason}" if error.filename else reason
    return _("{reason}. The old report is as it was.").format(reason=text)
