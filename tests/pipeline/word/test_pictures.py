from __future__ import annotations

import struct

import pytest

from fokusrapport.errors import RenderFailed
from fokusrapport.pipeline.word.pictures import pictures_of
from tests.pipeline.opendata.sources import chapter_of
from tests.sample import FIGURE, PNG, SVG, sample_chapter


def test_drawings_become_pictures_of_their_own_size() -> None:
    """480 by 200 CSS pixels are 360 by 150 points, at 200 dots an inch."""
    picture = pictures_of(chapter_of(FIGURE))[SVG]
    assert struct.unpack(">II", picture.png[16:24]) == (1000, 417)
    assert (picture.width, round(picture.height)) == (360, 150)


def test_every_picture_of_a_chapter() -> None:
    """Charts, formulas in text and alone, and pictures that are PNG already, in the size a browser shows."""
    found = pictures_of(sample_chapter())
    assert len(found) == 4
    assert (found[PNG].width, found[PNG].height) == (72, 36)


def test_no_pictures() -> None:
    """Nothing to draw."""
    assert pictures_of(chapter_of()) == {}


def test_a_drawing_that_is_none_is_told() -> None:
    """With Typst's own words."""
    with pytest.raises(RenderFailed, match="failed to parse SVG"):
        pictures_of(chapter_of(FIGURE.model_copy(update={"svg": "<svg"})))
