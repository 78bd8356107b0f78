from __future__ import annotations

import nbformat
import pytest

from fokusrapport.blocks import (
    BLOCK_MIME,
    VALUE_MIME,
    Column,
    Group,
    Heading,
    Paragraph,
    ShownValue,
    Table,
    Value,
    plain,
)
from fokusrapport.errors import DocumentRefused
from fokusrapport.pipeline.document import chapter_from_notebook, stored_values
from fokusrapport.pipeline.outputs import DATA_RESOURCE_MIME
from tests.pipeline.reading import area, shows, told
from tests.project import bare, code, markdown, notebook
from tests.sample import PNG


def test_an_area_is_read_in_order() -> None:
    """The title is taken out; hidden cells leave nothing."""
    found = area(
        markdown("# Skole"),
        code("year = 2024", "parameters"),
        code("year = 2023", "injected-parameters"),
        markdown("Skjult", "remove-cell"),
        markdown("Først"),
        shows("x", {"text/markdown": "## Så"}),
    )
    assert found.faults == ()
    assert (found.area.id, found.area.title) == ("skole", "Skole")
    first, second = found.area.blocks
    assert first == Paragraph(children=plain("Først"), cell=first.cell)
    assert second == Heading(level=2, children=plain("Så"), cell=second.cell)


def test_a_block_knows_the_cell_it_came_from() -> None:
    """By the cell's own id, which does not change when cells are moved; comments and comparisons hang on it."""
    cells = [markdown("# Skole"), markdown("Først.\n\nSå."), shows("x", {"text/markdown": "Til slutt."})]
    assert [block.cell for block in area(*cells).area.blocks] == ["cell-2", "cell-2", "cell-3"]


def test_every_fault_at_once_each_with_its_cell() -> None:
    """Print, picture, table, unknown output, second title, skipped level, HTML: one list."""
    stdout = nbformat.v4.new_code_cell("print(1)", outputs=[nbformat.v4.new_output("stream", text="1")])
    found = area(
        markdown("# Skole"),
        stdout,
        shows("plot()", {"image/png": PNG}),
        shows("df", {"application/vnd.dataresource+json": {}}),
        shows("kart()", {"application/geo+json": {}, "text/plain": "…"}),
        markdown("# Mer"),
        markdown("### For dypt"),
        markdown("<p>a</p>"),
        markdown("> #### Gjemt"),
        markdown("##"),
    )
    assert told(found) == [
        ("cell 2 («print(1)»)", "The cell shows plain text («1»), which is no part of a report."),
        ("cell 3 («plot()»)", "The picture has no alt text."),
        ("cell 3 («plot()»)", "The picture has no caption."),
        ("cell 4 («df»)", "The table has no caption."),
        ("cell 5 («kart()»)", "The document cannot carry this output (application/geo+json)."),
        ("cell 6 («# Mer»)", "«Mer» is a second title; an area has one."),
        ("cell 7 («### For dypt»)", "The heading «For dypt» is on level 3, straight under level 1."),
        ("cell 8 («<p>a</p>»)", "HTML cannot be carried to the PDF."),
        ("cell 10 («##»)", "A heading has no text."),
    ]


def test_a_table_without_rows_is_told_where_it_is_made() -> None:
    """Of a block, a data frame and a table typed in Markdown: the PDF would be refused without saying where."""
    block = Table(label="tbl-x", caption=plain("Tiltak"), columns=(Column(title="A"),), rows=())
    fields = {"fields": [{"name": "index", "type": "integer"}, {"name": "A", "type": "string"}]}
    frame = {DATA_RESOURCE_MIME: {"schema": fields, "data": []}}
    found = area(
        markdown("# Skole"),
        shows("saker.actions()", {BLOCK_MIME: Group(children=(block,)).model_dump(mode="json")}),
        shows("#| tbl-cap: Elever\n\ndf", frame),
        markdown("| A | B |\n| --- | --- |\n\n: Typet {#tbl-typet}"),
    )
    assert told(found) == [
        ("cell 2 («saker.actions()»)", "The table «Tiltak» has no rows."),
        ("cell 3 («df»)", "The table «Elever» has no rows."),
        ("cell 4 («| A | B |»)", "The table «Typet» has no rows."),
    ]


def test_a_heading_inside_a_box_counts_too() -> None:
    """The PDF would refuse the skipped level without saying where."""
    found = area(markdown("# Skole"), markdown("> ### Gjemt"))
    assert told(found) == [("cell 2 («> ### Gjemt»)", "The heading «Gjemt» is on level 3, straight under level 1.")]


@pytest.mark.parametrize("source", ["Tekst først\n\n# Skole", "## Skole", ""])
def test_an_area_begins_with_its_title(source: str) -> None:
    """Otherwise it is told what it should begin with."""
    assert "The notebook does not begin with a title." in [what for _place, what in told(area(markdown(source)))]


