"""What was promised last year, and what has come of it: for one area, and for the whole edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from types import MappingProxyType

from fokusrapport.blocks import (
    Block,
    Cell,
    CrossReference,
    Group,
    Heading,
    Inlines,
    KeyFigure,
    KeyFigures,
    Status,
    StatusKind,
    Value,
    plain,
)
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.filling import filled, joined
from fokusrapport.domain.notes import Notes
from fokusrapport.domain.promises import Followed, FollowedStatus
from fokusrapport.domain.spelling import Spelled
from fokusrapport.domain.tabulate import ColumnOf, TableFrame, tabulate, text_cell, value_cell
from fokusrapport.domain.values import ValueMaker
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import Language, _
from fokusrapport.params.models import Said
from fokusrapport.params.nearest import nearest

OWN_LABEL, COUNTS_LABEL, ALL_LABEL = "tbl-oppfolging", "tbl-oppfolging-omrader", "tbl-oppfolging-alle"
KINDS: Mapping[FollowedStatus, StatusKind] = MappingProxyType(
    {
        "done": "met",
        "under_way": "accepted",
        "postponed": "accepted",
        "dropped": "unclassified",
        "unanswered": "missing",
    }
)
"""The mark that stands beside each word; colours say nothing that the word does not."""


def status_word(status: FollowedStatus, words: Language) -> str:
    """What has come of a plan, in a word."""
    return {
        "done": words.gettext("carried out"),
        "under_way": words.gettext("under way"),
        "postponed": words.gettext("postponed"),
        "dropped": words.gettext("given up"),
        "unanswered": words.gettext("not answered for"),
    }[status]


@dataclass(frozen=True)
class FollowUp(Spelled):
    """What earlier editions promised, as the notebook of `area` shows it; nothing where they promised nothing."""

    edition: EditionData
    area: str

    # --- the area's own ---

    def section(self) -> Block:
        """A heading and under it the area's own plans of earlier years; nothing at all where it had none."""
        own = self._of(self.area)
        return Group(children=(Heading(level=2, children=plain(self._title(own))), self.table())) if own else _nothing()

    def table(self, caption: Said = "") -> Block:
        """The area's own plans of earlier years and what has come of each."""
        own = self._of(self.area)
        if not own:
            return _nothing()
        frame = TableFrame(f"{OWN_LABEL}-{self.area}", self._caption(caption, self._title(own)), Notes())
        return tabulate(frame, tuple(self._columns(own)), own)

    # --- of all areas ---

    def all_plans(self, caption: Said = "") -> Block:
        """The same of every area, each a link to its area."""
        if not self._every:
            return _nothing()
        columns = (ColumnOf(self._words.gettext("Area"), self._area_cell), *self._columns(self._every))
        table = tabulate(
            TableFrame(ALL_LABEL, self._caption(caption, self._title(self._every)), Notes()), columns, self._every
        )
        return table.model_copy(update={"row_header": 1})

    def by_area(self, caption: Said = "") -> Block:
        """How many plans of each area have come to what; the last row is the sum."""
        if not self._every:
            return _nothing()
        areas = list(dict.fromkeys(item.area for item in self._every))
        title = self._words.gettext("What became of the plans, by area")
        frame = TableFrame(COUNTS_LABEL, self._caption(caption, title), Notes())
        return tabulate(frame, tuple(self._count_columns()), [*areas, ""]).model_copy(update={"kind": "counts"})

    def figures(self) -> Block:
        """A key figure a status, over every area."""
        items = tuple(
            KeyFigure(label=status_word(status, self._words), value=self._counted(self._with(status)), status=kind)
            for status, kind in self._shown()
        )
        return KeyFigures(items=items) if self._every else _nothing()

    # --- for sentences ---

    def promised(self) -> Value:
        """How many plans of every area there were to answer for, in words up to twelve."""
        return self._counted(self._every, in_words=True)

    def count(self, status: FollowedStatus) -> Value:
        """How many plans of every area have come to this, in words up to twelve; InputRefused for no such status."""
        if status not in KINDS:
            what = _("No plan can have the status «{status}».").format(status=status)
            raise InputRefused.because(what, allowed=", ".join(KINDS), nearest=nearest(status, list(KINDS)))
        return self._counted(self._with(status), in_words=True)

    # --- within ---

    @property
    def _words(self) -> Language:
        return self.edition.language

    @cached_property
    def _every(self) -> tuple[Followed, ...]:
        return tuple(item for area in self.edition.promising_areas for item in self._of(area))

    def _of(self, area: str) -> tuple[Followed, ...]:
        return self.edition.promises(area)

    def _with(self, status: FollowedStatus) -> list[Followed]:
        return [item for item in self._every if item.status == status]

    def _shown(self) -> Iterator[tuple[FollowedStatus, StatusKind]]:
        """The four answers always; that nobody has answered only where it is so."""
        return ((status, kind) for status, kind in KINDS.items() if status != "unanswered" or self._with(status))

    def _counted(self, items: Sequence[Followed], *, in_words: bool = False) -> Value:
        sources = tuple(item.source for item in items if item.source is not None)
        value = ValueMaker(self.area, self._words).counted(len(items), in_words=in_words)
        return value.model_copy(update={"sources": sources, "year": self.edition.year})

    def _caption(self, given: Said, own: str) -> Inlines:
        return self.edition.text_inlines(given) if given else plain(own)

    def _title(self, items: Sequence[Followed]) -> str:
        return self._words.gettext("What became of the plans of {years}").format(years=self._years(items))

    def _years(self, items: Sequence[Followed]) -> str:
        return self._words.join([str(year) for year in sorted({item.promise.year for item in items})])

    def _columns(self, items: Sequence[Followed]) -> Iterator[ColumnOf[Followed]]:
        words, newest = self._words, max(item.promise.year for item in items)
        yield ColumnOf(words.gettext("What was promised"), partial(self._promise_cell, newest))
        yield ColumnOf(words.gettext("What has come of it"), self._answer_cell)
        yield ColumnOf(words.gettext("Responsible"), lambda item: self._said(item.owner))
        yield ColumnOf(words.gettext("Deadline"), self._due_cell)

    def _promise_cell(self, newest: int, item: Followed) -> Cell:
        """The plan's own words; one that is older than the others tells its year."""
        year, words = item.promise.year, self._words
        told = "" if year == newest else " " + words.gettext("(promised in {year})").format(year=year)
        return Cell(children=(*self.edition.label_inlines(item.promise.plan.text), *plain(told)))

    def _answer_cell(self, item: Followed) -> Cell:
        """What the answer says, and its status in a word with its mark."""
        answer = item.answer
        texts = (answer.text, answer.reason) if answer else ()
        children = joined([self.edition.text_inlines(text) for text in texts if text.strip()], " ")
        return Cell(
            children=children, status=Status(kind=KINDS[item.status], word=status_word(item.status, self._words))
        )

    def _due_cell(self, item: Followed) -> Cell:
        """The deadline; the one that was promised beside it where it has been moved."""
        words, before = self._words, item.promise.due
        if before and item.due != before:
            template, text = words.gettext("{due} (promised: {before})"), self.edition.text_inlines
            return Cell(children=filled(template, {"due": text(item.due), "before": text(before)}))
        return self._said(item.due)

    def _said(self, text: str) -> Cell:
        return self.edition.text_cell(text) if text.strip() else text_cell(self._words.gettext("not stated"))

    def _area_cell(self, item: Followed) -> Cell:
        return Cell(children=area_link(self.edition, item.area))

    def _count_columns(self) -> Iterator[ColumnOf[str]]:
        words = self._words
        yield ColumnOf(words.gettext("Area"), self._head_cell)
        yield ColumnOf(words.gettext("Promised"), partial(self._count_cell, self._every), align="end")
        for status, _kind in self._shown():
            yield ColumnOf(status_word(status, words), partial(self._count_cell, self._with(status)), align="end")

    def _head_cell(self, area: str) -> Cell:
        return Cell(children=area_link(self.edition, area)) if area else text_cell(self._words.gettext("All areas"))

    def _count_cell(self, items: Sequence[Followed], area: str) -> Cell:
        return value_cell(self._counted([item for item in items if area in ("", item.area)]))


def area_link(edition: EditionData, area: str) -> Inlines:
    """An area of the edition as a link with its title, which the chapter knows; one that is gone by its name."""
    return (CrossReference(label=area, text=area),) if area in edition.areas else plain(area)


def _nothing() -> Group:
    return Group(children=())
