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
from itertools import product
from math import prod

from fokusrapport.domain.disclosure.tables import Cell, CountTable
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import _

_REST = ""  # the category of all that is in no table
_LARGEST = 20_000  # cells of a cross table: more are not solved while somebody waits


@dataclass(frozen=True)
class Carrier:
    """A cross table behind some tables: for each of their cells, which of its own (numbered from 0) make it up."""

    size: int
    parts: Mapping[Cell, tuple[int, ...]]


def carriers(tables: Sequence[CountTable]) -> Iterator[Carrier]:
    """The cross tables needed; raises InputRefused where one is too large to be looked through."""
    for source in dict.fromkeys(table.source for table in tables):
        tied = _tied([table for table in tables if table.source == source])
        if len(tied) > 1:
            yield _carrier(tied)


def _tied(tables: Sequence[CountTable]) -> list[CountTable]:
    """The tables that go round: those left when every ear is taken off."""
    left = list(tables)
    while (ear := next((table for table in left if _ear(table, left)), None)) is not None:
        left.remove(ear)
    return left


def _ear(table: CountTable, left: Sequence[CountTable]) -> bool:
    """Whether all that a table shares with the others, it shares with one of them that counts the whole."""
    others = [other for other in left if other is not table]
    shared = _used(table) & frozenset[str]().union(*map(_used, others))
    return set(table.within) <= shared and any(shared <= _used(other) for other in others if not other.within)


def _used(table: CountTable) -> frozenset[str]:
    return frozenset(table.dimensions) | frozenset(table.within)


def _carrier(tables: Sequence[CountTable]) -> Carrier:
    axes = _axes(tables)
    size = prod(map(len, axes.values()))
    if size > _LARGEST:
        what = _("The tables {tables} of the source «{source}» tie too many properties to each other to be protected.")
        names = ", ".join(f"«{table.name}»" for table in tables)
        allowed = _("tables that share one set of dimensions, such as area and year, and have one of their own each")
        raise InputRefused.because(what.format(tables=names, source=tables[0].source), allowed=allowed)
    found: dict[Cell, list[int]] = {}
    for number, parts in enumerate(product(*axes.values())):
        at = dict(zip(axes, parts, strict=True))
        for table in tables:
            if all(at[name] == part for name, part in table.within.items()):
                inner = tuple(at[name] for name in table.dimensions)
                if _REST not in inner:
                    found.setdefault(table.cell(inner), []).append(number)
    return Carrier(size, {cell: tuple(numbers) for cell, numbers in found.items()})


def _axes(tables: Sequence[CountTable]) -> Mapping[str, tuple[str, ...]]:
    """The dimensions of the cross table, each with its categories; and the rest, where no table of the whole has it."""
    axes: dict[str, dict[str, None]] = {}
    for table in tables:
        for name, categories in zip(table.dimensions, table.categories, strict=True):
            axes.setdefault(name, {}).update(dict.fromkeys(categories))
        for name, part in table.within.items():
            axes.setdefault(name, {})[part] = None
    whole = {name for table in tables if not table.within for name in table.dimensions}
    return {name: (*found, *(() if name in whole else (_REST,))) for name, found in axes.items()}
