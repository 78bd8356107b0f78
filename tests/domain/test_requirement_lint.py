from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fokusrapport.domain.requirement_lint import lint_indicator

if TYPE_CHECKING:
    from tests.domain.conftest import Makers

LEVELS = ("Dårlig", "Bra", "Meget bra")
DAYS = {"scale": "duration", "unit": "dager", "direction": "lower"}


def told(make: Makers, requirement: object, **fields: object) -> list[str]:
    """Each finding as «severity: message»."""
    return [f"{item.severity}: {item.message}" for item in lint_indicator(make.indicator(requirement, **fields))]


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOKUSRAPPORT_LANGUAGE", "en")


@pytest.mark.parametrize(
    ("requirement", "fields"),
    [
        ("6,0 – 4,6", {"scale": "score_1_6", "decimals": 1}),
        ("≥ 92 %", {"decimals": 1}),
        ("100-75 poeng", {"scale": "points_0_100", "unit": "poeng"}),
        (("4,5 - 6", "4 - 4,4", "1 - 3,9"), {"scale": "score_1_6", "decimals": 1}),
        (("≥ 90", "≥ 80", "< 80"), {"decimals": 2}),
        (("≤ 10 dager", "≤ 20 dager", "> 20 dager"), DAYS),
        ("5 (= 0 %)", {"scale": "score_1_5", "decimals": 1}),
        (LEVELS[::-1], {"scale": "ordinal", "ordinal": LEVELS}),
        (("95–105", "90–94 eller 106–110", "< 90 eller > 110"), {"scale": "index", "direction": "target"}),
        ({"text": "> landssnitt", "benchmark": "land"}, {"scale": "score_1_5", "decimals": 1}),
        ("Ferdig i 2016", {"scale": "milestone"}),
        ("ja", {"scale": "yes_no"}),
        ("90 pst.", {"unit": "%"}),
        ("innen 1 dag", DAYS),
    ],
)
def test_clear_requirements_pass(make: Makers, requirement: object, fields: dict[str, object]) -> None:
    """What the printed text settles is left in peace."""
    assert told(make, requirement, **fields) == []


@pytest.mark.parametrize(
    ("requirement", "fields", "finding"),
    [
        (("5 - 6", "3,9 - 4,4"), {"scale": "score_1_6"},
         "warning: between «3,9 - 4,4» and «5 - 6» lies a gap: results in it get no level"),
        (("> 90", "80 – 89", "< 80"), {},
         "warning: between «80 – 89» and «> 90» lies a gap: results in it get no level"),
        (("4,5 - 6", "4 - 4,5"), {"scale": "score_1_6"},
         "warning: «4 - 4,5» and «4,5 - 6» overlap: results in both get no level"),
        (("4,5 - 6", "4 - 4,4", "1 - 3,9"), {"scale": "score_1_6", "decimals": 2},
         "warning: decimals in results: 2, in the limits: 1; declare a «rounding»"),
        ("75 – 100", {"decimals": 1}, "warning: decimals in results: 1, in the limits: 0; declare a «rounding»"),
        (("4,5 - 6", "4 - 4,4", "0 - 3,9"), {"scale": "score_1_6"},
         "warning: «0 - 3,9» reaches beyond the scale, which goes from 1 to 6"),
        ("7 - 9", {"scale": "score_1_6"}, "error: «7 - 9» lies outside the scale, which goes from 1 to 6"),
        ("> 100 %", {}, "error: «> 100 %» lies outside the scale, which goes from 0 to 100"),
        ("≤ 5", {}, "error: «≤ 5» goes the wrong way: the direction is «higher»"),
        ("≥ 5 dager", DAYS, "error: «≥ 5 dager» goes the wrong way: the direction is «lower»"),
        ("4 - 5", {"scale": "score_1_5", "direction": "lower"},
         "error: «4 - 5» goes the wrong way: the direction is «lower»"),
        (("11 – 20 dager", "0 – 10 dager"), DAYS,
         "error: «11 – 20 dager» should be better than «0 – 10 dager», but the direction is «lower»"),
        (("10 – 12", "5 – 20"), {"scale": "count"},
         "error: «10 – 12» should be better than «5 – 20», but the direction is «higher»"),
        ("92 poeng", {}, "error: the requirement is in «poeng», but the indicator in «%»"),
        ("92 %", {"scale": "score_1_6"}, "error: the requirement is in «%», but the indicator in «score_1_6»"),
        ("≥ 0", {"scale": "deviation"},
         "warning: which sign of the deviation is good is not declared, so no result is judged"),
        ("≤ 0", {"scale": "deviation", "sign": "negative_is_good"},
         "error: the direction «higher» contradicts the sign «negative_is_good»"),
        ("Bra", {"scale": "ordinal", "ordinal": LEVELS, "direction": "lower"},
         "error: levels are listed worst first, so the direction cannot be «lower»"),
        ("> landssnitt", {}, "warning: no «benchmark» says which indicator holds «landssnitt»"),
        ({"text": "> 90", "benchmark": "land"}, {},
         "warning: «benchmark» is given, but the requirement compares with none"),
        ("ca. 90", {}, "error: the requirement «ca. 90» cannot be read: a number or a level is missing"),
    ],
)  # fmt: skip
def test_each_fault_is_found(make: Makers, requirement: object, fields: dict[str, object], finding: str) -> None:
    """Each unclear or impossible requirement is told in one sentence."""
    assert finding in told(make, requirement, **fields)


def test_declared_rounding_settles_finer_results(make: Makers) -> None:
    """With a rule the bands leave nothing open; without it the linter asks for one."""
    bands = {"met": "4,5 - 6", "accepted": "4 - 4,4", "unmet": "1 - 3,9"}
    fields = {"scale": "score_1_6", "decimals": 2}
    assert told(make, {"bands": bands, "rounding": "half_up"}, **fields) == []
    assert len(told(make, {"bands": bands}, **fields)) == 1


def test_two_requirements_of_one_year_are_told(make: Makers) -> None:
    """Only one requirement can be valid in a year."""
    twice = [{"from": 2014, "text": "≥ 80 %"}, {"from": 2014, "text": "≥ 90 %"}]
    assert told(make, requirements=twice, requirement=None) == ["error: two requirements begin in 2014"]
