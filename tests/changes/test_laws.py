from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from fokusrapport.blocks import Paragraph
from fokusrapport.changes.tokens import joined, words
from fokusrapport.changes.wording import compared
from tests.changes.made import heading, number, of_one, text

WORDS = st.sampled_from(["vi", "har", "åpnet", "badet", "og", "skolen", "for", "alle", "i", "år", "nå", "ny", "to"])
SENTENCES = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)
PARAGRAPHS = st.builds(
    lambda one, value, other: text(f"{one} ", number(value), f" {other}."),
    SENTENCES,
    st.sampled_from(["1", "2"]),
    SENTENCES,
)
CELLS: st.SearchStrategy[Mapping[str, list[Paragraph]]] = st.dictionaries(
    st.text("abc123", min_size=1, max_size=6), st.lists(PARAGRAPHS, min_size=1, max_size=3), min_size=1, max_size=5
)


@given(CELLS)
def test_a_report_is_the_same_as_itself(cells: Mapping[str, list[Paragraph]]) -> None:
    """Also where cells say the same."""
    assert of_one(cells, cells) == []


@given(CELLS, st.randoms(use_true_random=False))
def test_cells_in_another_order_are_moved_and_nothing_else(
    cells: Mapping[str, list[Paragraph]], random: object
) -> None:
    """Each at most once, and at least one stays where it is."""
    order = list(cells)
    random.shuffle(order)  # type: ignore[attr-defined] # hypothesis gives a random.Random
    found = of_one(cells, {name: cells[name] for name in order})
    assert {kind for kind, _cell in found} <= {"moved"}
    assert len(found) == len(set(found)) < max(len(cells), 2)
    assert bool(found) == (order != list(cells))


@given(st.lists(WORDS, min_size=1, max_size=20), st.lists(WORDS, min_size=1, max_size=20))
def test_no_change_of_a_word_is_lost(old: list[str], new: list[str]) -> None:
    """Without what was inserted the parts are the old text, and without what was deleted the new one."""
    parts = compared(words(" ".join(old)), words(" ".join(new))).parts()
    assert _letters("".join(p.text for p in parts if p.kind != "inserted")) == _letters(" ".join(old))
    assert _letters("".join(p.text for p in parts if p.kind != "deleted")) == _letters(" ".join(new))
    assert any(part.changed for part in parts) == (old != new)


def _letters(text_: str) -> str:
    return "".join(text_.split())


@given(CELLS, st.data())
def test_every_planted_word_is_found(cells: Mapping[str, list[Paragraph]], data: st.DataObject) -> None:
    """In the cell it was planted in, and nothing is told of the others."""
    cell = data.draw(st.sampled_from(sorted(cells)))
    place = data.draw(st.integers(0, len(cells[cell]) - 1))
    planted = cells[cell][place].model_copy(
        update={"children": (*text("Plantet ").children, *cells[cell][place].children)}
    )
    changed = {**cells, cell: [planted if n == place else one for n, one in enumerate(cells[cell])]}
    assert {found for _kind, found in of_one(cells, changed)} == {cell}


@given(SENTENCES)
def test_words_joined_again_are_the_text(sentence: str) -> None:
    """Nothing is lost between letters and words."""
    assert joined(words(sentence)) == sentence
    assert heading(sentence).children
