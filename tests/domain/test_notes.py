from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fokusrapport.blocks import Foreign, Text, plain
from fokusrapport.domain.notes import Notes
from fokusrapport.i18n import NO_BREAK_SPACE
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


def test_a_quoted_note_keeps_its_language() -> None:
    """The letter is the report's, the words their author's."""
    notes = Notes()
    quoted = (Foreign(language="nb", children=plain("usikkert")),)
    assert normalised(inline_text(notes.mark(quoted))).strip() == "a)"
    assert notes.mark(quoted) == notes.mark(quoted)
    ((letter, note),) = notes.under_table()
    assert (letter, note) == (Text(text=f"a){NO_BREAK_SPACE}"), *quoted)
