from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from fokusrapport.pipeline.html import render_html
from tests.sample import sample_chapter

pytestmark = pytest.mark.browser
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium with a fresh profile."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert chromium, "these tests need Chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module", params=["whole", "servicetorg"])
def file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the whole sample, and that of one area."""
    chapter = sample_chapter()
    path: Path = tmp_path_factory.mktemp("page") / "index.html"
    path.write_text(render_html(chapter if request.param == "whole" else chapter.one_area(request.param)), "utf-8")
    return path


def opened(browser: Browser, file: Path, width: int) -> Page:
    """The page in a window of this width; a request to anywhere fails the test."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert [url for url in asked if not url.startswith(("data:", file.as_uri()))] == []
    return page


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing(browser: Browser, file: Path, width: int) -> None:
    """No rule of axe is broken, wide or narrow, with the folded tables open."""
    page = opened(browser, file, width)
    page.evaluate("document.querySelectorAll('details').forEach(item => item.open = true)")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("width", [1280, 800, 640, 320])
def test_page_never_scrolls_sideways(browser: Browser, file: Path, width: int) -> None:
    """Content fits from 320 pixels up (WCAG 1.4.10)."""
    page = opened(browser, file, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_tables_stay_tables_on_a_narrow_screen(browser: Browser, file: Path) -> None:
    """Rows laid out as cards are still rows with headers to a screen reader."""
    page = opened(browser, file, 320)
    tree = page.locator("main").aria_snapshot()
    assert "- table" in tree
    assert "- rowheader" in tree
    assert "- columnheader" in tree
