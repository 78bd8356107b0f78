from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from fokusrapport.blocks import Area, Paragraph, ShownValue, Source, Value
from fokusrapport.domain.control import period_covers, subject_facts
from fokusrapport.domain.dataset import Data
from fokusrapport.domain.scorecard import ScorecardTable
from fokusrapport.params.models import DataSource
from fokusrapport.subject import SubjectFacts, Unanswered
from tests.domain.test_followup_report import area as promising_area

if TYPE_CHECKING:
    from pathlib import Path

    from fokusrapport.domain.edition import EditionData
    from tests.domain.conftest import Makers

BANDS = ("≥ 90 %", "80–89 %", "< 80 %")
EXPLAINED = {"indicator": "bad", "explanation": "Few staff.", "action": "Hire.", "owner": "Head", "due": "2016"}


def edition(make: Makers, **more: object) -> EditionData:
    """A result of each kind: «bad» and «short» fall short, «hidden» is suppressed in 2014 and 2015."""
    named = {"good": "one", "bad": "one", "short": "two", "hidden": "two", "blank": "two"}
    indicators = [
        make.indicator("≥ 90 %" if name == "short" else BANDS, id=name, label={"en": name.capitalize()}, areas=[area])
        for name, area in named.items()
    ]
    results = [make.result(number, indicator=name) for name, number in {"good": "95", "bad": "5", "short": "4"}.items()]
    results += [make.result(missing="suppressed", indicator="hidden", year=year) for year in (2014, 2015)]
    return make.edition(indicators, results, **more)


def facts(edition: EditionData, *areas: str) -> SubjectFacts:
    """The facts of a report with the scorecards of the areas."""
    built = (
        Area(id=name, title=name, blocks=(ScorecardTable(edition, name).table("", f"tbl-{name}"),)) for name in areas
    )
    return subject_facts(edition, tuple(built))


def test_results_are_counted_by_area(make: Makers) -> None:
    """In the municipality's words and by kind of missing; suppressed ones over all years shown, each once."""
    one, two = facts(edition(make), "one", "two").areas
    told = {area.area: {item.word: item.number for item in area.counts if item.number} for area in (one, two)}
    assert told == {
        "one": {"wanted": 1, "unacceptable": 1},
        "two": {"does not meet the requirement": 1, "suppressed": 1, "not stated": 1},
    }
    assert (one.suppressed, two.suppressed) == (0, 2)
    assert [item.word for item in one.counts] == [item.word for item in two.counts]


def test_what_nobody_explains_is_told_with_its_place(make: Makers) -> None:
    """An unacceptable result stops a report, one that is only short does not; an explanation ends it."""
    bad, short = facts(edition(make), "one", "two").unexplained
    assert (bad.area, bad.result, bad.status.word, bad.anchor, bad.stops) == (
        "one",
        "5%",
        "unacceptable",
        "tbl-one",
        True,
    )
    assert (short.area, short.anchor, short.stops) == ("two", "tbl-two", False)
    explained = edition(make, tracking={"two": {"explanations": [EXPLAINED]}})
    assert [item.area for item in facts(explained, "one", "two").unexplained] == ["two"]


def test_an_excerpt_tells_of_its_own_areas_only(make: Makers) -> None:
    """And parts of the report that are no areas of the edition have no results."""
    found = facts(edition(make), "one")
    assert ([area.area for area in found.areas], len(found.unexplained)) == (["one"], 1)
    assert subject_facts(edition(make), (Area(id="kilder", title="", blocks=()),)).areas == ()


def test_what_an_area_has_not_answered_for_is_counted(tmp_path: Path) -> None:
    """One plan of four; what is done or dropped is answered."""
    found = subject_facts(promising_area(tmp_path).edition, ())
    assert found.unanswered == (Unanswered("skole", 1),)


def test_data_files_are_told_with_their_age(make: Makers) -> None:
    """Every declared file, whether a value shown was read from it, and whether its period holds the year."""
    given = {"table": "rankings", "source": "Survey", "owner": "Head", "licence": "CC0"}
    named = {
        "data/x/new.csv": DataSource.model_validate(
            {**given, "file": "new.csv", "period": "2014–2015", "delivered": dt.date(2016, 2, 1)}
        ),
        "data/x/old.csv": DataSource.model_validate({**given, "file": "old.csv", "period": "2012"}),
    }
    base = edition(make)
    known = replace(base, data=Data((), (), (), named))
    shown = Value(text="1", sources=(Source(file="data/x/new.csv", row=2, key="k", sha256="0"),))
    area = Area(id="one", title="One", blocks=(Paragraph(children=(ShownValue(value=shown),)),))
    new, old = subject_facts(known, (area,)).files
    assert (new.file, new.used, new.covers, new.delivered) == ("data/x/new.csv", True, True, dt.date(2016, 2, 1))
    assert (old.file, old.used, old.covers, old.delivered) == ("data/x/old.csv", False, False, None)


@pytest.mark.parametrize(
    ("period", "covers"),
    [
        ("2015", True),
        ("2013–2015", True),
        ("2013–2014", False),
        ("skoleåret 2014/15", True),
        ("2016-17", False),
        ("siste fire kvartaler", None),
    ],
)
def test_whether_a_period_covers_the_year(period: str, covers: bool | None) -> None:  # noqa: FBT001 - a table
    """Also of periods with a short last year; one without a year is not guessed at."""
    assert period_covers(period, 2015) is covers
