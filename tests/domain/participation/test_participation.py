"""The register of participation: what is read and refused, counted, withheld, shown, and proved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fokusrapport.blocks import Area, ListBlock, Table, Value
from fokusrapport.blocktree import text_of, transform, walk
from fokusrapport.domain.area import AreaReport
from fokusrapport.domain.edition import EditionData, open_edition
from fokusrapport.domain.modules import module_rows
from fokusrapport.domain.participation.report import ParticipationReport
from fokusrapport.domain.proof.prove import prove
from fokusrapport.domain.sources_area import sources_area
from fokusrapport.errors import InputRefused
from tests.domain.conftest import refusal
from tests.plaintext import block_text
from tests.project import WHOLE, write_project

UNITS = """\
units:
  - {id: lia, area: skole, label: {nb: Lia skole}}
  - {id: myra, area: skole, label: {nb: Myra skole}}
  - {id: badet, area: bad, label: {nb: Badet}}
  - {id: gamlebadet, area: bad, label: {nb: Gamlebadet}, valid_to: 2023}
"""
HEAD = "kind;unit;area;year;date;meetings;participants;note\n"
ROWS = """\
brukerråd;lia;;2023;;3;;
brukerråd;gamlebadet;;2023;;1;;
brukerråd;lia;;2024;;4;;
brukerråd;myra;;2024;;2;;
dialogmøte;;alle;2023;2023-05-02;;40;Byen
dialogmøte;;alle;2024;2024-05-04;;35;Byen
dialogmøte;;skole;2024;2024-09-09;;20;Skolevei
fokusgruppe;;bad;2024;2024-02-01;;3;Barn
fokusgruppe;badet;;2024;2024-02-02;;8;Svømmere
fokusgruppe;;skole;2024;2024-03-02;;9;Foreldre
brukerundersøkelse;;bad;2024;2024-11-01;;;Badegjester
"""
Register = Callable[[str], ParticipationReport]


@pytest.fixture
def opened(tmp_path: Path) -> Register:
    """The area «skole» of a project whose register holds these rows."""
    sources = WHOLE["data/testvik/sources.yaml"]
    assert isinstance(sources, str)
    declared = (
        "  - {file: medvirkning.csv, table: participation, source: Oppdiktet, period: 2023–2024, owner: Testvik, "
        "licence: Ingen}\n"
    )

    def register(rows: str) -> ParticipationReport:
        files = {
            "params/testvik/units.yaml": UNITS,
            "data/testvik/sources.yaml": sources + declared,
            "data/testvik/medvirkning.csv": HEAD + rows,
        }
        return AreaReport("skole", open_edition(write_project(tmp_path, files).root, "testvik/2024")).participation()

    return register


def rows(table: Table) -> list[list[str]]:
    """The cells of a table as text, every space an ordinary one."""
    return [[text_of(cell.children).replace("\u00a0", " ") for cell in row] for row in table.rows]


# --- bad input --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("brukerad;lia;;2024;;;;", ("kind", "«brukerad» is no way of taking part.", "brukerråd, dialogm", "brukerråd")),
        ("dialogmøte;;alle;2024;2024-02-30;;;", ("date", "«2024-02-30» is no date.", "a day that there is", "")),
        ("dialogmøte;;alle;2024;2.3.2024;;;", ("date", "«2.3.2024» is no date.", "as 2025-03-14", "")),
        ("dialogmøte;;alle;2024;2023-02-03;;;", ("date", "2023-02-03 does not lie in 2024", "a date in the year", "")),
        ("dialogmøte;;alle;24;;;;", ("year", "«24» is no year.", "a whole number from", "")),
        ("brukerråd;lai;;2024;;;;", ("unit", "There is no unit «lai».", "lia, myra, badet, gamlebadet", "lia")),
        ("brukerråd;;skole;2024;;;;", ("unit", "A user council belongs to a unit", "lia, myra", "")),
        ("brukerråd;gamlebadet;;2024;;;;", ("unit", "«gamlebadet» was not open in 2024.", "–2023", "")),
        (
            "brukerråd;lia;bad;2024;;;;",
            ("area", "«lia» belongs to the area «skole», not to «bad».", "its own", "skole"),
        ),
        ("dialogmøte;;skoel;2024;;;;", ("area", "There is no area «skoel».", "alle, bad, skole", "skole")),
        ("dialogmøte;;;2024;;;;", ("area", "Neither a unit nor an area is named.", "«alle»", "")),
        ("dialogmøte;;alle;2024;;0;;", ("meetings", "«0» is too few.", "a whole number from 1", "")),
        ("dialogmøte;;alle;2024;;;-3;", ("participants", "«-3» is too few.", "a whole number from 0", "")),
        ("dialogmøte;;alle;2024;;;mange;", ("participants", "«mange» is no number.", "a number such as", "")),
    ],
)
def test_a_bad_row_is_refused(opened: Register, row: str, told: tuple[str, str, str, str]) -> None:
    """File, row and column, what is wrong with it, what is allowed, and the nearest that is."""
    column, what, allowed, near = told
    with pytest.raises(InputRefused) as refused:
        opened(ROWS + row + "\n")
    (fault,) = refused.value.faults
    assert (fault.file, fault.line, fault.place) == ("data/testvik/medvirkning.csv", 13, f"column «{column}»")
    assert fault.what.startswith(what)
    assert allowed in fault.allowed
    assert fault.nearest == near


def test_numbers_are_counted_as_they_are_judged(opened: Register) -> None:
    """A space between thousands, a decimal that says nothing, and a sign as typesetters write it."""
    found = opened("dialogmøte;;skole;2024;;;1 200,0;\nfokusgruppe;;skole;2024;;;−0;\n")
    assert found.participants("dialogmøte").exact == "1200"
    assert found.participants("fokusgruppe").exact == "0"


def test_all_faults_are_told_at_once(opened: Register) -> None:
    """Several in one row, and several rows."""
    with pytest.raises(InputRefused) as refused:
        opened("brukeråd;lai;;2024;2024-13-01;0;;\ndialogmøte;;;2024;;;;\n")
    told = [(fault.line, fault.place) for fault in refused.value.faults]
    columns = ["date", "kind", "meetings", "unit"]
    assert told == [*((2, f"column «{name}»") for name in columns), (3, "column «area»")]


def test_what_stands_twice_is_refused(opened: Register) -> None:
    """A council in a year, whatever else the rows say; other activities by their day and what they were about."""
    twice = "brukerråd;lia;;2024;;7;;\ndialogmøte;;skole;2024;2024-09-09;;21;Skolevei\n"
    with pytest.raises(InputRefused) as refused:
        opened(ROWS + twice)
    council, meeting = refused.value.faults
    assert council.what == "«brukerråd lia 2024» stands twice: also in data/testvik/medvirkning.csv, row 4."
    assert "a unit's council" in council.allowed
    assert "2024-09-09 Skolevei» stands twice" in meeting.what
    assert opened(f"{ROWS}dialogmøte;;skole;2024;2024-09-10;;21;Skolevei\n").number("dialogmøte").exact == "3"


def test_what_a_notebook_asks_wrongly_is_refused(opened: Register) -> None:
    """A kind, an area, a year without units, and a municipality without a register."""
    found = opened(ROWS)
    assert refusal(found.number, "dialogmote").startswith("«dialogmote» is no way of taking part. | brukerråd")
    assert "has no area «skoel»" in refusal(found.coverage, "skoel")
    assert "Nobody has counted the participants of «brukerundersøkelse»" in refusal(
        found.participants, "brukerundersøkelse"
    )
    assert "no register of participation" in refusal(opened("").number, "dialogmøte")


# --- figures ----------------------------------------------------------------------------------------------------------


def test_coverage_has_all_units_that_were_open_as_its_denominator(opened: Register) -> None:
    """A closed unit counts in the years it was open; the change is that of the shares as shown."""
    found = opened(ROWS)
    assert (str(found.councils()), str(found.units())) == ("2", "3")
    assert found.coverage().text == "67\u00a0%"
    assert (str(found.councils(year=2023)), str(found.units(year=2023))) == ("2", "4")
    assert found.coverage_change().text == "+17\u00a0prosentpoeng"
    assert found.coverage_change().exact == "16.666667"
    assert found.coverage("bad").text == "0\u00a0%"
    assert block_text(found.without_council()) == "- Badet"


def test_the_tables(opened: Register) -> None:
    """Areas with units and their sum; a row a kind with three years at most; the activities by day, councils last."""
    found = opened(ROWS)
    assert rows(found.coverage_table("Råd")) == [
        ["skole", "2", "2", "50 %", "100 %", "+50 prosentpoeng"],
        ["bad", "1", "0", "50 %", "0 %", "−50 prosentpoeng"],
        ["Alle områder", "3", "2", "50 %", "67 %", "+17 prosentpoeng"],
    ]
    assert [row[1:] for row in rows(found.summary_table("Alt"))] == [
        ["2", "2", "uendret", "6", "–"],
        ["1", "2", "+1", "–", "55"],
        ["0", "3", "+3", "–", "20"],
        ["0", "0", "uendret", "–", "–"],
        ["0", "1", "+1", "–", "–"],
    ]
    listed = rows(found.register_table("Register"))
    assert [row[2] for row in listed][:2] == ["1. februar 2024", "2. februar 2024"]
    assert [row[1] for row in listed][-2:] == ["Lia skole", "Myra skole"]
    assert len(rows(found.register_table("Bad", "tbl-bad", of="bad"))) == 3


def test_a_year_that_nobody_has_registered_is_not_a_year_of_none(opened: Register) -> None:
    """A new year begins before its rows are there: councils and changes are not known, and sentences are refused."""
    found = opened("\n".join(line for line in ROWS.splitlines() if ";2023;" in line))
    assert rows(found.coverage_table("Råd")) == [
        ["skole", "2", "–", "50 %", "–"],
        ["bad", "1", "–", "50 %", "–"],
        ["Alle områder", "3", "–", "50 %", "–"],
    ]
    assert {row[2] for row in rows(found.summary_table("Alt"))} == {"–"}
    for asked in (found.councils, found.coverage):
        assert refusal(asked).startswith("Nobody has registered participation in 2024.")
    assert refusal(found.number, "dialogmøte").startswith("Nobody has registered participation in 2024.")


def test_a_register_of_nothing_says_so_in_words(opened: Register) -> None:
    """The area's table is still there for what refers to it."""
    only_bad = "\n".join(line for line in ROWS.splitlines() if ";bad;" in line)
    (row,) = rows(opened(only_bad).register_table("Skole", "tbl-skole", of="skole"))
    assert "2024" in row[0]
    assert set(row[1:]) == {"–"}


