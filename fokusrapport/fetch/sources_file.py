"""sources.yaml with one more entry: what stood there is kept to the byte, comments and all."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import YAMLError
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from fokusrapport.errors import FetchFailed
from fokusrapport.i18n import _

_WIDE = 10_000  # no line is broken
_ITEM = re.compile(r"^( *)-( +)", re.MULTILINE)
_NONE_YET = re.compile(r"^files:[ \t]*\[[ \t]*\]", re.MULTILINE)
_BARE = re.compile(r"[A-Za-zÆØÅæøå_][\wÆØÅæøå./-]*")
_WORDS = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})


def with_entry(content: bytes, entry: Mapping[str, Any]) -> bytes:
    """The file with an entry after the others, indented as they are.

    Raises FetchFailed where the file would then say anything else than it did and the entry.
    """
    text = content.decode("utf-8-sig")
    ends = "\r\n" if "\r\n" in text else "\n"
    plain = text.replace("\r\n", "\n")
    begun = _NONE_YET.sub("files:", plain)
    made = f"{begun.rstrip()}\n{_gap(begun)}{_indented(entry, begun)}"
    before = _read(plain)
    if _read(made) != {**before, "files": [*(before.get("files") or []), _said(entry)]}:
        raise FetchFailed(_("The entry cannot be written into sources.yaml without changing what stands there."))
    mark = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
    return mark + made.replace("\n", ends).encode()


def _gap(text: str) -> str:
    """A blank line between entries; none before the first."""
    return "\n" if _ITEM.search(text) else ""


def _indented(entry: Mapping[str, Any], text: str) -> str:
    """The entry as an item of the list in the text."""
    found = _ITEM.search(text)
    before, after = (found[1], found[2]) if found else ("  ", " ")
    written = io.StringIO()
    yaml = YAML()
    yaml.width = _WIDE
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.dump(CommentedMap({key: _quoted(value) for key, value in entry.items()}), written)
    first, *rest = written.getvalue().splitlines()
    inner = f"{before} {after}"
    return "".join([f"{before}-{after}{first}\n", *(f"{inner}{line}\n" for line in rest)])


def _quoted(value: Any) -> Any:  # noqa: ANN401 - any YAML
    """The same with quotes around every text that could be read as something else."""
    if isinstance(value, Mapping):
        flow = CommentedMap({key: _quoted(item) for key, item in value.items()})
        flow.fa.set_flow_style()
        return flow
    if isinstance(value, (list, tuple)):
        return [_quoted(item) for item in value]
    bare = isinstance(value, str) and _BARE.fullmatch(value) and value.lower() not in _WORDS
    return DoubleQuotedScalarString(value) if isinstance(value, str) and not bare else value


def _read(text: str) -> dict[str, Any]:
    """What a text says, without comments and styles; empty for one that cannot be read."""
    try:
        found = _said(YAML(typ="safe", pure=True).load(text))
    except YAMLError:
        return {}
    return found if isinstance(found, dict) else {}


def _said(tree: Any) -> Any:  # noqa: ANN401 - any YAML
    if isinstance(tree, Mapping):
        return {str(key): _said(value) for key, value in tree.items()}
    if isinstance(tree, (list, tuple)):
        return [_said(item) for item in tree]
    return tree.isoformat() if isinstance(tree, dt.date) else tree
