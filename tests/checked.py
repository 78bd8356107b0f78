"""Made-up checks of areas, and what areas show, for the tests of where areas stand."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping

from fokusrapport.params.checks import EditionChecks
from fokusrapport.params.checks_models import PARTS, AreaChecks, Check, Content
from fokusrapport.params.models import CheckRole
from fokusrapport.params.yamlfile import Located

DAY = dt.date(2026, 3, 3)
FOLDER = "params/testvik/2024/checks"


def content(**parts: str) -> Content:
    """What an area shows, told by a word for each part; «» for those that are not given."""
    words = [parts.get(part, "") for part in PARTS]
    digests = {part: _digest(word)[:12] for part, word in zip(PARTS, words, strict=True)}
    return Content.model_validate({"fingerprint": _digest(repr(words)), **digests})


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def check(name: str = "Kari Nordmann", date: dt.date = DAY, *, seen: Mapping[str, Content] | None = None) -> Check:
    """A check by somebody, of what was seen in each language."""
    return Check(name=name, date=date, content=dict(seen or {"nb": content()}))


def checks(areas: Mapping[str, AreaChecks], *requires: CheckRole, in_order: bool = False) -> EditionChecks:
    """The checks of an edition."""
    found = {
        area: Located(own, f"{FOLDER}/{area}.yaml", {("unit",): 2, ("director",): 7}, "") for area, own in areas.items()
    }
    return EditionChecks(FOLDER, found, requires, in_order)
