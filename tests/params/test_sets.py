from __future__ import annotations

from pathlib import Path

import pytest

from fokusrapport.errors import InputRefused
from fokusrapport.params.sets import GivenCell, editions_of_table, read_table
from fokusrapport.receipt import TABLE

EDITIONS = ("nordvik/2025", "sørvik/2025")


def write_table(root: Path, text: str) -> Path:
    """The project's table, and the editions that there are."""
    for name in EDITIONS:
        path = root / "params" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (root / TABLE).write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize("text", ["edition;innbyggere;navn\n{}", "\ufeffedition,innbyggere,navn\r\n{}"])
def test_one_row_an_edition(tmp_path: Path, text: str) -> None:
    """With semicolons or commas, as Excel writes them; empty cells and lines give nothing."""
    separator = ";" if ";" in text else ","
    rows = 'sørvik/2025;0301;\n\nnordvik/2025; 12 ;"Nord; eller «vik»"\n'.replace(";", separator)
    root = write_table(tmp_path, text.format(rows))
    table = read_table(root)
    assert table.of("sørvik/2025") == ((GivenCell("innbyggere", "0301", 2),), [])
    named = f"Nord{separator} eller «vik»"
    assert table.of("nordvik/2025") == ((GivenCell("innbyggere", "12", 4), GivenCell("navn", named, 4)), [])
    assert table.of("vestvik/2025") == ((), [])
    assert editions_of_table(root) == ("sørvik/2025", "nordvik/2025")
    assert editions_of_table(root, ["nordvik/2025", "vestvik/2025"]) == ("nordvik/2025",)


def test_every_fault_with_its_row_and_column(tmp_path: Path) -> None:
    """Unknown and repeated editions, too many cells, a line break; all at once, and each edition only its own."""
    rows = 'nordvik/2025;1\nsørvick/2025;2\nnordvik/2025;3;4\nsørvik/2025;"5\n6"\n;7\n'
    root = write_table(tmp_path, f"edition;antall\n{rows}")
    with pytest.raises(InputRefused) as refused:
        editions_of_table(root)
    assert [(fault.line, fault.place, fault.what) for fault in refused.value.faults] == [
        (3, "column «edition»", "There is no edition «sørvick/2025»."),
        (4, "", "The row has 3 cells, and the table 2 columns."),
        (4, "column «edition»", "The edition stands in line 2 already."),
        (6, "column «antall»", "There is a line break in the cell."),
        (7, "column «edition»", "There is no edition «»."),
    ]
    assert refused.value.faults[0].nearest == "sørvik/2025"
    assert [fault.line for fault in read_table(root).of("nordvik/2025")[1]] == [4, 4]
    assert [fault.line for fault in read_table(root).of("sørvik/2025")[1]] == [6]


def test_wrong_columns_are_every_edition_s(tmp_path: Path) -> None:
    """No edition, a name twice, one that the edition gives itself, one that is no name."""
    root = write_table(tmp_path, "utgave;year;antall;antall;to ord\nnordvik/2025;1;2;3;4\n")
    _cells, faults = read_table(root).of("nordvik/2025")
    assert [(fault.place, fault.what) for fault in faults] == [
        ("", "The table has no column «edition»."),
        ("column «year»", "«year» is given to every notebook by the edition itself."),
        ("column «antall»", "There are two columns of that name."),
        ("column «to ord»", "«to ord» cannot be the name of a parameter in a notebook."),
    ]


def test_no_table_and_no_row(tmp_path: Path) -> None:
    """To build from nothing is refused; without a table nothing is given."""
    assert read_table(tmp_path).of("nordvik/2025") == ((), [])
    with pytest.raises(InputRefused, match="There is no table of parameter sets"):
        editions_of_table(tmp_path)
    with pytest.raises(InputRefused, match="No row of the table"):
        editions_of_table(write_table(tmp_path, "edition\n"))


def test_a_table_that_is_not_utf_8(tmp_path: Path) -> None:
    """Said with the line."""
    (tmp_path / "params").mkdir()
    (tmp_path / TABLE).write_bytes("edition\nsørvik/2025\n".encode("latin-1"))
    _cells, (fault,) = read_table(tmp_path).of("nordvik/2025")
    assert (fault.file, fault.line) == (TABLE, 2)
