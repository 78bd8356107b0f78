from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from fokusrapport.domain import record_tables
from fokusrapport.domain.record_tables import read_records
from fokusrapport.domain.records import RecordColumn, RecordContext, RecordFile, RecordTable
from fokusrapport.errors import Fault
from fokusrapport.params.models import DataFormat, DataSource, IndicatorRegister

COLUMNS = (RecordColumn("who", "text", "Who."), RecordColumn("day", "date", "When.", required=False))
Read = Callable[[str], tuple[RecordFile | None, list[Fault]]]


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Reads a file of the folder as a kind whose judge keeps all."""
    table = RecordTable(COLUMNS, lambda file, _source, _context: (file, []))
    monkeypatch.setattr(record_tables, "RECORD_TABLES", {"people": table})
    source = DataSource.model_construct(table="people", format=DataFormat.model_validate({}))  # type: ignore[call-arg, arg-type]
    context = RecordContext(tmp_path, IndicatorRegister(indicators=()), {})
    return lambda name: read_records(tmp_path / name, source, context)


@pytest.mark.parametrize(
    "text",
    [
        "who;day\nAda;2015-01-01\nBo;\n",
        "who;day\r\nAda;2015-01-01\r\nBo;\r\n",
        "\ufeffwho;day\nAda;2015-01-01\nBo;",
        "who;day\nAda;2015-01-01\n\nBo;\n",
        "who;day\n;\nAda;2015-01-01\nBo;\n",
        'who;day\n"Ada; den eldre";2015-01-01\nBo;\n',
        "who;day\n Ada ;2015-01-01\nBo;\n",
        "who;day\n Ada;2015-01-01\n",
        "who;day\nAda;2015-01-01 \nBo;\n",
        " who;day\nAda;2015-01-01\n",
        "who;day\nAda; 2015-01-01\nBo; ",
        "who;day\nNA;null\nBo;nan\n",
        "who;day\n1;2\n3;4\n",
        "who;day\nAda;2015-01-01;for mye\nBo;\n",
        "who;day\nAda\nBo;\n",
        "who,day\nAda,2015-01-01\n",
        "who;dya\nAda;2015-01-01\n",
        "",
    ],
)
def test_the_quick_way_reads_as_the_careful_one(
    read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """Same cells under the same rows, same hash, same faults, whatever way a file is read."""
    (tmp_path / "a.csv").write_bytes(text.encode())
    quick, quick_faults = read("a.csv")
    monkeypatch.setattr(record_tables, "_quick", lambda *_asked: None)
    careful, careful_faults = read("a.csv")
    assert quick_faults == careful_faults
    assert (quick is None) == (careful is None)
    if quick is not None and careful is not None:
        assert quick.frame.to_dict("index") == careful.frame.to_dict("index")
        assert (quick.file, quick.sha256) == (careful.file, careful.sha256)


def test_usual_files_are_read_the_quick_way(read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file as a system writes it never meets the careful reader, which takes many times as long."""
    monkeypatch.setattr(record_tables, "read_table", None)
    (tmp_path / "a.csv").write_text("\ufeffwho;day\r\nAda;2015-01-01\r\nBo;\r\n", encoding="utf-8", newline="")
    found, faults = read("a.csv")
    assert (found is not None, faults) == (True, [])


def test_a_spreadsheets_dates_are_days(read: Read, tmp_path: Path) -> None:
    """Also with a time of day; a cell that holds only a time is refused."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("who", "day"), ("Ada", dt.date(2015, 3, 14)), ("Bo", dt.datetime(2015, 3, 15, 9, 30))):  # noqa: DTZ001 - as Excel has it
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    found, faults = read("a.xlsx")
    assert faults == []
    assert found is not None
    assert list(found.frame["day"]) == ["2015-03-14", "2015-03-15"]
    sheet.append(("Cy", dt.time(9, 30)))
    book.save(tmp_path / "a.xlsx")
    found, (fault,) = read("a.xlsx")
    assert fault.line == 4
