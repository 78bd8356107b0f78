from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fokusrapport.domain.classification import Outcome, benchmark_series, classify
from fokusrapport.domain.missing import MISSING_KINDS, MissingKind
from fokusrapport.i18n import language
from fokusrapport.params.models import Indicator, StatusWords

if TYPE_CHECKING:
    from tests.domain.conftest import Makers

ENGLISH = language("en")
THREE = ("4,5 - 6", "4 - 4,4", "0 - 3,9")
LEVELS = ("Dårlig", "Bra", "Meget bra")


def told(outcome: Outcome) -> str:
    """The outcome in a line: the level, or what is known and why there is none."""
    return outcome.kind if outcome.kind != "unclassified" else f"{outcome.word}: {outcome.reason}"


def table(indicator: Indicator, make: Makers, results: str) -> dict[str, str]:
    """The level of each result, «-» where there is none and the requirement is not met, «?» where nothing is known."""
    found: dict[str, str] = {}
    for number in results.split():
        outcome = classify(indicator, make.result(number), ENGLISH)
        found[number] = outcome.kind if outcome.kind != "unclassified" else "-" if outcome.meets is False else "?"
    return found


def test_one_limit_gives_no_amber(make: Makers) -> None:
    """Kristiansund's kindergartens: 91,5 % is below «≥ 92 %», but how bad that is nobody has said."""
    assert table(make.indicator("≥ 92 %"), make, "93.6 91.5 92.2") == {"93.6": "met", "91.5": "-", "92.2": "met"}


def test_one_figure_changed_is_seen(make: Makers) -> None:
    """The twin of the kindergartens: with 92,5 % the year is no longer below."""
    assert table(make.indicator("≥ 92 %"), make, "93.6 92.5 92.2") == dict.fromkeys(("93.6", "92.5", "92.2"), "met")


def test_below_the_requirement_is_said_in_words(make: Makers) -> None:
    """A reader can tell the fact (below) from the colour (unknown)."""
    outcome = classify(make.indicator("100-75 poeng", scale="points_0_100", unit="poeng"), make.result("34.9"), ENGLISH)
    assert told(outcome) == ("below the requirement: the limit between acceptable and unacceptable is not stated")
    assert outcome.meets is False


@pytest.mark.parametrize(
    ("rounding", "expected"),
    [
        (None, {"4.45": "?", "4.5": "met", "4.4": "accepted", "3.95": "-", "1.00": "unmet"}),
        ("half_up", {"4.45": "met", "4.5": "met", "4.4": "accepted", "3.95": "accepted", "1.00": "unmet"}),
        ("down", {"4.45": "accepted", "4.5": "met", "4.4": "accepted", "3.95": "unmet", "1.00": "unmet"}),
        ("up", {"4.45": "met", "4.5": "met", "4.4": "accepted", "3.95": "accepted", "1.00": "unmet"}),
    ],
)
def test_finer_results_need_a_declared_rounding(make: Makers, rounding: str | None, expected: dict[str, str]) -> None:
    """4,45 between «4,5 – 6» and «4 – 4,4» has no level until the register says how it is rounded."""
    bands = dict(zip(("met", "accepted", "unmet"), THREE, strict=True))
    indicator = make.indicator({"bands": bands, "rounding": rounding}, scale="score_1_6", decimals=2)
    assert table(indicator, make, " ".join(expected)) == expected


