"""Notes under a table: each distinct note gets a letter, which stands after the cells it belongs to."""

from __future__ import annotations

from dataclasses import dataclass, field
from string import ascii_lowercase

from fokusrapport.blocks import Inlines, plain
from fokusrapport.i18n import NO_BREAK_SPACE


@dataclass
class Notes:
    """The notes of one table, in the order they were first needed."""

    texts: list[str] = field(default_factory=list)

    def mark(self, text: str) -> Inlines:
        """The mark of a note, to stand after what it is about; nothing for an empty note."""
        if not text:
            return ()
        if text not in self.texts:
            self.texts.append(text)
        return plain(f"{NO_BREAK_SPACE}{_letter(self.texts.index(text))})")

    def under_table(self) -> tuple[Inlines, ...]:
        """The notes as they stand under the table."""
        return tuple(plain(f"{_letter(index)}){NO_BREAK_SPACE}{text}") for index, text in enumerate(self.texts))


def _letter(index: int) -> str:
    rounds, position = divmod(index, len(ascii_lowercase))
    return ascii_lowercase[position] * (rounds + 1)
