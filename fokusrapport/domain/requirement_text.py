"""The grammar of a printed requirement: text to clauses, each an interval of numbers.

clause   = side | ["mellom" | "fra"] side ("–" | "til" | "og") side | "±" value
side     = [relation] (value | benchmark [("+" | "−") value]) [relation]
value    = number [unit] | stars | name of a level | yes | no
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from fokusrapport.domain.indicators import better_direction
from fokusrapport.domain.intervals import INFINITY, Interval
from fokusrapport.domain.requirement_tokens import Token, UnreadableRequirementError, tokens, without_gloss
from fokusrapport.domain.units import same_unit
from fokusrapport.i18n import _
from fokusrapport.params.models import Indicator
from fokusrapport.params.translated import spellings

_ANSWERS = {"nei": 0, "nej": 0, "no": 0, "ja": 1, "yes": 1}
_MIRRORED = {">=": "<=", ">": "<", "<=": ">=", "<": ">"}
_OPPOSITE = {">=": "<=", ">": "<=", "<=": ">=", "<": ">="}  # what a bare end means beside one with a sign
_BY_DIRECTION = {"better": ">", "better=": ">=", "worse": "<", "worse=": "<="}


@dataclass(frozen=True)
class Clause:
    """One interval a requirement text names.

    `exact` ends are limits («≥ 92 %», «5»); others are the ends of a printed range, which says nothing of
    results with more decimals than `precision`. With a `benchmark` the interval is relative to its value.
    """

    interval: Interval
    exact: bool
    precision: int
    unit: str = ""
    benchmark: str = ""


@dataclass(frozen=True)
class _Side:
    relation: str
    value: Decimal
    precision: int = 0
    unit: str = ""
    benchmark: str = ""


def level_ranks(indicator: Indicator) -> Mapping[str, Decimal]:
    """The rank of each named level, lower case: the worst is 1; yes is 1 and no is 0."""
    if indicator.scale == "yes_no":
        return {answer: Decimal(rank) for answer, rank in _ANSWERS.items()}
    ranked = enumerate(indicator.ordinal, start=1)
    return {without_gloss(word): Decimal(rank) for rank, name in ranked for word in spellings(name)}


def read_clauses(text: str, indicator: Indicator, *, has_benchmark: bool = False) -> tuple[Clause, ...]:
    """What a requirement text asks for: mostly one clause, several for «Bra eller Meget bra».

    Raises:
        UnreadableRequirementError: when the text follows no known form.
    """
    return _Parser(text, indicator, has_benchmark=has_benchmark).clauses()


def read_value(text: str, indicator: Indicator) -> Decimal | None:
    """The number a result's text stands for: «★★★★», «Meget bra», «ja»; None for other texts."""
    try:
        found = read_clauses(text, indicator)
    except UnreadableRequirementError:
        return None
    interval = found[0].interval
    single = len(found) == 1 and interval.low == interval.high and not found[0].benchmark
    return interval.low if single else None


