"""What must hold of all the answers to a question together, when each row is right by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from fokusrapport.domain.dataset import SurveyAnswer
from fokusrapport.errors import Fault
from fokusrapport.i18n import _

_WHOLE = 100


def distribution_faults(answers: Iterable[SurveyAnswer]) -> Iterator[Fault]:
    """Every fault of every question: places on the scale, counts beside shares, and shares that are no whole."""
    questions: dict[tuple[str, int], list[SurveyAnswer]] = defaultdict(list)
    for answer in answers:
        questions[answer.indicator, answer.year].append(answer)
    for question in questions.values():
        yield from _places(question)
        yield from _measures(question)


def _fault(answer: SurveyAnswer, column: str, what: str, allowed: str) -> Fault:
    place = _("column «{column}»").format(column=column)
    words = what.format(indicator=answer.indicator, year=answer.year)
    return Fault(answer.source.file, answer.source.row, place, words, allowed)


def _places(question: Sequence[SurveyAnswer]) -> Iterator[Fault]:
    """The scale is counted from 1 without gaps: an answer nobody gave has its row too, or the middle would move."""
    placed = sorted((row for row in question if row.position is not None), key=lambda row: row.position or 0)
    for wanted, row in enumerate(placed, start=1):
        if row.position != wanted:
            what = _("The scale of «{indicator}» in {year} is not counted 1, 2, 3 …, each once.")
            yield _fault(row, "position", what, _("a row for every answer on the scale, with 0 where nobody gave it"))
            return
    if len(placed) == 1:
        what = _("The scale of «{indicator}» in {year} has one answer only.")
        yield _fault(placed[0], "position", what, _("at least two answers, or a blank cell"))


def _measures(question: Sequence[SurveyAnswer]) -> Iterator[Fault]:
    unnamed = [row for row in question if not row.answer]
    if unnamed and len(question) > 1:
        what = _("Nothing is said to be known of «{indicator}» in {year}, but there are other rows.")
        yield _fault(unnamed[0], "answer", what, _("one row without an answer, or a row for each answer"))
        return
    shares = [row.share for row in question if row.share is not None]
    mixed = next((row for row in question if row.count is not None), None)
    if shares and mixed is not None:
        what = _("«{indicator}» in {year} has both counts and shares.")
        yield _fault(mixed, "count", what, _("counts for all answers, or shares for all"))
    elif shares and len(shares) == len(question) and abs(sum(shares, Decimal(0)) - _WHOLE) > _room(shares):
        what = _("The shares of «{indicator}» in {year} are {total} % together.").replace("{total}", str(sum(shares)))
        yield _fault(question[-1], "share", what, _("100 %, but for rounding; answers outside the scale among them"))


def _room(shares: Sequence[Decimal]) -> Decimal:
    """Shares rounded one by one may miss 100 by half a unit of their last decimal each, and by no more."""
    decimals = max(-int(share.as_tuple().exponent) for share in shares)
    return len(shares) * Decimal(1).scaleb(-max(decimals, 0)) / 2
