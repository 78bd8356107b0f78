"""The modules of the subject: what a municipality may switch on beside its scorecards.

A module makes values of its own kind. The proof asks it to make them anew, and the source appendix what it read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fokusrapport.blocks import Source, Table, Value
from fokusrapport.domain.audit_values import audit_rows, audit_table, audit_values
from fokusrapport.domain.benchmarking import module as benchmarking
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.feedback.module import feedback_values
from fokusrapport.domain.followup_values import followup_rows, followup_table, followup_values
from fokusrapport.domain.participation.module import participation_rows, participation_values
from fokusrapport.domain.survey.module import survey_rows, survey_values
from fokusrapport.domain.used_rows import UsedRow


def _no_rows(_edition: EditionData) -> Iterator[UsedRow]:
    return iter(())


def _no_table(_edition: EditionData, _area: str, _label: str) -> Table | None:
    return None


@dataclass(frozen=True)
class Module:
    """One module.

    `values` makes every value that the module may show in an area of an edition, the same in every area but for its
    name; `rows` tells the rows of files that those values name as sources; of tables of records there is nothing to
    tell. `table` makes the table that an area shows under a label anew, None for a label that is not the module's.
    """

    values: Callable[[EditionData, str], Iterator[Value]]
    rows: Callable[[EditionData], Iterator[UsedRow]] = _no_rows
    table: Callable[[EditionData, str, str], Table | None] = _no_table


MODULES: tuple[Module, ...] = (
    Module(followup_values, followup_rows, followup_table),
    Module(audit_values, audit_rows, audit_table),
    Module(participation_values, participation_rows),
    Module(benchmarking.module_values, benchmarking.module_rows),
    Module(survey_values, survey_rows),
    Module(feedback_values),
)


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


def module_table(edition: EditionData, area: str, label: str) -> Table | None:
    """The table that an area shows under a label, made anew by the module whose it is; None for no module's."""
    made = (module.table(edition, area, label) for module in MODULES)
    return next((table for table in made if table is not None), None)
