"""The cards of indicators: what they tell, what leads to them, and that the proof finds a card that says otherwise."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from fokusrapport.blocks import Area, Card, Heading, Link, ShownValue, Table
from fokusrapport.blocktree import text_of, transform, walk
from fokusrapport.domain.cards.area import cards_area
from fokusrapport.domain.proof.prove import prove
from fokusrapport.domain.scorecard import ScorecardTable
from tests.plaintext import block_text

if TYPE_CHECKING:
    from fokusrapport.domain.edition import EditionData
    from fokusrapport.params.models import Indicator
    from tests.domain.conftest import Makers

TOLD = {
    "code": "B.1",
    "unit": "%",
    "source": "The case system",
    "owner": "The director",
    "definition": {"what": "Answers in time.", "why": "Nobody likes to wait."},
    "suppression_limit": 7,
    "valid_from": 2013,
    "breaks": [{"year": 2014, "reason": "A new way of counting."}, {"year": 2017, "reason": "Later."}],
    "requirements": [{"from": 2013, "text": "≥ 80 %"}, {"from": 2015, "text": "≥ 90 %"}, {"from": 2018, "text": "100"}],
}


def edition(make: Makers, *indicators: Indicator) -> EditionData:
    """Results of 2015 for every indicator."""
    return make.edition(indicators, [make.result("95", indicator=each.id) for each in indicators])


def indicator(make: Makers, name: str, **fields: Any) -> Indicator:  # noqa: ANN401 - any field
    """An indicator on the scorecard of the area «one»."""
    return make.indicator(**{"id": name, "label": {"en": name.capitalize()}, "areas": ["one"], **fields})


def scorecards(found: EditionData) -> tuple[Area, ...]:
    """The areas of a report that show their scorecards."""
    return tuple(
        Area(id=name, title=name.capitalize(), blocks=(ScorecardTable(found, name).table("All", f"tbl-{name}"),))
        for name in found.areas
    )


def cards(found: EditionData) -> Area:
    """The cards of that report."""
    area = cards_area(found, scorecards(found))
    assert area is not None
    return area


def card_of(area: Area, name: str) -> Card:
    """One card by its indicator's id."""
    return next(each for each in area.blocks if isinstance(each, Card) and each.heading.anchor == f"indikator-{name}")


def test_a_card_tells_what_the_register_holds_of_the_year(make: Makers) -> None:
    """Words in the report's language, requirements with their years; what was decided for later years is left out."""
    area = cards(edition(make, indicator(make, "a", **TOLD)))
    assert block_text(card_of(area, "a")).splitlines() == [
        "### A",
        "  What is measured: Answers in time.",
        "  Why it is measured: Nobody likes to wait.",
        "  Not described in the register: how it is computed and who or what is counted",
        "  Source: The case system",
        "  Responsible: The director",
        "  Scale: per cent from 0 to 100",
        "  Which way is better: higher is better",
        "  Requirement: 2013–2014: ≥ 80 %; from 2015: ≥ 90 %",
        "  Suppression: nothing is shown of fewer than 7 respondents",
        "  Breaks in the series: 2014: A new way of counting.",
        "  In use: from 2013",
        "  Code: B.1",
        "  Name in the register: a",
        "  Shown in: One",
    ]


def test_a_card_without_a_definition_says_so(make: Makers) -> None:
    """Nothing is made up: what is measured is not told by the label."""
    text = block_text(card_of(cards(edition(make, indicator(make, "a"))), "a"))
    assert "What is measured: not described in the register" in text
    assert "Not described in the register: why it is measured, how it is computed and who or what is counted" in text
    assert "Requirement: none" in text


def test_every_requirement_is_a_value(make: Makers) -> None:
    """So that it is read back, and leads to its line in the register where there is one."""
    card = card_of(cards(edition(make, indicator(make, "a", **TOLD))), "a")
    values = [node.value for node in walk(card) if isinstance(node, ShownValue)]
    assert [(value.kind, value.text, value.year) for value in values] == [
        ("requirement", "≥ 80 %", 2013),
        ("requirement", "≥ 90 %", 2015),
    ]


