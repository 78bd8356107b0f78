from __future__ import annotations

from typing import TYPE_CHECKING

from tests.plaintext import block_text

if TYPE_CHECKING:
    from fokusrapport.domain.area import AreaReport
    from tests.domain.conftest import Makers


def rows(area: AreaReport, *indicators: str, years: tuple[int, ...] = ()) -> list[str]:
    """The table of some indicators, its caption left out."""
    return block_text(area.table(*indicators, years=years, caption="x", label="tbl-x")).splitlines()[1:]


def test_a_column_a_year_and_the_change(make: Makers) -> None:
    """Only years with results, none after the edition's."""
    results = [make.result("3", 2014), make.result("5", 2015), make.result("9", 2016)]
    assert rows(make.area([make.indicator()], results), "a") == [
        "| What is measured | 2014 | 2015 | Change",
        "| A | 3% | 5% | +2 percentage points",
    ]


def test_a_result_without_a_year_has_a_column_of_its_own(make: Makers) -> None:
    """It stands under no year, with what is uncertain about it."""
    results = [make.result("3", 2015), make.result("7", None, indicator="b", uncertain="The column has no head.")]
    assert rows(make.area([make.indicator(), make.indicator(id="b")], results), "a", "b") == [
        "| What is measured | 2015 | Year not stated",
        "| A | 3% | –",
        "| A | not stated | 7% a)",
        "  a) The column has no head.",
    ]


def test_a_change_from_another_column_names_its_year(make: Makers) -> None:
    """The reader must not subtract the wrong two: the last measured may be a year that is not shown, or not next."""
    a, b = make.indicator(), make.indicator(id="b")
    results = [
        make.result("3", 2013),
        make.result("5", 2015),
        *(make.result("1", y, indicator="b") for y in (2014, 2015)),
    ]
    assert rows(make.area([a, b], results), "a", "b")[1:] == [
        "| A | 3% | not stated | 5% | +2 percentage points since 2013",
        "| A | not stated | 1% | 1% | 0 percentage points",
    ]
    assert rows(make.area([a, b], results), "a", years=(2014, 2015))[1] == (
        "| A | not stated | 5% | +2 percentage points since 2013"
    )


def test_no_change_is_a_dash(make: Makers) -> None:
    """Here the table has no room for the reason; the scorecard tells it."""
    assert rows(make.area([make.indicator()], [make.result("5", 2015)]), "a", years=(2014, 2015))[1] == (
        "| A | not stated | 5% | –"
    )
