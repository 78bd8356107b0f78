"""What the tests of typed numbers share: the made-up area of `sentences.py`, and the proofreading of Markdown in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from fokusrapport.domain.area import AreaReport
from fokusrapport.domain.prose.proofreading import proofread_areas
from fokusrapport.pipeline.prose import area_prose
from fokusrapport.prose import ProseReport
from tests.project import bare, markdown

if TYPE_CHECKING:
    from tests.domain.conftest import Makers

_INDICATORS: list[dict[str, Any]] = [
    {"id": "barnehagedekning", "label": "Barnehagedekning", "scale": "percent", "unit": "%", "decimals": 1},
    {"id": "nav-tilfredshet", "label": "Tilfredshet med NAV", "scale": "score_1_6", "decimals": 1},
    {"id": "besok", "label": "Besøk på nettsidene", "scale": "count"},
    {"id": "ventetid", "label": "Ventetid på sykehjem", "scale": "duration", "unit": "dager", "direction": "lower"},
    {"id": "service", "label": "Service og tilgjengelighet", "scale": "points_0_100", "unit": "poeng", "decimals": 1},
    {"id": "kommunale-barnehager", "label": "Kommunale barnehager", "scale": "count"},
]
_RESULTS = [
    ("barnehagedekning", "93.6", 2014),
    ("barnehagedekning", "91.5", 2015),
    ("nav-tilfredshet", "4.7", 2014),
    ("nav-tilfredshet", "4.86", 2015),
    ("besok", "369740", 2014),
    ("besok", "428638", 2015),
    ("ventetid", "31", 2014),
    ("ventetid", "27", 2015),
    ("service", "34.9", 2013),
    ("kommunale-barnehager", "5", 2015),
]


@pytest.fixture(scope="session")
def known(make: Makers) -> AreaReport:
    """The area of `sentences.py`."""
    indicators = [
        make.indicator(**{**fields, "label": {"nb": fields["label"]}, "areas": ["one"]}) for fields in _INDICATORS
    ]
    indicators[0] = indicators[0].model_copy(update={"requirements": make.indicator("≥ 92 %").requirements})
    results = [make.result(number, year, indicator=name) for name, number, year in _RESULTS]
    return make.area(indicators, results, language="nb")


@pytest.fixture(scope="session")
def proofread(known: AreaReport) -> Callable[[str], ProseReport]:
    """What is found in the Markdown of one cell."""

    def read(text: str) -> ProseReport:
        return proofread_areas(known.edition, [area_prose(bare(markdown(text)), "one", "notebooks/one.ipynb")])

    return read
