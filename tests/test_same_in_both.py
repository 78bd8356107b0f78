"""Page and PDF of every report and every area, held against each other, and the PDFs' pages looked over."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from fokusrapport.i18n import language
from fokusrapport.pipeline.build import Built
from fokusrapport.pipeline.expected import squash
from fokusrapport.pipeline.html import render_html
from fokusrapport.pipeline.pdf import compile_typst, render_pdf
from fokusrapport.pipeline.pdf_structure import elements_below, page_of
from fokusrapport.pipeline.titles import notice
from tests.same_lists import said_by_page, said_by_pdf
from tests.sample import sample_chapter

CAPTIONED = """#show figure: set block(breakable: true)
#figure(kind: table, caption: figure.caption(position: top)[Tabelltekst], table(columns: 1,
  table.header[A], table.cell(breakable: false, block(height: 2cm)[1])))"""
DAY = dt.datetime(2025, 12, 31, tzinfo=dt.UTC)


def pairs(made: Built) -> Iterator[tuple[str, bytes, bytes]]:
    """Every page of a report with its PDF."""
    for name, content in made.files.items():
        if name.endswith(".html") and name.startswith(("index", "areas/")):
            beside = (
                next(iter(made.place.glob("*.pdf"))).name
                if name == "index.html"
                else f"{Path(name).with_suffix('.pdf')}"
            )
            yield name, content, made.files[beside]


@pytest.mark.slow
def test_page_and_pdf_say_the_same(report: Built) -> None:
    """Identical lists of headings, captions, alternative texts, table cells, notes and numbers, in every edition."""
    for name, page, pdf in pairs(report):
        assert said_by_page(page) == said_by_pdf(pdf), name


def test_the_sample_says_the_same_twice() -> None:
    """Also where every kind of block is used."""
    page, pdf = said_by_page(render_html(sample_chapter()).encode()), said_by_pdf(render_pdf(sample_chapter()))
    assert page == pdf


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<data value="4.9">4,9</data>', '<data value="4.8">4,8</data>'),
        ("Resultatgrenser", "Resultatgrensar"),
        ("Stolper: 4,7 i 2023", "Stolper: 4,8 i 2023"),
        ("<h3 id=", "<h4 id="),
        ("35\u00a0%", "36\u00a0%"),
    ],
)
def test_one_change_on_the_page_is_seen(old: str, new: str) -> None:
    """The twin: with one figure, word or level changed on the page, the lists are no longer the same."""
    text = render_html(sample_chapter())
    page, pdf = said_by_page(text.replace(old, new, 1).encode()), said_by_pdf(render_pdf(sample_chapter()))
    assert old in text
    assert page != pdf


# --- nothing is stranded on a page --------------------------------------------------------------------------------


def stranded(pdf: bytes) -> list[str]:
    """Headings and captions that stand on another page than what they head, and rows alone on a page."""
    found = []
    with pikepdf.open(BytesIO(pdf)) as document:
        blocks = [node for node in elements_below(document.Root.StructTreeRoot.K) if _is_block(node)]
        for one, following in pairwise(blocks):
            if re.fullmatch(r"/H[2-6]", str(one.S)) and page_of(one) != page_of(following):
                found.append(f"heading before {following.S}")
        for node in elements_below(document.Root.StructTreeRoot.K):
            if node.S == "/Caption" and page_of(node) != _page_of_what_it_names(node):
                found.append("caption")
            rows = [page_of(row) for row in node.K] if node.S == "/TBody" else []
            if len(rows) > 1 and (rows[0] != rows[1] or rows[-1] != rows[-2]):
                found.append("row")
    return found


def _is_block(node: pikepdf.Object) -> bool:
    return re.fullmatch(r"/(H[1-6]|P|L|Table|Figure|BlockQuote|Code)", str(node.S)) is not None


def _page_of_what_it_names(caption: pikepdf.Object) -> object:
    """The page of the table or figure that a caption stands in: of its first row, or of its picture."""
    around = [part for part in caption.P.K if isinstance(part, pikepdf.Dictionary) and part.get("/S") != "/Caption"]
    return page_of(pikepdf.Array(around)) if around else page_of(caption)


@pytest.mark.slow
def test_nothing_is_stranded_and_every_page_says_what_it_must(report: Built) -> None:
    """In every PDF: no heading, caption or row alone; the notice on every page; page x of y on all but the cover.

    Of an edition in several languages in the first; the others are set by the same rules.
    """
    words, others = language(report.chapter.front.language), report.chapter.front.languages[1:]
    told = [squash(part) for part in notice(report.chapter.front).split(" · ")]
    for name, content in report.files.items():
        if not name.endswith(".pdf") or name.startswith(tuple(f"{code}/" for code in others)):
            continue
        assert stranded(content) == [], name
        with pypdfium2.PdfDocument(content) as document:
            texts = [squash(page.get_textpage().get_text_range()) for page in document]
        assert all(part in text for part in told for text in texts), name
        page = words.gettext("page {page} of {pages}")
        wanted = [squash(page.format(page=number, pages=len(texts))) for number in range(1, len(texts) + 1)]
        numbered = [number in text for number, text in zip(wanted, texts, strict=True)]
        assert all(numbered[1:]), name


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("== Under\n#pagebreak()\nTekst.", ["heading before /P"]),
        ("== Under\nTekst.", []),
        ("#v(4.2cm)\n#table(columns: 1, table.header[A], [1], [2], [3], [4])", ["row"]),
        (f"#v(3.6cm)\n{CAPTIONED}", ["caption"]),
        (CAPTIONED, []),
        ("#table(columns: 1, table.header[A], [1], [2], [3])", []),
    ],
)
def test_what_is_stranded_is_found(source: str, what: list[str]) -> None:
    """The twin: a heading at the foot of its page and a row alone are seen, and good pages pass."""
    pdf = compile_typst(f'#set document(title: "x")\n#set page(height: 10cm)\n= Tittel\n{source}', DAY)
    assert stranded(pdf) == what


def test_a_changed_list_differs() -> None:
    """Every list counts: two files that differ in one of them only are not the same."""
    said = said_by_page(render_html(sample_chapter()).encode())
    for name in ("headings", "captions", "alternatives", "tables", "notes"):
        assert replace(said, **{name: getattr(said, name)[1:]}) != said
