from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fokusrapport.blocks import Figure, Value
from fokusrapport.domain.charts.frame import ChartFrame, tick_text
from fokusrapport.domain.charts.rows import BesideLabel, Rows, room_for
from fokusrapport.domain.charts.shares import Part, shares_chart
from fokusrapport.domain.charts.style import LEAST_CONTRAST, LINE, WIDTH, contrast, ink_on, text_width
from fokusrapport.domain.charts.trend import Trend, _points
from fokusrapport.i18n import language
from tests.domain.conftest import refusal
from tests.plaintext import block_text, normalised

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fokusrapport.domain.area import AreaReport
    from tests.domain.conftest import Makers

text_width("0")  # so that no example of a property test is charged with reading the font


def area_of(make: Makers, series: Mapping[str, Mapping[int, str]], **fields: object) -> AreaReport:
    """An area with a percent indicator for each id, measured so by year; words are kinds of missing."""
    indicators = [
        make.indicator(**{"id": name, "unit": "%", "label": {"en": name.upper()}, **fields}) for name in series
    ]
    results = [
        make.result(number if number[-1].isdigit() else None, year, indicator=name, **_missing(number))
        for name, years in series.items()
        for year, number in years.items()
    ]
    return make.area(indicators, results)


def _missing(text: str) -> dict[str, str]:
    return {} if text[-1].isdigit() else {"missing": text}


def trend_of(make: Makers, years: Mapping[int, str], **fields: object) -> Figure:
    """The trend of one indicator."""
    return area_of(make, {"a": years}, **fields).trend_chart("a", "Caption", "fig-a")


def requirement(*texts: tuple[int, str]) -> list[dict[str, object]]:
    """Requirements by the year they begin."""
    return [{"from": year, "text": text} for year, text in texts]


# --- trend ------------------------------------------------------------------------------------------------------


def test_a_trend_tells_every_year(make: Makers) -> None:
    """Years that were not measured are named with their kind, in the alt text as in the table of numbers."""
    figure = trend_of(make, {2011: "3", 2013: "suppressed", 2014: "5"}, requirements=requirement((2010, "≥ 4 %")))
    assert figure.alt == (
        "Line chart of A, 2011 to 2015: 2011 3%, 2012 not stated, 2013 suppressed, 2014 5% and 2015 not stated. "
        "Requirement (shaded): ≥ 4 %."
    )
    assert block_text(figure).splitlines()[3:] == [
        "  | What is measured | 2011 | 2012 | 2013 | 2014 | 2015",
        "  | A | 3% | not stated | suppressed | 5% | not stated",
    ]


def test_a_trend_says_what_moved(make: Makers) -> None:
    """From the first to the last year; not to a year that was not measured, nor across a break."""
    whole = trend_of(make, {2013: "3", 2014: "4", 2015: "5"})
    unmeasured = trend_of(make, {2013: "3", 2014: "5"})
    broken = trend_of(make, {2013: "3", 2015: "5"}, breaks=[{"year": 2014, "reason": "New questions."}])
    moved = ["From 3% in 2013 to 5% in 2015." in figure.alt for figure in (whole, unmeasured, broken)]
    assert moved == [True, False, False]


def test_many_years_have_a_row_each(make: Makers) -> None:
    """Nine columns of numbers are wider than a page."""
    figure = trend_of(make, {2007: "3", 2015: "5"})
    assert block_text(figure).splitlines()[3:5] == ["  | Year | A", "  | 2007 | 3%"]


def pieces(make: Makers, years: Mapping[int, str], **fields: object) -> list[list[int]]:
    """The years each line of a trend runs through."""
    area = area_of(make, {"a": years}, **fields)
    frame = ChartFrame(area.edition, "one", "Caption", "fig-a")
    indicator = area.edition.register.find("a")
    found = Trend(frame, indicator, _points(frame, indicator)).pieces
    return [[point.year for point in piece] for piece in found]


def test_no_line_bridges_a_gap_or_a_break(make: Makers) -> None:
    """A line says that the values between were measured and are alike."""
    assert pieces(make, {2011: "3", 2012: "4", 2014: "5", 2015: "6"}) == [[2011, 2012], [2014, 2015]]
    broken = [{"year": 2014, "reason": "new form"}]
    assert pieces(make, {2012: "3", 2013: "4", 2014: "5", 2015: "6"}, breaks=broken) == [[2012, 2013], [2014, 2015]]


