"""What the tests of feedback cases share: a small municipality's parameters, and cases from a few words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.feedback.cases import Cases
from fokusrapport.domain.feedback.columns import COLUMNS, KIND
from fokusrapport.domain.feedback.judge import judge_cases
from fokusrapport.domain.feedback.module import feedback_report
from fokusrapport.domain.feedback.report import FeedbackReport
from fokusrapport.domain.records import RecordContext, RecordFile, Records
from fokusrapport.errors import Fault
from fokusrapport.params.feedback_models import FeedbackSettings
from fokusrapport.params.models import DataSource, IndicatorRegister
from tests.domain.conftest import Makers

Rows = Sequence[Mapping[str, str]]


def _named(*names: str) -> list[dict[str, Any]]:
    return [{"id": name, "label": {"en": name.capitalize()}} for name in names]


SETTINGS: dict[str, Any] = {
    "levels": _named("unit", "service", "director", "executive"),
    "level_table": [
        ["unit", "unit", "unit", "service"],
        ["unit", "unit", "service", "service"],
        ["service", "service", "director", "director"],
        ["service", "director", "executive", "executive"],
    ],
    "escalated_from": "director",
    "deadlines": {"default": 14, "types": {"avvik": 30, "positivt tiltak": None}},
    "areas": [
        {"area": "one", "label": {"en": "One"}, "exposure": [{"from": 2014, "number": 500}]},
        {"area": "two", "label": {"en": "Two"}},
    ],
    "categories": [*_named("waiting", "quality"), {"id": "danger", "label": {"en": "Danger"}, "deadline": 3}],
    "causes": _named("capacity", "routine", "other"),
    "actions": _named("training", "repair"),
    "channels": _named("web"),
    "repeat_days": 30,
    "control_chart": {"unit": {"en": "inhabitants"}, "exposure": [{"from": 2014, "number": 2000}]},
}
USUAL = {"received": "2015-03-02", "type": "ris", "area": "one", "category": "waiting", "answered": "2015-03-10"}


class CaseMakers:
    """Makes parameters, judged files, cases and reports of the year 2015."""

    def settings(self, **changes: object) -> FeedbackSettings:
        """The small municipality's parameters with some changed."""
        return FeedbackSettings.model_validate({**SETTINGS, **changes})

    def declared(self, **about: Any) -> DataSource:  # noqa: ANN401 - any field of it
        """What sources.yaml says of a file of cases; `about` are `delivered`, `file` and `limit`."""
        usual = {"table": KIND, "source": "Cases", "period": "2015", "owner": "Us", "licence": "CC0"}
        return DataSource.model_validate(
            {
                **usual,
                "file": about.get("file", "cases.csv"),
                "delivered": about.get("delivered", dt.date(2016, 2, 1)),
                "suppression_limit": about.get("limit"),
            }
        )

    def judged(self, *rows: Mapping[str, str], **about: Any) -> tuple[RecordFile, list[Fault]]:  # noqa: ANN401 - see `about`
        """Cases like `USUAL` but for what a row says, as judged; `about` are `settings` and those of `declared`."""
        columns = [column.name for column in COLUMNS]
        numbered = [{"id": f"c{number}", **USUAL, **row} for number, row in enumerate(rows, start=1)]
        frame = pd.DataFrame([[row.get(name, "") for name in columns] for row in numbered], columns=columns, dtype=str)
        frame.index = pd.RangeIndex(2, len(frame) + 2)
        source = self.declared(**about)
        settings = about.get("settings", self.settings())
        context = RecordContext(Path(), IndicatorRegister(indicators=()), {"feedback": settings} if settings else {})
        return judge_cases(RecordFile(f"data/made-up/{source.file}", "1" * 64, frame), source, context)

    def cases(self, *rows: Mapping[str, str], **about: Any) -> Cases:  # noqa: ANN401 - as `judged`
        """Cases that nothing is wrong with."""
        file, faults = self.judged(*rows, **about)
        assert faults == []
        return Cases.of(about.get("settings", self.settings()), [file])

    def edition(self, *rows: Mapping[str, str], **about: Any) -> EditionData:  # noqa: ANN401 - as `judged`
        """An edition of 2015, in English, with these cases."""
        file, faults = self.judged(*rows, **about)
        assert faults == []
        made = Makers().edition([Makers().indicator()], [])
        settings = about.get("settings", self.settings())
        loaded = replace(made.loaded, modules={"feedback": settings})
        sources = {file.file: self.declared(**about)}
        return EditionData(loaded, replace(made.data, _records={KIND: Records((file,))}, _sources=sources))

    def report(self, *rows: Mapping[str, str], **about: Any) -> FeedbackReport:  # noqa: ANN401 - as `judged`
        """The report of the area «one» on these cases."""
        return feedback_report(self.edition(*rows, **about), "one")


def many(count: int, **row: str) -> list[dict[str, str]]:
    """So many cases alike."""
    return [dict(row) for _case in range(count)]


@pytest.fixture(scope="session")
def feedback() -> CaseMakers:
    """Makes cases."""
    return CaseMakers()


Judged = Callable[..., tuple[RecordFile, list[Fault]]]
