"""What the appendix tells of a row, and what it must not tell."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fokusrapport.blocks import Source
from fokusrapport.blocktree import text_of
from fokusrapport.domain.dataset import SurveyAnswer
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.used_rows import used_rows
from tests.domain.conftest import Makers


def _source(row: int) -> Source:
    return Source(file="data/x/a.csv", row=row, key="a 2015", sha256="0")


def _answers(*counts: int | None) -> tuple[SurveyAnswer, ...]:
    return tuple(
        SurveyAnswer(
            survey="s",
            indicator="a",
            year=2015,
            answer=f"answer {place}",
            position=place,
            count=count,
            share=None,
            missing="suppressed" if count is None else None,
            uncertain="",
            source=_source(place + 1),
        )
        for place, count in enumerate(counts, start=1)
    )


def _told(edition: EditionData) -> list[str]:
    return [row.figure for row in used_rows(edition, {("data/x/a.csv", row) for row in range(10)})]


def test_a_figure_stands_unrounded(make: Makers) -> None:
    """With every decimal of the file, whatever the page rounds to."""
    found = make.edition([make.indicator(decimals=0)], [make.result("1234.50", source=_source(2))])
    assert _told(found) == ["1,234.50"]


def test_a_series_to_compare_with_tells_what_it_is_compared_with(make: Makers) -> None:
    """Two national means are not the same row; labels that are equal still are told apart, by factor or id."""
    label = {"en": "Mean"}
    kinds = [
        make.indicator(label={"en": "Trust"}, benchmarks=["m"], success_factor="quality"),
        make.indicator(id="m", label=label),
        make.indicator(id="b", label={"en": "Trust"}),
        make.indicator(id="n", label=label),
        make.indicator(id="o", label=label),
    ]
    results = [make.result("1", indicator=kind.id, source=_source(row)) for row, kind in enumerate(kinds, start=2)]
    rows = used_rows(make.edition(kinds, results), {("data/x/a.csv", row) for row in range(10)})
    assert [text_of(row.what) for row in rows] == [
        "Trust (Good quality)",
        "Trust: Mean",
        "Trust (b)",
        "Mean (n)",
        "Mean (o)",
    ]


def test_a_withheld_result_is_its_word(make: Makers) -> None:
    """What is missing in the data is missing here."""
    found = make.edition([make.indicator()], [make.result(missing="suppressed", source=_source(2))])
    assert _told(found) == ["suppressed"]


@pytest.mark.parametrize("counts", [(40, None, 30), (2, 1, 1)], ids=["one is withheld", "too few answered"])
def test_no_answer_is_told_of_a_question_that_shows_none(make: Makers, counts: tuple[int | None, ...]) -> None:
    """The others would give away the one that is withheld."""
    found = make.edition([make.indicator(suppression_limit=5)], [], answers=_answers(*counts))
    assert _told(found) == ["suppressed"] * 3


def test_the_answers_of_a_question_that_is_shown_are_told(make: Makers) -> None:
    """The twin: where nothing is withheld every count stands."""
    found = make.edition([make.indicator(suppression_limit=5)], [], answers=_answers(40, 20, 30))
    assert _told(found) == ["40", "20", "30"]


def test_rows_that_no_figure_came_from_are_not_told(make: Makers) -> None:
    """The appendix is no copy of the data."""
    results = [make.result("1", source=_source(2)), make.result("2", 2014, source=_source(3))]
    found = make.edition([make.indicator()], results)
    assert [row.figure for row in used_rows(found, {("data/x/a.csv", 3)})] == ["2"]
    assert Decimal(2) == results[1].number
