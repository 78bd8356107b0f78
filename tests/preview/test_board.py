from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from fokusrapport.comments.store import Store
from fokusrapport.comments.web import Container
from fokusrapport.preview import board as boards
from fokusrapport.preview.board import Board, Look, Standing
from tests.loops import run
from tests.sample import sample_chapter

BUSY, FRESH = Standing("busy", "…"), Standing("fresh", "ferdig")


def look(text: str, *, stored: bool = False) -> Look:
    """A page of these words."""
    return Look(text, sample_chapter(), Container(Store(Path(), ""), "", {}), stored)


def test_pages_are_numbered_and_only_the_last_is_there() -> None:
    """What is told without a new page keeps the one that stands, with its number and whether it is stored."""
    board = Board(BUSY)
    board.put(BUSY, look("en", stored=True))
    board.put(FRESH)
    assert (board.standing.page, board.standing.stored, board.standing.tone) == (1, True, "fresh")
    board.put(FRESH, look("to"))
    assert (board.standing.page, board.standing.stored) == (2, False)
    assert board.page(1) is None
    assert board.page(2) == look("to")


def test_followers_hear_what_another_thread_puts() -> None:
    """First how things stand, then every change, and at last that it is over."""
    board, heard = Board(BUSY), []

    async def listen() -> None:
        async for standing in board.follow():
            heard.append(standing.tone)
            if standing.tone == "busy":
                threading.Thread(target=board.put, args=(FRESH,)).start()
            else:
                threading.Thread(target=board.close).start()

    run(asyncio.wait_for(listen(), 5))
    assert heard == ["busy", "fresh"]


def test_a_silent_board_gives_signs_of_life(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else nobody would notice a window that was closed."""
    monkeypatch.setattr(boards, "_SIGN_OF_LIFE", 0.01)

    async def listen() -> list[Standing]:
        following = Board(BUSY).follow()
        return [await anext(following) for _time in range(3)]

    assert run(asyncio.wait_for(listen(), 5)) == [BUSY] * 3
