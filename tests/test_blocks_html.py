from __future__ import annotations

import subprocess
import sys

import pytest
from lxml import html

from fokusrapport.blocks import (
    Block,
    Cell,
    Column,
    FootnoteReference,
    Heading,
    Link,
    Math,
    Paragraph,
    ShownValue,
    Source,
    Status,
    StatusKind,
    Table,
    Text,
    Value,
    plain,
)
from fokusrapport.blocks_html import Setting, block_to_html, blocks_to_html
from fokusrapport.i18n import language
from tests.sample import FIGURE, HOSTILE, SCORECARD


def paragraph(*inlines: Text | Link | Math | FootnoteReference | ShownValue) -> Paragraph:
    """A paragraph of these inlines."""
    return Paragraph(children=inlines)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_never_markup(text: str) -> None:
    """Whatever an author or a file writes comes out as that text, and as no element."""
    found = html.fragment_fromstring(block_to_html(paragraph(Text(text=text))))
    assert found.text_content() == text
    assert len(found) == 0


def test_formula_text_is_never_markup() -> None:
    """Words inside a formula are escaped, which the converter alone does not do."""
    page = block_to_html(paragraph(Math(tex=r"\text{<script>alert(1)</script>} < 2", alt='mindre "enn"')))
    assert "<script>" not in page
    assert html.fragment_fromstring(page).xpath("//math/@aria-label") == ['mindre "enn"']


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "file:///etc/passwd"]
)
def test_link_that_runs_something_is_only_text(href: str) -> None:
    """A link may lead to a page or a mail address, never run a script."""
    assert "<a" not in block_to_html(paragraph(Link(href=href, children=plain("her"))))


def test_a_page_leads_only_to_the_files_it_is_given() -> None:
    """A relative address is a link where the page has been told of it, to the letter, and plain text elsewhere."""
    setting = Setting(language("nb"), links=frozenset({"2015/index.html#nav"}))
    for href, leads in (("2015/index.html#nav", True), ("2015/index.html#ppt", False), ("2015/index.html", False)):
        assert ("<a" in block_to_html(paragraph(Link(href=href, children=plain("her"))), setting)) is leads


def test_value_carries_its_exact_number() -> None:
    """A shown value is a <data> element: the text for people, the unrounded number for machines."""
    value = Value(text="4,7", exact="4.6667")
    assert '<data value="4.6667">4,7</data>' in block_to_html(paragraph(ShownValue(value=value)))


def test_headings_are_shifted_and_never_below_six() -> None:
    """In a whole chapter areas stand one level lower; HTML has six levels."""
    setting = Setting(language("nb"), heading_shift=1)
    levels = [block_to_html(Heading(level=level, children=plain("x")), setting)[:3] for level in range(1, 7)]
    assert levels == ["<h2", "<h3", "<h4", "<h5", "<h6", "<h6"]


def test_table_has_caption_scopes_and_labels() -> None:
    """Every header cell has a scope; every cell names its column for narrow screens."""
    table = html.fragment_fromstring(block_to_html(SCORECARD), create_parent=True).find(".//table")
    assert table.xpath("./thead//th/@scope") == ["col"] * 7
    assert table.xpath("./tbody//th/@scope") == ["row"] * 5
    assert [row.index(row.find("th")) for row in table.xpath("./tbody/tr")] == [1] * 5
    assert table.xpath("./tbody/tr[1]/*/@data-label") == [column.title for column in SCORECARD.columns]


def test_a_column_head_says_its_language_where_it_is_another() -> None:
    """Answers that nobody has translated are read out as they were written."""
    columns = (Column(title="What"), Column(title="Enig", language="nb"))
    table = Table(label="tbl-a", caption=(), columns=columns, rows=((Cell(), Cell()),))
    shown = html.fragment_fromstring(block_to_html(table), create_parent=True)
    assert [head.get("lang") for head in shown.iterfind(".//thead//th")] == [None, "nb"]


