"""What stands in a table of cases, column by column for all rows at once: typed, or every fault in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from fokusrapport.domain.feedback.cells import (
    MOST_DAYS,
    NONE,
    CaseColumn,
    day_number,
    day_of,
    days_or_day,
    grade_of,
    printed_day,
    word_of,
)
from fokusrapport.domain.feedback.columns import KIND, ORIGINS
from fokusrapport.domain.records import RecordContext, RecordFile
from fokusrapport.errors import Fault
from fokusrapport.i18n import _
from fokusrapport.params.feedback_models import CASE_TYPES, FeedbackSettings

if TYPE_CHECKING:
    from fokusrapport.params.models import DataSource

Whole = NDArray[np.int64]
_AFTER_RECEIVED = ("answered", "closed", "effect_checked")


def judge_cases(file: RecordFile, source: DataSource, context: RecordContext) -> tuple[RecordFile, list[Fault]]:
    """The cases with typed columns; free text, names and ids are left behind, but for the ids' own column.

    Words are places in their lists, days are numbers of days since 1970, blank cells are `NONE`.
    """
    settings = context.modules.get("feedback")
    if not isinstance(settings, FeedbackSettings):
        what = _("A table of the kind «{kind}» needs the file «feedback.yaml» among the municipality's parameters.")
        allowed = _("params/<municipality>/{file}, see the guide").format(file="feedback.yaml")
        return file, [Fault(file.file, what=what.format(kind=KIND), allowed=allowed)]
    if source.delivered is None:
        what = _("«delivered» is missing for «{file}»: whether a case is within its deadline hangs on that day.")
        declared = str(PurePosixPath(file.file).parent / "sources.yaml")
        return file, [Fault(declared, what=what.format(file=source.file), allowed=_("delivered: 2026-01-31"))]
    return _Judge(file, settings, day_number(source.delivered)).judged()


@dataclass
class _Judge:
    """Reads one file and gathers its faults."""

    file: RecordFile
    settings: FeedbackSettings
    delivered: int
    faults: list[Fault] = field(default_factory=list)
    read: dict[str, Whole] = field(default_factory=dict)
    columns: dict[str, CaseColumn] = field(default_factory=dict)

    def judged(self) -> tuple[RecordFile, list[Fault]]:
        """The typed file, and all faults."""
        rows = self.file.frame
        for name, parse in _parsers(self.settings).items():
            nothing: tuple[Whole, list[Fault]] = (np.full(len(rows), NONE), [])
            self.read[name], found = self._column(name).read(parse, needed=name in _NEEDED) if name in rows else nothing
            self.faults.extend(found)
        checks = (self._ids, self._times, self._grades, self._levels, self._deadlines)
        self.faults.extend(fault for check in checks for fault in check())
        typed = {"id": self._column("id").cells, **self.read, "delivered": np.int64(self.delivered)}
        return replace(self.file, frame=pd.DataFrame(typed, index=self.file.frame.index)), self.faults

    def _column(self, name: str) -> CaseColumn:
        if name not in self.columns:
            blank = pd.Series("", index=self.file.frame.index, dtype=object)
            self.columns[name] = CaseColumn(self.file.file, name, self.file.frame.get(name, blank))
        return self.columns[name]

    def _ids(self) -> Iterator[Fault]:
        column = self._column("id")
        yield from column.faults_at(~column.filled, lambda _at: _("The case has no id."), _("an id for each case"))
        again = column.cells.duplicated().to_numpy() & column.filled
        what = _("The id stands twice: also in row {row}.")
        yield from column.faults_at(again, lambda at: what.format(row=column.first_row(at)), _("one row for each case"))

    def _times(self) -> Iterator[Fault]:
        for name in ("received", *_AFTER_RECEIVED):
            yield from self._after_delivery(name, self.read[name])
        for name in _AFTER_RECEIVED:
            yield from self._before_received(name, self.read[name], self.read["received"])

    def _after_delivery(self, name: str, days: Whole) -> Iterator[Fault]:
        what, delivered = _("{day} is after the file was delivered, {delivered}."), printed_day(self.delivered)
        yield from self._column(name).faults_at(
            days > self.delivered,
            lambda at: what.format(day=printed_day(days[at]), delivered=delivered),
            _("a day up to then; «delivered» in sources.yaml is the day the figures were taken out"),
        )

    def _before_received(self, name: str, days: Whole, received: Whole) -> Iterator[Fault]:
        what = _("{day} is before the case was received, {received}.")
        yield from self._column(name).faults_at(
            (days != NONE) & (received != NONE) & (days < received),
            lambda at: what.format(day=printed_day(days[at]), received=printed_day(received[at])),
            _("the day of receipt or a later one"),
        )

    def _grades(self) -> Iterator[Fault]:
        """Severity and extent stand together or not at all: one alone gives no level."""
        for name, other in (("severity", "extent"), ("extent", "severity")):
            yield from self._alone(name, other)

    def _alone(self, name: str, other: str) -> Iterator[Fault]:
        column = self._column(name)
        what = _("The case has «{other}» but no «{name}», so it has no level.").format(name=name, other=other)
        yield from column.faults_at(~column.filled & self._column(other).filled, lambda _at: what, "1, 2, 3, 4")

    def _levels(self) -> Iterator[Fault]:
        given = self._column("level").filled
        yield from self._column("level_reason").faults_at(
            given & ~self._column("level_reason").filled,
            lambda _at: _("The level is overridden without a reason."),
            _("a reason in «level_reason», or no «level»"),
        )

    def _deadlines(self) -> Iterator[Fault]:
        deadline = self.read["deadline"]
        as_day = np.where(deadline > MOST_DAYS, deadline, NONE)
        yield from self._before_received("deadline", as_day, self.read["received"])


_NEEDED = ("received", "type", "area", "category")


def _parsers(settings: FeedbackSettings) -> Mapping[str, Callable[[str], int]]:
    """How each typed column is read, in the order of the documentation."""
    return {
        "received": day_of,
        "type": word_of(CASE_TYPES, _("«{word}» is no type of case.")),
        "area": word_of([area.area for area in settings.areas], _("There is no area «{word}» in feedback.yaml.")),
        "category": word_of(
            [item.id for item in settings.categories], _("There is no category «{word}» in feedback.yaml.")
        ),
        "answered": day_of,
        "origin": word_of(ORIGINS, _("«{word}» is none of the words for this column.")),
        "channel": word_of(
            [item.id for item in settings.channels], _("There is no channel «{word}» in feedback.yaml.")
        ),
        "severity": grade_of,
        "extent": grade_of,
        "level": word_of([item.id for item in settings.levels], _("There is no level «{word}» in feedback.yaml.")),
        "cause": word_of([item.id for item in settings.causes], _("There is no cause «{word}» in feedback.yaml.")),
        "action": word_of([item.id for item in settings.actions], _("There is no action «{word}» in feedback.yaml.")),
        "deadline": days_or_day,
        "closed": day_of,
        "effect_checked": day_of,
    }


def ids_in_two_files(files: Sequence[RecordFile]) -> list[Fault]:
    """A fault for each file that holds cases of an earlier one: at a turn of the year both would count them."""
    faults: list[Fault] = []
    for position, file in enumerate(files):
        for earlier in files[:position]:
            both = file.frame["id"].isin(earlier.frame["id"])
            if both.any():
                what = _("{count} cases stand in {file} as well.").format(count=int(both.sum()), file=earlier.file)
                row = int(file.frame.index[both.to_numpy()][0])
                place = _("column «{column}»").format(column="id")
                faults.append(Fault(file.file, row, place, what, _("one row for each case")))
    return faults
