from __future__ import annotations

import pytest
from nbformat import NotebookNode

from fokusrapport.blocks import Callout, Figure, Foreign, Heading, Paragraph, Table, Text, plain
from fokusrapport.blocktree import text_of, walk
from fokusrapport.pipeline.document import ReadArea, read_area
from fokusrapport.pipeline.notebook import EditionKey, of_edition
from fokusrapport.pipeline.translations import has_words, untranslated
from tests.pipeline.reading import SHOWN_AS, shows
from tests.project import bare, code, markdown

FIGURE = Figure(label="fig-a", caption=plain("Bildetekst"), alt="Det steg fra 1 til 2", svg="<svg/>")


def in_code(language: str, *cells: NotebookNode, main: str = "nb") -> NotebookNode:
    """The cells that a report in this language has, of an edition whose authors write in `main`."""
    return of_edition(bare(*cells), EditionKey("testvik", 2024, language), main)


def sources(language: str, *cells: NotebookNode, main: str = "nb") -> list[str]:
    """What stands in those cells."""
    return [cell.source for cell in in_code(language, *cells, main=main).cells]


def read(language: str, *cells: NotebookNode) -> ReadArea:
    """The area that a report in this language has of the cells; their outputs stand in them already."""
    found = in_code(language, *cells)
    for cell, given in zip(found.cells, cells, strict=True):
        if cell.cell_type == "code":
            cell.outputs = given.outputs
    return read_area(found, "skole", SHOWN_AS, language)


def test_a_translation_stands_in_place_of_its_original() -> None:
    """In its own language; in the main language the original stands, and in another neither translation does."""
    cells = (markdown("ein"), markdown("nynorsk", "only:nn"), markdown("English", "only:en"), markdown("to"))
    assert sources("nb", *cells) == ["ein", "to"]
    assert sources("nn", *cells) == ["nynorsk", "to"]
    assert sources("en", *cells) == ["English", "to"]
    assert sources("sv", *cells) == ["ein", "to"]


def test_a_translation_may_be_several_cells_and_stand_behind_another() -> None:
    """The whole run of translations belongs to the one original above it."""
    cells = (markdown("en"), markdown("English", "only:en"), markdown("a", "only:nn"), markdown("b", "only:nn"))
    assert sources("nn", *cells) == ["a", "b"]


def test_only_the_original_right_above_is_left_out() -> None:
    """A code cell ends the run: what stands below it is an addition of its own."""
    assert sources("nn", markdown("a"), markdown("b"), markdown("B", "only:nn")) == ["a", "B"]
    assert sources("nn", markdown("a"), code("1"), markdown("A", "only:nn")) == ["a", "1", "A"]


def test_a_translation_for_another_edition_is_none() -> None:
    """Original and translation of one year stand together, whatever stands beside them for another year."""
    cells = (
        markdown("i fjor", "only:2023"),
        markdown("i fjor på nynorsk", "only:2023", "only:nn"),
        markdown("i år", "only:2024"),
        markdown("feil år", "only:2023", "only:nn"),
    )
    assert sources("nn", *cells) == ["i år"]


def test_an_edition_in_one_language_knows_nothing_of_this() -> None:
    """Its cells carry their number and nothing else, as ever."""
    found = in_code("nn", markdown("eit"), code("1"), main="nn")
    assert [cell.metadata["fokusrapport"] for cell in found.cells] == [{"number": 1}, {"number": 2}]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("Skolen", True),
        ("## Skolen", True),
        ("- Skolen", True),
        ("{eval}`area.value('a')` prosent", True),
        ("![Bilde av noe](a.png)", True),
        ("> [!NOTE]\n> Se her", True),
        ("{eval}`area.value('a')`", False),
        ("{eval}`area.value('a')` (2024), @tbl-a.", False),
        ("[Planen](https://example.org)", False),
        ("[Fair play]{lang=en}", False),
        ("$x^2$", False),
        ("```\nprint(tekst)\n```", False),
        ("<!-- skrevet tall: grunn -->", False),
        ("12 000", False),
    ],
)
def test_what_there_is_to_translate(source: str, *, words: bool) -> None:
    """Words of an author; no values, links, references, formulas, code, comments or words that say their language."""
    assert has_words(source) is words


