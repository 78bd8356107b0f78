from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fokusrapport.blocks import Source
from fokusrapport.domain.dataset import ResponseBase, SurveyAnswer
from fokusrapport.domain.margin import (
    Sample,
    deviation_of_answers,
    deviation_of_share,
    margin_of_difference,
    mean_of_answers,
)
from tests.domain.conftest import refusal

if TYPE_CHECKING:
    from fokusrapport.domain.area import AreaReport
    from tests.domain.conftest import Makers


def source(row: int) -> Source:
    """A row of a made-up file."""
    return Source(file="data/a.csv", row=row, key="", sha256="0" * 64)


def base(year: int, invited: int | None, answered: int | None, **fields: Any) -> ResponseBase:  # noqa: ANN401 - any field
    """How many were asked and answered."""
    given = {"survey": "s", "indicator": "a", "year": year, "invited": invited, "answered": answered, **fields}
    return ResponseBase(**given, source=source(year))


def answers(year: int, *counts: int | None) -> tuple[SurveyAnswer, ...]:
    """Answers on a scale from 1, worst first."""
    return tuple(
        SurveyAnswer(
            survey="s", indicator="a", year=year, answer=str(n), position=n, count=count, share=None, missing=None,
            uncertain="", source=source(n),
        )
        for n, count in enumerate(counts, start=1)
    )  # fmt: skip


def test_the_margin_of_a_share() -> None:
    """1,96·√(0,5·0,5/400)·√((1000−400)/999) = 3,80 percentage points, reckoned by hand."""
    assert round(Sample(400, 1000, deviation_of_share(Decimal(50))).margin, 2) == Decimal("3.80")


def test_the_margin_of_a_mean() -> None:
    """Answers 1, 1, 3, 3 of 8: s = 1,1547, margin 1,96·1,1547/2·√(4/7) = 0,855."""
    given = [(1, 2), (2, 0), (3, 2)]
    assert mean_of_answers(given) == 2
    assert round(Sample(4, 8, deviation_of_answers(given)).margin, 3) == Decimal("0.855")


def test_the_margin_of_a_difference() -> None:
    """Two margins as the sides of a right angle: 3 and 4 make 5."""
    one, other = (Sample(100, 10**9, Decimal(size) / Decimal("1.96") * 10) for size in (3, 4))
    assert round(margin_of_difference(one, other), 3) == Decimal("5.000")


@given(st.integers(2, 500), st.integers(0, 500), st.integers(0, 100))
def test_laws_of_a_margin(answered: int, rest: int, percent: int) -> None:
    """Never negative, nothing when everybody answered, and no greater when more of the same people answer."""
    population = answered + rest
    margin = Sample(answered, population, deviation_of_share(Decimal(percent))).margin
    assert margin >= 0
    assert Sample(population, population, deviation_of_share(Decimal(percent))).margin == 0
    if rest:
        assert Sample(answered + 1, population, deviation_of_share(Decimal(percent))).margin <= margin


@pytest.mark.parametrize(("answered", "population"), [(1, 10), (0, 0), (11, 10)])
def test_what_is_no_sample_is_refused(answered: int, population: int) -> None:
    """One answer has no deviation, and more cannot have answered than were asked."""
    with pytest.raises(ValueError, match="at least two answers"):
        Sample(answered, population, Decimal(1))


def area_of(make: Makers, before: str, now: str, **fields: Any) -> AreaReport:  # noqa: ANN401 - as `make.area`
    """The area whose indicator «a» was measured in 2014 and 2015."""
    own = fields.pop("own", {"scale": "percent", "unit": "%", "decimals": 0})
    indicator = make.indicator(areas=["one"], **own)
    return make.area([indicator], [make.result(before, 2014), make.result(now, 2015)], **fields)


def test_a_change_is_within_or_outside_the_margin(make: Makers) -> None:
    """400 of 1000 each year: 5,4 percentage points are chance, 6 are more; both rows and both bases are its sources."""
    bases = (base(2014, 1000, 400), base(2015, 1000, 400))
    within = area_of(make, "50", "55", bases=bases).within_margin("a")
    assert (within.text, within.kind, within.exact) == ("within the margin of error", "verdict", None)
    assert {found.row for found in within.sources} == {2014, 2015}
    assert area_of(make, "50", "56", bases=bases).within_margin("a").text == "outside the margin of error"


def test_the_margin_of_a_result_in_a_sentence(make: Makers) -> None:
    """Percentage points for a percentage, the scale's own unit for a mean; never «0,0»."""
    share = area_of(make, "50", "50", bases=(base(2015, 1000, 400),)).margin("a")
    assert (share.text.replace("\u00a0", " "), share.unit, share.kind) == (
        "3.8 percentage points",
        "percentage points",
        "computed",
    )
    score = {"scale": "score_1_6", "decimals": 1}
    mean = area_of(make, "3", "3", own=score, bases=(base(2015, 100, 90),), answers=answers(2015, 5, 20, 40, 20, 5))
    assert (mean.margin("a").text, len(mean.margin("a").sources)) == ("0.1", 6)
    sure = area_of(make, "3", "3", own=score, bases=(base(2015, 91, 90),), answers=answers(2015, 5, 20, 40, 20, 5))
    assert sure.margin("a").text == "0.02"


def test_a_mean_finds_how_many_were_asked_in_its_survey(make: Makers) -> None:
    """Another question's row of the same survey will do; two that disagree will not."""
    own = {"scale": "score_1_6", "decimals": 1}
    given = answers(2015, 5, 20, 40, 20, 5)
    asked = base(2015, 100, 90, indicator="b")
    assert area_of(make, "3", "3", own=own, bases=(asked,), answers=given).margin("a").text == "0.1"
    other = base(2015, 120, 90, indicator="c")
    told = refusal(area_of(make, "3", "3", own=own, bases=(asked, other), answers=given).margin, "a")
    assert told == "«a» has no margin of error in 2015: how many were asked is not known."


def test_no_margin_is_refused_with_the_reason(make: Makers) -> None:
    """What is not known, what is counted and not estimated, and answers on another scale than the result."""
    score = {"own": {"scale": "score_1_6", "decimals": 1}}
    known = (base(2015, 1000, 400),)
    cases: list[tuple[AreaReport, str]] = [
        (area_of(make, "50", "50"), "how many were asked and how many answered is not known"),
        (
            area_of(make, "50", "50", bases=(base(2015, None, 400),)),
            "how many were asked and how many answered is not known",
        ),
        (area_of(make, "50", "40", bases=known), "it is the share that answered, and that is counted, not estimated"),
        (area_of(make, "50", "50", bases=(base(2015, 300, 400),)), "400 answers of 300 asked are no sample"),
        (area_of(make, "3", "3", **score, bases=known), "how many gave each answer is not known"),
        (
            area_of(make, "3", "3", **score, bases=known, answers=answers(2015, 4, None)),
            "how many gave each answer is not known",
        ),
        (area_of(make, "3", "3", **score, answers=answers(2015, 4, 4)), "how many were asked is not known"),
        (area_of(make, "3", "3", **score, bases=known, answers=answers(2015, 1)), "too few answered"),
        (
            area_of(make, "3", "3", **score, bases=known, answers=answers(2015, 4, 4)),
            "the answers have another mean than the result, so their scale differs",
        ),
    ]
    for area, reason in cases:
        assert refusal(area.margin, "a") == f"«a» has no margin of error in 2015: {reason}."
    only_now = area_of(make, "50", "60", bases=known)
    assert "no margin of error in 2014" in refusal(only_now.within_margin, "a")
