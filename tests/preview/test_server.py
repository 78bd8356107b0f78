from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from fokusrapport.comments.store import Store
from fokusrapport.comments.texts import texts_of
from fokusrapport.comments.web import LARGEST, Container
from fokusrapport.errors import Fault
from fokusrapport.pipeline.html import render_html
from fokusrapport.preview.board import Board, Look, Standing
from fokusrapport.preview.server import serving
from tests.sample import sample_chapter

FAULT = Fault("notebooks/nav.ipynb", place="celle 4", what="Galt.", allowed="noe annet", nearest="nav")

SCOPE = "testvik/2024"


@pytest.fixture
def board(tmp_path: Path) -> Board:
    """A board with a page, whose comments are kept below the test's own folder."""
    chapter = sample_chapter()
    board = Board(Standing("busy", "Starter"))
    comments = Container(Store(tmp_path, SCOPE), SCOPE, texts_of(chapter))
    board.put(Standing("wrong", "Se her:", (FAULT,), ("Advarsel.",)), Look(render_html(chapter), chapter, comments))
    return board


@pytest.fixture
def address(board: Board) -> Iterator[str]:
    """Where it is served."""
    with serving(board, "Forhåndsvisning") as served:
        yield served.address


def ask(
    address: str,
    path: str = "",
    host: str = "",
    method: str = "GET",
    body: bytes = b"",
    **more: Any,  # noqa: ANN401 - see below
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and content of an answer; the path is sent as it is written. `more`: `length`, `origin`."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=60)
    connection.putrequest(method, path or parts.path, skip_host=True)
    connection.putheader("Host", host or parts.netloc)
    if method != "GET":
        connection.putheader("Content-Length", str(more.get("length", len(body))))
    if "origin" in more:
        connection.putheader("Origin", more["origin"])
    connection.endheaders(body or None)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, content


def test_the_page_is_served_as_it_was_made(address: str, board: Board) -> None:
    """Byte for byte, by its number; one that has been replaced is gone."""
    path = urlsplit(address).path
    assert board.look is not None
    assert ask(address, f"{path}page/1")[2].decode() == board.look.html
    assert ask(address, f"{path}page/2")[0] == 410
    assert ask(address, f"{path}pdf")[2].startswith(b"%PDF-")


def test_no_pdf_is_made_of_numbers_of_an_earlier_run(address: str, board: Board) -> None:
    """Nothing in the file would say so."""
    assert board.look is not None
    board.put(board.standing, replace(board.look, stored=True))
    status, _headers, content = ask(address, f"{urlsplit(address).path}pdf")
    assert (status, content.startswith(b"The numbers are those of the last run.")) == (409, True)


def test_nobody_without_the_token_is_answered(address: str) -> None:
    """Neither with another one, nor with a part of it, nor with none; and it is not told to other pages."""
    token = urlsplit(address).path.strip("/")
    for wrong in ("/", "/x/", f"/{token[:-1]}/", f"/{token}x/", f"/{token}x/page/1", "/x/events", "/x/pdf"):
        assert ask(address, wrong)[0] == 404
    status, headers, _content = ask(address)
    assert (status, headers["referrer-policy"], headers["cache-control"]) == (200, "no-referrer", "no-store")


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "[::1]"])
def test_no_other_host_is_answered(address: str, host: str) -> None:
    """A name on the net that leads to this machine is not the machine itself."""
    assert ask(address, host=host)[0] == 400


@pytest.mark.parametrize(
    "path",
    ["../../etc/passwd", "page/../../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/etc/passwd", "page/-1"],
)
def test_no_path_leads_out(address: str, path: str) -> None:
    """There are no files to be had, whatever is asked for."""
    assert ask(address, f"{urlsplit(address).path}{path}")[0] == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_else_can_be_changed(address: str, method: str) -> None:
    """A preview is for looking at, and for saying what one thinks."""
    assert ask(address, method=method)[0] == 405
    if method != "POST":
        assert ask(address, f"{urlsplit(address).path}comments", method=method)[0] == 405


def test_a_comment_is_kept_beside_the_notebook(address: str, board: Board, tmp_path: Path) -> None:
    """It is answered with all there are now; what is none, is too long, or comes without the token is not kept."""
    assert board.look is not None
    area = next(iter(board.look.comments.texts))
    remark = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "k1a2b3c4",
        "type": "Annotation",
        "motivation": "commenting",
        "creator": {"type": "Person", "name": "Kari"},
        "created": "2026-03-01T12:00:00Z",
        "body": {"type": "TextualBody", "value": "Hvem da?", "format": "text/plain"},
        "target": {
            "type": "SpecificResource",
            "source": f"notebooks/{area}.ipynb",
            "scope": SCOPE,
            "selector": [
                {"type": "FragmentSelector", "value": "cell-id=a"},
                {"type": "TextQuoteSelector", "exact": "ord", "prefix": "", "suffix": ""},
                {"type": "TextPositionSelector", "start": 0, "end": 3},
            ],
        },
    }
    body, path = json.dumps(remark).encode(), f"{urlsplit(address).path}comments"
    assert ask(address, "/x/comments", method="POST", body=body)[0] == 404
    assert ask(address, path, method="POST", body=b"{}")[0] == 422
    assert ask(address, path, method="POST", body=b"", length=LARGEST + 1)[0] == 413
    for origin in ("http://evil.example", "https://127.0.0.1.evil.example", "null"):
        assert ask(address, path, method="POST", body=body, origin=origin)[0] == 403
    assert list(tmp_path.rglob("*.json")) == []
    status, _headers, content = ask(address, path, method="POST", body=body)
    assert (status, len(json.loads(content).get("threads", []))) == (200, 1), content
    assert ask(address, path)[2] == content
    assert len(list(tmp_path.rglob("*.json"))) == 1


def test_how_things_stand_is_told_in_words(address: str) -> None:
    """With where, what, the nearest guess and what is allowed; as an event that a browser understands."""
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname or "", parts.port or 0), 10) as asking:
        asking.sendall(f"GET {parts.path}events HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode())
        text = b""
        while b"\n\n" not in text.partition(b"data: ")[2]:
            text += asking.recv(4096)
    assert b"content-type: text/event-stream" in text
    told = json.loads(text.partition(b"data: ")[2].partition(b"\n\n")[0])
    assert (told["tone"], told["page"], told["warned"]) == ("wrong", 1, "Warnings: 1")
    (fault,) = told["faults"]
    assert fault == {
        "where": "notebooks/nav.ipynb, celle 4",
        "what": "Galt.",
        "nearest": "Did you mean «nav»?",
        "allowed": "Allowed: noe annet",
    }


def test_a_server_that_has_ended_lets_go_of_its_port(board: Board) -> None:
    """The next preview can have it, also while a window was still following."""
    with serving(board, "En") as served:
        parts = urlsplit(served.address)
        following = socket.create_connection((parts.hostname or "", parts.port or 0), 10)
        following.sendall(f"GET {parts.path}events HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode())
        assert following.recv(4096)
    following.close()
    with serving(board, "To", parts.port or 0) as again:
        assert urlsplit(again.address).port == parts.port
