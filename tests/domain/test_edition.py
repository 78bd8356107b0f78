from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from fokusrapport.blocks import Foreign, Inlines, Paragraph, Table, Text, plain
from fokusrapport.blocktree import text_of, walk
from fokusrapport.domain.area import AreaReport
from fokusrapport.domain.edition import EditionData
from tests.domain.conftest import refusal

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


def in_english(make: Makers, **fields: Any) -> EditionData:  # noqa: ANN401 - of an indicator
    """A made-up edition whose authors write bokmål, as its English report sees it."""
    edition = make.edition([make.indicator(areas=["one"], **fields)], [make.result("5")], language="nb")
    loaded = edition.loaded
    both = loaded.edition.model_copy(update={"languages": ("nb", "en")})
    return replace(edition, _loaded=replace(loaded, edition=both).within("en"))


def test_a_plain_text_of_a_notebook_is_in_the_language_of_its_authors(make: Makers) -> None:
    """Marked as such in another report; one in several languages is shown in the report's own."""
    edition = in_english(make)
    assert (edition.code, edition.main_language) == ("en", "nb")
    assert edition.text_inlines("Tillit") == (Foreign(language="nb", children=plain("Tillit")),)
    assert edition.text_inlines({"nb": "Tillit", "en": "Trust"}) == plain("Trust")
    assert edition.text_inlines("2015") == plain("2015")
    assert make.edition([], [], language="nb").text_inlines("Tillit") == plain("Tillit")


def test_a_language_that_no_report_has_is_refused(make: Makers) -> None:
    """In a notebook's call nobody has checked the codes before."""
    assert refusal(in_english(make).text, {"no": "Tillit"}) == "«no» is no language of a report. | nb, nn, sv, en"


def test_the_subject_is_read_in_the_report_s_language(make: Makers) -> None:
    """Units and levels come out in it wherever they are printed, and captions of calls."""
    edition = in_english(
        make, scale="count", unit={"nb": "dager", "en": "days"}, requirements=[{"from": 2010, "text": "4"}]
    )
    area = AreaReport("one", edition)
    assert str(area.value("a")) == "5\u00a0days"
    assert str(area.meets_requirement("a")) == "meets the requirement"
    given = area.scorecard({"nb": "Målekort", "en": "Scorecard of one"})
    assert isinstance(given, Table)
    assert given.caption == plain("Scorecard of one")
    plain_caption = area.scorecard("Målekort")
    assert isinstance(plain_caption, Table)
    assert plain_caption.caption == (Foreign(language="nb", children=plain("Målekort")),)


def test_an_author_s_alt_text_says_its_language(make: Makers) -> None:
    """So that a voice reads it rightly; the one made from the data is in the report's own."""
    area = AreaReport("one", in_english(make))
    shown = area.bars_chart("a", caption={"nb": "Søyler", "en": "Bars"}, label="fig-a", alt="En søyle på 5 %.")
    assert (shown.alt_language, shown.caption) == ("nb", plain("Bars"))
    assert area.bars_chart("a", caption="Søyler", label="fig-a").alt_language == ""
