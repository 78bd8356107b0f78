from __future__ import annotations

from pathlib import Path

from fokusrapport.pipeline.unlocked import unlocked
from tests.project import code
from tests.runs import run_of

RUN = run_of(code("import os, pytest, borte\nfrom lxml import etree\nfrom PIL.Image import open\nimport tall"))


def test_packages_that_the_lock_does_not_name(tmp_path: Path) -> None:
    """By the names they are imported with; Python's own modules, the project's, and what is not there are none."""
    (tmp_path / "requirements.txt").write_text("LXML==6.0\nPillow==1\n")
    assert unlocked(RUN, tmp_path, {}) == ("pytest",)
    (tmp_path / "tall.py").write_text("import pandas.api\n")
    assert unlocked(RUN, tmp_path, {"tall.py": ""}) == ("pandas", "pytest")


def test_without_a_lock_nothing_is_held_against_it(tmp_path: Path) -> None:
    """Then every package that is installed counts."""
    assert unlocked(RUN, tmp_path, {}) == ()