@given(st.dictionaries(st.integers(2000, 2015), st.integers(0, 100), min_size=1))
def test_lines_join_exactly_the_neighbouring_years(make: Makers, years: dict[int, int]) -> None:
    """Whatever was measured, every measured year is drawn once, and two are joined only when they are neighbours."""
    found = pieces(make, {year: str(number) for year, number in years.items()})
    assert sorted(year for piece in found for year in piece) == sorted(years)
    for piece in found:
        assert piece == list(range(piece[0], piece[-1] + 1))
    assert all(later[0] - earlier[-1] > 1 for earlier, later in pairwise(found))


def test_a_break_is_named(make: Makers) -> None:
    """With its year and the municipality's reason; one after the edition's year is not told."""
    breaks = [{"year": 2014, "reason": "new form."}, {"year": 2016, "reason": "another"}]
    figure = trend_of(make, {2013: "3", 2014: "5", 2015: "6"}, breaks=breaks)
    assert figure.alt.endswith("Break in the series in 2014: new form.")
    assert "another" not in figure.alt
    whole = trend_of(make, {2013: "3", 2014: "5", 2015: "6"})
    assert figure.svg.count("stroke-dasharray") == whole.svg.count("stroke-dasharray") + 1


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"requirements": requirement((2010, "≥ 4 %"))}, ["Requirement (shaded): ≥ 4 %"]),
        ({"requirements": requirement((2010, "≤ 4 %")), "direction": "lower"}, ["Requirement (shaded): ≤ 4 %"]),
        ({"requirements": requirement((2010, "3–5")), "direction": "target"}, ["Requirement (shaded): 3–5"]),
        (
            {"requirements": requirement((2010, "≥ 4 %"), (2015, "≥ 6 %"))},
            ["Requirement 2013–2014 (shaded): ≥ 4 %", "Requirement 2015 (shaded): ≥ 6 %"],
        ),
        ({"requirements": requirement((2014, "≥ 4 %"))}, ["Requirement 2014–2015 (shaded): ≥ 4 %"]),
        ({"requirements": [{"from": 2010, "text": "> landssnitt", "benchmark": "b"}]}, ["Requirement: > landssnitt"]),
        ({}, []),
    ],
)
def test_each_year_is_held_against_its_own_requirement(
    make: Makers, fields: dict[str, object], told: list[str]
) -> None:
    """A band is drawn only where the wanted results are fixed numbers, and always told."""
    area = area_of(make, {"a": {2013: "3", 2014: "4", 2015: "5"}, "b": {2015: "4"}}, **fields)
    frame = ChartFrame(area.edition, "one", "Caption", "fig-a")
    indicator = area.edition.register.find("a")
    assert Trend(frame, indicator, _points(frame, indicator)).lines == told
    figure = area.trend_chart("a", "Caption", "fig-a")
    assert figure.svg.count("FillBetweenPolyCollection") == sum("shaded" in line for line in told)


def test_a_trend_of_one_year_or_of_none(make: Makers) -> None:
    """One is a point; none is refused."""
    assert trend_of(make, {2015: "3"}).alt == "Line chart of A, 2015 to 2015: 2015 3%."
    assert refusal(trend_of, make, {2014: "suppressed"}) == "«a» has never been measured."
    assert refusal(trend_of, make, {2016: "3"}) == "«a» has never been measured."


def test_a_trend_ends_with_its_indicator(make: Makers) -> None:
    """Years after the indicator went out of use are not missing."""
    assert "2013 to 2014" in trend_of(make, {2013: "3", 2014: "5"}, valid_to=2014).alt


# --- change -----------------------------------------------------------------------------------------------------


def test_a_change_chart_tells_both_years(make: Makers) -> None:
    """The alt text names indicator, numbers and years; the table has a column for each year measured."""
    area = area_of(make, {"a": {2014: "3", 2015: "5"}, "b": {2013: "7", 2015: "7"}})
    figure = area.change_chart("a", "b", caption="Caption", label="fig-a")
    assert figure.alt == (
        "Chart of two measurements, scale 0 to 100: "
        "A from 3% in 2014 to 5% in 2015 and B from 7% in 2013 to 7% in 2015."
    )
    assert block_text(figure).splitlines()[3:] == [
        "  | What is measured | 2013 | 2014 | 2015 | Change",
        "  | A | not stated | 3% | 5% | +2 percentage points",
        "  | B | 7% | not stated | 7% | 0 percentage points since 2013",
    ]


def test_a_scale_without_ends_has_none_in_the_alt_text(make: Makers) -> None:
    """No «scale 0 to 0»."""
    area = area_of(make, {"a": {2014: "3", 2015: "-5"}}, scale="deviation", unit="dager")
    alt = area.change_chart("a", caption="Caption", label="fig-a").alt
    assert normalised(alt) == "Chart of two measurements: A from +3 dager in 2014 to −5 dager in 2015."


