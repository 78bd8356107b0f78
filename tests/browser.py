"""Pages in Debian's Chromium: what tests of pages share. The fixture `browser` stands in `tests/conftest.py`.

A check takes a page and returns what is wrong with it. What is asked from inside the page stands in `page_checks.js`.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
from axe_playwright_python.base import AXE_SCRIPT
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, Route, sync_playwright

from fokusrapport.params.contrast import MARK, TEXT, contrast
from fokusrapport.pipeline.expected import squash

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]
CHECKS = Path(__file__).with_name("page_checks.js").read_text("utf-8")
Check = Callable[[Page], list[str]]
_VIOLATIONS = """document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.effectiveDirective} ${event.blockedURI}`))"""


def chromium() -> Iterator[Browser]:
    """Chromium with a fresh profile; a machine without it fails the test, for these must never be skipped."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert program, "these tests need Chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


def visit(browser: Browser, file: Path, width: int, **window: Any) -> tuple[Page, list[str]]:  # noqa: ANN401
    """The page in a window of this width with every network refused, and all it complained of or asked for.

    `window` is what Playwright's `new_page` takes beside the width; `height` is 800 where not given.
    """
    size = {"width": width, "height": window.pop("height", 800)}
    page = browser.new_page(viewport=size, offline=True, **window)  # type: ignore[arg-type]
    told: list[str] = []

    def answer(route: Route) -> None:
        if route.request.url == file.as_uri():
            route.continue_()
        else:
            told.append(f"asks for {route.request.url}")
            route.abort()

    page.route(lambda url: not url.startswith("data:"), answer)
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.add_init_script(_VIOLATIONS)
    page.goto(file.as_uri())
    return page, told


def opened(browser: Browser, file: Path, width: int, **window: Any) -> Page:  # noqa: ANN401 - as `visit`
    """The page in a window of this width; a request, an error or a breach of its own policy fails the test."""
    page, told = visit(browser, file, width, **window)
    assert told == [], file.name
    return page


def asked(page: Page, call: str) -> Any:  # noqa: ANN401 - whatever the page answers
    """The answer of one of the functions in `page_checks.js`."""
    return page.evaluate(f"() => {{ window.checks ??= {CHECKS}; return window.checks.{call}; }}")


def axe_report(page: Page) -> list[str]:
    """What axe finds on the page with its folded tables open: rule, element and what to do."""
    page.evaluate("document.querySelectorAll('details').forEach(item => item.open = true)")
    # A reader who has scrolled a wide table has links half under its first column: that is no small target.
    page.evaluate("document.querySelectorAll('.scroller').forEach(item => item.scrollTo(0, 0))")
    page.evaluate(AXE_SCRIPT)
    return list(asked(page, "axe()"))


def overflows(page: Page) -> bool:
    """Whether the page scrolls sideways (WCAG 1.4.10)."""
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


def spacing_problems(page: Page) -> list[str]:
    """What is lost when a reader spaces the text out (WCAG 1.4.12)."""
    asked(page, "spaceText()")
    found = [*asked(page, "lostText()"), *asked(page, "overlappingText()")]
    return [*found, "the page scrolls sideways"] if overflows(page) else found


_WALK = 250  # stops that are walked at one end of a long page; one costs up to a tenth of a second


def keyboard_problems(page: Page) -> list[str]:
    """What a reader without a mouse meets: Tab to everything in its order, seen, not covered, and out again.

    Of a page with thousands of stops, the beginning and the end: what lies between stands on the areas' own pages, too.
    """
    stops = int(asked(page, "focusable().length"))
    parts = [(0, stops)] if stops <= 2 * _WALK else [(0, _WALK), (stops - _WALK, stops)]
    asked(page, "recordFocus()")
    found: list[str] = []
    for first, end in parts:
        asked(page, f"startBefore({first})")
        for _stop in range(end - first + 1):
            page.keyboard.press("Tab")
        found += asked(page, f"focusProblems({first}, {end})")
    return found


def skip_link_problems(page: Page) -> list[str]:
    """Whether the first stop leads past the list of contents: Enter on it puts the focus on the text itself."""
    page.locator("a").first.press("Enter")
    return [] if page.evaluate("document.activeElement.localName") == "main" else ["the skip link does not skip"]


def folded_problems(page: Page) -> list[str]:
    """The folded tables that Enter does not open."""
    for summary in page.locator("summary").all():
        summary.press("Enter")
    return list(page.locator("details:not([open])").all_inner_texts())


def status_problems(page: Page) -> list[str]:
    """Statuses without a word, or without a shape that is theirs alone."""
    return list(asked(page, "statusProblems()"))


def colour_problems(page: Page) -> list[str]:
    """Statuses whose word or shape cannot be seen in grey, or in a reader's own colours on black."""
    found = []
    kinds = page.evaluate("[...new Set([...document.querySelectorAll('.status')].map((item) => item.className))]")
    ways: tuple[tuple[str, str, float], ...] = (
        (".status-word", "grayscale(1)", TEXT),
        ("svg.symbol", "grayscale(1)", MARK),
        ("svg.symbol", "", MARK),
    )
    for part, effect, needed in ways:
        page.evaluate(f"document.documentElement.style.filter = '{effect}'")
        page.emulate_media(forced_colors="none" if effect else "active", color_scheme="light" if effect else "dark")
        for kind in kinds:
            place = page.locator(f"[class='{kind}'] {part}").locator("visible=true")
            if place.count() and pixel_contrast(place.first) < needed:
                found.append(f"{kind}: {part} cannot be seen ({effect or 'forced colours'})")
    page.emulate_media(forced_colors="none", color_scheme="light")
    return found


def motion_problems(page: Page) -> list[str]:
    """What moves although the reader has asked for stillness."""
    page.emulate_media(reduced_motion="reduce")
    return list(asked(page, "motion()"))


def print_problems(page: Page) -> list[str]:
    """What is wrong on paper: a page that does not say what the notice says, or that prints what is for screens."""
    notice = "".join(page.locator(".notice").all_inner_texts())
    page.emulate_media(media="print")
    found = page.evaluate(
        "[...document.querySelectorAll('.contents, .anchor, .skip')].filter((item) => item.checkVisibility())"
        ".map((item) => `prints ${item.className}`)"
    )
    page.emulate_media(media="null")
    texts = [squash(text) for text in printed_pages(page)]
    return [
        *map(str, found),
        *(f"page {n} has no notice" for n, text in enumerate(texts, 1) if squash(notice) not in text),
    ]


def printed_pages(page: Page) -> list[str]:
    """The text of each sheet that the browser would print."""
    with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)) as document:
        return [sheet.get_textpage().get_text_range() for sheet in document]


def pixel_contrast(place: Locator) -> float:
    """The contrast between the lightest and the darkest pixel of a part of the page."""
    with Image.open(io.BytesIO(place.screenshot())) as picture:
        colours = [colour for _count, colour in picture.convert("RGB").getcolors(1 << 24) or []]
    shades = [tuple(part / 255 for part in colour) for colour in colours if isinstance(colour, tuple)]
    dark, light = min(shades, key=sum), max(shades, key=sum)
    return contrast(dark, light)  # type: ignore[arg-type]


# In this order, for some change the page: folded tables are opened, and in the end the text is spaced out.
ANY_WIDTH: tuple[Check, ...] = (skip_link_problems, folded_problems, axe_report, motion_problems)
WIDE: tuple[Check, ...] = (keyboard_problems, *ANY_WIDTH, status_problems, print_problems, spacing_problems)
NARROW: tuple[Check, ...] = (*ANY_WIDTH, spacing_problems)  # the keyboard is tried on a page enlarged four times
