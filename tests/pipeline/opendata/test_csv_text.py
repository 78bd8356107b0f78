from __future__ import annotations

import csv
import io

from fokusrapport.blocks import Area, Block, Cell, Chapter, Column, LineBreak, ShownValue, Table, Text, Value, plain
from fokusrapport.pipeline.filenames import csv_name
from fokusrapport.pipeline.opendata.csv_text import csv_bytes
from fokusrapport.pipeline.opendata.sheets import sheets_of
from tests.sample import FIGURE, MET, MISSING, SCORECARD, sample_chapter


def files_of(*blocks: Block) -> dict[str, bytes]:
    """The CSV files of a chapter of these blocks."""
    chapter = Chapter(front=sample_chapter().front, areas=(Area(id="a", title="A", blocks=blocks),))
    return {csv_name(sheet.label): csv_bytes(sheet) for sheet in sheets_of(chapter)}


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
    """The exact number with decimal comma; statuses in columns of their own; a line break is a space."""
    number = Cell(children=(ShownValue(value=Value(text="4,3", exact="-4.25")),), status=MET)
    broken = Cell(children=(Text(text="a"), LineBreak(), Text(text="b\u00a0c")))
    assert one(number, Cell(children=plain("x"), status=MET), Cell(status=MISSING), broken) == [
        *("-4,25", "x", "", "a; b c"),
        *("ønsket", "ønsket", "ikke målt"),
    ]


def marked() -> Table:
    """A scorecard as the domain makes it: units, note marks, statuses, words after a number."""
    low = Value(text="91,5\u00a0%", exact="91.52")
    change = Value(text="−0,7\u00a0prosentpoeng fra 2015", exact="-0.7", unit="prosentpoeng")
    mark = (Text(text="\u00a0a)"),)
    points = Value(text="34,9\u00a0poeng", exact="34.9", unit="poeng")
    return Table(
        label="tbl-a",
        caption=(),
        columns=tuple(Column(title=title) for title in ("Hva", "2015", "2016", "Endring")),
        rows=(
            (
                Cell(children=plain("Dekning")),
                Cell(children=(ShownValue(value=low), *mark), status=MET),
                Cell(children=(ShownValue(value=low), *mark, Text(text="\u00a0b)"))),
                Cell(children=(ShownValue(value=change), *plain(" (dårligere)"))),
            ),
            (
                Cell(children=plain("Service")),
                Cell(children=(ShownValue(value=points),)),
                Cell(children=(ShownValue(value=Value(text="I arbeid")), *mark)),
                Cell(children=plain("vedlegg\u00a0c)")),
            ),
        ),
        notes=(plain("a)\u00a0Usikkert tall."), plain("b)\u00a0Foreløpig.")),
        number=1,
    )


def test_a_number_stands_alone_and_what_is_said_of_it_beside_it() -> None:
    """Unit, status, note marks and words never stand in a number's cell, and none of them is lost."""
    assert rows(files_of(marked())["data/tbl-a.csv"]) == [
        ["Hva", "2015", "2016", "Endring", "Status: 2015", "Enhet", "Merknad"],
        [
            *("Dekning", "91,52", "91,52", "-0,7", "ønsket", "2015, 2016: %; Endring: prosentpoeng"),
            "2015, 2016: Usikkert tall. 2016: Foreløpig. Endring: −0,7 prosentpoeng fra 2015 (dårligere)",
        ],
        ["Service", "34,9", "I arbeid", "vedlegg c)", "", "poeng", "2016: Usikkert tall."],
    ]


def test_a_text_with_two_numbers_is_a_text() -> None:
    """«5 av 10» is not 5."""
    five = ShownValue(value=Value(text="5", exact="5"))
    assert one(Cell(children=(five, Text(text=" av 10")))) == ["5 av 10"]


def test_numbers_typed_in_a_table_are_numbers() -> None:
    """A column of numbers has neither thousands' spaces nor a typographic minus; a code keeps its zeros."""
    table = Table(
        label="tbl-a",
        caption=(),
        columns=(Column(title="Nummer"), Column(title="Tall", align="end"), Column(title="Endring")),
        rows=(tuple(Cell(children=plain(text)) for text in ("0301", "1\u00a0234,5", "−0,3")),),
        number=1,
    )
    assert rows(files_of(table)["data/tbl-a.csv"])[1] == ["0301", "1234,5", "-0,3"]


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
