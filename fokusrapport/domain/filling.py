"""A sentence with places filled in: values keep where they came from, and links stay links."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter

from fokusrapport.blocks import Inline, Inlines, ShownValue, Text, Value


def filled(template: str, values: Mapping[str, Value | Inlines | str]) -> Inlines:
    """A template such as «{count} of {total}» with values, inlines or texts at their names."""
    inlines: list[Inline] = []
    for literal, name, _spec, _conversion in Formatter().parse(template):
        if literal:
            inlines.append(Text(text=literal))
        if name:
            inlines.extend(_shown(values[name]))
    return tuple(inlines)


def after(text: str, inlines: Inlines) -> Inlines:
    """A text and what follows it, as one text where that begins with one."""
    match inlines:
        case (Text(text=first), *rest):
            return (Text(text=text + first), *rest)
    return (Text(text=text), *inlines)


def joined(items: list[Inlines], separator: str) -> Inlines:
    """Several texts in one line, with a separator between them."""
    between: Inlines = (Text(text=separator),)
    return tuple(part for place, item in enumerate(items) for part in (*(between if place else ()), *item))


def _shown(value: Value | Inlines | str) -> Inlines:
    if isinstance(value, str):
        return (Text(text=value),)
    return (ShownValue(value=value),) if isinstance(value, Value) else value
