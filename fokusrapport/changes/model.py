"""What a comparison finds, as values: what `--json` prints, and what lines and pages are made from."""

from __future__ import annotations

from typing import Literal

from fokusrapport.blocks import Frozen

Kind = Literal[
    "area_new",
    "area_gone",
    "area_moved",
    "area_title",
    "area_unbuilt",
    "indicator_new",
    "indicator_gone",
    "value",
    "status",
    "requirement",
    "definition",
    "remark",
    "tracked_new",
    "tracked_gone",
    "tracked_status",
    "tracked_text",
    "prose",
    "numbers",
    "text_new",
    "text_gone",
    "moved",
    "table",
    "table_new",
    "table_gone",
    "figure",
    "figure_new",
    "figure_gone",
]
"""`numbers` is text that stands unchanged around changed numbers; `remark` what is said of a result in its row."""


class Part(Frozen):
    """A stretch of text: the same in both, inserted, deleted, or a computed value, which was `before` before."""

    kind: Literal["same", "inserted", "deleted", "value"]
    text: str
    before: str = ""

    @property
    def changed(self) -> bool:
        """Whether a reader of both meets anything else here."""
        return self.kind in ("inserted", "deleted") or (self.kind == "value" and self.text != self.before)


class Detail(Frozen):
    """One of several things that changed in the same place: where in it, what stood there and what stands there."""

    where: str
    before: str
    after: str


class Change(Frozen):
    """One change.

    `cell` is the id of the notebook's cell it stands in, of the new report where it is there, else of the old. `id` is
    that of an indicator or of something tracked, or the label of a table or figure; `name` what readers know it by.
    `year` is the result's, None where each report shows its own year. `parts` are of changed text, `details` of what
    changed in a table, a figure, or between unchanged words. For what was moved, `before` and `after` are its areas.
    """

    kind: Kind
    area: str
    cell: str = ""
    id: str = ""
    name: str = ""
    year: int | None = None
    before: str = ""
    after: str = ""
    parts: tuple[Part, ...] = ()
    details: tuple[Detail, ...] = ()


class Side(Frozen):
    """One of the two reports: what it is called, and which it is."""

    name: str
    edition: str
    year: int
    state: Literal["draft", "final"]


class AreaChanges(Frozen):
    """The changes of one area, in reading order; `title` is the new report's where it has the area."""

    area: str
    title: str
    changes: tuple[Change, ...]


class Changes(Frozen):
    """Everything that has changed between two reports in one language, by area.

    `format` is another number when programs that read this form could not read the next.
    """

    format: Literal[1] = 1
    old: Side
    new: Side
    language: str
    areas: tuple[AreaChanges, ...]

    @property
    def all(self) -> tuple[Change, ...]:
        """Every change."""
        return tuple(change for area in self.areas for change in area.changes)
