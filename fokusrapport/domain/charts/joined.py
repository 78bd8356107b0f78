"""Which measured years may be joined by a line: neighbours, with no break in the series between them."""

from __future__ import annotations

from collections.abc import Collection, Iterable


def joined(measured: Iterable[int], broken_in: Collection[int]) -> list[list[int]]:
    """The measured years, oldest first, in rows that a line may run through.

    A line says that what lies between was measured too and is alike: none crosses a year without a number, nor runs
    into the first year of a new series (`broken_in`).
    """
    rows: list[list[int]] = []
    for year in sorted(measured):
        if rows and year == rows[-1][-1] + 1 and year not in broken_in:
            rows[-1].append(year)
        else:
            rows.append([year])
    return rows
