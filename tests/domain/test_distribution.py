from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fokusrapport.blocks import Figure, Source
from fokusrapport.domain.charts.distribution import fills, pieces
from fokusrapport.domain.charts.style import LEAST_CONTRAST, contrast, ink_on
from fokusrapport.domain.dataset import ResponseBase, SurveyAnswer
from fokusrapport.domain.distribution import DistributionText, distribution
from fokusrapport.domain.distribution_checks import distribution_faults
from fokusrapport.i18n import language
from tests.domain.conftest import refusal
from tests.plaintext import block_text, normalised

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fokusrapport.domain.area import AreaReport
    from tests.domain.conftest import Makers

SOURCE = Source(file="answers.csv", row=2, key="a 2015", sha256="0")
SCALE = ("Bad", "Fair", "Good")


def answer(text: str = "Bad", position: int | None = 1, **fields: Any) -> SurveyAnswer:  # noqa: ANN401 - any field
    """One answer to the question «a» in 2015, given by nobody unless `fields` say otherwise."""
    nothing: dict[str, Any] = {
        "survey": "s",
        "indicator": "a",
        "year": 2015,
        "count": None,
        "share": None,
        "missing": None,
    }
    return SurveyAnswer(
        **{**nothing, "answer": text, "position": position, "uncertain": "", "source": SOURCE, **fields}
    )


def on_scale(counts: Sequence[int], names: Sequence[str] = (), indicator: str = "a") -> list[SurveyAnswer]:
    """Answers on a scale, so many of each."""
    found = names or [f"Step {number}" for number in range(1, len(counts) + 1)]
    return [
        answer(name, place, count=count, indicator=indicator)
        for place, (name, count) in enumerate(zip(found, counts, strict=True), start=1)
    ]


def area_of(make: Makers, answers: Sequence[SurveyAnswer], **fields: object) -> AreaReport:
    """An area with questions «a» and «b»."""
    questions = [make.indicator(id=name, label={"en": name.upper()}) for name in "ab"]
    return make.area(questions, [], answers=tuple(answers), **fields)


def drawn(make: Makers, answers: Sequence[SurveyAnswer], *names: str, **fields: object) -> Figure:
    """The chart of some questions."""
    return area_of(make, answers, **fields).distribution_chart(*(names or ("a",)), caption="Caption", label="fig-a")


def told(make: Makers, answers: Sequence[SurveyAnswer], **fields: object) -> DistributionText:
    """The question «a» in words."""
    edition = area_of(make, answers, **fields).edition
    return DistributionText(distribution(edition, edition.register.find("a")), "one", language("en"))


# --- shares -----------------------------------------------------------------------------------------------------


def test_who_does_not_know_is_told_but_in_no_share(make: Makers) -> None:
    """Three of four answered on the scale: the shares are of them, and the fourth stands beside."""
    figure = drawn(make, [*on_scale([2, 0, 4], SCALE), answer("Don't know", None, count=2)])
    assert normalised(figure.alt) == (
        "Distribution of answers, 2015, from “Bad” to “Good”. "
        "A: Bad 33%, Fair 0% and Good 67% (6 answers; outside the scale: Don't know 2)."
    )
    assert block_text(figure).splitlines()[3:] == [
        "  | What is measured | Bad | Fair | Good | Don't know (outside the scale) | Number of answers",
        "  | A | 33% | 0% | 67% | 2 | 6",
    ]


def test_published_shares_are_of_all_and_are_taken_anew(make: Makers) -> None:
    """Shares are of all who answered: without «don't know» the rest is the whole; how many comes from the survey."""
    answers = [
        answer("Bad", 1, share=Decimal(20)),
        answer("Good", 2, share=Decimal(60)),
        answer("Don't know", None, share=Decimal(20)),
    ]
    assert told(make, answers).note() == "number of answers not stated; outside the scale: Don't know 20%"
    base = ResponseBase(survey="s", indicator="a", year=2015, invited=900, answered=400, source=SOURCE)
    known = told(make, answers, bases=(base,))
    assert [known.share(each).text for each in known.found.shown] == ["25%", "75%"]
    assert known.note() == "400 answers in all; outside the scale: Don't know 20%"


def test_halves_are_rounded_up(make: Makers) -> None:
    """12,5 is 13 per cent, twice: the shares shown are 101 together, and nothing says otherwise."""
    found = told(make, on_scale([5, 35]))
    assert [found.share(each).text for each in found.found.shown] == ["13%", "88%"]


@given(st.lists(st.integers(0, 500), min_size=2, max_size=7).filter(lambda counts: sum(counts) >= 5))
@settings(max_examples=50)
def test_a_bar_is_a_hundred_per_cent_around_its_middle(make: Makers, counts: list[int]) -> None:
    """Pieces follow without a gap, are 100 long together, and as much lies left as the worse half weighs."""
    found = told(make, on_scale(counts))
    assume(not found.missing)  # where all of few answered alike it is withheld
    bar = pieces(found)
    for before, after in pairwise(bar):
        assert before.start + before.share == pytest.approx(after.start)
    left, right = -bar[0].start, bar[-1].start + bar[-1].share
    assert left + right == pytest.approx(100)
    half, middle = len(counts) // 2, counts[len(counts) // 2] if len(counts) % 2 else 0
    assert left == pytest.approx(Decimal(100) * (sum(counts[:half]) + Decimal(middle) / 2) / sum(counts))


