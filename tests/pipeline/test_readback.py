from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from pydantic import BaseModel

from fokusrapport.blocks import (
    Area,
    Callout,
    Cell,
    Chapter,
    Figure,
    Footnote,
    Foreign,
    Heading,
    KeyFigure,
    Math,
    Paragraph,
    ShownValue,
    Status,
    Table,
    Value,
    plain,
)
from fokusrapport.blocktree import transform
from fokusrapport.pipeline.expected import squash
from fokusrapport.pipeline.found import Found, store_of
from fokusrapport.pipeline.html import render_html
from fokusrapport.pipeline.pdf import compile_typst, render_pdf
from fokusrapport.pipeline.readback import check_file, check_html, check_pdf
from fokusrapport.pipeline.readback_docx import check_docx
from fokusrapport.pipeline.word.document import render_docx
from tests.sample import LEGEND, sample_chapter

Change = Callable[[BaseModel], BaseModel]


def _once(change: Callable[[BaseModel], BaseModel | None]) -> Change:
    """Only the first node that the change applies to is changed."""
    done: list[BaseModel] = []

    def apply(node: BaseModel) -> BaseModel:
        changed = None if done else change(node)
        if changed is None:
            return node
        done.append(changed)
        return changed

    return apply


def _changed(kind: type[BaseModel], **update: object) -> Callable[[BaseModel], BaseModel | None]:
    return lambda node: node.model_copy(update=update) if isinstance(node, kind) else None


def _cell_value(node: BaseModel) -> BaseModel | None:
    """4,7 in a table becomes 4,8."""
    if isinstance(node, Cell) and node.children and getattr(node.children[0], "value", None) == _value("4,7"):
        return node.model_copy(update={"children": (ShownValue(value=_value("4,8")),)})
    return None


def _value(text: str) -> Value:
    return Value(text=text, exact=text.replace(",", "."))


CHANGES = {
    "value in a sentence": _changed(ShownValue, value=_value("7,7")),
    "value in a cell": _cell_value,
    "key figure": _changed(KeyFigure, value=_value("9,9")),
    "heading": _changed(Heading, children=plain("Noe annet")),
    "paragraph": _changed(Paragraph, children=plain("Noe annet.")),
    "caption of a table": _changed(Table, caption=plain("Noe annet")),
    "number of a table": _changed(Table, number=9),
    "caption of a figure": _changed(Figure, caption=plain("Noe annet")),
    "alternative text": _changed(Figure, alt="Noe annet."),
    "status word": _changed(Status, word="noe annet"),
    "note of a table": _changed(Table, notes=(plain("Noe annet."),)),
    "a row lost": lambda node: node.model_copy(update={"rows": node.rows[1:]}) if isinstance(node, Table) else None,
    "footnote": _changed(Footnote, children=(Paragraph(children=plain("Noe annet.")),)),
}


@pytest.fixture(scope="module")
def files() -> tuple[str, bytes, bytes]:
    """The sample as page, PDF and Word document."""
    return render_html(sample_chapter()), render_pdf(sample_chapter()), render_docx(sample_chapter())


def test_a_number_in_an_areas_name_is_its_name_and_no_more() -> None:
    """It is no number too many in the area, and does not stand in for one that is lost there."""
    sample = sample_chapter()
    areas = tuple(area.model_copy(update={"title": f"{area.title} 4,7"}) for area in sample.areas)
    chapter = sample.model_copy(update={"areas": areas})
    page, pdf = render_html(chapter), render_pdf(chapter)
    assert (check_html(page, chapter), check_pdf(pdf, chapter)) == ([], [])
    without = transform(chapter, _once(CHANGES["value in a cell"]))
    lost = "The number «4,7» cannot be read there."
    for told in (check_html(render_html(without), chapter), check_pdf(render_pdf(without), chapter)):
        assert any(lost in problem for problem in told)


@pytest.mark.parametrize("name", CHANGES)
def test_one_change_is_found(name: str, files: tuple[str, bytes, bytes]) -> None:
    """A page, a PDF and a document that differ from their chapter in one place only do not pass."""
    original = sample_chapter()
    chapter: Chapter = transform(original, _once(CHANGES[name]))
    assert chapter != original
    page, pdf, document = files
    assert check_html(page, chapter)
    assert check_pdf(pdf, chapter)
    assert check_docx(document, chapter)


@pytest.mark.parametrize(
    ("kind", "other"), [(Table, Figure), (Figure, Callout), (Paragraph, Table), (Heading, Paragraph)]
)
def test_two_blocks_in_the_wrong_order_are_found(
    kind: type[BaseModel], other: type[BaseModel], files: tuple[str, bytes, bytes]
) -> None:
    """What is read first must come first: a page and a PDF with two neighbours the other way round do not pass."""
    chapter = sample_chapter()
    area = chapter.areas[0]
    blocks = list(area.blocks)
    at = next(i for i in range(len(blocks) - 1) if isinstance(blocks[i], kind) and isinstance(blocks[i + 1], other))
    blocks[at : at + 2] = blocks[at + 1], blocks[at]
    swapped = chapter.model_copy(
        update={"areas": (area.model_copy(update={"blocks": tuple(blocks)}), *chapter.areas[1:])}
    )
    assert check_html(files[0], swapped)
    assert check_pdf(files[1], swapped)


