from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic import BaseModel

from fokusrapport.params.project import Project
from fokusrapport.params.schema import SCHEMAS, check_schemas, schema_path, write_schemas, yaml_files
from fokusrapport.params.yamltree import read_yaml

ProjectMaker = Callable[..., Project]
REAL = Project(Path(__file__).parents[2])


def as_an_editor_reads(value: Any) -> Any:  # noqa: ANN401 - any tree
    """The tree with dates as texts: YAML's core schema, which editors go by, has no dates."""
    if isinstance(value, dict):
        return {key: as_an_editor_reads(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_an_editor_reads(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def test_schemas_are_current_and_named() -> None:
    """What lies in params/schema/ is what the models say, and each YAML file's first line names its schema."""
    assert check_schemas(REAL) == [], "run: python -m fokusrapport.params.schema"


def test_a_stale_schema_and_an_unnamed_file_are_found(make_project: ProjectMaker) -> None:
    """The check above can fail: a changed schema and files without the line are told."""
    project = make_project()
    write_schemas(project)
    schema_path(project, "area").write_text("{}", encoding="utf-8")
    faults = check_schemas(project)
    assert [fault.file for fault in faults if fault.line == 0] == ["params/schema/area.json"]
    assert {fault.file: fault.allowed for fault in faults if fault.line == 1} == {
        "data/lillevik/sources.yaml": "# yaml-language-server: $schema=../../params/schema/sources.json",
        "params/lillevik/2020.yaml": "# yaml-language-server: $schema=../schema/edition.json",
        "params/lillevik/2020/skole.yaml": "# yaml-language-server: $schema=../../schema/area.json",
        "params/lillevik/indicators.yaml": "# yaml-language-server: $schema=../schema/indicators.json",
        "params/lillevik/municipality.yaml": "# yaml-language-server: $schema=../schema/municipality.json",
    }


@pytest.mark.parametrize("path", yaml_files(REAL), ids=REAL.relative)
def test_the_real_files_follow_their_schemas(path: Path) -> None:
    """An editor that knows the schemas marks nothing in the files we ship."""
    schema = json.loads(schema_path(REAL, yaml_files(REAL)[path]).read_text(encoding="utf-8"))
    tree, faults = read_yaml(path, REAL.root)
    assert faults == []
    assert tree is not None
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    assert list(validator.iter_errors(as_an_editor_reads(tree.value))) == []


def test_the_schema_refuses_what_the_model_refuses() -> None:
    """The validation above can fail: an unknown key is marked."""
    validator = jsonschema.Draft202012Validator(SCHEMAS["area"].model_json_schema())
    assert [error.validator for error in validator.iter_errors({"plan": []})] == ["additionalProperties"]


@pytest.mark.parametrize("model", SCHEMAS.values(), ids=lambda model: model.__name__)
def test_every_key_is_described(model: type[BaseModel]) -> None:
    """An editor shows a description for each key."""
    schema = model.model_json_schema()
    objects = [schema, *schema.get("$defs", {}).values()]
    bare = [key for each in objects for key, field in each.get("properties", {}).items() if "description" not in field]
    assert bare == []
