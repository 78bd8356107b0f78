"""What a notebook calls about feedback cases: values for sentences, tables, charts, and what must be said beside them.

cases = area.feedback()
cases.cases("ris"), cases.within(14), cases.by_month(caption, label), cases.control_chart(caption=…, label=…)
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from fokusrapport.blocks import Block, Callout, Inlines, KeyFigure, KeyFigures, Paragraph, Table, plain
from fokusrapport.domain.feedback.series import ControlSeries, control_series
from fokusrapport.domain.feedback.tables import FeedbackTables
from fokusrapport.domain.feedback.values import FeedbackValues
from fokusrapport.domain.feedback.words import capital
from fokusrapport.domain.filling import filled
from fokusrapport.domain.spelling import Spelled
from fokusrapport.params.models import Said

if TYPE_CHECKING:
    from fokusrapport.domain.charts.frame import ChartFrame
    from fokusrapport.domain.charts.pareto import Slice


@dataclass(frozen=True)
class FeedbackReport(FeedbackValues, Spelled):
    """The cases of the whole municipality, or with `area=` of one area; values for sentences are inherited."""

    # --- tables ---

    def by_month(self, caption: Said, label: str) -> Table:
        """Cases of the year by month and type."""
        return self._tables.by_month(caption, label)

    def by_year(self, caption: Said, label: str) -> Table:
        """Cases by type in each year."""
        return self._tables.by_year(caption, label)

    def by_area(self, caption: Said, label: str) -> Table:
        """Cases of the year by area and type."""
        return self._tables.by_area(caption, label)

    def deadlines(self, caption: Said, label: str) -> Table:
        """How fast cases were answered, a row a deadline."""
        return self._tables.deadlines(caption, label)

    def deadlines_by_area(self, caption: Said, label: str) -> Table:
        """How fast cases were answered, by area and deadline."""
        return self._tables.deadlines_by_area(caption, label)

    def levels(self, caption: Said, label: str) -> Table:
        """The levels that cases were treated on."""
        return self._tables.levels(caption, label)

    def actions(self, caption: Said, label: str) -> Table:
        """The actions proposed, by level."""
        return self._tables.actions(caption, label)

    # --- charts ---

    def pareto_chart(self, caption: Said, label: str, alt: Said | None = None) -> Block:
        """The causes of the watched cases, the most frequent first."""
        from fokusrapport.domain.charts.pareto import pareto_chart  # noqa: PLC0415 - charts take long to import

        slices = self.slices()
        return pareto_chart(self._frame(caption, label, alt), slices) if slices else self._too_few()

    def control_chart(self, caption: Said, label: str, alt: Said | None = None, *, area: str | None = None) -> Block:
        """The watched cases as a u-chart, and under it its signals: by month for all areas, by quarter for one."""
        from fokusrapport.domain.charts.control_chart import control_chart  # noqa: PLC0415 - charts take long to import

        series = control_series(self, area)
        return self._too_few() if series is None else control_chart(self._frame(caption, label, alt), series)

    def signals(self, area: str | None = None) -> Paragraph:
        """What the control chart says: its signals by period and rule, or that there is none."""
        series = control_series(self, area)
        if series is None:
            return Paragraph(children=plain(self._few_text()))
        words = self._language
        told = [f"{series.name(series.spans[place])}: {series.told(place)}" for place in series.signals]
        if not told:
            text = words.gettext("The control chart shows no signal: the changes are no larger than chance gives.")
        else:
            text = words.gettext("The control chart shows these signals: {signals}.").format(signals="; ".join(told))
        return Paragraph(children=plain(text))

    # --- what must be said ---

    def key_figures(self) -> KeyFigures:
        """The year in four numbers: cases, answered in time by the usual deadline, escalated, repeats."""
        words, usual = self._language, self.figures.settings.deadlines.default
        items = [KeyFigure(label=words.gettext("Cases"), value=self.cases(), note=self._last_year())]
        if usual in self.figures.deadlines():
            items.append(
                KeyFigure(
                    label=words.gettext("Answered within {deadline}").format(deadline=self.words.deadline(usual)),
                    value=self.within(usual),
                    note=self._of_settled(usual),
                )
            )
        items.append(KeyFigure(label=words.gettext("Escalated"), value=self.escalated()))
        days = self.words.deadline(self.figures.settings.repeat_days)
        note = words.gettext("same area, category and cause within {days}").format(days=days)
        items.append(KeyFigure(label=words.gettext("Repeats"), value=self.repeats(), note=plain(note)))
        return KeyFigures(items=tuple(items))

    def balance(self) -> Callout:
        """Praise beside complaints, and why more reports need not mean worse services."""
        words = self._language
        numbers = {"praise": self.cases("ros"), "complaints": self.cases("ris"), "share": self.praise()}
        sentence = words.gettext(
            "Of {praise} cases of praise and {complaints} complaints together, {share} are praise."
        )
        if any(value.exact in (None, "1") for value in numbers.values()):  # «of suppressed cases» says nothing
            sentence = words.gettext("Cases of praise: {praise}. Complaints: {complaints}. Share of praise: {share}.")
        told = filled(sentence, numbers)
        warning = words.gettext(
            "The numbers show who writes, not how satisfied users are. More reports can mean a better culture: people "
            "trust that it helps to speak up. Fewer can mean that they have stopped."
        )
        return Callout(
            kind="note",
            title=words.gettext("How to read these numbers"),
            children=(Paragraph(children=told), Paragraph(children=plain(warning))),
        )

    # --- within ---

    def slices(self) -> list[Slice]:
        """The causes as the Pareto chart shows them; none where a count among them is withheld."""
        from fokusrapport.domain.charts.pareto import Slice  # noqa: PLC0415 - charts take long to import

        labels = {cause.id: self.figures.edition.label(cause.label) for cause in self.figures.settings.causes}
        return [
            Slice(
                capital(labels[cause.name]),
                self.count(cause.cases, None, cause=cause.name),
                self.share(cause.share, None, withheld=False, cause=cause.name),
                self.share(cause.so_far, None, withheld=False, cause=cause.name, so_far="yes"),
            )
            for cause in self.causes()
        ]

    def series(self) -> list[ControlSeries]:
        """Every control chart there can be."""
        areas = [item.area for item in self.figures.settings.areas if item.exposure]
        return [series for area in (None, *areas) if (series := control_series(self, area)) is not None]

    def _of_settled(self, deadline: int) -> Inlines:
        """How many cases a share within a deadline is of; nothing where that is withheld, as the share then is."""
        count = self.settled(deadline)
        if count.exact is None:
            return ()
        of = self._language.ngettext(
            "of {count} case with this deadline", "of {count} cases with this deadline", int(count.exact)
        )
        return filled(of, {"count": count})

    def _last_year(self) -> Inlines:
        year = self.figures.edition.year - 1
        if year not in self.figures.years:
            return ()
        template = self._language.gettext("{count} in {year}")
        return filled(template, {"count": self.cases(year=year), "year": str(year)})

    def _too_few(self) -> Callout:
        """What stands where a chart would tell of too few cases."""
        title = self._language.gettext("Suppressed")
        return Callout(kind="note", title=title, children=(Paragraph(children=plain(self._few_text())),))

    def _few_text(self) -> str:
        text = self._language.gettext("There are too few cases for this chart: fewer than {limit} in a part of it.")
        return text.format(limit=self.figures.limit)

    @cached_property
    def _tables(self) -> FeedbackTables:
        return FeedbackTables(self)

    def _frame(self, caption: Said, label: str, alt: Said | None) -> ChartFrame:
        from fokusrapport.domain.charts.frame import ChartFrame  # noqa: PLC0415 - charts take long to import

        edition = self.figures.edition
        return ChartFrame(edition, self.area, edition.text_inlines(caption), label, alt)
