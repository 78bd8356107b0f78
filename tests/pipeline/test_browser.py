from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from fokusrapport.pipeline.html import render_html
from tests.browser import axe_report, opened, overflows
from tests.sample import sample_chapter

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module", params=["whole", "servicetorg"])
def file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the whole sample, and that of one area."""
    chapter = sample_chapter()
    path: Path = tmp_path_factory.mktemp("page") / "index.html"
    path.write_text(render_html(chapter if request.param == "whole" else chapter.one_area(request.param)), "utf-8")
    return path


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing(browser: Browser, file: Path, width: int) -> None:
    """No rule of axe is broken, wide or narrow, with the folded tables open."""
    assert axe_report(opened(browser, file, width)) == ""


@pytest.mark.parametrize("width", [1280, 800, 640, 320])
def test_page_never_scrolls_sideways(browser: Browser, file: Path, width: int) -> None:
    """Content fits from 320 pixels up (WCAG 1.4.10)."""
    assert not overflows(opened(browser, file, width))


def test_tables_stay_tables_on_a_narrow_screen(browser: Browser, file: Path) -> None:
    """Rows laid out as cards are still rows with headers to a screen reader."""
    page = opened(browser, file, 320)
    tree = page.locator("main").aria_snapshot()
    assert "- table" in tree
    assert "- rowheader" in tree
    assert "- columnheader" in tree
