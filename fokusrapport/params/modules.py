"""Parameter files that only some municipalities have: a module of the report each, switched on by being there.

`params/<municipality>/<name>.yaml` is read and checked with every edition of the municipality.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from fokusrapport.params.audit_models import Audit
from fokusrapport.params.benchmarks_models import Benchmarks
from fokusrapport.params.feedback_models import FeedbackSettings
from fokusrapport.params.priorities_models import Priorities
from fokusrapport.params.surveys_models import SurveyRegister
from fokusrapport.params.units_models import Units

if TYPE_CHECKING:
    from fokusrapport.params.models import Model

MODULES: Mapping[str, type[Model]] = {
    "audit": Audit,
    "priorities": Priorities,
    "units": Units,
    "benchmarks": Benchmarks,
    "surveys": SurveyRegister,
    "feedback": FeedbackSettings,
}
"""The model of each file, by its name without `.yaml`."""
