"""One way to ask a service for JSON: bounded in time, size and attempts, with faults in words a person can act on."""

from __future__ import annotations

import email.utils
import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt

from fokusrapport import __version__
from fokusrapport.errors import FetchFailed
from fokusrapport.fetch.pace import Pace
from fokusrapport.i18n import _

_PASSING = frozenset({429, 500, 502, 503, 504})
_HTTP_ERROR = 400
_CONNECT_SECONDS = 15.0
Parameters = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Limits:
    """How long and how often one question is asked.

    `timeout` is the longest, in seconds, that one answer may take from first to last byte; `largest` is in bytes.
    """

    timeout: float = 60.0
    attempts: int = 4
    longest_wait: float = 120.0
    largest: int = 50_000_000


class Passing(FetchFailed):
    """A fault that may be gone in a while; `wait` is how long the service asks for, in seconds."""

    def __init__(self, message: str, wait: float | None = None) -> None:
        super().__init__(message)
        self.wait = wait


class Refused(FetchFailed):
    """The service has understood the question, and will not answer it; `status` is the HTTP status."""

    def __init__(self, message: str, status: int, reason: str) -> None:
        super().__init__(message)
        self.status = status
        self.reason = reason


@dataclass(frozen=True)
class Answer:
    """What a service answered: the JSON with numbers as they were written, and the address that was asked."""

    content: Any
    address: str


