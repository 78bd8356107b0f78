"""What a page may do: its Content-Security-Policy, worked out from the page's own style sheet and script.

A policy in a `meta` element holds from where it stands, so it stands before everything it rules over
(Content Security Policy Level 3, 3.3). Nothing from outside is allowed, and of what is inside only what we wrote.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from markupsafe import Markup

from fokusrapport.pipeline.layers import Layer


def page_policy(style: str, script: str = "", layers: Sequence[Layer] = ()) -> str:
    """The policy of a page with this style sheet and, when there is one, this script; and with what lies over it."""
    styles = [style, *(layer.style for layer in layers if layer.style)]
    scripts = [one for one in (script, *(layer.script for layer in layers)) if one]
    rules = [
        "default-src 'none'",
        "img-src data:",
        "font-src data:",
        f"style-src {' '.join(map(_hash_of, styles))}",
        *([f"script-src {' '.join(map(_hash_of, scripts))}"] if scripts else []),
        *(["connect-src 'self'"] if any(layer.asks for layer in layers) else []),
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return "; ".join(rules)


def _hash_of(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


@lru_cache
def contents_script() -> Markup:
    """The only script a page may hold: it marks the section being read in the list of contents."""
    text = files("fokusrapport").joinpath("templates/contents.js").read_text(encoding="utf-8")
    return Markup(text)  # noqa: S704 - our own file
