"""Notes under a table: each distinct note gets a letter, which stands after the cells it belongs to."""

from __future__ import annotations

from dataclasses import dataclass, field
from string import ascii_lowercase

from fokusrapport.blocks import Inlines, plain
from fokusrapport.domain.filling import after
from fokusrapport.i18n import NO_BREAK_SPACE


@dataclass
class Notes:
    """The notes of one table, in the order they were first needed."""

    notes: list[Inlines] = field(default_factory=list)

    def mark(self, note: str | Inlines) -> Inlines:
        """The mark of a note, to stand after what it is about; nothing for an empty note.

        A plain text is in the report's language.
        """
        told = plain(note) if isinstance(note, str) else note
        if not told:
            return ()
        if told not in self.notes:
            self.notes.append(told)
        return plain(f"{NO_BREAK_SPACE}{_letter(self.notes.index(told))})")

    def under_table(self) -> tuple[Inlines, ...]:
        """The notes as they stand under the table."""
        return tuple(after(f"{_letter(index)}){NO_BREAK_SPACE}", note) for index, note in enumerate(self.notes))


def _letter(index: int) -> str:
    rounds, position = divmod(index, len(ascii_lowercase))
    return ascii_lowercase[position] * (rounds + 1)
