"""JSON Schemas for editors, generated from the models: `python -m fokusrapport.params.schema` writes them anew.

An editor finds the schema through the first line of each YAML file (`schema_line`).
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel

from fokusrapport.errors import Fault
from fokusrapport.i18n import _
from fokusrapport.params.checks_models import AreaChecks
from fokusrapport.params.models import (
    AreaTracking,
    Edition,
    IndicatorRegister,
    Municipality,
    ProjectSettings,
    Sources,
)
from fokusrapport.params.modules import MODULES
from fokusrapport.params.project import Project, find_root

SCHEMAS: dict[str, type[BaseModel]] = {
    "project": ProjectSettings,
    "municipality": Municipality,
    "indicators": IndicatorRegister,
    "edition": Edition,
    "area": AreaTracking,
    "checks": AreaChecks,
    "sources": Sources,
    **MODULES,
}
"""The model behind each schema `params/schema/<name>.json`."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_text(model: type[BaseModel]) -> str:
    """The model's JSON Schema as the text of a file: sorted keys, the same bytes every time."""
    schema = {"$schema": _DIALECT, **model.model_json_schema()}
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def schema_path(project: Project, name: str) -> Path:
    """Where the schema of this name lies."""
    return project.params / "schema" / f"{name}.json"


def write_schemas(project: Project) -> tuple[Path, ...]:
    """Write every schema; returns the paths written."""
    paths = {schema_path(project, name): schema_text(model) for name, model in SCHEMAS.items()}
    for path, text in paths.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return tuple(paths)


def yaml_files(project: Project) -> dict[Path, str]:
    """Every YAML file of the project with the name of the schema it follows, by path."""
    patterns = {
        "project.yaml": "project",
        "*/municipality.yaml": "municipality",
        "*/indicators.yaml": "indicators",
        "*/[0-9][0-9][0-9][0-9].yaml": "edition",
        "*/[0-9][0-9][0-9][0-9]/*.yaml": "area",
        "*/[0-9][0-9][0-9][0-9]/checks/*.yaml": "checks",
    }
    found = {path: name for pattern, name in patterns.items() for path in project.params.glob(pattern)}
    found |= {path: name for name in MODULES for path in project.params.glob(f"*/{name}.yaml")}
    found |= dict.fromkeys(project.data.glob("*/sources.yaml"), "sources")
    return dict(sorted(found.items()))


def schema_line(project: Project, path: Path, name: str) -> str:
    """The first line of a YAML file, by which an editor finds the file's schema."""
    way = os.path.relpath(schema_path(project, name), path.parent)
    return f"# yaml-language-server: $schema={Path(way).as_posix()}"


def check_schemas(project: Project) -> list[Fault]:
    """Schemas that are no longer what the models say, and YAML files that do not name their schema."""
    return [*_stale(project), *_unnamed(project)]


def _stale(project: Project) -> Iterator[Fault]:
    for name, model in SCHEMAS.items():
        path = schema_path(project, name)
        if not path.is_file() or path.read_text(encoding="utf-8") != schema_text(model):
            what = _("The schema is not what the models say.")
            yield Fault(project.relative(path), what=what, allowed="python -m fokusrapport.params.schema")


def _unnamed(project: Project) -> Iterator[Fault]:
    for path, name in yaml_files(project).items():
        line = schema_line(project, path, name)
        if path.read_text(encoding="utf-8-sig").partition("\n")[0].rstrip() != line:
            what = _("The first line does not name the file's schema, so that editors cannot help.")
            yield Fault(project.relative(path), 1, what=what, allowed=line)


def main() -> None:
    """Write the schemas, or with --check only tell what is not current."""
    project = Project(find_root())
    if "--check" in sys.argv:
        sys.exit("\n".join(str(fault) for fault in check_schemas(project)) or 0)
    write_schemas(project)


if __name__ == "__main__":
    main()