@pytest.mark.parametrize("language", ["nb", "de"])
def test_words_in_the_wrong_language_are_found(language: str) -> None:
    """Words marked as English must be so in the files, those and no others, with the same code."""
    marked = sample_chapter().model_copy(update={"areas": (_with_foreign("en"),)})
    other = sample_chapter().model_copy(update={"areas": (_with_foreign(language),)})
    page, pdf = render_html(marked), render_pdf(marked)
    assert check_html(page, marked) == []
    assert check_pdf(pdf, marked) == []
    assert [problem for problem in check_html(page, other) if "language" in problem]
    assert [problem for problem in check_pdf(pdf, other) if "language" in problem]


def _with_foreign(language: str) -> Area:
    """A paragraph and a table with words in another language among the report's own."""
    words = Foreign(language=language, children=plain("fair play"))
    table = LEGEND.model_copy(update={"rows": ((Cell(children=(words,)), Cell(children=plain("ærlig spill"))),)})
    return Area(id="x", title="X", blocks=(Paragraph(children=(*plain("Det heter "), words, *plain("."))), table))


def test_row_head_in_another_column_is_found(files: tuple[str, bytes, bytes]) -> None:
    """Which cell heads its row is checked in the PDF."""
    chapter: Chapter = transform(sample_chapter(), _once(_changed(Table, row_header=0)))
    assert check_pdf(files[1], chapter)


def test_formula_without_its_words_is_found(files: tuple[str, bytes, bytes]) -> None:
    """The words for a formula are checked in the PDF and in the document."""
    chapter: Chapter = transform(sample_chapter(), _once(_changed(Math, alt="noe annet")))
    assert check_pdf(files[1], chapter)
    assert check_docx(files[2], chapter)


def test_every_kind_of_file_has_its_gate(files: tuple[str, bytes, bytes]) -> None:
    """By the end of its name; what has no gate passes."""
    page, pdf, document = files
    other = sample_chapter().one_area("nav")
    for name, content in (("index.html", page.encode()), ("a.pdf", pdf), ("a.docx", document)):
        assert check_file(name, content, sample_chapter(), store_of(sample_chapter())).problems == ()
        assert check_file(name, content, other, store_of(other)).problems
    assert check_file("data/a.txt", b"", other, ()) == Found()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<html lang="nb">', "<html>"),
        ("<title>Fokusområde brukere", "<title>"),
        ("<h3 id=", "<h4 id="),
        ('href="#tbl-malekort"', 'href="#tbl-borte"'),
        ('id="tbl-grenser"', 'id="tbl-malekort"'),
        ("</main>", '<img src="https://example.org/x.png" alt="Et bilde av noe."></main>'),
        ("</main>", "<script>1</script></main>"),
        ("</style>", "body{background:url(https://example.org/x.png)}</style>"),
        ("</style>", '@import "x.css";</style>'),
        ("</head>", '<link rel="stylesheet" href="x.css"></head>'),
        (' alt="Rutenett i to farger."', ' alt=""'),
        (' alt="Rutenett i to farger."', ' alt="No description has been provided for this image"'),
        ("<h2 id=", "<h1>To</h1><h2 id="),
        (' scope="row"', ""),
        ('class="symbol"', 'class="symbol" role="img" '),
        ('<data value="4.9">4,9</data>', "4,9"),
    ],
)
def test_broken_page_is_found(old: str, new: str, files: tuple[str, bytes, bytes]) -> None:
    """Each thing the gate promises of a page is missed when it is gone."""
    page = files[0]
    broken = page.replace(old, new, 1)
    if 'role="img"' in new:
        broken = broken.replace(' aria-hidden="true"', "", 1)
    assert broken != page
    assert check_html(broken, sample_chapter())


def test_pdf_without_structure_is_found() -> None:
    """A PDF that lacks title, contents and structure is refused for each of them, not with an exception."""
    bare = compile_typst('#set document(title: "x")\n= x', dt.datetime(2025, 12, 31, tzinfo=dt.UTC))
    problems = check_pdf(bare, sample_chapter())
    assert any("Heading" in problem for problem in problems)
    assert any("«x" in problem for problem in problems)


def test_squash_keeps_every_figure() -> None:
    """What line breaking may change is dropped; digits, signs and minus are not."""
    assert squash("bruker-\nmedvirkning \u22123,5\u00a0%") == "brukermedvirkning\u22123,5%"
