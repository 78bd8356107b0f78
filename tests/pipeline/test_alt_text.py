from __future__ import annotations

import pytest

from fokusrapport.pipeline.alt_text import says_nothing


@pytest.mark.parametrize(
    "alt", ["", " ", "…", "Figur", "figur 2.", "Image", "Diagram 1", "plot.png", "utvikling-2015.SVG", "Bildet:"]
)
def test_stock_text_says_nothing(alt: str) -> None:
    """Empty, the kind of thing alone, or the name of a file."""
    assert says_nothing(alt)


@pytest.mark.parametrize("alt", ["Figur 2 viser at andelen økte.", "To stolper: 4,7 og 4,9.", "Kart over Testvik"])
def test_words_about_the_picture_say_something(alt: str) -> None:
    """Short or long, as long as it is about this picture."""
    assert not says_nothing(alt)
