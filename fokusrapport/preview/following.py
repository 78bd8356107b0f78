"""A preview from its beginning to Ctrl-C: a page now, and one whenever something is saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from fokusrapport.blocks_html import forget_templates
from fokusrapport.checking import default_edition
from fokusrapport.comments.page import forget_layers
from fokusrapport.errors import FokusrapportError
from fokusrapport.params.project import Project, list_editions
from fokusrapport.params.unchanged import kept
from fokusrapport.preview.board import Board
from fokusrapport.preview.session import Session, Subject, check_subject
from fokusrapport.preview.shell import forget_shell
from fokusrapport.preview.watching import TEMPLATES, watching

InWords = Callable[[Exception], FokusrapportError]


def follow(  # noqa: PLR0913 - what the command line offers
    root: Path,
    edition: str | None,
    area: str,
    language: str,
    *,
    jobs: int,
    forked: bool,
    board: Board,
    in_words: InWords,
) -> NoReturn:
    """Make pages for a board until it is interrupted; raises InputRefused when there is no such edition.

    `in_words` tells of an error that nobody foresaw.
    """
    project = Project(root)
    subject = Subject(project, edition or default_edition(project), area, language, jobs, forked)
    check_subject(subject, list_editions(project))
    session = Session(subject, board, in_words)
    with kept(), watching(project) as saves:
        while True:
            session.refresh()
            if any(path.is_relative_to(TEMPLATES) for path in saves.next()):
                forget_templates()
                forget_layers()
                forget_shell()
