from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fokusrapport.domain.intervals import Interval
from fokusrapport.domain.requirements import ParsedRequirement, parse_requirement, printed_requirement
from fokusrapport.errors import InputRefused
from fokusrapport.params.models import Indicator

if TYPE_CHECKING:
    from tests.domain.conftest import Makers

LEVELS = ("Dårlig", "Bra", "Meget bra")


def parsed(indicator: Indicator) -> ParsedRequirement:
    """The indicator's only requirement."""
    return parse_requirement(indicator, indicator.requirements[0])


def drawn(interval: Interval) -> str:
    """The interval as mathematicians draw it: [4.6, 6.0], (92, …)."""
    low = "(…" if interval.low.is_infinite() else f"{'[' if interval.low_closed else '('}{interval.low}"
    high = "…)" if interval.high.is_infinite() else f"{interval.high}{']' if interval.high_closed else ')'}"
    return f"{low}, {high}"


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("6,0 – 4,6", "[4.6, 6.0]"),
        ("6.0 - 4.6", "[4.6, 6.0]"),
        ("6,0\u00a0—\u202f4,6", "[4.6, 6.0]"),
        ("100-75 poeng", "[75, 100]"),
        ("100 poeng−75 poeng", "[75, 100]"),
        ("75 til 100", "[75, 100]"),
        ("fra 75 til 100", "[75, 100]"),
        ("mellom 75 og 100 %", "[75, 100]"),
        ("-2 - -1", "[-2, -1]"),
        ("−2–2 %", "[-2, 2]"),
        ("4 000 – 5\u00a0000", "[4000, 5000]"),
        ("5 min – 10 min", "[5, 10]"),
        ("± 2 %", "[-2, 2]"),
        ("+/- 2 %", "[-2, 2]"),
        ("≥ 92 %", "[92, …)"),
        (">=92%", "[92, …)"),
        ("=> 92 %", "[92, …)"),
        ("Minst 92 %", "[92, …)"),
        ("92 % eller mer", "[92, …)"),
        ("92 %+", "[92, …)"),
        ("fra 92 %", "[92, …)"),
        ("min. 92 %", "[92, …)"),
        ("> 92", "(92, …)"),
        ("mer enn 92 prosent", "(92, …)"),
        ("≤ 5", "(…, 5]"),
        ("<= 5", "(…, 5]"),
        ("maks. 5", "(…, 5]"),
        ("innen 14 dager", "(…, 14]"),
        ("høyst 3 dager", "(…, 3]"),
        ("< 5", "(…, 5)"),
        ("under kr 500", "(…, 500)"),
        ("> 4 og ≤ 5", "(4, 5]"),
        ("> 4 og under 5", "(4, 5)"),
        ("≥ 4,5 - < 6", "[4.5, 6)"),
        ("4,5 – < 6", "[4.5, 6)"),
        ("5 (= 0 %)", "[5, 5]"),
        ("5", "[5, 5]"),
        ("= 100 %", "[100, 100]"),
        ("≥ 92 % (landssnitt 90,1)", "[92, …)"),
        ("≥ 92 %*", "[92, …)"),
        ("90 % eller bedre", "[90, …)"),
        ("90 % og oppover", "[90, …)"),
    ],
)
def test_every_printed_form_is_read(make: Makers, text: str, interval: str) -> None:
    """Every kind of dash, space, sign and wording gives exact numbers, and the text stays as printed."""
    requirement = parsed(make.indicator(text))
    assert [drawn(band.interval) for band in requirement.bands] == [interval]
    assert requirement.printed == text


@pytest.mark.parametrize(
    ("text", "ranks"),
    [
        ("Meget bra", ["[3, 3]"]),
        ("meget\u00a0bra", ["[3, 3]"]),
        ("minst Bra", ["[2, …)"]),
        ("Bra eller bedre", ["[2, …)"]),
        ("Bra – Meget bra", ["[2, 3]"]),
        ("Bra eller Meget bra", ["[2, 2]", "[3, 3]"]),
    ],
)
def test_named_levels_are_ranks(make: Makers, text: str, ranks: list[str]) -> None:
    """A level stands for its rank, so ranges and limits of levels work as those of numbers do."""
    requirement = parsed(make.indicator(text, scale="ordinal", ordinal=LEVELS))
    assert [drawn(band.interval) for band in requirement.bands] == ranks


@pytest.mark.parametrize("text", ["★★★★", "★★★★☆", "4 stjerner", "****"])
def test_stars_are_counted(make: Makers, text: str) -> None:
    """Stars drawn, typed or named are as many as they are; an empty star is none."""
    assert drawn(parsed(make.indicator(text, scale="ordinal", unit="stjerner")).bands[0].interval) == "[4, 4]"


@pytest.mark.parametrize(
    ("text", "name", "above"),
    [
        ("> landssnitt", "landssnitt", "(60, …)"),
        ("≥ landssnittet for 9. trinn", "landssnittet for 9. trinn", "[60, …)"),
        ("bedre enn kommunegruppe 11", "kommunegruppe 11", "(60, …)"),
        ("over KOSTRA-gruppe 8", "KOSTRA-gruppe 8", "(60, …)"),
        ("landssnitt", "landssnitt", "[60, …)"),
        ("Som landsgjennomsnittet", "landsgjennomsnittet", "[60, …)"),
        ("≥ landssnitt + 0,5", "landssnitt", "[60.5, …)"),
        ("≥ landssnitt − 2", "landssnitt", "[58, …)"),
    ],
)
def test_a_benchmark_is_put_in(make: Makers, text: str, name: str, above: str) -> None:
    """A relative requirement knows the benchmark's name, and takes its value of the year."""
    requirement = parsed(make.indicator({"text": text, "benchmark": "land"}))
    assert requirement.benchmark == name
    assert drawn(requirement.against(Decimal(60)).bands[0].interval) == above


