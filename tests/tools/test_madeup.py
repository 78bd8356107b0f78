from __future__ import annotations

import datetime as dt
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from fokusrapport.i18n import round_half_up
from fokusrapport.params.models import Indicator
from tools import fjordvik
from tools.madeup.answers import answer_rows, counts
from tools.madeup.cases import CaseStory, case_rows
from tools.madeup.series import rows
from tools.madeup.story import Answers, Series, TakingPart
from tools.madeup.taking_part import taking_part_rows

VISITS = Indicator(id="besok", label={"nb": "Besøk"}, scale="count", direction="none")
SHARE = Indicator(id="andel", label={"nb": "Andel"}, scale="percent", unit="%", decimals=1, direction="higher")


def values(series: Series, indicator: Indicator = VISITS) -> dict[object, object]:
    """The figure of each year that has one."""
    return {row["year"]: row.get("value") for row in rows(series, indicator)}


# --- the files in the repository --------------------------------------------------------------------------------------


def test_the_files_are_those_that_the_story_tells() -> None:
    """The generator gives the committed bytes, and no other table lies beside them."""
    assert {path.name: path.read_bytes() for path in fjordvik.DATA.glob("*.[cj]s*")} == fjordvik.made()


def test_a_figure_typed_into_a_file_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--check` names the file; without it the file is written as the story tells it."""
    for name, content in fjordvik.made().items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "kontakt.csv").write_bytes(b"indicator;year;value\nbesok-nettsider;2025;1\n")
    monkeypatch.setattr(fjordvik, "DATA", tmp_path)
    monkeypatch.setattr(sys, "argv", ["fjordvik.py", "--check"])
    with pytest.raises(SystemExit, match=r"^not current: kontakt\.csv\."):
        fjordvik.main()
    monkeypatch.setattr(sys, "argv", ["fjordvik.py"])
    fjordvik.main()
    assert (tmp_path / "kontakt.csv").read_bytes() == fjordvik.made()["kontakt.csv"]


# --- series -----------------------------------------------------------------------------------------------------------


@given(start=st.integers(0, 10**6), end=st.integers(0, 10**6), wander=st.integers(0, 1000))
def test_the_ends_are_as_told(start: int, end: int, wander: int) -> None:
    """What the story says of the first year and the last stands there; those between lie by the line."""
    found = values(Series(id="besok", start=start, end=end, wander=wander))
    assert (found[2021], found[2025]) == (str(start), str(end))
    assert abs(int(str(found[2023])) - (start + end) / 2) <= wander + 1


def test_a_new_series_leaves_the_others_as_they_were() -> None:
    """Each draws from its own generator: the years between depend on the series' own name only."""
    one = Series(id="besok", start=100, end=200, wander=40)
    list(rows(one.model_copy(update={"id": "annet"}), VISITS))
    assert values(one) == {2021: "100", 2022: "148", 2023: "182", 2024: "188", 2025: "200"}
    assert values(one.model_copy(update={"id": "annet"})) != values(one)


def test_what_happens_is_in_its_year() -> None:
    """A figure told outright, a closed year, a year without a result, and what is said beside, each in its year."""
    told = Series(
        id="besok",
        start=100,
        end=100,
        at={2021: 7},
        closed=(2022,),
        absent={2023: "ikke målt"},
        comments={2024: "Nytt bygg."},
        by_hand={2025: ("godt", "Vedtatt.")},
    )
    found = {row["year"]: row for row in rows(told, VISITS)}
    assert (found[2021]["value"], found[2022]["value"]) == ("7", "55")
    assert (found[2023].get("value"), found[2023]["missing"]) == (None, "ikke målt")
    assert (found[2024]["comment"], found[2025]["status"], found[2025]["status_reason"]) == (
        "Nytt bygg.",
        "godt",
        "Vedtatt.",
    )


def test_a_figure_stays_within_its_scale() -> None:
    """No year has more than a hundred per cent, and decimals are written with a comma."""
    found = values(Series(id="andel", start=99.5, end=100, wander=40), SHARE)
    assert found[2021] == "99,5"
    assert all(Decimal(str(text).replace(",", ".")) <= 100 for text in found.values())


def test_a_misspelt_key_of_the_story_is_refused() -> None:
    """It would be a year that silently has a result."""
    with pytest.raises(ValidationError, match="abscent"):
        Series.model_validate({"id": "besok", "abscent": {2023: "ikke målt"}})


# --- answers ----------------------------------------------------------------------------------------------------------


@given(st.lists(st.floats(0.5, 2), min_size=2, max_size=7), st.integers(10, 2000), st.data())
def test_answers_have_the_mean_that_is_published(likings: list[float], total: int, data: st.DataObject) -> None:
    """The same respondents, whatever the scale: their rounded mean is the result in the scorecard."""
    mean = data.draw(st.decimals(1, len(likings), places=1))
    shared = counts(likings, total, mean)
    weighed = sum(place * count for place, count in enumerate(shared, start=1))
    assert (sum(shared), min(shared) >= 0) == (total, True)
    assert round_half_up(Decimal(weighed) / total, 1) == mean


def test_too_few_answers_for_a_mean_are_refused() -> None:
    """Three respondents cannot have 4,6 on average as rounded to one decimal by moving one at a time."""
    with pytest.raises(ValueError, match="too few"):
        counts([1, 1, 1, 1, 1], 3, Decimal("4.6"))


def test_what_is_withheld_has_no_number() -> None:
    """A question that too few answered has one row, which says so; another has a row an answer, and «vet ikke»."""
    told = Answers(
        survey="s", year=2025, scale=("nei", "ja"), questions=("a", "b"), answered=40, outside=2, withheld=("b",)
    )
    found = list(answer_rows(told, {"a": Decimal("1.5")}))
    assert [row.get("answer") for row in found] == ["nei", "ja", "vet ikke", None]
    assert sum(int(str(row["count"])) for row in found if row["indicator"] == "a") == 40
    assert found[-1] == {"survey": "s", "indicator": "b", "year": 2025, "missing": "skjermet"}


# --- feedback cases ---------------------------------------------------------------------------------------------------


def test_cases_are_about_as_many_as_asked_for_and_stand_in_order() -> None:
    """About 3000 in three years over all twelve areas, by day of receipt, each with an id of its own."""
    story = CaseStory.model_validate(fjordvik._yaml(fjordvik.CASES))  # noqa: SLF001 - the story in the repository
    cases = list(case_rows(story))
    assert len(cases) == sum(sum(area.cases.values()) for area in story.areas) + 38 + 4 * 11
    assert len({case["area"] for case in cases}) == 12
    assert [case["received"] for case in cases] == sorted(str(case["received"]) for case in cases)
    assert len({case["id"] for case in cases}) == len(cases)


def test_more_cases_in_one_area_leave_the_others_as_they_were() -> None:
    """Each area and year is drawn by itself."""
    story = CaseStory.model_validate(fjordvik._yaml(fjordvik.CASES))  # noqa: SLF001 - the story in the repository
    first = story.areas[0].model_copy(update={"cases": {2023: 500}})
    changed = story.model_copy(update={"areas": (first, *story.areas[1:])})
    others = [
        [{**case, "id": ""} for case in case_rows(told) if case["area"] != first.area] for told in (story, changed)
    ]
    assert others[0] == others[1]


# --- taking part ------------------------------------------------------------------------------------------------------

TOLD = TakingPart.model_validate(
    {
        "file": "medvirkning.csv",
        "years": [2024, 2025],
        "councils": [{"unit": "a", "since": 2024}, {"unit": "b", "since": 2025}],
        "met": {"b": {2025: 5}},
        "held": [
            {"kind": "fokusgruppe", "area": "nav", "years": [2024, 2025], "people": 10, "exactly": {2025: 3}},
            {"kind": "brukerundersøkelse", "unit": "a", "years": [2025]},
        ],
    }
)


def test_councils_begin_in_their_year() -> None:
    """A row a year from then on, with two to five meetings, or as many as are told of elsewhere."""
    councils = [row for row in taking_part_rows(TOLD) if row["kind"] == "brukerråd"]
    assert [(row["unit"], row["year"]) for row in councils] == [("a", 2024), ("a", 2025), ("b", 2025)]
    assert all(2 <= int(str(row["meetings"])) <= 5 for row in councils)
    assert councils[-1]["meetings"] == 5


def test_events_have_a_day_of_their_year() -> None:
    """About so many people as usual, just so many where that is told, and none where nobody counted."""
    first, second, survey = [row for row in taking_part_rows(TOLD) if row["kind"] != "brukerråd"]
    for row in (first, second, survey):
        assert dt.date.fromisoformat(str(row["date"])).year == row["year"]
    assert 8 <= int(str(first["participants"])) <= 12
    assert (second["participants"], survey["participants"]) == (3, "")


def test_the_register_is_the_same_every_time() -> None:
    """And what is new in the story leaves the rest as it was."""
    more = TOLD.model_copy(update={"held": (*TOLD.held, TOLD.held[1].model_copy(update={"unit": "b"}))})
    before, after = list(taking_part_rows(TOLD)), list(taking_part_rows(more))
    assert [row for row in after if row in before] == before
