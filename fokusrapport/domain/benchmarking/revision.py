"""Whether a KOSTRA figure is revised: no flag says so, only when its table was updated.

Statistics Norway publishes the figures of a year unrevised on 15 March of the year after and revised on 15 June:
https://www.ssb.no/offentlig-sektor/kostra/statistikk/kostra-kommune-stat-rapportering.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

Revision = Literal["unrevised", "revised"]
REVISION_WORDS: dict[str, Revision] = {"ureviderte": "unrevised", "reviderte": "revised"}
"""What stands in the column `revision` of a snapshot; blank where it cannot be told."""

_UNREVISED_FROM = (3, 15)
_REVISED_FROM = (6, 15)


def revision(year: int, updated: dt.date | None) -> Revision | None:
    """Whether the figures of a year are revised in a table that was updated on a day; None where it cannot be told.

    It cannot where the table does not say when it was updated, or was updated before the year's figures are due: then
    they were published outside the two rounds.
    """
    if updated is None or updated < dt.date(year + 1, *_UNREVISED_FROM):
        return None
    return "unrevised" if updated < dt.date(year + 1, *_REVISED_FROM) else "revised"


def revision_word(found: Revision | None) -> str:
    """The word for the data file."""
    return next((word for word, kind in REVISION_WORDS.items() if kind == found), "")
