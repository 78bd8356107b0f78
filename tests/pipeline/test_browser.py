"""The sample's pages in Chromium, and for every check of pages a page that must fail it (`tests/browser.py`)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from fokusrapport.pipeline.html import render_html
from tests.browser import (
    NARROW,
    WIDE,
    Check,
    axe_report,
    colour_problems,
    folded_problems,
    keyboard_problems,
    motion_problems,
    opened,
    overflows,
    print_problems,
    printed_pages,
    skip_link_problems,
    spacing_problems,
    status_problems,
    visit,
)
from tests.sample import sample_chapter

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page_text() -> str:
    """The page of the sample's first area as text: small, with a list of contents, statuses, notes and a figure."""
    return render_html(sample_chapter().one_area("innledning"))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the whole sample."""
    path: Path = tmp_path_factory.mktemp("page") / "index.html"
    path.write_text(render_html(sample_chapter()), "utf-8")
    return path


@pytest.fixture
def changed(tmp_path: Path, page_text: str) -> Callable[[str, str], Path]:
    """Makes that page with one place in it changed; its policy is taken out unless it is the matter."""

    def change(old: str, new: str, *, keep_policy: bool = False) -> Path:
        text = page_text if keep_policy else page_text.replace("Content-Security-Policy", "x-none", 1)
        assert old in text
        path = tmp_path / "changed.html"
        path.write_text(text.replace(old, new, 1), "utf-8")
        return path

    return change


@pytest.mark.parametrize(("width", "checks"), [(1280, WIDE), (320, NARROW)], ids=["1280", "320"])
def test_nothing_is_found(browser: Browser, whole: Path, width: int, checks: tuple[Check, ...]) -> None:
    """Every check that pages must pass, wide and narrow, on every kind of block."""
    page = opened(browser, whole, width)
    assert {check.__name__: check(page) for check in checks} == {check.__name__: [] for check in checks}


def test_status_is_seen_without_colours(browser: Browser, whole: Path) -> None:
    """In grey and in a reader's own colours every status keeps its word and its shape."""
    assert colour_problems(opened(browser, whole, 1280)) == []


def test_table_heads_repeat_on_paper(browser: Browser, whole: Path) -> None:
    """Every sheet that holds rows of the long table holds its column heads."""
    sheets = [text for text in printed_pages(opened(browser, whole, 1280)) if "Enhet nummer" in text]
    assert len(sheets) > 1
    assert all("Besvart i tide" in text for text in sheets)


def test_page_never_scrolls_sideways(browser: Browser, whole: Path) -> None:
    """Content fits from 320 pixels up, and in a window of 1280 by 1024 enlarged four times (WCAG 1.4.10)."""
    page = opened(browser, whole, 320, height=256, device_scale_factor=4)
    for width in (320, 640, 800, 1280):
        page.set_viewport_size({"width": width, "height": 256})
        assert not overflows(page), width


def test_tables_stay_tables_on_a_narrow_screen(browser: Browser, whole: Path) -> None:
    """Rows laid out as cards are still rows with headers to a screen reader."""
    page = opened(browser, whole, 320)
    tree = page.locator("main").aria_snapshot()
    assert "- table" in tree
    assert "- rowheader" in tree
    assert "- columnheader" in tree


# --- the section being read ---------------------------------------------------------------------------------------


def test_section_being_read_is_marked(browser: Browser, whole: Path) -> None:
    """The list of contents follows the reader up and down and keeps the mark in view; the page stands still."""
    page = opened(browser, whole, 1280, height=150)
    inside = """() => {
      const [list, line] = [".contents", ".contents [aria-current]"].map(
        (name) => document.querySelector(name).getBoundingClientRect());
      return list.top <= line.top && line.bottom <= list.bottom;
    }"""
    for anchor, text in (("nav", "NAV"), ("servicetorg-tekst", "Tekst som"), ("innledning-resultater", "Resultater")):
        page.evaluate(f"document.getElementById('{anchor}').scrollIntoView()")
        before = page.evaluate("scrollY")
        page.locator(".contents [aria-current]", has_text=text).wait_for()
        assert page.locator(".contents [aria-current]").count() == 1
        assert page.evaluate(inside)
        assert page.evaluate("scrollY") == before
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_function("document.querySelector('.contents [aria-current]') === null")


def test_the_list_stands_still_under_a_reader_who_is_in_it(browser: Browser, whole: Path) -> None:
    """A link that has focus stays where it is while another section is marked: it would else be scrolled away."""
    page = opened(browser, whole, 1280, height=150)
    page.locator(".contents a").first.focus()
    top = page.evaluate("document.querySelector('.contents').scrollTop")
    page.evaluate("document.getElementById('servicetorg-tekst').scrollIntoView()")
    page.locator(".contents [aria-current]", has_text="Tekst som").wait_for()
    assert page.evaluate("document.querySelector('.contents').scrollTop") == top


def test_mark_is_more_than_a_colour(browser: Browser, whole: Path) -> None:
    """The marked line is bold and has a bar, also in the system's own colours."""
    page = opened(browser, whole, 1280, forced_colors="active")
    page.evaluate("document.getElementById('servicetorg-tekst').scrollIntoView()")
    line = page.locator(".contents [aria-current]", has_text="Tekst")
    style = line.evaluate("item => [getComputedStyle(item).fontWeight, getComputedStyle(item).borderLeftStyle]")
    assert style == ["600", "solid"]


