"""Tables of respondents: a row a respondent, or a row an answer; read as a whole, and judged as a whole.

Both kinds become one frame, a row an answer that was given (blank cells are none): `survey`, `wave`, `respondent`,
`unit` and `weight` ("" where there is none; a weight is a number with a decimal point), `item` and `answer` (a float;
NaN is an answer outside the scale, such as «vet ikke»). Columns that `surveys.yaml` calls unread never get this far.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, cast

import pandas as pd

from fokusrapport.domain.records import RecordColumn, RecordContext, RecordFile, RecordTable
from fokusrapport.domain.survey.response_faults import MOST, Faulty, fewest_listed, rows_of, unknown
from fokusrapport.errors import Fault
from fokusrapport.i18n import _
from fokusrapport.params.nearest import nearest
from fokusrapport.params.surveys_models import Survey, SurveyRegister

if TYPE_CHECKING:
    from fokusrapport.params.models import DataSource

WIDE, LONG = "survey_responses", "survey_responses_long"
COLUMNS = ("survey", "wave", "respondent", "unit", "weight", "item", "answer")
_NAMED = ("survey", "wave", "respondent")
_NUMBER = r"[-−]?\d+(?:{mark}\d+)?"
_SHOWN = 40  # signs of a cell that is wrong: it may be a long text

_IDENTIFYING = (
    RecordColumn("survey", "text", "Id of a survey in `surveys.yaml`."),
    RecordColumn("wave", "text", "Id of one of the survey's waves."),
    RecordColumn("respondent", "text", "Any mark that tells respondents apart; never shown."),
)


def judged_wide(file: RecordFile, source: DataSource, context: RecordContext) -> tuple[RecordFile, list[Fault]]:
    """A row a respondent, a column an item: as answers, with every fault."""
    return _judged(file, source, context, long=False)


def judged_long(file: RecordFile, source: DataSource, context: RecordContext) -> tuple[RecordFile, list[Fault]]:
    """A row an answer, its item in a column of its own: as answers, with every fault."""
    return _judged(file, source, context, long=True)


RESPONSES = RecordTable(_IDENTIFYING, judged_wide, open=True)
RESPONSES_LONG = RecordTable(
    (
        *_IDENTIFYING,
        RecordColumn("item", "text", "Id of an item of the survey."),
        RecordColumn("answer", "number or word", "A number or word of the scale, or one of the survey's `dont_know`."),
    ),
    judged_long,
    open=True,
)


def _judged(
    file: RecordFile, source: DataSource, context: RecordContext, *, long: bool
) -> tuple[RecordFile, list[Fault]]:
    register = cast("SurveyRegister | None", context.modules.get("surveys"))
    if register is None:
        what = _("There are answers of respondents, but no surveys.yaml says what they were asked.")
        return _with(file, []), [Fault(file.file, what=what, allowed="params/<municipality>/surveys.yaml")]
    surveys = {survey.id: survey for survey in register.surveys}
    mark = "." if file.file.lower().endswith(".xlsx") else source.format.decimal
    faulty = Faulty(file.file)
    faulty.add(unknown(file.frame["survey"], surveys, _("There is no survey «{name}» in surveys.yaml.")), "survey")
    present = [survey for survey in register.surveys if (file.frame["survey"] == survey.id).any()]
    faults = [*_unknown_columns(file, present or register.surveys, long=long), *faulty.listed()]
    if faults:
        return _with(file, []), faults
    parts = [_Part(file, survey, mark, long=long) for survey in present]
    faults = [fault for part in parts for fault in part.faults()]
    return _with(file, [] if faults else [part.answers for part in parts]), sorted(faults)


def _with(file: RecordFile, parts: Sequence[pd.DataFrame]) -> RecordFile:
    frame = pd.concat(parts) if parts else pd.DataFrame(columns=list(COLUMNS))
    return replace(file, frame=frame)


def _unknown_columns(file: RecordFile, surveys: Sequence[Survey], *, long: bool) -> Iterator[Fault]:
    """Every column that no survey of the file declares."""
    known = dict.fromkeys((*_NAMED, *(("item", "answer") if long else ())))
    for survey in surveys:
        declared = (survey.unit_column, survey.weight_column, *survey.unread_columns)
        known |= dict.fromkeys(name for name in declared if name)
        known |= {} if long else dict.fromkeys(item.id for item in survey.items)
    for number, column in enumerate(file.frame.columns, start=1):
        if column not in known:
            place = _("column {number}").format(number=number)
            what = _("Unknown column «{column}».").format(column=column)
            allowed = _("{columns}; free text is declared under «unread_columns» in surveys.yaml")
            yield Fault(file.file, 1, place, what, allowed.format(columns=", ".join(known)), nearest(column, known))
    needed = dict.fromkeys(name for survey in surveys for name in (survey.unit_column, survey.weight_column) if name)
    for column in needed:
        if column not in file.frame.columns:
            what = _("The column «{column}» is missing.").format(column=column)
            yield Fault(file.file, 1, what=what, allowed=_("the column that surveys.yaml names"))


@dataclass(frozen=True)
class _Part:
    """What a file holds of one survey; `mark` is the decimal mark of its numbers."""

    file: RecordFile
    survey: Survey
    mark: str
    long: bool

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The survey's rows as they stand, unit and weight under names of their own."""
        frame = self.file.frame[self.file.frame["survey"] == self.survey.id]
        named = {"unit": self.survey.unit_column, "weight": self.survey.weight_column}
        own = {name: frame[column] if column else "" for name, column in named.items()}
        kept = frame[[*_NAMED, *self._content]]
        return kept.assign(**own)

    @cached_property
    def given(self) -> pd.DataFrame:
        """A row an answer that is not blank, as text; `column` is where it stands."""
        if self.long:
            answers = self.rows.assign(column="answer")
        else:
            head = [*_NAMED, "unit", "weight"]
            answers = self.rows.melt(head, self._content, "item", "answer", ignore_index=False)
            answers = answers.assign(column=answers["item"])
        return answers[answers["answer"] != ""]

    @cached_property
    def numbers(self) -> pd.Series[float]:
        """The answers as numbers: those on the scale by number or word; NaN for all others."""
        texts = self.given["answer"]
        words = {text.lower(): place for place, labels in self._words for text in labels.values()}
        spoken = texts.str.lower().map(words).astype("float64")
        return spoken.where(spoken.notna(), self._numeric(texts))

    @cached_property
    def outside(self) -> pd.Series[bool]:
        """Which answers are declared to stand outside the scale."""
        words = [word.lower() for word in self.survey.dont_know]
        return self.given["answer"].str.lower().isin(words)

    @property
    def answers(self) -> pd.DataFrame:
        """The answers, typed."""
        weights = self.given["weight"].str.replace(self.mark, ".", regex=False)
        typed = self.given.assign(answer=self.numbers.where(~self.outside), weight=weights)
        return typed[list(COLUMNS)]

    def faults(self) -> list[Fault]:
        """Everything wrong, of each kind no more than can be read."""
        faulty, rows, survey = Faulty(self.file.file), self.rows, self.survey
        waves = [wave.id for wave in survey.waves]
        what = _("«{survey}» has no wave «{{name}}».").format(survey=survey.id)
        faulty.add(unknown(rows["wave"], waves, what), "wave")
        faulty.add(_blank(rows["respondent"]), "respondent")
        if survey.unit_column:
            what = _("«{survey}» has no unit «{{name}}».").format(survey=survey.id)
            faulty.add(unknown(rows["unit"], [unit.id for unit in survey.units], what), survey.unit_column)
        if survey.weight_column:
            faulty.add(self._bad_weights(), survey.weight_column)
        if self.long:
            what = _("«{survey}» has no item «{{name}}».").format(survey=survey.id)
            faulty.add(unknown(rows["item"], [item.id for item in survey.items], what), "item")
        found = faulty.listed() or [*self._twice(), *self._in_two_ways(), *self._too_many()]
        return [*found, *self._off_the_scale()]

    # --- each kind of fault ---

    def _off_the_scale(self) -> Iterator[Fault]:
        """Answers that are neither on the scale nor declared to stand outside it."""
        worst, best = self.survey.ends
        numbers = self.numbers
        right = numbers.between(worst, best) & ((numbers % 1 == 0) | (self.survey.scale == "points_0_100"))
        wrong = self.given[~(right | self.outside)]
        allowed = _("a number from {low} to {high}, or {words}").format(
            low=worst, high=best, words=", ".join(f"«{word}»" for word in self.survey.dont_know)
        )
        what = _("«{answer}» is no answer on the scale of «{survey}».")
        told = [
            Fault(
                self.file.file,
                int(row),
                _("column «{column}»").format(column=column),
                what.format(answer=answer[:_SHOWN], survey=self.survey.id),
                allowed,
                nearest(answer, self._known_words),
            )
            for row, column, answer in wrong.head(MOST)[["column", "answer"]].itertuples(name=None)
        ]
        yield from fewest_listed(told, len(wrong))

    def _bad_weights(self) -> Mapping[int, tuple[str, str, str]]:
        weights = self.rows["weight"]
        wrong = weights[~(self._numeric(weights) > 0)]
        allowed = _("a number above 0")
        what = _("«{weight}» is no weight.")
        told = [(what.format(weight=text[:_SHOWN]), allowed, "") for text in wrong]
        return dict(zip(rows_of(wrong), told, strict=True))

    def _twice(self) -> Iterator[Fault]:
        """Respondents who stand twice, or answer the same item twice."""
        key = [*_NAMED, *(["item"] if self.long else [])]
        again = self.rows[self.rows.duplicated(key, keep="first")]
        first = self.rows.reset_index().groupby(key)["row"].first()
        what = _("The respondent has answered «{survey}» in «{wave}» already, in row {row}.")
        place, allowed = _("column «{column}»").format(column="respondent"), _("each respondent once")
        told = [
            Fault(
                self.file.file,
                row["row"],
                place,
                what.format(survey=self.survey.id, wave=row["wave"], row=first[tuple(row[name] for name in key)]),
                allowed,
            )
            for row in again.head(MOST).reset_index().to_dict("records")
        ]
        yield from fewest_listed(told, len(again))

    def _in_two_ways(self) -> Iterator[Fault]:
        """In a long table: a respondent whose rows tell of two units or weights."""
        if not self.long:
            return
        for name, column in (("unit", self.survey.unit_column), ("weight", self.survey.weight_column)):
            if column is None:
                continue
            ways = self.rows.groupby(["wave", "respondent"])[name].transform("first")
            wrong = self.rows[self.rows[name] != ways]
            what = _("The respondent has another value in an earlier row.")
            place = _("column «{column}»").format(column=column)
            allowed = _("the same in each row")
            told = [Fault(self.file.file, row, place, what, allowed) for row in rows_of(wrong[name])[:MOST]]
            yield from fewest_listed(told, len(wrong))

    def _too_many(self) -> Iterator[Fault]:
        """More respondents than were asked, in a wave or one of its units."""
        who = self.given.drop_duplicates(["wave", "respondent"])
        for wave in self.survey.waves:
            own = who[who["wave"] == wave.id]
            units = ((f"{wave.id} {unit}", asked, own[own["unit"] == unit]) for unit, asked in wave.units.items())
            for name, asked, there in ((wave.id, wave.invited, own), *units):
                if len(there) > asked:
                    what = _("{answered} have answered «{survey}» in «{wave}», but only {invited} were asked.").format(
                        answered=len(there), survey=self.survey.id, wave=name, invited=asked
                    )
                    allowed = _("no more respondents than surveys.yaml says were asked")
                    yield Fault(self.file.file, int(there.index[asked]), what=what, allowed=allowed)

    # --- within ---

    @property
    def _content(self) -> list[str]:
        if self.long:
            return ["item", "answer"]
        return [item.id for item in self.survey.items if item.id in self.file.frame.columns]

    @property
    def _words(self) -> Iterator[tuple[int, Mapping[str, str]]]:
        yield from enumerate(cast("Sequence[Mapping[str, str]]", self.survey.answers), start=self.survey.ends[0])

    @cached_property
    def _known_words(self) -> list[str]:
        spoken = [text for _place, labels in self._words for text in labels.values()]
        return [*dict.fromkeys(spoken), *self.survey.dont_know]

    def _numeric(self, texts: pd.Series[str]) -> pd.Series[float]:
        """Texts that are numbers as declared; NaN for all others."""
        mark = "\\." if self.mark == "." else self.mark
        plain = texts.str.replace("−", "-", regex=False).str.replace(self.mark, ".", regex=False)
        fit = plain.where(texts.str.fullmatch(_NUMBER.format(mark=mark)))
        return pd.to_numeric(fit, errors="coerce").astype("float64")


def _blank(texts: pd.Series[str]) -> Mapping[int, tuple[str, str, str]]:
    what, allowed = _("The cell is blank."), _("a mark that tells the respondent from others")
    return dict.fromkeys(rows_of(texts[texts == ""]), (what, allowed, ""))
