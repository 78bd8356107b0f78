"""What a notebook shows of figures beside those of others: tables, charts, values, and what must be told of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fokusrapport.blocks import Area, Group, Paragraph, ShownValue, Table
from fokusrapport.blocktree import text_of
from fokusrapport.domain.benchmarking.about import Note
from fokusrapport.domain.benchmarking.comparison import Comparisons
from fokusrapport.domain.benchmarking.regions import Region
from fokusrapport.domain.benchmarking.telling import Telling
from fokusrapport.domain.control import subject_facts
from fokusrapport.domain.edition import open_edition
from fokusrapport.domain.proof.prove import prove
from fokusrapport.domain.sources_area import sources_area
from fokusrapport.errors import InputRefused
from fokusrapport.valuestore import values_of_area
from tests.domain.benchmarking.conftest import BENCHMARKS, DRAWN, JUNE, MARCH, Open
from tests.plaintext import chapter_text
from tests.project import EDITION, edition
from tests.sample import sample_chapter


def rows(table: Table) -> list[list[str]]:
    """Every cell as it is read, the heads first; no-break spaces as spaces."""
    heads = [column.title for column in table.columns]
    return [heads, *([text_of(cell.children).replace("\u00a0", " ") for cell in row] for row in table.rows)]


def notes(table: Table) -> list[str]:
    """What stands under a table."""
    return [text_of(note).replace("\u00a0", " ") for note in table.notes]


# --- tables -----------------------------------------------------------------------------------------------------------


def test_own_figures_beside_others(opened: Open) -> None:
    """One's own first, then in the order of the file; names of the file, the kind or the service; signs in words."""
    assert rows(opened().table()) == [
        ["Hva som er målt", "År", "Testvik kommune", "Landet", "Landet uten Oslo", "Gruppa", "Nabovik"],
        ["Netto", "2024 (ureviderte) a)", "3,5 %", "3,5 %", "3,4 %", "2,9 % b)", "vises ikke (:)"],
        ["Trivsel", "2024 (ureviderte) a)", "4,3", "4,0", "4,0", "4,0", "4,0"],
    ]


def test_what_must_be_known_stands_under_it(opened: Open) -> None:
    """Whether revised and since when, each sign met, the mandatory note alone, the source with its day; each once."""
    assert notes(opened().table()) == [
        (
            "a) Tallene for 2024 er ureviderte (tabellen ble oppdatert 16. mars 2025). "
            "Reviderte tall kommer vanligvis 15. juni."
        ),
        "b) «*» betyr at tallet er foreløpig.",
        "«:» betyr at tallet ikke kan vises, fordi noen da kunne kjennes igjen.",
        "Brudd i 2023.",
        "Kilde: Tjenesten, tabell 90001, hentet 17. mars 2025.",
    ]


def test_mandatory_notes_of_what_is_not_shown_are_left_out(opened: Open) -> None:
    """Those of a year, or of a value that all figures have, are shown; of another measure or a year to come not."""
    report = opened()
    compared = Comparisons(report.edition).find("netto")
    codes = ("M1", "M2", "EAK", "2024", "2025", "alle-aldre")
    told = tuple(Note(text=f"Om {code}.", mandatory=True, about=code) for code in codes)
    table = compared.table.model_copy(update={"notes": told, "years": (*compared.table.years, 2025)})
    shown = Telling(report.edition.language).mandatory(replace(compared, table=table))
    assert list(map(text_of, shown)) == ["Om M1.", "Om EAK.", "Om 2024.", "Om alle-aldre."]


def test_after_june_they_are_revised(opened: Open) -> None:
    """The same figures under the other word; the newest snapshot counts."""
    table = opened({MARCH: DRAWN, JUNE: DRAWN}).table()
    assert rows(table)[1][1] == "2024 (reviderte) a)"
    assert notes(table)[0] == "a) Tallene for 2024 er reviderte (tabellen ble oppdatert 15. juni 2025)."


def test_the_newest_year_with_a_figure_of_ones_own(opened: Open) -> None:
    """Not yet reported for the year: the one before is shown, and says so."""
    text = DRAWN.replace("M1 9998   1.0   2.04  3.45", "M1 9998   1.0   2.04  ..")
    assert rows(opened({MARCH: text}).table("netto"))[1][1] == "2023 (reviderte) a)"


def test_all_years_of_one_measure(opened: Open) -> None:
    """A column a year, of which the unrevised says so."""
    table = opened().years("netto", caption="Alle år", label="tbl-alle")
    assert rows(table)[:3] == [
        ["Region", "2022", "2023", "2024 (ureviderte)"],
        ["Testvik kommune", "1,0 %", "2,0 %", "3,5 %"],
        ["Landet", "1,5 %", "2,5 %", "3,5 %"],
    ]
    assert rows(table)[5][1:] == ["ikke i bruk (.)", "ikke i bruk (.)", "vises ikke (:)"]


