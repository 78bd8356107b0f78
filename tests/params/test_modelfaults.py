from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import pytest

from fokusrapport.params import (
    audit_models,
    benchmarks_models,
    feedback_models,
    models,
    priorities_models,
    settings,
    surveys_models,
    units_models,
)
from fokusrapport.params.modelfaults import describe, schema_at
from fokusrapport.params.models import Edition
from fokusrapport.params.surveys_models import SurveyRegister

if TYPE_CHECKING:
    from pydantic import BaseModel

MODULES = (
    audit_models,
    benchmarks_models,
    feedback_models,
    models,
    priorities_models,
    settings,
    surveys_models,
    units_models,
)
MODELS = [
    model
    for module in MODULES
    for _name, model in inspect.getmembers(module, inspect.isclass)
    if issubclass(model, models.Model) and model.__module__ == module.__name__
]


@pytest.mark.parametrize(
    ("model", "place", "allowed"),
    [
        (Edition, ("areas",), "a list of keys with values: area, parameters"),
        (Edition, ("result_years",), "a list of a whole number from 1990 to 2100"),
        (Edition, ("areas", 0), "keys with values: area, parameters"),
        (SurveyRegister, ("surveys", 0, "dont_know"), "a list of text (in quotes if it looks like a number or a date)"),
    ],
)
def test_a_list_tells_what_is_in_it(model: type[BaseModel], place: tuple[Any, ...], allowed: str) -> None:
    """Also where the schema says so by reference only."""
    assert describe(schema_at(model, place)).startswith(allowed)


def test_every_key_tells_what_it_allows() -> None:
    """No message ends in «a list of items» or shows a pattern for programs."""
    told = {(model.__name__, key): describe(schema_at(model, (key,))) for model in MODELS for key in properties(model)}
    vague = {key for key, text in told.items() if not text or text.endswith("a list") or "^" in text}
    assert vague == set()


def properties(model: type[BaseModel]) -> list[str]:
    """The keys as they stand in a file."""
    return [field.alias or name for name, field in model.model_fields.items()]
