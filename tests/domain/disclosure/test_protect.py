"""What of some tables may be shown: the rules by hand-computed examples."""

from __future__ import annotations

from typing import Any

import pytest

from fokusrapport.domain.disclosure import CountTable, protect
from fokusrapport.errors import InputRefused

Cells = dict[tuple[str, ...], int]


def table(rows: str) -> CountTable:
    """A table drawn as text: types along the top, an area a line."""
    head, *lines = [line.split() for line in rows.strip().splitlines()]
    cells: Cells = {
        (area, kind): int(count) for area, *counts in lines for kind, count in zip(head, counts, strict=True)
    }
    return CountTable("saker", "register", ("area", "type"), cells)


def drawn(rows: str) -> list[str]:
    """What is shown of a table, totals last in each line and below; a cell withheld is a dot."""
    counts = table(rows)
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


def test_everybody_in_one_cell_of_a_small_group_is_withheld() -> None:
    """All seven chose «ros»: whoever was counted did. A 0 goes with it; of ten it is told."""
    rows = """
             ros ris avvik
        nav    7   0     0
        kino  30  20    10
    """
    assert drawn(rows)[0].split()[0] == "."
    assert drawn(rows.replace(" 7 ", "10 "))[0] == "10 0 0 10"


def test_a_zero_of_a_small_group_is_withheld() -> None:
    """Of three cases of an area none being «ris» tells what the three are."""
    rows = """
             ros ris avvik
        nav    3   0     0
        kino  30  20    10
    """
    assert drawn(rows)[0] == ". . . ."


def test_time_is_no_property_of_a_person() -> None:
    """All seven cases came in one year: that tells of no one."""
    cells: Cells = {("nav", "2024"): 7, ("nav", "2025"): 0, ("kino", "2024"): 30, ("kino", "2025"): 20}
    counts = CountTable("saker", "register", ("area", "year"), cells)
    assert protect([counts], 5).withheld("saker") == ()


def test_what_is_not_added_up_need_not_be_protected() -> None:
    """Without totals there is nothing to subtract from."""
    cells: Cells = {("nav", "2024"): 3, ("nav", "2025"): 20, ("kino", "2024"): 10, ("kino", "2025"): 11}
    counts = CountTable("saker", "register", ("area", "year"), cells, no_total=("area", "year"))
    assert protect([counts], 5).withheld("saker") == (("nav", "2024"),)


def test_a_cell_is_shown_the_same_in_every_table() -> None:
    """The total of an area by type and by level is one number, withheld in both or in neither."""
    types: Cells = {("nav", "ros"): 12, ("nav", "ris"): 11, ("kino", "ros"): 3, ("kino", "ris"): 0, ("sfo", "ros"): 24}
    levels: Cells = {("nav", "lav"): 18, ("nav", "høy"): 5, ("kino", "lav"): 2, ("kino", "høy"): 1, ("sfo", "lav"): 24}
    tables = [
        CountTable("typer", "register", ("area", "type"), types),
        CountTable("nivåer", "register", ("area", "level"), levels),
    ]
    shown = protect(tables, 5)
    for area in ("nav", "kino", "sfo", None):
        assert shown.count("typer", (area, None)) == shown.count("nivåer", (area, None))
    assert not shown.shows("typer", ("kino", None))


def test_the_same_tables_are_protected_the_same_way() -> None:
    """Among equals the one declared first is shown, so two builds withhold the same."""
    cells: Cells = {(area, kind): 10 for area in ("a", "b", "c", "d") for kind in ("x", "y", "z")}
    cells["d", "z"] = 1
    counts = CountTable("saker", "register", ("area", "type"), cells)
    first = protect([counts], 5).withheld("saker")
    assert first == protect([counts], 5).withheld("saker")
    assert first == (("c", "y"), ("c", "z"), ("d", "y"), ("d", "z"))


@pytest.mark.parametrize(
    ("cells", "options", "message"),
    [
        ({("nav",): 3}, {}, "The cell nav of the table «saker» does not fit its dimensions"),
        ({("nav", "ros"): -1}, {}, "The cell nav/ros of the table «saker» counts fewer than none"),
        ({("nav", "ros"): 3}, {"no_total": ("typ",)}, "The table «saker» has no dimension «typ»"),
    ],
)
def test_what_is_no_table_of_counts_is_refused(cells: Cells, options: dict[str, Any], message: str) -> None:
    """With the table and the cell."""
    with pytest.raises(InputRefused, match=message):
        CountTable("saker", "register", ("area", "type"), cells, **options)


def test_what_was_not_protected_cannot_be_asked_for() -> None:
    """Another table, a cell that is not there, a total that is never shown, and two tables of one name."""
    counts = CountTable("saker", "register", ("area",), {("nav",): 30}, no_total=("area",))
    shown = protect([counts], 5)
    for table, key in (("sakr", ("nav",)), ("saker", ("kino",)), ("saker", (None,)), ("saker", ("nav", "ros"))):
        with pytest.raises(InputRefused):
            shown.count(table, key)
    with pytest.raises(InputRefused, match="same name"):
        protect([counts, counts], 5)
