from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fokusrapport.blocks import Area, Cell, Column, Figure, Table, plain
from fokusrapport.pipeline.assemble import assemble
from fokusrapport.pipeline.column_widths import column_widths, crowded, least_width, lines_of, longest, longest_word
from fokusrapport.pipeline.pdf import render_pdf
from fokusrapport.pipeline.readback import check_pdf
from tests.sample import sample_chapter

TEXTS = st.lists(st.text("abc \u00a0", min_size=1, max_size=60).filter(str.strip), min_size=2, max_size=2)


@given(st.lists(TEXTS, min_size=1, max_size=8), st.integers(20, 200))
def test_columns_share_the_whole_width(columns: list[list[str]], letters: int) -> None:
    """Nothing is left over and nothing runs out of the page, however much or little there is to share."""
    widths = column_widths(columns, letters)
    assert sum(widths) == pytest.approx(letters)
    assert min(widths) > 0


@given(st.lists(TEXTS, min_size=1, max_size=8), st.integers(20, 200))
def test_every_column_has_room_for_its_longest_word_where_there_is_room_at_all(
    columns: list[list[str]], letters: int
) -> None:
    """So no text runs into the next column."""
    widths = column_widths(columns, max(letters, least_width(columns)))
    kept = [min(longest_word(texts), 12) for texts in columns]
    assert all(width >= word for width, word in zip(widths, kept, strict=True))


def test_a_column_of_much_text_gets_more() -> None:
    """Up to a point: a very long text does not push the others off the page."""
    few, many = column_widths([["A", "4,5"], ["B", "en setning med ord"]], 60)
    assert few < many
    assert column_widths([["A", "ord " * 20], ["B", "4"]], 60) == column_widths([["A", "ord " * 200], ["B", "4"]], 60)


def test_what_must_not_be_parted_is_one_word() -> None:
    """A no-break space holds number and unit together in the column too, even where a word would be hyphenated."""
    assert longest_word(["34,9\u00a0poeng", "to ord"]) == 10
    assert longest(["34,9", "to ord"]) == 6
    assert least_width([["1\u00a0234\u00a0innbyggere"]]) > least_width([["innbyggerundersøkelse"]])


def test_a_table_is_as_high_as_its_highest_cells() -> None:
    """Rows and the lines in them count; a short text beside a long one does not."""
    names, short = ["Navn", "en", "to"], ["Tall", "1", "2"]
    long = ["Merknad", "ord " * 60, "ord"]
    assert lines_of([names, short], 100) < lines_of([names, short, long], 100)
    assert lines_of([names * 20, short * 20], 100) > 15 * lines_of([names, short], 100)


def test_a_column_is_crowded_only_where_the_columns_share_the_want() -> None:
    """Words that cannot stand side by side are hyphenated; where there is room, they stay whole."""
    columns = [["What is measured", "x"], *[["Slightly dissatisfied", "11%"]] * 6]
    for letters, wanted in ((80, True), (400, False)):
        widths = column_widths(columns, letters)
        assert [crowded(texts, width) for texts, width in zip(columns, widths, strict=True)] == [wanted] * 7


def test_titles_of_a_figures_numbers_do_not_lie_on_each_other() -> None:
    """Six answers in English side by side on an upright page: each can be read again in the PDF."""
    answers = ["Very dissatisfied", "Dissatisfied", "Slightly dissatisfied", "Slightly satisfied", "Satisfied"]
    titles = [*answers, "Very satisfied", "vet ikke (outside the scale)", "Number of answers"]
    columns = (Column(title="What is measured"), *(Column(title=title, align="end") for title in titles))
    cells = ("All in all, how satisfied are you with the NAV office?", *("11%",) * 6, "5", "180")
    row = tuple(Cell(children=plain(cell)) for cell in cells)
    table = Table(label="tbl-a", caption=plain("Answers"), columns=columns, rows=(row,))
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"/>'
    figure = Figure(label="fig-a", caption=plain("Answers"), alt="Answers", svg=drawing, table=table)
    front = sample_chapter().front.model_copy(update={"language": "en"})
    chapter, faults = assemble(front, [Area(id="nav", title="NAV", blocks=(figure,))])
    assert faults == []
    assert check_pdf(render_pdf(chapter), chapter) == []
