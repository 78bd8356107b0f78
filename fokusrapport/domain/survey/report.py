"""What a notebook calls about one survey: `area.survey("nav")`. Values for sentences, tables, a chart, key figures."""

from __future__ import annotations

from dataclasses import dataclass

from fokusrapport.blocks import Block, Figure, Group, Inlines, KeyFigure, KeyFigures, Table, Value, plain
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.filling import filled
from fokusrapport.domain.response import response_caution
from fokusrapport.domain.spelling import Spelled
from fokusrapport.domain.survey.found import SurveyFound
from fokusrapport.domain.survey.known import survey_found
from fokusrapport.domain.survey.shares import SurveyShares
from fokusrapport.domain.survey.tables import SurveyTables
from fokusrapport.domain.survey.values import SurveyValues
from fokusrapport.domain.survey.words import SurveyWords
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import _
from fokusrapport.params.models import Said


@dataclass(frozen=True)
class SurveyReport(Spelled):
    """One survey in one area. Without a wave, everything is of the newest up to the edition's year."""

    edition: EditionData
    area: str
    found: SurveyFound

    # --- values for sentences ---

    def invited(self, wave: str | None = None) -> Value:
        """How many were asked."""
        return self._needed(self._values.invited(self.found.wave(wave)), _("how many were asked is not known"))

    def answered(self, wave: str | None = None) -> Value:
        """How many answered."""
        return self._values.answered(self.found.wave(wave))

    def rate(self, wave: str | None = None) -> Value:
        """The share of those asked that answered."""
        return self._needed(self._values.rate(self.found.wave(wave)), _("how many were asked is not known"))

    def mean(self, question: str, wave: str | None = None) -> Value:
        """The mean of an item or index."""
        return self._values.mean(self.found.wave(wave), self._id(question))

    def interval(self, question: str, wave: str | None = None) -> Value:
        """The 95 % interval of the mean: «4,46–4,81»."""
        found = self._values.interval(self.found.wave(wave), self._id(question))
        return self._needed(found, _("«{question}» has no interval").format(question=question))

    def margin(self, question: str, wave: str | None = None) -> Value:
        """Half the width of the interval; refused where everyone was asked, for then it would be a false promise."""
        result = self.found.wave(wave)
        if result.wave.everyone:
            reason = _("everyone was asked, so those who answered are no random sample with a margin of error")
            raise self._refused(reason)
        found = self._values.margin(result, self._id(question))
        return self._needed(found, _("«{question}» has no interval").format(question=question))

    def change(self, question: str, wave: str | None = None) -> Value:
        """The change of the mean since the question was last asked: «+0,1»."""
        found = self._values.change(self.found.wave(wave), self._id(question))
        return self._needed(found, _("«{question}» was not asked before").format(question=question))

    def verdict(self, question: str, wave: str | None = None) -> Value:
        """Whether the change is more than chance gives: «innenfor feilmarginen»."""
        found = self._values.verdict(self.found.wave(wave), self._id(question))
        reason = _("«{question}» was not asked before, or all answered alike, so that nothing is known of chance")
        return self._needed(found, reason.format(question=question))

    def last_time(self, question: str, wave: str | None = None) -> Value:
        """The year the question was last asked before; the period where that is in the same year."""
        found = self._values.last_time(self.found.wave(wave), self._id(question))
        return self._needed(found, _("«{question}» was not asked before").format(question=question))

    # --- blocks ---

    def facts(self, wave: str | None = None) -> Block:
        """How many were asked and answered as key figures, and a caution where few did."""
        words, values, result = self.edition.language, self._values, self.found.wave(wave)
        when = plain(self._words.wave(result.wave))
        items = [KeyFigure(label=words.gettext("Answered"), value=values.answered(result), note=when)]
        invited, rate, population = values.invited(result), values.rate(result), values.population(result)
        if invited is not None:
            note = filled(words.gettext("of {population} in all"), {"population": population}) if population else ()
            note = plain(words.gettext("everyone")) if result.wave.everyone else note
            items.insert(0, KeyFigure(label=words.gettext("Asked"), value=invited, note=note))
        if rate is None or result.rate is None:
            return KeyFigures(items=tuple(items))
        items.append(KeyFigure(label=words.gettext("Response rate"), value=rate))
        if not self.found.shows(result):  # a caution would tell whether it is under 50 or 30 %
            return KeyFigures(items=tuple(items))
        return Group(children=(KeyFigures(items=tuple(items)), response_caution(rate, float(result.rate), words)))

    def table(self, caption: Said, label: str = "", wave: str | None = None) -> Table:
        """A row a question: answers, mean, interval, change since last time, and what others answered."""
        return self._tables.questions(
            self.found.wave(wave), self._said(caption), label or f"tbl-{self.found.survey.id}"
        )

    def waves(self, caption: Said, label: str = "") -> Table:
        """The means of each wave, a column a wave."""
        return self._tables.waves(self._said(caption), label or f"tbl-{self.found.survey.id}-ganger")

    def response(self, caption: Said, label: str = "") -> Table:
        """How many were asked and answered in each wave."""
        return self._tables.response(self._said(caption), label or f"tbl-{self.found.survey.id}-svar")

    def units(self, caption: Said, label: str = "", wave: str | None = None) -> Table:
        """A row a unit; what few have answered is withheld, and what would give it away."""
        if not self.found.survey.units:
            raise self._refused(_("it has no units"))
        return self._tables.units(
            self.found.wave(wave), self._said(caption), label or f"tbl-{self.found.survey.id}-enheter"
        )

    def chart(self, caption: Said, label: str = "", wave: str | None = None, alt: Said | None = None) -> Figure:
        """How the answers to each item are distributed: bars around the middle of the scale."""
        # Imported by the first chart drawn, as in `area`: drawing takes longer to import than a table to make.
        from fokusrapport.domain.charts.distribution import chart_of  # noqa: PLC0415
        from fokusrapport.domain.charts.frame import ChartFrame  # noqa: PLC0415

        name = label or f"fig-{self.found.survey.id}"
        frame = ChartFrame(self.edition, self.area, self._said(caption), name, alt)
        shares, result = SurveyShares(self.edition, self.found, self.area), self.found.wave(wave)
        return chart_of(frame, [shares.of(result, item) for item in self.found.survey.items])

    # --- within ---

    @property
    def _values(self) -> SurveyValues:
        return SurveyValues(self.found, self.area, self.edition.language)

    @property
    def _tables(self) -> SurveyTables:
        return SurveyTables(self.edition, self._values)

    @property
    def _words(self) -> SurveyWords:
        return SurveyWords(self.edition, self._values)

    def _said(self, caption: Said) -> Inlines:
        return self.edition.text_inlines(caption)

    def _id(self, question: str) -> str:
        return self.found.question(question).id

    def _needed(self, value: Value | None, reason: str) -> Value:
        if value is None:
            raise self._refused(reason)
        return value

    def _refused(self, reason: str) -> InputRefused:
        what = _("The survey «{survey}» cannot say that: {reason}.")
        return InputRefused.because(what.format(survey=self.found.survey.id, reason=reason))


def survey_report(edition: EditionData, area: str, name: str) -> SurveyReport:
    """The survey of this id; raises InputRefused where there is none, or nobody has answered it."""
    found = survey_found(edition, name)
    found.wave()
    return SurveyReport(edition, area, found)
