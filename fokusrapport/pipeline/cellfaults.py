"""What went wrong in the cells of an executed notebook, as a person can act on it."""

from __future__ import annotations

import re
import symtable
from collections.abc import Iterator, Sequence

from nbformat import NotebookNode

from fokusrapport.errors import Fault, FokusrapportError, InputRefused, NoSuchCall
from fokusrapport.i18n import _
from fokusrapport.params.nearest import nearest
from fokusrapport.pipeline.cells import CellPlace

_SPEAK_FOR_THEMSELVES = frozenset(error.__name__ for error in (FokusrapportError, InputRefused, NoSuchCall))
_NOT_DEFINED = re.compile(r"name '(\w+)' is not defined")


def cell_faults(notebook: NotebookNode, shown_as: str) -> list[Fault]:
    """The cell that raised; or, when every cell ran, the inline values that could not be computed."""
    raised: list[Fault] = []
    uncomputed: list[Fault] = []
    for position, cell in enumerate(notebook.cells):
        place = CellPlace.of(shown_as, position, cell)
        so_far = notebook.cells[: position + 1]
        errors = (output for output in cell.get("outputs", ()) if output.output_type == "error")
        raised += (_fault(place, error.ename, error.evalue, so_far) for error in errors)
        for entry in cell.metadata.get("user_expressions", ()):
            result = entry["result"]
            if result["status"] != "ok":
                error = (result.get("ename", ""), result.get("evalue", ""))
                uncomputed.append(_fault(place, *error, notebook.cells, entry["expression"]))
    return raised or uncomputed


def _fault(place: CellPlace, ename: str, evalue: str, cells: Sequence[NotebookNode], expression: str = "") -> Fault:
    """The fault of an error, in a value of the text where `expression` is given; `cells` may have given it names."""
    undefined = _NOT_DEFINED.search(evalue) if ename == "NameError" else None
    name = undefined[1] if undefined else ""
    known = [given for given in dict.fromkeys(_given_names(cells)) if given != name] if name else []
    what = _("There is nothing called «{name}» here.").format(name=name) if name else _error_text(ename, evalue)
    if expression:
        told = _("The value {{eval}}`{expression}` could not be computed: {error}")
        what = told.format(expression=expression, error=what)
    return place.fault(what, allowed=", ".join(known), nearest=nearest(name, known) if name else "")


def _error_text(name: str, message: str) -> str:
    """The error in one line: our own errors speak for themselves, others are named."""
    message = " ".join(message.split())
    if name in _SPEAK_FOR_THEMSELVES:
        return message
    return f"{name}: {message}" if message else name


def _given_names(cells: Sequence[NotebookNode]) -> Iterator[str]:
    """The names that code gives a value, in order; a cell that is no plain Python gives none."""
    for cell in cells:
        if cell.cell_type != "code":
            continue
        try:
            symbols = symtable.symtable(cell.source, "cell", "exec").get_symbols()
        except SyntaxError:  # Jupyter's own commands
            continue
        given = (symbol.get_name() for symbol in symbols if symbol.is_assigned() or symbol.is_imported())
        yield from (name for name in given if not name.startswith("_"))
