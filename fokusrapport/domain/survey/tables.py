"""The tables of a survey: its questions, its waves and its units."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from fokusrapport.blocks import Cell, Inlines, Table, Value
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.filling import filled
from fokusrapport.domain.notes import Notes
from fokusrapport.domain.survey.compared import Compared
from fokusrapport.domain.survey.results import Question, WaveResult, questions_of
from fokusrapport.domain.survey.values import SurveyValues
from fokusrapport.domain.survey.words import SurveyWords
from fokusrapport.domain.tabulate import ColumnOf, Row, TableFrame, tabulate, text_cell, value_cell

_CONFIDENCE = 95
_NOTHING = "–"


@dataclass(frozen=True)
class SurveyTables:
    """Makes the tables of a survey from its values."""

    edition: EditionData
    values: SurveyValues

    def questions(self, result: WaveResult, caption: Inlines, label: str) -> Table:
        """A row a question: how many answered, the mean, its interval, the change, and what others answered."""
        words, values, notes = self.values.words, self.values, Notes()
        compared = Compared(self.edition, values)
        asked = self._questions
        of = partial(partial, _cell_of, result)
        columns = [
            self._name_column(),
            ColumnOf[Question](words.gettext("Answers"), of(values.base), align="end"),
            ColumnOf[Question](self._mean_title, of(values.mean), align="end"),
        ]
        if any(values.interval(result, question.id) for question in asked):
            title = words.gettext("{level} interval").format(level=words.percent(_CONFIDENCE))
            columns.append(ColumnOf(title, of(values.interval), align="end"))
        if any(values.change(result, question.id) for question in asked):
            columns.append(ColumnOf(words.gettext("Change"), of(values.change), align="end"))
            title = words.gettext("More than chance?")
            columns.append(ColumnOf(title, lambda question: self._verdict_cell(result, question)))
        if compared.needed:
            columns.append(ColumnOf(compared.title, lambda question: compared.cell(question, notes)))
        return self._table((caption, label), columns, asked, notes, self._told.of_means(result))

    def waves(self, caption: Inlines, label: str) -> Table:
        """A row a question, a column a wave: the means over the years."""
        results = list(self.values.found.results.values())
        columns = [self._name_column()]
        for result in results:
            of = partial(_cell_of, result, self.values.mean)
            columns.append(ColumnOf(self._told.wave(result.wave), of, align="end"))
        told = self._told.of_scale()
        return self._table((caption, label), columns, self._questions, Notes(), told)

    def response(self, caption: Inlines, label: str) -> Table:
        """A row a wave: how many there are, were asked and answered."""
        words, values = self.values.words, self.values
        results = list(values.found.results.values())
        columns = [ColumnOf[WaveResult](words.gettext("When"), lambda each: text_cell(self._told.wave(each.wave)))]
        if any(each.wave.population is not None for each in results):
            columns.append(_count_column(words.gettext("In all"), values.population))
        columns.append(_count_column(words.gettext("Asked"), values.invited))
        columns.append(_count_column(words.gettext("Answered"), values.answered))
        columns.append(_count_column(words.gettext("Response rate"), values.rate))
        return tabulate(TableFrame(label, caption, Notes()), columns, results)

    def units(self, result: WaveResult, caption: Inlines, label: str) -> Table:
        """A row a unit: how many answered, and the means; what few have answered is withheld."""
        words, values = self.values.words, self.values
        units = values.found.units[result.wave.id]
        names = {unit.id: self.edition.label(unit.label) for unit in values.found.survey.units}
        columns = [
            ColumnOf[WaveResult](self._told.unit_title(), lambda each: text_cell(names[each.unit])),
            _count_column(words.gettext("Answered"), values.answered),
        ]
        if result.wave.units:
            columns.append(_count_column(words.gettext("Response rate"), values.rate))
        for question in self._questions:
            title = self.edition.label(question.label)
            columns.append(ColumnOf(title, partial(self._unit_cell, question), align="end"))
        told = [*self._told.of_scale(), *self._told.of_withheld(any_is=values.found.hides_units(result))]
        return self._table((caption, label), columns, list(units.values()), Notes(), told)

    # --- within ---

    @property
    def _questions(self) -> tuple[Question, ...]:
        return questions_of(self.values.found.survey)

    @property
    def _told(self) -> SurveyWords:
        return SurveyWords(self.edition, self.values)

    @property
    def _mean_title(self) -> str:
        words = self.values.words
        return words.gettext("Points") if self.values.unit else words.gettext("Mean")

    def _name_column(self) -> ColumnOf[Question]:
        title = self.values.words.gettext("What was asked")
        return ColumnOf(title, lambda question: self.edition.label_cell(question.label))

    def _verdict_cell(self, result: WaveResult, question: Question) -> Cell:
        verdict, year = (way(result, question.id) for way in (self.values.verdict, self.values.last_time))
        if year is None or verdict is None:
            return text_cell(_NOTHING)
        template = self.values.words.gettext("{verdict} (since {year})")
        return Cell(children=filled(template, {"verdict": verdict, "year": year}))

    def _unit_cell(self, question: Question, result: WaveResult) -> Cell:
        return value_cell(self.values.mean(result, question.id))

    @staticmethod
    def _table(
        names: tuple[Inlines, str],
        columns: Sequence[ColumnOf[Row]],
        rows: Sequence[Row],
        notes: Notes,
        told: Iterable[Inlines],
    ) -> Table:
        """A table whose notes are followed by what is told of all of it."""
        caption, label = names
        table = tabulate(TableFrame(label, caption, notes), columns, rows)
        return table.model_copy(update={"notes": (*table.notes, *told)})


def _cell_of(result: WaveResult, way: Callable[[WaveResult, str], Value | None], question: Question) -> Cell:
    value = way(result, question.id)
    return text_cell(_NOTHING) if value is None else value_cell(value)


def _count_column(title: str, way: Callable[[WaveResult], Value | None]) -> ColumnOf[WaveResult]:
    def cell(result: WaveResult) -> Cell:
        value = way(result)
        return text_cell(_NOTHING) if value is None else value_cell(value)

    return ColumnOf(title, cell, align="end")
