"""sources.yaml with one more entry; comments, quotes and order of what stood there are kept."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from fokusrapport.errors import FetchFailed
from fokusrapport.i18n import _

_WIDE = 10_000  # no line is broken that was not
_INDENT = re.compile(r"^( *)- ", re.MULTILINE)


def with_entry(content: bytes, entry: Mapping[str, Any]) -> bytes:
    """The file with an entry at the end of `files`; raises FetchFailed where what stood there would not be kept."""
    text = content.decode("utf-8-sig")
    yaml = _yaml(text)
    tree = yaml.load(text)
    before = _plain(tree)
    files = tree["files"]
    if not files:  # «files: []» cannot be gone on with below
        files = CommentedSeq()
        tree["files"] = files
    files.append(_entry(entry))
    if len(files) > 1:
        files.yaml_set_comment_before_after_key(len(files) - 1, before="\n")
    written = io.StringIO(newline="\n")
    yaml.dump(tree, written)
    made = written.getvalue()
    if _plain(_yaml(made).load(made)) != {**before, "files": [*(before["files"] or []), _plain(_entry(entry))]}:
        raise FetchFailed(_("The entry cannot be written into sources.yaml without changing what stands there."))
    ends = "\r\n" if "\r\n" in text else "\n"
    mark = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
    return mark + made.replace("\r\n", "\n").replace("\n", ends).encode()


def _yaml(text: str) -> YAML:
    """A reader and writer that indents as the file does."""
    found = _INDENT.search(text)
    offset = len(found[1]) if found else 2
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = _WIDE
    yaml.indent(mapping=2, sequence=offset + 2, offset=offset)
    return yaml


def _entry(entry: Mapping[str, Any]) -> CommentedMap:
    """The entry in block style; what must be text is quoted."""
    made = CommentedMap()
    for key, value in entry.items():
        made[key] = _quoted(value)
    return made


def _quoted(value: Any) -> Any:  # noqa: ANN401 - any YAML
    if isinstance(value, Mapping):
        flow = CommentedMap({key: _quoted(item) for key, item in value.items()})
        flow.fa.set_flow_style()
        return flow
    if isinstance(value, (list, tuple)):
        return CommentedSeq([_quoted(item) for item in value])
    return DoubleQuotedScalarString(value) if isinstance(value, str) and not _bare(value) else value


def _bare(text: str) -> bool:
    """Whether a text needs no quotes, whatever reads it."""
    return re.fullmatch(r"[A-Za-zÆØÅæøå_][\wÆØÅæøå./-]*", text) is not None and text.lower() not in _WORDS


_WORDS = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})


def _plain(tree: Any) -> Any:  # noqa: ANN401 - any YAML
    """The same without comments and styles, to be compared."""
    if isinstance(tree, Mapping):
        return {str(key): _plain(value) for key, value in tree.items()}
    if isinstance(tree, (list, tuple)):
        return [_plain(item) for item in tree]
    return str(tree) if isinstance(tree, str) else tree
