"""What is taken out of the data before anybody gets them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from fokusrapport.blocks import Group, Source
from fokusrapport.domain.dataset import ResponseBase, SurveyAnswer
from fokusrapport.domain.disclosure.limits import Limits
from fokusrapport.domain.results import Result
from fokusrapport.domain.withholding import Measured, withheld
from fokusrapport.params.models import DataSource, Indicator, Municipality
from tests.domain.conftest import _MUNICIPALITY, refusal

if TYPE_CHECKING:
    from tests.domain.conftest import Makers


def source(row: int) -> Source:
    """A row of a made-up file."""
    return Source(file="data/a.csv", row=row, key="", sha256="0" * 64)


def limits(of_file: int | None = None) -> Limits:
    """Five, or the limit of the file where one is given."""
    declared = {"file": "a.csv", "table": "survey_aggregates", "source": "s", "period": "2015", "owner": "o"}
    about = DataSource.model_validate({**declared, "licence": "l", "suppression_limit": of_file})
    return Limits(Municipality.model_validate(_MUNICIPALITY), {"data/a.csv": about.suppression_limit}.get)


def survey_row(number: str, answered: int | None, row: int = 2, indicator: str = "a") -> tuple[Result, ResponseBase]:
    """A row of a survey: a figure, and how many of 40 answered."""
    result = Result(
        indicator=indicator, year=2015, number=Decimal(number), comment="Tre av elevene svarte.", source=source(row)
    )
    base = ResponseBase(survey="s", indicator=indicator, year=2015, invited=40, answered=answered, source=source(row))
    return result, base


def shown(rows: list[tuple[Result, ResponseBase]], *indicators: Indicator, of_file: int | None = None) -> Measured:
    """What is left of some rows of a survey."""
    results, bases = zip(*rows, strict=True)
    return withheld(Measured(results, bases, ()), {each.id: each for each in indicators}, limits(of_file))


def test_the_limit_of_several_files_is_the_strictest() -> None:
    """What is counted together is withheld as the most careful file asks; what is measured goes before both."""
    files = ["data/a.csv", "data/b.csv"]
    assert (limits(3).of_files(files), limits(10).of_files(files), limits(10).of_files([])) == (5, 10, 5)


@pytest.mark.parametrize(
    ("answered", "of_file", "own", "left"),
    [(4, None, None, False), (5, None, None, True), (4, 3, None, True), (2, 3, None, False), (8, 3, 10, False)],
)
def test_a_result_of_too_few_is_taken_out(
    make: Makers, answered: int, of_file: int | None, own: int | None, *, left: bool
) -> None:
    """The indicator's limit goes before the file's, that before the municipality's; the comment goes along."""
    measured = shown([survey_row("62.5", answered)], make.indicator(suppression_limit=own), of_file=of_file)
    (result,), (base,) = measured.results, measured.bases
    assert (result.number is not None) is left
    assert (result.missing, result.comment) == ((None, "Tre av elevene svarte.") if left else ("suppressed", ""))
    assert (base.invited, base.answered) == ((40, answered) if left else (None, None))


def test_a_rate_does_not_give_away_how_many_answered(make: Makers) -> None:
    """A row that does not say how many answered, such as the rate, is of as many as the others of its survey."""
    rows = [survey_row("62.5", 3), survey_row("7.5", None, 3, "rate")]
    measured = shown(rows, make.indicator(), make.indicator(id="rate"))
    assert [result.missing for result in measured.results] == ["suppressed", "suppressed"]
    assert [base.invited for base in measured.bases] == [None, None]


@pytest.mark.parametrize(("number", "answered", "left"), [("100", 9, False), ("0", 9, False), ("100", 10, True)])
def test_all_alike_tells_of_each(make: Makers, number: str, answered: int, *, left: bool) -> None:
    """Of a group under twice the limit, 0 % and 100 % say what everybody answered; how many answered may be told."""
    measured = shown([survey_row(number, answered)], make.indicator())
    assert (measured.results[0].number is not None) is left
    assert measured.bases[0].answered == answered


@pytest.mark.parametrize(("of_file", "left"), [(None, 4), (5, None), (4, 4)])
def test_a_small_count_is_taken_out_where_a_limit_is_set(make: Makers, of_file: int | None, left: int | None) -> None:
    """Four new buildings are no secret; four cases of child welfare are, so their file has a limit."""
    cases = Result(indicator="a", year=2015, number=Decimal(4), source=source(2))
    measured = withheld(Measured((cases,), (), ()), {"a": make.indicator(scale="count")}, limits(of_file))
    assert measured.results[0].number == left


def answers(*counts: int | None, outside: int | None = None, **fields: Any) -> tuple[SurveyAnswer, ...]:  # noqa: ANN401 - any field
    """Answers on a scale from 1, then one outside it."""
    placed = [*enumerate(counts, start=1), *([(None, outside)] if outside is not None else [])]
    given: dict[str, Any] = {"survey": "s", "indicator": "a", "year": 2015, "share": None, "missing": None, **fields}
    return tuple(
        SurveyAnswer(answer=str(at), position=at, count=count, uncertain="", source=source(row), **given)
        for row, (at, count) in enumerate(placed, start=2)
    )


@pytest.mark.parametrize(
    ("counts", "kept"),
    [((2, 2), False), ((2, 3), True), ((0, 7), False), ((0, 10), True), ((0, 0), True), ((3, 1, 0), False)],
)
def test_a_question_of_too_few_is_taken_out_as_a_whole(make: Makers, counts: tuple[int, ...], *, kept: bool) -> None:
    """Under the limit, and under twice the limit where all said the same; that nobody answered is no secret."""
    measured = withheld(Measured((), (), answers(*counts, outside=9)), {"a": make.indicator()}, limits())
    assert [answer.count for answer in measured.answers] == ([*counts, 9] if kept else [None] * (len(counts) + 1))


def test_one_answer_that_is_missing_takes_the_others_out(make: Makers) -> None:
    """They would give it away; each keeps its own word, or gets that of the missing one."""
    given = (*answers(20, 30), *answers(None, missing="suppressed"))
    measured = withheld(Measured((), (), given), {"a": make.indicator()}, limits())
    assert [(answer.count, answer.missing) for answer in measured.answers] == [(None, "suppressed")] * 3


def test_a_withheld_rate_gives_no_caution_and_no_number(make: Makers) -> None:
    """That fewer than half answered would tell of how many; whoever needs the number is told why there is none."""
    area = make.area([make.indicator()], [make.result(missing="suppressed")])
    assert area.response_caution("a") == Group(children=())
    assert refusal(area.number, "a") == "The result for «a» in 2015 is withheld, for it is of too few."
    assert area.value("a").text == "suppressed"
