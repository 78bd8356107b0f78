"""What a notebook calls: one service area of one edition. Short calls in, blocks and values out.

    from fokusrapport.domain import open_area
    nav = open_area("nav", municipality=municipality, year=year, language=language)

Every call looks results up by indicator id; an id that does not exist is refused with the nearest one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import ModuleType

import fokusrapport.blocks_html  # noqa: F401 - so that blocks show themselves in Jupyter as they will in the report
from fokusrapport.blocks import Block, Callout, Cell, Column, Figure, Group, Paragraph, ShownValue, Table, Value, plain
from fokusrapport.domain import followup
from fokusrapport.domain.edition import EditionData, open_edition
from fokusrapport.domain.indicators import requirement_in
from fokusrapport.domain.legend import legend_table
from fokusrapport.domain.notes import Notes
from fokusrapport.domain.numbers import format_difference, format_result
from fokusrapport.domain.ratio_callout import ratio_callout
from fokusrapport.domain.ratios import Agreement, PrintedRatio, agreement
from fokusrapport.domain.requirements import printed_requirement
from fokusrapport.domain.results import Result
from fokusrapport.domain.scorecard import ScorecardTable, edition_tally
from fokusrapport.domain.valuetable import ValueTable
from fokusrapport.domain.values import ValueMaker
from fokusrapport.errors import Fault, InputRefused
from fokusrapport.i18n import Language, _
from fokusrapport.params.models import Indicator
from fokusrapport.params.nearest import nearest
from fokusrapport.params.project import find_root


def open_area(area: str, *, municipality: str, year: int, language: str) -> AreaReport:
    """The area of an edition, found from the notebook's folder upwards.

    Raises InputRefused with every fault in the edition's parameters and data, or when `language` is another than
    the edition's.
    """
    edition = open_edition(find_root(), f"{municipality}/{year}")
    if language != edition.language.code:
        what = _("The notebook asks for «{asked}», but the edition is written in «{own}».")
        raise InputRefused(faults=[Fault("", what=what.format(asked=language, own=edition.language.code))])
    return AreaReport(area, edition)


@dataclass(frozen=True)
class AreaReport:
    """One area of one edition, as its notebook sees it."""

    area: str
    edition: EditionData

    # --- single values, for sentences ---

    def value(self, indicator: str, year: int | None = None) -> Value:
        """The result of an indicator with its unit, in the edition's year or another."""
        return self._value(indicator, year or self.edition.year)

    def number(self, indicator: str, year: int | None = None) -> Value:
        """The result as a bare number, for sentences that bring the unit themselves."""
        result = self.edition.needed(indicator, year or self.edition.year)
        decimals = self.edition.register.find(indicator).decimals
        number = self._number(result)
        return self._maker.computed(self._language.number(number, decimals), number, [result])

    def requirement(self, indicator: str) -> Value:
        """The requirement of the edition's year as printed: «100-75 poeng»."""
        requirement = requirement_in(self.edition.register.find(indicator), self.edition.year)
        if requirement is None:
            what = _("«{indicator}» has no requirement in {year}.")
            raise InputRefused(faults=[Fault("", what=what.format(indicator=indicator, year=self.edition.year))])
        return Value(text=printed_requirement(requirement), indicator=indicator, area=self.area)

    def last_measured(self, indicator: str) -> Result:
        """The newest measured number up to the edition's year; its `year` and text are for sentences."""
        measured = [
            result
            for result in self.edition.data.series(indicator)
            if result.number is not None and result.year is not None and result.year <= self.edition.year
        ]
        if not measured:
            self.edition.register.find(indicator)
            raise InputRefused(faults=[Fault("", what=_("«{indicator}» has never been measured.").format(indicator=indicator))])
        return max(measured, key=lambda result: result.year or 0)

    def scorecard_size(self) -> Value:
        """How many indicators the area's scorecard has, in words up to twelve."""
        return self.count_of(len(self.edition.register.of_area(self.area, self.edition.year)))

    def never_measured(self) -> Value:
        """How many of the scorecard's indicators have no measured number in any year, in words up to twelve."""
        ids = [indicator.id for indicator in self.edition.register.of_area(self.area, self.edition.year)]
        return self.count_of(sum(not any(r.number is not None for r in self.edition.data.series(i)) for i in ids))

    def undated(self, indicator: str) -> Value:
        """The result of an indicator whose year the source does not tell."""
        return self._value(indicator, None)

    def in_words(self, indicator: str, year: int | None = None) -> Value:
        """A count as running text wants it: in words up to twelve."""
        result = self.edition.needed(indicator, year or self.edition.year)
        number = self._number(result)
        return self._maker.computed(self._language.words(int(number)), number, [result])

    def change(self, indicator: str) -> Value:
        """The change since it was last measured, with sign and unit: «+0,2»."""
        return self._change(indicator, signed=True)

    def change_size(self, indicator: str) -> Value:
        """How much it changed, without sign, for sentences that say which way: «0,2»."""
        return self._change(indicator, signed=False)

    def moved(self, indicator: str) -> Value:
        """Which way it went since it was last measured, as a verb: «økte», «gikk ned», «var uendret»."""
        register = self.edition.register.find(indicator)
        difference = self._needed_change(register)
        verb = self._language.gettext("rose") if difference > 0 else self._language.gettext("fell")
        text = verb if difference else self._language.gettext("was unchanged")
        compared = self.edition.compared(register, self.edition.change(register))
        return self._maker.of_change(register, text, difference, compared).model_copy(update={"exact": None})

    def previous_year(self, indicator: str) -> Value:
        """The year it was last measured before this one."""
        register = self.edition.register.find(indicator)
        self._needed_change(register)
        return Value(text=str(self.edition.change(register).previous_year), area=self.area)

    def rest_of(self, total: int, *indicators: str) -> Value:
        """What is left of a total when the indicators' results are taken away, e.g. neutral answers of 100 %."""
        results = [self.edition.needed(indicator, self.edition.year) for indicator in indicators]
        rest = Decimal(total) - sum((self._number(result) for result in results), Decimal(0))
        first = self.edition.register.find(indicators[0])
        return self._maker.computed(format_result(first, rest, self._language), rest, results, first.unit)

    def count_of(self, number: int) -> Value:
        """A number the notebook has counted itself, in words up to twelve."""
        return Value(text=self._language.words(number), exact=str(number), area=self.area)

    # --- blocks ---

    def scorecard(self, caption: str = "", label: str = "") -> Block:
        """The area's scorecard; nothing when the area has no indicators in the edition's year."""
        if not self.edition.register.of_area(self.area, self.edition.year):
            return Group(children=())
        caption = caption or self._language.gettext("Scorecard")
        return ScorecardTable.of(self.edition, self.area).table(caption, label or f"tbl-malekort-{self.area}")

    def legend(self) -> Table:
        """The three levels as the municipality names them, each with its mark."""
        return legend_table(self.edition)

    def counts(self, caption: str, label: str = "tbl-status") -> Table:
        """How many results of the whole edition stand where, kinds of missing told apart."""
        tally = edition_tally(self.edition)
        rows = tuple(
            (Cell(children=plain(word[:1].upper() + word[1:])), Cell(children=(ShownValue(value=self._counted(number)),)))
            for word, number in tally.rows(self._language)
        )
        columns = (
            Column(title=self._language.gettext("Status in {year}").format(year=self.edition.year)),
            Column(title=self._language.gettext("Number of indicators"), align="end"),
        )
        return Table(label=label, caption=plain(caption), columns=columns, rows=rows)

    def table(self, *indicators: str, years: Sequence[int] = (), caption: str, label: str) -> Table:
        """Results of some indicators, a column a year; results without a known year get a column of their own."""
        found = [self.edition.register.find(indicator) for indicator in indicators]
        return ValueTable(self.edition, self.area, Notes()).table(found, tuple(years), caption, label)

    def ranking(self, name: str) -> Block:
        """A ranked list from the data as a numbered list."""
        items = self.edition.data.ranking(name, self.edition.year)
        if not items:
            known = sorted({item.list for item in self.edition.data.rankings if item.year == self.edition.year})
            what = _("There is no ranked list «{name}» for {year}.").format(name=name, year=self.edition.year)
            raise InputRefused(faults=[Fault("", what=what, allowed=", ".join(known), nearest=nearest(name, known))])
        return followup.bullet_list([item.item for item in items], ordered=True)

    def actions(self, success_factor: str | None = None, *areas: str) -> Block:
        """What was done in the year, of this area or of others."""
        return self._listed(followup.actions(self.edition, areas or (self.area,), success_factor))

    def plans(self, success_factor: str | None = None, *areas: str) -> Block:
        """What is promised, of this area or of others, with deadline and who answers for it."""
        return self._listed(followup.plans(self.edition, areas or (self.area,), success_factor))

    def all_areas(self) -> tuple[str, ...]:
        """The areas of the edition in printed order."""
        return tuple(entry.area for entry in self.edition.loaded.edition.areas)

    def main_goal(self) -> Paragraph:
        """The municipality's main goal as adopted."""
        return Paragraph(children=plain(self.edition.label(self.edition.loaded.municipality.main_goal)))

    # --- charts ---

    def change_chart(self, *indicators: str, caption: str, label: str) -> Figure:
        """Two measurements of some indicators on one scale, with lines between: what moved, and how much."""
        found = [self.edition.register.find(indicator) for indicator in indicators]
        figure: Figure = _charts().change_chart(self.edition, found, caption, label)
        return figure

    def shares_chart(self, *parts: tuple[str, Value], caption: str, label: str) -> Figure:
        """Parts of a whole as one bar; each part is a name and a share in per cent."""
        figure: Figure = _charts().shares_chart(self.edition, parts, caption, label)
        return figure

    def bars_chart(self, *indicators: str, caption: str, label: str) -> Figure:
        """The year's results of some indicators as ranked bars, all in the same unit."""
        found = [self.edition.register.find(indicator) for indicator in indicators]
        figure: Figure = _charts().bars_chart(self.edition, found, caption, label)
        return figure

    def trend_chart(self, indicator: str, caption: str, label: str) -> Figure:
        """All dated results of one indicator, against its requirement."""
        figure: Figure = _charts().trend_chart(self.edition, self.edition.register.find(indicator), caption, label)
        return figure

    # --- checks that readers see ---

    def ratio_check(self, count: str, ratio: str, years: Sequence[int]) -> Agreement:
        """Denominators that explain a printed ratio (such as visits per inhabitant) in every year at once."""
        decimals = self.edition.register.find(ratio).decimals
        printed = [
            PrintedRatio(
                self._number(self.edition.needed(count, year)), self._number(self.edition.needed(ratio, year)), decimals
            )
            for year in years
        ]
        return agreement(printed)

    def ratio_callout(self, count: str, ratio: str, years: Sequence[int]) -> Callout:
        """Whether the printed ratios agree with the counts they were made from, told to the reader with the numbers."""
        return ratio_callout(self, count, ratio, tuple(years))

    # --- within ---

    @property
    def _language(self) -> Language:
        return self.edition.language

    @property
    def _maker(self) -> ValueMaker:
        return ValueMaker(self.area, self._language)

    def _value(self, indicator: str, year: int | None) -> Value:
        register = self.edition.register.find(indicator)
        return self._maker.of(register, self.edition.needed(indicator, year))

    def _number(self, result: Result) -> Decimal:
        if result.number is None:
            what = _("The result for «{indicator}» in {year} is no number.")
            raise InputRefused(faults=[Fault("", what=what.format(indicator=result.indicator, year=result.year))])
        return result.number

    def _needed_change(self, indicator: Indicator) -> Decimal:
        change = self.edition.change(indicator)
        if change.difference is None:
            what = _("«{indicator}» has no change: {reason}.").format(indicator=indicator.id, reason=change.reason)
            raise InputRefused(faults=[Fault("", what=what)])
        return change.difference

    def _change(self, indicator: str, *, signed: bool) -> Value:
        register = self.edition.register.find(indicator)
        difference = self._needed_change(register)
        text = format_difference(register, difference, self._language)
        compared = self.edition.compared(register, self.edition.change(register))
        text = text if signed else text.lstrip("+\u2212")
        return self._maker.of_change(register, text, difference, compared)

    def _counted(self, number: int) -> Value:
        return Value(text=self._language.number(number), exact=str(number), area=self.area, year=self.edition.year)

    def _listed(self, items: Sequence[str]) -> Block:
        return followup.bullet_list(items) if items else Group(children=())


def _charts() -> ModuleType:
    """The charts, imported by the first notebook that draws one: seaborn takes longer to import than a table to make."""
    from fokusrapport.domain import charts  # noqa: PLC0415

    return charts
