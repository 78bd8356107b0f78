"""One survey as an edition knows it: its waves so far, and which of its units may be shown.

A unit's answers are shown where enough answered, and where they cannot be found by taking the others from the whole:
the counts are protected together, those of all respondents and those of each question, over all waves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from fokusrapport.domain.disclosure import CountTable, Protected, protect
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.records import RecordFile
from fokusrapport.domain.survey.responses import LONG, WIDE
from fokusrapport.domain.survey.results import Question, WaveResult, questions_of, wave_result
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import _
from fokusrapport.params.nearest import nearest
from fokusrapport.params.surveys_models import Survey, SurveyRegister, SurveyWave

_EVERYBODY = ""  # no question has this name


@dataclass(frozen=True)
class SurveyFound:
    """A survey and its respondents; `year` is the edition's, after which nothing is looked at."""

    survey: Survey
    files: tuple[RecordFile, ...]
    limit: int
    year: int

    @cached_property
    def results(self) -> Mapping[str, WaveResult]:
        """Every wave so far that anybody answered, the oldest first, by its id."""
        waves = [wave for wave in self.survey.waves if wave.year <= self.year]
        found = {wave.id: wave_result(self.survey, wave, self.files, self.limit) for wave in waves}
        return {name: result for name, result in found.items() if result.answered}

    @cached_property
    def units(self) -> Mapping[str, Mapping[str, WaveResult]]:
        """The same for each unit, by wave and unit."""
        names = [unit.id for unit in self.survey.units]
        return {wave: {name: self._unit(result.wave, name) for name in names} for wave, result in self.results.items()}

    def wave(self, name: str | None = None) -> WaveResult:
        """A wave by its id, the newest without; raises InputRefused for one that nobody has answered."""
        if name is None and self.results:
            return list(self.results.values())[-1]
        if name is None or name not in self.results:
            what = _("Nobody has answered «{survey}» in «{wave}».").format(
                survey=self.survey.id, wave=name or self.year
            )
            raise InputRefused.because(what, allowed=", ".join(self.results) or _("no wave at all"))
        return self.results[name]

    def before(self, result: WaveResult, question: str) -> WaveResult | None:
        """The last wave before this one in which the question has a mean; None where there is none."""
        earlier = [each for each in self.results.values() if self._order(each) < self._order(result)]
        return next(
            (each for each in reversed(earlier) if each.questions[question].estimate and self.shows(each, question)),
            None,
        )

    def question(self, name: str) -> Question:
        """An item or index; raises InputRefused for one that is not in the survey."""
        known = {question.id: question for question in questions_of(self.survey)}
        if name not in known:
            what = _("«{survey}» has no item or index «{name}».").format(survey=self.survey.id, name=name)
            raise InputRefused.because(what, allowed=", ".join(known), nearest=nearest(name, known))
        return known[name]

    def shows(self, result: WaveResult, question: str = "") -> bool:
        """Whether it may be told how many answered in a wave or unit; with a question, what they answered to it."""
        if question and result.questions[question].withheld:
            return False
        key = (result.unit or None, result.wave.id)
        tables = dict.fromkeys((_EVERYBODY, question or _EVERYBODY))
        return not self.survey.units or all(self._protected.shows(table, key) for table in tables)

    def hides_units(self, result: WaveResult) -> bool:
        """Whether anything of any unit is withheld in a wave."""
        names = ("", *result.questions)
        return any(not self.shows(unit, name) for unit in self.units[result.wave.id].values() for name in names)

    @cached_property
    def _protected(self) -> Protected:
        """How many of each unit answered, at all and each question: what stands in the tables of units, together."""
        asked = [self._table(question.id) for question in questions_of(self.survey)]
        return protect([self._table(_EVERYBODY), *asked], self.limit)

    def _table(self, name: str) -> CountTable:
        cells: dict[tuple[str, ...], int] = {
            (unit, wave): own.questions[name].base if name in own.questions else own.answered
            for wave, units in self.units.items()
            for unit, own in units.items()
        }
        return CountTable(name, f"{self.survey.id} {name}", ("unit", "year"), cells, no_total=("year",))

    def _unit(self, wave: SurveyWave, unit: str) -> WaveResult:
        return wave_result(self.survey, wave, self.files, self.limit, unit)

    def _order(self, result: WaveResult) -> int:
        return self.survey.waves.index(result.wave)


def survey_found(edition: EditionData, name: str) -> SurveyFound:
    """A survey by its id; raises InputRefused where the municipality has none of this name."""
    known = {survey.id: survey for survey in surveys(edition)}
    if name not in known:
        what = _("There is no survey «{name}» in surveys.yaml.").format(name=name)
        raise InputRefused.because(what, allowed=", ".join(known), nearest=nearest(name, known))
    survey = known[name]
    limit = survey.suppression_limit or edition.municipality.privacy.default
    records = [edition.data.records(table) for table in (WIDE, LONG)]
    files = tuple(file for each in records for file in each.files)
    return SurveyFound(survey, files, limit, edition.year)


def surveys(edition: EditionData) -> tuple[Survey, ...]:
    """All surveys of the municipality, as printed."""
    register = cast("SurveyRegister | None", edition.module("surveys"))
    return register.surveys if register else ()
