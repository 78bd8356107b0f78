"""One result of one indicator in one year, as it was read from the data."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fokusrapport.blocks import Source, StatusKind
from fokusrapport.domain.missing import MissingKind
from fokusrapport.domain.spelling import Spelled


@dataclass(frozen=True, kw_only=True)
class Result(Spelled):
    """A measured number, a text or a kind of missing: exactly one.

    A text is a milestone, a level of a scale, yes or no. `status_by_hand` is set by the municipality where no
    rule can judge, always with `status_reason`. `comment` is printed in the row; `uncertain` says what is
    uncertain about the figure. `year` is None where the source does not show it; then `uncertain` says so.
    `participants` is how many municipalities stand behind the figure of a comparison.

    Raises:
        ValueError: when it is two things at once or nothing, a status set by hand gives no reason, or no year is given
            and nothing says why.
    """

    indicator: str
    year: int | None
    number: Decimal | None = None
    text: str | None = None
    missing: MissingKind | None = None
    status_by_hand: StatusKind | None = None
    status_reason: str = ""
    comment: str = ""
    uncertain: str = ""
    participants: int | None = None
    source: Source | None = None

    def __post_init__(self) -> None:
        """Refuse a result that is two things at once, or nothing."""
        if sum(part is not None for part in (self.number, self.text, self.missing)) != 1:
            msg = "exactly one of number, text and missing"
            raise ValueError(msg)
        if self.year is None and not self.uncertain:
            msg = "a result without a year says why in «uncertain»"
            raise ValueError(msg)
        if self.status_by_hand is not None and (not self.status_reason or self.status_by_hand == "missing"):
            msg = "a status set by hand needs a reason, and is never «missing»"
            raise ValueError(msg)
