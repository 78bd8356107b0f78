from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fokusrapport import observing
from fokusrapport.blocks import Source
from fokusrapport.domain.area import open_area
from fokusrapport.domain.dataset import RankedItem
from fokusrapport.errors import InputRefused
from tests.domain.conftest import refusal
from tests.plaintext import block_text

if TYPE_CHECKING:
    from tests.domain.conftest import Makers

ROOT = Path(__file__).parents[2]


def test_the_area_is_found_from_the_notebook_s_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in JupyterLab, whose kernels start beside their notebook."""
    monkeypatch.chdir(ROOT / "notebooks")
    area = open_area("nav", municipality="kristiansund", year=2015, language="nb")
    assert area.value("nav-tilfredshet").text == "4,9"
    asked = refusal(open_area, "nav", municipality="kristiansund", year=2015, language="nn")
    assert asked == "The notebook asks for «nn», but the edition is written in «nb»."


def test_a_name_that_is_no_area_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the nearest and all there are; it would have no scorecard, and nobody would see why."""
    monkeypatch.chdir(ROOT / "notebooks")
    with pytest.raises(InputRefused) as refused:
        open_area("grunskole", municipality="kristiansund", year=2015, language="nb")
    (fault,) = refused.value.faults
    assert (fault.what, fault.nearest) == ("kristiansund/2015 has no area «grunskole».", "grunnskole")
    assert fault.allowed.startswith("innledning, ")
    assert "params/kristiansund/2015.yaml" in fault.allowed


def test_opening_an_area_asks_of_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """An area that is added later is no reason to run every notebook again."""
    monkeypatch.chdir(ROOT / "notebooks")
    notes = observing.take_notes()
    try:
        open_area("nav", municipality="kristiansund", year=2015, language="nb")
    finally:
        observing.stop_notes()
    asked = set(map(observing.readable, notes.questions))
    assert "EditionData.has_area(nav)" in asked
    assert "EditionData.areas" not in asked


def test_a_mended_file_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An author who corrects a figure and runs the cell again sees the new figure in the same kernel."""
    for part in ("params", "data"):
        shutil.copytree(ROOT / part, tmp_path / part)
    (tmp_path / "notebooks").mkdir()
    shutil.copy(ROOT / "build.py", tmp_path)
    monkeypatch.setenv("FOKUSRAPPORT_ROOT", str(tmp_path))
    file = tmp_path / "data" / "kristiansund" / "undersokelser-2015.csv"
    shown = []
    for old, new in (("", ""), ("nav-tilfredshet;2015;4,9", "nav-tilfredshet;2015;4,8")):
        file.write_text(
            file.read_text("utf-8-sig").replace(old, new) if old else file.read_text("utf-8-sig"), "utf-8-sig"
        )
        area = open_area("nav", municipality="kristiansund", year=2015, language="nb")
        shown.append(area.value("nav-tilfredshet").text)
    assert shown == ["4,9", "4,8"]


def test_an_area_without_indicators_has_no_scorecard(make: Makers) -> None:
    """Nothing, not an empty table."""
    assert block_text(make.area([make.indicator(areas=["two"])], []).scorecard("x")) == ""
    assert "| A |" in block_text(make.area([make.indicator(areas=["one"])], []).scorecard("x"))


def test_a_ranked_list_is_numbered(make: Makers) -> None:
    """In order of rank; an unknown list is refused with those there are."""
    source = Source(file="data/x.csv", row=2, key="k", sha256="0" * 64)
    items = tuple(
        RankedItem(survey="s", list="top", year=2015, rank=rank, item=item, source=source)
        for rank, item in ((2, "roads"), (1, "water"))
    )
    area = make.area([], [], rankings=items)
    assert block_text(area.ranking("top")) == "1. water\n2. roads"
    assert refusal(area.ranking, "tpo") == "There is no ranked list «tpo» for 2015. | top"


def test_a_table_of_nothing_is_refused(make: Makers) -> None:
    """So is a chart."""
    area = make.area([], [])
    for call in (area.table, area.bars_chart, area.change_chart):
        assert "at least one indicator" in refusal(call, caption="x", label="tbl-x")


def test_the_main_goal_is_in_the_report_s_language_or_the_nearest(make: Makers) -> None:
    """The goal is adopted in one language; it is better than none."""
    assert block_text(make.area([], []).main_goal()) == "Good services"
    assert block_text(make.area([], [], language="nb").main_goal()) == "Good services"
