"""What answers say of the plans of earlier editions: each is about an open one, is given once, and says enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fokusrapport.errors import Fault
from fokusrapport.i18n import _
from fokusrapport.params.nearest import nearest
from fokusrapport.params.promises import of_area, open_promises

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fokusrapport.params.editionfiles import EditionFiles
    from fokusrapport.params.models import Answer, AreaTracking
    from fokusrapport.params.promises import Promise, PromiseKey
    from fokusrapport.params.yamlfile import Located


def check_answers(files: EditionFiles) -> Iterator[Fault]:
    """A fault for every answer that is about no open plan, contradicts another, or does not say what it must.

    A plan that nobody has answered is no fault: `domain.checks` warns of it, and refuses it in a final report.
    """
    promises = open_promises(files.earlier)
    first: dict[PromiseKey, tuple[Located[AreaTracking], int, Answer]] = {}
    for area, located in files.tracking.items():
        for index, answer in enumerate(located.model.answers):
            key = (answer.area or area, answer.plan)
            if key in first:
                yield _twice(located, index, answer, first[key])
            elif key not in {promise.key for promise in promises}:
                yield _unknown(located, index, key, promises)
            first.setdefault(key, (located, index, answer))
            yield from _incomplete(located, index, answer)
        yield from _promised_again(located, of_area(promises, area))


def _twice(
    located: Located[AreaTracking], index: int, answer: Answer, first: tuple[Located[AreaTracking], int, Answer]
) -> Fault:
    before, place, other = first
    line, where = located.line("answers", index, "plan"), f"{before.file}:{before.line('answers', place, 'plan')}"
    if answer.status != other.status:
        what = _("«{plan}» is answered twice: as «{status}» here, and as «{other}» in {where}.")
        statuses = {"status": answer.status or "", "other": other.status or ""}
        what = what.format(plan=answer.plan, where=where, **statuses)
    else:
        what = _("«{plan}» is answered twice; it is answered in {where} already.").format(plan=answer.plan, where=where)
    return Fault(located.file, line, what=what, allowed=_("one answer a plan"))


def _unknown(located: Located[AreaTracking], index: int, key: PromiseKey, promises: Sequence[Promise]) -> Fault:
    area, plan = key
    line = located.line("answers", index, "plan")
    if not promises:
        what = _("«{plan}» answers for no plan: no earlier edition has left any open.").format(plan=plan)
        return Fault(located.file, line, what=what, allowed=_("nothing under «answers»"))
    own = [promise.plan.id for promise in of_area(promises, area)]
    if not own:
        areas = list(dict.fromkeys(promise.area for promise in promises))
        what = _("No earlier edition has left a plan of the area «{area}» open, so «{plan}» answers for none.")
        what = what.format(area=area, plan=plan)
        return Fault(located.file, line, what=what, allowed=", ".join(areas), nearest=nearest(area, areas))
    what = _("No earlier edition has left the plan «{plan}» of the area «{area}» open.").format(plan=plan, area=area)
    return Fault(located.file, line, what=what, allowed=", ".join(own), nearest=nearest(plan, own))


def _incomplete(located: Located[AreaTracking], index: int, answer: Answer) -> Iterator[Fault]:
    line = located.line("answers", index, "status")
    if answer.status == "dropped" and not answer.reason.strip():
        what = _("«{plan}» is dropped, and the answer does not say why.").format(plan=answer.plan)
        yield Fault(located.file, line, what=what, allowed=_("a «reason», in words for readers"))
    if answer.status == "postponed" and not answer.due.strip():
        what = _("«{plan}» is postponed, and the answer does not say until when.").format(plan=answer.plan)
        yield Fault(located.file, line, what=what, allowed=_("a new «due», as it is to be printed"))


def _promised_again(located: Located[AreaTracking], own: Sequence[Promise]) -> Iterator[Fault]:
    """A new plan does not take the name of one that is still open: nobody could tell which of them is answered."""
    years = {promise.plan.id: promise.year for promise in own}
    for index, plan in enumerate(located.model.plans):
        if plan.id in years:
            what = _("«{plan}» was promised in {year}, and stands under «plans» again.")
            allowed = _("an entry under «answers» for the old plan, and another id for a new one")
            line = located.line("plans", index, "id")
            yield Fault(located.file, line, what=what.format(plan=plan.id, year=years[plan.id]), allowed=allowed)