def test_page_is_whole_without_javascript(browser: Browser, whole: Path) -> None:
    """Everything can be read, links lead to their places and tables unfold where no script may run."""
    page = opened(browser, whole, 1280, java_script_enabled=False)
    with_script = opened(browser, whole, 1280)
    assert page.locator("body").inner_text() == with_script.locator("body").inner_text()
    page.locator("main a[href^='#']").first.click()
    assert "#" in page.url
    for summary in page.locator("summary").all():
        summary.click()
    assert page.locator("details table").count() == page.locator("details[open] table").count()


# --- the page's own policy ----------------------------------------------------------------------------------------

INTRUDERS = {
    "script": ("</main>", '<script>document.title = "taken"</script></main>', "script-src-elem inline"),
    "picture": ("</main>", '<img src="https://example.org/x.png" alt="x"></main>', "img-src https://example.org/x.png"),
    "style": ("<main ", '<main style="color: red" ', "style-src-attr inline"),
    "handler": ('<main id="main-content"', '<main id="main-content" onfocus="1"', "script-src-attr inline"),
    "style sheet": ("</head>", "<style>main{color:red}</style></head>", "style-src-elem inline"),
    "link": ("</head>", '<link rel="stylesheet" href="https://example.org/x.css"></head>', "style-src-elem https"),
}


@pytest.mark.parametrize("kind", INTRUDERS)
def test_policy_stops_what_got_in(browser: Browser, changed: Callable[..., Path], kind: str) -> None:
    """What somebody put into the page afterwards is stopped by the browser, and does not even ask the network."""
    old, new, blocked = INTRUDERS[kind]
    page, told = visit(browser, changed(old, new, keep_policy=True), 1280)
    page.evaluate("document.querySelector('main').focus()")
    assert any(f"policy: {blocked}" in text for text in told), told
    assert not any(text.startswith("asks for") for text in told)
    assert page.title() != "taken"


def test_request_is_refused_and_told(browser: Browser, changed: Callable[..., Path]) -> None:
    """The twin of «no page asks for anything»: without its policy, a page that does is found out."""
    _page, told = visit(browser, changed("</main>", '<img src="https://example.org/x.png" alt="x"></main>'), 1280)
    assert "asks for https://example.org/x.png" in told


# --- pages that must fail -----------------------------------------------------------------------------------------

TINY = '<div style="font: 8px/1 serif"><a href="#main-content">opp</a></div>'
BROKEN: dict[str, tuple[str, str, Check]] = {
    "skip link": ('href="#main-content"', 'href="#nowhere"', skip_link_problems),
    "folded": ("<summary>", "<summary hidden></summary><div>", folded_problems),
    "paper: no notice": ("@top-right", "@x", print_problems),
    "paper: contents": (".contents, .anchor, .back,", ".anchor, .back,", print_problems),
    "grey on white": ("</style>", ".status.met { color: #9c9 }</style>", colour_problems),
    "shape not seen": ("</style>", ".symbol { opacity: .2 }</style>", colour_problems),
    "shape lost in forced colours": (
        "</style>",
        ".symbol { forced-color-adjust: none; fill: #000 }</style>",
        colour_problems,
    ),
    "axe: small targets": ("</main>", f"{TINY}{TINY}</main>", axe_report),
    "axe: no name": ('alt="Stolper', 'data-alt="Stolper', axe_report),
    "axe: contrast": ("</style>", "p { color: #999 }</style>", axe_report),
    "keyboard: order": ('href="https://www.ssb.no/"', 'href="#x" tabindex="3"', keyboard_problems),
    "keyboard: not seen": ("</style>", ":focus-visible { outline: none }</style>", keyboard_problems),
    "keyboard: pale": ("</style>", ":focus-visible { outline-color: #eee }</style>", keyboard_problems),
    "keyboard: covered": ("</style>", ".notice { position: fixed; inset: 0 }</style>", keyboard_problems),
    "keyboard: unreachable": ('href="https://www.ssb.no/"', 'href="#x" tabindex="-1"', keyboard_problems),
    "spacing: cut off": ("</style>", ".lead { height: 2em; overflow: hidden }</style>", spacing_problems),
    "spacing: overlaps": ("</style>", ".lead { position: relative; top: 4em }</style>", spacing_problems),
    "motion": ("</style>", "html { scroll-behavior: smooth }</style>", motion_problems),
    "transition": ("</style>", "a { transition: color 1s }</style>", motion_problems),
    "status without word": (
        '<span class="status-word">ønsket',
        '<span class="status-word">',
        status_problems,
    ),
    "status without shape": (
        '<svg class="symbol"',
        '<svg class="x"',
        status_problems,
    ),
    "sideways": ("</style>", ".lead { width: 2000px; max-width: none }</style>", lambda page: ["x"] * overflows(page)),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_page_is_found(browser: Browser, changed: Callable[..., Path], name: str) -> None:
    """Each check of pages can fail: a page with the one fault it is for does not pass."""
    old, new, check = BROKEN[name]
    page, _told = visit(browser, changed(old, new), 1280)
    assert check(page)
    page.close()
