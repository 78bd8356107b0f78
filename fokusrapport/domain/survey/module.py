"""Surveys as a module of the report: every value made anew for the proof, and the lines the appendix tells of."""

from __future__ import annotations

from collections.abc import Iterator

from fokusrapport.blocks import Value
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.survey.compared import Compared, benchmark_rows
from fokusrapport.domain.survey.known import survey_found, surveys
from fokusrapport.domain.survey.shares import SurveyShares
from fokusrapport.domain.survey.values import SurveyValues
from fokusrapport.domain.used_rows import UsedRow


def survey_values(edition: EditionData, area: str) -> Iterator[Value]:
    """Every value that an area may show of any survey."""
    for survey in surveys(edition):
        found = survey_found(edition, survey.id)
        values = SurveyValues(found, area, edition.language)
        yield from values.every()
        yield from SurveyShares(edition, found, area).every()
        yield from Compared(edition, values).every()


def survey_rows(edition: EditionData) -> Iterator[UsedRow]:
    """The lines of surveys.yaml that values came from."""
    return benchmark_rows(edition)
