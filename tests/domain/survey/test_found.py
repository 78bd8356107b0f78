from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from fokusrapport.domain.survey.found import SurveyFound
from tests.domain.conftest import refusal
from tests.domain.survey.conftest import SURVEYS, UNITS, Surveyed

HEAD = "survey;wave;respondent;trives;laerer;mat;skole\n"
LIMIT_1 = "    suppression_limit: 1\n"
Wide = Callable[..., str]


def mean(found: SurveyFound, question: str, unit: str = "") -> Fraction | None:
    """The mean of a question in the newest wave, or None."""
    result = found.wave()
    estimate = (found.units[result.wave.id][unit] if unit else result).questions[question].estimate
    return estimate.mean if estimate else None


def test_an_index_is_of_those_who_answered_half(surveyed: Surveyed, wide: Wide) -> None:
    """Of three items at least two: 5 and 4 give 4.5, 3 3 3 gives 3, one answer beside «vet ikke» and a blank none.

    The index is (4.5 + 3)/2 = 3.75; it is the mean of respondents, not of items: those are 4, 3.5 and 3 with the third.
    """
    found = surveyed.survey(wide("5 4 vet_ikke", "3 3 3", "4 vet_ikke -"), SURVEYS + LIMIT_1).found
    index = found.wave().questions["alt"]
    assert (index.base, index.outside, mean(found, "alt")) == (2, 1, Fraction(15, 4))
    assert mean(found, "trives") == 4


def test_half_of_an_even_number_is_half(surveyed: Surveyed, wide: Wide) -> None:
    """Of two items one is enough: 5, and 1 and 2, give (5 + 1.5)/2 = 3.25."""
    two = SURVEYS.replace("[trives, laerer, mat]", "[trives, laerer]") + LIMIT_1
    assert mean(surveyed.survey(wide("5 vet_ikke 1", "1 2 5"), two).found, "alt") == Fraction(13, 4)


def test_dont_know_never_enters_a_mean(surveyed: Surveyed, wide: Wide) -> None:
    """Nor its base; it is counted beside, and so is it a sign that somebody answered the survey."""
    found = surveyed.survey(wide("5 vet_ikke 3", "3 vet_ikke 4", "vet_ikke vet_ikke vet_ikke"), SURVEYS + LIMIT_1).found
    trives, laerer = found.wave().questions["trives"], found.wave().questions["laerer"]
    assert (trives.base, trives.outside, mean(found, "trives")) == (2, 1, Fraction(4))
    assert (laerer.base, laerer.outside, mean(found, "laerer")) == (0, 3, None)
    assert found.wave().answered == 3


def test_few_answers_are_withheld(surveyed: Surveyed, wide: Wide) -> None:
    """Four answers where the limit is five have no mean; five have."""
    found = surveyed.survey(wide("5 5 1", "4 4 2", "3 3 3", "2 2 4", "5 vet_ikke 5")).found
    assert mean(found, "trives") == Fraction(19, 5)
    assert (mean(found, "laerer"), found.shows(found.wave(), "laerer")) == (None, False)


def test_few_who_all_answered_the_same_are_withheld(surveyed: Surveyed, wide: Wide) -> None:
    """A mean of 5 of six would tell what each of them answered; of ten it is a result."""
    assert mean(surveyed.survey(wide(*["5 4 4"] * 5, "5 3 3")).found, "trives") is None
    assert mean(surveyed.survey(wide(*["5 4 4"] * 9, "5 3 3")).found, "trives") == 5


def test_weights_are_of_respondents(surveyed: Surveyed, wide: Wide) -> None:
    """5 that weighs 3 and 1 that weighs 1: (15 + 1)/4 = 4."""
    head = "survey;wave;respondent;trives;laerer;mat;vekt\n"
    weighted = SURVEYS + LIMIT_1 + "    weight_column: vekt\n"
    assert mean(surveyed.survey(wide("5 5 5 3", "1 1 1 1,0", head=head), weighted).found, "trives") == 4


def test_waves_after_the_edition_are_not_looked_at(surveyed: Surveyed, wide: Wide) -> None:
    """The newest wave is the edition's or an earlier one; one that is not there is refused with those that are."""
    later = SURVEYS + '      - {id: "2025", year: 2025, invited: 9}\n'
    answers = wide("5 4 4", "4 3 3") + wide("1 1 1", wave="2025").partition("\n")[2]
    found = surveyed.survey(answers, later).found
    assert (list(found.results), found.wave().wave.id) == (["2024"], "2024")
    assert "2024" in refusal(found.wave, "2025")
    assert "trives" in refusal(found.question, "trivs")


# --- units ------------------------------------------------------------------------------------------------------------


def respondents(**units: int) -> list[str]:
    """So many respondents of each unit, with answers that differ."""
    return [f"{5 - number % 3} {3 + number % 3} 4 {unit}" for unit, many in units.items() for number in range(many)]


def shown(surveyed: Surveyed, answers: str) -> dict[str, bool]:
    """Which units' means of «trives» are shown."""
    found = surveyed.survey(answers, SURVEYS + UNITS).found
    units = found.units["2024"]
    return {name: found.shows(result, "trives") for name, result in units.items()}


def test_a_small_unit_hides_another_one_with_it(surveyed: Surveyed, wide: Wide) -> None:
    """With the whole and two of three units the third would be known: the one that costs least is withheld, too."""
    answers = wide(*respondents(nord=20, soer=12, vest=3), head=HEAD)
    assert shown(surveyed, answers) == {"nord": True, "soer": False, "vest": False}


def test_large_units_are_all_shown(surveyed: Surveyed, wide: Wide) -> None:
    """The twin: nothing is withheld where nothing needs to be."""
    answers = wide(*respondents(nord=20, soer=12, vest=9), head=HEAD)
    assert shown(surveyed, answers) == {"nord": True, "soer": True, "vest": True}


def test_a_question_that_few_of_a_unit_answered_is_withheld_there(surveyed: Surveyed, wide: Wide) -> None:
    """Nine answered, three of them this question: its mean goes, and another unit's with it; others stay."""
    few = [answers.replace("5 ", "vet_ikke ", 1) for answers in respondents(vest=9)]
    few = [answers.replace("4 ", "vet_ikke ", 1) if number % 3 == 1 else answers for number, answers in enumerate(few)]
    answers = wide(*respondents(nord=20, soer=12), *few, head=HEAD)
    found = surveyed.survey(answers, SURVEYS + UNITS).found
    units = found.units["2024"]
    assert units["vest"].questions["trives"].base == 3
    assert [found.shows(units[name], "trives") for name in ("nord", "soer", "vest")] == [True, False, False]
    assert all(found.shows(units[name], "laerer") and found.shows(units[name]) for name in units)


@pytest.mark.parametrize("question", ["trives", "alt"])
def test_a_unit_of_one_voice_is_hidden_like_a_small_one(surveyed: Surveyed, wide: Wide, question: str) -> None:
    """Six of six answered 5: the mean would tell of each, and with the whole and the others it could be found."""
    answers = wide(*respondents(nord=20, soer=12), *["5 5 5 vest"] * 6, head=HEAD)
    found = surveyed.survey(answers, SURVEYS + UNITS).found
    units = found.units["2024"]
    assert [found.shows(units[name], question) for name in ("nord", "soer", "vest")] == [True, False, False]
    assert found.shows(units["vest"])
