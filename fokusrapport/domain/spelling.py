"""Calls that an author writes by hand: one that does not exist is refused with the nearest that does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fokusrapport.errors import Fault, NoSuchCall
from fokusrapport.i18n import _
from fokusrapport.params.nearest import nearest


class Spelled:
    """An object that notebooks call; asked for what it does not have, it tells what it has.

    Raises NoSuchCall, which Python takes for the AttributeError it is: `hasattr` and Jupyter ask as always.
    """

    if not TYPE_CHECKING:  # a type checker would take it that every name exists

        def __getattr__(self, name: str) -> object:
            """What is asked for when nothing is called so."""
            if name.startswith("_") or hasattr(type(self), name):  # not an author's, or one that failed by itself
                return object.__getattribute__(self, name)
            known = [own for own in dir(self) if not own.startswith("_")]
            what = _("There is nothing called «{name}» here.").format(name=f".{name}")
            raise NoSuchCall(faults=[Fault("", what=what, allowed=", ".join(known), nearest=nearest(name, known))])
