"""Pieces of two chapters that have found each other: what changed within each, what was moved, what is new and gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from fokusrapport.blocks import Figure, Table
from fokusrapport.changes.items import Item, Tracked
from fokusrapport.changes.model import Change, Detail, Kind
from fokusrapport.changes.pairing import Paired
from fokusrapport.changes.tables import TableComparison, figure_numbers
from fokusrapport.changes.tokens import joined, words
from fokusrapport.changes.wording import compared
from fokusrapport.i18n import Language


@dataclass(frozen=True)
class Pieces:
    """What is needed to tell of pieces: what is told elsewhere, and the digests of figures' drawings."""

    tracked: Tracked
    language: Language
    old_pictures: Mapping[str, str]
    new_pictures: Mapping[str, str]
    years: bool

    def changes(self, old: Sequence[Item], new: Sequence[Item], found: Paired) -> Iterator[Change]:
        """Everything, in the order of the new chapter; what is gone comes last."""
        partner = {j: i for i, j in found.pairs}
        moved = {j for _i, j in found.moved}
        for _group, places in groupby(range(len(new)), key=lambda j: (new[j].home, j in partner, j in moved)):
            group = list(places)
            if group[0] not in partner:
                yield from _whole([new[j] for j in group], "new")
                continue
            if group[0] in moved:
                yield _moved(old[partner[group[0]]], [new[j] for j in group])
            for j in group:
                yield from self._within(old[partner[j]], new[j])
        kept = set(partner.values())
        for _home, left in groupby(range(len(old)), key=lambda i: (old[i].home, i in kept)):
            gone = [old[i] for i in left if i not in kept]
            yield from _whole(gone, "gone")

    # --- within a piece ---

    def _within(self, old: Item, new: Item) -> Iterator[Change]:
        words_found = compared(old.words, new.words)
        level = old.level != new.level
        if not words_found.same_words or level:
            details = (self._level(old, new),) if level else ()
            yield _at("prose", new, before=joined(old.words), after=joined(new.words)).model_copy(
                update={"parts": words_found.parts(), "details": details}
            )
        if standing := words_found.standing():
            yield _at("numbers", new).model_copy(update={"parts": words_found.parts(), "details": standing})
        if isinstance(old.block, Table) and isinstance(new.block, Table):
            yield from self._table(old.block, new.block, new)
        elif isinstance(old.block, Figure) and isinstance(new.block, Figure):
            yield from self._figure(old.block, new.block, new)

    def _level(self, old: Item, new: Item) -> Detail:
        return Detail(where=self.language.gettext("level of the heading"), before=str(old.level), after=str(new.level))

    def _table(self, old: Table, new: Table, item: Item) -> Iterator[Change]:
        details = TableComparison(old, new, self.language, self.tracked, self.years).details()
        if details:
            yield _at("table", item).model_copy(update={"details": details})

    def _figure(self, old: Figure, new: Figure, item: Item) -> Iterator[Change]:
        """The numbers; where those are the same, the words for who cannot see it; else that it is drawn otherwise."""
        details = figure_numbers(old, new, self.language)
        if not details and _letters(old.alt) != _letters(new.alt):
            details = (Detail(where=self.language.gettext("alternative text"), before=old.alt, after=new.alt),)
        redrawn = self.old_pictures.get(old.label) != self.new_pictures.get(new.label)
        if details or redrawn:
            yield _at("figure", item).model_copy(update={"details": details})


def _letters(text: str) -> str:
    return joined(words(text))


def _at(kind: Kind, item: Item, *, before: str = "", after: str = "") -> Change:
    name = joined(item.words) if item.block else ""
    return Change(
        kind=kind, area=item.area, cell=item.cell, id=item.label or item.footnote, name=name, before=before, after=after
    )


def _moved(old: Item, new: Sequence[Item]) -> Change:
    """What has another place: pieces of one cell that stand together are told of once."""
    return _at("moved", new[0]).model_copy(
        update={"name": joined(new[0].words), "before": old.area, "after": new[0].area}
    )


def _whole(items: Sequence[Item], what: str) -> Iterator[Change]:
    """What is new or gone whole: the texts of one cell that stand together as one, each table and figure by itself."""
    for kind, group in groupby(items, key=lambda item: item.kind):
        own = list(group)
        if kind == "text":
            text = "\n".join(joined(item.words) for item in own)
            yield _whole_text(own[0], text, what)
            continue
        for item in own:
            named: dict[tuple[str, str], Kind] = {
                ("table", "new"): "table_new",
                ("table", "gone"): "table_gone",
                ("figure", "new"): "figure_new",
                ("figure", "gone"): "figure_gone",
            }
            yield _at(named[kind, what], item)


def _whole_text(item: Item, text: str, what: str) -> Change:
    return _at("text_new", item, after=text) if what == "new" else _at("text_gone", item, before=text)
