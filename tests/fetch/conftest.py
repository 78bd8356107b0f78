"""What the tests of fetching share: a service on this machine, and a project that asks it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fokusrapport.fetch.command import Fetching, FetchOptions, Outcome
from fokusrapport.fetch.pace import Pace
from fokusrapport.fetch.web import Limits, Web
from fokusrapport.params.project import Project
from tests.fetch.service import Service, running
from tests.project import write_project

MARCH, JUNE = dt.date(2026, 3, 17), dt.date(2026, 6, 16)
BENCHMARKS = """\
kostra:
  address: {address}/px
  compared_with:
    - {{kind: country, region: EAK}}
    - {{kind: country_without_oslo, region: EAKUO}}
    - {{kind: group, region: EKG05}}
    - {{kind: neighbour, region: "9997"}}
  tables:
    - table: "90001"
      newest: 2
      measures:
        - {{id: netto, code: KOSnetto0000, direction: higher}}
        - {{id: brutto, code: KOSbrutto0000, indicator: trivsel}}
kolada:
  address: {address}/kolada
  compared_with:
    - {{kind: country, region: "0000"}}
    - {{kind: group, region: G1}}
  newest: 2
  measures:
    - {{id: kpi, code: N00001, label: {{nb: Oppdiktet}}, unit: "%", direction: lower}}
"""


@pytest.fixture
def service() -> Iterator[Service]:
    """The service, with one table and no measures."""
    with running(Service()) as found:
        yield found


@pytest.fixture
def project(tmp_path: Path, service: Service) -> Project:
    """Testvik, which asks the service."""
    return write_project(tmp_path, {"params/testvik/benchmarks.yaml": BENCHMARKS.format(address=service.address)})


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        """The time."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let it pass."""
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    """Time for waiting between attempts; the service's own slowness is real."""
    return Clock()


Fetch = Callable[..., Outcome]


@pytest.fixture
def fetch(project: Project, clock: Clock) -> Fetch:
    """Fetches for Testvik as the command does, without waiting between attempts."""

    def asking(name: str, limits: Limits) -> Web:
        return Web(name, limits, Pace(sleep=clock.sleep, clock=clock), sleep=clock.sleep)

    def fetched(today: dt.date = MARCH, service: str = "kostra", **options: object) -> Outcome:
        given = FetchOptions(**options)  # type: ignore[arg-type]
        return Fetching(project, service, "testvik", given, today, asking).run()  # type: ignore[arg-type]

    return fetched
