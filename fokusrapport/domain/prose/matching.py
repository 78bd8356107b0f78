"""Whether a typed number says what a known one says: the same, nearly the same, or neither.

The rules, declared so that an author can foresee them:

*Fits.* «%» is held against per cent only and «prosentpoeng» against changes in them; a number with another unit of
measurement («27 dager») against numbers in that unit; a bare number against numbers without a unit, and, where the
sentence names the indicator, against any.

*Equal.* The same number as printed, or as it stands in the data with all its decimals. Sign does not count: «gikk ned
med 0,2» is −0,2.

*Nearly equal.* The known number rounded or cut to the decimals of the typed one is the typed one (93 or 94 for 93,6);
or the typed one rounded to the known one's decimals is that (4,86 for 4,9; not for counts); or the typed one ends on
zeros, or is said to be about, and lies within half a per cent (370 000 for 369 740).
"""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal

from fokusrapport.domain.prose.facts import Fact
from fokusrapport.domain.prose.naming import counts_such, words_of
from fokusrapport.domain.prose.typed import Typed
from fokusrapport.domain.units import same_unit
from fokusrapport.i18n import round_half_up
from fokusrapport.prose import NumberVerdict

SMALL = 12
_ABOUT = Decimal("0.005")
_MEASURE_WORDS = (
    "dag dager dagar døgn virkedager uke uker veke veker måned måneder månader år time timer timar minutt minutter "
    "sekunder kroner kr mill millioner milliarder prosent poeng stjerner stjerne meter km kilometer kilo kg tonn liter "
    "grader days weeks months years hours minutes points stars"
)
_MEASURES = frozenset(_MEASURE_WORDS.split())
_POINTS = ("poeng", "points")
_INDICATORS = ("indikator", "indicator")


def fits(typed: Typed, fact: Fact, *, named: bool) -> bool:
    """Whether the typed number may be the known one at all, by unit and form."""
    if typed.form != "bare" or fact.form == "points":
        return typed.form == fact.form
    noun = typed.following[0] if typed.following else ""
    if noun in _MEASURES:
        points = noun in _POINTS and fact.decimals > 0 and fact.form == "bare"  # of a score, which has no unit
        return same_unit(noun, fact.unit) if fact.unit else points
    if fact.form == "percent":
        return named and typed.places > 0
    return named or not fact.unit


def agreement(typed: Typed, fact: Fact) -> NumberVerdict | None:
    """Equal, near, or None; whether it may be so by unit is for `fits` to say."""
    number = typed.number
    if number in (fact.number, fact.shown):
        return "equal"
    places = max(typed.places, 0)
    same = places < fact.decimals and number in (
        round_half_up(fact.number, places),
        fact.shown.quantize(Decimal(1).scaleb(-places), ROUND_DOWN),
    )
    finer = places > fact.decimals and (fact.decimals > 0 or fact.form != "bare" or fact.unit)  # no count has decimals
    same = same or (bool(finer) and round_half_up(number, fact.decimals) == fact.shown)
    rounded = typed.about or typed.places < 0
    if same or (rounded and abs(number - fact.number) <= fact.number * _ABOUT):
        return "near"
    return None


def is_small(typed: Typed) -> bool:
    """Whether it is a number that stands everywhere in prose: a word, or a bare whole number up to twelve."""
    return typed.in_words or (typed.form == "bare" and typed.places <= 0 and typed.number <= SMALL)


def counts_the_same(typed: Typed, fact: Fact, label: str) -> bool:
    """Whether the words behind a small number are what the known one counts: «fem barnehager», «27 dager»."""
    if fact.kind == "count":
        return any(word.startswith(_INDICATORS) for word in typed.following)
    if fact.unit:
        return any(same_unit(word, fact.unit) for word in typed.following[:1])
    return fact.form == "bare" and any(counts_such(word, words_of(label)) for word in typed.following)
