"""What the tests of surveys share: a small municipality on disk with one survey and its respondents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from fokusrapport.domain.edition import EditionData, open_edition
from fokusrapport.domain.survey.report import SurveyReport, survey_report
from fokusrapport.errors import Fault, InputRefused
from tests.project import EDITION, write_project

INDICATORS = """\
indicators:
  - id: trivsel
    label: {nb: Trivsel}
    areas: [skole]
    scale: score_1_5
    decimals: 1
    direction: higher
    benchmarks: [landet]
  - {id: svarprosent, label: {nb: Svarprosent}, scale: percent, unit: "%", direction: none}
  - {id: landet, label: {nb: Landssnitt}, scale: score_1_5, decimals: 1, direction: higher}
"""
SURVEYS = """\
surveys:
  - id: elever
    label: {nb: Elevundersøkelsen}
    area: skole
    scale: score_1_5
    answers: [{nb: Aldri}, {nb: Sjelden}, {nb: Av og til}, {nb: Ofte}, {nb: Alltid}]
    items:
      - {id: trives, label: {nb: Jeg trives}}
      - {id: laerer, label: {nb: Læreren hjelper meg}}
      - {id: mat, label: {nb: Maten er god}}
    indexes:
      - {id: alt, label: {nb: Alt i alt}, items: [trives, laerer, mat]}
    waves:
      - {id: "2023", year: 2023, population: 40, invited: 40}
      - {id: "2024", year: 2024, population: 80, invited: 50}
"""
SOURCES = """\
files:
  - {{file: svar.csv, table: {table}, source: Oppdiktet, period: "2024", owner: Testvik kommune, licence: Ingen{limit}}}
"""
UNITS = """\
    unit_column: skole
    units:
      - {id: nord, label: {nb: Nordskolen}}
      - {id: soer, label: {nb: Sørskolen}}
      - {id: vest, label: {nb: Vestskolen}}
"""


class Surveyed:
    """Writes the municipality, and opens its edition."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def edition(
        self,
        answers: str,
        surveys: str = SURVEYS,
        *,
        long: bool = False,
        of_file: int | None = None,
        indicators: str = INDICATORS,
        **files: str,
    ) -> EditionData:
        """The edition with these answers, whose file may have a limit; `files` are other data files, by name."""
        table = "survey_responses_long" if long else "survey_responses"
        more = {f"data/testvik/{name}.csv": text for name, text in files.items() if name != "sources"}
        limit = f", suppression_limit: {of_file}" if of_file else ""
        sources = SOURCES.format(table=table, limit=limit) + files.get("sources", "")
        written: Mapping[str, str | None] = {
            "params/testvik/indicators.yaml": indicators,
            "params/testvik/surveys.yaml": surveys,
            "data/testvik/sources.yaml": sources,
            "data/testvik/resultater.csv": None,
            "data/testvik/svar.csv": answers,
            **more,
        }
        write_project(self.root, dict(written))
        return open_edition(self.root, EDITION)

    def survey(self, answers: str, surveys: str = SURVEYS, **about: Any) -> SurveyReport:  # noqa: ANN401 - as `edition`
        """The survey as the notebook of the area «skole» sees it."""
        return survey_report(self.edition(answers, surveys, **about), "skole", "elever")

    def faults(self, answers: str, surveys: str = SURVEYS, **about: Any) -> tuple[Fault, ...]:  # noqa: ANN401 - as `edition`
        """What is wrong with the answers."""
        with pytest.raises(InputRefused) as refused:
            self.edition(answers, surveys, **about)
        return refused.value.faults


@pytest.fixture
def surveyed(tmp_path: Path) -> Surveyed:
    """A small municipality with a survey."""
    return Surveyed(tmp_path)


@pytest.fixture(scope="session")
def wide() -> Callable[..., str]:
    """A wide table of respondents of 2024, or another wave, from one text a respondent: «5 4 vet_ikke»."""

    def table(*respondents: str, wave: str = "2024", head: str = "survey;wave;respondent;trives;laerer;mat\n") -> str:
        rows = (
            f"elever;{wave};{wave}-{number};" + ";".join(cell.replace("_", " ").strip("-") for cell in answers.split())
            for number, answers in enumerate(respondents, start=1)
        )
        return head + "".join(f"{row}\n" for row in rows)

    return table
