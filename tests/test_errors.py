from __future__ import annotations

import inspect

import pytest

from fokusrapport import errors
from fokusrapport.errors import BuildFailed, DocumentCheckFailed, Fault, FokusrapportError, InputRefused

ERRORS = [one for _name, one in inspect.getmembers(errors, inspect.isclass) if issubclass(one, FokusrapportError)]


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        (Fault("a.yaml", 3, what="Galt."), "a.yaml:3: Galt."),
        (Fault("a.ipynb", place="celle 2", what="Galt."), "a.ipynb, celle 2: Galt."),
        (Fault("", what="Galt."), "Galt."),
        (Fault("a.csv", 4, "kolonne x", "Galt."), "a.csv:4, kolonne x: Galt."),
    ],
)
def test_a_fault_says_where_first(fault: Fault, text: str) -> None:
    """File, line and place, as far as they are known."""
    assert str(fault) == text


def test_an_error_in_short() -> None:
    """What a notebook shows when a call in it refuses: every fault with place, nearest guess and what is allowed."""
    faults = [Fault("", what="Ingen «x».", nearest="y", allowed="y, z"), Fault("a.yaml", 1, what="Galt.")]
    assert str(InputRefused(faults=faults)) == "Ingen «x». Did you mean «y»? Allowed: y, z; a.yaml:1: Galt."
    assert str(BuildFailed("Stopp.", faults)) == "Stopp."


def test_exit_codes() -> None:
    """As documented: 1 while building, 2 refused, 3 a check on the finished document."""
    assert {one.exit_code for one in ERRORS if issubclass(one, BuildFailed)} == {1}
    assert (InputRefused.exit_code, DocumentCheckFailed.exit_code) == (2, 3)


@pytest.mark.parametrize("error", ERRORS)
def test_the_tree_in_the_docstring_is_whole(error: type[FokusrapportError]) -> None:
    """Every error is drawn there."""
    assert error.__name__ in str(errors.__doc__)


def test_an_error_as_plain_values() -> None:
    """For another program."""
    assert InputRefused("Nei", [Fault("a", 1, what="b")]).as_json() == {
        "error": "Nei",
        "faults": [{"file": "a", "line": 1, "place": "", "what": "b", "allowed": "", "nearest": ""}],
        "exit_code": 2,
    }
