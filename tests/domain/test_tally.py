from __future__ import annotations

from typing import TYPE_CHECKING

from fokusrapport.domain.tally import edition_tally, tally_table
from fokusrapport.i18n import language
from tests.plaintext import block_text

if TYPE_CHECKING:
    from fokusrapport.domain.edition import EditionData
    from tests.domain.conftest import Makers

BANDS = ("≥ 90 %", "80–89 %", "< 80 %")


def edition(make: Makers) -> EditionData:
    """One indicator of each status; «met» stands on two scorecards, «elsewhere» on none."""
    indicators = [
        make.indicator(BANDS, id="met", areas=["one", "two"]),
        make.indicator(BANDS, id="unmet", areas=["one"]),
        make.indicator("≥ 90 %", id="short", areas=["two"]),
        make.indicator("≤ 3 %", id="over", areas=["two"], direction="lower"),
        make.indicator(areas=["two"], id="open"),
        make.indicator(BANDS, id="hidden", areas=["two"]),
        make.indicator(BANDS, id="blank", areas=["two"]),
        make.indicator(BANDS, id="elsewhere"),
    ]
    results = [
        make.result("95", indicator="met"),
        make.result("5", indicator="unmet"),
        make.result("5", indicator="short"),
        make.result("5", indicator="over"),
        make.result("5", indicator="open"),
        make.result(missing="suppressed", indicator="hidden"),
        make.result("95", indicator="elsewhere"),
    ]
    return make.edition(indicators, results)


def test_an_indicator_on_two_scorecards_counts_once(make: Makers) -> None:
    """The three levels are always told, also none; kinds of missing only where there are some.

    A known breach is no «not assessed», and stands in the word of its direction.
    """
    tally = edition_tally(edition(make))
    assert tally.text(language("en")) == (
        "wanted 1, acceptable 0, unacceptable 1, above the requirement 1, below the requirement 1, not assessed 1, "
        "not stated 1, suppressed 1"
    )
    assert tally.counts.total == 7


def test_the_counts_as_plain_values(make: Makers) -> None:
    """Every kind has its number, zeros too, so that another program need not guess."""
    counts = edition_tally(edition(make)).as_json()
    assert {key: number for key, number in counts.items() if number} == {
        "met": 1,
        "unmet": 1,
        "unclassified": 1,
        "short_of_requirement": 2,
        "missing": 2,
        "missing.blank": 1,
        "missing.suppressed": 1,
    }


def test_the_counts_as_a_table(make: Makers) -> None:
    """The municipality's own words, each beginning with a capital letter."""
    assert block_text(tally_table(edition(make), "one", "All", "tbl-x")).splitlines()[1:4] == [
        "| Status in 2015 | Number of indicators",
        "| Wanted | 1",
        "| Acceptable | 0",
    ]
