"""One survey as an edition knows it: its waves so far, and which of its units may be shown.

A unit's answers are shown where enough answered, and where they cannot be found by taking the others from the whole:
the counts are protected together, those of all respondents and those of each question, over all waves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from fokusrapport.blocks import Source
from fokusrapport.domain.disclosure import CountTable, Protected, protect
from fokusrapport.domain.records import RecordFile
from fokusrapport.domain.survey.response_part import COLUMNS
from fokusrapport.domain.survey.results import Answered, Question, Tallies, WaveResult, questions_of, tallied
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import _
from fokusrapport.params.nearest import nearest
from fokusrapport.params.surveys_models import Survey, SurveyWave

_OTHERS = ""  # no unit has this name


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
        if question and result.questions[question].withheld:
            return False
        if not self.survey.units:
            return True
        key = (result.unit or None, result.wave.id)
        return self._respondents.shows("", key) and (not question or self._questions.shows(question, key))

    def hides_units(self, result: WaveResult) -> bool:
        """Whether anything of any unit is withheld in a wave."""
        names = ("", *result.questions)
        return any(not self.shows(unit, name) for unit in self.units[result.wave.id].values() for name in names)

    @cached_property
    def _respondents(self) -> Protected:
        """How many of each unit answered at all."""
        cells: dict[tuple[str, ...], int] = {
            (name, wave): own.answered for wave, units in self.units.items() for name, own in units.items()
        }
        return protect([self._table("", cells)], self.limit)

    @cached_property
    def _questions(self) -> Protected:
        """How many of each unit answered each question; the units of which nothing is told count together."""
        tables = []
        for question in questions_of(self.survey):
            cells: dict[tuple[str, ...], int] = {}
            for wave, units in self.units.items():
                for name, own in units.items():
                    told = self._respondents.shows("", (name, wave))
                    key = (name if told else _OTHERS, wave)
                    cells[key] = cells.get(key, 0) + self._counted(own.questions[question.id], told=told)
            tables.append(self._table(question.id, cells))
        return protect(tables, self.limit)

    def _counted(self, answered: Answered, *, told: bool) -> int:
        """How many answered; a unit whose mean is withheld for other reasons must be hidden like a small one."""
        hidden = told and answered.withheld and answered.base >= self.limit
        return self.limit - 1 if hidden else answered.base

    def _table(self, name: str, cells: Mapping[tuple[str, ...], int]) -> CountTable:
        return CountTable(name, f"{self.survey.id} {name}", ("unit", "year"), cells, no_total=("year",))

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
