from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fokusrapport.blocks import Paragraph
from fokusrapport.blocktree import text_of, walk
from tests.domain.conftest import refusal

if TYPE_CHECKING:
    from fokusrapport.domain.area import AreaReport
    from tests.domain.conftest import Makers


def area_of(make: Makers, *numbers: tuple[str, int], **fields: object) -> AreaReport:
    """The area whose indicator «a» was measured so, by year."""
    results = [make.result(number, year) for number, year in numbers]
    return make.area([make.indicator(**{"decimals": 1, "areas": ["one"], **fields})], results)


def test_a_value_is_the_edition_s_year_unless_another_is_asked_for(make: Makers) -> None:
    """With its unit, rounded as printed, and with the unrounded decimal behind it."""
    area = area_of(make, ("91.54", 2014), ("92.25", 2015))
    assert (area.value("a").text, area.value("a").exact, area.value("a").year) == ("92.3%", "92.25", 2015)
    assert (area.value("a", 2014).text, area.value("a", 2014).area) == ("91.5%", "one")


def test_a_bare_number_keeps_what_it_is(make: Makers) -> None:
    """The text lacks the unit; indicator, year and exact number are those of the value."""
    number = area_of(make, ("92.25", 2015)).number("a")
    assert (number.text, number.exact, number.indicator, number.year) == ("92.3", "92.25", "a", 2015)


def test_what_is_asked_for_must_exist(make: Makers) -> None:
    """An unknown id is told with the nearest, an unknown year with those there are; a withheld result is no number."""
    area = make.area([make.indicator()], [make.result("3", 2013), make.result(missing="suppressed")])
    assert refusal(area.value, "aa") == "there is no indicator «aa» | a"
    assert refusal(area.value, "a", 2012) == "There is no result for «a» in 2012. | 2013, 2015"
    assert refusal(area.number, "a") == "The result for «a» in 2015 is withheld, for it is of too few."
    assert "a year that is not stated" in refusal(area.undated, "a")


def test_counts_stand_in_words_up_to_twelve(make: Makers) -> None:
    """Twelve is a word, thirteen is digits, and two and a half is refused instead of cut to two."""
    assert area_of(make, ("12", 2015)).in_words("a").text == "twelve"
    assert area_of(make, ("13", 2015)).in_words("a").text == "13"
    assert area_of(make, ("13", 2015)).in_words("a").exact == "13"
    assert "no whole number" in refusal(area_of(make, ("2.5", 2015)).in_words, "a")


@pytest.mark.parametrize(
    ("before", "now", "moved", "moved_by"),
    [
        ("4.7", "4.9", "rose", "rose by 0.2 percentage points"),
        ("4.9", "4.7", "fell", "fell by 0.2 percentage points"),
        ("4.71", "4.74", "stayed the same", "stayed the same"),
    ],
)
def test_the_verb_follows_the_figures(make: Makers, before: str, now: str, moved: str, moved_by: str) -> None:
    """As printed: what shows the same figure twice stayed the same, and has no size to tell."""
    area = area_of(make, (before, 2014), (now, 2015))
    assert area.moved("a").text == moved
    assert area.moved_by("a").text.replace("\u00a0", " ") == moved_by


def test_a_sentence_that_says_which_way_stops_when_it_was_the_other(make: Makers) -> None:
    """«58 898 more» is not printed the year there were fewer, nor when there were as many."""
    rose, fell, same = (area_of(make, ("5", 2014), (now, 2015)) for now in ("7", "4", "5"))
    assert rose.rise("a").text == "2.0\u00a0percentage points"
    assert fell.fall("a").text == "1.0\u00a0percentage points"
    for area, call in ((rose, rose.fall), (fell, fell.rise), (same, same.rise), (same, same.fall)):
        told = refusal(call, "a")
        assert str(area.moved_by("a")) in told
        assert "from 2014 to 2015" in told


def test_a_change_names_both_rows_and_keeps_the_unrounded_difference(make: Makers) -> None:
    """4,74 to 4,85 is printed +0,2 and is 0,11."""
    change = area_of(make, ("4.74", 2013), ("4.85", 2015)).change("a")
    assert (change.text.replace("\u00a0", " "), change.exact, change.year) == ("+0.2 percentage points", "0.11", 2015)
    assert area_of(make, ("4.74", 2013), ("4.85", 2015)).previous_year("a").text == "2013"


