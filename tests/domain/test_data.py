from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fokusrapport.blocks import Source
from fokusrapport.domain.data import Data, load_data
from fokusrapport.domain.results import Result
from fokusrapport.errors import Fault, InputRefused
from fokusrapport.params.models import IndicatorRegister
from fokusrapport.params.project import Project

MUNICIPALITY = """\
name: Lillevik kommune
number: "9999"
made_up: true
main_goal: {nb: Gode tjenester}
success_factors: []
status_words: {met: ønsket, accepted: akseptabelt, unmet: uakseptabelt}
legend: {met: Ønsket, accepted: Akseptabelt, unmet: Uakseptabelt}
"""
SCALES = {
    "besok": "count",
    "trivsel": "score_1_5",
    "poeng": "points_0_100",
    "andel": "percent",
    "stjerner": "ordinal",
    "bygg": "milestone",
    "plan": "yes_no",
}
REGISTER = IndicatorRegister.model_validate(
    {
        "indicators": [
            {
                "id": name,
                "label": {"nb": name},
                "scale": scale,
                "direction": "none",
                "ordinal": ["Dårlig", "Bra"] if scale == "ordinal" else [],
            }
            for name, scale in SCALES.items()
        ]
    }
)
Loader = Callable[..., Data]


def declaration(file: str, table: str, form: str = '{separator: ";", decimal: ","}') -> str:
    """One file's entry in sources.yaml."""
    return (
        f"  - {{file: {file}, table: {table}, format: {form}, source: Oppdiktet, period: '2020', "
        "owner: Lillevik, licence: Ingen}\n"
    )


@pytest.fixture(autouse=True)
def _messages_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOKUSRAPPORT_LANGUAGE", "en")


def load(folder: Path, files: dict[str, str | bytes], entries: str) -> Data:
    """The data of a municipality with these files and these entries in sources.yaml."""
    (folder / "params/lillevik").mkdir(parents=True, exist_ok=True)
    (folder / "data/lillevik").mkdir(parents=True, exist_ok=True)
    (folder / "params/lillevik/municipality.yaml").write_text(MUNICIPALITY, encoding="utf-8")
    (folder / "data/lillevik/sources.yaml").write_text(f"files:\n{entries}", encoding="utf-8")
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode()
        (folder / "data/lillevik" / name).write_bytes(data)
    return load_data(Project(folder), "lillevik", REGISTER)


def faults(folder: Path, content: str | bytes, table: str = "indicator_results", **how: str) -> list[Fault]:
    """What is wrong with one data file; none when nothing is."""
    name = how.pop("name", "tall.csv")
    try:
        load(folder, {name: content}, declaration(name, table, **how))
    except InputRefused as refused:
        return list(refused.faults)
    return []


def test_rows_become_results_with_their_source(tmp_path: Path) -> None:
    """Numbers are exact, each kind of missing is its own, and each result knows file, row, key and hash."""
    text = (
        "indicator;year;value;text;missing;status;status_reason;uncertain;comment\n"
        "besok;2020;1 018 671;;;;;;\n"
        "trivsel;2019;4,50;;;Akseptabelt;Få svar;;\n"
        "\n"
        "trivsel;2020;;;Ikke målt;;;;Neste gang i 2021\n"
        "bygg;2020;;I arbeid;;;;;\n"
        "andel;;7;;;;;Året er ikke oppgitt;\n"
        "poeng;2020;;;;;;;\n"
    )
    data = load(tmp_path, {"tall.csv": text}, declaration("tall.csv", "indicator_results"))

    def source(row: int, key: str) -> Source:
        digest = hashlib.sha256(text.encode()).hexdigest()
        return Source(file="data/lillevik/tall.csv", row=row, key=key, sha256=digest)

    assert data.results == (
        Result(indicator="besok", year=2020, number=Decimal(1018671), source=source(2, "besok 2020")),
        Result(
            indicator="trivsel",
            year=2019,
            number=Decimal("4.50"),
            status_by_hand="accepted",
            status_reason="Få svar",
            source=source(3, "trivsel 2019"),
        ),
        Result(
            indicator="trivsel",
            year=2020,
            missing="not_measured",
            comment="Neste gang i 2021",
            source=source(5, "trivsel 2020"),
        ),
        Result(indicator="bygg", year=2020, text="I arbeid", source=source(6, "bygg 2020")),
        Result(
            indicator="andel",
            year=None,
            number=Decimal(7),
            uncertain="Året er ikke oppgitt",
            source=source(7, "andel –"),
        ),
        Result(indicator="poeng", year=2020, missing="blank", source=source(8, "poeng 2020")),
    )
    assert [result.year for result in data.series("trivsel")] == [2019, 2020]
    assert data.source_of(data.results[0].source or source(0, "")).owner == "Lillevik"


