"""The last part of every report: where its figures came from, row by row."""

from __future__ import annotations

from pathlib import Path

import pytest

from fokusrapport.blocks import Area, Cell, Heading, Link, ListBlock, Source, Table, Value
from fokusrapport.blocktree import text_of, walk
from fokusrapport.domain.area import AreaReport
from fokusrapport.domain.edition import EditionData, open_edition
from fokusrapport.domain.sources_area import sources_area
from fokusrapport.sourceplaces import entry_anchor

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def edition() -> EditionData:
    """The real edition of 2015."""
    return open_edition(ROOT, "kristiansund/2015")


@pytest.fixture(scope="module")
def nav(edition: EditionData) -> AreaReport:
    """The area NAV of it."""
    return AreaReport("nav", edition)


def _of(edition: EditionData, *values: Value) -> Area:
    area = sources_area(edition, values)
    assert area is not None
    return area


def _read_from(file: str) -> Value:
    return Value(text="1", sources=(Source(file=f"data/kristiansund/{file}", row=2, key="", sha256=""),))


def _tables(area: Area) -> dict[str, list[list[str]]]:
    tables = [block for block in area.blocks if isinstance(block, Table)]
    return {table.label: [[text_of(cell.children) for cell in row] for row in table.rows] for table in tables}


def test_only_the_files_behind_the_figures_shown_are_told(edition: EditionData) -> None:
    """A file that no shown figure was read from is no source of the report; each used one stands once."""
    value = _read_from("kontakt-2015.csv")
    files = _tables(_of(edition, value, value))["tbl-kilder"]
    assert [row[-1] for row in files] == ["kontakt-2015.csv"]


def test_what_is_uncertain_about_a_source_is_told(edition: EditionData) -> None:
    """The reservations of a used source are printed under a heading; a source without any adds none."""
    doubtful = _of(edition, _read_from("kontakt-2015.csv"))
    certain = _of(edition, _read_from("sentraladministrasjon-2015.csv"))
    assert any(isinstance(block, ListBlock) for block in doubtful.blocks)
    assert not any(isinstance(block, ListBlock) for block in certain.blocks)


def test_a_report_without_figures_has_no_sources(edition: EditionData) -> None:
    """Nothing read, nothing told."""
    assert sources_area(edition, []) is None
    assert sources_area(edition, [Value(text="1")]) is None


def test_a_row_stands_as_it_was_read(edition: EditionData, nav: AreaReport) -> None:
    """Its number as a spreadsheet shows it, what it is about, the year and the figure; a value leads to it."""
    value = nav.value("nav-tilfredshet")
    area = _of(edition, value)
    assert _tables(area)["tbl-kilder-1"] == [["9", "Gjennomsnittlig tilfredshet med NAV-kontoret", "2015", "4,9"]]
    [cell] = [cell for row in _rows(area) for cell in row if cell.anchor]
    assert cell.anchor == entry_anchor(value)


def _rows(area: Area) -> list[tuple[Cell, ...]]:
    return [row for block in area.blocks if isinstance(block, Table) for row in block.rows]


def test_a_change_names_both_its_rows(edition: EditionData, nav: AreaReport) -> None:
    """The change and the words that follow from it share an entry, which leads to the two rows."""
    change, verb = nav.change("nav-tilfredshet"), nav.moved("nav-tilfredshet")
    assert entry_anchor(change) == entry_anchor(verb)
    area = _of(edition, verb, change)
    several = _tables(area)["tbl-kilder-flere"]
    name = "Gjennomsnittlig tilfredshet med NAV-kontoret"
    assert several == [[f"Endring 2014–2015: {name}", "undersokelser-2015.csv: 8–9"]]
    links = {
        node.href
        for block in area.blocks
        if isinstance(block, Table)
        for node in walk(block.rows)
        if isinstance(node, Link)
    }
    assert "#kilde-undersokelser-2015.csv-8" in links


def test_a_requirement_leads_to_its_line_in_the_register(edition: EditionData) -> None:
    """The register is a file like the others; the entry is the line on which the requirement begins."""
    value = AreaReport("innledning", edition).requirement("service-og-tilgjengelighet")
    [source] = value.sources
    line = (ROOT / source.file).read_text("utf-8").splitlines()[source.row - 1]
    assert 'text: "100-75 poeng"' in line
    area = _of(edition, value)
    assert _tables(area)["tbl-kilder-1"][0][0] == str(source.row)
    assert any(isinstance(block, Heading) and text_of(block.children) == "indicators.yaml" for block in area.blocks)


def test_what_the_report_counted_names_the_rows_it_counted(edition: EditionData) -> None:
    """How many a scorecard has, and how many of them were never measured."""
    area = AreaReport("innledning", edition)
    assert {source.key for source in area.never_measured().sources} < {
        source.key for source in area.scorecard_size().sources
    }
