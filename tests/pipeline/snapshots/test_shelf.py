from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from fokusrapport.blocks import Area, Paragraph, Source, plain
from fokusrapport.errors import InputRefused
from fokusrapport.pipeline.snapshots.model import Snapshot, snapshot_of
from fokusrapport.pipeline.snapshots.shelf import DRAFTS_KEPT, SnapshotShelf, editions_kept
from fokusrapport.subject import SubjectFacts
from tests.changes.made import area, figure, number, report, text
from tests.sample import sample_chapter

NOON = dt.datetime(2026, 1, 15, 12, tzinfo=dt.UTC)


def snapshot(words: str) -> Snapshot:
    """A report of one text."""
    return Snapshot(edition="testvik/2025", languages=(report(area("nav", {"a": [text(words)]})).snapshot,))


def shelf(root: Path, made: dt.datetime = NOON) -> SnapshotShelf:
    """The shelf of an edition at some time."""
    return SnapshotShelf(SnapshotShelf.of(root, "testvik/2025").folder, lambda: made)


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    """The newest first, each with its time and state."""
    shelf(tmp_path).keep(snapshot("Gammelt."), "draft")
    shelf(tmp_path, NOON + dt.timedelta(days=1)).keep(snapshot("Nytt."), "final")
    newest, oldest = shelf(tmp_path).all()
    assert (newest.state, newest.made, newest.read()) == ("final", NOON + dt.timedelta(days=1), snapshot("Nytt."))
    assert oldest.read() == snapshot("Gammelt.")
    assert editions_kept(tmp_path) == ("testvik/2025",)


def test_the_same_report_is_kept_once_and_to_the_same_bytes(tmp_path: Path) -> None:
    """A build that shows what the last one showed makes no other draft; a final report is another thing."""
    for state in ("draft", "draft", "final"):
        shelf(tmp_path).keep(snapshot("Likt."), state)
    kept = shelf(tmp_path).all()
    assert [one.state for one in kept] == ["final", "draft"]
    assert kept[0].path.read_bytes() == kept[1].path.read_bytes() == snapshot("Likt.").packed()


def test_old_drafts_go_and_final_reports_stay(tmp_path: Path) -> None:
    """However many drafts are built after it."""
    shelf(tmp_path).keep(snapshot("Endelig."), "final")
    for number_ in range(DRAFTS_KEPT + 3):
        shelf(tmp_path, NOON + dt.timedelta(minutes=number_)).keep(snapshot(f"Utkast {number_}."), "draft")
    kept = shelf(tmp_path).all()
    assert len(kept) == DRAFTS_KEPT + 1
    assert kept[0].read() == snapshot(f"Utkast {DRAFTS_KEPT + 2}.")
    assert kept[-1].state == "final"


def test_a_clock_set_back_does_not_change_the_order(tmp_path: Path) -> None:
    """The last snapshot is the newest, whatever the clock said."""
    shelf(tmp_path).keep(snapshot("Først."), "draft")
    shelf(tmp_path, NOON - dt.timedelta(hours=1)).keep(snapshot("Så."), "draft")
    assert shelf(tmp_path).all()[0].read() == snapshot("Så.")


def test_a_damaged_snapshot_is_told_of(tmp_path: Path) -> None:
    """With its file, and what to do; files that are none are not seen."""
    shelf(tmp_path).keep(snapshot("Helt."), "draft")
    (kept,) = shelf(tmp_path).all()
    (kept.path.parent / "notat.txt").write_text("x")
    kept.path.write_bytes(kept.path.read_bytes()[:-9])
    (broken,) = shelf(tmp_path).all()
    with pytest.raises(InputRefused, match="damaged"):
        broken.read()


def test_a_snapshot_holds_what_readers_see_and_no_more() -> None:
    """No row, hash or unrounded number, and no drawing; every block survives being kept."""
    chapter = sample_chapter()
    secret = number("få").model_copy(
        update={"exact": "3.25", "sources": (Source(file="data/x.csv", row=7, key="k", sha256="f" * 64),)}
    )
    made = area("nav", {"a": [text("Det er ", secret, " av dem."), figure("Tegning")]})
    kept = snapshot_of(chapter.model_copy(update={"areas": (made,)}), SubjectFacts())
    told = Snapshot(edition="testvik/2025", languages=(kept,)).text().decode()
    assert "få" in told
    assert [hidden for hidden in ("3.25", "x.csv", "f" * 64, "<svg") if hidden in told] == []


def test_parts_that_no_notebook_made_are_left_out() -> None:
    """They follow from the rest; an area that could not be built is no such part."""
    summary = Area(id="sammendrag", title="Sammendrag", blocks=(Paragraph(children=plain("Alt er bra.")),))
    broken = Area(id="bad", title="Bad", blocks=(Paragraph(children=plain("Mangler.")),), complete=False)
    chapter = sample_chapter().model_copy(update={"areas": (summary, broken, area("nav", {"a": [text("Hei.")]}))})
    assert [kept.id for kept in snapshot_of(chapter, SubjectFacts()).chapter.areas] == ["bad", "nav"]
