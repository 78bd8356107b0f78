"""The cells of one column of cases: each distinct text is read once, and told once when it is wrong."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from fokusrapport.errors import Fault
from fokusrapport.i18n import _
from fokusrapport.params.nearest import nearest

NONE = -1
"""Stands where a cell says nothing: a day, a number or a place in a list is never less than 0."""

_MOST = 5  # faults of one kind that are told one by one
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ]\d\d:\d\d.*)?")  # a time of day is left out
_NORWEGIAN = re.compile(r"(\d\d?)\.(\d\d?)\.(\d{4})")
_EPOCH = dt.date(1970, 1, 1)


class Unfit(ValueError):
    """A text that cannot stand in its column."""

    def __init__(self, what: str, allowed: str, near: str = "") -> None:
        super().__init__(what)
        self.what, self.allowed, self.near = what, allowed, near


@dataclass(frozen=True)
class CaseColumn:
    """One column: its texts, blank ones empty, and as index the rows of the file."""

    file: str
    name: str
    cells: pd.Series[str]

    @property
    def place(self) -> str:
        """How a message names it."""
        return _("column «{column}»").format(column=self.name)

    @cached_property
    def _coded(self) -> tuple[NDArray[np.int64], Sequence[str]]:
        codes, texts = pd.factorize(self.cells)
        return codes, list(texts)

    @cached_property
    def filled(self) -> NDArray[np.bool_]:
        """Where something stands."""
        codes, texts = self._coded
        return codes != texts.index("") if "" in texts else np.ones(len(codes), bool)

    def read(self, parse: Callable[[str], int], *, needed: bool = False) -> tuple[NDArray[np.int64], list[Fault]]:
        """What `parse` makes of each cell, `NONE` of a blank one, and a fault for each distinct text that is `Unfit`.

        With `needed`, blank cells are a fault.
        """
        codes, texts = self._coded
        values = np.full(len(texts), NONE)
        wrong: list[tuple[int, Unfit]] = []
        for code, text in enumerate(texts):
            try:
                if text:
                    values[code] = parse(text)
                elif needed:
                    wrong.append((code, Unfit(_("The cell is blank."), _needed(self.name))))
            except Unfit as unfit:
                wrong.append((code, unfit))
        return values[codes], list(self._told(wrong))

    def _told(self, wrong: Sequence[tuple[int, Unfit]]) -> Iterator[Fault]:
        codes, _texts = self._coded
        for code, unfit in wrong[:_MOST]:
            rows = self.cells.index[codes == code]
            yield Fault(
                self.file, int(rows[0]), self.place, f"{unfit.what}{_more(len(rows) - 1)}", unfit.allowed, unfit.near
            )
        if left := [code for code, _unfit in wrong[_MOST:]]:
            rows = self.cells.index[np.isin(codes, left)]
            what = _("{texts} other texts of the column are wrong, too, in {rows} rows.")
            yield Fault(
                self.file, int(rows[0]), self.place, what.format(texts=len(left), rows=len(rows)), wrong[-1][1].allowed
            )

    def first_row(self, position: int) -> int:
        """The row in which the text at a position stands first."""
        return int(self.cells.index[int(np.argmax((self.cells == self.cells.iloc[position]).to_numpy()))])

    def faults_at(self, mask: NDArray[np.bool_], what: Callable[[int], str], allowed: str) -> Iterator[Fault]:
        """A fault for each of the first rows where the mask is true, the last tells of all others.

        `what` takes a position.
        """
        positions = np.flatnonzero(mask)
        for count, position in enumerate(positions[:_MOST], start=1):
            more = _more(len(positions) - _MOST) if count == _MOST else ""
            yield Fault(self.file, int(self.cells.index[position]), self.place, f"{what(int(position))}{more}", allowed)


def _needed(name: str) -> str:
    return _("a value in the column «{name}»").format(name=name)


def _more(count: int) -> str:
    return " " + _("(and {count} more rows)").format(count=count) if count > 0 else ""


def word_of(known: Sequence[str], what: str) -> Callable[[str], int]:
    """Reads a word as its place in a list; `what` is the message for another, with its text at «{word}»."""
    places = {word: place for place, word in enumerate(known)}

    def parse(text: str) -> int:
        if text not in places:
            raise Unfit(what.format(word=text), ", ".join(known), nearest(text, known))
        return places[text]

    return parse


def day_of(text: str) -> int:
    """A day as the number of days since 1970: «2025-03-14», «14.03.2025»; nothing is guessed at."""
    if found := _ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := _NORWEGIAN.fullmatch(text):
        day, month, year = map(int, found.groups())
    else:
        raise Unfit(_("«{text}» is no date.").format(text=text), _("a day as 2025-03-14 or 14.03.2025"))
    try:
        return (dt.date(year, month, day) - _EPOCH).days
    except ValueError:
        what, allowed = _("There is no day «{text}» in the calendar."), _("a day as 2025-03-14 or 14.03.2025")
        raise Unfit(what.format(text=text), allowed) from None


def grade_of(text: str) -> int:
    """A severity or an extent from 1 to 4."""
    if text not in ("1", "2", "3", "4"):
        raise Unfit(_("«{text}» is outside the scale.").format(text=text), "1, 2, 3, 4")
    return int(text)


def days_or_day(text: str) -> int:
    """A deadline of the case's own: a number of days as such, a date as the number of its day, both without doubt.

    A number of days is at most ten years, and no case has a date that lies so near to 1970.
    """
    if text.isdecimal():
        days = int(text)
        if not 1 <= days <= MOST_DAYS:
            raise Unfit(_("«{text}» is no number of days to answer in.").format(text=text), f"1–{MOST_DAYS}")
        return days
    try:
        day = day_of(text)
    except Unfit as unfit:
        raise Unfit(unfit.what, _("a number of days, or a day as 2025-03-14 or 14.03.2025")) from None
    if day <= MOST_DAYS:
        raise Unfit(_("«{text}» lies before all cases.").format(text=text), _("a day after 1980"))
    return day


MOST_DAYS = 3650
"""The longest deadline that can be given in days."""


def printed_day(day: int) -> str:
    """A day as messages tell it."""
    return day_at(day).isoformat()


def day_at(number: int) -> dt.date:
    """The day of a number."""
    return _EPOCH + dt.timedelta(days=int(number))


def day_number(day: dt.date) -> int:
    """The number of a day."""
    return (day - _EPOCH).days
