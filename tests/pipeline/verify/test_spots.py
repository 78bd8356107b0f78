from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fokusrapport.pipeline.verify.spots import Parting, Spot, around, parting

LETTERS = st.lists(st.sampled_from("abcd"), max_size=12)


def spots(*texts: str) -> list[Spot]:
    """Spots with their number as place."""
    return [Spot(str(number), text) for number, text in enumerate(texts, start=1)]


def test_the_first_change_is_told() -> None:
    """Replaced, put in, taken out: with the place, and None where one has nothing."""
    assert parting(spots("a", "b", "c"), spots("a", "x", "c")) == Parting("2", "b", "x")
    assert parting(spots("a", "c"), spots("a", "b", "c")) == Parting("2", None, "b")
    assert parting(spots("a", "b", "c"), spots("a", "c")) == Parting("2", "b", None)
    assert parting(spots("a"), spots("a", "b")) == Parting("2", None, "b")
    assert parting(spots("a", "b", "c", "d"), spots("a", "x", "c", "y")) == Parting("2", "b", "x", more=1)
    assert parting(spots("a", "b"), spots("b", "a")) is not None
    assert parting(spots("a", "b", "c"), spots("c", "a", "b")) == Parting("1", None, "c", reordered=True)


def test_another_place_is_a_change_too() -> None:
    """The same texts in other places: a paragraph that became a cell."""
    assert parting([Spot("paragraph", "a")], [Spot("cell", "a")]) == Parting("paragraph", "paragraph", "cell")


@given(LETTERS, LETTERS)
def test_there_is_a_change_exactly_when_they_differ(old: list[str], new: list[str]) -> None:
    """And what is told of it is never the same on both sides."""
    found = parting(spots(*old), spots(*new))
    assert (found is None) == (old == new)
    assert found is None or found.published != found.rebuilt


def test_a_long_text_is_shown_around_the_change() -> None:
    """The part that differs is always seen."""
    old, new = "x" * 300 + "gammel" + "y" * 300, "x" * 300 + "ny" + "y" * 300
    assert "gammel" in around(old, new)
    assert "ny" in around(new, old)
    assert len(around(old, new)) < 100
    assert around("kort", "annet") == "kort"