def test_no_change_is_refused_with_the_reason(make: Makers) -> None:
    """The reason is the one the scorecard gives."""
    area = area_of(make, ("5", 2015))
    for call in (area.change, area.moved, area.moved_by, area.rise, area.previous_year):
        assert refusal(call, "a") == "«a» has no change: not measured earlier."


def test_the_requirement_is_that_of_the_edition_s_year(make: Makers) -> None:
    """As the author wrote it; one that begins later does not count."""
    old, new = {"from": 2010, "text": "≥ 90 %"}, {"from": 2016, "text": "≥ 95 %"}
    assert make.area([make.indicator(requirements=[old, new])], []).requirement("a").text == "≥ 90 %"
    assert refusal(make.area([make.indicator()], []).requirement, "a") == "«a» has no requirement in 2015."


def test_the_last_measured_is_the_newest_number_so_far(make: Makers) -> None:
    """Missing results, undated ones and years to come do not count."""
    results = [
        make.result("34.9", 2013),
        make.result(missing="not_measured"),
        make.result("99", 2016),
        make.result("1", None, uncertain="no head"),
    ]
    area = make.area([make.indicator(areas=["one"])], results)
    assert area.last_measured("a").year == 2013
    assert (area.year_measured("a").text, area.year_measured("a").kind) == ("2013", "verdict")
    assert area.never_measured().text == "zero"
    assert area.scorecard_size().text == "one"
    never = make.area([make.indicator(areas=["one"])], results[1:])
    assert never.never_measured().text == "one"
    assert refusal(never.last_measured, "a") == "«a» has never been measured."


def test_the_rest_of_a_total(make: Makers) -> None:
    """100 − 50 − 15 = 35 %, computed from both rows; less than nothing is refused."""
    results = [make.result("50"), make.result("15", indicator="b")]
    area = make.area([make.indicator(), make.indicator(id="b")], results)
    rest = area.rest_of(100, "a", "b")
    assert (rest.text, rest.exact, rest.unit, rest.year) == ("35%", "35", "", 2015)
    assert refusal(area.rest_of, 60, "a", "b") == "a, b are more than 60 together, so nothing is left."


numbers = st.decimals(min_value=0, max_value=10_000, places=2, allow_nan=False)


@given(numbers, numbers)
def test_rise_and_fall_exclude_each_other(make: Makers, before: Decimal, now: Decimal) -> None:
    """Whatever the figures, at most one of «rise» and «fall» can be said, and `moved_by` says the same."""
    area = area_of(make, (str(before), 2014), (str(now), 2015))
    way = str(area.moved("a"))
    if way == "stayed the same":
        refusal(area.rise, "a")
        refusal(area.fall, "a")
        return
    said, unsaid = (area.rise, area.fall) if way == "rose" else (area.fall, area.rise)
    assert str(area.moved_by("a")) == f"{way} by {said('a')}"
    refusal(unsaid, "a")


def test_a_sentence_about_the_requirement_must_be_true(make: Makers) -> None:
    """«Below the requirement» is said of a result that is, and refused of one that is not; the other way likewise."""
    requirement = {"requirements": [{"from": 2014, "text": "≥ 92 %"}], "scale": "percent", "unit": "%"}
    area = area_of(make, ("91.5", 2014), ("92.2", 2015), **requirement)
    assert area.below_requirement("a", 2014).text == "below the requirement"
    assert area.meets_requirement("a").text == "meets the requirement"
    assert "does not miss its requirement in 2015" in refusal(area.below_requirement, "a")
    assert "does not meet its requirement in 2014" in refusal(area.meets_requirement, "a", 2014)
    assert area.below_requirement("a", 2014).exact is None


def test_few_answers_are_told(make: Makers) -> None:
    """A caution from under 50 %, a stronger one from under 30 %, and nothing where more answered."""
    percent = {"scale": "percent", "unit": "%", "decimals": 0}
    caution = [area_of(make, (rate, 2015), **percent).response_caution("a") for rate in ("50", "49", "30", "29")]
    told = [text_of(first.children) for block in caution for first in walk(block) if isinstance(first, Paragraph)]
    assert [block.type for block in caution] == ["group", "callout", "callout", "callout"]
    assert [text.split(" answered")[0] for text in told] == ["49%", "30%", "Only 29%"]