@dataclass
class Web:
    """Asks one service, named in messages as `service`."""

    service: str
    limits: Limits = field(default_factory=Limits)
    pace: Pace = field(default_factory=Pace)
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic

    def get(self, address: str, parameters: Parameters = ()) -> Answer:
        """The JSON at an address; raises FetchFailed."""
        return self._asked(httpx.Request("GET", _url(address, parameters)))

    def post(self, address: str, content: object, parameters: Parameters = ()) -> Answer:
        """The JSON that a question too long for an address is answered with; raises FetchFailed."""
        return self._asked(httpx.Request("POST", _url(address, parameters), json=content))

    def _asked(self, request: httpx.Request) -> Answer:
        """Ask until there is an answer, as often as allowed."""
        request.headers.update({"Accept": "application/json", "User-Agent": f"fokusrapport/{__version__}"})
        retrying = Retrying(
            stop=stop_after_attempt(self.limits.attempts),
            retry=retry_if_exception_type(Passing),
            wait=self._pause,
            sleep=self.sleep,
            reraise=True,
        )
        try:
            found: Answer = retrying(self._once, request)
        except Passing as error:
            tried = _("{reason} Tried {count} times.").format(reason=error.message, count=self.limits.attempts)
            raise FetchFailed(tried) from error
        return found

    def _pause(self, state: RetryCallState) -> float:
        """What the service asks for, else a second, then twice as long each time."""
        error = state.outcome.exception() if state.outcome else None
        asked = error.wait if isinstance(error, Passing) else None
        return 2.0 ** (state.attempt_number - 1) if asked is None else asked

    def _once(self, request: httpx.Request) -> Answer:
        self.pace.wait()
        with self._told():
            response, body = self._read(request)
        self.pace.learn(response.headers)
        if response.status_code in _PASSING:
            raise self._later(response)
        if response.status_code >= _HTTP_ERROR:
            raise self._refusal(response, body)
        return Answer(self._json(response, body), str(request.url))

    def _read(self, request: httpx.Request) -> tuple[httpx.Response, bytes]:
        """The answer with its whole body; a body that trickles in is given up at the deadline."""
        client = self._client  # made before the time runs
        deadline = self.clock() + self.limits.timeout
        request.extensions["timeout"] = self._timeout.as_dict()
        response = client.send(request, stream=True)
        try:
            return response, b"".join(self._bounded(response, deadline))
        finally:
            response.close()

    def _bounded(self, response: httpx.Response, deadline: float) -> Iterator[bytes]:
        """The parts of a body, as long as there are neither too many of them nor has it taken too long."""
        size = 0
        for part in response.iter_bytes():
            size += len(part)
            if size > self.limits.largest:
                what = _("{service} answered with more than {size} MB.")
                raise FetchFailed(what.format(service=self.service, size=self.limits.largest // 10**6))
            if self.clock() > deadline:
                raise self._slow()
            yield part

    @cached_property
    def _client(self) -> httpx.Client:
        """One for all questions: making one reads every certificate there is.

        Each question has a connection of its own, for one that is kept may be closed by the service while we wait.
        """
        limits = httpx.Limits(max_keepalive_connections=0)
        return httpx.Client(timeout=self._timeout, limits=limits, follow_redirects=True, max_redirects=3)

    @property
    def _timeout(self) -> httpx.Timeout:
        return httpx.Timeout(self.limits.timeout, connect=min(_CONNECT_SECONDS, self.limits.timeout))

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Tell what goes wrong on the way there and back."""
        try:
            yield
        except httpx.TimeoutException as error:
            raise self._slow() from error
        except httpx.ConnectError as error:
            what = _("{service} cannot be reached ({reason}). Is the network up, and is the address right?")
            raise Passing(what.format(service=self.service, reason=error)) from error
        except (httpx.RemoteProtocolError, httpx.ReadError, httpx.DecodingError) as error:
            raise self._cut_off() from error
        except httpx.HTTPError as error:
            what = _("{service} could not be asked: {reason}.")
            raise FetchFailed(what.format(service=self.service, reason=error)) from error

    def _slow(self) -> Passing:
        what = _("{service} did not answer within {seconds} seconds.")
        return Passing(what.format(service=self.service, seconds=round(self.limits.timeout)))

    def _cut_off(self) -> Passing:
        return Passing(_("The answer of {service} was cut off.").format(service=self.service))

    def _later(self, response: httpx.Response) -> FetchFailed:
        """The service is busy or down: how long it wants to be left alone, if it says so."""
        asked = _seconds(response.headers.get("retry-after", ""))
        if asked is not None and asked > self.limits.longest_wait:
            what = _("{service} asks to be left alone for {seconds} seconds. Try again after that.")
            return FetchFailed(what.format(service=self.service, seconds=round(asked)))
        what = _("{service} cannot answer just now (HTTP {status}): it may be busy or being updated.")
        if response.status_code == httpx.codes.TOO_MANY_REQUESTS:
            what = _("{service} has been asked too often (HTTP {status}).")
            # Others behind the same address may have used up the calls of this window: a second would not help.
            asked = self.pace.window if asked is None else asked
        return Passing(what.format(service=self.service, status=response.status_code), asked)

    def _refusal(self, response: httpx.Response, body: bytes) -> Refused:
        reason = _reason(body)
        what = _("{service} refused the question (HTTP {status}{reason}): {address}")
        told = what.format(
            service=self.service,
            status=response.status_code,
            reason=f", «{reason}»" if reason else "",
            address=response.url,
        )
        return Refused(told, response.status_code, reason)

    def _json(self, response: httpx.Response, body: bytes) -> Any:  # noqa: ANN401 - any JSON
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json" and not kind.endswith("+json"):
            what = _("{service} answered with «{kind}» instead of JSON: there may be a login page in between.")
            raise FetchFailed(what.format(service=self.service, kind=kind or "?"))
        try:
            return json.loads(body, parse_float=Decimal)
        except ValueError as error:
            raise self._cut_off() from error


def _url(address: str, parameters: Parameters) -> httpx.URL:
    """The address with its parameters; httpx would take those away that stand in it when it is given none."""
    return httpx.URL(address, params=tuple(parameters)) if parameters else httpx.URL(address)


def _seconds(told: str) -> float | None:
    """The header Retry-After: seconds, or a date; None when it says nothing."""
    if told.strip().isdecimal():
        return float(told)
    try:
        moment = email.utils.parsedate_to_datetime(told)
    except ValueError:
        return None
    return max(0.0, moment.timestamp() - time.time())


def _reason(body: bytes) -> str:
    """What a problem document (RFC 7807) says; SSB has it in `title`, others in `detail`."""
    try:
        problem = json.loads(body)
    except ValueError:
        return ""
    if not isinstance(problem, dict):
        return ""
    told = [str(problem[name]) for name in ("title", "detail") if isinstance(problem.get(name), str)]
    return ": ".join(dict.fromkeys(told))
