"""What the tests of the subject share: indicators and results from a few words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from fokusrapport.domain.results import Result
from fokusrapport.params.models import Indicator


def _requirement(given: object) -> dict[str, Any]:
    """A text is one printed requirement; a tuple is the printed texts of met, accepted and unmet."""
    if isinstance(given, dict):
        return {"from": 2010, **given}
    if isinstance(given, tuple):
        return {"from": 2010, "bands": dict(zip(("met", "accepted", "unmet"), given, strict=False))}
    return {"from": 2010, "text": given}


class Makers:
    """Makes the indicator «a» and its results."""

    def indicator(self, requirement: object = None, **fields: object) -> Indicator:
        """A percent indicator where more is better, with the requirement and whatever else is given."""
        base: dict[str, object] = {"id": "a", "label": {"nb": "A"}, "scale": "percent", "direction": "higher"}
        requirements = () if requirement is None else (_requirement(requirement),)
        return Indicator.model_validate({**base, "requirements": requirements, **fields})

    def result(self, number: str | None = None, year: int | None = 2015, **fields: Any) -> Result:  # noqa: ANN401 - any field
        """A result of the year from a number written with a point."""
        exact = None if number is None else Decimal(number)
        return Result(**{"indicator": "a", "year": year, "number": exact, **fields})


@pytest.fixture(scope="session")
def make() -> Makers:
    """Makes indicators and results."""
    return Makers()