def test_names_in_tables_lead_to_cards_and_cards_back(make: Makers) -> None:
    """Every link to a card finds one, and the card leads to the scorecard."""
    found = edition(make, indicator(make, "a"), indicator(make, "b"))
    area = cards(found)
    wanted = {f"#{each.heading.anchor}" for each in area.blocks if isinstance(each, Card)}
    links = {node.href for node in walk(scorecards(found)) if isinstance(node, Link)}
    assert links == wanted == {"#indikator-a", "#indikator-b"}
    assert [node.href for node in walk(card_of(area, "b")) if isinstance(node, Link)] == ["#tbl-one"]


def test_cards_stand_under_the_area_that_shows_them_first(make: Makers) -> None:
    """One that two areas show has one card, which leads to both."""
    both = indicator(make, "b", areas=["one", "two"])
    area = cards(edition(make, indicator(make, "c", areas=["two"]), both))
    titles = [text_of(each.children) for each in area.blocks if isinstance(each, Heading)]
    assert titles == ["One", "Two"]
    named = [text_of(each.heading.children) for each in area.blocks if isinstance(each, Card)]
    assert named == ["B", "C"]
    assert [node.href for node in walk(card_of(area, "b")) if isinstance(node, Link)] == ["#tbl-one", "#tbl-two"]


def test_what_results_are_compared_with_has_no_card(make: Makers) -> None:
    """It is somebody else's figure; the card of what is compared names it."""
    found = edition(make, indicator(make, "a", benchmarks=["country"]), indicator(make, "country", areas=[]))
    area = cards(found)
    assert [each.heading.anchor for each in area.blocks if isinstance(each, Card)] == ["indikator-a"]
    assert "Compared with: Country" in block_text(card_of(area, "a"))


def test_a_report_without_indicators_has_no_cards(make: Makers) -> None:
    """Not even a heading."""
    found = edition(make, indicator(make, "a"))
    assert cards_area(found, [Area(id="one", title="One", blocks=())]) is None


def test_scales_and_directions_in_words(make: Makers) -> None:
    """Levels are named, and what nobody has declared is said to be so."""
    named = indicator(make, "a", scale="ordinal", ordinal=["Bad", "Good"], direction="higher")
    signless = indicator(make, "b", scale="deviation", unit="kr", direction="none")
    found = make.edition([named, signless], [make.result(text="Good", indicator="a"), make.result("1", indicator="b")])
    area = cards(found)
    assert "Scale: levels, the worst first: Bad, Good" in block_text(card_of(area, "a"))
    assert "Scale: deviation (kr)" in block_text(card_of(area, "b"))
    assert "Which way is better: not declared" in block_text(card_of(area, "b"))


def test_the_proof_makes_the_cards_anew(make: Makers) -> None:
    """A right card passes; another requirement, another word and a lost card are each found."""
    found = edition(make, indicator(make, "a", **TOLD), indicator(make, "b"))
    areas = (*scorecards(found), cards(found))
    assert prove(found, areas) == ()
    for old, new in (("≥ 90 %", "≥ 95 %"), ("Answers in time.", "Answers some time.")):
        changed = transform(areas[-1], partial(_instead, old, new))
        (fault,) = prove(found, (*areas[:-1], changed))
        assert new in fault.what
        assert old in fault.allowed
    fewer = areas[-1].model_copy(update={"blocks": areas[-1].blocks[:-1]})
    (fault,) = prove(found, (*areas[:-1], fewer))
    assert fault.what == "The card «indikator-b» is lost."


def _instead(old: str, new: str, node: object) -> object:
    """The node with another text, where it has the old one."""
    text = getattr(node, "text", None)
    return node.model_copy(update={"text": new}) if text == old else node  # type: ignore[attr-defined]


def test_a_card_keeps_its_table_apart(make: Makers) -> None:
    """Cards are no tables: they get no numbers of tables, nor a file of data each."""
    assert not [node for node in walk(cards(edition(make, indicator(make, "a"))).blocks) if isinstance(node, Table)]
