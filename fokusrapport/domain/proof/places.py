"""Where in a report a value stands, as a message tells it: area, table or figure, row and column, or the sentence."""

from __future__ import annotations

from fokusrapport.blocks import Area
from fokusrapport.errors import Fault
from fokusrapport.i18n import _
from fokusrapport.valuestore import Shown


def value_fault(shown: Shown, area: Area, what: str, allowed: str = "") -> Fault:
    """A fault at the place of a value."""
    return Fault(notebook_of(area), place=f"«{area.title}», {place_told(shown)}", what=what, allowed=allowed)


def notebook_of(area: Area) -> str:
    """The file that an area was made by."""
    return f"notebooks/{area.id}.ipynb"


def place_told(shown: Shown) -> str:
    """«tbl-x, row 3, column 2»; a sentence as it is read."""
    if shown.place == "keyfigure":
        return _("key figure «{label}»").format(label=shown.sentence)
    if shown.row:
        return cell_told(shown.label, shown.row, shown.column)
    sentence = _("the sentence «{text}»").format(text=shown.sentence)
    return f"{shown.label}, {sentence}" if shown.label else sentence


def cell_told(label: str, row: int, column: int) -> str:
    """A cell; the first row under the heads is row 1, the first column is column 1."""
    return _("{label}, row {row}, column {column}").format(label=label, row=row, column=column + 1)
