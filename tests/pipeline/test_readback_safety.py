from __future__ import annotations

import pytest
from lxml import html

from fokusrapport.pipeline.html import render_html
from fokusrapport.pipeline.page_policy import contents_script
from fokusrapport.pipeline.readback import check_html
from fokusrapport.pipeline.readback_safety import safety_problems
from tests.sample import sample_chapter


@pytest.fixture(scope="module")
def page() -> str:
    """The page of the whole sample."""
    return render_html(sample_chapter())


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("<main ", "<script>alert(1)</script><main ", "<script>"),
        ("<script>", '<script src="data:,alert(1)">', "<script>"),
        ('<p class="lead">', '<p class="lead" style="color:red">', "<p> (#innledning) has the attribute «style»"),
        ('<p class="lead">', '<p class="lead" onclick="alert(1)">', "<p> (#innledning) has the attribute «onclick»"),
        ('href="https://www.ssb.no/"', 'href="javascript:alert(1)"', "leads to «javascript:alert(1)»"),
        ('href="https://www.ssb.no/"', 'href=" java\tscript:alert(1)"', "leads to «javascript:alert(1)»"),
        ('href="https://www.ssb.no/"', 'href="data:text/html,x"', "leads to «data:text/html,x»"),
        ("</main>", "<form></form></main>", "<form>"),
        ("</main>", '<iframe srcdoc="x"></iframe></main>', "<iframe>"),
        ("<title>", '<base href="https://example.org/"><title>', "<base>"),
        ("</main>", '<img id="x" src="//example.org/x.png" alt="Et bilde."></main>', '<img id="x"> fetches'),
        (":root{--primary:", ":root{--secondary:", "style sheet"),
        ("<style>", "<style>b{}</style><style>", "style sheet"),
        ("; base-uri", " 'unsafe-inline'; base-uri", "style sheet"),
        ('<meta http-equiv="Content-Security-Policy"', "<meta", "top of its head"),
        ('<meta charset="utf-8">\n', '<meta charset="utf-8">\n<script></script>', "top of its head"),
        ('<meta name="referrer" content="no-referrer">', "", "where their visitors come from"),
    ],
)
def test_unsafe_page_is_found_and_the_element_named(page: str, old: str, new: str, named: str) -> None:
    """Each thing that could run, be fetched or be sent is found, and the message says where."""
    broken = page.replace(old, new, 1)
    assert broken != page
    assert [problem for problem in check_html(broken, sample_chapter()) if named in problem]


@pytest.mark.parametrize(
    "css",
    [
        "b{background:URL(http://x.no/a.png)}",
        "b{background:url( 'http://x.no/a.png' )}",
        "@IMPORT 'http://x.no/a.css';",
        'b{background:image-set("http://x.no/a.png" 1x)}',
    ],
)
def test_what_a_style_sheet_fetches_is_found(css: str) -> None:
    """However it is written; pictures in the sheet itself are none."""
    own = '<style>b{background:url("data:image/png;base64,AAAA")}c{background:url(#a)}</style>'
    inside = safety_problems(html.document_fromstring(f"<html><head>{own}</head><body></body></html>"))
    assert not [problem for problem in inside if "fetches" in problem]
    found = safety_problems(html.document_fromstring(f"<html><head><style>{css}</style></head><body></body></html>"))
    assert [problem for problem in found if "fetches" in problem]


def test_page_without_a_list_of_contents_has_no_script() -> None:
    """Where there is nothing to mark, no script may run at all."""
    alone = render_html(sample_chapter().one_area("nav"))
    assert "<script>" not in alone
    assert "script-src" not in alone


def test_the_script_is_small() -> None:
    """What helps only is kept so small that anybody can read it."""
    assert len(contents_script().splitlines()) <= 25