def test_few_participants_are_withheld_with_what_would_give_them_away(opened: Register) -> None:
    """Three took part in one focus group of three: with the sum shown, another must be withheld too."""
    found = opened(ROWS)
    shown = {row[5]: row[4] for row in rows(found.register_table("Register")) if row[5]}
    assert shown["Barn"] == "skjermet"
    groups = [shown["Svømmere"], shown["Foreldre"], str(found.participants("fokusgruppe"))]
    assert "skjermet" in groups
    assert groups != ["skjermet"] * 3
    everything = str([*found.summary_table("Alt"), *found.register_table("Register")])
    assert "'3'" not in everything
    withheld = next(node for node in walk(found.register_table("R")) if isinstance(node, Value) and not node.exact)
    assert withheld.text == "skjermet"


def test_the_appendix_withholds_them_too(opened: Register) -> None:
    """What it tells of a row is what the tables tell of it."""
    told = {row.source.row: row.figure for row in module_rows(opened(ROWS).edition)}
    assert told[9] == "deltakere: skjermet"
    assert told[4] == "møter: 4"


# --- proof and sources ------------------------------------------------------------------------------------------------


def test_every_value_is_made_anew_by_the_proof(opened: Register) -> None:
    """All tables and sentences pass; a figure of another size is found."""
    found = opened(ROWS)
    blocks = (
        found.coverage_table("a", "tbl-a"),
        found.summary_table("b", "tbl-b"),
        found.register_table("c", "tbl-c"),
    )
    area = Area(id="skole", title="Skole", blocks=blocks)
    assert prove(found.edition, [area]) == ()
    wrong = transform(area, lambda node: _other(node, "55", "56"))
    assert [fault.what for fault in prove(found.edition, [wrong])] == ["«56» is not what the data say."]


