"""Made-up respondents: single ones that together say what is published."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from fokusrapport.domain.edition import EditionData, open_edition
from fokusrapport.domain.survey.checks import survey_faults
from fokusrapport.domain.survey.known import survey_found, surveys
from tools import fjordvik
from tools.madeup.respondents import respondent_rows
from tools.madeup.story import MadeUpItem, MadeUpUnit, Respondents

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def edition() -> EditionData:
    """Fjordvik in 2025."""
    return open_edition(ROOT, "fjordvik/2025")


def test_the_respondents_answered_what_is_published(edition: EditionData) -> None:
    """Every mean in the scorecards, and every number of answers, is that of the respondents one by one."""
    assert list(survey_faults(edition)) == []
    assert sum(len(survey_found(edition, survey.id).results) for survey in surveys(edition)) == 11


def test_the_distributions_are_those_published(edition: EditionData) -> None:
    """How many gave each answer in 2025 is the same in svar.csv, which is published, and one by one."""
    compared = 0
    for survey in surveys(edition):
        result = survey_found(edition, survey.id).wave("2025")
        for item in survey.items:
            published = edition.data.answers_to(item.indicator, 2025) if item.indicator else ()
            if not published:
                continue
            own = result.questions[item.id]
            counts = [own.counts.get(place, 0) for place in range(survey.ends[0], survey.ends[1] + 1)]  # type: ignore[call-overload]
            assert [answer.count for answer in published] == [*counts, own.outside]
            compared += 1
    assert compared == 8


def test_there_are_some_thousand_of_them() -> None:
    """Over three years."""
    made = [content for name, content in fjordvik.made().items() if name.startswith("svar-")]
    frames = [pd.read_csv(pd.io.common.BytesIO(content), sep=";") for content in made]  # type: ignore[attr-defined]
    who = pd.concat([frame[["survey", "wave", "respondent"]] for frame in frames]).drop_duplicates()
    assert 4000 < len(who) < 9000
    assert set(who["wave"]) == {2023, 2024, 2025}


def test_a_unit_has_as_many_as_the_story_says() -> None:
    """A share, or exactly so many; who is happier there answers better."""
    told = Respondents(
        survey="s",
        file="s.csv",
        years=(2024,),
        answered=200,
        scale=("nei", "litt", "ja"),
        items={"a": MadeUpItem(means={2024: 2.1})},
        unit_column="sted",
        units={"glad": MadeUpUnit(share=0.5, mood=0.9), "sur": MadeUpUnit(share=0.4), "liten": MadeUpUnit(exactly=3)},
    )
    rows = list(respondent_rows(told, []))
    assert Counter(row["sted"] for row in rows) == {"glad": 117, "sur": 80, "liten": 3}
    frame = pd.DataFrame(rows)
    mean = frame.astype({"a": int}).groupby("sted")["a"].mean()
    assert mean["glad"] > mean["sur"] + 0.3
    assert round(frame["a"].astype(int).mean(), 1) == 2.1
