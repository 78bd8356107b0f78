from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fokusrapport.blocks import Foreign, Inlines, Paragraph, Text, plain
from fokusrapport.blocktree import text_of, walk

if TYPE_CHECKING:
    from tests.domain.conftest import Makers


@pytest.mark.parametrize(
    ("labels", "shown"),
    [
        ({"en": "Trust", "nb": "Tillit"}, plain("Trust")),
        ({"nn": "Tillit", "nb": "Tillit"}, (Foreign(language="nb", children=plain("Tillit")),)),
        ({"sv": "Förtroende"}, (Foreign(language="sv", children=plain("Förtroende")),)),
    ],
)
def test_label_in_another_language_says_so(make: Makers, labels: dict[str, str], shown: Inlines) -> None:
    """What stands in for a missing label is marked with its language, so that a voice reads it as such."""
    indicator = make.indicator(label=labels)
    edition = make.edition([indicator], [])
    assert edition.label_inlines(indicator.label) == shown
    assert edition.label_cell(indicator.label).children == shown


def test_tables_and_lists_mark_such_labels(make: Makers) -> None:
    """In a table, and in a plan whose deadline is told in the report's own language."""
    tracking = {"one": {"plans": [{"id": "x", "text": {"nb": "Spørre flere."}, "due": "2016"}]}}
    area = make.area([make.indicator(areas=["one"])], [make.result("5")], tracking=tracking)
    table = area.table("a", caption="Users", label="tbl-x")
    assert Foreign(language="nb", children=plain("A")) in list(walk(table))
    (plan,) = (node for node in walk(area.plans()) if isinstance(node, Paragraph))
    assert plan.children == (Foreign(language="nb", children=plain("Spørre flere")), Text(text=" (deadline: 2016)."))
    assert text_of(plan.children) == "Spørre flere (deadline: 2016)."
