from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from fokusrapport.blocks import WHOLE, Area, Paragraph, ShownValue, Value
from fokusrapport.domain import modules, record_tables
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.modules import Module
from fokusrapport.domain.proof.prove import prove
from fokusrapport.domain.record_tables import read_records
from fokusrapport.domain.records import RecordColumn, RecordContext, RecordFile, Records, RecordTable
from fokusrapport.domain.sources_area import sources_area
from fokusrapport.errors import Fault
from fokusrapport.params.models import DataSource, IndicatorRegister
from tests.domain.conftest import Makers

ABOUT = DataSource.model_validate(
    {"file": "people.csv", "table": "rankings", "source": "People", "period": "2015", "owner": "Us", "licence": "CC0"}
)
COLUMNS = (RecordColumn("who", "text", "Who."), RecordColumn("age", "number", "Age.", required=False))


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], tuple[RecordFile | None, list[Fault]]]:
    """What is read of a file with this text, by a kind whose judge keeps all."""
    table = RecordTable(COLUMNS, lambda file, _source, _context: (file, []))
    monkeypatch.setattr(record_tables, "RECORD_TABLES", {"people": table})
    source = ABOUT.model_copy(update={"table": "people"})

    def reader(text: str) -> tuple[RecordFile | None, list[Fault]]:
        (tmp_path / "people.csv").write_text(text, encoding="utf-8")
        context = RecordContext(tmp_path, IndicatorRegister(indicators=()), {})
        return read_records(tmp_path / "people.csv", source, context)

    return reader


def test_records_are_texts_by_their_rows(read: Callable[[str], tuple[RecordFile | None, list[Fault]]]) -> None:
    """Cells as they stand, blank ones empty, under the numbers a spreadsheet shows; empty rows passed over."""
    found, faults = read("who;age\nAda;36\n;\nBo;\n")
    assert faults == []
    assert found is not None
    assert found.frame.to_dict("index") == {2: {"who": "Ada", "age": "36"}, 4: {"who": "Bo", "age": ""}}


def test_wrong_columns_are_all_told(read: Callable[[str], tuple[RecordFile | None, list[Fault]]]) -> None:
    """An unknown, a repeated, a nameless and a lost column, each with what is allowed."""
    found, faults = read("aeg;age;age;\nx;1;2;3\n")
    assert found is None
    assert [(fault.place, fault.nearest) for fault in faults] == [
        ("column 1", "age"),
        ("column 3", ""),
        ("column 4", ""),
        ("", ""),
    ]


def test_a_representation_tells_nothing_of_anybody() -> None:
    """Two sets of records differ by their digest alone."""
    one = Records((RecordFile("a.csv", "1" * 64, None),))  # type: ignore[arg-type]
    other = Records((RecordFile("a.csv", "2" * 64, None),))  # type: ignore[arg-type]
    assert repr(one) != repr(other)
    assert "a.csv" not in repr(one)


@pytest.fixture
def edition(make: Makers) -> EditionData:
    """An edition with a file of records."""
    made = make.edition([make.indicator()], [])
    file = RecordFile("data/made-up/people.csv", "1" * 64, None)  # type: ignore[arg-type]
    data = replace(made.data, _records={"people": Records((file,))}, _sources={file.file: ABOUT})
    return replace(made, data=data)


def shown(edition: EditionData, text: str) -> Area:
    """An area that shows a value computed from all records."""
    (file,) = edition.data.record_files
    value = Value(kind="computed", text=text, exact=text, area="one", sources=(file.selection("of 2015"),))
    return Area(id="one", title="One", blocks=(Paragraph(children=(ShownValue(value=value),)),))


@pytest.mark.parametrize(("text", "faults"), [("12", 0), ("13", 1)])
def test_what_a_module_shows_is_proved(
    edition: EditionData, monkeypatch: pytest.MonkeyPatch, text: str, faults: int
) -> None:
    """A value that the module makes anew stands, and another does not."""
    (file,) = edition.data.record_files

    def values(_edition: EditionData, area: str) -> Iterator[Value]:
        yield Value(kind="computed", text="12", exact="12", area=area, sources=(file.selection("of 2015"),))

    monkeypatch.setattr(modules, "MODULES", (Module(values),))
    found = prove(edition, [shown(edition, text)])
    assert len(found) == faults
    assert all("«12»" in fault.allowed for fault in found)


def test_records_of_another_file_are_no_source(edition: EditionData) -> None:
    """A selection of a file that is no longer the same is refused."""
    area = shown(edition, "12")
    other = replace(edition.data.record_files[0], sha256="2" * 64)
    changed = replace(edition, data=replace(edition.data, _records={"people": Records((other,))}))
    (fault,) = prove(changed, [area])
    assert "people.csv" in fault.what


def test_the_appendix_tells_of_the_file_and_of_no_record(edition: EditionData) -> None:
    """All figures of a file of records lead to one entry, which says that there is nothing more to see."""
    (file,) = edition.data.record_files
    values = [Value(text=str(number), exact=str(number), sources=(file.selection(str(number)),)) for number in (1, 2)]
    area = sources_area(edition, values)
    assert area is not None
    dumped = area.model_dump_json()
    assert dumped.count(f"people.csv-{WHOLE}") == 1
    assert "single ones are never shown" in dumped
