"""What readers are told about a printed number per inhabitant that was recomputed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fokusrapport.blocks import Callout, ListBlock, Paragraph, Text, Value
from fokusrapport.domain.edition import EditionData, needed_number
from fokusrapport.domain.filling import filled
from fokusrapport.domain.ratios import Agreement, PrintedRatio, agreement
from fokusrapport.domain.results import Result
from fokusrapport.domain.values import ValueMaker
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import _


@dataclass(frozen=True)
class RatioCheck:
    """A count and the same per inhabitant, both printed in some years; `count` and `ratio` are ids of indicators."""

    edition: EditionData
    area: str
    count: str
    ratio: str
    years: Sequence[int]

    def agreement(self) -> Agreement:
        """Denominators that explain the printed ratios; raises InputRefused when there is nothing to compute from."""
        if not self.years:
            raise InputRefused.because(_("A check of ratios needs at least one year."))
        return agreement([(year, self._printed(year)) for year in self.years])

    def callout(self) -> Callout:
        """A note that the years agree, with the denominator they agree on; a warning that they do not."""
        found = self.agreement()
        return self._agreeing(found) if found.agree else self._disagreeing(found)

    def numbers(self) -> tuple[Value, ...]:
        """Every number the callout may show: what explains all years, or each year by itself."""
        found = self.agreement()
        if found.agree:
            return tuple(self._common(found).values())
        return tuple(self._shown(number, year) for year, fit in found.by_year for number in (fit.low, fit.high))

    def _common(self, found: Agreement) -> dict[str, Value]:
        numbers = {"low": found.common.low, "high": found.common.high, "about": found.common.about}
        return {name: self._shown(number, *self.years) for name, number in numbers.items()}

    def _printed(self, year: int) -> PrintedRatio:
        decimals = self.edition.register.find(self.ratio).decimals
        count, ratio = (needed_number(result) for result in self._results(year))
        try:
            return PrintedRatio(count, ratio, decimals)
        except ValueError:
            what = _("«{ratio}» in {year} cannot be recomputed: it and «{count}» must be more than zero.")
            raise InputRefused.because(what.format(ratio=self.ratio, count=self.count, year=year)) from None

    def _results(self, *years: int) -> list[Result]:
        return [self.edition.needed(name, year) for year in years for name in (self.count, self.ratio)]

    def _shown(self, number: int, *years: int) -> Value:
        words = self.edition.language
        return ValueMaker(self.area, words).computed(words.number(number), number, self._results(*years))

    def _agreeing(self, found: Agreement) -> Callout:
        words = self.edition.language
        template = words.gettext(
            "The ratios have been recomputed. Between {low} and {high} inhabitants give the printed figures in every "
            "year, that is about {about}. The figures agree."
        )
        paragraph = Paragraph(children=filled(template, self._common(found)))
        return Callout(kind="note", title=words.gettext("Recomputed"), children=(paragraph,))

    def _disagreeing(self, found: Agreement) -> Callout:
        """Each year's denominators: whether the inhabitants or a figure changed is for the reader to see."""
        words = self.edition.language
        told = words.gettext(
            "The ratios have been recomputed, and no number of inhabitants gives the printed figures in all years. "
            "Either it changed a lot between the years, or at least one figure is wrong."
        )
        template = words.gettext("{year}: between {low} and {high} inhabitants")
        none = words.gettext("{year}: no whole number of inhabitants gives the printed figure")
        items = [
            filled(
                template if fit.agree else none,
                {"year": str(year), "low": self._shown(fit.low, year), "high": self._shown(fit.high, year)},
            )
            for year, fit in found.by_year
        ]
        years = ListBlock(items=tuple((Paragraph(children=item),) for item in items))
        children = (Paragraph(children=(Text(text=told),)), years)
        return Callout(kind="warning", title=words.gettext("The figures do not agree"), children=children)