def test_figures_of_years_after_the_edition_are_not_shown(opened: Open, tmp_path: Path) -> None:
    """An old edition built anew after a fetch of newer figures stays in its own year."""
    report = opened()
    told = edition(["skole"]).replace("[2023, 2024]", "[2023]").replace("2024-12-31", "2023-12-31")
    (tmp_path / "params" / "testvik" / "2023.yaml").write_text(told, encoding="utf-8")
    earlier = replace(report, edition=open_edition(tmp_path, "testvik/2023"))
    assert rows(earlier.table("netto"))[1][:3] == ["Netto", "2023 (reviderte) a)", "2,0 %"]
    assert earlier.years("netto", caption="", label="tbl-x").columns[-1].title == "2023"


# --- values -----------------------------------------------------------------------------------------------------------


def test_values_for_sentences(opened: Open) -> None:
    """Of one's own, of others by kind or code, of another year; difference and standing as both are printed."""
    report = opened()
    assert str(report.value("netto")) == "3,5\u00a0%"
    assert str(report.value("netto", "9997")) == "vises ikke (:)"
    assert str(report.value("netto", "country", 2022)) == "1,5\u00a0%"
    assert str(report.difference("netto", "group")) == "+0,6\u00a0prosentpoeng"
    # 3,45 is printed as 3,5, which is what the country has: nobody may read that one is lower than the other.
    assert str(report.standing("netto", "country")) == "det samme som"
    assert str(report.standing("netto", "group")) == "høyere enn"
    assert str(report.standing("netto", "country", 2022)) == "lavere enn"
    assert (str(report.year("netto")), str(report.fetched("netto"))) == ("2024", "17. mars 2025")


@pytest.mark.parametrize(
    ("call", "told", "near"),
    [
        (lambda report: report.value("neto"), "There is no measure «neto» in benchmarks.yaml.", "netto"),
        (lambda report: report.value("netto", "contry"), "«netto» is not compared with «contry».", "country"),
        (lambda report: report.value("netto", "own", 2019), "«netto» was not fetched for 2019.", ""),
        (lambda report: report.difference("netto", "9997"), "has no number to compare with for «9997»", ""),
        (lambda report: report.chart("netto", "glede", caption="", label="fig-x"), "the same scale and unit", ""),
    ],
)
def test_what_cannot_be_shown_is_refused(opened: Open, call: object, told: str, near: str) -> None:
    """One sentence, and the nearest right name."""
    with pytest.raises(InputRefused) as error:
        call(opened())  # type: ignore[operator]
    (fault,) = error.value.faults
    assert told in fault.what
    assert fault.nearest == near


def test_a_kind_that_several_regions_are_of_is_no_name(opened: Open) -> None:
    """The first of two neighbours would be shown, and nobody would know which: their codes are asked for."""
    report = opened()
    assert str(report.value("glede", "neighbour")) == "4,0"
    compared = Comparisons(report.edition).find("netto")
    two = replace(compared, regions=(*compared.regions, Region("9996", "Fjernvik", "neighbour")))
    with pytest.raises(InputRefused, match="compared with 2 regions of the kind «neighbour»") as error:
        two.region("neighbour")
    assert error.value.faults[0].allowed == "9997, 9996"


def test_nothing_fetched_and_nothing_asked_for(opened: Open) -> None:
    """Without a snapshot, and without a file that says what to compare with: told how to get there."""
    with pytest.raises(InputRefused, match="No figures of others have been fetched for «skole»"):
        opened({}).table()
    with pytest.raises(InputRefused, match="has not been fetched"):
        opened({}).value("netto")


def test_a_municipality_that_compares_itself_with_nobody(opened: Open, tmp_path: Path) -> None:
    """No benchmarks.yaml."""
    report = opened()
    (tmp_path / "params" / "testvik" / "benchmarks.yaml").unlink()
    with pytest.raises(InputRefused, match=r"it has no benchmarks\.yaml"):
        replace(report, edition=open_edition(tmp_path, EDITION)).table()


# --- charts -----------------------------------------------------------------------------------------------------------


def test_a_chart_says_in_words_what_it_draws(opened: Open) -> None:
    """Every region with its figure or why there is none; its table is the same as without a chart."""
    report = opened()
    figure = report.chart("netto", caption="Netto", label="fig-netto")
    assert figure.alt.replace("\u00a0", " ") == (
        "Sammenligning. Netto, 2024: Testvik kommune 3,5 %, Landet 3,5 %, Landet uten Oslo 3,4 %, Gruppa 2,9 % og "
        "Nabovik vises ikke (:)."
    )
    assert figure.table is not None
    assert rows(figure.table) == rows(report.table("netto"))
    assert figure.svg.startswith("<svg")


def test_lines_over_the_years(opened: Open) -> None:
    """Every region with a figure has a line; a year without one breaks it, and is told in the alt text."""
    figure = opened().trend("netto", caption="Netto", label="fig-linjer")
    told = figure.alt.replace("\u00a0", " ")
    assert told.startswith("Netto, 2022 til 2024. Testvik kommune: 2022 1,0 %, 2023 2,0 % og 2024 3,5 %; Landet: ")
    assert "Landet uten Oslo: 2022 mangler (..), 2023 2,0 % og 2024 3,4 %" in told
    assert figure.svg.count('id="fig-linjer-line2d') > 4


