"""The value store: every value of a chapter, with its place and the words around it."""

from fokusrapport.blocks import (
    Area,
    Callout,
    Card,
    CardItem,
    Cell,
    Column,
    Figure,
    Footnote,
    Heading,
    KeyFigure,
    KeyFigures,
    Paragraph,
    ShownValue,
    Table,
    Text,
    Value,
    plain,
)
from fokusrapport.valuestore import values_of_area, values_shown
from tests.sample import sample_chapter


def _shown(text: str) -> ShownValue:
    return ShownValue(value=Value(text=text))


def _table(*texts: str, label: str = "tbl-x") -> Table:
    rows = tuple((Cell(children=plain("rad")), Cell(children=(_shown(text),))) for text in texts)
    return Table(label=label, caption=plain("Tall"), columns=(Column(title="Hva"), Column(title="Tall")), rows=rows)


def test_every_kind_of_place_is_told() -> None:
    """Values in sentences, boxes, tables, figures, key figures and footnotes are found, each with its place."""
    blocks = (
        Heading(level=2, children=plain("Svar"), anchor="nav-svar"),
        Callout(kind="note", title="Obs", children=(Paragraph(children=(_shown("1"),)),)),
        _table("2"),
        Figure(label="fig-x", caption=plain("Bilde"), alt="Tall", svg="<svg/>", table=_table("3")),
        KeyFigures(items=(KeyFigure(label="ønsket", value=Value(text="4")),)),
    )
    note = Footnote(key="1", children=(Paragraph(children=(_shown("5"),)),))
    found = values_of_area(Area(id="nav", title="NAV", blocks=blocks, footnotes=(note,)))
    assert [(one.value.text, one.place, one.label, one.row, one.column) for one in found] == [
        ("1", "sentence", "", 0, 0),
        ("2", "table", "tbl-x", 1, 1),
        ("3", "figure", "fig-x", 1, 1),
        ("4", "keyfigure", "", 1, 0),
        ("5", "sentence", "", 0, 0),
    ]
    assert [one.section for one in found] == ["nav-svar"] * 5


def test_what_a_card_tells_stands_under_its_heading() -> None:
    """The values of what is shown and of what is folded, in that order, each in a sentence of its own."""
    card = Card(
        heading=Heading(level=3, children=plain("Trivsel"), anchor="indikator-trivsel"),
        items=(CardItem(term="Hva", children=(_shown("1"),)),),
        more=(CardItem(term="Krav", children=(*plain("fra 2021: "), _shown("90 %"))),),
    )
    found = values_of_area(Area(id="indikatorer", title="Indikatorer", blocks=(card,)))
    assert [(one.value.text, one.sentence) for one in found] == [("1", "1"), ("90 %", "90 %")]
    assert [one.section for one in found] == ["indikator-trivsel"] * 2


def test_sentence_and_the_words_around_it() -> None:
    """A value knows its own sentence, not the whole paragraph, and how that reads without its values."""
    text = (Text(text="Først dette. Andelen økte fra "), _shown("4,7"), Text(text=" til "), _shown("4,9"), *plain("."))
    (first, second) = values_of_area(Area(id="nav", title="NAV", blocks=(Paragraph(children=text),)))
    assert first.sentence == second.sentence == "Andelen økte fra 4,7 til 4,9."
    assert first.around == "Andelen økte fra … til …."
    assert [first.id, second.id] == ["nav-1", "nav-2"]


def test_a_sentence_may_begin_with_a_value() -> None:
    """Where the sentence before ends, the value belongs to the next."""
    text = (Text(text="Slik gikk det. "), _shown("93,6 %"), Text(text=" fikk plass. Det er bra."))
    (found,) = values_of_area(Area(id="nav", title="NAV", blocks=(Paragraph(children=text),)))
    assert found.sentence == "93,6 % fikk plass."


def test_areas_in_order() -> None:
    """The store of a chapter is that of its areas, one after the other."""
    areas = tuple(
        Area(id=name, title=name, blocks=(Paragraph(children=(_shown(name),)),)) for name in ("b-omrade", "a-omrade")
    )
    chapter = sample_chapter().model_copy(update={"areas": areas})
    assert [one.area for one in values_shown(chapter)] == ["b-omrade", "a-omrade"]
