"""The real chapter of 2015 as plain text, word for word.

When the chapter is meant to change: `python -m pytest tests/test_golden.py --renew-golden`, then read the diff of
`tests/golden/` as a reader of the report would, before it is committed.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fokusrapport.pipeline.build import Built
from tests.conftest import built, copied_project
from tests.plaintext import chapter_text

pytestmark = pytest.mark.slow
GOLDEN = Path(__file__).parent / "golden" / "kristiansund-2015.txt"


def test_the_chapter_reads_as_it_did(built_2015: Built, request: pytest.FixtureRequest) -> None:
    """Every heading, sentence, table row, alt text and footnote is what it was when somebody last read it."""
    text = chapter_text(built_2015.chapter)
    if request.config.getoption("--renew-golden"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(text, "utf-8")
    assert text == GOLDEN.read_text("utf-8")


def test_one_changed_figure_is_seen(tmp_path: Path) -> None:
    """The twin: with 4,8 for 4,9 in the data, the lines of NAV that hold that figure differ, and only they."""
    project = copied_project(tmp_path)
    data = project.data / "kristiansund" / "undersokelser-2015.csv"
    before = data.read_text("utf-8-sig")
    data.write_text(before.replace("nav;nav-tilfredshet;2015;4,9", "nav;nav-tilfredshet;2015;4,8"), "utf-8-sig")
    chapter = built(project, "kristiansund/2015", "nav").chapter
    now = _of_area(chapter_text(chapter), "nav")
    golden = _of_area(GOLDEN.read_text("utf-8"), "nav")
    changed = [line for line in golden if line not in now]
    assert changed
    assert all("4,9" in line for line in changed)
    assert not any("4,9" in line for line in now)


def _of_area(text: str, area: str) -> list[str]:
    """The lines of one area, without the numbers of figures and tables: they count over the whole chapter."""
    body = text.split(f"\n=== {area}: ")[1].partition("\n=== ")[0]
    return [re.sub(r"(figur|tabell) \d+", r"\1", line, flags=re.IGNORECASE) for line in body.splitlines()]
