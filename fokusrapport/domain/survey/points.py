"""How means are printed: on the scale of the survey, or moved to points from 0 to 100."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from fokusrapport.params.surveys_models import Survey

_POINTS = 100


def in_points(survey: Survey) -> bool:
    """Whether means are printed as points."""
    return survey.in_points or survey.scale == "points_0_100"


def printed(survey: Survey, mean: Fraction) -> Decimal:
    """A mean on the survey's scale as it is printed; as points (mean − worst) / (best − worst) · 100."""
    worst, _best = survey.ends
    return length(survey, mean - worst) if in_points(survey) else exact(mean)


def length(survey: Survey, distance: Fraction) -> Decimal:
    """A distance on the survey's scale as it is printed."""
    worst, best = survey.ends
    return exact(distance / (best - worst) * _POINTS if in_points(survey) else distance)


def exact(number: Fraction) -> Decimal:
    """The number with as many decimals as there is room for."""
    return Decimal(number.numerator) / Decimal(number.denominator)
