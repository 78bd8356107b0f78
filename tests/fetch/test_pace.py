"""A service is not asked oftener than it allows."""

from __future__ import annotations

from fokusrapport.fetch.pace import Pace
from tests.fetch.conftest import Clock


def calls(pace: Pace, clock: Clock, number: int) -> list[float]:
    """When so many calls were made, each as soon as it may."""
    times = []
    for _call in range(number):
        pace.wait()
        times.append(clock.now)
    return times


def test_no_window_has_more_calls_than_allowed() -> None:
    """Two calls in ten seconds: every third call waits for the first of the two before it."""
    clock = Clock()
    pace = Pace(2, 10, clock.sleep, clock)
    assert calls(pace, clock, 5) == [0, 0, 10, 10, 20]


def test_the_header_wins() -> None:
    """What the answer tells holds from the next call on."""
    clock = Clock()
    pace = Pace(2, 10, clock.sleep, clock)
    pace.learn({"x-ratelimit-policy": "40;w=60s"})
    assert (pace.calls, pace.window) == (40, 60)
    pace.learn({"x-ratelimit-policy": "?"})
    assert (pace.calls, pace.window) == (40, 60)


def test_a_configuration_of_nothing_is_no_limit_lifted() -> None:
    """SSB's configuration says 0 calls in 0 seconds, and the service still limits."""
    pace = Pace()
    pace.limit(0, 0)
    assert (pace.calls, pace.window) == (30, 60)
    pace.limit(3, 1)
    assert (pace.calls, pace.window) == (3, 1)
