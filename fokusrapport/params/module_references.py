"""What the files of modules say about the other parameter files: a check a module."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from fokusrapport.params.audit_references import check_audit
from fokusrapport.params.benchmarks_references import check_benchmarks
from fokusrapport.params.feedback_references import check_feedback
from fokusrapport.params.priority_references import check_priorities
from fokusrapport.params.surveys_references import check_surveys
from fokusrapport.params.unit_references import check_units

if TYPE_CHECKING:
    from fokusrapport.errors import Fault
    from fokusrapport.params.editionfiles import EditionFiles
    from fokusrapport.params.yamlfile import Located

Check = Callable[["Located[Any]", "EditionFiles"], "Iterator[Fault]"]

CHECKS: Mapping[str, Check] = {
    "audit": check_audit,
    "priorities": check_priorities,
    "units": check_units,
    "benchmarks": check_benchmarks,
    "surveys": check_surveys,
    "feedback": check_feedback,
}
"""The check of each module's file, by the file's name without `.yaml`."""