# --- what is missing --------------------------------------------------------------------------------------------


def test_a_withheld_answer_withholds_the_question(make: Makers) -> None:
    """The others would give it away; the row says so, and is no bar of zero."""
    withheld = [*on_scale([20, 10])[:1], answer("Step 2", 2, missing="suppressed")]
    figure = drawn(make, [*withheld, *on_scale([3, 9], indicator="b")], "a", "b")
    assert "A: suppressed; B: Step 1 25%" in normalised(figure.alt)
    assert "  | A | suppressed | suppressed | suppressed" in block_text(figure)
    assert drawn(make, [answer("", None, missing="not_measured")]).alt == (
        "Distribution of answers, 2015. A: not measured."
    )


@pytest.mark.parametrize(("counts", "missing"), [((2, 2), "suppressed"), ((2, 3), None), ((0, 0), "not_measured")])
def test_too_few_answers_are_not_shown(make: Makers, counts: tuple[int, int], missing: str | None) -> None:
    """Under the limit, five where nobody sets another; that nobody answered is no secret."""
    assert told(make, on_scale(counts)).found.missing == missing


def test_there_is_no_distribution_of_another_year(make: Makers) -> None:
    """The years there are, are named."""
    assert refusal(drawn, make, [answer(year=2014, count=5)]) == (
        "There is no distribution of answers for «a» in 2015. | 2014"
    )


def test_questions_in_one_chart_share_their_scale(make: Makers) -> None:
    """Other answers, or none in order, would have the same colours without meaning the same."""
    mixed = [*on_scale([3, 4]), *on_scale([3, 4], ("No", "Yes"), "b")]
    assert "must have the same answers; here: «a»: Step 1, Step 2; «b»: No, Yes" in refusal(
        drawn, make, mixed, "a", "b"
    )
    unordered = [*on_scale([3, 4]), answer("Mail", None, count=9, indicator="b")]
    assert "«b» have no order" in refusal(drawn, make, unordered, "a", "b")


# --- answers without an order -----------------------------------------------------------------------------------


def test_answers_without_an_order_are_ranked(make: Makers) -> None:
    """Commonest first, with share and number."""
    figure = drawn(make, [answer("Mail", None, count=1), answer("Phone", None, count=5), answer("Web", None, count=2)])
    assert normalised(figure.alt) == (
        "Answers to A, 2015, most common first: Phone 63%, Web 25% and Mail 13% (8 answers)."
    )
    assert block_text(figure).splitlines()[3:] == [
        "  | Answer | Share | Number of answers",
        "  | Phone | 63% | 5",
        "  | Web | 25% | 2",
        "  | Mail | 13% | 1",
    ]


# --- colours ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", range(2, 9))
def test_colours_tell_worse_from_better_without_hue(count: int) -> None:
    """Each number can be read on its piece, no two pieces of a side look alike, and the ends are the darkest."""
    colours = fills(count)
    assert len(set(colours)) == count
    assert all(contrast(ink_on(fill), fill) >= LEAST_CONTRAST for fill in colours)
    on_white = [contrast(fill, "#ffffff") for fill in colours]
    half = count // 2
    assert on_white[:half] == sorted(on_white[:half], reverse=True)
    assert on_white[-half:] == sorted(on_white[-half:])


# --- faults of all rows together --------------------------------------------------------------------------------


def first_fault(answers: Sequence[SurveyAnswer]) -> str:
    """What is wrong, and in which column; empty when nothing is."""
    return next((f"{fault.place}: {fault.what}" for fault in distribution_faults(answers)), "")


@pytest.mark.parametrize(
    ("answers", "fault"),
    [
        (on_scale([1, 2, 3]), ""),
        ([answer("Mail", None, count=1)], ""),
        ([answer("", None, missing="suppressed")], ""),
        ([answer("A", 1, share=Decimal("33.3")), answer("B", 2, share=Decimal("66.6"))], ""),
        ([answer("A", 1, count=1), answer("B", 3, count=1)], "column «position»: The scale of «a» in 2015 is not"),
        ([answer("A", 1, count=1), answer("B", 1, count=1)], "column «position»: The scale of «a» in 2015 is not"),
        ([answer("A", 1, count=1), answer("B", None, count=1)], "column «position»: The scale of «a» in 2015 has one"),
        (
            [answer("A", 1, count=1), answer("B", 2, share=Decimal(50))],
            "column «count»: «a» in 2015 has both counts and shares.",
        ),
        (
            [answer("A", 1, share=Decimal(40)), answer("B", 2, share=Decimal(50))],
            "column «share»: The shares of «a» in 2015 are 90 % together.",
        ),
        ([answer("", None, missing="suppressed"), answer("A", None, count=1)], "column «answer»: Nothing is said"),
    ],
)
def test_answers_to_a_question_are_judged_together(answers: list[SurveyAnswer], fault: str) -> None:
    """A scale without gaps, one measure, and a whole."""
    assert first_fault(answers).startswith(fault)
    assert bool(first_fault(answers)) == bool(fault)
