"""Auditors' and supervisors' reports as a notebook shows them: found, recommended and left out are kept apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fokusrapport.blocks import (
    Block,
    Cell,
    Group,
    Heading,
    Inlines,
    KeyFigure,
    KeyFigures,
    Link,
    ListBlock,
    Paragraph,
    ShownValue,
    Source,
    Status,
    Value,
    plain,
)
from fokusrapport.domain.audit import KINDS, OPEN, Standing, all_standings, reports_of, standings, status_word
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.filling import joined
from fokusrapport.domain.notes import Notes
from fokusrapport.domain.spelling import Spelled
from fokusrapport.domain.tabulate import ColumnOf, TableFrame, tabulate, text_cell
from fokusrapport.domain.values import ValueMaker
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import Language, _
from fokusrapport.params.audit_models import AuditReport, Statement
from fokusrapport.params.models import Labels, Said
from fokusrapport.params.nearest import nearest

LABEL = "tbl-tilsyn"


@dataclass(frozen=True)
class AuditFollowUp(Spelled):
    """The reports in `audit.yaml`, as the notebook of `area` shows them; nothing where there is no such file."""

    edition: EditionData
    area: str

    # --- everything ---

    def reports(self) -> Block:
        """Every report under a heading of its own: whose it is, what it found and recommends, and how that stands."""
        return Group(children=tuple(block for report in self._all for block in self._blocks(report)))

    def figures(self) -> Block:
        """Key figures over all reports: what is open, overdue, awaiting the auditor, and confirmed."""
        words, found = self._words, all_standings(self.edition)
        reported = [item for item in found if item.status == "reported_done"]
        confirmed = [item for item in found if item.status == "confirmed_done"]
        items = (
            KeyFigure(
                label=words.gettext("open recommendations"), value=self._counted(_open(found)), status="accepted"
            ),
            KeyFigure(label=words.gettext("of these overdue"), value=self._counted(_overdue(found)), status="unmet"),
            KeyFigure(label=status_word("reported_done", words), value=self._counted(reported), status="accepted"),
            KeyFigure(label=status_word("confirmed_done", words), value=self._counted(confirmed), status="met"),
        )
        return KeyFigures(items=items) if found else Group(children=())

    # --- of one report ---

    def about(self, report: str) -> Paragraph:
        """Whose the report is, what it is called and when it was made; that its date is not known is said."""
        return self._about(self._found(report))

    def conclusions(self, report: str) -> Block:
        """What the report found."""
        return self._listed(self._found(report).conclusions)

    def left_out(self, report: str) -> Block:
        """What the report did not look at."""
        return self._listed(self._found(report).left_out)

    def recommendations(self, report: str) -> Block:
        """What the report recommends, as a numbered list, without how it stands."""
        items = self._listed([item.text for item in self._found(report).recommendations])
        return items.model_copy(update={"ordered": True}) if isinstance(items, ListBlock) else items

    def status(self, report: str, caption: Said = "") -> Block:
        """How the report's recommendations stand, the administration's and the auditor's view side by side."""
        return self._table(self._found(report), caption)

    # --- for sentences ---

    def total(self) -> Value:
        """How many recommendations there are in all reports, in words up to twelve."""
        return self._counted(all_standings(self.edition), in_words=True)

    def open(self) -> Value:
        """How many of them are still to be done."""
        return self._counted(_open(all_standings(self.edition)), in_words=True)

    def overdue(self) -> Value:
        """How many of them were to be done before the edition's date, and are not."""
        return self._counted(_overdue(all_standings(self.edition)), in_words=True)

    # --- within ---

    @property
    def _words(self) -> Language:
        return self.edition.language

    @property
    def _all(self) -> tuple[AuditReport, ...]:
        return reports_of(self.edition)

    def _found(self, name: str) -> AuditReport:
        for report in self._all:
            if report.id == name:
                return report
        known = [report.id for report in self._all]
        what = _("There is no audit report «{name}» by the date of this edition.").format(name=name)
        raise InputRefused.because(what, allowed=", ".join(known), nearest=nearest(name, known))

    def _blocks(self, report: AuditReport) -> Iterator[Block]:
        words = self._words
        yield Heading(level=3, children=self.edition.label_inlines(report.title))
        yield self._about(report)
        parts = (
            (words.gettext("What the report found"), self._listed(report.conclusions)),
            (words.gettext("What it recommends, and how that stands"), self._table(report, "")),
            (words.gettext("What it did not look at"), self._listed(report.left_out)),
        )
        for title, block in parts:
            if not isinstance(block, Group):
                yield from (Heading(level=4, children=plain(title)), block)

    def _about(self, report: AuditReport) -> Paragraph:
        words = self._words
        body = {
            "kontrollutvalg": words.gettext("The control committee"),
            "revisionsnämnd": words.gettext("The audit committee"),
            "statsforvalter": words.gettext("The county governor"),
            "ISO": words.gettext("ISO audit"),
        }[report.body]
        when = words.date(report.date) if report.date else words.gettext("the date of the report is not known")
        title: Inlines = self.edition.label_inlines(report.title)
        if report.address:
            title = (Link(href=report.address, children=title),)
        return Paragraph(children=(*plain(f"{body}: "), *title, *plain(f" ({when}).")))

    def _listed(self, labels: Sequence[Labels]) -> Block:
        rows = tuple((Paragraph(children=self.edition.label_inlines(label)),) for label in labels)
        return ListBlock(items=rows) if rows else Group(children=())

    def _table(self, report: AuditReport, caption: Said) -> Block:
        found = standings(self.edition, report)
        if not found:
            return Group(children=())
        title = self._words.gettext("Recommendations of “{title}”").format(title=self.edition.label(report.title))
        shown = self.edition.text_inlines(caption) if caption else plain(title)
        frame = TableFrame(f"{LABEL}-{report.id}", shown, Notes())
        return tabulate(frame, tuple(self._columns()), found)

    def _columns(self) -> Iterator[ColumnOf[Standing]]:
        words = self._words
        yield ColumnOf(words.gettext("Recommendation"), lambda item: self.edition.label_cell(item.recommendation.text))
        yield ColumnOf(words.gettext("What is done about it"), lambda item: self._said(item.recommendation.action))
        yield ColumnOf(words.gettext("Responsible"), lambda item: self._said(item.recommendation.owner))
        yield ColumnOf(words.gettext("Deadline"), self._deadline_cell)
        yield ColumnOf(words.gettext("The administration's view"), lambda item: self._view(item.administration))
        yield ColumnOf(words.gettext("The auditor's view"), lambda item: self._view(item.auditor))

    def _said(self, labels: Labels | None) -> Cell:
        return self.edition.label_cell(labels) if labels else text_cell(self._words.gettext("not stated"))

    def _view(self, said: Statement | None) -> Cell:
        """The status in a word with its mark, what was said, and when."""
        words = self._words
        if said is None:
            return Cell(status=Status(kind=KINDS[None], word=status_word(None, words)))
        told = [self.edition.label_inlines(labels) for labels in (said.text, said.reason) if labels]
        told.append(plain(f"({words.date(said.date)})"))
        status = Status(kind=KINDS[said.status], word=status_word(said.status, words))
        return Cell(children=joined(told, " "), status=status)

    def _deadline_cell(self, item: Standing) -> Cell:
        """The deadline, and how long ago it was where that matters."""
        words, deadline = self._words, item.recommendation.deadline
        if deadline is None:
            return text_cell(words.gettext("not stated"))
        if item.days_overdue is None:
            return text_cell(words.date(deadline))
        shown = ShownValue(value=self.days(item))
        status = Status(kind="unmet", word=words.gettext("overdue"))
        return Cell(children=(*plain(f"{words.date(deadline)} ("), shown, *plain(")")), status=status)

    def days(self, item: Standing) -> Value:
        """How many days a recommendation is overdue on the edition's date."""
        words, days = self._words, item.days_overdue or 0
        text = words.ngettext("{count} day ago", "{count} days ago", days).format(count=words.number(days))
        return (
            ValueMaker(self.area, words)
            .computed(text, days, (), words.gettext("days"))
            .model_copy(update={"sources": _sources([item]), "year": self.edition.year})
        )

    def _counted(self, items: Sequence[Standing], *, in_words: bool = False) -> Value:
        value = ValueMaker(self.area, self._words).counted(len(items), in_words=in_words)
        return value.model_copy(update={"sources": _sources(items), "year": self.edition.year})


def _open(found: Sequence[Standing]) -> list[Standing]:
    return [item for item in found if item.status in OPEN]


def _overdue(found: Sequence[Standing]) -> list[Standing]:
    return [item for item in found if item.days_overdue is not None]


def _sources(items: Sequence[Standing]) -> tuple[Source, ...]:
    return tuple(item.source for item in items if item.source is not None)
