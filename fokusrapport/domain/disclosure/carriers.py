"""Tables that only together say what is possible: the cross table behind them, which nobody publishes.

Two tables that share an axis can be moved apart as long as the shared totals stay. Not so three that go round (area by
type, type by year, year by area), nor a table of a part («only complaints») beside one of the whole: then moved tables
must still be the totals of some cross table of whole numbers. Which tables go round is a matter of their dimensions
only: those that are left when ears are taken off (Graham's reduction, as for joins of databases: Beeri, Fagin, Maier &
Yannakakis, Journal of the ACM 30, 1983).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from fokusrapport.domain.disclosure.tables import Cell, CountTable

_REST = ""  # the category of all that is in no table
_LARGEST = 2_000  # cells of a cross table: more are not solved while somebody waits


@dataclass(frozen=True)
class Carrier:
    """A cross table behind some tables: for each of their cells, which of its own (numbered from 0) make it up."""

    size: int
    parts: Mapping[Cell, tuple[int, ...]]


def carriers(tables: Sequence[CountTable]) -> Iterator[Carrier]:
    """The cross tables needed. One that is too large is left out: then each sum is kept, but not all at once."""
    for source in dict.fromkeys(table.source for table in tables):
        tied = _tied([table for table in tables if table.source == source])
        carrier = _carrier(tied) if len(tied) > 1 else None
        if carrier is not None:
            yield carrier


def _tied(tables: Sequence[CountTable]) -> list[CountTable]:
    """The tables that go round: those left when every ear is taken off, and every table whose parts are others.

    Whatever the order, what is left ties the same; of tables that are made up the smallest goes first, for a large one
    holds more ears.
    """
    left = list(tables)
    by_size = sorted(tables, key=lambda table: len(table.counts))
    while True:
        ears = (table for table in left if _ear(table, left))
        made_up = (table for table in by_size if table in left and _made_up(table, left))
        if (table := next(chain(ears, made_up), None)) is None:
            return left
        left.remove(table)


def _ear(table: CountTable, left: Sequence[CountTable]) -> bool:
    """Whether all that a table shares with the others, it shares with one of them that counts all that it counts."""
    others = [other for other in left if other is not table and not _apart(table, other)]
    shared = _used(table) & frozenset[str]().union(*map(_used, others))
    hosts = (other for other in others if other.within.items() <= table.within.items())
    return not others or (set(table.within) <= shared and any(shared <= _used(other) for other in hosts))


def _made_up(table: CountTable, left: Sequence[CountTable]) -> bool:
    """Whether the tables of the categories of some dimension count together all that a table does: they tell it."""
    return any(
        all(
            any(
                {**table.within, name: part} == other.within and set(table.dimensions) - {name} <= set(other.dimensions)
                for other in left
            )
            for part in table.categories[place]
        )
        for place, name in enumerate(table.dimensions)
    )


def _apart(one: CountTable, other: CountTable) -> bool:
    """Whether nothing that one table counts is counted by the other."""
    return any(other.within.get(name, part) != part for name, part in one.within.items())


def _used(table: CountTable) -> frozenset[str]:
    return frozenset(table.dimensions) | frozenset(table.within)


def _carrier(tables: Sequence[CountTable]) -> Carrier | None:
    """The cross table behind tables that go round; None where it is too large."""
    found: dict[Cell, list[int]] = {}
    number = -1
    for number, at in enumerate(_combinations(tables)):
        if number >= _LARGEST:
            return None
        for table in tables:
            inner = tuple(at.get(name, _REST) for name in table.dimensions)
            if table.within.items() <= at.items() and _REST not in inner:
                found.setdefault(table.cell(inner), []).append(number)
    return Carrier(number + 1, {cell: tuple(numbers) for cell, numbers in found.items()})


def _combinations(tables: Sequence[CountTable]) -> Iterator[dict[str, str]]:
    """What a person or case can be at once: a month only in its quarter, a type only in its group.

    Properties that are only counted within others come after these; where a property is counted of nobody, it is the
    rest.
    """
    names = dict.fromkeys(name for table in tables for name in (*table.within, *table.dimensions))
    after = {name: {w for table in tables if name in table.dimensions for w in table.within} - {name} for name in names}
    found: list[dict[str, str]] = [{}]
    left = list(names)
    while left:
        name = next((each for each in left if not after[each] & set(left)), left[0])
        left.remove(name)
        found = [{**at, name: part} for at in found for part in _parts(tables, name, at)]
        if len(found) > _LARGEST:
            break
    yield from found


def _parts(tables: Sequence[CountTable], name: str, at: Mapping[str, str]) -> Iterator[str]:
    """The categories that a property can have of those that are `at`; of a part of them the rest may have another."""
    counting = [table for table in tables if name in table.dimensions and table.within.items() <= at.items()]
    parts = {part: None for table in counting for part in table.categories[table.dimensions.index(name)]}
    named = {table.within[name]: None for table in tables if name in table.within}
    yield from (parts or {**named, _REST: None})
