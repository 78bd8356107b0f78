"""What was done, what is promised, and what is done about unacceptable results."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fokusrapport.blocks import Block, Cell, Group, Inlines, ListBlock, Paragraph, Table, plain
from fokusrapport.domain.cards.places import name_cell
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.notes import Notes
from fokusrapport.domain.tabulate import ColumnOf, TableFrame, tabulate, text_cell
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import _
from fokusrapport.params.models import Action, Explanation, Plan
from fokusrapport.params.nearest import nearest


def actions(edition: EditionData, areas: Sequence[str], success_factor: str | None) -> tuple[Paragraph, ...]:
    """What was done, as sentences that links lead to; of all success factors, or one.

    Raises InputRefused for an area or a success factor that does not exist, as `plans` does: a misspelt one would
    leave out what the municipality has adopted, and nobody would see it.
    """
    _refuse_unknown(edition, areas, success_factor)
    return tuple(
        Paragraph(children=edition.label_inlines(item.text), anchor=tracked_anchor(area, item))
        for area in areas
        for item in edition.tracking(area).actions
        if success_factor in (None, item.success_factor)
    )


def plans(edition: EditionData, areas: Sequence[str], success_factor: str | None) -> tuple[Paragraph, ...]:
    """What is promised, as sentences with deadline and owner where they are set; links lead to them."""
    _refuse_unknown(edition, areas, success_factor)
    return tuple(
        Paragraph(children=_with_deadline(edition, item), anchor=tracked_anchor(area, item))
        for area in areas
        for item in edition.tracking(area).plans
        if success_factor in (None, item.success_factor)
    )


def tracked_anchor(area: str, item: Action | Plan) -> str:
    """Where an action or plan stands in the report: in its area, or where it is told of first."""
    return f"{'tiltak' if isinstance(item, Action) else 'plan'}-{area}-{item.id}"


def _refuse_unknown(edition: EditionData, areas: Sequence[str], success_factor: str | None) -> None:
    factors = [factor.id for factor in edition.municipality.success_factors]
    if success_factor is not None and success_factor not in factors:
        what = _("There is no success factor «{name}».").format(name=success_factor)
        raise InputRefused.because(what, allowed=", ".join(factors), nearest=nearest(success_factor, factors))
    refuse_unknown_areas(edition, areas)


def refuse_unknown_areas(edition: EditionData, areas: Sequence[str]) -> None:
    """Raises InputRefused for an area that the edition does not have."""
    for area in areas:
        if not edition.has_area(area):
            known = edition.areas
            what = _("{edition} has no area «{area}».").format(edition=edition.name, area=area)
            raise InputRefused.because(what, allowed=", ".join(known), nearest=nearest(area, known))


def _with_deadline(edition: EditionData, plan: Plan) -> Inlines:
    words = edition.language
    details = []
    if plan.due:
        details.append(words.gettext("deadline: {due}").format(due=plan.due))
    if plan.owner:
        details.append(words.gettext("responsible: {owner}").format(owner=plan.owner))
    if not details:
        return edition.label_inlines(plan.text)
    sentence = {code: text.rstrip(".") for code, text in plan.text.items()}
    return (*edition.label_inlines(sentence), *plain(f" ({', '.join(details)})."))


def explanations_table(edition: EditionData, area: str, label: str) -> Table | None:
    """Why results are as they are, what is done about it, who answers for it and when; None when nothing is said."""
    explained = edition.tracking(area).explanations
    if not explained:
        return None
    words, register = edition.language, edition.register

    def said(text: str) -> Cell:
        return edition.text_cell(text) if text.strip() else text_cell(words.gettext("not stated"))

    columns: tuple[ColumnOf[Explanation], ...] = (
        ColumnOf(words.gettext("Indicator"), lambda item: name_cell(edition, register.find(item.indicator))),
        ColumnOf(words.gettext("Why the result is as it is"), lambda item: said(item.explanation)),
        ColumnOf(words.gettext("What is done about it"), lambda item: said(item.action)),
        ColumnOf(words.gettext("Responsible"), lambda item: said(item.owner)),
        ColumnOf(words.gettext("Deadline"), lambda item: said(item.due)),
    )
    caption = words.gettext("Explanations of the results in {year}").format(year=edition.year)
    return tabulate(TableFrame(label, caption, Notes()), columns, explained)


def listed(items: Iterable[Inlines | Paragraph]) -> Block:
    """The items as a list block; nothing at all when there are none."""
    rows = tuple((item if isinstance(item, Paragraph) else Paragraph(children=item),) for item in items)
    return ListBlock(items=rows) if rows else Group(children=())
