"""Pages in Debian's Chromium: what tests of pages share. The fixture `browser` stands in `tests/conftest.py`."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]


def chromium() -> Iterator[Browser]:
    """Chromium with a fresh profile; a machine without it fails the test, for these must never be skipped."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert program, "these tests need Chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


def opened(browser: Browser, file: Path, width: int) -> Page:
    """The page in a window of this width; a request to anywhere fails the test."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert [url for url in asked if not url.startswith(("data:", file.as_uri()))] == []
    return page


def axe_report(page: Page) -> str:
    """What axe finds on the page with its folded tables open; empty when it finds nothing."""
    page.evaluate("document.querySelectorAll('details').forEach(item => item.open = true)")
    results = Axe().run(page)
    return str(results.generate_report()) if results.violations_count else ""


def overflows(page: Page) -> bool:
    """Whether the page scrolls sideways (WCAG 1.4.10)."""
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))
