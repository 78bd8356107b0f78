from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fokusrapport.prose import CellLine, ProseReport
from tests.domain.prose.sentences import FOUND, PASSED

if TYPE_CHECKING:
    from fokusrapport.domain.area import AreaReport

Proofread = Callable[[str], ProseReport]
PLACE = CellLine(notebook="notebooks/one.ipynb", cell=1, line=1)


@pytest.mark.parametrize(("text", "typed", "verdict", "expression"), FOUND)
def test_a_typed_number_is_found(
    proofread: Proofread, text: str, typed: str, verdict: str, expression: str
) -> None:
    """With what it is to the known one, and the expression that shows that."""
    found = {number.text: number for number in proofread(text).standing}
    assert typed in found, found
    assert (found[typed].verdict, found[typed].expression) == (verdict, f"{{eval}}`{expression}`")


@pytest.mark.parametrize("text", PASSED)
def test_a_number_that_is_no_result_is_let_through(proofread: Proofread, text: str) -> None:
    """Names, times, scales, small numbers, other units, and whatever is not typed."""
    assert [number.message() for number in proofread(text).numbers] == []