def test_other_tables_and_frames(tmp_path: Path) -> None:
    """Contact statistics and surveys are results too; response bases and ranked lists stand beside them."""
    files: dict[str, str | bytes] = {
        "kontakt.csv": "indicator,year,value\nbesok,2020,1234.5\n",
        "svar.csv": "survey;indicator;year;value;invited;answered\nsfo;andel;2020;50;200;80\n",
        "lister.csv": "survey;list;year;rank;item\nsfo;ønsker;2020;2;Kart\nsfo;ønsker;2020;1;Nyheter; kultur\n",
    }
    files["lister.csv"] = str(files["lister.csv"]).replace("Nyheter; kultur", '"Nyheter; ""kultur"""')
    entries = (
        declaration("kontakt.csv", "contact_statistics", '{separator: ",", decimal: "."}')
        + declaration("svar.csv", "survey_aggregates")
        + declaration("lister.csv", "rankings")
    )
    data = load(tmp_path, files, entries)
    assert [(result.indicator, result.number) for result in data.results] == [
        ("besok", Decimal("1234.5")),
        ("andel", Decimal(50)),
    ]
    assert [(base.survey, base.invited, base.answered) for base in data.bases] == [("sfo", 200, 80)]
    assert [item.item for item in data.ranking("ønsker", 2020)] == ['Nyheter; "kultur"', "Kart"]
    assert data.frame()["value"].tolist() == [1234.5, 50.0]
    assert data.rankings_frame()["rank"].tolist() == [2, 1]


def test_all_faults_of_all_files_come_at_once(tmp_path: Path) -> None:
    """Broken rows in several files are told in one list: file, row, column, what, allowed and the nearest."""
    first = (
        "indicator;year;value;text;missing;status;status_reason\n"
        "trivsle;2020;4,5;;;;\n"
        "trivsel;20;4,5;;;;\n"
        "besok;2020;12a;;;;\n"
        "poeng;2020;101;;;;\n"
        "andel;2020;;Ikke målt;;;\n"
        "bygg;2020;;;ikke mål;;\n"
        "plan;2020;;ja;;ønsket;\n"
        "stjerner;2020;1;Bra;;;\n"
        "stjerner;2019;;Brra;;;\n"
        "besok;;5;;;;\n"
    )
    second = "survey;indicator;year;value;invited;answered\nsfo;andel;2020;;10;20\nsfo;andel;2019;5;10;20\n"
    entries = declaration("a.csv", "indicator_results") + declaration("b.csv", "survey_aggregates")
    with pytest.raises(InputRefused) as refused:
        load(tmp_path, {"a.csv": first, "b.csv": second}, entries)
    missing = "ikke målt, ikke målt etter felles mal, ny indikator, skjermet, metodebrudd, ikke aktuell"
    numbers = "a number such as 1 234,5"
    assert [
        (fault.file.removeprefix("data/lillevik/"), fault.line, fault.place, fault.what, fault.allowed, fault.nearest)
        for fault in refused.value.faults
    ] == [
        (
            "a.csv",
            2,
            "column «indicator»",
            "There is no indicator «trivsle» in the register.",
            "an id of indicators.yaml",
            "trivsel",
        ),
        ("a.csv", 3, "column «year»", "«20» is no year.", "a whole number from 1990 to 2100", ""),
        ("a.csv", 4, "column «value»", "«12a» is no number.", numbers, ""),
        ("a.csv", 5, "column «value»", "101 is outside the scale of «poeng».", "a number from 0 to 100", ""),
        (
            "a.csv",
            6,
            "column «text»",
            "«andel» takes a number, not a text.",
            f"a number in «value», or one of these in «missing»: {missing}",
            "ikke målt",
        ),
        ("a.csv", 7, "column «missing»", "«ikke mål» is none of the words for this column.", missing, "ikke målt"),
        (
            "a.csv",
            8,
            "column «status_reason»",
            "A status is set by hand without a reason.",
            "the reason, for readers of the report",
            "",
        ),
        (
            "a.csv",
            9,
            "column «text»",
            "The row says several things at once.",
            "only one of value, text and missing",
            "",
        ),
        ("a.csv", 10, "column «text»", "«Brra» is no level of «stjerner».", "Dårlig, Bra", "Bra"),
        ("a.csv", 11, "column «year»", "The year is blank.", "a year, or why it is not known in «uncertain»", ""),
        ("b.csv", 2, "column «value»", "The cell is blank.", "a value in the column «value»", ""),
        (
            "b.csv",
            3,
            "column «answered»",
            "20 have answered, but only 10 were asked.",
            "no more answers than were asked",
            "",
        ),
    ]


