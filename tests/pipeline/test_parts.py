from __future__ import annotations

import os
import signal

import pytest

from fokusrapport.errors import BuildFailed, RenderFailed
from fokusrapport.pipeline import parts
from fokusrapport.pipeline.parts import make_parts
from fokusrapport.pipeline.readback import read_back, whole_of
from tests.sample import sample_chapter

AREAS = ["innledning"]


@pytest.mark.slow
def test_many_hands_make_the_same() -> None:
    """Every file to the byte, and the same found in it, whoever made it; in the same order."""
    alone, together = (make_parts(sample_chapter(), AREAS, jobs) for jobs in (1, 3))
    assert list(alone.files) == list(together.files)
    assert alone == together
    assert {"index.html", "fokusomrade-brukere.pdf", "areas/innledning.html"} < set(alone.files)


def test_what_is_read_back_by_part_is_what_is_read_back_at_last() -> None:
    """The finished files, taken by themselves, tell the same."""
    chapter = sample_chapter()
    made = make_parts(chapter, AREAS)
    assert whole_of(chapter, made.files, made.found, made.faults) == read_back(chapter, made.files)


@pytest.mark.slow
def test_what_cannot_be_made_is_told_as_by_one() -> None:
    """By whichever process it was to be made."""
    front = sample_chapter().front.model_copy(update={"title": "漢"})
    for jobs in (1, 2):
        with pytest.raises(RenderFailed, match="漢"):
            make_parts(sample_chapter().model_copy(update={"front": front}), AREAS, jobs)


@pytest.mark.slow
def test_one_that_is_killed_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its parts are lost, so there is no report; nobody waits for it."""
    monkeypatch.setattr(parts, "_share", _killed)
    with pytest.raises(BuildFailed, match="ended with -9"):
        make_parts(sample_chapter(), AREAS, 2)


def _killed(*_arguments: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)