def test_two_cells_may_have_the_same_footnote_key() -> None:
    """Each reference keeps the note of its own cell."""
    found = area(markdown("# A"), markdown("b[^1]\n\n[^1]: en"), markdown("c[^1]\n\n[^1]: to"))
    assert [note.key for note in found.area.footnotes] == ["2-1", "3-1"]


def test_labels_know_their_cells() -> None:
    """Where a label is given, and where it is first referred to."""
    table = "| a |\n|---|\n| b |\n\n: C {#tbl-a}"
    found = area(markdown("# A"), markdown("Se @tbl-a."), markdown(table), markdown("Se @tbl-a."))
    assert {key: place.number for key, place in found.places.items()} == {"@tbl-a": 2, "tbl-a": 3}


def test_warnings_are_kept() -> None:
    """What a cell writes to standard error is told to whoever builds."""
    cell = nbformat.v4.new_code_cell("x", outputs=[nbformat.v4.new_output("stream", name="stderr", text="Obs!\n")])
    assert area(markdown("# A"), cell).warnings == ("Obs!",)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ({"text/plain": "'fire\\xa0prosent'"}, "fire\u00a0prosent"),
        ({"text/plain": "4"}, "4"),
        ({"text/plain": "'a' + 'b'"}, "'a' + 'b'"),
        ({"text/plain": "x", "text/markdown": "y", "text/html": "<b>z</b>"}, "y"),
    ],
)
def test_a_stored_value_is_shown_as_text(data: dict[str, str], text: str) -> None:
    """A plain string without its quotes, Markdown before plain text, HTML never."""
    cell = markdown("{eval}`x`")
    cell.metadata["user_expressions"] = [{"expression": "x", "result": {"status": "ok", "data": data}}]
    assert stored_values(cell)["x"].text == text


def test_our_own_values_are_stored_whole_and_failures_not_at_all() -> None:
    """With the exact number; a value of another version and a failed one are missing, and told where they are shown."""
    value = Value(text="4,3", exact="4.25")
    results = {
        "a": {"status": "ok", "data": {VALUE_MIME: value.model_dump(mode="json"), "text/plain": "4,3"}},
        "b": {"status": "ok", "data": {VALUE_MIME: {"tekst": "4,3"}}},
        "c": {"status": "error", "ename": "NameError", "evalue": "c"},
    }
    cell = markdown("{eval}`a`")
    cell.metadata["user_expressions"] = [{"expression": key, "result": result} for key, result in results.items()]
    assert stored_values(cell) == {"a": value}
    (paragraph,) = area(markdown("# A"), cell).area.blocks
    assert paragraph == Paragraph(children=(ShownValue(value=value),), cell=paragraph.cell)


def test_a_notebook_run_by_papermill_alone_is_a_chapter_of_its_own_edition() -> None:
    """The injected parameters decide which cells belong, not the defaults."""
    found = notebook("A", markdown("i fjor", "only:2023"), markdown("i år", "only:2024"), parameters="year = 2023")
    found.cells.insert(2, code("year = 2024\nmunicipality = 'testvik'", "injected-parameters"))
    chapter = chapter_from_notebook(found, {"metadata": {"name": "skole"}})
    assert (chapter.front.year, chapter.front.municipality, chapter.front.date) == (2024, "testvik", "2024-12-31")
    (one,) = chapter.areas
    assert (one.id, one.title) == ("skole", "A")
    (paragraph,) = one.blocks
    assert paragraph == Paragraph(children=plain("i år"), cell=paragraph.cell)


def test_a_notebook_alone_is_refused_with_every_fault() -> None:
    """Of the cells and of the references between them."""
    with pytest.raises(DocumentRefused) as refused:
        chapter_from_notebook(
            bare(markdown("# A"), markdown("<p>b</p>"), markdown("@fig-x")), {"metadata": {"name": "a"}}
        )
    assert [(fault.file, fault.place) for fault in refused.value.faults] == [
        ("a.ipynb", "cell 2 («<p>b</p>»)"),
        ("a.ipynb", "cell 3 («@fig-x»)"),
    ]


@pytest.mark.parametrize("result", ["0.30000000000000004", "None", "True", "1018671", "np.float64(4.85)", "Result(…)"])
def test_what_python_writes_is_no_value_for_readers(result: str) -> None:
    """A sentence shows our values, texts and years; anything else names the expression and what would have stood."""
    cell = markdown("Tallet er {eval}`x`.")
    cell.metadata["user_expressions"] = [
        {"expression": "x", "result": {"status": "ok", "data": {"text/plain": result}}}
    ]
    found = area(markdown("# Skole"), cell)
    assert [fault.what for fault in found.faults] == [f"The value «x» would be shown as «{result}»."]


@pytest.mark.parametrize("result", ["2024", "'fjorten'", '"fjorten"'])
def test_years_and_texts_may_be_shown(result: str) -> None:
    """A year is no number to be formatted, and a text is a text."""
    cell = markdown("Det er {eval}`x`.")
    cell.metadata["user_expressions"] = [
        {"expression": "x", "result": {"status": "ok", "data": {"text/plain": result}}}
    ]
    assert area(markdown("# Skole"), cell).faults == ()
