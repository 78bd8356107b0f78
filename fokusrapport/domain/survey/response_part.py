"""What a table of respondents holds of one survey: its answers as numbers, and every fault in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

import pandas as pd

from fokusrapport.domain.records import RecordFile
from fokusrapport.domain.survey.response_faults import MOST, Faulty, fewest_listed, rows_of, unknown
from fokusrapport.errors import Fault
from fokusrapport.i18n import _
from fokusrapport.params.nearest import nearest
from fokusrapport.params.surveys_models import Survey
from fokusrapport.params.translated import spellings

NAMED = ("survey", "wave", "respondent")
COLUMNS = (*NAMED, "unit", "weight", "item", "answer")
_NUMBER = r"[-−]?\d+(?:{mark}\d+)?"
_SHOWN = 40  # signs of a cell that is wrong: it may be a long text


@dataclass(frozen=True)
class SurveyPart:
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
        kept = frame[[*NAMED, *self._content]]
        return kept.assign(**own)

    @cached_property
    def given(self) -> pd.DataFrame:
        """A row an answer that is not blank, as text; `column` is where it stands."""
        if self.long:
            answers = self.rows.assign(column="answer")
        else:
            head = [*NAMED, "unit", "weight"]
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
        words = {spelling for word in self.survey.dont_know for spelling in spellings(word)}
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
        key = [*NAMED, *(["item"] if self.long else [])]
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
