"""Cells of the table of parameter sets become parameters, each of the kind that its notebook declares."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from fokusrapport.errors import Fault
from fokusrapport.i18n import _
from fokusrapport.params.nearest import nearest
from fokusrapport.params.sets import GivenCell
from fokusrapport.receipt import TABLE

_WHOLE = re.compile(r"[-−]?\d+")
_DECIMAL = re.compile(r"[-−]?\d+([.,]\d+)?")


def given(cells: Sequence[GivenCell], declared: Mapping[str, Any]) -> tuple[dict[str, Any], list[Fault]]:
    """The values for a notebook with these parameters and their defaults, and a fault for a cell of another kind."""
    values: dict[str, Any] = {}
    faults = []
    for cell in cells:
        if cell.name not in declared:
            continue
        try:
            values[cell.name] = _value(cell.text, declared[cell.name])
        except ValueError as allowed:
            what = _("«{text}» is no value for the parameter «{name}».").format(text=cell.text, name=cell.name)
            faults.append(Fault(TABLE, cell.line, cell.column, what, str(allowed)))
    return values, faults


def undeclared(cells: Sequence[GivenCell], declared: Sequence[str]) -> list[Fault]:
    """A fault for every cell whose parameter none of the edition's notebooks declares."""
    what = _("No notebook of the edition declares the parameter «{name}».")
    allowed = _("one of: {names}").format(names=", ".join(sorted(declared)))
    return [
        Fault(TABLE, cell.line, cell.column, what.format(name=cell.name), allowed, nearest(cell.name, declared))
        for cell in cells
        if cell.name not in declared
    ]


def _value(text: str, default: object) -> object:
    """The text as a value of the default's kind; ValueError with what is allowed."""
    match default:
        case None | str():
            return text
        case bool():
            words = {"true": True, "false": False}
            if text.lower() in words:
                return words[text.lower()]
            raise ValueError(_("true or false"))
        case int():
            if _WHOLE.fullmatch(text):
                return int(text.replace("−", "-"))
            raise ValueError(_("a whole number"))
        case float():
            if _DECIMAL.fullmatch(text):
                return float(text.replace("−", "-").replace(",", "."))
            raise ValueError(_("a number such as 3,5"))
        case _:
            raise ValueError(_("text, a number, true or false; a list can only stand in <year>.yaml"))
