"""One service is asked: what passes is tried again, within bounds, and every fault is one clear sentence."""

from __future__ import annotations

import socket
import time

import pytest

from fokusrapport.errors import FetchFailed
from fokusrapport.fetch.pace import Pace
from fokusrapport.fetch.web import Limits, Web
from tests.fetch.conftest import Clock
from tests.fetch.service import Service, Wrong


@pytest.fixture
def web(clock: Clock) -> Web:
    """Waits in no time, but long enough for an answer on a busy machine."""
    return Web("Testtjenesten", Limits(timeout=20), Pace(sleep=clock.sleep, clock=clock), sleep=clock.sleep)


def config(web: Web, service: Service) -> object:
    """The simplest question."""
    return web.get(f"{service.address}/px/config").content


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_what_passes_is_asked_again(web: Web, service: Service, clock: Clock, status: int) -> None:
    """Two faults and then an answer: three questions, and longer waits each time."""
    service.wrong = [Wrong(status), Wrong(status)]
    assert config(web, service)["maxDataCells"] == 800_000  # type: ignore[index]
    assert len(service.asked) == 3
    assert clock.slept == [1.0, 2.0]


def test_one_that_was_asked_too_often_is_left_alone_as_long_as_its_limit_is_counted(
    web: Web, service: Service, clock: Clock
) -> None:
    """All calls of its 60 seconds are used up, perhaps by colleagues behind the same address."""
    service.wrong = [Wrong(429)]
    config(web, service)
    assert clock.slept == [60.0]


def test_the_service_says_how_long_to_wait(web: Web, service: Service, clock: Clock) -> None:
    """Retry-After in seconds, and as a date that has passed."""
    past = "Wed, 21 Oct 2015 07:28:00 GMT"
    service.wrong = [Wrong(429, {"Retry-After": "7"}), Wrong(503, {"Retry-After": past})]
    config(web, service)
    assert clock.slept == [7.0, 0.0]


def test_a_long_wait_is_left_to_the_person(web: Web, service: Service, clock: Clock) -> None:
    """Nobody waits for hours at a terminal: the question is not asked again."""
    service.wrong = [Wrong(503, {"Retry-After": "3600"})]
    with pytest.raises(FetchFailed, match="asks to be left alone for 3600 seconds"):
        config(web, service)
    assert clock.slept == []


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (Wrong(429), "has been asked too often"),
        (Wrong(503), "may be busy or being updated"),
        (Wrong(wait=1), "did not answer within 0 seconds"),
        (Wrong(drip=0.02), "did not answer within 0 seconds"),
        (Wrong(cut=True), "was cut off"),
        (Wrong(body=b'{"maxDataCells": 8'), "was cut off"),
    ],
)
def test_what_does_not_pass_is_given_up(web: Web, service: Service, wrong: Wrong, told: str) -> None:
    """After four attempts, with the reason and how often it was tried; within seconds, however slow the service is."""
    if wrong.wait or wrong.drip:  # where it is the time that runs out, it is to be short
        web = Web("Testtjenesten", Limits(timeout=0.4), web.pace, sleep=web.sleep)
    service.wrong = [wrong] * 4
    begun = time.monotonic()
    with pytest.raises(FetchFailed, match=told) as error:
        config(web, service)
    assert "Tried 4 times." in str(error.value)
    assert len(service.asked) == 4
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (Wrong(400), "refused the question (HTTP 400, «Oppdiktet feil»)"),
        (Wrong(403), "refused the question (HTTP 403, «Oppdiktet feil»)"),
        (Wrong(404, body=b"<html>"), "refused the question (HTTP 404): http"),
        (Wrong(kind="text/html"), "answered with «text/html» instead of JSON"),
        (Wrong(kind=""), "answered with «?» instead of JSON"),
    ],
)
def test_what_is_wrong_for_good_is_asked_once(web: Web, service: Service, wrong: Wrong, told: str) -> None:
    """A refusal with the service's own reason, and an answer that is no JSON."""
    service.wrong = [wrong]
    with pytest.raises(FetchFailed) as error:
        config(web, service)
    assert told in str(error.value)
    assert len(service.asked) == 1


def test_an_answer_without_end_is_given_up(web: Web, service: Service) -> None:
    """More bytes than any table has are not kept in memory."""
    small = Web("Testtjenesten", Limits(timeout=5, largest=1000), web.pace)
    service.wrong = [Wrong(body=b" " * 5000)]
    with pytest.raises(FetchFailed, match="answered with more than"):
        config(small, service)


def test_nobody_there(web: Web) -> None:
    """A port that nobody listens at is told as such."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(FetchFailed, match="Testtjenesten cannot be reached"):
        web.get(f"http://127.0.0.1:{port}/px/config")


def test_numbers_are_as_they_were_sent(web: Web, service: Service) -> None:
    """No binary fraction comes in between: 0.1 is one tenth."""
    service.wrong = [Wrong(body=b'{"value": [0.10]}')]
    found = web.get(f"{service.address}/px/config").content
    assert str(found["value"][0]) == "0.10"