@pytest.mark.parametrize(
    ("requirement", "fields", "expected"),
    [
        ("6,0 – 4,6", {"scale": "score_1_6"}, {"6": "met", "4.6": "met", "4.55": "?", "4.5": "-", "7": "?"}),
        (("90–100", "80–89", "0–79"), {}, {"90": "met", "89": "accepted", "89.5": "?", "79": "unmet", "79.5": "-"}),
        (("≥ 90", "≥ 80", "< 80"), {}, {"95": "met", "90": "met", "85": "accepted", "79.9": "unmet"}),
        (("≥ 90", "80 – 89"), {}, {"90": "met", "89.5": "-", "80": "accepted", "79.5": "-", "70": "unmet"}),
        (("≥ 90", None, "< 80"), {}, {"90": "met", "85": "-", "79": "unmet"}),
        (("5 – 6", "3 – 5"), {"scale": "score_1_6"}, {"5": "?", "5.5": "met", "4": "accepted", "2": "unmet"}),
        (
            ("≤ 10 dager", "≤ 20 dager", "> 20 dager"),
            {"scale": "duration", "unit": "dager", "direction": "lower"},
            {"5": "met", "10": "met", "15": "accepted", "21": "unmet"},
        ),
        ("10 – 20", {"scale": "count"}, {"25": "met", "15": "met", "9": "-"}),
        ("10 – 20", {"scale": "count", "direction": "target"}, {"25": "-", "15": "met", "9": "-"}),
        (
            ("95–105", "90–94 eller 106–110"),
            {"scale": "index", "direction": "target"},
            {"100": "met", "92": "accepted", "110": "accepted", "80": "unmet", "120": "unmet", "94.5": "?"},
        ),
        (
            ("95–105", "106–110"),
            {"scale": "index", "direction": "target"},
            {"90": "-", "108": "accepted", "120": "unmet"},
        ),
        (("95–105", "90–94"), {"scale": "index", "direction": "target"}, {"120": "-", "92": "accepted", "80": "unmet"}),
        ("5 (= 0 %)", {"scale": "score_1_5"}, {"5": "met", "4.8": "-"}),
        ("± 2 %", {"scale": "deviation", "direction": "target"}, {"1": "?"}),
        ("≥ 0 %", {"scale": "deviation", "sign": "positive_is_good"}, {"1": "met", "-1": "-"}),
        ("≤ 0 %", {"scale": "deviation", "sign": "negative_is_good", "direction": "none"}, {"-1": "met", "1": "-"}),
        ("≤ 92", {}, {"95": "?", "90": "?"}),
        ("92 poeng", {}, {"95": "?"}),
        ("2", {"scale": "milestone"}, {"2": "met", "3": "met", "1": "-"}),
    ],
)
def test_each_result_gets_what_the_printed_text_settles(
    make: Makers,
    requirement: object,
    fields: dict[str, str],
    expected: dict[str, str],
) -> None:
    """A level where the printed bands settle it, no level where they do not."""
    assert table(make.indicator(requirement, **fields), make, " ".join(expected)) == expected


@pytest.mark.parametrize(
    ("requirement", "fields", "text", "expected"),
    [
        ("Meget bra", {"scale": "ordinal", "ordinal": LEVELS}, "meget bra", "met"),
        (LEVELS[::-1], {"scale": "ordinal", "ordinal": LEVELS}, "Bra", "accepted"),
        ("5 stjerner", {"scale": "ordinal", "unit": "stjerner"}, "★★★★★", "met"),
        ("ja", {"scale": "yes_no"}, "Ja", "met"),
        ("nei", {"scale": "yes_no"}, "Nei", "met"),
        (("ja", None, "nei"), {"scale": "yes_no"}, "nei", "unmet"),
        (
            "nei",
            {"scale": "yes_no"},
            "ja",
            "does not meet the requirement: the limit between acceptable and unacceptable is not stated",
        ),
        (
            "2",
            {"scale": "milestone"},
            "I arbeid",
            "not assessed: a text cannot be measured against the requirement “2”",
        ),
        ("Godkjent", {"scale": "milestone"}, "godkjent", "met"),
        ("≥ 92 %", {}, "ukjent", "not assessed: a text cannot be measured against the requirement “≥ 92 %”"),
    ],
)
def test_texts_are_judged_only_where_they_can_be(
    make: Makers,
    requirement: object,
    fields: dict[str, object],
    text: str,
    expected: str,
) -> None:
    """Levels, stars, yes and no have an order; a milestone has none."""
    assert told(classify(make.indicator(requirement, **fields), make.result(text=text), ENGLISH)) == expected


def test_a_status_by_hand_stands_with_its_reason(make: Makers) -> None:
    """A milestone judged by people keeps their words, and what the rule gave is kept beside it."""
    milestone = make.indicator("2", scale="milestone")
    result = make.result(text="I arbeid", status_by_hand="accepted", status_reason="tomten er kjøpt")
    outcome = classify(milestone, result, ENGLISH)
    assert (outcome.kind, outcome.by_rule, outcome.reason) == (
        "accepted",
        "unclassified",
        "set by hand: tomten er kjøpt",
    )


