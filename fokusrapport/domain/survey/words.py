"""What readers must be told of a survey's figures: the scale, what an interval is worth, what is withheld."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fokusrapport.blocks import Inlines, plain
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.filling import filled
from fokusrapport.domain.missing import missing_text
from fokusrapport.domain.survey.results import WaveResult
from fokusrapport.domain.survey.values import SurveyValues
from fokusrapport.params.surveys_models import SurveyWave


@dataclass(frozen=True)
class SurveyWords:
    """Sentences under tables, and names of waves, in the report's language."""

    edition: EditionData
    values: SurveyValues

    def wave(self, wave: SurveyWave) -> str:
        """When a wave was: its period as printed, else its year."""
        return self.edition.label(wave.period) if wave.period else str(wave.year)

    def unit_title(self) -> str:
        """The head of the column of units."""
        return self.values.words.gettext("Unit")

    def of_means(self, result: WaveResult) -> Iterator[Inlines]:
        """Everything that a table of means in one wave needs."""
        yield from self.of_scale()
        questions = result.questions
        if any(self.values.interval(result, name) or self.values.change(result, name) for name in questions):
            yield plain(self.of_chance(result))
        yield from self.of_withheld(any_is=any(not self.values.found.shows(result, name) for name in questions))

    def of_scale(self) -> Iterator[Inlines]:
        """The scale and how it is printed, the weights, what indexes are, and what is in no mean."""
        survey, words = self.values.found.survey, self.values.words
        yield plain(self._scale())
        for index in survey.indexes:
            names = {item.id: self.edition.label(item.label) for item in survey.items}
            template = words.gettext("“{index}” is the mean of {items}, for those who answered at least half of them.")
            items = words.join([self._quoted(names[item]) for item in index.items])
            yield plain(template.format(index=self.edition.label(index.label), items=items))
        if survey.dont_know:
            yield filled(words.gettext("No mean counts {answers}."), {"answers": self._outside()})
        if survey.weight_column:
            told = words.gettext(
                "Answers are weighted. Intervals go by the number of equal answers that the weights are worth (Kish)."
            )
            yield plain(told)

    def _scale(self) -> str:
        survey, words = self.values.found.survey, self.values.words
        worst, best = survey.ends
        if not survey.in_points or survey.scale == "points_0_100":
            template = words.gettext("The scale goes from {worst} to {best}, where {best} is best.")
            return template.format(worst=worst, best=best)
        template = words.gettext(
            "Answers from {worst} to {best} are turned into points from 0 to 100: "
            "(answer − {worst}) / ({best} − {worst}) · 100."
        )
        return template.format(worst=worst, best=best)

    def _quoted(self, name: str) -> str:
        return self.values.words.gettext("“{name}”").format(name=name)

    def _outside(self) -> Inlines:
        """The answers outside the scale, each in quotation marks and in the language that it has."""
        quoted, answers = self.values.words.gettext("“{name}”"), self.values.found.survey.dont_know
        named = {
            f"answer{place}": filled(quoted, {"name": self.edition.text_inlines(answer)})
            for place, answer in enumerate(answers)
        }
        return filled(self.values.words.join([f"{{{name}}}" for name in named]), named)

    def of_chance(self, result: WaveResult) -> str:
        """What an interval is worth: it measures chance, and where everyone was asked nothing was drawn by chance."""
        words = self.values.words
        if result.wave.everyone and result.answered == result.invited:
            return words.gettext("Everyone was asked and everyone answered, so nothing is left to chance.")
        if result.wave.everyone:
            return words.gettext(
                "Everyone was asked, and some did not answer. Those who did are no random sample, so the intervals "
                "promise nothing: they show what chance alone would do if the answers had been drawn at random."
            )
        if result.wave.population is None:
            return words.gettext(
                "The intervals show what chance does when only some are asked. They say nothing of those who were "
                "asked and did not answer."
            )
        return words.gettext(
            "The intervals show what chance does when only some are asked, corrected for how many there are in all. "
            "They say nothing of those who were asked and did not answer."
        )

    def of_withheld(self, *, any_is: bool) -> Iterator[Inlines]:
        """Why figures are withheld, where any is."""
        if any_is:
            words = self.values.words
            template = words.gettext(
                "“{word}”: fewer than {limit} answered, or the figure would give such a group away."
            )
            word, limit = missing_text("suppressed", words), words.number(self.values.found.limit)
            yield plain(template.format(word=word, limit=limit))
