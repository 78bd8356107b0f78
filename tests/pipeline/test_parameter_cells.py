from __future__ import annotations

import pytest

from fokusrapport.params.sets import GivenCell
from fokusrapport.pipeline.parameter_cells import given, undeclared


@pytest.mark.parametrize(
    ("text", "default", "value"),
    [
        ("0301", "", "0301"),
        ("0301", 0, 301),
        ("−3", 1, -3),
        ("3,5", 0.0, 3.5),
        ("-3.5", 0.0, -3.5),
        ("4", 0.0, 4.0),
        ("TRUE", False, True),
        ("false", True, False),
        ("0301", None, "0301"),
    ],
)
def test_a_cell_is_of_the_kind_that_the_notebook_declares(text: str, default: object, value: object) -> None:
    """A number of a municipality keeps its nought where text is declared."""
    values, faults = given([GivenCell("x", text, 2)], {"x": default})
    assert (values, faults) == ({"x": value}, [])
    assert type(values["x"]) is type(value)


@pytest.mark.parametrize(
    ("text", "default", "allowed"),
    [
        ("3,5", 1, "a whole number"),
        ("mange", 1.5, "a number such as 3,5"),
        ("1.000,5", 1.5, "a number such as 3,5"),
        ("ja", True, "true or false"),
        ("[1]", [], "text, a number, true or false; a list can only stand in <year>.yaml"),
    ],
)
def test_a_cell_of_another_kind_is_refused(text: str, default: object, allowed: str) -> None:
    """With its row and column, and what may stand there."""
    values, (fault,) = given([GivenCell("x", text, 7)], {"x": default})
    assert values == {}
    assert (fault.where, fault.allowed) == ("params/editions.csv:7, column «x»", allowed)
    assert f"«{text}»" in fault.what


def test_each_notebook_is_given_what_it_declares() -> None:
    """Another's parameter is not its own; what none declares is misspelt."""
    cells = [GivenCell("antall", "1", 2), GivenCell("grensa", "2", 2)]
    assert given(cells, {"antall": 0}) == ({"antall": 1}, [])
    (fault,) = undeclared(cells, ["antall", "grense"])
    assert (fault.where, fault.nearest) == ("params/editions.csv:2, column «grensa»", "grense")
