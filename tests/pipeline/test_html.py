from __future__ import annotations

import pytest
from lxml import html

from fokusrapport.pipeline.html import render_html
from fokusrapport.pipeline.readback import check_html
from tests.sample import sample_chapter


def test_page_of_the_sample_passes_its_gate() -> None:
    """The whole chapter and the page of each area are what their chapter says."""
    chapter = sample_chapter()
    assert check_html(render_html(chapter), chapter) == []
    for area in chapter.areas:
        alone = chapter.one_area(area.id)
        assert check_html(render_html(alone), alone) == []


def test_same_chapter_same_bytes() -> None:
    """A page holds no time, path or random name."""
    assert render_html(sample_chapter()) == render_html(sample_chapter())


def test_areas_stand_below_the_title() -> None:
    """In a whole chapter the title is the h1; on the page of one area that area's title is."""
    whole = html.document_fromstring(render_html(sample_chapter()))
    alone = html.document_fromstring(render_html(sample_chapter().one_area("nav")))
    assert whole.xpath("//h1/text()") == ["Fokusområde brukere"]
    assert whole.xpath("//main//section[@class='area']/h2/span/text()") == [
        "Innledning",
        "Servicetorg og innbyggerdialog",
        "NAV",
    ]
    assert alone.xpath("//h1/text()") == ["NAV"]


def test_reference_to_another_area_is_text_on_a_page_of_one() -> None:
    """Figure 1 is not on the page of an area that only mentions it, so the mention is no link."""
    chapter = sample_chapter()
    area = chapter.areas[0]
    mention = area.blocks[3]
    chapter = chapter.model_copy(update={"areas": (area.model_copy(update={"blocks": (mention,)}),)})
    page = html.document_fromstring(render_html(chapter))
    assert "#fig-alt" not in page.xpath("//main//a/@href")
    assert "figur 1" in page.xpath("string(//main)")


@pytest.mark.parametrize(("state", "notice", "shown"), [("draft", "", "Draft"), ("final", "", ""), ("final", "x", "x")])
def test_notice_stands_on_top(state: str, notice: str, shown: str) -> None:
    """A draft always says so, a final report only what its notice says."""
    chapter = sample_chapter()
    front = chapter.front.model_copy(update={"state": state, "notice": notice, "language": "en"})
    page = html.document_fromstring(render_html(chapter.model_copy(update={"front": front})))
    assert page.xpath("string(//*[@class='notice'])") == shown
