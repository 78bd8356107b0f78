"""Alternative texts that say nothing: what tools and tired people put where nobody has told what the picture shows."""

from __future__ import annotations

import re

_WORDS = (
    "alt|bilde|bildet|chart|diagram|diagrammet|figur|figuren|figure|graf|grafen|graph|illustration|illustrasjon|image|"
    "img|photo|picture|plot|png|svg|alternativ tekst|alternative text|no description has been provided for this image"
)
_STOCK = re.compile(rf"(?:(?:{_WORDS})\s*\d*|\S+\.(?:png|svg|jpe?g|gif|webp)|\W*)", re.IGNORECASE)


def says_nothing(alt: str) -> bool:
    """Whether an alternative text is empty, only names the kind of thing («Figur 2»), or is the name of a file."""
    return _STOCK.fullmatch(alt.strip().rstrip(".:")) is not None
