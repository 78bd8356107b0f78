"""Walking and changing the tree of blocks and inlines, whatever it holds."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from fokusrapport.blocks import Inline, Inlines, LineBreak, ShownValue, SourceFile, Text, Value


def transform(node: Any, change: Callable[[Any], Any]) -> Any:  # noqa: ANN401 - any model, tuple or plain value
    """The same tree with `change` applied to every model in it, from the leaves up; what is unchanged is shared."""
    if isinstance(node, tuple):
        items = tuple(transform(item, change) for item in node)
        return node if all(map(operator.is_, items, node)) else items
    if (names := _backwards(node.__class__)) is None:
        return node
    fields = {name: transform(getattr(node, name), change) for name in reversed(names)}
    changed = {name: value for name, value in fields.items() if value is not getattr(node, name)}
    return change(node.model_copy(update=changed) if changed else node)


_PLAIN = (str, int, float, bool, type(None), Ellipsis)
_INLINE_TYPES = get_args(get_args(Inline)[0])


def inlines_changed(node: Any, change: Callable[[Inlines], Inlines]) -> Any:  # noqa: ANN401 - as `transform`
    """The same tree with `change` applied to every outermost row of inlines in it: a paragraph's, a cell's."""
    if isinstance(node, tuple):
        inline = bool(node) and all(isinstance(item, _INLINE_TYPES) for item in node)
        return change(node) if inline else tuple(inlines_changed(item, change) for item in node)
    if not isinstance(node, BaseModel):
        return node
    fields = {name: inlines_changed(getattr(node, name), change) for name in type(node).model_fields}
    return node.model_copy(update=fields)


def walk(node: Any) -> Iterator[BaseModel]:  # noqa: ANN401 - any model, tuple or plain value
    """Every model in the tree, parents before children, in reading order; but not the rows that a value was read from.

    They are most of what a chapter holds, and no part of what it shows; whoever wants them finds them at the value.
    """
    left = [node]  # with the next one last: a generator inside a generator at every level takes most of the time
    while left:
        node = left.pop()
        if isinstance(node, tuple):
            left += node[::-1]
        elif (fields := _holding(node.__class__)) is not None:
            yield node
            left += [getattr(node, name) for name in fields]


# Both are asked once a kind of model, not once a node.
@cache
def _backwards(kind: type) -> tuple[str, ...] | None:
    """The fields of a kind of model, the last first; None for what is no model."""
    return tuple(reversed(kind.model_fields)) if issubclass(kind, BaseModel) else None


@cache
def _holding(kind: type) -> tuple[str, ...] | None:
    """Those of the fields that can hold a model to be walked."""
    if not issubclass(kind, BaseModel):
        return None
    fields = kind.model_fields if not issubclass(kind, Value) else {}
    return tuple(name for name in reversed(fields) if _can_hold(fields[name].annotation))


def _can_hold(annotation: Any) -> bool:  # noqa: ANN401 - any type
    """Whether a model may stand where a type is asked for: all but plain values, and tuples and unions of them."""
    if parts := get_args(annotation):
        return get_origin(annotation) is not Literal and any(map(_can_hold, parts))
    return annotation not in _PLAIN


def cited(node: Any, sources: Iterable[SourceFile]) -> tuple[SourceFile, ...]:  # noqa: ANN401 - as `walk`
    """Those of the sources that a value in the tree was read from, in the order given."""
    files = {source.file for value in walk(node) if isinstance(value, Value) for source in value.sources}
    return tuple(source for source in sources if source.file in files)


def text_of(inlines: Inlines) -> str:
    """The plain text of inlines, values as displayed."""
    parts = []
    for inline in inlines:
        if isinstance(inline, Text):
            parts.append(inline.text)
        elif isinstance(inline, ShownValue):
            parts.append(inline.value.text)
        elif isinstance(inline, LineBreak):
            parts.append(" ")
        else:
            parts.append(text_of(getattr(inline, "children", ())) or getattr(inline, "text", ""))
    return "".join(parts)
