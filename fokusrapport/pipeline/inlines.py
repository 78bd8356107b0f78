"""Markdown inside a paragraph: mistune's tokens to inlines, with {eval} values and @fig-/@tbl- references."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from fokusrapport.blocks import (
    Code,
    CrossReference,
    Emphasis,
    Footnote,
    FootnoteReference,
    Foreign,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Math,
    ShownValue,
    Strong,
    Text,
    Value,
)
from fokusrapport.errors import Fault
from fokusrapport.i18n import _
from fokusrapport.pipeline.cells import CellPlace
from fokusrapport.pipeline.excuses import excuse_in
from fokusrapport.pipeline.foreign import code_of_name, known_code
from fokusrapport.pipeline.picture import readable

Token = dict[str, Any]
_ROLE = "{eval}"
_QUARTO = "{python} "
_REFERENCE = re.compile(r"(?<![\w@])@((?:fig|tbl)-[\w-]*\w)")
_LOOSE_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")
_ALT = re.compile(r"""^\s?\{alt=["“”](.*?)["“”]\}""")


@dataclass(frozen=True)
class CellContext:
    """What the Markdown of one cell is read against: where it stands, its computed values.

    `original` is the language the cell is written in where that is not the report's; in a cell that is tagged with the
    report's language `translation_from` is the main one. Faults, footnotes and untranslated texts found are gathered
    here.
    """

    place: CellPlace
    language: str
    values: Mapping[str, Value] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    footnotes: list[Footnote] = field(default_factory=list)
    untranslated: list[Fault] = field(default_factory=list)
    original: str = ""
    translation_from: str = ""

    def footnote_key(self, key: str) -> str:
        """A footnote's key in the whole area: every cell may have its own [^1]."""
        return f"{self.place.number}-{key}"

    def check_formula(self, tex: str) -> None:
        """Take down a fault when a formula cannot be shown."""
        if not readable(tex):
            self.fault(_("The formula «{tex}» cannot be read.").format(tex=tex), _("TeX such as \\frac{a}{b} or x^2"))

    def check_comment(self, raw: str) -> None:
        """Take down a fault when a comment excuses typed numbers without saying why."""
        if excuse_in(raw) == "":
            self.fault(_("An excuse for a typed number gives no reason."), _("<!-- typed number: why it may stand -->"))

    def fault(self, what: str, allowed: str = "", nearest: str = "") -> None:
        """Take down a fault at this cell."""
        self.faults.append(self.place.fault(what, allowed, nearest))


def expression_of(tokens: list[Token], index: int) -> str | None:
    """The expression of the code span at `index` if it is an inline value: {eval}`x` or `{python} x`."""
    token = tokens[index]
    if token["type"] != "codespan":
        return None
    raw = unescape(token["raw"])
    if raw.startswith(_QUARTO):
        return raw.removeprefix(_QUARTO).strip()
    before = tokens[index - 1] if index else None
    if before is not None and before["type"] == "text" and before["raw"].endswith(_ROLE):
        return raw.strip()
    return None


def read_inlines(tokens: list[Token], context: CellContext) -> Inlines:
    """The inlines of a paragraph's tokens; neighbouring plain texts are joined."""
    found: list[Inline] = []
    for index, token in enumerate(tokens):
        expression = expression_of(tokens, index)
        if expression is not None:
            _drop_role(found)
            found.append(_shown(expression, context))
            continue
        if token["type"] == "inline_html":
            _take_comment(tokens, index, found)
        if token["type"] == "inline_math":
            found.append(_math(tokens, index, context))
            continue
        found.extend(_READERS.get(token["type"], _refused)(token, context))
    return _joined(found)


def _drop_role(found: list[Inline]) -> None:
    if found and isinstance(found[-1], Text) and found[-1].text.endswith(_ROLE):
        found[-1] = Text(text=found[-1].text.removesuffix(_ROLE))


def _take_comment(tokens: list[Token], index: int, found: list[Inline]) -> None:
    """A comment takes the space before it along where a space or nothing follows: it leaves no trace in the text."""
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    spaced = following is None or following["type"] != "text" or following["raw"].startswith(" ")
    if spaced and found and isinstance(found[-1], Text):
        found[-1] = Text(text=found[-1].text.rstrip(" "))