class _Parser:
    """Reads tokens from left to right; made for one text and thrown away."""

    def __init__(self, text: str, indicator: Indicator, *, has_benchmark: bool) -> None:
        self._ranks = level_ranks(indicator)
        self._direction = better_direction(indicator)
        self._unions = bool(self._ranks) or self._direction not in ("higher", "lower")
        self._has_benchmark = has_benchmark
        self._rest = list(tokens(text, self._ranks))

    def clauses(self) -> tuple[Clause, ...]:
        found = [self._clause()]
        while self._take("or", "slash"):
            found.append(self._clause())
        if self._rest:
            raise UnreadableRequirementError(_("«{word}» is not expected here").format(word=self._rest[0].text))
        if len(found) > 1 and not self._unions:
            raise UnreadableRequirementError(_("it holds several requirements; give each level its own under «bands»"))
        return tuple(found)

    def _take(self, *kinds: str) -> Token | None:
        return self._rest.pop(0) if self._next() in kinds else None

    def _next(self, ahead: int = 0) -> str:
        return self._rest[ahead].kind if len(self._rest) > ahead else "end"

    def _clause(self) -> Clause:
        if self._take("plusminus"):
            side = self._side()
            return Clause(Interval(-side.value, side.value), exact=False, precision=side.precision, unit=side.unit)
        opening = self._take("between", "from")
        first = self._side()
        joined = self._take("to", "and")
        if joined or self._next() == "before":
            second = self._side()
            if joined and joined.kind == "and" and not (opening or first.relation or second.relation):
                raise UnreadableRequirementError(_("write a range with a dash: «4 – 5»"))
            return _range(first, second)
        if opening and opening.kind == "from" and not first.relation:
            return _half_line(first, ">=")
        return _half_line(first, first.relation or "=")

    def _side(self) -> _Side:
        before = self._take("before")
        relation = before.meaning if before else ""
        side = self._benchmark(relation) if self._starts_benchmark(relation) else self._value(relation)
        after = self._take("after") or self._lone_plus()
        if after and side.relation:
            raise UnreadableRequirementError(_("«{word}» is not expected here").format(word=after.text))
        meaning = ({"plus": ">="}.get(after.kind, after.meaning)) if after else side.relation
        return _Side(self._signed_relation(meaning), side.value, side.precision, side.unit, side.benchmark)

    def _lone_plus(self) -> Token | None:
        """The plus of «75+»; a plus before a number is a sign."""
        return self._take("plus") if self._next(1) != "number" else None

    def _signed_relation(self, relation: str) -> str:
        """The relation with «better» and «worse» turned into more or less."""
        if relation not in _BY_DIRECTION:
            return relation
        if self._direction not in ("higher", "lower"):
            raise UnreadableRequirementError(_("better or worse means nothing without a direction, higher or lower"))
        upward = _BY_DIRECTION[relation]
        return upward if self._direction == "higher" else _MIRRORED[upward]

    def _value(self, relation: str) -> _Side:
        currency = self._take("word")
        sign = self._take("plus", "to")
        token = self._take("number", "level", "stars")
        if token is None or (sign and sign.text not in "+-") or (currency and not _is_currency(currency)):
            raise UnreadableRequirementError(_("a number or a level is missing"))
        if token.kind == "level":
            return _Side(relation, self._ranks[token.meaning])
        if token.kind == "stars":
            return _Side(relation, Decimal(len(token.text.rstrip("☆"))))
        digits = token.text.replace(" ", "").replace(",", ".")
        value = Decimal(("-" if sign and sign.text == "-" else "") + digits)
        unit = " ".join(([currency.text] if currency else []) + self._words())
        return _Side(relation, value, len(digits.partition(".")[2]), unit)

    def _starts_benchmark(self, relation: str) -> bool:
        """Whether a benchmark's name comes next: a bare word only where the requirement names its series."""
        currency = self._next(1) == "number" and self._rest and _is_currency(self._rest[0])
        return self._next() == "word" and not currency and bool(relation or self._has_benchmark)

    def _benchmark(self, relation: str) -> _Side:
        words = self._words(also="number")
        sign = self._take("plus", "to") if self._next(1) == "number" else None
        if sign is None:
            return _Side(relation or "better=", Decimal(0), benchmark=" ".join(words))
        margin = self._value("")
        value = margin.value if sign.text == "+" else -margin.value
        return _Side(relation or "better=", value, margin.precision, margin.unit, " ".join(words))

    def _words(self, also: str = "") -> list[str]:
        found = []
        while token := self._take("word", also):
            found.append(token.text)
        return found


def _is_currency(token: Token) -> bool:
    return token.meaning.rstrip(".") in {"kr", "nok", "sek", "€", "$"}


def _range(one: _Side, two: _Side) -> Clause:
    """The numbers between two sides, in whichever order they stand: «6,0 – 4,6», «> 4 og ≤ 5»."""
    if one.benchmark != two.benchmark or "=" in (one.relation, two.relation):
        raise UnreadableRequirementError(_("its two ends are not of one kind"))
    if not same_unit(one.unit, two.unit):
        raise UnreadableRequirementError(_("its two numbers have different units"))
    unit, precision = two.unit or one.unit, max(one.precision, two.precision)
    if not (one.relation or two.relation):
        ends = Interval(min(one.value, two.value), max(one.value, two.value))
        return Clause(ends, exact=False, precision=precision, unit=unit, benchmark=one.benchmark)
    first = one.relation or _OPPOSITE[two.relation]
    second = two.relation or _OPPOSITE[one.relation]
    common = _half_line(one, first).interval.common(_half_line(two, second).interval)
    if common is None or common.one_sided:
        raise UnreadableRequirementError(_("its two ends contradict each other"))
    return Clause(common, exact=True, precision=precision, unit=unit, benchmark=one.benchmark)


def _half_line(side: _Side, relation: str) -> Clause:
    """The numbers that stand in the relation to the side's value."""
    low = side.value if relation in (">=", ">", "=") else -INFINITY
    high = side.value if relation in ("<=", "<", "=") else INFINITY
    interval = Interval(low, high, relation != ">", relation != "<")
    return Clause(interval, exact=True, precision=side.precision, unit=side.unit, benchmark=side.benchmark)
