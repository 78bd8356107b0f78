"""The sources and cards of one area, taken out of the appendices of the whole report."""

from __future__ import annotations

from fokusrapport.blocks import Area, Card, CardItem, Cell, Heading, Link, ListBlock, Paragraph, Table, plain
from fokusrapport.blocktree import text_of, walk
from fokusrapport.pipeline.appendix import with_own_cards, with_own_sources
from tests.pipeline.entries import CHAPTER, NAV, SKOLE, WORDS


def _told(area: Area) -> list[str]:
    """Headings, and the cells of tables, in their order."""
    nodes = [node for node in walk(area.blocks) if isinstance(node, Heading | Cell)]
    return [text_of(node.children) for node in nodes]


def test_an_area_gets_the_files_and_rows_of_its_own_figures() -> None:
    """With the sections they stand in; sections about other files, or left empty, are gone."""
    own = with_own_sources(SKOLE, CHAPTER.areas)
    assert _told(own) == ["Kilder", "andre.csv", "Usikkert", "Rader", "andre.csv", "2"]
    [doubts] = [block for block in own.blocks if isinstance(block, ListBlock)]
    assert len(doubts.items) == 1


def test_the_rows_of_a_change_come_with_it() -> None:
    """Both of them, although only one is shown by itself."""
    told = _told(with_own_sources(NAV, CHAPTER.areas))
    assert told == ["Kilder", "tall.csv", "Usikkert", "Rader", "tall.csv", "8", "9", "Flere", "tall.csv: 8–9"]


def test_places_and_numbers_are_those_of_the_whole_and_headings_one_level_lower() -> None:
    """The same address leads to the same row on both pages; the area's title is the page's own."""
    own = with_own_sources(NAV, CHAPTER.areas)
    places = {cell.anchor for cell in walk(own.blocks) if isinstance(cell, Cell) and cell.anchor}
    assert places <= {cell.anchor for cell in walk(CHAPTER.areas) if isinstance(cell, Cell)}
    assert [block.number for block in own.blocks if isinstance(block, Table)] == [7, 2, 9]
    assert [block.level for block in own.blocks if isinstance(block, Heading)] == [2, 3, 3, 4, 3]


def test_an_area_without_figures_has_no_sources() -> None:
    """Nothing is added, nor where a chapter has no appendix."""
    assert with_own_sources(WORDS, CHAPTER.areas) is WORDS
    assert with_own_sources(NAV, (NAV, SKOLE)) is NAV


# --- cards ------------------------------------------------------------------------------------------------------------


def _card(name: str) -> Card:
    """The card of an indicator."""
    heading = Heading(level=3, children=plain(name.capitalize()), anchor=f"indikator-{name}")
    return Card(heading=heading, items=(CardItem(term="Hva", children=plain("Noe.")),))


def _leading(*names: str) -> Area:
    """An area whose text leads to the cards of these indicators."""
    links = tuple(Link(href=f"#indikator-{name}", children=plain(name)) for name in names)
    return Area(id="skole", title="Skole", blocks=(Paragraph(children=links),))


CARDS = Area(id="indikatorer", title="Om indikatorene", blocks=(_card("a"), _card("b"), _card("c")))


def test_an_area_gets_the_cards_it_leads_to() -> None:
    """In the order of the whole, under the whole's title and place."""
    own = with_own_cards(_leading("c", "a"), (_leading("c", "a"), CARDS))
    heading, *cards = own.blocks[1:]
    assert isinstance(heading, Heading)
    assert (heading.anchor, heading.level, text_of(heading.children)) == ("indikatorer", 2, "Om indikatorene")
    assert [card.heading.anchor for card in cards if isinstance(card, Card)] == ["indikator-a", "indikator-c"]


def test_an_area_that_leads_to_no_card_gets_none() -> None:
    """Nor where the report has none."""
    for area in (_leading(), _leading("d")):
        assert with_own_cards(area, (area, CARDS)) is area
    assert with_own_cards(_leading("a"), ()) == _leading("a")
