"""What the sorts of cases are called in a report, and how its numbers are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from babel import Locale
from babel.dates import get_month_names

from fokusrapport.blocks import Cell, Inlines, plain
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.feedback.cases import AGREED
from fokusrapport.domain.feedback.count_tables import UNKNOWN, rest
from fokusrapport.i18n import Language
from fokusrapport.params.feedback_models import CASE_TYPES, CaseType, FeedbackSettings, SignalRule, Term
from fokusrapport.params.models import Labels


@dataclass(frozen=True)
class FeedbackWords:
    """The words for the cases of one municipality in one language."""

    edition: EditionData
    settings: FeedbackSettings

    @property
    def language(self) -> Language:
        """The report's language."""
        return self.edition.language

    def kind(self, kind: CaseType) -> str:
        """A type of case."""
        words = self.language
        names: dict[CaseType, str] = {
            "ros": words.gettext("praise"),
            "ris": words.gettext("complaint"),
            "forslag": words.gettext("suggestion"),
            "avvik": words.gettext("deviation"),
            "tilsynsfunn": words.gettext("inspection finding"),
            "revisjonsfunn": words.gettext("audit finding"),
            "positivt tiltak": words.gettext("positive measure"),
        }
        return names[kind]

    def head(self, sort: str | None) -> str:
        """A type, the rare ones together, or all of them at the head of a column or row."""
        if sort is None:
            return self.language.gettext("All types")
        kind = next((kind for kind in CASE_TYPES if kind == sort), None)
        return self.language.gettext("Other types") if kind is None else capital(self.kind(kind))

    def rest_note(self) -> str:
        """What the rare types together are."""
        names = self.language.join([self.kind(kind) for kind in rest(self.settings)])
        return self.language.gettext("Other types: {types}.").format(types=names)

    def watched(self) -> str:
        """The types that the control chart counts, in running text."""
        return self.language.join([self.kind(kind) for kind in self.settings.control_chart.types])

    def area(self, area: str | None) -> Inlines:
        """An area, or all of them."""
        if area is None:
            return plain(self.language.gettext("All areas"))
        return self.edition.label_inlines(self._label_of(area))

    def area_text(self, area: str | None) -> str:
        """The same as text alone."""
        return self.language.gettext("all areas") if area is None else self.edition.label(self._label_of(area))

    def _label_of(self, area: str) -> Labels:
        return next(item.label for item in self.settings.areas if item.area == area)

    def term(self, terms: Sequence[Term], name: str, unknown: str) -> Inlines:
        """A cause or an action by its id; `unknown` for cases without."""
        label = next((item.label for item in terms if item.id == name), None)
        return plain(unknown) if label is None or name == UNKNOWN else self.edition.label_inlines(label)

    def level(self, name: str) -> Inlines:
        """A level by its id."""
        label = next((item.label for item in self.settings.levels if item.id == name), None)
        return plain(self.language.gettext("Not graded")) if label is None else self.edition.label_inlines(label)

    def deadline(self, deadline: int) -> str:
        """A deadline at the head of a row."""
        if deadline == AGREED:
            return self.language.gettext("a day of its own")
        return self.language.ngettext("{count} day", "{count} days", deadline).format(count=deadline)

    def rule(self, rule: SignalRule) -> str:
        """A rule for signals as a reader is told it."""
        words = self.language
        told: dict[SignalRule, str] = {
            "beyond_limits": words.gettext("outside the control limits"),
            "nine_on_one_side": words.gettext("the ninth in a row on the same side of the centre line"),
            "six_rising_or_falling": words.gettext("the sixth in a row that only rises or only falls"),
            "two_of_three_beyond_two_sigma": words.gettext("two of three more than two standard errors away"),
            "four_of_five_beyond_one_sigma": words.gettext("four of five more than one standard error away"),
        }
        return told[rule]

    def month(self, month: int) -> str:
        """A month of the year, 1 to 12, as running text has it."""
        return str(get_month_names("wide", "stand-alone", locale=Locale.parse(self.language.tag, sep="-"))[month])

    def days(self, days: float) -> str:
        """A number of days, with half ones."""
        number = Decimal(str(days))
        return self.language.number(number, 0 if number == int(number) else 1)


def cell(inlines: Inlines) -> Cell:
    """A cell of running text."""
    return Cell(children=inlines)


def capital(text: str) -> str:
    """A text as it begins a line."""
    return text[:1].upper() + text[1:]
