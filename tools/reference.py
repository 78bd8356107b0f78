"""The generated parts of docs/: commands, parameters and columns, from the code itself. `--check` tells if current.

It stands between `<!-- generated: name -->` and `<!-- /generated: name -->`; the rest is written by hand.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import types
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

import click
from pydantic.fields import FieldInfo

from fokusrapport.cli import cli
from fokusrapport.domain.data_cells import MISSING_WORDS
from fokusrapport.domain.data_rows import ROW_MODELS
from fokusrapport.domain.record_tables import RECORD_TABLES
from fokusrapport.params.modules import MODULES
from fokusrapport.params.schema import SCHEMAS

ROOT = Path(__file__).resolve().parent.parent
FILES = {
    "project": "params/project.yaml",
    "municipality": "params/<municipality>/municipality.yaml",
    "indicators": "params/<municipality>/indicators.yaml",
    "edition": "params/<municipality>/<year>.yaml",
    "area": "params/<municipality>/<year>/<area>.yaml",
    "checks": "params/<municipality>/<year>/checks/<area>.yaml",
    "sources": "data/<municipality>/sources.yaml",
    **{name: f"params/<municipality>/{name}.yaml" for name in MODULES},
}
PATTERNS = {
    r"^[a-zæøå][a-zæøå0-9_-]*$": "name: small letters, digits, `-` and `_`, a letter first",
    r"^#[0-9a-fA-F]{6}$": "colour: `#rrggbb`",
    r"^\d{3,4}$": "four digits in quotes (in Finland three)",
    r"^[^/]+/\d{4}$": "`municipality/year`",
    r"^[0-9a-f]{64}$": "64 of 0–9 and a–f",
    r"^[0-9a-f]{12}$": "12 of 0–9 and a–f",
}
COLUMNS = {
    "indicator": "Id of an indicator in `indicators.yaml`.",
    "year": "The year of the result.",
    "value": "The number alone; its unit stands in the register.",
    "text": "The result of a milestone, a level of an ordinal scale, or `ja`/`nei`.",
    "missing": "Why there is no result, in one of the words below.",
    "status": "A level set by hand, in the municipality's own word (`status_words`).",
    "status_reason": "Why the level was set by hand; must be there when `status` is.",
    "uncertain": "What is uncertain about the figure; printed under the table.",
    "comment": "Printed in the scorecard's comment column.",
    "participants": "How many municipalities took part in the comparison that the figure is of.",
    "survey": "Name of the survey.",
    "invited": "How many were asked.",
    "answered": "How many answered; never more than were asked.",
    "answer": "The answer as the survey words it. Blank only where nothing is known of the whole question.",
    "position": "Place on the scale, 1 for the worst. Blank for «vet ikke» and where the answers have no order.",
    "count": "How many gave the answer. 0 where nobody did.",
    "share": "Per cent of all who answered, «vet ikke» among them; where counts are not known.",
    "list": "Name of the list, as `area.ranking` asks for it.",
    "rank": "Place on the list.",
    "item": "What stands at that place.",
}
_HEADS = ("Column", "Cells", "May it be left out?", "What it is")
_LEFT_OUT = {True: "yes", False: "no"}
_KINDS = {str: "text", int: "whole number", Decimal: "number"}
_PLAIN = {"string": "text", "boolean": "`true` or `false`", "number": "number", "integer": "whole number"}
Schema = Mapping[str, Any]


# --- commands ---------------------------------------------------------------------------------------------------------


def commands() -> Iterator[str]:
    """The help text of every command, as a person gets it in English in a window of 80 columns."""
    for name in ("", *_named(cli)):
        words = ["python", "build.py", *name.split(), "--help"]
        environment = {**os.environ, "FOKUSRAPPORT_LANGUAGE": "en", "COLUMNS": "100"}
        told = subprocess.run(
            [sys.executable, *words[1:]], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
        )
        yield f"## `{' '.join(words[:-1])}`\n\n```text\n{told.stdout.strip()}\n```"


def _named(group: click.Group, before: str = "") -> Iterator[str]:
    """The commands of a group, and those of a group in it: «comments», «comments answer»."""
    for name, command in sorted(group.commands.items()):
        yield f"{before}{name}"
        if isinstance(command, click.Group):
            yield from _named(command, f"{before}{name} ")


# --- parameters -------------------------------------------------------------------------------------------------------


def parameters() -> Iterator[str]:
    """Every key of every YAML file: a section a file, a subsection for each kind of entry in it."""
    for name, model in SCHEMAS.items():
        schema = model.model_json_schema()
        yield f"## `{FILES[name]}`"
        yield _keys(schema)
        for title, part in schema.get("$defs", {}).items():
            yield f"### {title}\n\n{_unwrapped(part['description'])}"
            yield _keys(part)


def _keys(schema: Schema) -> str:
    required = schema.get("required", ())
    rows = [
        (f"`{key}`", _value(entry), _default(entry, key in required), entry.get("description", ""))
        for key, entry in schema["properties"].items()
    ]
    return table(("Key", "Value", "Left out", "What it is"), rows)


def _value(entry: Schema) -> str:
    """What may stand as the value, in words."""
    match entry:
        case {"anyOf": [{"type": "string"}, {"propertyNames": _}]}:
            return "text, or text by language"
        case {"anyOf": choices}:
            return " or ".join(dict.fromkeys(_value(choice) for choice in choices if choice != {"type": "null"}))
        case {"$ref": reference}:
            title = str(reference).rpartition("/")[2]
            return f"[{title}](#{title.lower()})"
        case {"type": "array", "items": items}:
            return f"list: {_value(items)}"
        case {"type": "object"}:
            return _by_name(entry)
    return _single(entry)


def _by_name(entry: Schema) -> str:
    """What may stand as values by language, or by any name."""
    names, each = entry.get("propertyNames", {}).get("enum"), entry.get("additionalProperties")
    if not names:
        return "names and values"
    nested = isinstance(each, dict) and "$ref" in each
    return f"by language: {_value(each or {})}" if nested else f"text by language: {_words(names)}"


def _single(entry: Schema) -> str:
    """What may stand as a single text or number."""
    match entry:
        case {"enum": words}:
            return _words(words)
        case {"pattern": pattern}:
            return PATTERNS.get(pattern, f"text like `{pattern}`")
        case {"format": "date"}:
            return "date, as `2015-12-31`"
    return _PLAIN[entry["type"]] + _range(entry)


def _words(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _range(entry: Schema) -> str:
    low, high = entry.get("minimum"), entry.get("maximum")
    if low is None:
        return ""
    return f", {low} to {high}" if high is not None else f", {low} or more"


def _default(entry: Schema, required: bool) -> str:  # noqa: FBT001 - one cell of a table
    if required:
        return "**must be there**"
    default = entry.get("default")
    return f"`{default}`".lower() if default not in (None, "", []) else "–"


def _unwrapped(text: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


# --- data -------------------------------------------------------------------------------------------------------------


def tables() -> Iterator[str]:
    """Every kind of table with its columns."""
    for name, model in ROW_MODELS.items():
        rows = [
            (f"`{column}`", _kind(field), _presence(field), meaning(column))
            for column, field in model.model_fields.items()
        ]
        yield f"### `{name}`"
        yield table(_HEADS, rows)
    for name, records in RECORD_TABLES.items():
        yield f"### `{name}`"
        told = [
            (f"`{column.name}`", column.kind, _LEFT_OUT[not column.required], column.meaning)
            for column in records.columns
        ]
        yield table(_HEADS, told)


def meaning(column: str) -> str:
    """What a column holds. A column that nobody has described yet stops the documentation, not the build."""
    if column not in COLUMNS:
        sys.exit(f"tools/reference.py does not say what the column «{column}» means")
    return COLUMNS[column]


def _choices(field: FieldInfo) -> tuple[Any, ...]:
    """The types a cell may have, the None of a blank one among them."""
    annotation = field.annotation
    return get_args(annotation) if get_origin(annotation) in (Union, types.UnionType) else (annotation,)


def _kind(field: FieldInfo) -> str:
    kinds = [choice for choice in _choices(field) if choice is not type(None)]
    return "one of the words" if get_origin(kinds[0]) is Literal else _KINDS[kinds[0]]


def _presence(field: FieldInfo) -> str:
    if not field.is_required():
        return "yes; cells may be blank"
    return "no; cells may be blank" if type(None) in _choices(field) else "no, and every cell is filled"


def missing_words() -> Iterator[str]:
    """The words of the column `missing`."""
    yield table(("Word", "Kind in summaries"), [(f"`{word}`", f"`{kind}`") for word, kind in MISSING_WORDS.items()])


# --- putting it in place ----------------------------------------------------------------------------------------------


def table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A Markdown table; bars in cells are escaped."""
    lines = [heads, tuple("---" for _head in heads), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


PARTS: dict[str, tuple[str, Callable[[], Iterator[str]]]] = {
    "commands": ("docs/commands.md", commands),
    "parameters": ("docs/parameters.md", parameters),
    "tables": ("docs/data.md", tables),
    "missing": ("docs/data.md", missing_words),
}
"""Each generated part: the file it stands in, and what makes it."""


def wanted_files() -> dict[Path, str]:
    """Every file with generated parts, as it should be."""
    texts: dict[Path, str] = {}
    for name, (file, make) in PARTS.items():
        path = ROOT / file
        texts[path] = filled(texts.get(path, path.read_text(encoding="utf-8")), name, "\n\n".join(make()))
    return texts


def filled(text: str, name: str, content: str) -> str:
    """The text with the content between the marks of this name; a text without the marks is refused."""
    start, end = f"<!-- generated: {name} -->", f"<!-- /generated: {name} -->"
    pattern = re.compile(f"{re.escape(start)}.*?{re.escape(end)}", re.DOTALL)
    replaced, count = pattern.subn(lambda _match: f"{start}\n\n{content}\n\n{end}", text)
    if count != 1:
        sys.exit(f"the marks of «{name}» stand {count} times, not once")
    return replaced


def main() -> None:
    """Write the generated parts, or with --check only tell what is not current."""
    files = wanted_files()
    stale = [path for path, text in files.items() if path.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv:
        names = ", ".join(path.relative_to(ROOT).as_posix() for path in stale)
        sys.exit(f"not current: {names}. Run python tools/reference.py" if stale else 0)
    for path in stale:
        path.write_text(files[path], encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
