from __future__ import annotations

from pathlib import Path

from fokusrapport.domain.edition import open_edition
from fokusrapport.domain.reopened import reopened
from fokusrapport.params.unchanged import kept
from tests.project import EDITION, write_project


def test_it_is_the_edition(tmp_path: Path) -> None:
    """What is opened again is what would have been opened anew."""
    project = write_project(tmp_path)
    with kept():
        reopened(project, EDITION, "nb")
        assert reopened(project, EDITION, "nb") == open_edition(project.root, EDITION, "nb")