def test_better_than_a_benchmark_is_less_where_less_is_better(make: Makers) -> None:
    """«bedre enn» follows the indicator's direction."""
    lower = make.indicator("bedre enn landssnitt", direction="lower")
    assert drawn(parsed(lower).against(Decimal(60)).bands[0].interval) == "(…, 60)"


@pytest.mark.parametrize(
    ("bands", "accepted"),
    [
        (("≥ 90 %", "≥ 80 %", "< 80 %"), "[80, 90)"),
        (("> 90 %", "> 80 %", "≤ 80 %"), "(80, 90]"),
        (("90 – 100 %", "≥ 80 %", "< 80 %"), "[80, 90)"),
        (("≥ 90 %", "< 90 %", "< 80 %"), "[80, 90)"),
    ],
)
def test_stacked_limits_give_way(make: Makers, bands: tuple[str, ...], accepted: str) -> None:
    """«≥ 90», «≥ 80», «< 80» are three bands that touch, not two that overlap."""
    assert drawn(parsed(make.indicator(bands)).bands[1].interval) == accepted


def test_a_corridor_has_two_sides(make: Makers) -> None:
    """Where a corridor is the target, a level may lie on both sides of it."""
    corridor = make.indicator(("95–105", "90–94 eller 106–110", "< 90 eller > 110"), scale="index", direction="target")
    assert [f"{band.level} {drawn(band.interval)}" for band in parsed(corridor).bands] == [
        "met [95, 105]",
        "accepted [90, 94]",
        "accepted [106, 110]",
        "unmet (…, 90)",
        "unmet (110, …)",
    ]


def test_precision_is_that_of_the_finest_number(make: Makers) -> None:
    """«4,5 – 6» has one decimal, though the 6 has none."""
    assert parsed(make.indicator(("4,5 - 6", "4 - 4,4", "0 - 3,9"))).precision == 1
    assert parsed(make.indicator(("4,55 - 6", "4 - 4,4", "0 - 3,9"))).precision == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ca. 90 %",
        "≥",
        "minst",
        "4.000",
        "4,5 - 6 / 4 - 4,4",
        "over 5 under 3",
        "4 og 5",
        "= 4 - 5",
        "god nok",
        "- - 5",
        "90 % innen 100 dager",
        "minst 2 poeng over landssnitt",
        "> 4 ≥ 5",
        "5 # 6",
        "(",
        "1.2.3",
    ],
)
def test_what_cannot_be_read_is_refused_in_words(make: Makers, text: str) -> None:
    """No guess: the fault quotes the text and says what may stand there instead."""
    with pytest.raises(InputRefused) as refused:
        parsed(make.indicator(text))
    (fault,) = refused.value.faults
    assert f"«{text}»" in fault.what
    assert fault.allowed


def test_all_unreadable_levels_are_told_at_once(make: Makers) -> None:
    """An author corrects a requirement once, not once a level."""
    with pytest.raises(InputRefused) as refused:
        parsed(make.indicator(("bra", "80–90", "dårlig")))
    assert len(refused.value.faults) == 2


def test_a_misspelt_level_gets_the_nearest(make: Makers) -> None:
    """The fault names the level that was probably meant."""
    with pytest.raises(InputRefused) as refused:
        parsed(make.indicator("Megget bra", scale="ordinal", ordinal=LEVELS))
    assert refused.value.faults[0].nearest == "Meget bra"


def test_a_milestone_may_be_any_text(make: Makers) -> None:
    """A milestone's requirement is kept as text when it is no number, and read when it is one."""
    assert parsed(make.indicator("Ferdig i 2016", scale="milestone")).bands == ()
    assert len(parsed(make.indicator("2", scale="milestone")).bands) == 1


def test_three_levels_are_printed_in_order(make: Makers) -> None:
    """The column of requirements shows each level as its author wrote it."""
    indicator = make.indicator(("4,5 - 6", "4 - 4,4", "0 - 3,9"))
    assert printed_requirement(indicator.requirements[0]) == "4,5 - 6 / 4 - 4,4 / 0 - 3,9"


ends = st.decimals(min_value=-9999, max_value=9999, places=2, allow_nan=False)
dashes = st.sampled_from([" – ", "-", "–", " — ", "\u00a0−\u00a0", " til "])


spellings = st.tuples(dashes, st.sampled_from([",", "."]), st.sampled_from(["", " %", "\u00a0%", " poeng"]))


@given(ends, ends, spellings)
def test_a_printed_range_reads_back(make: Makers, one: Decimal, two: Decimal, spelling: tuple[str, str, str]) -> None:
    """Whatever the order, dash, decimal mark and unit, the ends are the numbers printed."""
    dash, mark, unit = spelling
    text = f"{one}{dash}{two}{unit}".replace(".", mark)
    (band,) = parsed(make.indicator(text)).bands
    assert (band.interval.low, band.interval.high) == (min(one, two), max(one, two))


@given(st.text(alphabet="0123456789,.-–≥<>=%/ abcfioersmt()★±+", max_size=20))
def test_any_text_is_read_or_refused(make: Makers, text: str) -> None:
    """No text makes the parser fail in any other way than by refusing it."""
    indicator = make.indicator(text)
    try:
        requirement = parsed(indicator)
    except InputRefused as refused:
        assert refused.faults  # noqa: PT017 - both ends are allowed here
    else:
        assert requirement.bands
