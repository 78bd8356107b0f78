from __future__ import annotations

from nbformat.v4 import new_output

from fokusrapport.errors import Fault
from fokusrapport.pipeline.cellfaults import cell_faults
from tests.project import bare, code, markdown


def raised(source: str, name: str, message: str, *before: str) -> Fault:
    """The fault of a cell that raised, after others that did not; another cell comes after it."""
    cell = code(source)
    cell.outputs = [new_output("error", ename=name, evalue=message, traceback=[])]
    (fault,) = cell_faults(bare(*map(code, before), cell, code("later = 1")), "notebooks/a.ipynb")
    return fault


def uncomputed(expression: str, name: str, message: str, *before: str) -> Fault:
    """The fault of a value in a text that could not be computed."""
    cell = markdown(f"{{eval}}`{expression}`")
    result = {"status": "error", "ename": name, "evalue": message}
    cell.metadata["user_expressions"] = [{"expression": expression, "result": result}]
    (fault,) = cell_faults(bare(cell, *map(code, before)), "notebooks/a.ipynb")
    return fault


NOT_DEFINED = "name 'sakr' is not defined"
OPENED = (
    "from x import open_area\narea = open_area('a')\n_hidden = 1\nfor year in (1, 2): saker = [other for other in (1,)]"
)


def test_an_undefined_name_in_code_is_told_with_those_before_it() -> None:
    """In order, without private ones and without those that only a later cell gives."""
    fault = raised("sakr.median(14)", "NameError", NOT_DEFINED, "%matplotlib inline", OPENED)
    assert (fault.place, fault.what) == ("cell 3 («sakr.median(14)»)", "There is nothing called «sakr» here.")
    assert (fault.nearest, fault.allowed) == ("saker", "open_area, area, year, saker")


def test_an_undefined_name_in_a_text_is_told_with_all_of_the_notebook() -> None:
    """A text may show what a later cell computes."""
    fault = uncomputed("sakr.median(14)", "NameError", NOT_DEFINED, OPENED)
    expected = "The value {eval}`sakr.median(14)` could not be computed: There is nothing called «sakr» here."
    assert fault.what == expected
    assert fault.nearest == "saker"


def test_a_name_that_is_given_too_late_is_not_its_own_nearest() -> None:
    """It is not among those that could be used."""
    fault = raised("total = total + 1", "NameError", "name 'total' is not defined")
    assert (fault.nearest, fault.allowed) == ("", "")


def test_a_misspelt_call_speaks_for_itself() -> None:
    """No name of a Python class before it."""
    message = "There is nothing called «.medan» here. Did you mean «median»?"
    assert raised("saker.medan()", "NoSuchCall", message).what == message
    expected = f"The value {{eval}}`saker.medan()` could not be computed: {message}"
    assert uncomputed("saker.medan()", "NoSuchCall", message).what == expected


def test_other_errors_are_named() -> None:
    """A Python error in one line, with or without a message."""
    assert raised("x", "ValueError", "two\nlines").what == "ValueError: two lines"
    assert raised("x", "KeyboardInterrupt", "").what == "KeyboardInterrupt"
