"""Tables of counts, and the cells that they share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from fokusrapport.errors import InputRefused
from fokusrapport.i18n import _
from fokusrapport.params.nearest import nearest

TIME = "year"  # the dimension that tells when, not who: to be counted in one year only gives nobody away
HANDLING = "in_time"  # the dimension that tells what was done, not of whom: few of it give nobody away

Key = tuple[str | None, ...]
"""A cell of a table, a category for each dimension in order; None is the total over that dimension."""


@dataclass(frozen=True)
class Cell:
    """A group that is counted, whatever table it stands in: those of `source` that are all of `of`."""

    source: str
    of: frozenset[tuple[str, str]]


@dataclass(frozen=True)
class CountTable:
    """Counts of what a source holds, by one or more properties.

    `cells` holds the inner cells, a category for each of `dimensions`; a combination that is not there counts 0.
    Categories are shown in the order they first stand in. Two tables of one source that use a dimension's name mean the
    same property, and each counts the whole source, or the part of it that is `within` some categories. `no_total`
    names the dimensions that no total is ever shown over: what is not shown need not be protected.
    """

    name: str
    source: str
    dimensions: tuple[str, ...]
    cells: Mapping[tuple[str, ...], int]
    within: Mapping[str, str] = field(default_factory=dict)
    no_total: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse keys that do not fit the dimensions, and counts that are none."""
        for key, count in self.cells.items():
            if len(key) != len(self.dimensions):
                what = _("The cell {key} of the table «{table}» does not fit its dimensions.")
                raise InputRefused.because(
                    what.format(key="/".join(key), table=self.name), allowed=", ".join(self.dimensions)
                )
            if count < 0:
                what = _("The cell {key} of the table «{table}» counts fewer than none.")
                raise InputRefused.because(what.format(key="/".join(key), table=self.name), allowed="0, 1, 2 …")
        unknown = sorted(set(self.no_total) - set(self.dimensions))
        if unknown:
            what = _("The table «{table}» has no dimension «{name}».").format(table=self.name, name=unknown[0])
            known = list(self.dimensions)
            raise InputRefused.because(what, allowed=", ".join(known), nearest=nearest(unknown[0], known))

    @cached_property
    def categories(self) -> tuple[tuple[str, ...], ...]:
        """The categories of each dimension, in the order they first stand in."""
        return tuple(tuple(dict.fromkeys(key[place] for key in self.cells)) for place in range(len(self.dimensions)))

    def all_keys(self) -> Iterator[Key]:
        """Every cell that may be shown, inner cells and totals, in declared order."""
        yield from product(*map(self._choices, range(len(self.dimensions))))

    def _choices(self, place: int) -> tuple[str | None, ...]:
        summed = () if self.dimensions[place] in self.no_total else (None,)
        return (*self.categories[place], *summed)

    @cached_property
    def counts(self) -> Mapping[Key, int]:
        """The count of every cell that may be shown."""
        counts: dict[Key, int] = dict.fromkeys(self.all_keys(), 0)
        for key, count in self.cells.items():
            for total in product(*((part, None) for part in key)):
                if total in counts:
                    counts[total] += count
        return counts

    def cell(self, key: Key) -> Cell:
        """The group that a cell of this table counts, the same for every table of the source."""
        if key not in self._named:
            self._named[key] = self._group(key)
        return self._named[key]

    @cached_property
    def _named(self) -> dict[Key, Cell]:
        """The groups asked for so far: each is asked for again for every sum it is in."""
        return {}

    def _group(self, key: Key) -> Cell:
        own = {name: part for name, part in zip(self.dimensions, key, strict=True) if part is not None}
        return Cell(self.source, frozenset({**self.within, **own}.items()))

    def lines(self) -> Iterator[tuple[str, Key, tuple[Key, ...]]]:
        """Every sum that can be checked by a reader: the dimension summed over, the total, and its parts."""
        for key in self.all_keys():
            for place, part in enumerate(key):
                if part is None:
                    parts = ((*key[:place], name, *key[place + 1 :]) for name in self.categories[place])
                    yield self.dimensions[place], key, tuple(parts)
