"""The Markdown of a cell: the expressions it asks for, and the blocks it becomes.

Tokens are mistune's; a fenced block is left alone, so `{eval}` shown as an example there is never run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import mistune

from fokusrapport.blocks import (
    Block,
    Callout,
    Cell,
    CodeBlock,
    Column,
    Footnote,
    Heading,
    Inlines,
    ListBlock,
    MathBlock,
    Paragraph,
    Quote,
    Rule,
    Table,
)
from fokusrapport.blocktree import text_of
from fokusrapport.i18n import _, language
from fokusrapport.pipeline.foreign import foreign
from fokusrapport.pipeline.inlines import CellContext, Token, expression_of, read_inlines

_CALLOUT = re.compile(r"^\[!(\w+)\]\s*")
_CALLOUT_KINDS = {
    "NOTE": "note",
    "TIP": "note",
    "IMPORTANT": "important",
    "WARNING": "warning",
    "CAUTION": "warning",
}
_TABLE_LABEL = re.compile(r"\s*\{#([\w-]+)\}\s*$")
_MATH_ALT = re.compile(r"""^\{alt=["“”](.*?)["“”]\}$""")
_parser = mistune.create_markdown(renderer=None, plugins=["table", "footnotes", "math", foreign])


def parse(source: str) -> list[Token]:
    """Mistune's block tokens of a Markdown text."""
    tokens = _parser(source)
    return [token for token in tokens if isinstance(token, dict)]


def expressions(source: str) -> tuple[str, ...]:
    """The inline expressions of a Markdown text in order, each once."""
    return tuple(dict.fromkeys(_expressions(parse(source))))


def _expressions(tokens: list[Token]) -> Iterator[str]:
    for index, token in enumerate(tokens):
        expression = expression_of(tokens, index)
        if expression is not None:
            yield expression
        yield from _expressions(token.get("children", []))


def to_blocks(source: str, context: CellContext) -> tuple[tuple[Block, ...], tuple[Footnote, ...]]:
    """The blocks and footnotes of a Markdown text; faults are taken down in the context."""
    tokens, state = _parser.parse(source)
    tokens = [token for token in tokens if isinstance(token, dict)]
    for key in sorted(set(state.env.get("ref_footnotes", ())) - set(state.env.get("footnotes", ()))):
        what = _("The footnote [^{key}] is written, but not referred to in the same cell.").format(key=key.lower())
        context.fault(what, f"[^{key.lower()}]")
    notes = [item for token in tokens if token["type"] == "footnotes" for item in token["children"]]
    footnotes = tuple(
        Footnote(key=context.footnote_key(item["attrs"]["key"]), children=_blocks(item["children"], context))
        for item in notes
    )
    return _blocks([token for token in tokens if token["type"] != "footnotes"], context), footnotes


def caption_inlines(text: str, context: CellContext) -> Inlines:
    """A one-line Markdown text, such as a caption, as inlines."""
    tokens = parse(text)
    return read_inlines(tokens[0].get("children", []), context) if tokens else ()


def _blocks(tokens: list[Token], context: CellContext) -> tuple[Block, ...]:
    tokens = [token for token in tokens if token["type"] != "blank_line"]
    found: list[Block] = []
    for index, token in enumerate(tokens):
        if token["type"] == "table":
            caption = tokens[index + 1] if index + 1 < len(tokens) else None
            found.append(_table(token, caption, context))
        elif token["type"] == "block_math":
            following = tokens[index + 1] if index + 1 < len(tokens) else None
            found.append(_math_block(token, following, context))
        elif not _belongs_to_previous(tokens, index):
            found.extend(_block(token, context))
    return tuple(found)


def _block(token: Token, context: CellContext) -> Iterator[Block]:
    reader = _READERS.get(token["type"])
    if reader is None:
        context.fault(
            _("The document cannot carry «{what}» from Markdown.").format(what=token["type"]),
            _("headings, paragraphs, lists, tables, quotes, pictures, code"),
        )
        return
    yield from reader(token, context)


def _raw(token: Token | None) -> str:
    """The text of a token when it holds nothing but text."""
    if token is None or any(child["type"] != "text" for child in token.get("children", [])):
        return ""
    return "".join(child["raw"] for child in token.get("children", []))


def _belongs_to_previous(tokens: list[Token], index: int) -> bool:
    """A table's caption line, or the alt text of a formula, has been read with the block above it."""
    if index == 0 or tokens[index]["type"] != "paragraph":
        return False
    before, text = tokens[index - 1]["type"], _first_text(tokens[index])
    return (before == "table" and text.startswith(": ")) or (before == "block_math" and bool(_MATH_ALT.match(text)))


def _first_text(token: Token) -> str:
    children = token.get("children", [])
    return str(children[0]["raw"]) if children and children[0]["type"] == "text" else ""


