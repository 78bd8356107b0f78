"""The modules of the subject: what a municipality may switch on beside its scorecards.

A module makes values of its own kind. The proof asks it to make them anew, and the source appendix what it read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fokusrapport.blocks import Source, Value
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.feedback.module import feedback_values
from fokusrapport.domain.used_rows import UsedRow


def _no_rows(_edition: EditionData) -> Iterator[UsedRow]:
    return iter(())


@dataclass(frozen=True)
class Module:
    """One module.

    `values` makes every value that the module may show in an area of an edition, `rows` tells the rows of files that
    those values name as sources; of tables of records there is nothing to tell.
    """

    values: Callable[[EditionData, str], Iterator[Value]]
    rows: Callable[[EditionData], Iterator[UsedRow]] = _no_rows


MODULES: tuple[Module, ...] = (Module(feedback_values),)


def module_values(edition: EditionData, area: str) -> Iterator[Value]:
    """Every value that any module may show in an area."""
    for module in MODULES:
        yield from module.values(edition, area)


def module_rows(edition: EditionData) -> Iterator[UsedRow]:
    """The rows of files that the modules' values name."""
    for module in MODULES:
        yield from module.rows(edition)


def module_sources(edition: EditionData) -> frozenset[Source]:
    """The sources that the modules' rows are."""
    return frozenset(row.source for row in module_rows(edition))