def test_what_was_measured_once_has_no_change(make: Makers) -> None:
    """It is named."""
    area = area_of(make, {"a": {2015: "3"}})
    assert refusal(area.change_chart, "a", caption="x", label="fig-a") == (
        "«a» has not been measured twice, so no change can be drawn."
    )


# --- bars -------------------------------------------------------------------------------------------------------


def test_bars_are_ranked(make: Makers) -> None:
    """Largest first, in picture, alt text and table; two of the same name are two bars."""
    area = area_of(make, {"a": {2015: "3"}, "b": {2015: "137"}, "c": {2015: "3"}}, label={"en": "Same"})
    figure = area.bars_chart("a", "b", "c", caption="Caption", label="fig-a")
    assert figure.alt == "Bar chart, 2015, largest first: Same 137%, Same 3% and Same 3%."
    colour = "fill: #0b4f6c"
    assert figure.svg.count(colour) == 3


def test_a_missing_result_is_no_bar_of_zero(make: Makers) -> None:
    """It is refused: nothing may stand in for it."""
    area = area_of(make, {"a": {2015: "suppressed"}})
    assert (
        refusal(area.bars_chart, "a", caption="x", label="fig-a")
        == "The result for «a» in 2015 is withheld, for it is of too few."
    )


@pytest.mark.parametrize("other", [{"unit": "dager", "scale": "duration"}, {"scale": "score_1_6", "unit": ""}])
def test_mixed_units_are_refused(make: Makers, other: dict[str, object]) -> None:
    """Both charts with one axis say which indicator has which."""
    percent = make.indicator(unit="%")
    both = [percent, make.indicator(id="b", **other)]
    results = [
        make.result(number, year, indicator=name) for name in "ab" for year, number in ((2014, "3"), (2015, "4"))
    ]
    area = make.area(both, results)
    for call in (area.bars_chart, area.change_chart):
        told = refusal(call, "a", "b", caption="x", label="fig-a")
        assert told.startswith("Indicators in one chart must have the same scale and unit; here: «a»: percent %, «b»: ")


# --- comparison -------------------------------------------------------------------------------------------------


def compared(make: Makers, own: Mapping[int, str], other: Mapping[int, str], **fields: object) -> Figure:
    """The comparison of an indicator with one series, in which 87 took part each year."""
    series = make.indicator(id="country", unit="%", label={"en": "Country"})
    indicator = make.indicator(**{"unit": "%", "benchmarks": ["country"], **fields})
    results = [
        make.result(number if number[-1].isdigit() else None, year, **_missing(number)) for year, number in own.items()
    ]
    results += [make.result(number, year, indicator="country", participants=87) for year, number in other.items()]
    return make.area([indicator, series], results).comparison_chart("a", caption="Caption", label="fig-a")


def own_marks(figure: Figure) -> int:
    """How many marks have the municipality's colour."""
    return len(re.findall(r"<use [^>]*#0b4f6c", figure.svg))


def test_a_comparison_tells_who_when_and_how_many(make: Makers) -> None:
    """The alt text and the table name the series, its year where it is another, and how many took part."""
    figure = compared(make, {2015: "5"}, {2014: "7"})
    assert figure.alt == (
        "Comparison, 2015, scale 0 to 100. A: Made-up 5% and Country (2014, 87 municipalities took part) 7%."
    )
    assert block_text(figure).splitlines()[3:] == [
        "  | What is measured | Made-up | Country",
        "  | A | 5% | 7% (2014) a)",
        "    a) Country 2014: 87 municipalities took part.",
    ]
    assert compared(make, {2015: "5"}, {2015: "7", 2016: "8"}).alt.endswith("Country (87 municipalities took part) 7%.")


def test_a_missing_result_is_compared_in_words(make: Makers) -> None:
    """It is no mark at zero: one mark fewer is drawn, and the word stands in its row."""
    whole, part = compared(make, {2015: "5"}, {2015: "7"}), compared(make, {2015: "suppressed"}, {2015: "7"})
    assert "Made-up suppressed and Country" in part.alt
    assert (own_marks(whole), own_marks(part)) == (2, 1)  # the other is in the key


