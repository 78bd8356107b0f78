"""A chapter as plain text, one line a paragraph or table row: small to read, and small in a diff.

Spaces are ordinary ones and minus signs as printed. A value is shown as its text; a status as its word in brackets, a
small drawing as its alt text between < and >.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fokusrapport.blocks import (
    Area,
    BaseBlock,
    Callout,
    Card,
    Cell,
    Chapter,
    CodeBlock,
    CrossReference,
    Figure,
    FootnoteReference,
    Group,
    Heading,
    Inlines,
    KeyFigures,
    ListBlock,
    MathBlock,
    Paragraph,
    Placeholder,
    Quote,
    Rule,
    ShownValue,
    Table,
    Text,
)


def chapter_text(chapter: Chapter) -> str:
    """The whole chapter."""
    front = chapter.front
    head = [front.title, front.municipality, front.year, front.kind, front.language, front.state, front.date]
    lines = [" · ".join(str(part) for part in head), front.notice]
    for area in chapter.areas:
        lines += ["", f"=== {area.id}: {area.title}", *_area(area)]
    return normalised("\n".join(lines)) + "\n"


def block_text(block: BaseBlock) -> str:
    """One block."""
    return normalised("\n".join(_lines(block)))


def normalised(text: str) -> str:
    """Every kind of space as an ordinary one."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def _area(area: Area) -> Iterator[str]:
    yield from _all(area.blocks)
    for note in area.footnotes:
        yield f"[{note.number}] " + " ".join(_all(note.children))


def _all(blocks: Iterable[BaseBlock]) -> Iterator[str]:
    for block in blocks:
        yield from _lines(block)


def _lines(block: BaseBlock) -> Iterator[str]:  # noqa: C901, PLR0912 - one branch a kind of block
    match block:
        case Heading():
            yield f"{'#' * block.level} {inline_text(block.children)}"
        case Paragraph():
            yield ("INGRESS " if block.lead else "") + inline_text(block.children)
        case ListBlock():
            for place, item in enumerate(block.items, start=block.start):
                first, *rest = _all(item)
                yield f"{f'{place}.' if block.ordered else '-'} {first}"
                yield from (f"  {line}" for line in rest)
        case Callout():
            yield f"[{block.kind}] {block.title}"
            yield from (f"  {line}" for line in _all(block.children))
        case Table():
            yield from _table(block)
        case Figure():
            yield f"FIGUR {block.number} {block.label}: {inline_text(block.caption)}"
            yield f"  alt: {block.alt}"
            yield from (f"  {line}" for line in (_table(block.table) if block.table else ()))
        case Quote() | Group():
            yield from _all(block.children)
        case KeyFigures():
            yield from (f"{item.label}: {item.value.text} {inline_text(item.note)}" for item in block.items)
        case Card():
            yield from _lines(block.heading)
            yield from (f"  {item.term}: {inline_text(item.children)}" for item in (*block.items, *block.more))
        case Placeholder():
            yield f"[mangler] {block.title}: {block.message}"
        case CodeBlock():
            yield block.text
        case MathBlock():
            yield f"$ {block.tex} ({block.alt})"
        case Rule():
            yield "----"
        case _:
            raise TypeError(type(block))


def _table(table: Table) -> Iterator[str]:
    # The numbers behind a figure are named by the figure: such a table has neither number nor label of its own.
    named = ["TABELL", str(table.number or ""), table.label if table.label.startswith("tbl-") else ""]
    yield f"{' '.join(filter(None, named))}: {inline_text(table.caption)}"
    yield "| " + " | ".join(column.title for column in table.columns)
    for row in table.rows:
        yield "| " + " | ".join(_cell(cell) for cell in row)
    yield from (f"  {inline_text(note)}" for note in table.notes)


def _cell(cell: Cell) -> str:
    text = inline_text(cell.children)
    if cell.sparkline:
        text = f"{text} <{cell.sparkline.alt}>".strip()
    if cell.status is None:
        return text
    reason = f": {cell.status.reason}" if cell.status.reason else ""
    return f"{text} [{cell.status.word}{reason}]".strip()


def inline_text(inlines: Inlines) -> str:
    """Running text; references and footnotes with their numbers."""
    parts = []
    for inline in inlines:
        match inline:
            case Text() | CrossReference():
                parts.append(inline.text)
            case ShownValue():
                parts.append(inline.value.text)
            case FootnoteReference():
                parts.append(f"[{inline.number}]")
            case _:
                parts.append(inline_text(getattr(inline, "children", ())) or getattr(inline, "text", " "))
    return "".join(parts)
