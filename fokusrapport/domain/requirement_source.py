"""Where a requirement stands: the line of the municipality's register, as a row of data has its row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fokusrapport.blocks import Source
from fokusrapport.domain.indicators import requirement_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fokusrapport.params.models import Indicator, Requirement
    from fokusrapport.params.project import LoadedEdition


def requirements_of(loaded: LoadedEdition) -> Iterator[tuple[Indicator, Requirement, Source]]:
    """Every requirement of the register with the line of `indicators.yaml` it begins on; none of one made in memory."""
    register = loaded.files.register
    if register is None:
        return
    for place, indicator in enumerate(loaded.register.indicators):
        for nth, requirement in enumerate(indicator.requirements):
            line = register.line("indicators", place, "requirements", nth)
            key = f"{indicator.id} {requirement.valid_from}"
            yield indicator, requirement, Source(file=register.file, row=line, key=key, sha256=register.sha256)


def requirement_source(loaded: LoadedEdition, indicator: str, year: int) -> tuple[Source, ...]:
    """Where an indicator's requirement of a year stands."""
    return tuple(
        source
        for own, requirement, source in requirements_of(loaded)
        if own.id == indicator and requirement is requirement_in(own, year)
    )