def test_several_series_are_listed_one_by_one(make: Makers) -> None:
    """With one series for all there is a row an indicator; with two, one for each figure: the drawing is higher."""
    series = [make.indicator(id=name, unit="%", label={"en": name}) for name in ("x", "y")]
    results = [make.result("5", indicator=name) for name in ("a", "x", "y")]
    one, two = (
        make.area([make.indicator(unit="%", benchmarks=names), *series], results).comparison_chart(
            "a", caption="C", label="fig-a"
        )
        for names in (["x"], ["x", "y"])
    )
    assert two.alt.endswith("A: Made-up 5%, x 5% and y 5%.")
    assert (own_marks(one), own_marks(two)) == (2, 1)  # only the first has a key


def test_what_cannot_be_compared_is_refused(make: Makers) -> None:
    """No series in the register, no figures in the data, another unit."""
    alone = make.area([make.indicator()], [make.result("5")])
    assert "names nothing that «a» is compared with" in refusal(alone.comparison_chart, "a", caption="x", label="fig-a")
    assert refusal(compared, make, {2015: "5"}, {2016: "7"}) == (
        "There are no figures that «a» can be compared with. | results for country"
    )
    assert "same scale and unit" in refusal(compared, make, {2015: "5"}, {2015: "7"}, scale="duration", unit="dager")


# --- shares -----------------------------------------------------------------------------------------------------


def share(number: str, unit: str = "%") -> Value:
    """A share of so many per cent."""
    return Value(text=f"{number} %", exact=number, unit=unit)


def shares_of(make: Makers, *parts: tuple[str, Value]) -> Figure:
    """The bar of some parts."""
    return make.area([], []).shares_chart(*parts, caption="Caption", label="fig-a")


def test_shares_are_told_in_order(make: Makers) -> None:
    """Rounded ones may be 99 or 101 together."""
    figure = shares_of(make, ("Yes", share("33")), ("No", share("33")), ("Both", share("33")))
    assert figure.alt == "One bar divided by shares: Yes 33 %, No 33 % and Both 33 %."
    assert block_text(figure).splitlines()[3:] == [
        "  | Answer | Share",
        "  | Yes | 33 %",
        "  | No | 33 %",
        "  | Both | 33 %",
    ]


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        (("50", "35", "16.5"), "50 % + 35 % + 16.5 % = 101.5 %"),
        (("50", "15"), "50 % + 15 % = 65 %"),
        (("33.3", "33.3", "33.2"), "33.3 % + 33.3 % + 33.2 % = 99.8 %"),
    ],
)
def test_parts_that_are_no_whole_are_refused(make: Makers, parts: tuple[str, ...], told: str) -> None:
    """More than rounding can explain means that a part is missing or wrong."""
    assert told in refusal(shares_of, make, *((name, share(name)) for name in parts))


def test_what_is_no_share_is_refused(make: Makers) -> None:
    """Another unit, a text, less than nothing, and no parts at all."""
    for part in (share("100", "dager"), Value(text="suppressed"), share("-5")):
        assert "«Yes»" in refusal(shares_of, make, ("Yes", part))
    assert "100 % together" in refusal(shares_of, make)


def test_parts_too_narrow_for_their_text_are_listed(make: Makers) -> None:
    """A part holds its text only where that is narrower than the part."""

    def holds(number: str, name: str) -> bool:
        return Part(name, share(number), Decimal(number), Decimal(0), "#ffffff").holds_its_text

    assert holds("50", "Svært fornøyd med tjenesten")
    assert not holds("4", "Ja")
    assert not holds("10", "Menneskerettighetsorganisasjon")
    narrow = shares_of(make, ("Yes", share("96")), ("No", share("4")))
    wide = shares_of(make, ("Yes", share("60")), ("No", share("40")))
    assert _height(narrow) > _height(wide)


def _height(figure: Figure) -> float:
    return float(ET.fromstring(figure.svg).attrib["height"].removesuffix("pt"))  # noqa: S314 - our own picture


# --- look -------------------------------------------------------------------------------------------------------


@given(st.from_regex(r"#[0-9a-f]{6}", fullmatch=True))
def test_text_can_be_read_on_any_fill(fill: str) -> None:
    """Whatever colours a municipality chooses."""
    assert contrast(ink_on(fill), fill) >= LEAST_CONTRAST


