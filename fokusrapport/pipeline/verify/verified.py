"""What a verification found, for the person at the keyboard and, as JSON, for another program."""

from __future__ import annotations

from dataclasses import dataclass

from fokusrapport.errors import DocumentCheckFailed
from fokusrapport.i18n import _
from fokusrapport.pipeline.verify.difference import Difference


@dataclass(frozen=True)
class Verified:
    """One report: how many files were compared, which are not the same, what has changed since, and what to know."""

    edition: str
    files: int
    differences: tuple[Difference, ...]
    changed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    against_manifest: bool = False

    @property
    def exit_code(self) -> int:
        """0 when all is the same, else that of a failed check."""
        return DocumentCheckFailed.exit_code if self.differences else 0

    def as_json(self) -> dict[str, object]:
        """The findings as plain values."""
        return {
            "edition": self.edition,
            "same": not self.differences,
            "files": self.files,
            "changed": list(self.changed),
            "differences": [difference.as_json() for difference in self.differences],
            "notes": list(self.notes),
            "exit_code": self.exit_code,
        }

    def lines(self) -> list[str]:
        """The findings as lines of text, the most likely reasons first."""
        lines = [f"{self.edition}: {self._headline()}"]
        if self.changed and self.differences:
            lines.append("  " + _("Changed since the report was built, and the most likely reason:"))
            lines += [f"    {change}" for change in self.changed]
        lines += [f"  {line}" for difference in self.differences for line in difference.lines()]
        return [*lines, *(f"  {note}" for note in self.notes)]

    def _headline(self) -> str:
        count = len(self.differences)
        if self.against_manifest:
            same = _("every file is as the manifest says, files: {files}")
            return (_("not as the manifest says, files: {count}") if count else same).format(
                count=count, files=self.files
            )
        same = _("built from scratch elsewhere, and the same to the byte, files: {files}")
        return (_("differs from what is built from scratch, files: {count}") if count else same).format(
            count=count, files=self.files
        )
