"""What an area shows its readers, as a fingerprint: the same for the same words, numbers, tables and figures.

It is taken of an area as it was read from its notebook, before the chapter is put together: numbers of figures, other
areas, and what is made of all of them (summary, cards, sources) are not in it. Nor is where a value was read: another
row of the same file may have changed, and readers see nothing of it here. What a model leaves at its default is left
out, so that a new kind of thing that no area has yet does not change what areas are.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
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
    figures = [node for node in nodes if type(node) is Figure]
    inner = {id(figure.table) for figure in figures}
    tables = [node for node in nodes if type(node) is Table and id(node) not in inner]
    told: Mapping[Part, object] = {
        "text": _seen((area.title, area.blocks, area.footnotes), (Value, Table, Figure)),
        "numbers": [_seen(node) for node in nodes if type(node) is Value],
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


def _seen(node: Any, stopping: Stopping = ()) -> Any:  # noqa: ANN401 - any model, tuple or plain value
    """What readers see of a tree, as JSON; of the kinds to stop at only that one stands there."""
    kind = node.__class__
    if kind is tuple:
        return [_seen(item, stopping) for item in node]
    if _fields(kind) is None:
        return node
    return kind.__name__ if kind in stopping else _seen_inside(node, stopping)


def _seen_inside(model: BaseModel, stopping: Stopping = (Value,)) -> dict[str, Any]:
    """The fields of a model that readers can see anything of, with what they see."""
    values = ((name, getattr(model, name), default) for name, default in _fields(type(model)) or ())
    return {name: _seen(value, stopping) for name, value, default in values if value != default}


# Asked once a kind of model, not once a node; nor is it asked of every node whether it is a model.
@cache
def _fields(kind: type) -> tuple[tuple[str, Any], ...] | None:
    """The fields that readers can see anything of, with their defaults; None for what is no model.

    The type, which tells blocks apart, always has something to say.
    """
    if not issubclass(kind, BaseModel):
        return None
    unseen = {"number", "sources", "direction", *(("kind",) if kind is Value else ())}
    return tuple(
        (name, ... if name == "type" else field.default)
        for name, field in kind.model_fields.items()
        if name not in unseen
    )


def _digest(told: object) -> str:
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
