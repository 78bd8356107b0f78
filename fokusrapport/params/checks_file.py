"""A file of checks with one check more or less: what else stands there is kept to the byte, comments and all."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import YAMLError
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from fokusrapport.errors import Fault, InputRefused
from fokusrapport.i18n import _
from fokusrapport.params.checks_models import ROLES, AreaChecks, Check

if TYPE_CHECKING:
    from fokusrapport.params.models import CheckRole

_SCHEMA_LINE = "# yaml-language-server: $schema=../../../schema/checks.json\n"
_WIDE = 10_000  # no line is broken


def with_check(text: str, role: CheckRole, check: Check | None, shown_as: str) -> str:
    """The file's text with this check by the role in place of the one it had; None takes that away.

    An empty text is a file that is not there: one without any check is none. Raises InputRefused where the file would
    then say anything else than it did and the check.
    """
    wanted = _read(text).model_copy(update={role: check})
    if not any(map(wanted.by, ROLES)):
        return ""
    ends = "\r\n" if "\r\n" in text else "\n"
    lines = (text or _SCHEMA_LINE).replace("\r\n", "\n").removeprefix("\ufeff").splitlines(keepends=True)
    made = "".join(_replaced(lines, role, _block(role, check) if check else ""))
    if _read(made) != wanted:
        what = _("The check cannot be written into the file without changing what else stands there.")
        allowed = _("a file as «build.py approve» writes it; delete this one, and check the area again")
        raise InputRefused(faults=[Fault(shown_as, what=what, allowed=allowed)])
    return made.replace("\n", ends)


def _replaced(lines: list[str], role: CheckRole, block: str) -> Iterator[str]:
    """The lines with the block in place of the role's own: from its key to the next line that is not indented."""
    begin = next((place for place, line in enumerate(lines) if line.startswith(f"{role}:")), None)
    if begin is None:
        yield from lines
        yield "" if not lines or lines[-1].endswith("\n") else "\n"
        yield block
        return
    rest = enumerate(lines[begin + 1 :], start=begin + 1)
    end = next((place for place, line in rest if line.strip() and not line.startswith(" ")), len(lines))
    yield from lines[:begin]
    yield block
    yield from lines[end:]


def _block(role: CheckRole, check: Check) -> str:
    """One check as it stands in the file; what is all digits must not become a number."""
    content = CommentedMap()
    for code, seen in check.content.items():
        content[code] = CommentedMap((key, DoubleQuotedScalarString(value)) for key, value in seen.model_dump().items())
        content[code].fa.set_flow_style()
    told = {"name": DoubleQuotedScalarString(check.name), "date": check.date, "content": content}
    written = io.StringIO()
    yaml = YAML()
    yaml.width = _WIDE
    yaml.dump(CommentedMap({role: CommentedMap(told)}), written)
    return written.getvalue()


def _read(text: str) -> AreaChecks:
    """What a text says; of one that cannot be read nothing is promised to be kept, so it says nothing."""
    with suppress(YAMLError, ValidationError, ValueError):
        return AreaChecks.model_validate(_plain(YAML(typ="safe", pure=True).load(text) or {}))
    return AreaChecks.model_validate({})


def _plain(tree: Any) -> Any:  # noqa: ANN401 - any YAML
    return {key: _plain(value) for key, value in tree.items()} if isinstance(tree, Mapping) else tree


def write_all(texts: Mapping[Path, str]) -> None:
    """All files or none: every one is written beside its place before the first is moved in; an empty one goes."""
    staged: dict[Path, Path] = {}
    try:
        for path, text in texts.items():
            if text:
                path.parent.mkdir(parents=True, exist_ok=True)
                handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
                staged[path] = Path(name)
                with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                    file.write(text)
                Path(name).chmod(0o644)  # mkstemp's files are for their owner only
        for path in texts:
            if path in staged:
                staged[path].replace(path)
            else:
                path.unlink(missing_ok=True)
    finally:
        for left in staged.values():
            left.unlink(missing_ok=True)