def test_a_new_year_is_proved_before_its_rows_are_there(opened: Register) -> None:
    """The units of the edition's year are shown though no activity is of that year."""
    found = opened("\n".join(line for line in ROWS.splitlines() if ";2023;" in line))
    area = Area(id="skole", title="Skole", blocks=(found.coverage_table("a"), found.summary_table("b")))
    assert prove(found.edition, [area]) == ()


def test_units_of_areas_that_the_edition_has_not_are_proved(opened: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """An edition may leave an area out; its units still stand in the table of all."""
    found = opened(ROWS)
    area = Area(id="skole", title="Skole", blocks=(found.coverage_table("a"),))
    monkeypatch.setattr(EditionData, "areas", ("skole",))
    assert prove(found.edition, [area]) == ()


def _other(node: object, old: str, new: str) -> object:
    if isinstance(node, Value) and node.text == old:
        return node.model_copy(update={"text": new})
    return node


def test_every_value_leads_to_its_rows(opened: Register) -> None:
    """The appendix has the lines of the units and the rows of the councils."""
    found = opened(ROWS)
    area = sources_area(found.edition, [found.coverage()])
    assert area is not None
    text = "\n".join(block_text(block) for block in area.blocks)
    assert "units.yaml: 2–4; medvirkning.csv: 4–5" in text or "medvirkning.csv: 4–5; units.yaml: 2–4" in text
    assert "Enhet: Lia skole" in text
    assert "Brukerråd: Myra skole" in text


def test_a_unit_without_council_is_nothing_where_all_have(opened: Register) -> None:
    """An empty list is no list."""
    assert not isinstance(opened(ROWS).without_council("skole"), ListBlock)
