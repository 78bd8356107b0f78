from __future__ import annotations

import copy
import pickle
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from fokusrapport.domain.audit_report import AuditFollowUp
from fokusrapport.domain.benchmarking.report import BenchmarkReport
from fokusrapport.domain.feedback.report import FeedbackReport
from fokusrapport.domain.followup_report import FollowUp
from fokusrapport.domain.matrix.report import PrioritiesReport
from fokusrapport.domain.participation.report import ParticipationReport
from fokusrapport.domain.spelling import Spelled
from fokusrapport.domain.survey.report import SurveyReport
from fokusrapport.errors import InputRefused, NoSuchCall

if TYPE_CHECKING:
    from tests.domain.conftest import Makers

REPORTS = (
    AuditFollowUp,
    BenchmarkReport,
    FeedbackReport,
    FollowUp,
    ParticipationReport,
    PrioritiesReport,
    SurveyReport,
)


def test_a_misspelt_call_is_refused_with_the_nearest_and_what_there_is(make: Makers) -> None:
    """In words, and nothing that is not an author's to call among them."""
    area = make.area([], [])
    with pytest.raises(NoSuchCall) as refused:
        area.scorcard()  # type: ignore[attr-defined]
    (fault,) = refused.value.faults
    assert (fault.what, fault.nearest) == ("There is nothing called «.scorcard» here.", "scorecard")
    assert {"scorecard", "value", "trend_chart"} <= set(fault.allowed.split(", "))
    assert "_" not in {name[0] for name in fault.allowed.split(", ")}
    assert str(refused.value).startswith(
        "There is nothing called «.scorcard» here. Did you mean «scorecard»? Allowed: actions, "
    )


def test_a_misspelt_part_of_a_result_is_refused(make: Makers) -> None:
    """What `last_measured` gives is an author's, too."""
    result = make.area([make.indicator()], [make.result("1")]).last_measured("a")
    with pytest.raises(NoSuchCall, match="«year»"):
        _ = result.yaer  # type: ignore[attr-defined]


@pytest.mark.parametrize("report", REPORTS)
def test_every_report_object_tells_what_it_has(report: type[object]) -> None:
    """Those that an area gives."""
    assert issubclass(report, Spelled)


def test_python_asks_as_always(make: Makers) -> None:
    """`hasattr`, Jupyter's search for a way to show it, and copies find the ordinary answer."""
    area = make.area([], [])
    assert not hasattr(area, "scorcard")
    assert getattr(area, "_repr_html_", None) is None
    assert copy.copy(area) == area
    result = make.result("1")
    assert pickle.loads(pickle.dumps(result)) == result  # noqa: S301 - written in the line itself


def test_a_call_that_fails_by_itself_is_not_called_misspelt() -> None:
    """The mistake is another, and is told."""

    @dataclass(frozen=True)
    class Broken(Spelled):
        @property
        def total(self) -> int:
            return [].sum  # type: ignore[attr-defined, no-any-return]

    with pytest.raises(AttributeError, match="'list' object has no attribute 'sum'") as raised:
        _ = Broken().total
    assert not isinstance(raised.value, InputRefused)
