"""Pareto of causes: the most frequent first, each with its share and the share of all so far.

Source: J. M. Juran, «Quality Control Handbook» (1951): few causes stand behind most cases.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

_WHOLE = 100


@dataclass(frozen=True)
class Cause:
    """One cause: how many cases, their share in per cent, and the share of it and all before it."""

    name: str
    cases: int
    share: Decimal
    so_far: Decimal


def pareto(counts: Mapping[str, int]) -> tuple[Cause, ...]:
    """The causes with cases, the most frequent first; equals stand in the order given."""
    ordered = sorted(((name, cases) for name, cases in counts.items() if cases), key=lambda pair: -pair[1])
    total = sum(cases for _name, cases in ordered)
    summed = accumulate(cases for _name, cases in ordered)
    return tuple(
        Cause(name, cases, Decimal(cases) * _WHOLE / total, Decimal(so_far) * _WHOLE / total)
        for (name, cases), so_far in zip(ordered, summed, strict=True)
    )
