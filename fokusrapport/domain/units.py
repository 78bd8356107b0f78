"""Units of measurement as people write them."""

from __future__ import annotations

from fokusrapport.params.models import Indicator
from fokusrapport.params.translated import authored

_PERCENT = frozenset({"%", "prosent", "pst", "procent", "percent"})


def in_percent(indicator: Indicator) -> bool:
    """Whether the indicator's numbers are hundredths, so that differences are percentage points."""
    return _plain(authored(indicator.unit)) == "%" or (indicator.scale == "percent" and not indicator.unit)


def is_percent(unit: str) -> bool:
    """Whether the unit is one of the ways to write percent."""
    return _plain(unit) == "%"


def same_unit(one: str, other: str) -> bool:
    """Whether two units are the same word, perhaps inflected or cut short: dag, dager, «p.» and «poeng»."""
    short, long = sorted((_plain(one), _plain(other)), key=len)
    return long.startswith(short)


def _plain(unit: str) -> str:
    plain = unit.lower().rstrip(".")
    return "%" if plain in _PERCENT else plain