def _shown(expression: str, context: CellContext) -> Inline:
    value = context.values.get(expression)
    if value is None:
        context.fault(
            _("The value «{expression}» has not been computed.").format(expression=expression),
            _("run the notebook from the top"),
        )
        return Text(text="")
    return ShownValue(value=value)


def _math(tokens: list[Token], index: int, context: CellContext) -> Inline:
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    match = _ALT.match(following["raw"]) if following and following["type"] == "text" else None
    tex = tokens[index]["raw"]
    if match is None or following is None:
        context.fault(
            _("The formula «{tex}» has no text for those who cannot see it.").format(tex=tex),
            _('write ${tex}${{alt="…"}}').format(tex=tex),
        )
        return Text(text=tex)
    following["raw"] = following["raw"][match.end() :]
    context.check_formula(tex)
    return Math(tex=tex, alt=match.group(1))


def _text(token: Token, context: CellContext) -> Iterator[Inline]:
    raw = unescape(token["raw"])
    for key in _LOOSE_FOOTNOTE.findall(raw):  # one that is written in the cell is a token of its own
        context.fault(
            _("The footnote [^{key}] is referred to, but not written in the same cell.").format(key=key),
            f"[^{key}]: …",
        )
    last = 0
    for match in _REFERENCE.finditer(raw):
        yield Text(text=raw[last : match.start()])
        yield CrossReference(label=match.group(1))
        last = match.end()
    yield Text(text=raw[last:])


def _children(kind: type[Emphasis | Strong]) -> Callable[[Token, CellContext], Iterator[Inline]]:
    def read(token: Token, context: CellContext) -> Iterator[Inline]:
        yield kind(children=read_inlines(token["children"], context))

    return read


def _link(token: Token, context: CellContext) -> Iterator[Inline]:
    href = token["attrs"]["url"]
    if not href.startswith(("https://", "http://", "mailto:", "#")):
        context.fault(
            _("The link «{href}» does not lead anywhere a reader can follow.").format(href=href),
            "https://…, mailto:…, #…",
        )
    yield Link(href=href, children=read_inlines(token["children"], context))


def _foreign(token: Token, context: CellContext) -> Iterator[Inline]:
    written = token["attrs"]["lang"]
    code = known_code(written)
    if code is None:
        context.fault(
            _("«{code}» is no language code.").format(code=written),
            _("[words]{lang=en}, with a code such as en, de, fr, nn or se"),
            code_of_name(written),
        )
    yield Foreign(language=code or "und", children=read_inlines(token["children"], context))


def _code(token: Token, _context: CellContext) -> Iterator[Inline]:
    yield Code(text=unescape(token["raw"]))


def _space(_token: Token, _context: CellContext) -> Iterator[Inline]:
    yield Text(text=" ")


def _linebreak(_token: Token, _context: CellContext) -> Iterator[Inline]:
    yield LineBreak()


def _footnote(token: Token, context: CellContext) -> Iterator[Inline]:
    yield FootnoteReference(key=context.footnote_key(token["raw"]))


def _html(token: Token, context: CellContext) -> Iterator[Inline]:
    if not token["raw"].startswith("<!--"):
        context.fault(
            _("HTML («{raw}») cannot be carried to the PDF.").format(raw=token["raw"][:40]),
            _("Markdown: **bold**, *emphasis*, [text](address)"),
        )
    context.check_comment(token["raw"])
    yield from ()


def _refused(token: Token, context: CellContext) -> Iterator[Inline]:
    names = {"image": _("a picture inside a sentence")}
    what = names.get(token["type"], token["type"])
    context.fault(
        _("The document cannot carry {what}.").format(what=what),
        _("a picture stands in a paragraph of its own"),
    )
    yield from ()


_READERS: dict[str, Callable[[Token, CellContext], Iterator[Inline]]] = {
    "text": _text,
    "emphasis": _children(Emphasis),
    "strong": _children(Strong),
    "codespan": _code,
    "link": _link,
    "foreign": _foreign,
    "softbreak": _space,
    "linebreak": _linebreak,
    "footnote_ref": _footnote,
    "inline_html": _html,
}


def _joined(found: list[Inline]) -> Inlines:
    joined: list[Inline] = []
    for inline in found:
        if isinstance(inline, Text) and joined and isinstance(joined[-1], Text):
            joined[-1] = Text(text=joined[-1].text + inline.text)
        elif not (isinstance(inline, Text) and not inline.text):
            joined.append(inline)
    return tuple(joined)
