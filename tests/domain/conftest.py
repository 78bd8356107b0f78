"""What the tests of the subject share: indicators and results from a few words."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from fokusrapport.domain.results import Result
from fokusrapport.params.models import Indicator

IndicatorMaker = Callable[..., Indicator]
ResultMaker = Callable[..., Result]


def _requirement(given: object) -> dict[str, Any]:
    """A text is one printed requirement; a tuple is the printed texts of met, accepted and unmet."""
    if isinstance(given, dict):
        return {"from": 2010, **given}
    if isinstance(given, tuple):
        return {"from": 2010, "bands": dict(zip(("met", "accepted", "unmet"), given, strict=False))}
    return {"from": 2010, "text": given}


@pytest.fixture(scope="session")
def make_indicator() -> IndicatorMaker:
    """A percent indicator where more is better, with the requirement and whatever else is given."""

    def make(requirement: object = None, **fields: object) -> Indicator:
        base: dict[str, object] = {"id": "a", "label": {"nb": "A"}, "scale": "percent", "direction": "higher"}
        requirements = () if requirement is None else (_requirement(requirement),)
        return Indicator.model_validate({**base, "requirements": requirements, **fields})

    return make


@pytest.fixture(scope="session")
def make_result() -> ResultMaker:
    """A result of indicator «a» in 2015 from a number written with a point."""

    def make(number: str | None = None, year: int = 2015, **fields: Any) -> Result:  # noqa: ANN401 - a test's freedom
        exact = None if number is None else Decimal(number)
        return Result(indicator="a", year=year, number=exact, **fields)

    return make
