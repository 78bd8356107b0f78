"""One YAML file as plain values, with the line each value stands on, and its syntax errors in plain words.

YAML 1.2: `no` and `yes` are texts, `010` is ten. Only what JSON has and dates; no tags or aliases,
since they hide which line a value stands on.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from fokusrapport.errors import Fault
from fokusrapport.i18n import _
from fokusrapport.params import quickyaml
from fokusrapport.params.textfile import decode, read_bytes, relative

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from fokusrapport.params.quickyaml import Node

Key = str | int
Place = tuple[Key, ...]
REFUSED = object()  # stands where the file holds a value of a kind we do not take; its fault is already written
_TAG = "tag:yaml.org,2002:"


@dataclass(frozen=True)
class YamlTree:
    """What a YAML file says: `value` of dicts, lists and scalars, and the line (from 1) of every place in it.

    A place is the keys and indexes that lead to a value. The line is that of the key, or of the list's item.
    `sha256` is the hash of the file's bytes.
    """

    file: str
    value: object
    lines: Mapping[Place, int]
    sha256: str

    def line(self, *place: Key) -> int:
        """The line of the place, or of the closest thing around it that stands in the file."""
        return line_of(self.lines, place)

    def at(self, *place: Key) -> object:
        """The value at the place; KeyError or IndexError when there is none."""
        value: Any = self.value
        for key in place:
            value = value[key]
        return value


def line_of(lines: Mapping[Place, int], place: Place) -> int:
    """The line of the place, or of the closest thing around it in the file; 1 for an empty file."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


def read_yaml(path: Path, root: Path) -> tuple[YamlTree | None, list[Fault]]:
    """The file as a tree, and its faults; None when it cannot be read as YAML at all.

    Duplicate keys and values of an unknown kind are faults, but the rest of the tree still comes, so that all
    faults are told at once.
    """
    file = relative(path, root)
    data, faults = read_bytes(path, root)
    if data is None:
        return None, faults
    text, faults = decode(data, file)
    if text is None:
        return None, faults
    node = _compose(text, file)
    if isinstance(node, Fault):
        return None, [node]
    grower = _Grower(file)
    value = grower.grow(node, ())
    return YamlTree(file, value, grower.lines, hashlib.sha256(data).hexdigest()), grower.faults


def _compose(text: str, file: str) -> Node | Fault:
    if (quick := quickyaml.compose(text)) is not None:
        return quick
    try:
        node: Node | None = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        return _syntax_fault(file, error)
    except ReaderError as error:
        what = _("The file holds the control character {character}.").format(character=ascii(error.character))
        return Fault(file, text.count("\n", 0, error.position) + 1, what=what, allowed=_("plain text"))
    except YAMLError as error:
        return Fault(file, what=_("The file cannot be read as YAML: {problem}.").format(problem=error))
    return node or Fault(file, 1, what=_("The file is empty."))


@dataclass
class _Grower:
    """Turns composed nodes into values while noting lines and faults."""

    file: str
    lines: dict[Place, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    def grow(self, node: Node, place: Place) -> object:
        self.lines.setdefault(place, node.start_mark.line + 1)
        if id(node) in self.seen:
            return self._refuse(place, _("YAML aliases («*name») are not used here."), _("the value written out"))
        self.seen.add(id(node))
        if node.id == "mapping":
            return self._mapping(node, place)
        if node.id == "sequence":
            return [self.grow(item, (*place, index)) for index, item in enumerate(node.value)]
        return self._scalar(node, place)

    def _mapping(self, node: Node, place: Place) -> dict[str, object]:
        value: dict[str, object] = {}
        first: dict[str, int] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if key_node.id != "scalar":
                self.faults.append(Fault(self.file, line, what=_("A key must be a single word, not a list.")))
                continue
            key = str(key_node.value)
            if key in value:
                what = _("The key «{key}» stands twice; it stands on line {line} already.")
                self.faults.append(Fault(self.file, line, what=what.format(key=key, line=first[key])))
                continue
            first[key] = self.lines[*place, key] = line
            value[key] = self.grow(value_node, (*place, key))
        return value

    def _scalar(self, node: Node, place: Place) -> object:
        text = str(node.value)
        kind = str(node.tag).removeprefix(_TAG)
        try:
            return _SCALARS[kind](text)
        except KeyError:
            return self._refuse(
                place, _("«!{tag}» is not used here.").format(tag=kind.lstrip("!")), _("the plain value")
            )
        except ValueError:
            what = _("«{text}» looks like a date or a number but is none.").format(text=text)
            return self._refuse(place, what, _("a date as 2015-12-31, or a text in quotes"))

    def _refuse(self, place: Place, what: str, allowed: str) -> object:
        self.faults.append(Fault(self.file, line_of(self.lines, place), what=what, allowed=allowed))
        return REFUSED


def _integer(text: str) -> int:
    digits = text.replace("_", "")
    return int(digits, 0) if digits.lstrip("+-").lower().startswith(("0x", "0o", "0b")) else int(digits)


_SCALARS: dict[str, Callable[[str], object]] = {
    "str": str,
    "int": _integer,
    "float": lambda text: float(text.replace("_", "").replace(".inf", "inf").replace(".nan", "nan")),
    "bool": lambda text: text.lower() == "true",
    "null": lambda _text: None,
    "timestamp": dt.date.fromisoformat,
}


def _syntax_fault(file: str, error: MarkedYAMLError) -> Fault:
    """A syntax error in words for people who have never heard of a scanner."""
    problem = str(error.problem or error.context or "")
    mark = error.problem_mark or error.context_mark
    unclosed = "end of stream" in problem or "stream end" in problem or "expected ','" in problem
    if unclosed and error.context_mark is not None:
        mark = error.context_mark
    what, allowed = _explain(problem)
    return Fault(file, mark.line + 1 if mark else 0, what=what, allowed=allowed)


def _explain(problem: str) -> tuple[str, str]:
    quotes = _('a text with such signs in quotes: "…"')
    known = {
        "'\\t'": (_("A tab stands where only spaces may stand."), _("spaces, two for each level")),
        "mapping values are not allowed": (
            _("A colon and a space stand inside a text, or the line is moved in."),
            _('the text in quotes: "…", or the line moved in like those around it'),
        ),
        "expected ',' or": (_("A list or a row of keys is not closed."), _("«]» or «}» at the end")),
        "end of stream": (_("A quotation mark is not closed."), _("a quotation mark at the end of the text")),
        "that cannot start any token": (
            _("A text begins with a sign that means something else in YAML."),
            quotes,
        ),
        "expected <block end>": (
            _("The line is moved in differently from the lines around it."),
            _("same indent"),
        ),
        "undefined alias": (_("A text begins with «*», which means something else in YAML."), quotes),
        "could not find expected ':'": (
            _("The line has no colon."),
            _("«key: value», or «- item» in a list"),
        ),
        "found another document": (_("The file holds «---» and begins anew."), _("one document")),
    }
    for sign, words in known.items():
        if sign in problem:
            return words
    return _("The line cannot be read as YAML: {problem}.").format(problem=problem), ""
