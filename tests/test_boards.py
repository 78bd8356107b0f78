from __future__ import annotations

import io

import pytest
from rich.console import Console, RenderableType

from fokusrapport.boards import Board, ManyBoard
from tests.project import EDITION


def seen(board: RenderableType) -> list[list[str]]:
    """What stands on the screen, line by line, as words."""
    screen = io.StringIO()
    Console(file=screen, width=100).print(board)
    return [line.split() for line in screen.getvalue().splitlines()]


def test_the_live_table() -> None:
    """A line an area: mark, name, what it is doing; the edition's own step on top; below them what is done in all."""
    board = Board(EDITION, ["skole", "bad", "nav"])
    board.tell("skole", "running")
    board.tell("skole", "done")
    board.tell("bad", "running")
    board.tell(EDITION, "rendering")
    first, *areas, bar = seen(board)
    assert first == [EDITION, "making", "pages", "and", "PDF"]
    assert [line[:3] for line in areas] == [
        ["✓", "skole", "done"],
        ["▸", "bad", "running"],
        ["·", "nav", "waiting"],
    ]
    assert [line[-1] for line in areas] == ["s", "s", "waiting"]
    assert " ".join(bar[1:5]) == "running: 1, run: 1"


def share_done(board: Board | ManyBoard) -> float:
    """How far the bar has come, of 1."""
    (task,) = board.bar.tasks
    return task.percentage / 100


def test_the_bar_goes_by_the_time_that_notebooks_took() -> None:
    """A long one is more of it; one that nobody has timed is as long as the others in the mean."""
    board = Board(EDITION, ["skole", "bad", "nav"], {"skole": 9.0, "bad": 3.0})
    board.tell("skole", "running")
    board.tell("skole", "failed")
    assert share_done(board) == 9 / (9 + 3 + 6)


def test_what_was_kept_says_nothing_of_how_fast_the_others_are() -> None:
    """The bar is of those that are run; when none is, it is full."""
    board = Board(EDITION, ["skole", "bad"], {"skole": 9.0, "bad": 3.0})
    board.tell("skole", "reused")
    assert share_done(board) == 0
    board.tell("bad", "running")
    board.tell("bad", "done")
    assert share_done(board) == 1


def test_many_editions() -> None:
    """A line for each that is under way: how many notebooks are finished, and which run, or the edition's own step."""
    board = ManyBoard(3)
    for edition in ("a/2024", "b/2024"):
        board.tell(edition, edition, "planning")
    board.tell("a/2024", "skole", "waiting")
    board.tell("a/2024", "bad", "waiting")
    board.tell("a/2024", "skole", "running")
    board.tell("a/2024", "bad", "reused")
    assert [" ".join(line) for line in seen(board)[:2]] == [
        "▸ a/2024 1/2 skole",
        "▸ b/2024 0/0 reading parameters and data",
    ]
    board.tell("a/2024", "skole", "failed")
    board.tell("a/2024", "a/2024", "rendering")
    assert " ".join(seen(board)[0]) == "▸ a/2024 2/2 making pages and PDF"
    board.ended("a/2024")
    *rest, bar = seen(board)
    assert [line[1] for line in rest] == ["b/2024"]
    assert "1/3 from cache: 1, failed: 1" in " ".join(bar)
    assert share_done(board) == pytest.approx(1 / 3)
