"""Texts for readers that may be given in several languages, and models as a report in one of them sees them.

A key of type `Translatable` takes a plain text, in the municipality's language, or one in several:
`{nb: …, nn: …, en: …}`. In Python it is always a `str`: first the text in the first language, and in an edition opened
in another (`localised`) that language's text, or the text that stands in for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, Discriminator, Tag, TypeAdapter, WithJsonSchema

from fokusrapport.i18n import LANGUAGES, language
from fokusrapport.params.labels import Labels

if TYPE_CHECKING:
    from typing import Self

M = TypeVar("M", bound=BaseModel)
BY_LANGUAGE = "by language"
"""What pydantic calls the second kind of text, in the places of its errors."""

_WORD = re.compile(r"[^\W\d_]{2,}")


class Translated(str):
    """A text that knows what it is called in other languages, and in which it is: empty for the municipality's own."""

    __slots__ = ("labels", "language")
    labels: Mapping[str, str]
    language: str

    @classmethod
    def of(cls, given: str | Mapping[str, str], code: str = "") -> Self:
        """The text that stands in a file."""
        labels = {} if isinstance(given, str) else dict(given)
        text = given if isinstance(given, str) else next(iter(labels.values()))
        made = cls(text)
        made.labels, made.language = labels, code or next(iter(labels), "")
        return made

    def within(self, code: str, main: str) -> Translated:
        """The text in a language, else in the main one, else in the first there is."""
        shown = next((own for own in (code, main, *self.labels) if own in self.labels), "") or main
        text = self.labels.get(shown, str(self))
        made = Translated(text if shown == code or has_words(text) else _numbers(text, shown, code))
        made.labels, made.language = self.labels or {main: str(self)}, shown
        return made

    def lacks(self, code: str, main: str) -> bool:
        """Whether there are words in it that are not written in a language."""
        return code not in (self.labels or (main,)) and has_words(self)


def spellings(text: str) -> tuple[str, ...]:
    """A text in every language it is given in, in small letters: data files are written in one of them."""
    labels = getattr(text, "labels", {})
    return tuple(dict.fromkeys(word.lower() for word in (text, *labels.values())))


def has_words(text: str) -> bool:
    """Whether a text says anything that is not the same in every language: more than numbers and signs."""
    return bool(_WORD.search(text))


def authored(text: str) -> str:
    """The text as it stands first in its file: what data are read by, and requirements judged by, in any language."""
    labels = text.labels if isinstance(text, Translated) else {}
    return next(iter(labels.values()), str(text))


def _numbers(text: str, code: str, other: str) -> str:
    """A text of numbers and signs with another language's decimal mark: «4,5 - 6» is “4.5 - 6” in English."""
    mark, wanted = re.escape(language(code).decimal_mark), language(other).decimal_mark
    return re.sub(rf"(?<![\d.,])(\d+){mark}(\d+)(?![.,]?\d)", rf"\g<1>{wanted}\g<2>", text)


if TYPE_CHECKING:
    Translatable = str
else:
    Translatable = Annotated[
        Annotated[str, Tag("plain")] | Annotated[Labels, Tag(BY_LANGUAGE)],
        Discriminator(lambda given: BY_LANGUAGE if isinstance(given, Mapping) else "plain"),
        AfterValidator(Translated.of),
        WithJsonSchema({"anyOf": [{"type": "string"}, TypeAdapter(Labels).json_schema()]}),
    ]


def localised(model: M, code: str, main: str) -> M:
    """The model as a report in a language sees it."""
    found: M = _localised(model, code, main)
    return found


def _localised(node: Any, code: str, main: str) -> Any:  # noqa: ANN401 - whatever a model holds
    if isinstance(node, Translated):
        return node.within(code, main)
    if isinstance(node, tuple):
        return tuple(_localised(item, code, main) for item in node)
    if not isinstance(node, BaseModel):
        return node
    fields = {name: getattr(node, name) for name in type(node).model_fields}
    changed = {name: new for name, old in fields.items() if (new := _localised(old, code, main)) is not old}
    return node.model_copy(update=changed) if changed else node


def untranslated(
    model: BaseModel, code: str, main: str, place: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text of a model that is not written in a language, with its place; `main` is that of plain texts."""
    for name in type(model).model_fields:
        yield from _lacking(getattr(model, name), code, main, (*place, name))


def _lacking(
    node: object, code: str, main: str, place: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(node, Translated):
        if node.lacks(code, main):
            yield place, str(node)
    elif isinstance(node, BaseModel):
        yield from untranslated(node, code, main, place)
    elif isinstance(node, tuple):
        for index, item in enumerate(node):
            yield from _lacking(item, code, main, (*place, index))
    elif isinstance(node, dict) and node and set(node) <= set(LANGUAGES) and code not in node:
        text = str(next(iter(node.values())))
        if has_words(text):
            yield place, text
