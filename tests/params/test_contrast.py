"""Whether the colours of a report can be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fokusrapport.params.contrast import MARK, TEXT, WHITE, contrast, pale_colours, rgb
from fokusrapport.params.models import Colours

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_the_ends_of_the_scale() -> None:
    """Black on white is 21 to 1, a colour on itself 1 to 1."""
    assert contrast(rgb("#000000"), WHITE) == pytest.approx(21)
    assert contrast(rgb("#0b4f6c"), rgb("#0b4f6c")) == 1


def test_a_known_ratio() -> None:
    """#767676 is the palest grey that passes for text on white (4.54), #777777 does not (4.48)."""
    assert contrast(rgb("#767676"), WHITE) == pytest.approx(4.54, abs=0.005)
    assert contrast(rgb("#777777"), WHITE) == pytest.approx(4.48, abs=0.005)


def test_the_colours_given_by_default_pass() -> None:
    """A municipality that names no colours gets some that can be read."""
    assert list(pale_colours(Colours.model_validate({}))) == []


def test_a_pale_colour_is_told_with_the_nearest_that_passes() -> None:
    """A yellow for acceptable results is refused, and a darker yellow proposed."""
    (pale,) = pale_colours(Colours.model_validate({"accepted": "#ffcc00"}))
    assert (pale.name, pale.needed) == ("accepted", TEXT)
    assert contrast(rgb(pale.nearest), WHITE) >= TEXT
    red, green, blue = rgb(pale.nearest)
    assert red > green > blue


@pytest.mark.parametrize(
    ("colours", "paler_than"),
    [
        ({"primary": "#767676"}, "white, but not on the tint of key figures"),
        ({"primary": "#0b7a75", "unmet": "#000000"}, "white, but not on the ground of a warning"),
    ],
)
def test_every_ground_a_colour_is_used_on_counts(colours: dict[str, str], paler_than: str) -> None:
    """A colour that can be read on white only is refused, with one that can be read everywhere."""
    (pale,) = pale_colours(Colours.model_validate(colours))
    assert contrast(rgb(colours["primary"]), WHITE) >= TEXT, paler_than
    assert pale.ratio < TEXT
    assert list(pale_colours(Colours.model_validate({**colours, "primary": pale.nearest}))) == []


@given(COLOURS, COLOURS)
def test_contrast_does_not_ask_which_is_the_ground(one: str, other: str) -> None:
    """The ratio is the same both ways, and from 1 to 21."""
    assert contrast(rgb(one), rgb(other)) == contrast(rgb(other), rgb(one))
    assert 1 <= contrast(rgb(one), rgb(other)) <= 21.001


@given(COLOURS)
def test_what_is_proposed_passes(colour: str) -> None:
    """Whatever a municipality asks for, the colour proposed in its place is accepted."""
    colours = Colours.model_validate(dict.fromkeys(("primary", "accent", "met", "accepted", "unmet"), colour))
    proposed = {pale.name: pale.nearest for pale in pale_colours(colours)}
    assert list(pale_colours(colours.model_copy(update=proposed))) == []
    assert all(pale.needed in {TEXT, MARK} for pale in pale_colours(colours))