def test_contrast_is_wcag_s() -> None:
    """Black on white is 21, and #767676 on white is the known limit of 4,5."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@given(
    st.lists(st.tuples(st.floats(-1000, 1000), st.sampled_from([1, -1]), st.text("abc123", max_size=16)), min_size=1)
)
@settings(max_examples=30)
def test_labels_have_room(marks: list[tuple[float, int, str]]) -> None:
    """Every label fits between the ends of the axis, wherever the marks are."""
    labels = [BesideLabel(x, 0, text, side) for x, side, text in marks]
    ends = (min(x for x, *_ in marks), max(x for x, *_ in marks) + 1)
    low, high = room_for(labels, ends, WIDTH)
    for label in labels:
        far = label.x + label.side * text_width(label.text) * (high - low) / WIDTH
        assert low <= far <= high


@given(st.lists(st.text("abc ø", min_size=1, max_size=120), min_size=1, max_size=6))
def test_rows_have_room_for_their_names(names: list[str]) -> None:
    """No name is wider than the drawing unless a single word is, none overlaps the marks above it, all are inside."""
    rows = Rows(names)
    for name, text in zip(names, rows.lines, strict=True):
        assert text.split() == name.split()
        assert all(text_width(line) <= WIDTH or " " not in line.strip() for line in text.split("\n"))
    for (top, end), name_top, lines in zip(rows.strips, rows.tops, rows.lines, strict=False):
        assert name_top + LINE * (lines.count("\n") + 1) <= top + 1e-9
        assert end <= rows.size.height


@pytest.mark.parametrize(
    ("code", "number", "text"),
    [("nb", 0.5, "0,5"), ("nb", -5, "−5"), ("nb", 100000, "100\u00a0000"), ("en", 2.5, "2.5")],
)
def test_axes_are_written_in_the_report_s_language(make: Makers, code: str, number: float, text: str) -> None:
    """Decimal comma, true minus, no-break space."""
    assert tick_text(number, make.indicator(scale="count"), language(code)) == text


def figures(make: Makers) -> list[Figure]:
    """One of each kind, in the same edition."""
    area = area_of(
        make, {"a": {2013: "3", 2015: "5"}, "b": {2013: "7", 2015: "7"}}, requirements=requirement((2010, "≥ 4"))
    )
    yes = (("Yes", share("60")), ("No", share("40")))
    return [
        area.trend_chart("a", "C", "fig-trend"),
        area.change_chart("a", "b", caption="C", label="fig-change"),
        area.bars_chart("a", "b", caption="C", label="fig-bars"),
        area.shares_chart(*yes, caption="C", label="fig-shares"),
        compared(make, {2015: "5"}, {2015: "7"}).model_copy(update={"label": "fig-a"}),
    ]


def test_the_same_chart_is_the_same_bytes(make: Makers) -> None:
    """No date, no program, no number that counts drawings."""
    assert [figure.svg for figure in figures(make)] == [figure.svg for figure in figures(make)]
    assert not any("matplotlib" in figure.svg.lower() for figure in figures(make))


def test_ids_are_the_figure_s_own(make: Makers) -> None:
    """Several drawings stand in one page: no id twice, and every reference leads to an id of the same drawing."""
    seen: set[str] = set()
    for figure in figures(make):
        ids = re.findall(r'\bid="([^"]*)"', figure.svg)
        assert len(ids) == len(set(ids))
        assert all(name.startswith(figure.label) for name in ids)
        assert seen.isdisjoint(ids)
        seen |= set(ids)
        assert set(re.findall(r'(?:href="#|url\(#)([^")]*)', figure.svg)) <= set(ids)


def test_text_is_drawn_as_paths(make: Makers) -> None:
    """So HTML and PDF look alike without the font; what the letters say stands in the alt text."""
    for figure in figures(make):
        assert "<text" not in figure.svg
        assert figure.alt


def test_the_author_s_alt_text_wins_but_cannot_be_empty(make: Makers) -> None:
    """Every kind of chart takes one; one without words is refused, for nobody may be left without."""
    area = area_of(make, {"a": {2014: "3", 2015: "5"}})
    assert area.trend_chart("a", "C", "fig-a", alt="More of them.").alt == "More of them."
    assert area.bars_chart("a", caption="C", label="fig-a", alt=" Five. ").alt == "Five."
    for empty in ("", "  "):
        told = refusal(area.change_chart, "a", caption="C", label="fig-a", alt=empty)
        assert told.startswith("The alt text of «fig-a» is empty. | what the chart shows, in words")


def test_the_alt_text_follows_the_data(make: Makers) -> None:
    """The twin: one changed figure changes alt text, table and picture of the chart it stands in."""
    before, after = (trend_of(make, {2014: "3", 2015: now}) for now in ("5", "6"))
    assert before.alt.replace("5%", "6%") == after.alt
    assert before.svg != after.svg
    assert before.table != after.table


def test_values_in_charts_belong_to_their_area(make: Makers) -> None:
    """So the value store can say on which page a number stands."""
    frame = ChartFrame(make.edition([], []), "one", "Caption", "fig-a")
    assert frame.maker.area == "one"
    assert shares_chart(frame, [("All", share("100"))]).label == "fig-a"
