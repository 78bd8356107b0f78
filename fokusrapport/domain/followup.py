"""What was done and what is promised, as lists under their success factors."""

from __future__ import annotations

from collections.abc import Iterable

from fokusrapport.blocks import Block, ListBlock, Paragraph, plain
from fokusrapport.domain.edition import EditionData
from fokusrapport.params.models import Action, Plan


def actions(edition: EditionData, areas: Iterable[str], success_factor: str | None) -> tuple[str, ...]:
    """What was done, as sentences; all success factors, or one."""
    found: list[Action] = [action for area in areas for action in edition.tracking(area).actions]
    return tuple(edition.label(item.text) for item in found if success_factor in (None, item.success_factor))


def plans(edition: EditionData, areas: Iterable[str], success_factor: str | None) -> tuple[str, ...]:
    """What is promised, as sentences with deadline and owner where they are set."""
    found: list[Plan] = [plan for area in areas for plan in edition.tracking(area).plans]
    return tuple(_with_deadline(edition, item) for item in found if success_factor in (None, item.success_factor))


def _with_deadline(edition: EditionData, plan: Plan) -> str:
    words = edition.language
    details = []
    if plan.due:
        details.append(words.gettext("deadline: {due}").format(due=plan.due))
    if plan.owner:
        details.append(words.gettext("responsible: {owner}").format(owner=plan.owner))
    text = edition.label(plan.text)
    return f"{text} ({', '.join(details)})" if details else text


def bullet_list(items: Iterable[str], *, ordered: bool = False) -> Block:
    """The items as a list block."""
    return ListBlock(ordered=ordered, items=tuple((Paragraph(children=plain(item)),) for item in items))
