from __future__ import annotations

from typing import TYPE_CHECKING

from fokusrapport.domain.legend import legend_table
from tests.plaintext import block_text

if TYPE_CHECKING:
    from tests.domain.conftest import Makers


def test_the_legend_is_in_the_municipality_s_words(make: Makers) -> None:
    """Each level has its mark as it stands in the scorecards, and what it is called; none by colour alone."""
    table = legend_table(make.edition([], []))
    assert block_text(table).splitlines()[2:5] == [
        "| [wanted] | Wanted result",
        "| [acceptable] | Acceptable result",
        "| [unacceptable] | Unacceptable result",
    ]
    kinds = [status.kind for status in (row[0].status for row in table.rows) if status is not None]
    assert kinds == ["met", "accepted", "unmet", "unclassified"]


def test_the_legend_explains_a_breach_without_a_level(make: Makers) -> None:
    """«Below the requirement» has its own entry when a scorecard says it, in any year it shows; otherwise none."""
    short = make.indicator("≥ 90 %", areas=["one"])
    told = block_text(legend_table(make.edition([short], [make.result("5", 2014)])))
    assert "| [below the requirement] | The requirement is not met, but the limit" in told
    assert "below the requirement" not in block_text(legend_table(make.edition([short], [make.result("95")])))
