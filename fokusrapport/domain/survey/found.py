"""One survey as an edition knows it: its waves so far, and which of its units may be shown.

A unit's answers are shown where enough answered, and where they cannot be found by taking the others from the whole
(`hidden`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

import pandas as pd

from fokusrapport.blocks import Source
from fokusrapport.domain.disclosure.limits import Limits
from fokusrapport.domain.records import RecordFile
from fokusrapport.domain.survey.hidden import WHOLE, HiddenUnits
from fokusrapport.domain.survey.response_part import COLUMNS
from fokusrapport.domain.survey.results import Answered, Question, Tallies, WaveResult, questions_of, tallied
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import _
from fokusrapport.params.models import Indicator
from fokusrapport.params.nearest import nearest
from fokusrapport.params.surveys_models import Survey, SurveyWave


def survey_limit(
    survey: Survey, files: Sequence[RecordFile], limits: Limits, indicators: Mapping[str, Indicator]
) -> int:
    """The fewest who may be told of: the strictest of its files' and of the indicators that its items measure."""
    holding = [file.file for file in files if (file.frame["survey"] == survey.id).any()]
    measured = [indicators[item.indicator] for item in survey.items if item.indicator and item.indicator in indicators]
    return max(limits.of_files(holding, survey), *(each.suppression_limit or 1 for each in measured), 1)


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
        found = {wave.id: self._result(wave, "") for wave in waves}
        return {name: result for name, result in found.items() if result.answered}

    @property
    def of_years(self) -> tuple[WaveResult, ...]:
        """The last wave of each year: it is that year's result of the indicators that the survey measures."""
        return tuple({result.wave.year: result for result in self.results.values()}.values())

    @cached_property
    def units(self) -> Mapping[str, Mapping[str, WaveResult]]:
        """The same for each unit, by wave and unit."""
        names = [unit.id for unit in self.survey.units]
        return {
            wave: {name: self._result(result.wave, name) for name in names} for wave, result in self.results.items()
        }

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
        if 0 < result.answered < self.limit or (question and self._withheld(result, question)):
            return False
        if not self.survey.units:
            return True
        hidden = self._hidden[result.wave.id]
        return (result.unit or WHOLE) not in (hidden.of(question) if question else hidden.of_all)

    def hides_units(self, result: WaveResult) -> bool:
        """Whether anything of any unit is withheld in a wave."""
        names = ("", *result.questions)
        return any(not self.shows(unit, name) for unit in self.units[result.wave.id].values() for name in names)

    def _withheld(self, result: WaveResult, question: str) -> bool:
        """Whether an answer of few would be told, of an index also by what the other items leave of it."""
        index = next((each for each in self.survey.indexes if each.id == question), None)
        return any(result.questions[name].withheld for name in (question, *(index.items if index else ())))

    @cached_property
    def _hidden(self) -> Mapping[str, HiddenUnits]:
        """The units withheld in each wave."""
        return {
            wave: HiddenUnits(units, self.survey.indexes, self.limit, partial(self._answered, self.results[wave].wave))
            for wave, units in self.units.items()
        }

    def _answered(self, wave: SurveyWave, question: str, units: Sequence[str]) -> Answered:
        """What the respondents of some units answered together."""
        return Answered(*self._tallies.answered(question, wave.id, units), None, self.limit)

    def _result(self, wave: SurveyWave, unit: str) -> WaveResult:
        """What all (unit: none) or the respondents of a unit answered in a wave."""
        units = [unit] if unit else [each.id for each in self.survey.units] or [""]
        # Of a unit only those who were asked are known, which are the whole population where everyone was.
        population = wave.population if not unit else wave.units.get(unit) if wave.everyone else None
        questions = {
            question.id: Answered(*self._tallies.answered(question.id, wave.id, units), population, self.limit)
            for question in questions_of(self.survey)
        }
        answered = self._tallies.count(wave.id, units)
        return WaveResult(self.survey, wave, unit, answered, questions, self._sources.get(wave.id, ()))

    @cached_property
    def _tallies(self) -> Tallies:
        frames = [file.frame[file.frame["survey"] == self.survey.id] for file in self.files]
        return tallied(self.survey, pd.concat(frames) if frames else pd.DataFrame(columns=list(COLUMNS)))

    @cached_property
    def _sources(self) -> Mapping[str, tuple[Source, ...]]:
        """The files that each wave's respondents stand in."""
        sources: dict[str, tuple[Source, ...]] = {}
        for file in self.files:
            for wave in file.frame.loc[file.frame["survey"] == self.survey.id, "wave"].unique():
                sources[wave] = (*sources.get(wave, ()), file.selection(f"{self.survey.id} {wave}"))
        return sources

    def _order(self, result: WaveResult) -> int:
        return self.survey.waves.index(result.wave)
