"""YAML as text, with comments: what a library would write has none."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Mapping

_WIDTH = 100
_COLUMN = 44


def quoted(text: str) -> str:
    """A text in double quotes, whatever is in it: what JSON writes is YAML, too."""
    return json.dumps(text, ensure_ascii=False)


def labels(texts: Mapping[str, str]) -> str:
    """A text by language: `{nb: "…"}`."""
    return "{" + ", ".join(f"{code}: {quoted(text)}" for code, text in texts.items()) + "}"


def comment(text: str, indent: int = 0) -> str:
    """A comment on lines of its own."""
    mark = " " * indent + "# "
    return "\n".join(textwrap.wrap(" ".join(text.split()), _WIDTH, initial_indent=mark, subsequent_indent=mark))


def explained(line: str, why: str) -> str:
    """A line with a comment behind it, or above it where it is long."""
    if len(line) > _COLUMN:
        return comment(why, len(line) - len(line.lstrip())) + "\n" + line
    return f"{line.ljust(_COLUMN)}  # {why}"
