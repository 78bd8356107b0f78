"""What was withheld cannot be computed from what was shown, by whoever has all of it and the best of tools."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fokusrapport.domain.disclosure import HANDLING, CountTable, protect
from fokusrapport.domain.disclosure.complement import Complement
from tests.domain.disclosure.attacker import attack

AREAS, TYPES, YEARS, LEVELS = ("nav", "kino", "sfo"), ("ros", "ris", "avvik"), ("2024", "2025"), ("lav", "høy")

Cells = dict[tuple[str, ...], int]

counts = st.one_of(st.integers(0, 4), st.integers(0, 40))
"""Many small ones: those are what it is about."""


@st.composite
def single(draw: st.DrawFn) -> list[CountTable]:
    """One table of two or three dimensions, with or without totals over the years."""
    parts = [AREAS[: draw(st.integers(2, 3))], TYPES[: draw(st.integers(2, 3))], YEARS[: draw(st.integers(1, 2))]]
    cells: Cells = {key: draw(counts) for key in product(*parts)}
    no_total = ("year",) if draw(st.booleans()) else ()
    return [CountTable("saker", "register", ("area", "type", "year"), cells, no_total=no_total)]


@st.composite
def linked(draw: st.DrawFn) -> list[CountTable]:
    """The same cases by type and by level, and those of one type by level: three tables that share totals."""
    joint = {key: draw(counts) for key in product(AREAS[:2], TYPES[:2], LEVELS)}
    by_type: Cells = {}
    by_level: Cells = {}
    for (area, kind, level), count in joint.items():
        by_type[area, kind] = by_type.get((area, kind), 0) + count
        by_level[area, level] = by_level.get((area, level), 0) + count
    ris: Cells = {(area, level): count for (area, kind, level), count in joint.items() if kind == "ris"}
    return [
        CountTable("type", "register", ("area", "type"), by_type),
        CountTable("nivå", "register", ("area", "level"), by_level),
        CountTable("ris", "register", ("area", "level"), ris, within={"type": "ris"}),
    ]


@given(single(), st.integers(2, 6))
@settings(max_examples=15, deadline=None)
def test_no_withheld_count_of_a_table_can_be_found(tables: list[CountTable], limit: int) -> None:
    """Every withheld cell can be at least two numbers, and a small one anything from none to the limit."""
    protected = protect(tables, limit)
    for told in attack(tables, protected.count):
        assert not told.found, told
        if 0 < tables[0].counts[told.key] < limit:
            assert told.least == 0, told
            assert told.most is None or told.most >= limit, told


@given(linked(), st.integers(2, 6))
@settings(max_examples=12, deadline=None)
def test_nor_can_one_of_tables_that_share_their_cells(tables: list[CountTable], limit: int) -> None:
    """What one table withholds another does not give away, though they share totals and one counts part of another."""
    protected = protect(tables, limit)
    assert not [told for told in attack(tables, protected.count) if told.found]


@st.composite
def handled(draw: st.DrawFn) -> list[CountTable]:
    """Cases by area and type, by type and level, and by area, level and whether they were answered in time."""
    joint = {key: draw(counts) for key in product(AREAS[:2], TYPES[:2], LEVELS, ("no", "yes"))}

    def by(*places: int) -> Cells:
        cells: Cells = {}
        for key, count in joint.items():
            part = tuple(key[place] for place in places)
            cells[part] = cells.get(part, 0) + count
        return cells

    return [
        CountTable("type", "register", ("area", "type"), by(0, 1)),
        CountTable("level", "register", ("area", "level"), by(0, 2)),
        CountTable("times", "register", ("area", "level", HANDLING), by(0, 2, 3), no_total=("level",)),
    ]


@given(handled(), st.integers(2, 6))
@settings(max_examples=12, deadline=None)
def test_nor_how_all_of_few_were_handled(tables: list[CountTable], limit: int) -> None:
    """The share in time of a shown group times its number is a count: none that is withheld follows from the others."""
    protected = protect(tables, limit, ["type"])
    assert not [told for told in attack(tables, protected.count) if told.found]
    times = tables[2].counts
    few = [key for key, count in times.items() if key[2] is None and limit <= count < 2 * limit]
    all_or_none = [key for key in few if 0 in (times[*key[:2], "no"], times[*key[:2], "yes"])]
    shown = [key for key in all_or_none if protected.shows("times", key)]
    assert not [key for key in shown if protected.shows("times", (*key[:2], "yes"))]


@given(handled(), handled(), st.integers(2, 6))
@settings(max_examples=12, deadline=None)
def test_what_is_found_out_later_changes_nothing_of_what_is_final(
    now: list[CountTable], later: list[CountTable], limit: int
) -> None:
    """Next year's report shows this year's cases by area and type again: no cell that this year's report withheld.

    Read beside each other two choices of the same table would be one table with fewer cells withheld.
    """
    final = now[0]
    of_area = {area: final.counts[area, None] for area in AREAS[:2]}
    again: Cells = {("nav", "lav"): of_area["nav"], ("kino", "lav"): of_area["kino"] // 2}
    again["kino", "høy"] = of_area["kino"] - again["kino", "lav"]
    again["nav", "høy"] = 0
    alone = protect([final], limit)
    beside = protect([final, CountTable("level", "register", ("area", "level"), again)], limit, ["type"])
    assert beside.withheld("type") == alone.withheld("type") == protect(now, limit, ["type"]).withheld("type")
    assert protect(later, limit, ["type"]).withheld("type") == protect([later[0]], limit).withheld("type")


@given(single(), st.integers(2, 6))
@settings(max_examples=15, deadline=None)
def test_every_small_count_is_withheld_and_little_else(tables: list[CountTable], limit: int) -> None:
    """What is under the limit never shows; where nothing is to be hidden, everything shows."""
    protected = protect(tables, limit)
    shown = {key: protected.count("saker", key) for key in tables[0].counts}
    assert not [key for key, count in shown.items() if count is not None and 0 < count < limit]
    assert all(count in (None, tables[0].counts[key]) for key, count in shown.items())
    if all(count >= 2 * limit for count in tables[0].counts.values()):
        assert None not in shown.values()


def test_tables_that_go_round_are_seen_together() -> None:
    """Of three tables each pair of properties, what is possible is told by all three at once, not by two and two."""
    joint = {
        ("nav", "ros", "2024"): 9,
        ("nav", "ris", "2025"): 2,
        ("kino", "ros", "2025"): 7,
        ("kino", "ris", "2024"): 1,
    }
    tables = []
    for name, first, second in (("a", 0, 1), ("b", 1, 2), ("c", 0, 2)):
        cells: Cells = {
            (one, other): 0
            for one in (AREAS[:2], TYPES[:2], YEARS)[first]
            for other in (AREAS[:2], TYPES[:2], YEARS)[second]
        }
        for key, count in joint.items():
            cells[key[first], key[second]] += count
        names = ("area", "type", "year")
        tables.append(CountTable(name, "register", (names[first], names[second]), cells))
    protected = protect(tables, 5)
    assert not [told for told in attack(tables, protected.count) if told.found]


RECTANGLE = CountTable(
    "saker",
    "register",
    ("area", "type"),
    {("nav", "ros"): 3, ("nav", "ris"): 20, ("kino", "ros"): 10, ("kino", "ris"): 11},
)


def test_the_attacker_finds_what_is_withheld_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the second step disabled the attack succeeds: the attacker of these tests is a real one."""
    monkeypatch.setattr(Complement, "chosen", lambda self: self._own)
    protected = protect([RECTANGLE], 5)
    assert [told.least for told in attack([RECTANGLE], protected.count) if told.found] == [3]


def test_the_attacker_finds_what_two_tables_protected_apart_give_away() -> None:
    """Tables of one source that are protected in a call each show the total that the other withholds."""
    types: Cells = {("nav", "ros"): 12, ("nav", "ris"): 11, ("kino", "ros"): 3, ("kino", "ris"): 0, ("sfo", "ros"): 16}
    levels: Cells = {("nav", "lav"): 18, ("nav", "høy"): 5, ("kino", "lav"): 2, ("kino", "høy"): 1, ("sfo", "lav"): 8}
    tables = [
        CountTable("typer", "register", ("area", "type"), {**types, ("sfo", "ris"): 8}),
        CountTable("nivåer", "register", ("area", "level"), {**levels, ("sfo", "høy"): 16}),
    ]
    apart = {table.name: protect([table], 5) for table in tables}
    found = {
        told.key: told.least for told in attack(tables, lambda name, key: apart[name].count(name, key)) if told.found
    }
    assert found == {("kino", None): 3, ("sfo", None): 24, ("nav", None): 23}
    assert not [told for told in attack(tables, protect(tables, 5).count) if told.found]