@pytest.mark.parametrize("kind", ["met", "accepted", "unmet", "unclassified", "missing"])
def test_status_is_word_and_shape(kind: StatusKind) -> None:
    """Colour is never alone: the word stands there, and each level has a shape of its own."""
    cell = html.fragment_fromstring(_status_table(kind), create_parent=True).find(".//td")
    assert cell.text_content() == "ordet"
    shapes = {
        name: html.tostring(html.fragment_fromstring(_status_table(name), create_parent=True).find(".//svg"))
        for name in ("met", "accepted", "unmet", "unclassified", "missing")
    }
    assert [name for name, shape in shapes.items() if shape == shapes[kind]] == [kind]


def _status_table(kind: StatusKind) -> str:
    row = (Cell(status=Status(kind=kind, word="ordet")),)
    return block_to_html(
        Table(label="tbl-x", caption=plain("x"), columns=(Column(title="x"),), rows=(row,), row_header=None)
    )


def test_figure_folds_its_numbers_under_it() -> None:
    """A figure has its alternative text, its caption, and the numbers drawn as a table."""
    found = html.fragment_fromstring(block_to_html(FIGURE), create_parent=True)
    assert found.xpath("figure/img/@alt") == [FIGURE.alt]
    assert len(found.xpath("details/table/tbody/tr")) == 3


def test_second_reference_to_a_footnote_has_an_id_of_its_own() -> None:
    """Ids are unique in a page however often a footnote is referred to."""
    setting = Setting(language("nb"))
    twice = paragraph(FootnoteReference(key="a", number=1), FootnoteReference(key="a", number=1))
    assert html.fragment_fromstring(block_to_html(twice, setting)).xpath("//a/@id") == ["fnref-1", "fnref-1-2"]
    assert setting.back_links(1) == ["fnref-1", "fnref-1-2"]


def test_a_kernel_that_shows_nothing_loads_no_templates() -> None:
    """Every notebook kernel imports this module, so Jinja loads only when a block is shown."""
    code = "import sys, fokusrapport.blocks_html; print({'jinja2', 'latex2mathml'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - ours
    assert done.stdout.strip() == "set()"


def _from_a_row(text: str) -> Value:
    return Value(text=text, sources=(Source(file="data/x/tall.csv", row=3, key="a", sha256="0"),))


def _on_a_page(block: Block, *places: str) -> str:
    return block_to_html(block, Setting(language("nb"), anchors=frozenset(places)))


def test_a_number_leads_to_its_row_where_the_page_has_it() -> None:
    """And nowhere else: in a notebook, or where the appendix was left out, it is only a number."""
    block = paragraph(ShownValue(value=_from_a_row("4,9")))
    linked = _on_a_page(block, "kilde-tall.csv-3")
    assert '<data value="4,9"><a class="from" href="#kilde-tall.csv-3">4,9</a></data>' in linked
    assert "<a" not in _on_a_page(block, "tbl-kilder")
    assert "<a" not in block_to_html(block)


def test_a_number_within_a_link_leads_where_the_link_leads() -> None:
    """No link may stand in another."""
    block = paragraph(Link(href="https://example.org", children=(ShownValue(value=_from_a_row("4,9")),)))
    assert _on_a_page(block, "kilde-tall.csv-3").count("<a") == 1


@pytest.mark.parametrize(("rows", "skipped"), [(12, False), (13, True)])
def test_a_table_of_many_links_can_be_skipped(rows: int, skipped: bool) -> None:  # noqa: FBT001 - one of the columns
    """The way past it leads to what follows the table."""
    cells = tuple((Cell(children=(ShownValue(value=_from_a_row(str(row))),)),) for row in range(rows))
    table = Table(label="tbl-x", caption=plain("Tall"), columns=(Column(title="Tall"),), rows=cells, number=1)
    page = _on_a_page(table, "kilde-tall.csv-3")
    assert ('href="#tbl-x-end"' in page) is skipped
    assert ('id="tbl-x-end"' in page) is skipped


def test_a_preview_marks_what_each_cell_made() -> None:
    """Neighbours of one cell stand in one element that names it, and a report has no such element."""
    blocks = [Paragraph(children=plain(text), cell=cell) for text, cell in (("En", "a"), ("To", "a"), ("Tre", ""))]
    marked = str(blocks_to_html(blocks, Setting(language("nb"), cells=True)))
    assert marked == '<div class="cell" data-cell="a">\n<p>En</p>\n<p>To</p>\n</div>\n<p>Tre</p>'
    assert "cell" not in str(blocks_to_html(blocks, Setting(language("nb"))))
