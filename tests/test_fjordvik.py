"""The made-up municipality Fjordvik: rich enough to show every kind of result, and marked as made up on every page."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import get_args

import pypdfium2
import pytest
from lxml import html

from fokusrapport.app import Options, check_editions
from fokusrapport.blocks import Group, Table
from fokusrapport.domain.edition import EditionData, open_edition
from fokusrapport.domain.missing import MissingKind
from fokusrapport.domain.tally import outcomes
from fokusrapport.params.models import Direction, Scale
from fokusrapport.params.project import Project
from fokusrapport.pipeline.build import Built

ROOT = Path(__file__).resolve().parents[1]
MARK = "Oppdiktet kommune og oppdiktede tall."
IN_ENGLISH = "Made-up municipality and made-up figures."


@pytest.fixture(scope="module")
def edition() -> EditionData:
    """The edition with its data."""
    return open_edition(ROOT, "fjordvik/2025")


def test_nothing_is_missing_before_publishing() -> None:
    """Every result that falls short is explained, and no requirement is unclear: nobody is warned about anything."""
    (checked,) = check_editions(Project(ROOT), ["fjordvik/2025"], Options(final=True))
    assert checked.warnings == ()
    assert MARK in checked.plan.request.front.notice


def test_it_is_no_real_municipality(edition: EditionData) -> None:
    """Its number is given to nobody, and every data file says that the owner does not exist."""
    assert edition.loaded.municipality.number == "9999"
    assert edition.loaded.municipality.made_up
    sources = edition.loaded.files.sources
    assert sources is not None
    assert {source.owner for source in sources.model.files} == {"Fjordvik kommune (finnes ikke)"}


def test_every_kind_of_result_is_there(edition: EditionData) -> None:
    """All levels, results without a level, every kind of missing that can be told, all scales and directions."""
    areas = [entry.area for entry in edition.loaded.edition.areas]
    stands = Counter(outcome.kind for area in areas for _indicator, outcome in outcomes(edition, area))
    assert set(stands) == {"met", "accepted", "unmet", "unclassified", "missing"}
    assert stands["met"] > stands["accepted"] > stands["unmet"] > 0
    indicators = edition.register.indicators
    series = [result for indicator in indicators for result in edition.data.series(indicator.id)]
    assert {result.missing for result in series} >= set(get_args(MissingKind)) - {"blank"}
    assert {indicator.scale for indicator in indicators} == set(get_args(Scale))
    assert {indicator.direction for indicator in indicators} == set(get_args(Direction))
    assert any(indicator.breaks for indicator in indicators)
    assert any(result.status_by_hand for result in series)


def test_figures_that_depend_on_each_other_agree(edition: EditionData) -> None:
    """Visits for each inhabitant are the visits divided by the inhabitants, as a careful reader will find."""
    inhabitants = edition.needed("innbyggere", 2025).number
    for visits, ratio in (("bibliotek-besok", "bibliotek-per-innbygger"), ("badet-besok", "badet-per-innbygger")):
        whole = edition.needed(visits, 2025).number
        assert inhabitants
        assert whole
        assert round(whole / inhabitants, 1) == edition.needed(ratio, 2025).number


# --- the finished report ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def place(built_fjordvik: Built) -> Path:
    """The folder of the report."""
    assert len(built_fjordvik.chapter.areas) >= 14
    return built_fjordvik.place


def unmarked_html(files: list[Path]) -> list[str]:
    """The pages that do not say that they are made up."""
    return [
        file.name for file in files if mark_of(file) not in html.document_fromstring(file.read_bytes()).text_content()
    ]


def mark_of(file: Path) -> str:
    """What a file of the report says, by the language's folder that it lies in."""
    return IN_ENGLISH if "en" in file.parts else MARK


def unmarked_pages(file: Path, mark: str = MARK) -> list[int]:
    """The pages of a PDF, counted from 1, that do not say it; the cover among them."""
    with pypdfium2.PdfDocument(file) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    assert texts
    return [number for number, text in enumerate(texts, start=1) if mark not in " ".join(text.split())]


@pytest.mark.slow
def test_every_page_says_that_it_is_made_up(place: Path) -> None:
    """The whole report and each area, on the web and on every sheet of paper."""
    pages, papers = sorted(place.rglob("*.html")), sorted(place.rglob("*.pdf"))
    assert len(pages) >= 15
    assert len(papers) >= 15
    assert unmarked_html(pages) == []
    unmarked = {file.relative_to(place): unmarked_pages(file, mark_of(file)) for file in papers}
    assert {file: numbers for file, numbers in unmarked.items() if numbers} == {}


@pytest.mark.slow
def test_a_page_without_the_mark_would_be_seen(place: Path, tmp_path: Path) -> None:
    """The twin: without it a page is named, and a sheet with other words on it too."""
    page = tmp_path / "index.html"
    page.write_text((place / "index.html").read_text("utf-8").replace(MARK, ""), "utf-8")
    assert unmarked_html([page]) == ["index.html"]
    (paper,) = place.glob("*.pdf")
    assert 1 in unmarked_pages(paper, mark=MARK.upper())


@pytest.mark.slow
def test_it_has_long_tables(built_fjordvik: Built) -> None:
    """A scorecard that runs over several pages, a table of forty rows, one of more columns than a page is wide."""
    blocks = [block for area in built_fjordvik.chapter.areas for block in area.blocks]
    parts = [part for block in blocks for part in (block.children if isinstance(block, Group) else (block,))]
    tables = {table.label: table for table in parts if isinstance(table, Table)}
    assert len(tables["tbl-malekort-grunnskole"].rows) >= 25
    assert len(tables["tbl-skoler"].rows) == 40
    assert len(tables["tbl-kontakt-fjordvik"].columns) >= 10
