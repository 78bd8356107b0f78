"""Running text as the words it is compared by: computed values are one word, whatever they show.

References count by what they refer to, so that a table more does not change every text that names another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fokusrapport.blocks import (
    CrossReference,
    Emphasis,
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
)
from fokusrapport.blocktree import text_of

VALUE = "\ufffc"
_WORD = re.compile(r"(\s*)(\w+(?:[-.,:/’'‑]\w+)*|[^\w\s])")
_ENDS = frozenset(".!?")


@dataclass(frozen=True)
class Token:
    """A word: `key` is what is compared, `text` what is shown, `space` whether it stands apart from the one before."""

    key: str
    text: str
    space: bool = False

    @property
    def is_value(self) -> bool:
        """Whether it is a computed value."""
        return self.key == VALUE

    @property
    def ends_sentence(self) -> bool:
        """Whether a sentence ends with it."""
        return self.key in _ENDS


Tokens = tuple[Token, ...]


def tokens(inlines: Inlines) -> Tokens:
    """The words of running text."""
    found: list[Token] = []
    pending = False
    for piece in _pieces(inlines):
        if isinstance(piece, Token):
            found.append(Token(piece.key, piece.text, space=pending))
            pending = False
            continue
        pending = _split(piece, found, pending=pending)
    return tuple(found)


def _split(text: str, found: list[Token], *, pending: bool) -> bool:
    """The words of a stretch of letters; gives whether a space is left at its end."""
    end = 0
    for match in _WORD.finditer(text):
        found.append(Token(match[2], match[2], space=bool(match[1]) or pending))
        pending, end = False, match.end()
    return pending or end < len(text)


def _pieces(inlines: Inlines) -> Iterator[str | Token]:
    for inline in inlines:
        yield from _piece(inline)


def _piece(inline: Inline) -> Iterator[str | Token]:
    match inline:
        case Text(text=text):
            yield text
        case ShownValue(value=value):
            yield Token(VALUE, value.text)
        case LineBreak():
            yield " "
        case CrossReference(label=label, text=text):
            yield Token(f"@{label}", text or label)
        case FootnoteReference(key=key):
            yield Token(f"[^{own_key(key)}]", "")
        case Math(tex=tex):
            yield Token(f"${tex}$", tex)
        case Link(href=href, children=children):
            yield from _pieces(children)
            if not href.startswith("#"):
                yield Token(f"<{href}>", f" <{href}>")
        case Emphasis(children=children) | Strong(children=children) | Foreign(children=children):
            yield from _pieces(children)
        case _:
            yield text_of((inline,))


def own_key(key: str) -> str:
    """The key of a footnote as its author wrote it: before it stands the cell's number, which changes by itself."""
    return re.sub(r"^\d+-", "", key)


def words(text: str) -> Tokens:
    """The words of plain text."""
    return tokens((Text(text=text),))


def joined(found: Tokens) -> str:
    """Words as text."""
    return "".join((" " if token.space else "") + token.text for token in found).strip()


def keys(found: Tokens) -> tuple[str, ...]:
    """What words are compared by."""
    return tuple(token.key for token in found)
