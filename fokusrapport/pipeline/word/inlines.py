"""Running text as runs, links and pictures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from fokusrapport.blocks import (
    Code,
    CrossReference,
    Emphasis,
    FootnoteReference,
    Foreign,
    Inline,
    LineBreak,
    Link,
    Math,
    MathBlock,
    ShownValue,
    Strong,
    Text,
)
from fokusrapport.pipeline.picture import draw_formula
from fokusrapport.pipeline.word.context import FORMULA_NAME, TEXT_SIZE, bookmark
from fokusrapport.pipeline.word.styles import NOTE_MARK_STYLE
from fokusrapport.pipeline.word.xml import PLAIN, Look, bookmarked, el, line_break, run

if TYPE_CHECKING:
    from fokusrapport.blocks import Value
    from fokusrapport.pipeline.word.context import Context
    from fokusrapport.pipeline.word.xml import Element


def runs(inlines: Iterable[Inline], context: Context, look: Look = PLAIN) -> list[Element]:
    """The inlines in their order, all of one look where they do not say otherwise."""
    return [element for inline in inlines for element in _inline(inline, context, look)]


def _inline(inline: Inline, context: Context, look: Look) -> list[Element]:  # noqa: PLR0911 - one return a type
    match inline:
        case Text(text=text):
            return [run(text, look)]
        case ShownValue(value=value):
            return shown(value, context, look)
        case Emphasis(children=children):
            return runs(children, context, replace(look, italic=True))
        case Strong(children=children):
            return runs(children, context, replace(look, bold=True))
        case Foreign(children=children, language=language):
            return runs(children, context, replace(look, language=language))
        case Code(text=text):
            return [run(text, replace(look, style="InlineCode"))]
        case LineBreak():
            return [line_break()]
        case Link() | CrossReference() | FootnoteReference():
            return _leading(inline, context, look)
        case Math():
            return [formula(inline, context)]


def shown(value: Value, context: Context, look: Look) -> list[Element]:
    """A value, as a link to its source where the document has that; it looks like the text around it."""
    text, entry = run(value.text, look), context.setting.entry(value)
    return [link(f"#{entry}", [text], context)] if entry else [text]


def _leading(inline: Link | CrossReference | FootnoteReference, context: Context, look: Look) -> list[Element]:
    """What leads elsewhere, as a link where there is something to lead to."""
    followed = replace(look, style="Hyperlink")
    match inline:
        case Link(href=href, children=children):
            if not context.setting.follows(href):
                return runs(children, context, look)
            return [link(href, runs(children, context.inside_link(), followed), context)]
        case CrossReference(label=label):
            text = inline.text or label
            known = context.setting.can_link(label)
            return [link(f"#{label}", [run(text, followed)], context)] if known else [run(text, look)]
        case FootnoteReference():
            return _note_mark(inline, context)


def link(href: str, content: Iterable[Element], context: Context) -> Element:
    """The content as a link to a place in the document (#…) or an address outside."""
    if href.startswith("#"):
        return el("hyperlink", *content, anchor=bookmark(href[1:]))
    return el("hyperlink", *content, r__id=context.shared.follow(href))


def _note_mark(reference: FootnoteReference, context: Context) -> list[Element]:
    """The note's number, and a place that the note leads back to."""
    place = bookmark(context.setting.refer(reference))
    mark = link(f"#fn-{reference.number}", [run(str(reference.number), Look(style=NOTE_MARK_STYLE))], context)
    return bookmarked(place, next(context.shared.numbers), [mark])


def formula(math: Math | MathBlock, context: Context) -> Element:
    """A formula as a picture with the author's words for it, as high as the text around it wants."""
    drawn = draw_formula(math.tex)
    return context.shared.picture(drawn.svg, math.alt, name=FORMULA_NAME, height=drawn.height * TEXT_SIZE)
