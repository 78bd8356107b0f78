"""A list in a YAML file with more items: all else in the file is kept to the byte, comments and all.

A round trip through a YAML library would keep the comments, too, but not the indents and line breaks of whoever wrote
the file. So the lines of the items are put in among the others, and the file is read again: it must say what it said,
and the items.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from fokusrapport.errors import Fault, InputRefused
from fokusrapport.i18n import _
from fokusrapport.starting.writing import Grown

_BOM = b"\xef\xbb\xbf"
_INDENT = 2
_SHORT = 3


def with_items(path: Path, shown_as: str, key: str, items: Sequence[str], after: int | None = None) -> Grown:
    """The file with more items in the list under `key`: last, or after the item of this number.

    The first line of an item that is no comment begins with «- »; all are indented as their neighbours are. Raises
    InputRefused when the list is written in a way that no line can be put into.
    """
    before = path.read_bytes()
    text = before.decode("utf-8-sig")
    ends = "\r\n" if "\r\n" in text else "\n"
    plain = text.replace("\r\n", "\n")
    made = _inserted(plain, key, items, after)
    if made is None or not _says(plain, made, key, (items, after)):
        what = _("Nothing can be added to the list «{key}» as it is written.").format(key=key)
        allowed = _("one item in each line, beginning with «-»")
        raise InputRefused(faults=[Fault(shown_as, what=what, allowed=allowed)])
    mark = _BOM if before.startswith(_BOM) else b""
    return Grown(before, mark + made.replace("\n", ends).encode())


def _inserted(text: str, key: str, items: Sequence[str], after: int | None) -> str | None:
    found = _list(text, key)
    if isinstance(found, yaml.SequenceNode) and not found.value:
        return _begun(text, found, items)
    if not isinstance(found, yaml.SequenceNode) or found.flow_style:
        return None
    lines = text.splitlines()
    at = _end(found.value[len(found.value) - 1 if after is None else after])
    apart = _apart(lines, found.value) or any(map(_is_long, items))
    added = _indented(items, found.start_mark.column, apart=apart)
    return _joined([*lines[:at], *([""] if apart else []), *added, *lines[at:]])


def _indented(items: Sequence[str], column: int, *, apart: bool) -> list[str]:
    """The lines of the items; apart by a blank line, if asked."""
    between = "\n\n" if apart else "\n"
    return [" " * column + line if line else "" for line in between.join(items).splitlines()]


def _is_long(item: str) -> bool:
    return len(item.splitlines()) > _SHORT


def _apart(lines: Sequence[str], items: Sequence[yaml.Node]) -> bool:
    """Whether blank lines stand between the items of the file."""
    return len(items) > 1 and not lines[_start(lines, items[1]) - 1].strip()


def _begun(text: str, empty: yaml.Node, items: Sequence[str]) -> str:
    """The first items of a list that was empty: `files: []`."""
    lines = (text[: empty.start_mark.index].rstrip() + text[empty.end_mark.index :]).splitlines()
    at = empty.start_mark.line + 1
    return _joined([*lines[:at], *_indented(items, _INDENT, apart=any(map(_is_long, items))), *lines[at:]])


def _joined(lines: Sequence[str]) -> str:
    return "\n".join(lines) + "\n"


def _list(text: str, key: str) -> Any:  # noqa: ANN401 - any node of YAML
    """What stands under the key."""
    root = yaml.compose(text, Loader=yaml.BaseLoader)
    pairs = root.value if isinstance(root, yaml.MappingNode) else ()
    return next((value for name, value in pairs if name.value == key), None)


def _start(lines: Sequence[str], node: yaml.Node) -> int:
    """The number of the item's first line, comments above it counted in."""
    first: int = node.start_mark.line
    while first > 0 and lines[first - 1].lstrip().startswith("#"):
        first -= 1
    return first


def _end(node: yaml.Node) -> int:
    """The number of the line after a node: its own mark stands before whatever follows, comments too."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    line: int = node.end_mark.line
    return line if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">") else line + 1


def _says(before: str, made: str, key: str, added: tuple[Sequence[str], int | None]) -> bool:
    """Whether the file now says what it said, and the items where they were wanted."""
    items, after = added
    wanted = _read(before)
    place = len(wanted[key]) if after is None else after + 1
    wanted[key][place:place] = [_read(item)[0] for item in items]
    try:
        return bool(_read(made) == wanted)
    except yaml.YAMLError:
        return False


def _read(text: str) -> Any:  # noqa: ANN401 - any YAML
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - makes texts, lists and mappings, nothing else
