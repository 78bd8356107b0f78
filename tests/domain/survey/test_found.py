from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from fokusrapport.blocks import KeyFigures
from fokusrapport.domain.survey.found import SurveyFound
from tests.domain.conftest import refusal
from tests.domain.survey.conftest import INDICATORS, SURVEYS, UNITS, Surveyed

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


@pytest.mark.parametrize(
    ("of_file", "of_survey", "limit"), [(None, "", 5), (8, "", 8), (8, LIMIT_1, 1), (None, LIMIT_1, 1), (3, "", 3)]
)
def test_the_limit_is_the_surveys_else_the_files(
    surveyed: Surveyed, wide: Wide, of_file: int | None, of_survey: str, limit: int
) -> None:
    """sources.yaml sets one for all that its file holds; the survey's own goes before it."""
    assert surveyed.survey(wide(*["5 4 4", "4 3 3"] * 5), SURVEYS + of_survey, of_file=of_file).found.limit == limit


def test_an_indicator_may_ask_for_more(surveyed: Surveyed, wide: Wide) -> None:
    """What an item measures has a limit of its own, which the survey's tables must keep as well."""
    measuring = SURVEYS.replace("{id: trives,", "{id: trives, indicator: trivsel,") + LIMIT_1
    stricter = INDICATORS.replace("{nb: Trivsel}", "{nb: Trivsel}\n    suppression_limit: 7")
    answers = wide(*["5 4 4", "4 3 3"] * 5)
    assert surveyed.survey(answers, measuring, indicators=stricter).found.limit == 7
    assert surveyed.survey(answers, measuring).found.limit == 1


def test_of_few_it_is_not_told_how_many(surveyed: Surveyed, wide: Wide) -> None:
    """Four of fifty is a rate of 8 %, which tells that there were four; five may be told of."""
    few, enough = (surveyed.survey(wide(*["5 4 4"] * many, "3 3 1")) for many in (3, 4))
    assert (few.answered().text, few.rate().text) == ("skjermet", "skjermet")
    assert isinstance(few.facts(), KeyFigures)  # no caution, which would tell that it is under 30 %
    assert (enough.answered().text, enough.rate().exact) == ("5", "10")


def test_an_index_goes_with_an_item(surveyed: Surveyed, wide: Wide) -> None:
    """Six gave «trives» 5: 3 · index − laerer − mat would be 5, and tell of each."""
    survey = surveyed.survey(wide(*["5 4 3", "5 3 3", "5 2 1"] * 2))
    found = survey.found
    names = ("trives", "laerer", "mat", "alt")
    assert [found.shows(found.wave(), name) for name in names] == [False, True, True, False]
    assert survey.mean("alt").text == "skjermet"


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


def test_a_unit_where_an_item_is_withheld_has_no_index(surveyed: Surveyed, wide: Wide) -> None:
    """With the index and its other items the last could be worked out, there and in the unit hidden with it."""
    answers = wide(*respondents(nord=20, soer=12), *["5 4 4 vest", "5 3 4 vest", "5 2 1 vest"] * 2, head=HEAD)
    found = surveyed.survey(answers, SURVEYS + UNITS).found
    units = found.units["2024"]
    for question in ("trives", "alt"):
        assert [found.shows(units[name], question) for name in ("nord", "soer", "vest")] == [True, False, False]
    assert all(found.shows(units[name], "laerer") for name in units)


def test_what_the_shown_units_leave_is_a_group_itself(surveyed: Surveyed, wide: Wide) -> None:
    """Three of «vest» and five of «soer» all answered 5: by what is left of the whole, everybody knows it of all eight.

    So a third unit is withheld with them.
    """
    answers = wide(*respondents(nord=20), *["5 4 4 soer", "5 3 2 soer"] * 3, *["5 4 4 vest"] * 3, head=HEAD)
    found = surveyed.survey(answers, SURVEYS + UNITS).found
    units = found.units["2024"]
    assert [found.shows(units[name], "trives") for name in ("nord", "soer", "vest")] == [False, False, False]


def test_of_a_whole_that_is_withheld_nothing_is_told(surveyed: Surveyed, wide: Wide) -> None:
    """Nor its interval, margin or change, whose middle is the mean."""
    before = wide(*["4 3 2", "3 2 1"] * 10, wave="2023").partition("\n")[2]
    survey = surveyed.survey(wide(*["5 4 4"] * 7) + before)
    for told in (survey.interval, survey.margin, survey.change, survey.verdict, survey.last_time):
        refusal(told, "trives")


@pytest.mark.parametrize("later", [False, True])
def test_a_later_wave_changes_nothing_of_an_earlier_one(surveyed: Surveyed, wide: Wide, *, later: bool) -> None:
    """What last year's report withheld is withheld this year, too: both can be read beside each other."""
    waves = (
        SURVEYS.replace("population: 80, invited: 50", "invited: 99")
        + '      - {id: "2025", year: 2024, invited: 90}\n'
    )
    answers = wide(*respondents(nord=20, soer=20, vest=3), head=HEAD)
    if later:
        answers += wide(*respondents(nord=9, soer=20, vest=20), wave="2025", head=HEAD).partition("\n")[2]
    found = surveyed.survey(answers, waves + UNITS).found
    units = found.units["2024"]
    assert [found.shows(units[name], "trives") for name in ("nord", "soer", "vest")] == [True, False, False]
