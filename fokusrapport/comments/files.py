"""One remark in one file: read with every fault, written whole or not at all, and never over another."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from fokusrapport.comments.model import Annotation
from fokusrapport.errors import BuildFailed, Fault
from fokusrapport.i18n import _
from fokusrapport.params.modelfaults import problem


def read_annotation(path: Path, shown_as: str) -> tuple[Annotation | None, list[Fault]]:
    """The remark in a file, or what is wrong with it."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        return None, [Fault(shown_as, what=_("The file cannot be opened: {reason}.").format(reason=error.strerror))]
    except json.JSONDecodeError as error:
        return None, [Fault(shown_as, error.lineno, what=_("The file is not JSON: {reason}.").format(reason=error.msg))]
    except UnicodeDecodeError:
        return None, [Fault(shown_as, what=_("The file is not JSON: {reason}.").format(reason="UTF-8"))]
    return annotation_from(content, shown_as)


def annotation_from(content: object, shown_as: str, place: str = "") -> tuple[Annotation | None, list[Fault]]:
    """The remark that plain values say, or everything that is wrong with them."""
    try:
        return Annotation.model_validate(content), []
    except ValidationError as refused:
        return None, sorted({_fault(shown_as, place, error) for error in refused.errors()})


def _fault(shown_as: str, place: str, error: ErrorDetails) -> Fault:
    # The branches of «a place or an id» stand in the location by their names; people know the file's keys.
    where = [key for key in error["loc"] if not (isinstance(key, str) and (key[:1].isupper() or "[" in key))]
    told = problem(Annotation, where, error)
    return Fault(shown_as, place=place, what=told.what, allowed=told.allowed, nearest=told.nearest)


def write_new(path: Path, content: bytes) -> bool:
    """Put a file where none is, in one step; False when there is one, which is left as it is."""
    if path.exists():
        return False
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        put(path, content)
    except OSError as error:
        what = _("The comment could not be kept: {reason}.").format(reason=error.strerror or error)
        raise BuildFailed(what) from error
    return True


def put(path: Path, content: bytes) -> None:
    """Put a file in its place in one step: whoever reads it meets the old or the new one, never a part."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        beside.chmod(0o644)  # mkstemp's files are for their owner only
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
