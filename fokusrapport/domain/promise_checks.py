"""What nobody has answered for: plans of earlier editions, and answers that promise nothing new."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.promises import Followed
from fokusrapport.errors import Fault
from fokusrapport.i18n import _

Severity = Literal["error", "before_publishing", "warning"]
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def promise_findings(edition: EditionData) -> Iterator[tuple[Severity, Fault]]:
    """A finding for every plan without an answer: a draft may be made, but nothing promised falls silently away.

    What is still under way after its deadline is only warned about.
    """
    for area in edition.promising_areas:
        own = edition.promises(area)
        yield from (("before_publishing", _blank(item)) for item in own if item.answer and item.status == "unanswered")
        if unmentioned := [item for item in own if item.answer is None]:
            yield "before_publishing", _unmentioned(edition, area, unmentioned)
        yield from (("warning", _overdue(item)) for item in own if _is_overdue(item, edition.year))


def _blank(item: Followed) -> Fault:
    what = _("«{plan}», promised in {year}, is not answered yet.").format(
        plan=item.promise.plan.id, year=item.promise.year
    )
    return _fault(item, what, _("status: done, under_way, postponed or dropped"))


def _unmentioned(edition: EditionData, area: str, items: list[Followed]) -> Fault:
    """One for the area: its file may not be there yet, or the area itself may be gone."""
    years = ", ".join(str(year) for year in sorted({item.promise.year for item in items}))
    plans = ", ".join(f"«{item.promise.plan.id}»" for item in items)
    what = _("The area «{area}» promised {plans} in {years}, and nobody has answered for it.")
    what = what.format(area=area, plans=plans, years=years)
    folder = f"params/{edition.loaded.municipality_name}/{edition.year}"
    if area in edition.areas:
        return Fault(f"{folder}/{area}.yaml", what=what, allowed=_("an entry under «answers» for each, with a status"))
    allowed = _("an entry under «answers» in the file of another area, with «area: {area}»").format(area=area)
    return Fault(folder, what=what, allowed=allowed)


def _is_overdue(item: Followed, year: int) -> bool:
    """Whether something is to be done by a time that has passed by the end of the edition's year."""
    years = [int(found) for found in _YEAR.findall(item.due)]
    return item.status == "under_way" and bool(years) and max(years) <= year


def _overdue(item: Followed) -> Fault:
    what = _("«{plan}» is still under way, although it was to be done by «{due}».").format(
        plan=item.promise.plan.id, due=item.due
    )
    return _fault(item, what, _("the new deadline as «due»"))


def _fault(item: Followed, what: str, allowed: str) -> Fault:
    source = item.source
    return Fault(source.file if source else item.area, source.row if source else 0, what=what, allowed=allowed)
