from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from fokusrapport.domain.numbers import format_cell, format_difference, format_result
from fokusrapport.i18n import language
from fokusrapport.params.translated import localised

if TYPE_CHECKING:
    from tests.domain.conftest import Makers

NORWEGIAN = language("nb")


@pytest.mark.parametrize(
    ("fields", "number", "text"),
    [
        ({"scale": "points_0_100", "unit": "poeng", "decimals": 1}, "34.9", "34,9\u00a0poeng"),
        ({"scale": "percent", "decimals": 1}, "93.6", "93,6\u00a0%"),
        ({"scale": "percent", "unit": "%"}, "90", "90\u00a0%"),
        ({"scale": "percent", "unit": "prosent"}, "90", "90\u00a0prosent"),
        ({"scale": "score_1_6", "decimals": 1}, "4.85", "4,9"),
        ({"scale": "count"}, "428638", "428\u00a0638"),
        ({"scale": "deviation", "unit": "%", "decimals": 1}, "2.25", "+2,3\u00a0%"),
        ({"scale": "deviation", "unit": "mill. kr"}, "-3", "−3\u00a0mill. kr"),
        ({"scale": "ordinal", "ordinal": ("Dårlig", "Bra")}, "2", "Bra"),
        ({"scale": "ordinal", "unit": "stjerner", "ordinal": ("★", "★★")}, "2", "2\u00a0stjerner"),
    ],
)
def test_results_carry_their_unit(make: Makers, fields: dict[str, object], number: str, text: str) -> None:
    """A result is printed with its scale's sign, level or unit, which no line end may part from it."""
    assert format_result(make.indicator(**fields), Decimal(number), NORWEGIAN) == text


def test_differences_in_percent_are_points(make: Makers) -> None:
    """Percentages differ by points, whatever way the unit is written; other units stay."""
    english = language("en")
    assert (
        format_difference(make.indicator(unit="pst.", decimals=1), Decimal("0.7"), english)
        == "+0.7\u00a0percentage points"
    )
    assert format_difference(make.indicator(scale="duration", unit="dager"), Decimal(-2), english) == "−2\u00a0dager"


@pytest.mark.parametrize(
    ("unit", "code", "number", "decimals", "text"),
    [
        ("dager", "nb", "1", 0, "+1\u00a0dag"),
        ("dager", "nb", "-1", 0, "−1\u00a0dag"),
        ("dager", "nb", "21", 0, "+21\u00a0dager"),
        ("dager", "nb", "1", 1, "+1,0\u00a0dager"),
        ("timar", "nn", "1", 0, "+1\u00a0time"),
        ("minuter", "sv", "1", 0, "+1\u00a0minut"),
        ("points", "en", "1", 0, "+1\u00a0point"),
        ("%", "en", "1", 0, "+1\u00a0percentage point"),
        ("%", "sv", "1", 0, "+1\u00a0procentenhet"),
        ("stk.", "nb", "1", 0, "+1\u00a0stk."),
    ],
)
def test_a_common_unit_agrees_with_one(  # noqa: PLR0913, PLR0917 - a table
    make: Makers, unit: str, code: str, number: str, decimals: int, text: str
) -> None:
    """Of the printed number: 1.0 is many. A unit that nobody knows stays as it is."""
    indicator = make.indicator(scale="duration", unit=unit, decimals=decimals)
    assert format_difference(indicator, Decimal(number), language(code)) == text
    if unit != "%":
        assert format_result(indicator, Decimal(number), language(code)) == text.removeprefix("+")


def test_a_missing_result_is_words_never_zero(make: Makers) -> None:
    """An empty cell says that it is empty; a text stands as it is."""
    indicator = make.indicator()
    assert format_cell(indicator, make.result(missing="blank"), language("en")) == "not stated"
    assert format_cell(indicator, make.result(text="I arbeid"), NORWEGIAN) == "I arbeid"
    assert format_cell(indicator, make.result("0"), NORWEGIAN) == "0\u00a0%"


@pytest.mark.parametrize(
    ("fields", "text", "code", "shown"),
    [
        ({"scale": "ordinal", "ordinal": ({"nb": "Dårlig", "en": "Poor"}, "Bra")}, "dårlig", "en", "Poor"),
        ({"scale": "ordinal", "ordinal": ({"nb": "Dårlig", "en": "Poor"}, "Bra")}, "dårlig", "nb", "dårlig"),
        ({"scale": "ordinal", "ordinal": ("Dårlig", "Bra")}, "Bra", "en", "Bra"),
        ({"scale": "yes_no"}, "Ja", "en", "yes"),
        ({"scale": "yes_no"}, "Ja", "nb", "Ja"),
        ({"scale": "milestone"}, "Ferdig i mai", "en", "Ferdig i mai"),
    ],
)
def test_a_level_that_the_data_name_is_shown_in_the_report_s_language(
    make: Makers, fields: dict[str, object], text: str, code: str, shown: str
) -> None:
    """As the source wrote it where that is the language; other texts are quoted."""
    indicator = localised(make.indicator(**fields), code, "nb")
    assert format_cell(indicator, make.result(text=text), language(code)) == shown