@pytest.mark.parametrize(
    ("printed", "what"),
    [
        ("1.234", "«1.234» has «.», but sources.yaml declares «,» as the decimal mark"),
        ("1.234.567", "«1.234.567» is no number"),
        ("34.9", "«34.9» has «.»"),
        ("1.234,5", "«1.234,5» has «.»"),
        ("1 23", "«1 23» is no number"),
        ("1234 567", "«1234 567» is no number"),
        ("1,", "«1,» is no number"),
        ("1e5", "«1e5» is no number"),
        ("٣", "«٣» is no number"),
        ("NaN", "«NaN» is no number"),
        ("93,6 %", "«93,6 %» has its unit in the cell"),
        ("-", "«-» is no number"),
        ("…", "«…» is no number"),
        ("=A1", "«=A1» is no number"),
    ],
)
def test_what_is_not_surely_a_number_is_refused(tmp_path: Path, printed: str, what: str) -> None:
    """No guess at what a mark or a sign might mean; the message shows the value."""
    (fault,) = faults(tmp_path, f"indicator;year;value\nbesok;2020;{printed}\n")
    assert (fault.line, fault.place) == (2, "column «value»")
    assert fault.what.startswith(what)


def test_a_dash_is_shown_the_way_to_the_missing_column(tmp_path: Path) -> None:
    """`-` and `…` mean something is missing; the column that says what is named."""
    (fault,) = faults(tmp_path, "indicator;year;value\nbesok;2020;-\n")
    assert fault.allowed == "leave the cell blank, and say why in the column «missing»"


@pytest.mark.parametrize(
    ("content", "line", "what"),
    [
        ("indicator,year,value\nbesok,2020,1\n", 1, "The columns are separated by «,», but sources.yaml declares «;»"),
        ("indicator\tyear\tvalue\n", 1, "The columns are separated by tabs"),
        ("indicator;yaer;value\n", 1, "Unknown column «yaer»"),
        ("indicator;year;year\n", 1, "The column «year» stands twice"),
        ("indicator;year;\n", 1, "The column has no name"),
        ("", 0, "The file holds no table"),
        ("indicator;year;value\nbesok;2020;1;2\n", 2, "The row has 4 cells, the header has 3"),
        ("indicator;year;value\nbesok;2020\n", 2, "The row has 2 cells, the header has 3"),
        ('indicator;year;value\nbesok;2020;"1\n', 2, "A quotation mark in a cell is not closed"),
        ("indicator;year;value\nbesøk;2020;1\n".encode("latin-1"), 2, "The file is not UTF-8: the byte 0xF8"),
        ("indicator;year;value\n".encode("utf-16"), 1, "The file is written in UTF-16"),
        ("indicator;year;value\nbesok;2020;1\nbesok;2020;2\n", 3, "«besok 2020» stands twice: also in "),
    ],
)
def test_a_table_that_is_not_as_declared_is_refused(tmp_path: Path, content: str | bytes, line: int, what: str) -> None:
    """Separator, encoding, columns and keys: each contradiction is told with its row."""
    found = faults(tmp_path, content)
    assert [fault.line for fault in found if fault.what.startswith(what)] == [line]


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    """Key columns must be there; the others may be left out."""
    assert faults(tmp_path, "indicator;year\nbesok;2020\n") == []
    assert [fault.what for fault in faults(tmp_path, "year;value\n2020;1\n")] == ["The column «indicator» is missing."]


