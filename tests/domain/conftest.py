"""What the tests of the subject share: indicators and results from a few words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from fokusrapport.domain.area import AreaReport
from fokusrapport.domain.dataset import Data
from fokusrapport.domain.disclosure.limits import Limits
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.results import Result
from fokusrapport.domain.withholding import Measured, withheld
from fokusrapport.errors import InputRefused
from fokusrapport.params.editionfiles import EditionFiles, EditionPaths
from fokusrapport.params.models import AreaTracking, Edition, Indicator, IndicatorRegister, Municipality, Sources
from fokusrapport.params.project import LoadedEdition


def _requirement(given: object) -> dict[str, Any]:
    """A text is one printed requirement; a tuple is the printed texts of met, accepted and unmet."""
    if isinstance(given, dict):
        return {"from": 2010, **given}
    if isinstance(given, tuple):
        return {"from": 2010, "bands": dict(zip(("met", "accepted", "unmet"), given, strict=False))}
    return {"from": 2010, "text": given}


class Makers:
    """Makes the indicator «a» and its results."""

    def indicator(self, requirement: object = None, **fields: object) -> Indicator:
        """A percent indicator where more is better, with the requirement and whatever else is given."""
        base: dict[str, object] = {"id": "a", "label": {"nb": "A"}, "scale": "percent", "direction": "higher"}
        requirements = () if requirement is None else (_requirement(requirement),)
        return Indicator.model_validate({**base, "requirements": requirements, **fields})

    def result(self, number: str | None = None, year: int | None = 2015, **fields: Any) -> Result:  # noqa: ANN401 - any field
        """A result of the year from a number written with a point."""
        exact = None if number is None else Decimal(number)
        return Result(**{"indicator": "a", "year": year, "number": exact, **fields})

    def edition(self, indicators: Sequence[Indicator], results: Sequence[Result], **fields: Any) -> EditionData:  # noqa: ANN401 - any of `_EDITION`
        """A made-up edition of 2015, written in English, with the areas «one» and «two»; see `_EDITION`."""
        given = {**_EDITION, **fields}
        municipality = Municipality.model_validate({**_MUNICIPALITY, "language": given["language"]})
        edition = Edition.model_validate(
            {
                "title": "Users",
                "date": dt.date(given["year"], 12, 31),
                "result_years": given["years"],
                "areas": [{"area": area} for area in given["areas"]],
            }
        )
        tracking = {area: AreaTracking.model_validate(tracked) for area, tracked in given["tracking"].items()}
        files = EditionFiles(EditionPaths(Path(), "made-up", given["year"]), None, None, None, None, {})
        register = IndicatorRegister(indicators=tuple(indicators))
        name = f"made-up/{given['year']}"
        sources = Sources(files=())
        loaded = LoadedEdition(name, files, municipality, register, edition, tracking, sources, given["modules"])
        read = Measured(tuple(results), given["bases"], given["answers"])
        shown = withheld(
            read, {indicator.id: indicator for indicator in indicators}, Limits(municipality, lambda _file: None)
        )
        return EditionData(loaded, Data(shown.results, given["rankings"], shown.bases, {}, shown.answers))

    def area(self, indicators: Sequence[Indicator], results: Sequence[Result], **fields: Any) -> AreaReport:  # noqa: ANN401 - any of `_EDITION`
        """The area «one» of a made-up edition."""
        return AreaReport("one", self.edition(indicators, results, **fields))


_EDITION: dict[str, Any] = {
    "year": 2015,
    "years": (2013, 2014, 2015),
    "language": "en",
    "areas": ("one", "two"),
    "tracking": {},
    "modules": {},
    "rankings": (),
    "bases": (),
    "answers": (),
}
_MUNICIPALITY = {
    "name": "Made-up",
    "number": "9999",
    "main_goal": {"en": "Good services"},
    "success_factors": [{"id": "quality", "label": {"en": "Good quality"}}],
    "status_words": {"met": "wanted", "accepted": "acceptable", "unmet": "unacceptable"},
    "legend": {"met": "Wanted result", "accepted": "Acceptable result", "unmet": "Unacceptable result"},
}


def refusal(call: Callable[..., object], *args: object, **options: object) -> str:
    """Why a call with these arguments is refused, in words, with what is allowed instead."""
    with pytest.raises(InputRefused) as refused:
        call(*args, **options)
    (fault,) = refused.value.faults
    return " | ".join(part for part in (fault.what, fault.allowed) if part)


@pytest.fixture(scope="session")
def make() -> Makers:
    """Makes indicators and results."""
    return Makers()
