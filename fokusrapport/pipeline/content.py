"""What an area shows its readers, as a fingerprint: the same for the same words, numbers, tables and figures.

It is taken of an area as it was read from its notebook, before the chapter is put together: numbers of figures, other
areas, and what is made of all of them (summary, cards, sources) are not in it. Nor is where a value was read: another
row of the same file may have changed, and readers see nothing of it here. What a model leaves at its default is left
out, so that a new kind of thing that no area has yet does not change what areas are.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel

from fokusrapport.blocks import Area, Figure, Table, Value
from fokusrapport.blocktree import walk
from fokusrapport.params.checks_models import PARTS, Content, Part

_SHORT = 12
Stopping = tuple[type[BaseModel], ...]


def content_of(area: Area) -> Content:
    """The fingerprint of an area, and those of its parts."""
    nodes = tuple(walk(area))
    figures = [node for node in nodes if isinstance(node, Figure)]
    inner = {id(figure.table) for figure in figures}
    tables = [node for node in nodes if isinstance(node, Table) and id(node) not in inner]
    told: Mapping[Part, object] = {
        "text": _seen((area.title, area.blocks, area.footnotes), (Value, Table, Figure)),
        "numbers": [_seen(node) for node in nodes if isinstance(node, Value)],
        "tables": [_seen_inside(table) for table in tables],
        "figures": [_seen_inside(figure) for figure in figures],
    }
    digests = {part: _digest(told[part]) for part in PARTS}
    whole = _digest([digests[part] for part in PARTS])
    return Content.model_validate({"fingerprint": whole, **{part: digests[part][:_SHORT] for part in PARTS}})


def changed_parts(before: Content, now: Content) -> tuple[Part, ...]:
    """What of an area is not as it was; nothing where the readers see the same."""
    if before.fingerprint == now.fingerprint:
        return ()
    return tuple(part for part in PARTS if getattr(before, part) != getattr(now, part)) or PARTS


def _seen_inside(block: Table | Figure) -> object:
    """A table or figure with its values left open."""
    return {name: _seen(value, (Value,)) for name, value in _told(block)}


def _seen(node: Any, stopping: Stopping = ()) -> Any:  # noqa: ANN401 - any model, tuple or plain value
    """What readers see of a tree, as JSON; of the kinds to stop at only that one stands there."""
    if isinstance(node, BaseModel):
        if isinstance(node, stopping):
            return type(node).__name__
        return {name: _seen(value, stopping) for name, value in _told(node)}
    return [_seen(item, stopping) for item in node] if isinstance(node, tuple) else node


def _told(model: BaseModel) -> Iterable[tuple[str, Any]]:
    """The fields of a model that readers can see anything of, with their values."""
    for name, default in _fields(type(model)):
        value = getattr(model, name)
        if value != default:
            yield name, value


@cache
def _fields(kind: type[BaseModel]) -> tuple[tuple[str, Any], ...]:
    """The fields that readers can see anything of, with their defaults; the type, which tells blocks apart, always."""
    unseen = {"number", "sources", "direction", *(("kind",) if kind is Value else ())}
    return tuple(
        (name, ... if name == "type" else field.default)
        for name, field in kind.model_fields.items()
        if name not in unseen
    )


def _digest(told: object) -> str:
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
