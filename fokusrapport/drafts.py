"""The chapter of an edition as it would be now, for those who work on it: no report is made, checked or changed."""

from __future__ import annotations

from collections.abc import Iterator

from fokusrapport.app import settings_of
from fokusrapport.blocks import Chapter
from fokusrapport.checking import check_edition
from fokusrapport.params.project import Project
from fokusrapport.pipeline.making import Edition, run_notebooks
from fokusrapport.pipeline.stages import read_document
from fokusrapport.request import Options


def draft_chapters(project: Project, name: str, areas: tuple[str, ...] = ()) -> Iterator[Chapter]:
    """The chapter in every language, the main one first; an area that cannot be made is a placeholder.

    What has not changed since it was run is not run. Raises InputRefused for parameters and data with faults.
    """
    options = Options(areas=areas)
    for plan in check_edition(project, name, options).plans:
        edition = Edition(plan, settings_of(plan.request, options))
        executed = run_notebooks(edition, _untold)
        yield read_document(plan, executed, edition.settings.framing).chapter


def _untold(_what: str, _step: str) -> None:
    """Nobody watches."""
