from __future__ import annotations

import pytest

from fokusrapport.errors import Fault
from fokusrapport.pipeline.html import render_html
from fokusrapport.pipeline.readback import check_html
from fokusrapport.pipeline.statement import statement
from tests.plaintext import chapter_text
from tests.sample import sample_chapter

FRONT = sample_chapter().front


@pytest.mark.parametrize("problems", [[], [Fault("index.html", what="The heading «A» skips a level.")]])
def test_the_statement_itself_keeps_what_it_promises(problems: list[Fault]) -> None:
    """The page about accessibility passes the checks it tells of."""
    chapter = statement(FRONT, problems)
    assert check_html(render_html(chapter), chapter) == []


def test_what_the_checks_found_is_told() -> None:
    """A draft with faults says which; one without says that there are none."""
    faulty = chapter_text(statement(FRONT, [Fault("areas/nav.pdf", what="The heading «A» skips a level.")]))
    good = chapter_text(statement(FRONT, []))
    assert "- areas/nav.pdf: 1" in faulty
    assert "fant ingen feil" not in faulty
    assert "fant ingen feil" in good


def test_readers_are_told_whom_to_tell() -> None:
    """Somebody who cannot read the report knows where to turn."""
    assert f"Si fra til {FRONT.municipality}" in chapter_text(statement(FRONT, []))