def test_what_is_not_translated_is_told_with_its_cell() -> None:
    """Before anything is run; what needs no translation, and what the report does not show, is not told."""
    cells = (
        markdown("# Skole"),
        markdown("# Skule", "only:nn"),
        markdown("Tekst"),
        markdown("{eval}`a`"),
        markdown("Skjult", "remove-cell"),
        code("1"),
    )
    books = {code: in_code(code, *cells) for code in ("nb", "nn")}
    (fault,) = untranslated(books, SHOWN_AS)
    assert (fault.file, fault.place) == (SHOWN_AS, "cell 3 («Tekst»)")
    assert fault.what == "The text is not translated into Norwegian Nynorsk; the report shows it in Norwegian Bokmål."
    assert fault.allowed == "a Markdown cell right below it, with the tag «only:nn»"
    title, text = untranslated({**books, "en": in_code("en", *cells)}, SHOWN_AS)
    assert (title.place, title.allowed) == ("cell 1 («# Skole»)", fault.allowed.replace("nn", "en"))
    assert text.what.startswith("The text is not translated into Norwegian Nynorsk and English;")
    assert text.allowed == "a Markdown cell right below it, with the tag «only:nn», «only:en»"


def test_an_original_without_translation_is_shown_as_being_in_its_own_language() -> None:
    """With a notice below its first heading; of several in a row only the first has one."""
    text = "## Mål\n\nTekst med *trykk*.[^1]\n\n[^1]: Note."
    found = read("en", markdown("# Skole"), markdown(text), markdown("Mer."))
    assert found.faults == ()
    assert found.area.title == "Skole"
    notice, heading, *rest = found.area.blocks
    assert isinstance(notice, Callout)
    (said,) = notice.children
    assert isinstance(said, Paragraph)
    assert text_of(said.children) == "This part is not translated. It stands here in Norwegian Bokmål."
    assert isinstance(heading, Heading)
    assert heading.children == (Foreign(language="nb", children=plain("Mål")),)
    assert [type(block) for block in rest] == [Paragraph, Paragraph]
    assert all(isinstance(node, Foreign) for block in rest for node in block.children)  # type: ignore[union-attr]
    (note,) = found.area.footnotes
    assert [node.language for node in walk(note) if isinstance(node, Foreign)] == ["nb"]


def test_words_that_say_their_language_keep_it() -> None:
    """And nothing is marked twice: a voice would read it twice in the checks."""
    found = read("nn", markdown("# A", "only:nn"), markdown("Om [fair play]{lang=en} her."))
    paragraph = found.area.blocks[-1]
    assert isinstance(paragraph, Paragraph)
    marked = [(node.language, text_of(node.children)) for node in paragraph.children if isinstance(node, Foreign)]
    assert marked == [("nb", "Om "), ("en", "fair play"), ("nb", " her.")]


@pytest.mark.parametrize(
    ("options", "language", "shown", "untold"),
    [
        ("#| fig-cap: Tekst", "nb", "Tekst", []),
        ("#| fig-cap: {nb: Tekst, nn: Tekst på nynorsk}", "nn", "Tekst på nynorsk", []),
        ("#| fig-cap: {nb: Tekst, nn: Tekst på nynorsk}", "nb", "Tekst", []),
        ("#| fig-cap: Tekst", "nn", "Tekst", ["the caption"]),
        ("#| fig-cap: {nb: Tekst, en: Text}", "nn", "Tekst", ["the caption"]),
        ("#| fig-cap: {nb: A, nn: B}\n#| fig-alt: Det steg.", "nn", "B", ["the alternative text"]),
    ],
)
def test_captions_and_alternative_texts_in_several_languages(
    options: str, language: str, shown: str, untold: list[str]
) -> None:
    """The report's own is taken; another that stands in for it is marked and told."""
    found = read(language, markdown("# A", f"only:{language}"), shows(f"{options}\nx", FIGURE._repr_mimebundle_()))
    (figure,) = (node for node in walk(found.area.blocks) if isinstance(node, Figure))
    assert text_of(figure.caption) == shown
    assert [fault.allowed.split(" in ")[0] for fault in found.untranslated] == untold
    foreign = isinstance(figure.caption[0], Foreign)
    assert foreign is ("the caption" in untold)
    assert figure.alt_language == ("nb" if "the alternative text" in untold else "")


def test_a_caption_that_a_call_gave_in_another_language_is_told() -> None:
    """It comes marked from the subject; in a cell of the report's own language it is the author's own text."""
    table = Table(
        label="tbl-a",
        caption=(Foreign(language="nb", children=plain("Målekort")),),
        columns=(),
        rows=(),
        row_header=None,
    )
    cell = shows("x", table._repr_mimebundle_())
    assert len(read("nn", markdown("# A", "only:nn"), cell).untranslated) == 1
    assert read("nb", markdown("# A"), cell).untranslated == ()
    cell.metadata["tags"] = ["only:nn"]
    found = read("nn", markdown("# A", "only:nn"), cell)
    assert found.untranslated == ()
    assert found.area.blocks[0].caption == (Text(text="Målekort"),)  # type: ignore[union-attr]
