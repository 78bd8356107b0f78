"""What is wrong in a table of respondents, told so that it can be read: a few of each kind, and how many more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from fokusrapport.errors import Fault
from fokusrapport.i18n import _
from fokusrapport.params.nearest import nearest

MOST = 5
"""How many faults of a kind are listed; a column of the wrong year would else give thousands."""


def fewest_listed(faults: Sequence[Fault], count: int | None = None) -> list[Fault]:
    """The first faults of a kind, the last of them saying how many more there are; `count` is how many in all."""
    listed, more = list(faults[:MOST]), (len(faults) if count is None else count) - MOST
    if more > 0:
        told = _("{what} And {count} more like it.").format(what=listed[-1].what, count=more)
        listed[-1] = replace(listed[-1], what=told)
    return listed


@dataclass
class Faulty:
    """Gathers the faults of a file's cells, a kind at a time; a fault is what, what is allowed, the nearest guess."""

    file: str
    found: list[Fault] = field(default_factory=list)

    def add(self, wrong: Mapping[int, tuple[str, str, str]], column: str) -> None:
        """The wrong cells of a column, by their rows."""
        place = _("column «{column}»").format(column=column)
        rows = list(wrong.items())
        told = [Fault(self.file, row, place, *cell) for row, cell in rows[:MOST]]
        self.found.extend(fewest_listed(told, len(rows)))

    def listed(self) -> list[Fault]:
        """All of them."""
        return list(self.found)


def rows_of(cells: pd.Series[Any]) -> list[int]:
    """The rows of some cells as a spreadsheet counts them."""
    return [int(row) for row in cells.index.to_numpy()]


def unknown(texts: pd.Series[str], known: Iterable[str], what: str) -> Mapping[int, tuple[str, str, str]]:
    """The cells that are none of the known words; `what` has a place for the `name` that stands there."""
    words = list(known)
    wrong = texts[~texts.isin(words)]
    guesses = {text: nearest(text, words) for text in wrong.unique()[:MOST]}
    allowed = ", ".join(words)
    return {
        row: (what.format(name=text[:40]) if text else _("The cell is blank."), allowed, guesses.get(text, ""))
        for row, text in zip(rows_of(wrong), wrong, strict=True)
    }
