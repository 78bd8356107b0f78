from __future__ import annotations

from typing import Any

import nbformat
import pandas as pd
import pytest

from fokusrapport.blocks import (
    BLOCK_MIME,
    VALUE_MIME,
    Block,
    Cell,
    CodeBlock,
    Figure,
    Group,
    Paragraph,
    ShownValue,
    Table,
    Value,
    plain,
)
from fokusrapport.blocktree import text_of
from fokusrapport.pipeline.dataframes import MIME, bundle
from fokusrapport.pipeline.outputs import read_code_cell
from tests.pipeline.reading import context, shows
from tests.project import NO_BREAK_SPACE
from tests.sample import FIGURE, PNG, SCORECARD, SVG

CAPTIONED = "#| tbl-cap: Tall\n#| label: tbl-a\ndf"


def read(source: str, data: dict[str, Any]) -> tuple[list[Block], list[str]]:
    """The blocks of a cell that has shown this bundle, and its faults."""
    where = context()
    blocks, _warned = read_code_cell(shows(source, data), where)
    return blocks, [fault.what for fault in where.faults]


def frame(found: pd.DataFrame) -> dict[str, Any]:
    """What a kernel of ours shows of a data frame."""
    return {**bundle(found), "text/html": "<table></table>", "text/plain": "…"}


def texts(table: Block) -> list[list[str]]:
    """The texts of a table, heading first."""
    assert isinstance(table, Table)
    return [
        [column.title for column in table.columns],
        *[[text_of(cell.children) for cell in row] for row in table.rows],
    ]


def test_our_own_blocks_come_through_unchanged() -> None:
    """As JSON; a group is taken apart."""
    assert read("x", {BLOCK_MIME: SCORECARD.model_dump(mode="json"), "text/html": "<p>"}) == ([SCORECARD], [])
    group = Group(children=(SCORECARD, FIGURE))
    assert read("x", {BLOCK_MIME: group.model_dump(mode="json")})[0] == [SCORECARD, FIGURE]


def test_what_the_author_writes_in_the_cell_wins() -> None:
    """Caption, alt text and label of a figure; the numbers under it stay, and are called what the figure is."""
    source = "#| label: fig-ny\n#| fig-cap: Ny\n#| fig-alt: Andre ord\nx"
    (figure,), _faults = read(source, {BLOCK_MIME: FIGURE.model_dump(mode="json")})
    assert FIGURE.table is not None
    numbers = FIGURE.table.model_copy(update={"caption": plain("Ny")})
    new = {"label": "fig-ny", "caption": plain("Ny"), "alt": "Andre ord", "table": numbers}
    assert figure == FIGURE.model_copy(update=new)


@pytest.mark.parametrize("line", ["fig-alt:", 'fig-alt: ""', 'fig-alt: "  "', "fig-cap:"])
def test_what_a_figure_needs_cannot_be_taken_away(line: str) -> None:
    """An empty alt text is a fault of the cell, not the figure's own in silence; so is an empty caption."""
    (figure,), faults = read(f"#| {line}\nx", {BLOCK_MIME: FIGURE.model_dump(mode="json")})
    assert figure == FIGURE
    assert faults == [f"«{line.partition(':')[0]}» is empty: a figure or table cannot do without it."]


def test_an_alt_text_of_signs_nothing_can_hold_is_refused() -> None:
    """A control character would stop the Word document with a traceback, long after the cell."""
    _figures, faults = read('#| fig-alt: "Stolper\\x0bsom stiger"\nx', {BLOCK_MIME: FIGURE.model_dump(mode="json")})
    assert faults == ["The alt text holds a character that cannot be written."]


def test_an_option_is_about_the_first_figure_or_table_of_a_group() -> None:
    """A scorecard and the explanations under it do not get the same label."""
    group = Group(children=(SCORECARD, SCORECARD, FIGURE))
    first, second, _figure = read("#| label: tbl-ny\n#| tbl-cap: Ny\nx", {BLOCK_MIME: group.model_dump(mode="json")})[0]
    assert first == SCORECARD.model_copy(update={"label": "tbl-ny", "caption": plain("Ny")})
    assert second == SCORECARD


@pytest.mark.parametrize("mime", [BLOCK_MIME, VALUE_MIME])
def test_a_block_of_another_version_is_told(mime: str) -> None:
    """Not a traceback."""
    assert read("x", {mime: {"type": "hologram"}}) == (
        [],
        ["The cell holds a block made by another version of fokusrapport."],
    )


def test_a_value_alone_is_a_paragraph() -> None:
    """A value on the last line of a cell is shown as text."""
    value = Value(text="4,3")
    assert read("x", {VALUE_MIME: value.model_dump(mode="json")})[0] == [Paragraph(children=(ShownValue(value=value),))]


@pytest.mark.parametrize(("data", "field"), [({"image/svg+xml": SVG}, "svg"), ({"image/png": PNG + "\n"}, "png")])
def test_a_picture_with_caption_and_alt_text(data: dict[str, Any], field: str) -> None:
    """Vector or raster, never both."""
    (figure,), faults = read("#| label: fig-a\n#| fig-cap: Tre\n#| fig-alt: Fire\nplot()", data)
    assert faults == []
    assert isinstance(figure, Figure)
    assert (figure.label, text_of(figure.caption), figure.alt) == ("fig-a", "Tre", "Fire")
    assert {"svg": figure.svg, "png": figure.png}[field] in (SVG, PNG)
    assert not (figure.svg and figure.png)


def test_a_picture_says_all_it_lacks() -> None:
    """Alt text and caption at once."""
    assert read("plot()", {"image/png": PNG}) == ([], ["The picture has no alt text.", "The picture has no caption."])


