"""Words in another language in Markdown, as pandoc and Quarto write them: `[fair play]{lang=en}`."""

from __future__ import annotations

from functools import lru_cache
from re import Match

from babel import Locale, UnknownLocaleError
from mistune import InlineParser, InlineState, Markdown

# One pair of brackets may stand inside: a link or a footnote.
_PATTERN = r"\[(?P<foreign_words>(?:[^\[\]]|\[[^\[\]]*\])+)\]\{lang=[\"']?(?P<foreign_code>[^}\"']*)[\"']?\}"


def foreign(md: Markdown) -> None:
    """The plugin for mistune: a token `foreign` with `lang`, and the words' own tokens below it."""
    md.inline.register("foreign", _PATTERN, _parse, before="link")


def _parse(inline: InlineParser, match: Match[str], state: InlineState) -> int:
    below = state.copy()
    below.src = match.group("foreign_words")
    code = match.group("foreign_code").strip()
    state.append_token({"type": "foreign", "children": inline.render(below), "attrs": {"lang": code}})
    return match.end()


def known_code(code: str) -> str | None:
    """The language code as it is written (`en`, `en-GB`), or None when there is no such language (BCP 47, CLDR)."""
    try:
        return str(Locale.parse(code, sep="-")).replace("_", "-")
    except (UnknownLocaleError, ValueError):
        return None


def code_of_name(name: str) -> str:
    """The code of a language given by its name in Norwegian or English, empty when there is none."""
    return _names().get(name.casefold(), "")


@lru_cache
def _names() -> dict[str, str]:
    return {name.casefold(): code for own in ("en", "nn", "nb") for code, name in Locale(own).languages.items()}