def test_the_same_chart_is_the_same_bytes(opened: Open) -> None:
    """Drawn twice."""
    report = opened()
    assert report.trend("netto", caption="", label="fig-a").svg == report.trend("netto", caption="", label="fig-a").svg


# --- what has changed -------------------------------------------------------------------------------------------------


def test_revised_figures_are_told(opened: Open) -> None:
    """Was and is, for the figures of both snapshots that differ; a sign that became a figure, too."""
    june = DRAWN.replace("3.45", "3.60").replace("M1 9997   .     .     :", "M1 9997   .     .     1.5")
    table = opened({MARCH: DRAWN, JUNE: june}).revised()
    assert isinstance(table, Table)
    assert rows(table) == [
        ["Hva som er målt", "Region", "År", "Før", "Nå"],
        ["Netto", "Testvik kommune", "2024", "3,5 %", "3,6 %"],
        ["Netto", "Nabovik", "2024", "vises ikke (:)", "1,5 %"],
    ]
    assert notes(table) == [
        "«:» betyr at tallet ikke kan vises, fordi noen da kunne kjennes igjen.",
        "KOSTRA: før er slik det ble hentet 17. mars 2025, nå slik det ble hentet 16. juni 2025.",
    ]


def test_a_figure_that_is_no_longer_provisional_is_told(opened: Open) -> None:
    """The number is the same; without its note nobody would see what has changed."""
    table = opened({MARCH: DRAWN, JUNE: DRAWN.replace("2.9*", "2.9")}).revised()
    assert isinstance(table, Table)
    assert rows(table)[1:] == [["Netto", "Gruppa", "2024", "2,9 % a)", "2,9 %"]]
    assert notes(table)[0] == "a) «*» betyr at tallet er foreløpig."


def test_nothing_revised_shows_nothing(opened: Open) -> None:
    """One snapshot, or two that say the same."""
    assert opened({MARCH: DRAWN, JUNE: DRAWN}).revised() == Group(children=())


# --- proof, sources, control page -------------------------------------------------------------------------------------


def whole(report_area: str, *blocks: object) -> Area:
    """An area of these blocks."""
    return Area(id=report_area, title="Skole", blocks=blocks)


def test_every_value_is_proved(opened: Open) -> None:
    """All that the module can show is made anew; one digit or year changed, or moved to another row, is found."""
    june = DRAWN.replace("3.45", "3.60")
    report = opened({MARCH: DRAWN, JUNE: june})
    values = [report.value("netto"), report.difference("netto", "group"), report.standing("netto", "country")]
    sentence = Paragraph(children=tuple(ShownValue(value=value) for value in (*values, report.year("netto"))))
    area = whole("skole", report.table(), report.years("netto", caption="A", label="tbl-a"), report.revised(), sentence)
    assert prove(report.edition, [area]) == ()
    other = report.value("glede").sources
    changes: list[dict[str, object]] = [{"text": "9,9\u00a0%"}, {"year": 2023}, {"exact": "9"}, {"sources": other}]
    for value in values:
        for change in changes:
            wrong = value.model_copy(update=change)
            faults = prove(report.edition, [whole("skole", Paragraph(children=(ShownValue(value=wrong),)))])
            assert len(faults) == 1, (value, change)


def test_every_figure_leads_to_its_row(opened: Open) -> None:
    """The appendix names the file, its period, and what each row says, with all its decimals."""
    report = opened()
    area = whole("skole", report.table("netto"))
    sources = sources_area(report.edition, [shown.value for shown in values_of_area(area)])
    assert sources is not None
    told = chapter_text(sample_chapter().model_copy(update={"areas": (sources,)}))
    assert "kostra-2025-03-17.csv" in told
    assert "3,45" in told
    assert "Tallene for 2024 i tabell 90001 er ureviderte" in told


def test_the_control_page_is_told_what_was_revised(opened: Open) -> None:
    """Only where the report shows figures of the snapshot."""
    report = opened({MARCH: DRAWN, JUNE: DRAWN.replace("3.45", "3.60")})
    shown = subject_facts(report.edition, [whole("skole", report.table("netto"))]).revised
    assert [(each.region, each.before, each.after, each.fetched_before, each.fetched) for each in shown] == [
        ("Testvik kommune", "3,5\u00a0%", "3,6\u00a0%", MARCH, JUNE)
    ]
    assert subject_facts(report.edition, [whole("skole")]).revised == ()


def test_others_are_named_in_the_reports_language(opened: Open, tmp_path: Path) -> None:
    """Kinds in English; a note of the service is marked as Norwegian; a label without the language falls back."""
    report = opened(params=BENCHMARKS)
    municipality = tmp_path / "params" / "testvik" / "municipality.yaml"
    municipality.write_text(municipality.read_text(encoding="utf-8") + "language: en\n", encoding="utf-8")
    english = replace(report, edition=open_edition(tmp_path, EDITION))
    table = english.table("netto")
    assert rows(table)[0][2:] == ["Testvik kommune", "The country", "The country without Oslo", "Gruppa", "Nabovik"]
    assert rows(table)[1][0] == "Net"
    assert any(node.type == "foreign" and node.language == "nb" for note in table.notes for node in note)
