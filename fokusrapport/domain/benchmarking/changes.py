"""What is other in a snapshot than in the one before: figures changed, new, or gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, Protocol

Kind = Literal["changed", "new", "gone"]
Key = tuple[str, str, str, int]


class Known(Protocol):
    """What two figures are held against each other by."""

    @property
    def table(self) -> str: ...  # noqa: D102 - told by the class
    @property
    def region(self) -> str: ...  # noqa: D102
    @property
    def measure(self) -> str: ...  # noqa: D102
    @property
    def year(self) -> int: ...  # noqa: D102
    @property
    def value(self) -> Decimal | None: ...  # noqa: D102
    @property
    def symbol(self) -> str: ...  # noqa: D102


@dataclass(frozen=True)
class FigureChange:
    """One figure that is not what it was; `before` or `after` is None where there was none."""

    kind: Kind
    before: Known | None
    after: Known | None

    @property
    def figure(self) -> Known:
        """The figure as it is, or was."""
        found = self.after or self.before
        if found is None:
            raise ValueError
        return found


def changes(before: Iterable[Known], after: Iterable[Known]) -> Iterator[FigureChange]:
    """The changes, in the order of the new figures; then what is gone, in the order of the old."""
    old, new = {_key(each): each for each in before}, {_key(each): each for each in after}
    for key, figure in new.items():
        was = old.get(key)
        if was is None:
            yield FigureChange("new", None, figure)
        elif (was.value, was.symbol) != (figure.value, figure.symbol):
            yield FigureChange("changed", was, figure)
    for key, figure in old.items():
        if key not in new:
            yield FigureChange("gone", figure, None)


def _key(figure: Known) -> Key:
    return figure.table, figure.region, figure.measure, figure.year