def test_a_workbook_is_read_as_a_csv_is(tmp_path: Path) -> None:
    """Numbers in cells and numbers as text with the declared mark; rows numbered as the spreadsheet shows them."""
    book = openpyxl.Workbook()
    for row in (["indicator", "year", "value"], ["besok", 2019, 1234.5], [], ["besok", "2020", "1 234,5"]):
        book.active.append(row)
    book.active.append(["besok", 2021, "1.5"])
    buffer = io.BytesIO()
    book.save(buffer)
    entry = declaration("tall.xlsx", "contact_statistics")
    with pytest.raises(InputRefused) as refused:
        load(tmp_path, {"tall.xlsx": buffer.getvalue()}, entry)
    assert [(fault.line, fault.place) for fault in refused.value.faults] == [(5, "column «value»")]
    book.active["C5"] = 1.5
    buffer = io.BytesIO()
    book.save(buffer)
    data = load(tmp_path, {"tall.xlsx": buffer.getvalue()}, entry)
    assert [result.number for result in data.results] == [Decimal("1234.5"), Decimal("1234.5"), Decimal("1.5")]


def test_a_key_in_two_files_names_both_rows(tmp_path: Path) -> None:
    """The same indicator and year in two files is refused; the message leads to the other row."""
    text = "indicator;year;value\nbesok;2020;1\n"
    entries = declaration("a.csv", "indicator_results") + declaration("b.csv", "contact_statistics")
    with pytest.raises(InputRefused) as refused:
        load(tmp_path, {"a.csv": text, "b.csv": text}, entries)
    (fault,) = refused.value.faults
    assert (fault.file, fault.line) == ("data/lillevik/b.csv", 2)
    assert fault.what == "«besok 2020» stands twice: also in data/lillevik/a.csv, row 2."


def test_files_and_declarations_must_agree(tmp_path: Path) -> None:
    """A file nobody declared, a declared file that is not there, and one declared twice are all told."""
    text = "indicator;year;value\n"
    entries = (
        declaration("resultat.csv", "indicator_results")
        + declaration("tall.csv", "indicator_results") * 2
        + declaration("tall.ods", "indicator_results")
    )
    with pytest.raises(InputRefused) as refused:
        load(tmp_path, {"tall.csv": text, "resultater.csv": text, "~$tall.xlsx": b""}, entries)
    assert [(fault.line, fault.what, fault.nearest) for fault in refused.value.faults] == [
        (1, "The data file «resultater.csv» is not declared: nobody can tell where it came from.", ""),
        (2, "There is no data file «resultat.csv» in the folder.", "resultater.csv"),
        (4, "«tall.csv» is declared twice.", ""),
        (5, "«tall.ods» is not a kind of file that can be read.", ""),
    ]


def printed(number: Decimal, decimal: str, space: str) -> str:
    """The number as people print it, with a decimal mark and spaces between thousands."""
    whole, _, fraction = f"{abs(number):,f}".partition(".")
    sign = "−" if number < 0 else ""
    return sign + whole.replace(",", space) + (decimal + fraction if fraction else "")


