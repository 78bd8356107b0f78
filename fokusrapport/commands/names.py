"""Names that the shell can fill in: editions and areas. Asked at every press of Tab, so nothing heavy is imported."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem

from fokusrapport.errors import FokusrapportError
from fokusrapport.params.chosen import edition_names
from fokusrapport.root import find_root


def complete_editions(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The editions whose names begin so."""
    try:
        names = edition_names(find_root())
    except FokusrapportError:  # no project here: nothing to fill in
        return []
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


def complete_areas(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The areas whose names begin so: every notebook is one's."""
    try:
        notebooks = find_root() / "notebooks"
    except FokusrapportError:
        return []
    return [CompletionItem(path.stem) for path in sorted(notebooks.glob(f"{incomplete}*.ipynb"))]
