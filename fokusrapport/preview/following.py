"""A preview from its beginning to Ctrl-C: a page now, and one whenever something is saved."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

from fokusrapport.blocks_html import forget_templates
from fokusrapport.checking import default_edition
from fokusrapport.params.project import Project, list_editions
from fokusrapport.params.unchanged import kept
from fokusrapport.preview.board import Board
from fokusrapport.preview.session import Session, Subject, check_subject
from fokusrapport.preview.watching import TEMPLATES, watching


def follow(  # noqa: PLR0913 - what the command line offers
    root: Path, edition: str | None, area: str, language: str, *, jobs: int, forked: bool, board: Board
) -> NoReturn:
    """Make pages for a board until it is interrupted; raises InputRefused when there is no such edition."""
    project = Project(root)
    subject = Subject(project, edition or default_edition(project), area, language, jobs, forked)
    check_subject(subject, list_editions(project))
    session = Session(subject, board)
    with kept(), watching(project) as saves:
        while True:
            session.refresh()
            if any(path.is_relative_to(TEMPLATES) for path in saves.next()):
                forget_templates()
