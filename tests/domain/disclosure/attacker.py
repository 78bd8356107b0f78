"""A reader who has everything that was published, a pencil, and a solver: what can be told of what was withheld?

Written without the engine's own code. The unknown is the whole cross table of everything that is counted, which nobody
publishes: whole numbers, none below 0. Each count that is shown says what some of it comes to.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from fokusrapport.domain.disclosure import CountTable

Shown = Callable[[str, tuple[str | None, ...]], int | None]
"""What was published of a table's cell, None where it was withheld."""


@dataclass(frozen=True)
class Told:
    """What is known of a cell that was withheld: the fewest and the most that it can count (None: no end)."""

    table: str
    key: tuple[str | None, ...]
    least: int
    most: int | None

    @property
    def found(self) -> bool:
        """Whether it can be one number only."""
        return self.least == self.most


def attack(tables: Sequence[CountTable], shown: Shown) -> list[Told]:
    """What can be told of every cell of `tables` that was withheld."""
    joint = _joint(tables)
    known, values, unknown = [], [], []
    for table in tables:
        for key in _published(table):
            row = _matching(joint, table, key)
            count = shown(table.name, key)
            if count is None:
                unknown.append((table.name, key, row))
            else:
                known.append(row)
                values.append(count)
    rule = LinearConstraint(np.array(known), values, values) if known else None
    return [Told(name, key, _end(row, rule, 1) or 0, _end(row, rule, -1)) for name, key, row in unknown]


def _end(row: np.ndarray, rule: LinearConstraint | None, sign: int) -> int | None:
    """The least (1) or most (-1) that a sum can be, None without end."""
    rules = [rule] if rule else []
    whole = np.ones(row.size, dtype=int)
    found = milp(sign * row, integrality=whole, bounds=Bounds(0, np.inf), constraints=rules)
    assert found.status in (0, 3, 4), found.message  # optimal; unbounded (HiGHS says either of two)
    return round(sign * found.fun) if found.status == 0 else None


def _published(table: CountTable) -> list[tuple[str | None, ...]]:
    """The cells of a table that a reader sees a place for."""
    ends = []
    for place, name in enumerate(table.dimensions):
        categories = sorted({key[place] for key in table.cells})
        ends.append([*categories, *([] if name in table.no_total else [None])])
    return list(product(*ends))


def _joint(tables: Sequence[CountTable]) -> list[dict[str, str]]:
    """Every combination of everything that any of the tables counts by."""
    categories: dict[str, set[str]] = {}
    for table in tables:
        for key in table.cells:
            for name, part in zip(table.dimensions, key, strict=True):
                categories.setdefault(name, set()).add(part)
        for name, part in table.within.items():
            categories.setdefault(name, set()).add(part)
    whole = {name for table in tables if not table.within for name in table.dimensions}
    for name in categories.keys() - whole:
        categories[name].add("of another kind")
    names = sorted(categories)
    return [dict(zip(names, parts, strict=True)) for parts in product(*(sorted(categories[name]) for name in names))]


def _matching(joint: list[dict[str, str]], table: CountTable, key: tuple[str | None, ...]) -> np.ndarray:
    """Which combinations a cell counts: 1 for each that is in it."""
    asked = dict(table.within)
    asked.update({name: part for name, part in zip(table.dimensions, key, strict=True) if part is not None})
    return np.array([float(all(each[name] == part for name, part in asked.items())) for each in joint])
