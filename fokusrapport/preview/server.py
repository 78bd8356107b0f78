"""The preview as a small web server: for this machine's browser only, and for those who know the address.

Nothing is read from disk for an answer: every page stands on the board, so no path leads out of it. A page of another
site cannot ask (it does not know the token), nor a name that leads here from outside (RFC 6454; «DNS rebinding»).
"""

from __future__ import annotations

import json
import secrets
import socket
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from fokusrapport.comments.web import LARGEST
from fokusrapport.errors import FokusrapportError
from fokusrapport.i18n import _
from fokusrapport.pipeline.exporters import ChapterPDFExporter
from fokusrapport.preview.board import Board, Look, Standing
from fokusrapport.preview.shell import shell_page, shell_policy

HOST = "127.0.0.1"
_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",  # the address is the key
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_FORBIDDEN, _NOT_YET, _GONE, _TOO_LARGE, _REFUSED = 403, 409, 410, 413, 422

Answer = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True)
class Door:
    """What is answered, and to whom: to those whose address holds the token."""

    board: Board
    token: str
    title: str

    def application(self) -> Starlette:
        """All that is answered."""
        routes = [
            Route("/{token}/", self._with_token(self._shell)),
            Route("/{token}/events", self._with_token(self._events)),
            Route("/{token}/page/{number:int}", self._with_token(self._page)),
            Route("/{token}/pdf", self._with_token(self._pdf)),
            Route("/{token}/comments", self._with_token(self._comments), methods=["GET", "POST"]),
        ]
        return Starlette(routes=routes, middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=_NAMES)])

    def _with_token(self, answer: Answer) -> Answer:
        async def checked(request: Request) -> Response:
            given = str(request.path_params["token"])
            if not secrets.compare_digest(given.encode(), self.token.encode()):
                return PlainTextResponse(_("There is nothing here."), 404, _HEADERS)
            response = await answer(request)
            response.headers.update(_HEADERS)
            return response

        return checked

    async def _shell(self, _request: Request) -> Response:
        page = shell_page(self.title)
        return HTMLResponse(page, headers={"Content-Security-Policy": shell_policy()})

    async def _events(self, _request: Request) -> Response:
        return StreamingResponse(_told(self.board), media_type="text/event-stream")

    async def _page(self, request: Request) -> Response:
        look = self.board.page(request.path_params["number"])
        if look is None:
            return PlainTextResponse(_("This page is no longer the last."), _GONE)
        return HTMLResponse(look.html, headers={"Content-Security-Policy": "frame-ancestors 'self'"})

    async def _pdf(self, _request: Request) -> Response:
        look = self.board.look
        if look is None:
            return PlainTextResponse(_("There is no page yet."), _GONE)
        if look.stored:
            what = _("The numbers are those of the last run. Ask for the PDF again when the page is fresh.")
            return PlainTextResponse(what, _NOT_YET)
        try:
            content = await run_in_threadpool(_as_pdf, look)
        except FokusrapportError as error:
            return PlainTextResponse(str(error), 500)
        return Response(content, media_type="application/pdf")

    async def _comments(self, request: Request) -> Response:
        """The comments on the page, and one more: the only thing that can be sent here."""
        look = self.board.look
        if look is None:
            return JSONResponse({"error": _("There is no page yet.")}, _GONE)
        if request.method == "GET":
            return JSONResponse(await run_in_threadpool(look.comments.get))
        if not _from_here(request):
            return JSONResponse({"error": _("There is nothing here.")}, _FORBIDDEN)
        if int(request.headers.get("content-length") or LARGEST + 1) > LARGEST:
            return JSONResponse({"error": _("The comment is too long.")}, _TOO_LARGE)
        try:
            return JSONResponse(await run_in_threadpool(look.comments.post, await request.body()))
        except FokusrapportError as error:
            return JSONResponse({"error": str(error)}, _REFUSED)


_NAMES = [HOST, "localhost"]


def _from_here(request: Request) -> bool:
    """Whether what is sent comes from a page of this machine, as browsers tell (RFC 6454, 7); other programs do not."""
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).hostname in _NAMES


async def _told(board: Board) -> AsyncIterator[str]:
    """Server-sent events (HTML Living Standard, 9.2): how things stand, as JSON."""
    async for standing in board.follow():
        yield f"data: {json.dumps(as_json(standing), ensure_ascii=False)}\n\n"


def as_json(standing: Standing) -> dict[str, object]:
    """How things stand, in words, as the page beside it shows them."""
    return {
        "tone": standing.tone,
        "headline": standing.headline,
        "stored": _("The numbers are those of the last run.") if standing.stored else "",
        "page": standing.page,
        "faults": [
            {
                "where": fault.where,
                "what": fault.what,
                "nearest": _("Did you mean «{nearest}»?").format(nearest=fault.nearest) if fault.nearest else "",
                "allowed": _("Allowed: {allowed}").format(allowed=fault.allowed) if fault.allowed else "",
            }
            for fault in standing.faults
        ],
        "warnings": list(standing.warnings),
        "warned": _("Warnings: {count}").format(count=len(standing.warnings)) if standing.warnings else "",
    }


def _as_pdf(look: Look) -> bytes:
    return ChapterPDFExporter().from_chapter(look.chapter)


@dataclass(frozen=True)
class Served:
    """Where a preview is to be seen."""

    address: str


@contextmanager
def serving(board: Board, title: str, port: int = 0, token: str = "") -> Iterator[Served]:
    """Serve a board from a thread of its own; without a port one that is free. Raises OSError where it is taken."""
    token = token or secrets.token_urlsafe(16)
    with socket.create_server((HOST, port)) as listening:
        door = Door(board, token, title)
        config = uvicorn.Config(door.application(), log_level="critical", lifespan="off", timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listening],), name="serve", daemon=True)
        thread.start()
        try:
            yield Served(f"http://{HOST}:{listening.getsockname()[1]}/{token}/")
        finally:
            board.close()
            server.should_exit = True
            thread.join(2)
