"""Tables of single records, a row a respondent or a case: read as a whole with pandas, never a model a row.

Nothing of one record is ever shown. A figure that was computed from records names one source a file, whose `row` is
`WHOLE` and whose key says which records; see `selection`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from fokusrapport.blocks import WHOLE, Source

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from fokusrapport.errors import Fault
    from fokusrapport.params.models import DataSource, IndicatorRegister, Model


@dataclass(frozen=True)
class RecordColumn:
    """A column of a table of records: what its cells hold, and whether the column must be there.

    `kind` and `meaning` are for the documentation.
    """

    name: str
    kind: str
    meaning: str
    required: bool = True


@dataclass(frozen=True)
class RecordContext:
    """What records are judged against: the project's folder, the register, and the municipality's modules."""

    root: Path
    register: IndicatorRegister
    modules: Mapping[str, Model]


@dataclass(frozen=True, eq=False)
class RecordFile:
    """The records of one file: typed columns, and as index the row a spreadsheet shows. Nobody changes the frame."""

    file: str
    sha256: str
    frame: pd.DataFrame = field(repr=False)  # what shows itself shows nobody's record

    @property
    def digest(self) -> str:
        """What changes with everything that is known of the records."""
        return self.sha256

    def selection(self, which: str) -> Source:
        """The source of a figure that was computed from some of the records."""
        return Source(file=self.file, row=WHOLE, key=which, sha256=self.sha256)


@dataclass(frozen=True, eq=False)
class Records:
    """Everything of one kind, in the order of the files. Its representation is a digest: no record is in it."""

    files: tuple[RecordFile, ...] = ()

    def __repr__(self) -> str:
        return f"Records({self._digest})"

    @cached_property
    def _digest(self) -> str:
        return hashlib.sha256(repr([(each.file, each.digest) for each in self.files]).encode()).hexdigest()


Judge = Callable[[RecordFile, "DataSource", RecordContext], "tuple[RecordFile, list[Fault]]"]
Together = Callable[[Sequence[RecordFile]], "list[Fault]"]


def _nothing_together(_files: Sequence[RecordFile]) -> list[Fault]:
    return []


@dataclass(frozen=True)
class RecordTable:
    """A kind of table of records: its columns, and what types its cells and finds their faults.

    `judge` is handed texts, the empty one for a blank cell (a spreadsheet's numbers as text with decimal point, its
    dates as 2025-03-14). With `open` the table may have columns of any other name, which `judge` answers for.
    `together` finds what is wrong between files that are right by themselves.
    """

    columns: tuple[RecordColumn, ...]
    judge: Judge
    open: bool = False
    together: Together = _nothing_together
