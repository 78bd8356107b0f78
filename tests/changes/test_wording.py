from __future__ import annotations

from fokusrapport.blocks import CrossReference, Inlines, ShownValue, Text, Value
from fokusrapport.changes.model import Detail
from fokusrapport.changes.telling import Telling
from fokusrapport.changes.tokens import tokens, words
from fokusrapport.changes.wording import compared
from fokusrapport.i18n import language


def marked(old: str, new: str) -> str:
    """The change from one text to another as it is told."""
    return Telling(language("en")).marked(compared(words(old), words(new)).parts())


def with_value(before: str, value: str, after: str) -> Inlines:
    """Words around a value."""
    return (Text(text=before), ShownValue(value=Value(text=value)), Text(text=after))


def test_changes_are_told_in_stretches_as_people_make_them() -> None:
    """Two words replaced by three are one change, and a small word between two changes is not left standing."""
    assert marked("Vi har ansatt to veiledere.", "Vi har ansatt tre nye veiledere.") == (
        "Vi har ansatt [removed: to] [added: tre nye] veiledere."
    )
    assert marked("Køen er lang og treg i dag.", "Køen er kort og rask i dag.") == (
        "Køen er [removed: lang og treg] [added: kort og rask] i dag."
    )


def test_a_text_written_anew_is_not_told_as_crumbs() -> None:
    """The few words that two texts happen to share hold nothing together."""
    old, new = "Badet er åpent hver dag i uka for alle.", "Elevrådet har fått et nytt rom, og møtes ofte der."
    assert marked(old, new) == f"[removed: {old}] [added: {new}]"


def test_a_value_is_the_same_word_whatever_it_shows() -> None:
    """What is left to look at is told with the sentence it stands in."""
    found = compared(
        tokens(with_value("Tilfreds: ", "4,3", " poeng.")), tokens(with_value("Tilfreds: ", "4,1", " poeng."))
    )
    assert found.same_words
    assert found.standing() == (Detail(where="Tilfreds: … poeng.", before="4,3", after="4,1"),)


def test_only_sentences_that_stand_are_asked_about() -> None:
    """A sentence that its author has just changed has been looked at; the next one has not."""
    old = (*with_value("Vi fikk ", "12", " svar. "), *with_value("Det er ", "3", " flere."))
    new = (*with_value("Kommunen fikk ", "14", " svar. "), *with_value("Det er ", "5", " flere."))
    assert compared(tokens(old), tokens(new)).standing() == (Detail(where="Det er … flere.", before="3", after="5"),)


def test_a_sentence_put_in_before_another_leaves_it_standing() -> None:
    """So does one that was taken away."""
    kept = with_value("Det er ", "3", " flere.")
    later = with_value("Det er ", "5", " flere.")
    assert compared(tokens(kept), tokens((Text(text="Se her først. "), *later))).standing()
    assert compared(tokens((Text(text="Se her først. "), *kept)), tokens(later)).standing()


def test_a_reference_is_the_same_as_long_as_it_refers_to_the_same() -> None:
    """A table more makes table 2 into table 3 everywhere, and is no change of every text that names it."""
    old, new = (tokens((CrossReference(label="tbl-a", text=f"Tabell {n}"),)) for n in (2, 3))
    other = tokens((CrossReference(label="tbl-b", text="Tabell 2"),))
    assert compared(old, new).same_words
    assert not compared(old, other).same_words
