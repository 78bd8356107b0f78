"""What a server answers a page that shows comments: plain values in and out, whatever serves them.

After the W3C Web Annotation Protocol: the comments of a page are a container, GET gives what it holds, and a remark
that is POSTed to it is kept, be it a comment, an answer or the word that one is settled. Nothing kept is ever changed.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

from fokusrapport.comments.files import annotation_from
from fokusrapport.comments.model import Annotation, Place
from fokusrapport.comments.page import told
from fokusrapport.comments.store import Store
from fokusrapport.comments.texts import Texts
from fokusrapport.errors import Fault, InputRefused
from fokusrapport.i18n import _

LARGEST = 200_000
"""Bytes of one remark, at the most."""


@dataclass(frozen=True)
class Container:
    """The comments on what an edition shows in one language."""

    store: Store
    scope: str
    texts: Texts

    def get(self) -> dict[str, object]:
        """What the page is to show."""
        return told(self.store.read().threads, self.texts, self.scope)

    def post(self, body: bytes, now: dt.datetime | None = None) -> dict[str, object]:
        """Keep a remark, and give what the page is to show now; raises InputRefused for what is none."""
        remark = _remark(body)
        if isinstance(remark.target, Place):
            self._refuse_elsewhere(remark.target)
        # The server's clock, not the reader's: answers are in the order they came.
        self.store.add(remark.model_copy(update={"created": now or dt.datetime.now(dt.UTC)}))
        return self.get()

    def _refuse_elsewhere(self, place: Place) -> None:
        if place.scope != self.scope or place.area not in self.texts:
            what = _("The comment is on another report: {scope}, {area}.")
            raise InputRefused(faults=[Fault("", what=what.format(scope=place.scope, area=place.area))])


def _remark(body: bytes) -> Annotation:
    if len(body) > LARGEST:
        raise InputRefused(faults=[Fault("", what=_("The comment is too long."))])
    try:
        content = json.loads(body)
    except ValueError as error:
        what = _("The file is not JSON: {reason}.").format(reason=error)
        raise InputRefused(faults=[Fault("", what=what)]) from error
    remark, faults = annotation_from(content, "")
    if remark is None:
        raise InputRefused(faults=faults)
    return remark
