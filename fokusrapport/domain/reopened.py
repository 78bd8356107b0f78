"""An edition that was opened before, as long as nothing in it has changed."""

from __future__ import annotations

from fokusrapport.domain.edition import EditionData, open_edition
from fokusrapport.params.labels import LanguageCode
from fokusrapport.params.project import Project
from fokusrapport.params.unchanged import unchanged


@unchanged
def reopened(project: Project, name: str, code: LanguageCode = "") -> EditionData:
    """As `open_edition`, with what it raises; the very same one where somebody keeps what is read."""
    return open_edition(project.root, name, code)