@settings(max_examples=50)  # each example reads three files
@given(
    numbers=st.lists(st.decimals(-(10**9), 10**9, allow_nan=False, places=3), min_size=1, max_size=5),
    comment=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Z"]) | st.sampled_from(' ;,"\n')),
    separator=st.sampled_from(";,"),
    decimal=st.sampled_from(",."),
    space=st.sampled_from(["", " ", "\u00a0", "\u202f"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig"]),
    newline=st.sampled_from(["\n", "\r\n"]),
)
def test_what_was_written_is_what_is_read(  # noqa: PLR0913 - the law holds over all of these
    tmp_path_factory: pytest.TempPathFactory,
    *,
    numbers: list[Decimal],
    comment: str,
    separator: str,
    decimal: str,
    space: str,
    encoding: str,
    newline: str,
) -> None:
    """Whatever the separator, decimal mark, thousands space, byte order mark and line ends: the same numbers."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator=newline)
    writer.writerow(["indicator", "year", "value", "comment"])
    for index, number in enumerate(numbers):
        writer.writerow(["besok", 2000 + index, printed(number, decimal, space), comment])
    form = f'{{separator: "{separator}", decimal: "{decimal}"}}'
    entry = declaration("tall.csv", "indicator_results", form)
    folder = tmp_path_factory.getbasetemp()
    data = load(folder, {"tall.csv": text.getvalue().encode(encoding)}, entry)
    assert [result.number for result in data.results] == numbers
    assert {result.comment for result in data.results} == {comment.strip()}


@pytest.mark.parametrize("count", ["0", "-3", "2,5"])
def test_participants_are_counted_from_one(tmp_path: Path, count: str) -> None:
    """Nobody took part is no comparison."""
    (fault,) = faults(tmp_path, f"indicator;year;value;participants\ntrivsel;2020;4,5;{count}\n")
    assert (fault.line, fault.place) == (2, "column «participants»")
    assert faults(tmp_path, "indicator;year;value;participants\ntrivsel;2020;4,5;87\ntrivsel;2021;4,5;\n") == []


DISTRIBUTION = "survey;indicator;year;answer;position;count;share;missing\n"


def test_answers_are_read_in_the_order_of_their_scale(tmp_path: Path) -> None:
    """Worst first, then those outside the scale; they stand beside the mean of the same question."""
    rows = "elev;trivsel;2020;Vet ikke;;3;;\nelev;trivsel;2020;Bra;2;18;;\nelev;trivsel;2020;Dårlig;1;0;;\n"
    files: dict[str, str | bytes] = {
        "svar.csv": DISTRIBUTION + rows,
        "tall.csv": "indicator;year;value\ntrivsel;2020;4\n",
    }
    entries = declaration("svar.csv", "survey_distributions") + declaration("tall.csv", "indicator_results")
    data = load(tmp_path, files, entries)
    assert [(found.answer, found.count) for found in data.answers_to("trivsel", 2020)] == [
        ("Dårlig", 0),
        ("Bra", 18),
        ("Vet ikke", 3),
    ]
    assert data.answers_to("trivsel", 2019) == ()
    assert len(data.series("trivsel")) == 1


@pytest.mark.parametrize(
    ("rows", "place", "what"),
    [
        ("elev;trivsel;2020;Bra;1;8;50;", "column «share»", "The row says several things at once."),
        ("elev;trivsel;2020;Bra;1;;;", "column «count»", "The row says nothing."),
        ("elev;trivsel;2020;;1;8;;", "column «answer»", "The cell is blank."),
        ("elev;trivsel;2020;Bra;;-8;;", "column «count»", "«-8» is less than nothing."),
        ("elev;trivsel;2020;Bra;;;101;", "column «share»", "101 is no share in per cent."),
        ("elev;trivsel;2020;Bra;0;8;;", "column «position»", "«0» is less than one."),
        ("elev;trivsel;2020;Bra;;8;;\nelev;trivsel;2020;Bra;;9;;", "", "«trivsel 2020 Bra» stands twice"),
        ("elev;trivsel;2020;Bra;2;8;;", "column «position»", "The scale of «trivsel» in 2020 is not counted 1, 2, 3"),
    ],
)
def test_each_answer_is_checked(tmp_path: Path, rows: str, place: str, what: str) -> None:
    """One fault, at the row and column."""
    (fault,) = faults(tmp_path, DISTRIBUTION + rows + "\n", "survey_distributions")
    assert (fault.place, fault.what.startswith(what)) == (place, True)
