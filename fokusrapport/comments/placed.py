"""Comments with the place they have today, as the command line and the page tell of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from fokusrapport.comments.anchoring import Anchor, anchor
from fokusrapport.comments.model import Annotation
from fokusrapport.comments.texts import Texts
from fokusrapport.comments.thread import Thread


@dataclass(frozen=True)
class Placed:
    """A comment and where its words stand now; no anchor where they are gone."""

    thread: Thread
    anchor: Anchor | None

    @property
    def quote(self) -> str:
        """The words that were marked; empty where the cell or area as a whole is meant."""
        return self.thread.place.quote.exact if self.thread.place.quote else ""

    @property
    def state(self) -> str:
        """`open`, `resolved`, or `detached` where an open comment has lost its words."""
        detached = self.anchor is None and self.thread.state == "open"
        return "detached" if detached else self.thread.state

    def as_json(self) -> dict[str, object]:
        """The comment as plain values."""
        thread, found = self.thread, self.anchor
        return {
            "id": thread.id,
            "area": thread.place.area,
            "scope": thread.place.scope,
            "state": self.state,
            "quote": self.quote,
            "cell": found.cell if found else thread.place.cell,
            "start": found.start if found else None,
            "end": found.end if found else None,
            "anchored": found.how if found else None,
            "likeness": round(found.likeness) if found else None,
            **_said(thread.comment),
            "answers": [{"id": answer.id, **_said(answer)} for answer in thread.answers],
        }


def _said(one: Annotation) -> dict[str, object]:
    told = one.model_dump(mode="json")
    return {"name": one.creator.name, "created": told["created"], "motivation": one.motivation, "text": one.text}


def placed(threads: Sequence[Thread], texts: Texts, scope: str) -> list[Placed]:
    """The comments of one language of an edition where they stand now, in the order of the report.

    Detached ones come last in their area, and those of an area that the report no longer has, last of all.
    """
    found = [
        Placed(thread, anchor(thread.place, texts.get(thread.place.area, ())))
        for thread in threads
        if thread.place.scope == scope
    ]
    areas = list(texts)
    cells = {(area, text.cell): number for area in areas for number, text in enumerate(texts[area])}

    def order(one: Placed) -> tuple[int, str, int, int, dt.datetime, str]:
        area = one.thread.place.area
        known = areas.index(area) if area in texts else len(areas)
        if one.anchor is None:
            return (known, area, len(cells), 0, one.thread.comment.created, one.thread.id)
        return (known, area, cells[area, one.anchor.cell], one.anchor.start, one.thread.comment.created, one.thread.id)

    return sorted(found, key=order)