def _heading(token: Token, context: CellContext) -> Iterator[Block]:
    yield Heading(level=token["attrs"]["level"], children=read_inlines(token["children"], context))


def _paragraph(token: Token, context: CellContext) -> Iterator[Block]:
    children = [child for child in token["children"] if child["type"] != "softbreak"]
    if len(children) == 1 and children[0]["type"] == "image":
        context.fault(
            _("A picture from a file cannot be carried yet."),
            _("show it from a code cell with «#| fig-cap» and «#| fig-alt»"),
        )
        return
    inlines = read_inlines(token["children"], context)
    if inlines:
        yield Paragraph(children=inlines)


def _list(token: Token, context: CellContext) -> Iterator[Block]:
    items = tuple(_blocks(item["children"], context) for item in token["children"])
    attrs = token["attrs"]
    yield ListBlock(ordered=bool(attrs.get("ordered")), start=attrs.get("start", 1), items=items)


def _quote(token: Token, context: CellContext) -> Iterator[Block]:
    children = token["children"]
    match = _CALLOUT.match(_first_text(children[0])) if children and children[0]["type"] == "paragraph" else None
    if match is None:
        yield Quote(children=_blocks(children, context))
        return
    kind = _CALLOUT_KINDS.get(match.group(1).upper())
    if kind is None:
        context.fault(
            _("Unknown box «{name}».").format(name=match.group(1)),
            ", ".join(f"[!{name}]" for name in _CALLOUT_KINDS),
        )
        return
    yield _callout(kind, match.end(), children, context)


def _callout(kind: str, skip: int, children: list[Token], context: CellContext) -> Callout:
    words = language(context.language)
    titles = {
        "note": words.gettext("Note"),
        "important": words.gettext("Important"),
        "warning": words.gettext("Warning"),
    }
    first: Any = children[0]["children"]
    rest = first[0]["raw"][skip:]
    first = [{"type": "text", "raw": rest}, *first[1:]]
    if not rest and len(first) > 1 and first[1]["type"] == "softbreak":
        first = first[2:]
    body = [{"type": "paragraph", "children": first}, *children[1:]]
    return Callout.model_validate({"kind": kind, "title": titles[kind], "children": _blocks(body, context)})


def _code(token: Token, _context: CellContext) -> Iterator[Block]:
    info = token.get("attrs", {}).get("info", "") or ""
    yield CodeBlock(text=token["raw"].rstrip("\n"), language=info)


def _rule(_token: Token, _context: CellContext) -> Iterator[Block]:
    yield Rule()


def _html(token: Token, context: CellContext) -> Iterator[Block]:
    if not token["raw"].lstrip().startswith("<!--"):
        context.fault(
            _("HTML cannot be carried to the PDF."), _("Markdown, or a block from the report's own functions")
        )
    context.check_comment(token["raw"])
    yield from ()


def _table(token: Token, caption: Token | None, context: CellContext) -> Block:
    words, label = _caption(caption)
    if not words:
        context.fault(
            _("The table has no caption."),
            _("a line «: Caption {#tbl-name}» after an empty line below the table"),
        )
    head, body = token["children"][0]["children"], token["children"][1:]
    columns = tuple(
        Column(
            title=text_of(read_inlines(cell["children"], context)),
            align="end" if cell["attrs"].get("align") == "right" else "start",
        )
        for cell in head
    )
    rows = tuple(
        tuple(Cell(children=read_inlines(cell["children"], context)) for cell in row["children"])
        for part in body
        for row in part["children"]
    )
    return Table(label=label, caption=read_inlines(words, context), columns=columns, rows=rows)


def _caption(token: Token | None) -> tuple[list[Token], str]:
    """The words of a table's caption line, and its label; no words when the line is no caption."""
    if token is None or not _first_text(token).startswith(": "):
        return [], ""
    words = [dict(child) for child in token["children"]]
    words[0]["raw"] = words[0]["raw"][2:].lstrip()
    match = _TABLE_LABEL.search(words[-1]["raw"]) if words[-1]["type"] == "text" else None
    if match is None:
        return words, ""
    words[-1]["raw"] = words[-1]["raw"][: match.start()]
    return words, match.group(1)


def _math_block(token: Token, following: Token | None, context: CellContext) -> Block:
    match = _MATH_ALT.match(_raw(following).strip()) if following and following["type"] == "paragraph" else None
    if match is None:
        context.fault(
            _("The formula «{tex}» has no text for those who cannot see it.").format(tex=token["raw"].strip()),
            _('a line {alt="…"} after an empty line below the formula'),
        )
    context.check_formula(token["raw"].strip())
    return MathBlock(tex=token["raw"].strip(), alt=match.group(1) if match else "")


_READERS = {
    "heading": _heading,
    "paragraph": _paragraph,
    "block_text": _paragraph,
    "list": _list,
    "block_quote": _quote,
    "block_code": _code,
    "thematic_break": _rule,
    "block_html": _html,
}
