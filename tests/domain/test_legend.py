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
