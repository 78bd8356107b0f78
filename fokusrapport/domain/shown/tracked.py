"""What a report shows of what it tracks: actions, plans, promises of earlier years and recommendations of auditors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fokusrapport.blocks import Area
from fokusrapport.domain import audit
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.followup_report import status_word
from fokusrapport.domain.promises import Followed
from fokusrapport.domain.shown.texts import ShownTexts
from fokusrapport.subject import TrackedState


def tracked_states(edition: EditionData, areas: Sequence[Area]) -> tuple[TrackedState, ...]:
    """Every tracked thing whose words the areas show, with its status in words."""
    own = [area for area in areas if area.id in edition.areas]
    texts = ShownTexts.of(edition, own)
    found = (*_planned(edition, texts), *_promised(edition, texts), *_recommended(edition, texts, own))
    return tuple(state for state in found if state.text)


def _planned(edition: EditionData, texts: ShownTexts) -> Iterator[TrackedState]:
    for area in edition.areas:
        tracking = edition.tracking(area)
        for action in tracking.actions:
            yield TrackedState(kind="action", id=action.id, area=area, text=texts.text(action.text))
        for plan in tracking.plans:
            said = tuple(texts.said(owner=plan.owner, due=plan.due))
            yield TrackedState(kind="plan", id=plan.id, area=area, text=texts.text(plan.text), said=said)


def _promised(edition: EditionData, texts: ShownTexts) -> Iterator[TrackedState]:
    for area in edition.promising_areas:
        for item in edition.promises(area):
            yield _promise(edition, texts, item)


def _promise(edition: EditionData, texts: ShownTexts, item: Followed) -> TrackedState:
    told = [texts.text(text) for text in (item.answer.text, item.answer.reason)] if item.answer else []
    return TrackedState(
        kind="promise",
        id=item.promise.plan.id,
        area=item.area,
        text=texts.text(item.promise.plan.text),
        status=status_word(item.status, edition.language),
        said=tuple(texts.said(answer=" ".join(filter(None, told)), owner=item.owner, due=item.due)),
    )


def _recommended(edition: EditionData, texts: ShownTexts, areas: Sequence[Area]) -> Iterator[TrackedState]:
    """They belong to no area: told where they are shown first."""
    for standing in audit.all_standings(edition):
        text = texts.text(standing.recommendation.text)
        where = next((area.id for area in areas if text and text in ShownTexts.of(edition, [area]).all), "")
        yield TrackedState(
            kind="recommendation",
            id=standing.recommendation.id,
            area=where,
            text=text,
            status=audit.status_word(standing.status, edition.language),
            said=tuple(texts.said(owner=standing.recommendation.owner, action=standing.recommendation.action)),
        )
