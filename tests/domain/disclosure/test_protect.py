"""What of some tables may be shown: the rules by hand-computed examples."""

from __future__ import annotations

import pytest

from fokusrapport.domain.disclosure import CountTable, protect
from fokusrapport.errors import InputRefused


def table(rows: str, *, name: str = "saker", no_total: tuple[str, ...] = ()) -> CountTable:
    """A table drawn as text: types along the top, an area a line."""
    head, *lines = [line.split() for line in rows.strip().splitlines()]
    cells = {(area, kind): int(count) for area, *counts in lines for kind, count in zip(head, counts, strict=True)}
    return CountTable(name, "register", ("area", "type"), cells, no_total=no_total)


def drawn(rows: str, **options: tuple[str, ...]) -> list[str]:
    """What is shown of a table, totals last in each line and below; a cell withheld is a dot."""
    counts = table(rows, **options)
    shown = protect([counts], 5)
    areas, kinds = counts.categories
    cells = [[shown.count("saker", (area, kind)) for kind in (*kinds, None)] for area in (*areas, None)]
    return [" ".join("." if count is None else str(count) for count in line) for line in cells]


def test_nothing_is_withheld_of_large_counts() -> None:
    """Nobody can be told from a group that is large enough, and nobody from none."""
    rows = """
             ros ris
        nav   12   9
        kino   0  11
    """
    assert drawn(rows) == ["12 9 21", "0 11 11", "12 20 32"]


def test_a_small_count_takes_three_others_with_it() -> None:
    """One withheld number could be subtracted from its row and from its column: so a rectangle is withheld."""
    rows = """
             ros ris
        nav    3  20
        kino  10  11
        sfo   30  12
    """
    assert drawn(rows) == [". . 23", ". . 21", "30 12 42", "43 43 86"]


def test_two_tables_that_disagree_are_refused() -> None:
    """A group that two tables of a source count differently cannot be protected, and the counts are not told."""
    one = CountTable("a", "register", ("area",), {("nav",): 7, ("kino",): 9})
    other = CountTable("b", "register", ("type",), {("ros",): 3})
    with pytest.raises(InputRefused, match="«a» and «b» of the source «register» count the same group") as refused:
        protect([one, other], 5)
    assert "16" not in str(refused.value)
