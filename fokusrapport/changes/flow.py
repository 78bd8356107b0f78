"""The chapter from beginning to end, with every change in its place: what the page shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from fokusrapport.blocks import Area
from fokusrapport.changes.items import Item
from fokusrapport.changes.model import Part
from fokusrapport.changes.pairing import Paired
from fokusrapport.changes.tokens import joined
from fokusrapport.changes.wording import compared

State = Literal["kept", "new", "gone", "moved"]


@dataclass(frozen=True)
class Entry:
    """One piece in its place. `parts` are its words and what changed in them; `came_from` is a moved one's old area."""

    item: Item
    state: State
    parts: tuple[Part, ...]
    came_from: str = ""

    @property
    def place(self) -> tuple[str, str, str]:
        """What a change of this piece says of where it is: area, cell and label."""
        return self.item.area, self.item.cell, self.item.label or self.item.footnote

    @property
    def changed(self) -> bool:
        """Whether a reader of both reports meets anything new in its words or place."""
        return self.state != "kept" or any(part.changed for part in self.parts)


@dataclass(frozen=True)
class Flow:
    """One area and its pieces."""

    area: str
    title: str
    entries: tuple[Entry, ...]


def flow_of(areas: Sequence[Area], old: Sequence[Item], new: Sequence[Item], found: Paired) -> tuple[Flow, ...]:
    """Every area of the new report; what is gone stands after what it stood after."""
    by_area: dict[str, list[Entry]] = defaultdict(list)
    for entry in _entries(old, new, found):
        by_area[entry.item.area].append(entry)
    return tuple(Flow(area.id, area.title, tuple(by_area[area.id])) for area in areas)


def _entries(old: Sequence[Item], new: Sequence[Item], found: Paired) -> Iterator[Entry]:
    partner = {j: i for i, j in found.pairs}
    gone = _gone_after(old, found)
    yield from (_gone(old[i]) for i in gone[-1])
    for j, item in enumerate(new):
        i = partner.get(j)
        if i is None:
            yield Entry(item, "new", (Part(kind="inserted", text=joined(item.words)),))
            continue
        parts = compared(old[i].words, item.words).parts()
        moved = (i, j) in found.moved
        came_from = old[i].area if moved and old[i].area != item.area else ""
        yield Entry(item, "moved" if moved else "kept", parts, came_from)
        yield from (_gone(old[k]) for k in gone[i])


def _gone(item: Item) -> Entry:
    return Entry(item, "gone", (Part(kind="deleted", text=joined(item.words)),))


def _gone_after(old: Sequence[Item], found: Paired) -> dict[int, list[int]]:
    """What is gone, by the last piece of its area before it that stands where it stood; -1 for none."""
    standing = {i for i, _j in found.pairs} - {i for i, _j in found.moved}
    after: dict[int, list[int]] = defaultdict(list)
    last, kept = -1, {i for i, _j in found.pairs}
    for i in range(len(old)):
        if i in standing:
            last = i
        elif i not in kept:
            after[last].append(i)
    return after
