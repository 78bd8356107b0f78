"""JSON-stat as it may be written: lists or places, statuses, and what does not fit together."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from fokusrapport.fetch.jsonstat import Dataset

LABELS = {"a": "A", "b": "B"}


def dataset(**changes: Any) -> Dataset:  # noqa: ANN401 - any JSON
    """Two regions and two years."""
    given: dict[str, Any] = {
        "id": ["region", "year"],
        "size": [2, 2],
        "dimension": {
            "region": {"category": {"index": {"b": 1, "a": 0}, "label": LABELS}},
            "year": {"category": {"index": ["2024", "2025"], "label": {"2024": "2024", "2025": "2025"}}},
        },
        "value": [1, 2, None, 4],
    }
    return Dataset.model_validate({**given, **changes})


def told(found: Dataset) -> list[tuple[str, str, Decimal | None, str]]:
    """Every cell by region and year."""
    return [(where["region"], where["year"], value, status) for where, value, status in found.cells()]


def test_cells_are_in_row_major_order() -> None:
    """The last dimension varies fastest, and codes stand in the order of their index."""
    assert told(dataset()) == [
        ("a", "2024", Decimal(1), ""),
        ("a", "2025", Decimal(2), ""),
        ("b", "2024", None, ""),
        ("b", "2025", Decimal(4), ""),
    ]


@pytest.mark.parametrize(
    "status",
    [{"2": ":"}, [None, None, ":", None]],
)
def test_a_status_stands_by_its_cell(status: object) -> None:
    """As an object by place, and as a list."""
    assert told(dataset(status=status))[2] == ("b", "2024", None, ":")


def test_one_status_for_all() -> None:
    """A single text holds for every cell."""
    assert [status for *_where, status in told(dataset(status="*"))] == ["*"] * 4


def test_values_by_place() -> None:
    """What is not mentioned has no figure."""
    assert [value for *_where, value, _status in told(dataset(value={"3": 4.5}))] == [None, None, None, Decimal("4.5")]


def test_a_single_category_needs_no_index() -> None:
    """JSON-stat lets it out."""
    one = {"category": {"label": {"a": "A"}}}
    years = {"category": {"index": ["2024"], "label": {"2024": "2024"}}}
    found = dataset(size=[1, 1], dimension={"region": one, "year": years}, value=[1])
    assert told(found) == [("a", "2024", Decimal(1), "")]


@pytest.mark.parametrize(
    "changes",
    [{"size": [2, 3]}, {"size": [2]}, {"id": ["region", "sex"]}, {"value": [1, 2, 3, 4, 5]}, {"value": {"-1": 2}}],
)
def test_what_does_not_fit_together_is_refused(changes: dict[str, Any]) -> None:
    """Sizes, dimensions and figures must agree: a figure must never land in another's cell."""
    with pytest.raises(ValidationError):
        dataset(**changes)
