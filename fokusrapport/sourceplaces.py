"""Places in the source appendix: where a shown value leads to, worked out from the value alone.

So `domain`, which writes the appendix, and `pipeline`, which makes numbers into links, need not ask each other; and an
entry has the same place in the whole report, on the page of one area and in next year's report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from pathlib import PurePosixPath

from fokusrapport.blocks import Source, Value

PREFIX = "kilde-"
_UNFIT = re.compile(r"[^\w.-]")
_DIGITS = 10


def file_name(file: str) -> str:
    """What a file is called: its own name, after its folder where that is a year: each year has the same names."""
    path = PurePosixPath(file)
    return f"{path.parent.name}/{path.name}" if path.parent.name.isdecimal() else path.name


def file_anchor(file: str) -> str:
    """The section about a file; no two names give the same."""
    return PREFIX + _UNFIT.sub(lambda sign: f"~{ord(sign[0]):x}", file_name(file))


def row_anchor(source: Source) -> str:
    """The entry of one row."""
    return f"{file_anchor(source.file)}-{source.row}"


def entry_anchor(value: Value) -> str:
    """The entry of a value: its row, or what names its rows where it has several; empty where it has none."""
    rows = rows_of(value.sources)
    if len(rows) > 1:
        return _several(rows)
    return row_anchor(value.sources[0]) if rows else ""


def rows_of(sources: Iterable[Source]) -> tuple[tuple[str, int], ...]:
    """File and row of each source, sorted, each once: which rows a value has, not in what order."""
    return tuple(sorted({(source.file, source.row) for source in sources}))


@lru_cache(maxsize=4096)
def _several(rows: tuple[tuple[str, int], ...]) -> str:
    """A name made of the rows themselves: a running number would move every link when a value is added."""
    return PREFIX + sha256(repr(rows).encode()).hexdigest()[:_DIGITS]
