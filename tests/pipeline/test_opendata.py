from __future__ import annotations

import csv
import io

from fokusrapport.blocks import Area, Block, Cell, Chapter, Column, LineBreak, ShownValue, Table, Text, Value, plain
from fokusrapport.pipeline.opendata import csv_files
from tests.sample import FIGURE, MET, MISSING, SCORECARD, sample_chapter


def files_of(*blocks: Block) -> dict[str, bytes]:
    """The CSV files of a chapter of these blocks."""
    return csv_files(Chapter(front=sample_chapter().front, areas=(Area(id="a", title="A", blocks=blocks),)))


def rows(content: bytes) -> list[list[str]]:
    """A file as a Norwegian spreadsheet opens it."""
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def one(*cells: Cell) -> list[str]:
    """A row of these cells, written and read again."""
    columns = tuple(Column(title=str(number)) for number in range(len(cells)))
    return rows(files_of(Table(label="tbl-a", caption=(), columns=columns, rows=(cells,), number=1))["data/tbl-a.csv"])[
        1
    ]


def test_every_table_and_every_figures_numbers() -> None:
    """A file each, by label; headings first."""
    files = files_of(SCORECARD, FIGURE)
    assert sorted(files) == ["data/fig-alt.csv", "data/tbl-malekort.csv"]
    assert rows(files["data/fig-alt.csv"])[:2] == [["År", "Poeng"], ["2023", "4,7"]]
    assert len(rows(files["data/tbl-malekort.csv"])) == len(SCORECARD.rows) + 1


def test_two_figures_of_equal_numbers_have_a_file_each() -> None:
    """Equal is not the same."""
    assert sorted(files_of(FIGURE, FIGURE.model_copy(update={"label": "fig-b"}))) == [
        "data/fig-alt.csv",
        "data/fig-b.csv",
    ]


def test_numbers_are_whole_and_texts_are_as_shown() -> None:
    """The exact number with decimal comma; status in words after the result or alone; a line break is a space."""
    number = Cell(children=(ShownValue(value=Value(text="4,3", exact="-4.25")),), status=MET)
    broken = Cell(children=(Text(text="a"), LineBreak(), Text(text="b\u00a0c")))
    assert one(number, Cell(children=plain("x"), status=MET), Cell(status=MISSING), broken) == [
        "-4,25",
        "x (ønsket)",
        "ikke målt",
        "a b c",
    ]


def test_no_text_is_a_formula() -> None:
    """A spreadsheet must not run what somebody wrote in a cell; quotes, semicolons and lines survive."""
    hostile = ("=1+1", "+1", "-1", "@x", "\tx", 'a;"b"\nc')
    assert one(*(Cell(children=plain(text)) for text in hostile)) == [
        "'=1+1",
        "'+1",
        "'-1",
        "'@x",
        "'\tx",
        'a;"b"\nc',
    ]
