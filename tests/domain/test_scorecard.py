from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fokusrapport.domain.scorecard import ScorecardTable
from tests.plaintext import block_text, normalised

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fokusrapport.domain.results import Result
    from fokusrapport.params.models import Indicator
    from tests.domain.conftest import Makers

ROOT = Path(__file__).parents[2]


def drawn(make: Makers, indicators: Sequence[Indicator], results: Sequence[Result], **fields: object) -> str:
    """The scorecard of the area «one» as text."""
    table = ScorecardTable(make.edition(indicators, results, **fields), "one").table("Users", "tbl-x")
    assert (table.kind, table.row_header) == ("scorecard", 1)
    return block_text(table)


def test_a_scorecard_reads_as_a_table(make: Makers) -> None:
    """Requirement as printed, status in words, the change with its year and verdict, notes by letter."""
    satisfied = make.indicator(
        ("≥ 90 %", "80–89 %"), areas=["one"], success_factor="quality", label={"en": "Satisfied"}
    )
    results = [
        make.result("85", 2013),
        make.result(missing="not_measured", year=2014),
        make.result("92", 2015, uncertain="Few answered."),
    ]
    assert drawn(make, [satisfied], results) == (
        "TABELL tbl-x: Users\n"
        "| Success factor | Indicator | Requirement | Result 2013 | Result 2014 | Result 2015 | Change since last measured\n"  # noqa: E501 - a row
        "| Good quality | Satisfied | ≥ 90 % / 80–89 % | 85% [acceptable] | not measured | 92% a) [wanted] | +7 percentage points since 2013 (better)\n"  # noqa: E501 - a row
        "  a) Few answered."
    )


def test_an_old_year_is_judged_by_its_own_requirement(make: Makers) -> None:
    """A new threshold recolours nothing; the requirement printed is that of the edition's year."""
    requirements = [{"from": 2010, "text": "≥ 80 %"}, {"from": 2015, "text": "≥ 90 %"}]
    strict = make.indicator(areas=["one"], requirements=requirements)
    results = [make.result("85", year) for year in (2013, 2014, 2015)]
    row = drawn(make, [strict], results).splitlines()[2]
    assert row == (
        "|  | A | ≥ 90 % | 85% [wanted] | 85% [wanted] | 85% a) [below the requirement] | "
        "0 percentage points since 2014 (unchanged) <from 85% in 2013 to 85% in 2015>"
    )


def test_columns_nobody_needs_are_left_out(make: Makers) -> None:
    """No changes where nothing was ever measured, and no comments where there are none."""
    empty = drawn(make, [make.indicator(areas=["one"])], [])
    assert empty.splitlines()[1:] == [
        "| Success factor | Indicator | Requirement | Result 2013 | Result 2014 | Result 2015",
        "|  | A |  | not stated | not stated | not stated",
    ]
    commented = drawn(make, [make.indicator(areas=["one"])], [make.result("5", comment="Moved house.")])
    assert commented.splitlines()[1].endswith("| Change since last measured | Comment")
    assert commented.splitlines()[2].endswith("| none: not measured earlier | Moved house.")


def test_a_milestone_is_shown_as_its_text(make: Makers) -> None:
    """No level follows from a text against a number, and the reason stands under the table once for both rows."""
    built = make.indicator("2", scale="milestone", areas=["one"])
    results = [make.result(text="Plot bought", year=2014), make.result(text="Begun", year=2015)]
    text = drawn(make, [built], results)
    assert "| Plot bought a) [not assessed] | Begun a) [not assessed] | none: the result is a text" in text
    assert text.count("A text cannot be measured against the requirement “2”.") == 1


def test_an_indicator_not_yet_in_use_is_not_blank(make: Makers) -> None:
    """Before its first year nothing could be stated, so nothing is missing."""
    young = make.indicator(areas=["one"], valid_from=2015)
    assert "| not applicable | not applicable | 5%" in drawn(make, [young], [make.result("5")])


def test_a_status_set_by_hand_gives_its_reason(make: Makers) -> None:
    """The reason stands under the table, the municipality's own word in the cell."""
    by_hand = make.result(text="Begun", status_by_hand="accepted", status_reason="the plan holds")
    text = drawn(make, [make.indicator("2", scale="milestone", areas=["one"])], [by_hand])
    assert "Begun a) [acceptable]" in text
    assert text.endswith("a) Set by hand: the plan holds.")


def test_two_indicators_of_the_same_name_are_two_rows(make: Makers) -> None:
    """Rows are told apart by id, as in Kristiansund's own scorecard."""
    pair = [make.indicator(areas=["one"]), make.indicator(id="b", areas=["one"])]
    text = drawn(make, pair, [make.result("1"), make.result("2", indicator="b")])
    assert "| 1%" in text.splitlines()[2]
    assert "| 2%" in text.splitlines()[3]


def test_a_benchmark_heads_its_column(make: Makers) -> None:
    """One series for all rows heads the column; how many took part stands under the table."""
    country = make.indicator(id="country", label={"en": "Country mean"})
    rows = [make.indicator("≥ 4 %", areas=["one"], benchmarks=["country"]), make.indicator(id="b", areas=["one"])]
    results = [make.result("5"), make.result("7", indicator="country", participants=87)]
    text = drawn(make, [*rows, country], results)
    assert text.splitlines()[1].split(" | ")[-2:] == ["Country mean", "Change since last measured"]
    assert [line.split(" | ")[-2] for line in text.splitlines()[2:4]] == ["7% a)", ""]
    assert text.endswith("a) Country mean 2015: 87 municipalities took part.")


def test_several_benchmarks_are_named_in_the_cell(make: Makers) -> None:
    """The newest figure of each up to the edition's year; an earlier one has its year beside it."""
    series = [make.indicator(id=name, label={"en": name.title()}) for name in ("country", "group", "county")]
    own = make.indicator("≥ 4 %", areas=["one"], benchmarks=["country", "group", "county"])
    results = [
        make.result("5"),
        make.result("7", 2013, indicator="country"),
        make.result("8", 2014, indicator="country", uncertain="Preliminary."),
        make.result(missing="not_measured", indicator="country"),
        make.result("4", indicator="group", participants=1),
        make.result("4", 2016, indicator="county"),
    ]
    text = drawn(make, [own, *series], results)
    assert text.splitlines()[1].split(" | ")[-2] == "Comparison"
    cells = " ".join(text.splitlines()[2:-2])
    assert normalised(cells).endswith("| Country: 8% (2014) a) Group: 4% b) | none: not measured earlier")
    assert text.splitlines()[-2:] == ["  a) Preliminary.", "  b) Group 2015: 1 municipality took part."]


def test_no_column_for_comparisons_without_figures(make: Makers) -> None:
    """A series that nobody has figures for is no reason for an empty column."""
    own = make.indicator(areas=["one"], benchmarks=["country"])
    text = drawn(make, [own, make.indicator(id="country", label={"en": "Country"})], [make.result("5")])
    assert "Country" not in text