def test_the_text_beside_a_picture_is_no_text() -> None:
    """`[<matplotlib.lines.Line2D …>]` comes with a plot; other text does not."""
    cell = shows("#| fig-cap: A\n#| fig-alt: B\nplot()", {"image/png": PNG, "text/plain": "<Figure size 640x480>"})
    for text in ("[<matplotlib.lines.Line2D at 0x7f>]", "Text(0.5, 1.0, 'x')"):
        cell.outputs.insert(0, nbformat.v4.new_output("execute_result", data={"text/plain": text}))
    where = context()
    blocks, _warned = read_code_cell(cell, where)
    assert (len(blocks), where.faults) == (1, [])
    cell.outputs.insert(0, nbformat.v4.new_output("execute_result", data={"text/plain": "42"}))
    read_code_cell(cell, where)
    assert [fault.what for fault in where.faults] == ["The cell shows plain text («42»), which is no part of a report."]


def test_a_data_frame_is_a_table() -> None:
    """Numbers and answers as Norwegian readers write them, years as years, what is missing in words; no row numbers."""
    found = pd.DataFrame({"Enhet": ["Nord", None], "År": [2023, 2024], "Antall": [1234.5, None], "Ja": [True, False]})
    (table,), faults = read(CAPTIONED, frame(found))
    assert faults == []
    assert texts(table) == [
        ["Enhet", "År", "Antall", "Ja"],
        ["Nord", "2023", f"1{NO_BREAK_SPACE}234,5", "ja"],
        ["ikke oppgitt", "2024", "ikke oppgitt", "nei"],
    ]
    assert isinstance(table, Table)
    assert [column.align for column in table.columns] == ["start", "end", "end", "start"]


def test_a_columns_numbers_have_the_same_decimals() -> None:
    """As many as any needs, four at most; a gap makes whole numbers no decimals; the exact number is kept."""
    found = pd.DataFrame(
        {
            "Elever": [12, None, 9],
            "År": [2023, None, 2024],
            "Poeng": [4, 4.25, 4.5],
            "Del": [1 / 3, 0.5, -2 / 3],
        }
    )
    (table,), _faults = read(CAPTIONED, frame(found))
    assert texts(table)[1:] == [
        ["12", "2023", "4,00", "0,3333"],
        ["ikke oppgitt", "ikke oppgitt", "4,25", "0,5000"],
        ["9", "2024", "4,50", "−0,6667"],
    ]
    assert isinstance(table, Table)
    assert table.rows[2][2:] == (
        Cell(children=(ShownValue(value=Value(text="4,50", exact="4.5")),)),
        Cell(children=(ShownValue(value=Value(text="−0,6667", exact="-0.6666666667")),)),
    )


def test_row_names_are_kept_or_refused() -> None:
    """A named index is a column; names without a heading would be dropped in silence."""
    named = pd.DataFrame({"n": [1]}, index=pd.Index(["Nord"], name="Enhet"))
    assert texts(read(CAPTIONED, frame(named))[0][0]) == [["Enhet", "n"], ["Nord", "1"]]
    assert read(CAPTIONED, frame(pd.DataFrame({"n": [1]}, index=["Nord"]))) == (
        [],
        ["The table's first column has no heading."],
    )
    assert texts(read(CAPTIONED, frame(pd.DataFrame({"n": [1, 2]}).query("n > 1")))[0][0]) == [["n"], ["2"]]


def test_a_data_frame_without_caption_is_refused() -> None:
    """With the line that is missing."""
    assert read("df", {MIME: bundle(pd.DataFrame({"n": [1]}))[MIME]}) == ([], ["The table has no caption."])


def test_markdown_of_a_cell_is_read_like_a_markdown_cell() -> None:
    """With its footnotes."""
    where = context()
    blocks, _warned = read_code_cell(shows("x", {"text/markdown": "a[^1]\n\n[^1]: b"}), where)
    assert len(blocks) == 1
    assert [note.key for note in where.footnotes] == ["3-1"]


@pytest.mark.parametrize(
    "data", [{"text/html": "<b>", "text/plain": "…"}, {"application/javascript": "1"}, {"image/jpeg": "…"}]
)
def test_an_output_the_document_cannot_carry_is_refused(data: dict[str, Any]) -> None:
    """By its kind, with what can be carried."""
    kind = next(iter(data))
    assert read("x", data) == ([], [f"The document cannot carry this output ({kind})."])


def test_print_is_refused_and_standard_error_is_a_warning() -> None:
    """What a cell prints is no part of a report; an empty line is nothing."""
    cell = shows("x", {"text/plain": ""})
    cell.outputs = [
        nbformat.v4.new_output("stream", name="stdout", text="\nhei\n"),
        nbformat.v4.new_output("stream", name="stdout", text="\n"),
        nbformat.v4.new_output("stream", name="stderr", text="FutureWarning: …"),
    ]
    where = context()
    blocks, warned = read_code_cell(cell, where)
    assert blocks == []
    assert [one.text for one in warned] == ["FutureWarning: …"]
    (fault,) = where.faults
    assert fault.what == "The cell shows plain text («hei»), which is no part of a report."
    assert "remove-output" in fault.allowed


def test_tags_and_echo_decide_what_is_shown() -> None:
    """`echo` shows the code without its options; `remove-output` and `remove-input` take away."""
    cell = shows("#| echo: true\nx = 1", {"text/plain": "1"})
    cell.metadata["tags"] = ["remove-output"]
    assert read_code_cell(cell, context())[0] == [CodeBlock(text="x = 1", language="python")]
    cell.metadata["tags"] = ["remove-output", "remove-input"]
    assert read_code_cell(cell, context())[0] == []
