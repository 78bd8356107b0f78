from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest

from fokusrapport import observing
from fokusrapport.errors import InputRefused
from fokusrapport.observing import (
    OPENED,
    REFUSED,
    UNSTEADY,
    asked,
    digest,
    named,
    note_once,
    note_opened,
    parsed,
    readable,
    subject_reads,
)


class Subject:
    """Something that can be asked."""

    answer: object = "svar"

    @asked
    def tell(self, name: str, year: int = 2024) -> object:
        """Whatever the answer is just now."""
        if name == "nektet":
            raise InputRefused(faults=[])
        return f"{name} {year} {self.answer}"


@pytest.fixture
def notes() -> Iterator[observing.Notes]:
    """Notes that are being taken."""
    yield observing.take_notes()
    observing.stop_notes()


def test_nothing_is_noted_where_nobody_listens() -> None:
    """A build itself asks as much as it likes."""
    assert Subject().tell("a") == "a 2024 svar"
    note_opened("testvik/2024")
    with subject_reads():
        assert Subject().tell("b", 1) == "b 1 svar"


def test_a_call_is_one_question_however_it_is_written(notes: observing.Notes) -> None:
    """By position, by name or by default: the arguments are all there, and can be had back."""
    for _call in (Subject().tell("a"), Subject().tell(name="a"), Subject().tell("a", year=2024)):
        pass
    (question,) = notes.questions
    assert parsed(question) == ("Subject.tell", ("'a'", "2024"))
    assert notes.questions[question] == digest("a 2024 svar")
    assert readable(question) == "Subject.tell(a, 2024)"


def test_a_refusal_is_an_answer(notes: observing.Notes) -> None:
    """It is passed on, and noted."""
    with pytest.raises(InputRefused):
        Subject().tell("nektet")
    assert list(notes.questions.values()) == [REFUSED]


def test_two_answers_to_one_question_never_hold(notes: observing.Notes) -> None:
    """A file changed while the notebook ran: it holds something of both, even when the first comes back."""
    subject = Subject()
    for answer in ("første", "andre", "første"):
        subject.answer = answer
        subject.tell("a")
    assert list(notes.questions.values()) == [UNSTEADY]
    noted: dict[str, str] = {}
    note_once(noted, "fil", "1")
    note_once(noted, "fil", "1")
    assert noted == {"fil": "1"}


def test_the_subject_reads_only_within(notes: observing.Notes) -> None:
    """Nested or not, and after an error, too."""
    seen = []
    with suppress(ValueError), subject_reads():
        with subject_reads():
            seen.append(notes.subject_reads)
        seen.append(notes.subject_reads)
        int("x")
    assert [*seen, notes.subject_reads] == [True, True, False]


def test_which_edition_was_opened_is_noted(notes: observing.Notes) -> None:
    """Only the notebook's own can be asked again."""
    note_opened("testvik/2023")
    assert notes.questions == {named("opened", ("testvik/2023",)): OPENED}


def test_what_has_no_order_has_one_digest() -> None:
    """And what has one keeps it; a text is no number."""
    assert digest(frozenset(["b", "a"])) == digest(frozenset(["a", "b"]))
    assert digest(("b", "a")) != digest(("a", "b"))
    assert digest("1") != digest(1)
