"""Two snapshots held against each other: a pure function, and the whole comparison in one place.

Everything that a notebook's cells made is compared piece by piece; indicators and what is tracked are compared by their
ids, and are told of once, wherever a chapter shows them. What the program makes from the rest is not compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from fokusrapport.blocks import Area
from fokusrapport.changes.facts import Years, indicator_changes, tracked_changes
from fokusrapport.changes.flow import Flow, flow_of
from fokusrapport.changes.items import Item, Tracked, items_of
from fokusrapport.changes.model import AreaChanges, Change, Changes, Side
from fokusrapport.changes.pairing import Paired, longest_rising, paired
from fokusrapport.changes.pieces import Pieces
from fokusrapport.changes.tokens import words
from fokusrapport.changes.wording import compared
from fokusrapport.i18n import Language, language
from fokusrapport.pipeline.snapshots.model import LanguageSnapshot


@dataclass(frozen=True)
class Report:
    """One side of a comparison: a snapshot in one language, and what it is called."""

    name: str
    edition: str
    snapshot: LanguageSnapshot

    @property
    def side(self) -> Side:
        """What is told of it."""
        front = self.snapshot.chapter.front
        return Side(name=self.name, edition=self.edition, year=front.year, state=front.state)

    @property
    def areas(self) -> dict[str, Area]:
        """Its areas by id."""
        return {area.id: area for area in self.snapshot.chapter.areas}


@dataclass(frozen=True)
class Comparison:
    """Two reports in the same language, compared."""

    old: Report
    new: Report

    @cached_property
    def changes(self) -> Changes:
        """Everything that has changed, by area: those of the new report in its order, then those that are gone."""
        found = tuple(self._found())
        titles = {area.id: area.title for report in (self.old, self.new) for area in report.areas.values()}
        order = [*self.new.areas, *(name for name in self.old.areas if name not in self.new.areas)]
        order += sorted({change.area for change in found} - set(order))  # recommendations that no area shows now
        return Changes(
            old=self.old.side,
            new=self.new.side,
            language=self.new.snapshot.code,
            areas=tuple(
                AreaChanges(area=name, title=titles.get(name, name), changes=own)
                for name in order
                if (own := tuple(change for change in found if change.area == name))
            ),
        )

    def flow(self) -> tuple[Flow, ...]:
        """The new report from beginning to end with everything that changed in its place, and what is gone."""
        return flow_of(self.new.snapshot.chapter.areas, self._items[0], self._items[1], self._paired)

    # --- the parts ---

    @property
    def _years(self) -> Years:
        return Years(self.old.side.year, self.new.side.year)

    @property
    def _language(self) -> Language:
        return language(self.new.snapshot.code)

    @cached_property
    def _tracked(self) -> Tracked:
        return Tracked.of(self.old.snapshot, self.new.snapshot)

    @cached_property
    def _unbuilt(self) -> frozenset[str]:
        """Areas that one of the drafts could not build: nothing in them can be compared."""
        return frozenset(
            name for report in (self.old, self.new) for name, area in report.areas.items() if not area.complete
        )

    @cached_property
    def _items(self) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
        both = self.old.areas.keys() & self.new.areas.keys()
        old, new = (
            tuple(
                item
                for name, area in report.areas.items()
                if name in both and name not in self._unbuilt
                for item in items_of(area, self._tracked)
            )
            for report in (self.old, self.new)
        )
        return old, new

    @cached_property
    def _paired(self) -> Paired:
        return paired(*self._items)

    def _found(self) -> Iterator[Change]:
        yield from self._areas()
        one, other = self.old.snapshot, self.new.snapshot
        facts = (
            *indicator_changes(one.indicators, other.indicators, self._years, self._language),
            *tracked_changes(one.tracked, other.tracked, self._years),
        )
        # An area that could not be built shows nothing, and that is no news of what it would show.
        yield from (change for change in facts if change.area not in self._unbuilt)
        pieces = Pieces(self._tracked, self._language, one.pictures, other.pictures, years=not self._years.same)
        yield from pieces.changes(*self._items, self._paired)

    def _areas(self) -> Iterator[Change]:
        old, new = self.old.areas, self.new.areas
        yield from (
            Change(kind="area_new", area=name, name=area.title) for name, area in new.items() if name not in old
        )
        yield from (
            Change(kind="area_gone", area=name, name=area.title) for name, area in old.items() if name not in new
        )
        both = [name for name in new if name in old]
        yield from self._moved_areas(both)
        for name in both:
            if name in self._unbuilt:
                yield Change(kind="area_unbuilt", area=name, name=new[name].title)
            elif old[name].title != new[name].title:
                parts = compared(words(old[name].title), words(new[name].title)).parts()
                yield Change(kind="area_title", area=name, before=old[name].title, after=new[name].title, parts=parts)

    def _moved_areas(self, both: Sequence[str]) -> Iterator[Change]:
        before = list(self.old.areas)
        standing = longest_rising([before.index(name) for name in both])
        for place, name in enumerate(both):
            if place not in standing:
                yield Change(kind="area_moved", area=name, name=self.new.areas[name].title)