def test_old_years_keep_their_requirement(make: Makers) -> None:
    """A stricter requirement from 2016 does not recolour 2015, and none applied before 2014."""
    indicator = make.indicator(requirements=[{"from": 2014, "text": "≥ 80 %"}, {"from": 2016, "text": "≥ 90 %"}])
    outcomes = {year: classify(indicator, make.result("85", year), ENGLISH) for year in (2013, 2014, 2015, 2016)}
    assert {year: outcome.meets for year, outcome in outcomes.items()} == {
        2013: None,
        2014: True,
        2015: True,
        2016: False,
    }
    assert outcomes[2013].reason == "no requirement applies to 2013"


def test_a_result_without_a_year_has_no_requirement(make: Makers) -> None:
    """No year, no requirement of the year: nothing is guessed."""
    undated = make.result("95", None, uncertain="kolonnen har ingen overskrift")
    assert told(classify(make.indicator("≥ 90"), undated, ENGLISH)) == (
        "not assessed: the source does not show the year"
    )


def test_a_benchmark_is_that_of_the_year(make: Makers) -> None:
    """The same result is above the national mean of one year and not of the next; without the mean nothing is said."""
    indicator = make.indicator({"text": "> landssnitt", "benchmark": "land"}, scale="score_1_5")
    land = {2014: Decimal("4.2"), 2015: Decimal("4.3")}
    meets = {
        year: classify(indicator, make.result("4.3", year), ENGLISH, land.get(year)).meets
        for year in (2014, 2015, 2016)
    }
    assert meets == {2014: True, 2015: False, 2016: None}
    assert benchmark_series(indicator, 2015) == "land"


def test_status_uses_the_municipality_s_words(make: Makers) -> None:
    """A level is named as the municipality names it; what is no level is named by us."""
    words = StatusWords(met="ønsket", accepted="akseptabelt", unmet="uakseptabelt")
    indicator = make.indicator(("≥ 90", None, "< 80"))
    shown = [classify(indicator, make.result(number), ENGLISH).status(words).word for number in ("90", "70", "85")]
    assert shown == ["ønsket", "uakseptabelt", "below the requirement"]


points = st.decimals(min_value=0, max_value=100, places=1, allow_nan=False)
cuts = st.lists(st.integers(1, 99), min_size=2, max_size=2, unique=True).map(sorted)
forms = st.sampled_from(
    [
        ("higher", ("≥ {b}", "≥ {a}", "< {a}")),
        ("higher", ("{b} – 100", "{a} – {b}", "0 – {a}")),
        ("higher", ("> {b}", "{a} – {b}")),
        ("higher", ("{b}",)),
        ("higher", ("≥ {b}", None, "< {a}")),
        ("lower", ("≤ {a}", "≤ {b}", "> {b}")),
        ("lower", ("0 – {a}", "{a} – {b}")),
        ("lower", ("{a}", None, "{b} – 100")),
    ]
)
RANKS = {"met": 2, "accepted": 1, "unmet": 0}


@given(forms, cuts, st.tuples(points, points).map(sorted), st.sampled_from(["half_up", "up", "down", None]))
def test_a_better_result_never_gets_a_worse_status(
    make: Makers, form: tuple[str, tuple[str | None, ...]], cuts: list[int], pair: list[Decimal], rounding: str | None
) -> None:
    """Of two results the better has no worse level, and meets the requirement if the worse one does."""
    direction, texts = form
    bands = {level: text and text.format(a=cuts[0], b=cuts[1]) for level, text in zip(RANKS, texts, strict=False)}
    indicator = make.indicator({"bands": bands, "rounding": rounding}, decimals=1, direction=direction)
    ordered = pair if direction == "higher" else pair[::-1]
    worse, better = (classify(indicator, make.result(str(number)), ENGLISH) for number in ordered)
    assert "contradicts" not in worse.reason
    if worse.kind in RANKS and better.kind in RANKS:
        assert RANKS[better.kind] >= RANKS[worse.kind]
    assert not (worse.meets is True and better.meets is False)


@given(st.sampled_from(MISSING_KINDS))
def test_missing_is_no_level(make: Makers, kind: MissingKind) -> None:
    """A missing result is missing for its reason: it neither meets a requirement nor fails it."""
    outcome = classify(make.indicator(("≥ 90", "≥ 80", "< 80")), make.result(missing=kind), ENGLISH)
    assert (outcome.kind, outcome.meets, outcome.missing) == ("missing", None, kind)
