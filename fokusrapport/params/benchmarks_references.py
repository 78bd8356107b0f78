"""What benchmarks.yaml says about the other parameter files, and about itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fokusrapport.errors import Fault
from fokusrapport.i18n import _
from fokusrapport.params.nearest import nearest
from fokusrapport.params.repeated import repeated

if TYPE_CHECKING:
    from fokusrapport.params.benchmarks_models import Benchmarks, Measure
    from fokusrapport.params.editionfiles import EditionFiles
    from fokusrapport.params.yamlfile import Located

Place = tuple[str | int, ...]


def check_benchmarks(located: Located[Benchmarks], files: EditionFiles) -> Iterator[Fault]:
    """Names of measures stand once, regions once a service, and indicators are in the register."""
    measures = list(_measures(located.model))
    yield from repeated(located, [((*place, "id"), measure.id) for place, measure in measures])
    for service in ("kostra", "kolada"):
        part = getattr(located.model, service)
        regions = enumerate(part.compared_with if part else ())
        yield from repeated(
            located, [((service, "compared_with", index, "region"), other.region) for index, other in regions]
        )
    yield from _unknown_indicators(located, files, measures)


def _measures(benchmarks: Benchmarks) -> Iterator[tuple[Place, Measure]]:
    """Every measure with its place in the file."""
    for index, table in enumerate(benchmarks.kostra.tables if benchmarks.kostra else ()):
        for position, measure in enumerate(table.measures):
            yield ("kostra", "tables", index, "measures", position), measure
    for position, measure in enumerate(benchmarks.kolada.measures if benchmarks.kolada else ()):
        yield ("kolada", "measures", position), measure


def _unknown_indicators(
    located: Located[Benchmarks], files: EditionFiles, measures: list[tuple[Place, Measure]]
) -> Iterator[Fault]:
    if files.register is None:
        return
    known = [indicator.id for indicator in files.register.model.indicators]
    for place, measure in measures:
        if measure.indicator is not None and measure.indicator not in known:
            what = _("There is no indicator «{name}» in the register.").format(name=measure.indicator)
            line, near = located.line(*place, "indicator"), nearest(measure.indicator, known)
            yield Fault(located.file, line, what=what, allowed=_("an id of indicators.yaml"), nearest=near)
