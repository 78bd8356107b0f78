"""What JupyterLab is to be opened with: the edition, its language, the notebook, all checked before anything starts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from fokusrapport.errors import Fault, InputRefused
from fokusrapport.i18n import _
from fokusrapport.lab.settings import Shown
from fokusrapport.params.nearest import nearest
from fokusrapport.params.project import LoadedEdition, Project, known_edition, read_edition, whole_edition
from fokusrapport.params.settings import load_settings
from fokusrapport.request import Options, front_matter


@dataclass(frozen=True)
class Opening:
    """An edition, and the page that is opened."""

    project: Project
    shown: Shown
    page: str


def opening(project: Project, edition: str | None, area: str | None, language: str | None) -> Opening:
    """What to open, by the names a person gave: without an edition the one in `params/project.yaml`.

    Faults in an edition's parameters do not stop anybody from opening it to mend them, unless nothing can be read.
    Raises InputRefused for a name that is none.
    """
    name = known_edition(project, edition or load_settings(project).default_edition)
    files, faults = read_edition(project, name)
    loaded = whole_edition(name, files)
    if loaded is None:
        raise InputRefused(faults=faults)
    code = language or loaded.language
    wrong = [*_language_faults(loaded, code), *_area_faults(project, loaded, area)]
    if wrong:
        raise InputRefused(faults=wrong)
    file = f"notebooks/{area}.ipynb" if area else "notebooks"
    return Opening(project, Shown(name, code, _metadata(loaded.within(code))), f"/lab/tree/{quote(file)}")


def _metadata(loaded: LoadedEdition) -> Mapping[str, Any]:
    """What a build writes into the notebooks of the edition, but for what differs from one to the next."""
    front = front_matter(loaded, Options())
    return {"municipality": loaded.municipality_name, "front": front.model_dump(mode="json")}


def _language_faults(loaded: LoadedEdition, code: str) -> list[Fault]:
    if code in loaded.languages:
        return []
    what = _("{edition} is not published in «{code}».").format(edition=loaded.name, code=code)
    return [Fault("--language", what=what, allowed=", ".join(loaded.languages))]


def _area_faults(project: Project, loaded: LoadedEdition, area: str | None) -> list[Fault]:
    """An area must be one of the edition's, and have a notebook."""
    if area is None:
        return []
    areas = [entry.area for entry in loaded.edition.areas]
    if area not in areas:
        what = _("{edition} has no area «{area}».").format(edition=loaded.name, area=area)
        return [Fault("--area", what=what, allowed=", ".join(areas), nearest=nearest(area, areas))]
    if area not in project.notebook_names():
        what = _("The area «{area}» has no notebook.").format(area=area)
        names = project.notebook_names()
        return [Fault(f"notebooks/{area}.ipynb", what=what, allowed=", ".join(names), nearest=nearest(area, names))]
    return []
