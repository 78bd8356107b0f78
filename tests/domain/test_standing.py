from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.conftest import refusal

if TYPE_CHECKING:
    from fokusrapport.domain.area import AreaReport
    from tests.domain.conftest import Makers


def area_of(make: Makers, number: str, requirement: object, **fields: object) -> AreaReport:
    """The area whose indicator «a» has a result in 2015 and this requirement."""
    indicator = make.indicator(requirement, **{"decimals": 1, "areas": ["one"], "scale": "count", **fields})
    return make.area([indicator], [make.result(number)])


@pytest.mark.parametrize(
    ("number", "requirement", "direction", "word"),
    [
        ("92.5", "≥ 92", "higher", "above the requirement"),
        ("92", "≥ 92", "higher", "exactly at the requirement"),
        ("92.04", "≥ 92", "higher", "exactly at the requirement"),
        ("91.96", "≥ 92", "higher", "below the requirement"),
        ("92", "> 92", "higher", "below the requirement"),
        ("15", "≤ 20", "lower", "below the requirement"),
        ("20", "≤ 20", "lower", "exactly at the requirement"),
        ("21", "≤ 20", "lower", "above the requirement"),
        ("5", "4 – 6", "target", "within the requirement"),
        ("3", "4 – 6", "target", "below the requirement"),
        ("7", "4 – 6", "target", "above the requirement"),
    ],
)
def test_the_word_says_on_which_side_the_result_lies(
    make: Makers, number: str, requirement: str, direction: str, word: str
) -> None:
    """Of the limit, whichever side is good; what is printed as the limit but misses it is not «at» it."""
    judged = area_of(make, number, requirement, direction=direction).against_requirement("a")
    assert (judged.text, judged.kind, judged.exact) == (word, "verdict", None)


def test_what_is_not_settled_is_refused_with_the_reason(make: Makers) -> None:
    """No requirement, a result between printed bands, and a status set by hand."""
    assert refusal(area_of(make, "5", None).against_requirement, "a") == (
        "Where «a» lies against its requirement in 2015 cannot be told: no requirement applies to 2015."
    )
    gap = area_of(make, "4.45", ("4,5 - 6", "4 - 4,4", "0 - 3,9"), scale="score_1_6", decimals=2)
    assert "more decimals than the limits" in refusal(gap.against_requirement, "a")
    indicator = make.indicator("≥ 92", areas=["one"], scale="count")
    by_hand = make.area([indicator], [make.result("95", status_by_hand="unmet", status_reason="Feil")])
    assert "set by hand: Feil" in refusal(by_hand.against_requirement, "a")


numbers = st.decimals(min_value=0, max_value=100, places=1, allow_nan=False)


@given(numbers, numbers)
def test_the_word_agrees_with_the_classification(make: Makers, number: Decimal, limit: Decimal) -> None:
    """«Below the requirement» exactly where it is missed: the other helpers say the same or are refused."""
    area = area_of(make, str(number), f"≥ {str(limit).replace('.', ',')}")
    said = area.against_requirement("a").text
    if said == "below the requirement":
        assert area.below_requirement("a").text == said
        refusal(area.meets_requirement, "a")
    else:
        assert area.meets_requirement("a").text == "meets the requirement"
