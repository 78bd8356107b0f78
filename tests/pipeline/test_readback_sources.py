"""The way from a number to its row is walked, and a broken one is found."""

from __future__ import annotations

import pytest
from lxml import html

from fokusrapport.blocks import Chapter
from fokusrapport.pipeline.html import render_html
from fokusrapport.pipeline.pdf import render_pdf
from fokusrapport.pipeline.readback import check_html, check_pdf
from fokusrapport.pipeline.readback_sources import lost_links, source_problems
from fokusrapport.sourceplaces import entry_anchor
from tests.pipeline.entries import CHANGE, CHAPTER, NAV, ONE
from tests.sample import sample_chapter


@pytest.fixture(scope="module")
def page() -> str:
    """The chapter as a page."""
    return render_html(CHAPTER)


def _problems(page: str, chapter: Chapter = CHAPTER) -> str:
    return " ".join(source_problems(html.document_fromstring(page), chapter))


def test_every_number_leads_to_its_row(page: str) -> None:
    """In sentences and key figures; nothing is wrong with the page."""
    assert f'<a class="from" href="#{entry_anchor(ONE)}">4,9</a>' in page
    assert page.count('class="from"') == 4
    assert check_html(page, CHAPTER) == []


def test_a_number_that_leads_nowhere_or_elsewhere_is_found(page: str) -> None:
    """Without its link, and with that of another number."""
    link = f'<a class="from" href="#{entry_anchor(ONE)}">4,9</a>'
    other = link.replace(entry_anchor(ONE), entry_anchor(CHANGE))
    assert "4,9" in _problems(page.replace(link, "4,9", 1))
    assert "4,9" in _problems(page.replace(link, other, 1))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("8–9</a>", "7–9</a>"),
        ('<span class="content">9</span>', '<span class="content">6</span>'),
        ("Rader fra tall.csv", "Rader fra tull.csv"),
    ],
    ids=["the rows of a change", "the row", "the file"],
)
def test_an_entry_that_names_something_else_is_found(page: str, right: str, wrong: str) -> None:
    """Row, rows and file are those the value was read from."""
    assert right in page
    assert _problems(page) == ""
    assert _problems(page.replace(right, wrong)) != ""


def test_a_page_without_an_appendix_is_not_asked_for_one() -> None:
    """The sample has values, but no sources around it."""
    assert _problems(render_html(sample_chapter()), sample_chapter()) == ""
    alone = CHAPTER.model_copy(update={"areas": (NAV,)})
    assert 'class="from"' not in render_html(alone)


def test_the_pdf_leads_to_the_rows_as_well() -> None:
    """It holds both standards with its links in it; one link too few is told."""
    assert check_pdf(render_pdf(CHAPTER), CHAPTER) == []
    assert lost_links(4, CHAPTER) == []
    assert lost_links(3, CHAPTER) != []
