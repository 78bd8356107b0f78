"""What was made, and what is to be done next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fokusrapport.i18n import _


@dataclass(frozen=True)
class Made:
    """What was made: files that are new, files that have got more in them, and what to do now.

    A step that is a command, to be copied, begins with «python».
    """

    what: str
    written: tuple[str, ...]
    grown: tuple[str, ...]
    steps: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """As plain values."""
        return {
            "made": self.what,
            "written": list(self.written),
            "changed": list(self.grown),
            "next": list(self.steps),
        }

    def lines(self) -> Iterator[str]:
        """As lines of text."""
        yield _("{name}: made").format(name=self.what)
        yield from (f"  {name}" for name in self.written)
        yield from ("  " + _("{file} (added to)").format(file=name) for name in self.grown)
        yield _("What to do next:")
        yield from (f"  {step}" for step in self.steps)
