"""Every page of every edition in Chromium, as its readers meet it: wide, narrow, enlarged, printed, without a mouse.

That each check can fail is shown on the sample, in `tests/pipeline/test_browser.py`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from fokusrapport.pipeline.build import Built
from tests.browser import NARROW, WIDE, Check, colour_problems, keyboard_problems, opened, overflows

pytestmark = [pytest.mark.slow, pytest.mark.browser]


@pytest.fixture
def pages(report: Built) -> list[Path]:
    """Every page of an edition, the whole report first and its control page last.

    Of an edition in several languages every page in the first, and the whole report in the others: their pages are cut
    from it, and differ from the first language's in words alone. So are those of fjordvik/2024, by 2025's notebooks.
    """
    others = {report.place / code for code in report.chapter.front.languages[1:]}
    whole = [report.place / "index.html", *(folder / "index.html" for folder in sorted(others))]
    found = sorted(report.place.rglob("*.html"))
    parts = [file for file in found if file not in whole and others.isdisjoint(file.parents)]
    assert len(parts) >= len(report.plan.runs)
    if report.place.match("fjordvik/2024"):
        parts = []
    return [*whole, *parts, report.control]


@pytest.mark.parametrize(("width", "checks"), [(1280, WIDE), (320, NARROW)], ids=["1280", "320"])
def test_every_reader_can_use_every_page(
    browser: Browser, pages: list[Path], width: int, checks: tuple[Check, ...]
) -> None:
    """Keyboard, axe's every rule, stillness, spaced text, and on a wide page also shapes of statuses and paper."""
    found: dict[tuple[str, str], list[str]] = {}
    for file in pages:
        page = opened(browser, file, width)
        assert not overflows(page), file
        problems = {check.__name__: check(page) for check in checks}
        found |= {(file.name, name): told for name, told in problems.items() if told}
        page.close()
    assert found == {}


def test_the_report_fits_when_enlarged_four_times(browser: Browser, pages: list[Path]) -> None:
    """A window of 1280 by 1024 at 400 % has room for 320 by 256; nothing sticks out or covers what has focus."""
    for file in pages:
        page = opened(browser, file, 320, height=256, device_scale_factor=4)
        assert not overflows(page), file
        assert file != pages[0] or keyboard_problems(page) == []
        page.close()


def test_the_report_can_be_read_without_colours(browser: Browser, pages: list[Path]) -> None:
    """In grey and in a reader's own colours every status keeps its word and its shape."""
    assert colour_problems(opened(browser, pages[0], 1280)) == []


def test_the_report_is_whole_without_javascript(browser: Browser, pages: list[Path]) -> None:
    """The script marks where the reader is; what there is to read does not depend on it."""
    with_script = opened(browser, pages[0], 1280)
    without = opened(browser, pages[0], 1280, java_script_enabled=False)
    assert without.locator("body").inner_text() == with_script.locator("body").inner_text()
    without.locator(".contents a").last.click()
    assert "#" in without.url
