from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from fokusrapport.domain.classification import classify
from fokusrapport.domain.counts import count
from fokusrapport.domain.missing import MISSING_KINDS, MissingKind, missing_text
from fokusrapport.i18n import language

if TYPE_CHECKING:
    from tests.domain.conftest import Makers

ENGLISH = language("en")


def test_results_are_counted_by_status_and_by_what_is_missing(make: Makers) -> None:
    """Every outcome is counted once; below the requirement without a level is counted apart."""
    indicator = make.indicator(("≥ 90", None, "< 80"))
    results = [
        *(make.result(number) for number in ("95", "70", "60", "85")),
        *(make.result(missing=kind) for kind in ("blank", "blank", "not_measured")),
    ]
    counts = count(classify(indicator, result, ENGLISH) for result in results)
    assert dict(counts.by_status) == {"met": 1, "accepted": 0, "unmet": 2, "unclassified": 1, "missing": 3}
    assert {kind: number for kind, number in counts.by_missing.items() if number} == {"blank": 2, "not_measured": 1}
    assert (counts.total, counts.short_of_requirement) == (7, 1)


@given(st.lists(st.sampled_from(MISSING_KINDS)))
def test_missing_is_never_counted_as_a_level(make: Makers, kinds: list[MissingKind]) -> None:
    """However many results are missing, no level gains one, and none is lost."""
    counts = count(classify(make.indicator("≥ 90"), make.result(missing=kind), ENGLISH) for kind in kinds)
    assert {kind: number for kind, number in counts.by_status.items() if number} in ({}, {"missing": len(kinds)})
    assert dict(counts.by_missing) == {kind: kinds.count(kind) for kind in MISSING_KINDS}


def test_every_kind_of_missing_has_words_of_its_own() -> None:
    """A reader can tell the kinds apart."""
    assert len({missing_text(kind, ENGLISH) for kind in MISSING_KINDS}) == len(MISSING_KINDS)
