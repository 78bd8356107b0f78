from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from fokusrapport.blocks import Area, Group, Paragraph, ShownValue
from fokusrapport.domain.area import AreaReport
from fokusrapport.domain.checks import edition_findings
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.proof.prove import prove
from fokusrapport.domain.sources_area import sources_area
from tests.domain.survey.conftest import SURVEYS, Surveyed

Wide = Callable[..., str]
TIED = SURVEYS.replace("label: {nb: Jeg trives}}", "label: {nb: Jeg trives}, indicator: trivsel}") + (
    "    response_indicator: svarprosent\n"
)
RESULTS = (
    "  - {file: resultater.csv, table: indicator_results, source: O, period: p, owner: T, licence: I}\n"
    "  - {file: antall.csv, table: survey_aggregates, source: O, period: p, owner: T, licence: I}\n"
)


def opened(surveyed: Surveyed, answers: str, value: str = "", count: str = "") -> EditionData:
    """The edition, with a typed result and number of answers where they are given."""
    if not value:
        return surveyed.edition(answers, TIED)
    counted = f"survey;indicator;year;value;invited;answered\nelever;svarprosent;2024;{count}\n"
    results = f"indicator;year;value\ntrivsel;2024;{value}\n"
    return surveyed.edition(answers, TIED, resultater=results, antall=counted, sources=RESULTS)


@pytest.fixture
def answers(wide: Wide) -> str:
    """Twenty pupils whose mean of «trives» is 4.2."""
    return wide(*["5 4 4", "4 4 3", "3 5 2", "5 5 4", "4 3 1"] * 4)


def found(edition: EditionData) -> list[tuple[str, int, str]]:
    """The errors that stop every build: file, row, what."""
    errors = [finding.fault for finding in edition_findings(edition) if finding.severity == "error"]
    return [(fault.file, fault.line, fault.what) for fault in errors]


def test_a_typed_result_that_the_answers_do_not_bear_out_stops_the_build(surveyed: Surveyed, answers: str) -> None:
    """In its row, with the mean; so does a number of answers in its."""
    assert found(opened(surveyed, answers, "4,2", "40;50;20")) == []
    assert found(opened(surveyed, answers, "4,3", "40;50;21")) == [
        (
            "data/testvik/resultater.csv",
            2,
            "«trivsel» is 4.3 in 2024, but the answers to «elever» have the mean 4.200.",
        ),
        ("data/testvik/antall.csv", 2, "21 stands here, but «elever» has 20 in «2024»."),
    ]


def test_a_result_that_nobody_typed_is_worked_out(surveyed: Surveyed, answers: str) -> None:
    """The scorecard has it, the margin too, and both are proved; a number that can be worked out is typed nowhere."""
    edition = opened(surveyed, answers)
    area = AreaReport("skole", edition)
    (result,) = edition.data.series("trivsel")
    assert (result.number, result.year) == (Decimal("4.2"), 2024)
    assert area.value("svarprosent").text == "40\u00a0%"
    values = [area.value("trivsel"), area.value("svarprosent"), area.number("trivsel")]
    sentence = Paragraph(children=tuple(ShownValue(value=value) for value in values))
    shown = Area(id="skole", title="Skole", blocks=(Group(children=(area.scorecard(),)), sentence))
    assert prove(edition, [shown]) == ()
    sources = sources_area(edition, values)
    assert sources is not None
    assert sources.model_dump_json().count('"kilde-svar.csv-0"') == 1


def test_a_result_of_too_few_is_withheld(surveyed: Surveyed, wide: Wide) -> None:
    """The scorecard says so in a word, and nothing holds the number."""
    edition = opened(surveyed, wide("5 4 4", "4 3 3", "3 4 4", "vet_ikke 4 3", "vet_ikke 5 4"))
    (result,) = edition.data.series("trivsel")
    assert (result.number, result.missing) == (None, "suppressed")
    assert AreaReport("skole", edition).value("trivsel").text == "skjermet"


def test_of_two_waves_in_a_year_the_last_is_its_result(surveyed: Surveyed, wide: Wide, answers: str) -> None:
    """The scorecard has the mean of autumn, and that of spring, which is another one, contradicts nothing."""
    twice = TIED.replace('"2023", year: 2023', '"2024-var", year: 2024')
    spring = wide(*["1 4 4", "2 4 3"] * 5, wave="2024-var").partition("\n")[2]
    edition = surveyed.edition(answers + spring, twice)
    assert found(edition) == []
    assert [(result.year, result.number) for result in edition.data.series("trivsel")] == [(2024, Decimal("4.2"))]
    assert [base.invited for base in edition.data.bases_of("svarprosent", 2024)] == [50]
