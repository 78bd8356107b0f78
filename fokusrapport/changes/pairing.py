"""Which piece of the old chapter is which of the new one: by cell id first, then by what it says.

Cell ids outlive edits and moves, so that a moved paragraph is moved and not gone and new. What has lost its cell
(split, pasted, typed anew) is found by its words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from rapidfuzz.distance import Indel

from fokusrapport.changes.items import Item
from fokusrapport.changes.tokens import keys

Pair = tuple[int, int]


@dataclass(frozen=True)
class Limits:
    """What two pieces must have in common: so much of their words, and so many words at all.

    With `alone` the only two that are left in a place are the same, however little they have in common.
    """

    alike: float
    fewest: int = 0
    alone: bool = False


IN_ITS_CELL, IN_ITS_AREA, ANYWHERE = Limits(0.5, alone=True), Limits(0.6), Limits(0.6, fewest=5)


@dataclass(frozen=True)
class Paired:
    """Pairs of places in the old and the new sequence, in the new order, and those of them that were moved."""

    pairs: tuple[Pair, ...]
    moved: frozenset[Pair]


def paired(old: Sequence[Item], new: Sequence[Item]) -> Paired:
    """Every piece of the old chapter with what it has become."""
    work = _Work(old, new)
    work.within(lambda item: item.home, IN_ITS_CELL)
    work.within(lambda item: item.area, IN_ITS_AREA)
    work.within(lambda _item: "", ANYWHERE)
    pairs = tuple(sorted(work.found, key=lambda pair: pair[1]))
    return Paired(pairs, frozenset(_moved(pairs, old, new)))


@dataclass
class _Work:
    """Pieces that have not found their other yet."""

    old: Sequence[Item]
    new: Sequence[Item]

    def __post_init__(self) -> None:
        self.found: list[Pair] = []
        self._left_old, self._left_new = set(range(len(self.old))), set(range(len(self.new)))

    def within(self, place: Callable[[Item], Hashable], limits: Limits) -> None:
        """Pair what stands in the same place: the same words first, then the most alike, then the only two left."""
        olds, news = self._by(place, self._left_old, self.old), self._by(place, self._left_new, self.new)
        for where in sorted(olds.keys() & news.keys(), key=str):
            self._take(self._same(olds[where], news[where], limits))
            left = self._left(olds[where], news[where])
            self._take(self._alike(*left, limits))
            rest_old, rest_new = self._left(*left)
            if limits.alone and len(rest_old) == len(rest_new) == 1:
                i, j = rest_old[0], rest_new[0]
                self._take([(i, j)] if self.old[i].kind == self.new[j].kind else [])

    def _left(self, olds: Sequence[int], news: Sequence[int]) -> tuple[list[int], list[int]]:
        return [i for i in olds if i in self._left_old], [j for j in news if j in self._left_new]

    @staticmethod
    def _by(place: Callable[[Item], Hashable], left: Iterable[int], items: Sequence[Item]) -> dict[Hashable, list[int]]:
        found: dict[Hashable, list[int]] = defaultdict(list)
        for index in sorted(left):
            found[place(items[index])].append(index)
        return found

    def _take(self, pairs: Iterable[Pair]) -> None:
        for i, j in list(pairs):
            self.found.append((i, j))
            self._left_old.discard(i)
            self._left_new.discard(j)

    def _same(self, olds: Sequence[int], news: Sequence[int], limits: Limits) -> Iterator[Pair]:
        """Those with the same words, in their order."""
        waiting: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for i in olds:
            waiting[self.old[i].signature].append(i)
        for j in news:
            if len(self.new[j].words) >= limits.fewest and (found := waiting[self.new[j].signature]):
                yield found.pop(0), j

    def _alike(self, olds: Sequence[int], news: Sequence[int], limits: Limits) -> Iterator[Pair]:
        """The most alike first; of equals those that stand where the other stood."""
        candidates = []
        for (a, i), (b, j) in product(enumerate(olds), enumerate(news)):
            one, other = self.old[i], self.new[j]
            likeness = _likeness(one, other)
            if likeness >= limits.alike and min(len(one.words), len(other.words)) >= limits.fewest:
                candidates.append((-likeness, abs(a - b), i, j))
        taken_old, taken_new = set[int](), set[int]()
        for _unlike, _distance, i, j in sorted(candidates):
            if i not in taken_old and j not in taken_new:
                taken_old.add(i)
                taken_new.add(j)
                yield i, j


def _likeness(one: Item, other: Item) -> float:
    """How alike two pieces are, from 0 to 1; a table or figure with the same label is the same one."""
    if one.kind != other.kind:
        return 0
    if one.label and one.label == other.label and not _numbered(one):
        return 1
    return float(Indel.normalized_similarity(keys(one.words), keys(other.words)))


def _numbered(item: Item) -> bool:
    """Whether a label was made from a running number, because its author gave none: the next one may have it now."""
    return bool(re.fullmatch(rf"(?:tbl|fig)-{re.escape(item.area)}-\d+", item.label))


def _moved(pairs: Sequence[Pair], old: Sequence[Item], new: Sequence[Item]) -> Iterator[Pair]:
    """What has another area now, and within an area the fewest pieces whose moving explains the new order."""
    by_area: dict[str, list[Pair]] = defaultdict(list)
    for i, j in pairs:
        if old[i].area != new[j].area:
            yield i, j
        elif not new[j].footnote:  # a footnote is numbered by where it is referred to
            by_area[new[j].area].append((i, j))
    for own in by_area.values():
        runs = list(_runs(own, new))
        standing = longest_rising([run[0][0] for run in runs], [len(run) for run in runs])
        yield from (pair for place, run in enumerate(runs) if place not in standing for pair in run)


def _runs(pairs: Sequence[Pair], new: Sequence[Item]) -> Iterator[list[Pair]]:
    """Pieces of one cell that follow each other in both reports: what is moved together."""
    rank = {i: place for place, i in enumerate(sorted(i for i, _j in pairs))}
    run: list[Pair] = []
    for i, j in pairs:
        if run and (new[j].home != new[run[-1][1]].home or rank[i] != rank[run[-1][0]] + 1):
            yield run
            run = []
        run.append((i, j))
    if run:
        yield run


def longest_rising(numbers: Sequence[int], weights: Sequence[int] = ()) -> frozenset[int]:
    """The places of a longest rising subsequence; of those that are as long, one of the greatest weight."""
    best: list[tuple[int, int]] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        earlier = [(best[k], k) for k in range(place) if numbers[k] < number]
        (length, weight), last = max(earlier, default=((0, 0), -1))
        best.append((length + 1, weight + (weights[place] if weights else 1)))
        before.append(last)
    found, place = set[int](), max(range(len(best)), key=best.__getitem__, default=-1)
    while place >= 0:
        found.add(place)
        place = before[place]
    return frozenset(found)
