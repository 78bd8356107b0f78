"""The frame around a previewed page: how things stand above it, and under that the page itself, as it will be read."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from importlib.resources import files

from markupsafe import Markup

from fokusrapport.blocks_html import environment
from fokusrapport.i18n import _, ui_language


def shell_page(title: str) -> str:
    """The frame; it asks for all else itself."""
    return (
        environment()
        .get_template("preview.html.j2")
        .render(
            language=ui_language(),
            title=title,
            style=_part("preview.css"),
            script=_part("preview.js"),
            _=_,
        )
    )


def shell_policy() -> str:
    """What the frame may do: its own style and script, its own server, pages of it in a frame, and nothing else."""
    return "; ".join(
        [
            "default-src 'none'",
            f"style-src {_hash_of(_part('preview.css'))}",
            f"script-src {_hash_of(_part('preview.js'))}",
            "connect-src 'self'",
            "frame-src 'self'",
            "img-src data:",
            "frame-ancestors 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _hash_of(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def forget_shell() -> None:
    """Read the style sheet and the script anew when they are next needed: somebody has changed them."""
    _part.cache_clear()


@lru_cache
def _part(name: str) -> Markup:
    text = files("fokusrapport").joinpath("templates", name).read_text(encoding="utf-8")
    return Markup(text)  # noqa: S704 - our own file
