"""What authors have typed, and what was found in it. The hinge between notebooks and the subject, like `blocks`.

`pipeline` reads Markdown cells and knows no indicator; `domain` knows the numbers and no notebook. They meet in these
values: `AreaProse` goes one way, `ProseReport` the other.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from fokusrapport.blocks import Frozen, Value
from fokusrapport.errors import Fault
from fokusrapport.i18n import _
from fokusrapport.valuestore import MASK, Shown

VALUE_HOLE = "\ufffc"
"""Stands for a computed value in a passage; the n-th belongs to the n-th of its expressions."""
OTHER_HOLE = "\ufffd"
"""Stands for code, links, formulas, footnote marks and references: what nobody reads as a typed number."""

NumberVerdict = Literal["equal", "near", "contradicts", "head_count"]
"""The same as a known number, nearly the same, another; or people so few that a table would withhold them."""


class CellLine(Frozen):
    """A line of a cell as its author sees it: notebook, cell and line, both counted from 1."""

    notebook: str
    cell: int
    line: int


class Passage(Frozen):
    """One paragraph, list item, heading or table row, with holes for everything that is not typed text.

    `starts` says at which offset of `text` each source line begins. `language` is the one it is written in where that
    is not the report's.
    """

    notebook: str
    cell: int
    text: str
    expressions: tuple[str, ...] = ()
    starts: tuple[tuple[int, int], ...] = ()
    language: str = ""

    def place(self, offset: int) -> CellLine:
        """The line of the cell that the character at this offset stands in."""
        found = bisect_right([start for start, _line in self.starts], offset) - 1
        return CellLine(notebook=self.notebook, cell=self.cell, line=self.starts[max(found, 0)][1])


class Excuse(Frozen):
    """A line whose typed numbers are meant, and why: it stands at `place` and speaks of the line `covers`."""

    place: CellLine
    covers: int
    reason: str

    def speaks_of(self, place: CellLine) -> bool:
        """Whether it excuses what is typed there."""
        own = self.place
        return (own.notebook, own.cell, self.covers) == (place.notebook, place.cell, place.line)


@dataclass(frozen=True)
class AreaProse:
    """What is typed in one area's notebook, what its expressions gave, and every value the area shows.

    `code` is the source of its code cells: what is asked for there belongs to the area too.
    """

    area: str
    passages: tuple[Passage, ...]
    excuses: tuple[Excuse, ...]
    expressions: tuple[tuple[str, Value], ...] = ()
    shown: tuple[Shown, ...] = ()
    code: str = ""

    def asks_for(self, name: str) -> bool:
        """Whether a call in the notebook has this text as an argument."""
        calls = (call for passage in self.passages for call in passage.expressions)
        return any(f'"{name}"' in call for call in (self.code, *calls))


class TypedNumber(Frozen):
    """A number somebody typed that the report knows better.

    `expression` is what to write instead, `known` what it gives; `sentence` has every computed value masked. `excuse`
    is the reason for which it may stand, empty when there is none.
    """

    area: str
    place: CellLine
    text: str
    sentence: str
    verdict: NumberVerdict
    known: str
    indicator: str
    year: int | None
    expression: str
    excuse: str = ""

    def message(self) -> str:
        """What to tell the author, with place and expression."""
        told = {
            "equal": _("«{text}» is typed, and is the same as {indicator}: {known}."),
            "near": _("«{text}» is typed, and is nearly {indicator}: {known}."),
            "contradicts": _("«{text}» is typed, but {indicator} is {known}."),
            "head_count": _("«{text}» is typed, and {indicator} is withheld here: readers may know who they are."),
        }
        year = f" {self.year}" if self.year else ""
        name = f"{self.indicator}{year}" if self.indicator else _("a value of the area")
        text = told[self.verdict].format(text=self.text, indicator=name, known=self.known)
        if self.verdict == "head_count":
            return f"{where(self.place)}: {text}"
        instead = _("Write {expression}.").format(expression=self.expression)
        return f"{where(self.place)}: {text} {instead}"

    def fault(self) -> Fault:
        """The same as a fault, for what may not be published."""
        text = self.message().removeprefix(f"{where(self.place)}: ")
        allowed = _("the expression, or an excuse on the line: <!-- typed number: why -->")
        if self.verdict == "head_count":
            allowed = _("other words, such as «few», or an excuse on the line: <!-- typed number: why -->")
        return Fault(self.place.notebook, place=_in_cell(self.place), what=text, allowed=allowed)


class ProseReport(Frozen):
    """What was found in the prose of an edition, area by area; `unused` are excuses that excuse nothing."""

    numbers: tuple[TypedNumber, ...] = ()
    unused: tuple[Excuse, ...] = ()

    @property
    def standing(self) -> tuple[TypedNumber, ...]:
        """The numbers nobody has excused."""
        return tuple(number for number in self.numbers if not number.excuse)

    @property
    def excused(self) -> tuple[TypedNumber, ...]:
        """The numbers that may stand, each with its reason."""
        return tuple(number for number in self.numbers if number.excuse)

    def of_area(self, area: str) -> tuple[TypedNumber, ...]:
        """The numbers found in one area."""
        return tuple(number for number in self.numbers if number.area == area)

    def warnings(self) -> tuple[Fault, ...]:
        """Every number that stands, and every excuse without a number to excuse."""
        idle = _("The excuse «{reason}» excuses no typed number on line {line}; take it away.")
        return (
            *(number.fault() for number in self.standing),
            *(
                Fault(e.place.notebook, place=_in_cell(e.place), what=idle.format(reason=e.reason, line=e.covers))
                for e in self.unused
            ),
        )

    def contradictions(self) -> tuple[Fault, ...]:
        """What is not published: numbers that no value agrees with, and head counts, that nobody has excused."""
        return tuple(number.fault() for number in self.standing if number.verdict in ("contradicts", "head_count"))


Proofreading = Callable[[Sequence[AreaProse]], ProseReport]


def unread(_areas: Sequence[AreaProse]) -> ProseReport:
    """No proofreading at all."""
    return ProseReport()


def where(place: CellLine) -> str:
    """A line in a message: «notebooks/nav.ipynb, celle 4, linje 1»."""
    return f"{place.notebook}, {_in_cell(place)}"


def _in_cell(place: CellLine) -> str:
    return _("cell {number}, line {line}").format(number=place.cell, line=place.line)


def masked(text: str) -> str:
    """A passage as it is quoted: computed values masked, other holes likewise."""
    return " ".join(text.replace(VALUE_HOLE, MASK).replace(OTHER_HOLE, MASK).split())
