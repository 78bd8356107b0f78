from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fokusrapport.domain.notes import Notes
from tests.plaintext import inline_text, normalised


def read(notes: Notes, *texts: str) -> list[str]:
    """The mark each text gets."""
    return [normalised(inline_text(notes.mark(text))).strip() for text in texts]


def test_each_distinct_note_has_a_letter() -> None:
    """The same note is the same letter wherever it stands; no note is no mark."""
    notes = Notes()
    assert read(notes, "one", "two", "", "one") == ["a)", "b)", "", "a)"]
    assert [normalised(inline_text(line)) for line in notes.under_table()] == ["a) one", "b) two"]


@given(st.lists(st.text(min_size=1), unique=True, max_size=80))
def test_no_two_notes_share_a_letter(texts: list[str]) -> None:
    """Also after «z», where letters are doubled."""
    marks = read(Notes(), *texts)
    assert len(set(marks)) == len(texts)
    assert marks[26:28] == ["aa)", "bb)"][: max(0, len(texts) - 26)]
