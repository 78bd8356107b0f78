from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from fokusrapport.blocks import Area, Block, Cell, Column, Paragraph, ShownValue, Source, Status, Table, Value
from fokusrapport.blocktree import walk
from fokusrapport.domain.area import AreaReport
from fokusrapport.domain.dataset import RankedItem, SurveyAnswer
from fokusrapport.domain.distribution import DistributionText, distribution
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.proof.candidates import sayings
from fokusrapport.domain.proof.prove import prove
from fokusrapport.domain.sources_area import AREA_ID as SOURCES_ID
from fokusrapport.domain.summary.area import summary_area
from tests.domain.conftest import Makers

ROWS = {("a", 2014): "40.0", ("a", 2015): "50.0", ("b", 2014): "15.1", ("b", 2015): "17.5"}


def source(indicator: str, year: int) -> Source:
    """A row of a made-up file."""
    return Source(file="data/x.csv", row=year - 2000, key=f"{indicator} {year}", sha256="0" * 64)


@pytest.fixture
def edition(make: Makers) -> EditionData:
    """Two indicators in two years, a ranked list and a question."""
    indicators = [
        make.indicator("≥ 45", decimals=1, areas=("one",)),
        make.indicator(id="b", scale="count", unit="visits", decimals=1),
        make.indicator(id="visits", scale="count"),
    ]
    results = [
        make.result(number, year, indicator=name, source=source(name, year)) for (name, year), number in ROWS.items()
    ]
    results += [make.result("369740", 2014, indicator="visits", source=source("visits", 2014))]
    ranked = RankedItem(survey="s", list="l", year=2015, rank=1, item="maps", source=source("l", 2015))
    return make.edition(indicators, results, rankings=(ranked,), answers=_answers("a"))


def _answers(indicator: str) -> tuple[SurveyAnswer, ...]:
    rows = (("bad", 1, 10), ("good", 2, 20), ("don't know", None, 5))
    given: dict[str, Any] = {"survey": "s", "indicator": indicator, "year": 2015, "share": None, "missing": None}
    return tuple(
        SurveyAnswer(**given, answer=answer, position=at, count=count, uncertain="", source=source(answer, 2015))
        for answer, at, count in rows
    )


def shown(*values: Value, area: str = "one") -> Sequence[Area]:
    """An area that shows these values, one a paragraph."""
    blocks: tuple[Block, ...] = tuple(Paragraph(children=(ShownValue(value=value),)) for value in values)
    return (Area(id=area, title="One", blocks=blocks),)


def right_values(edition: EditionData) -> dict[str, Value]:
    """One of everything that helpers make, each of the data."""
    area = AreaReport("one", edition)
    told = DistributionText(distribution(edition, edition.register.find("a")), "one", edition.language)
    callout = area.ratio_callout("visits", "b", [2014])
    paragraph = callout.children[0]
    assert isinstance(paragraph, Paragraph)
    base = told.base()
    assert base is not None
    ranked = next(node.value for node in walk(area.ranking("l")) if isinstance(node, ShownValue))
    return {
        "share": told.share(told.found.shown[1]),
        "outside": told.outside(told.found.outside[0]),
        "base": base,
        "rest": area.rest_of(100, "a"),
        "rest of another total": area.rest_of(40, "b"),
        "ratio": next(node.value for node in paragraph.children if isinstance(node, ShownValue)),
        "ranked": ranked,
        "count": area.count_of(7),
        "result": area.value("b"),
        "earlier": area.value("b", 2014),
        "change": area.change("a"),
        "rise": area.rise("a"),
        "requirement": area.requirement("a"),
        "meets": area.meets_requirement("a"),
        "below": area.below_requirement("a", 2014),
        "year measured": area.year_measured("a"),
    }


NAMES = (
    *("share", "outside", "base", "rest", "rest of another total", "ratio", "ranked", "count", "result", "earlier"),
    *("change", "rise", "requirement", "meets", "below", "year measured"),
)


@pytest.mark.parametrize("name", NAMES)
def test_what_helpers_make_is_proved(edition: EditionData, name: str) -> None:
    """Whatever comes of the data; the twin with another text is refused."""
    value = right_values(edition)[name]
    assert prove(edition, shown(value)) == ()
    (fault,) = prove(edition, shown(value.model_copy(update={"text": f"{value.text}0"})))
    assert fault.place.startswith("«One», the sentence")


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("count", "rest of another total")])
def test_a_number_changed_with_its_text_is_refused(edition: EditionData, name: str) -> None:
    """Where text and exact number are both wrong in the same way, the row still says otherwise."""
    value = right_values(edition)[name]
    exact = None if value.exact is None else str(Decimal(value.exact) + 1)
    assert prove(edition, shown(value.model_copy(update={"text": f"{value.text}0", "exact": exact})))


def test_only_the_form_is_proved_of_a_count_and_an_odd_total(edition: EditionData) -> None:
    """What a notebook alone knows: how many it counted, and what it took something from. ADR 0019 says so."""
    area = AreaReport("one", edition)
    assert prove(edition, shown(area.count_of(8), area.rest_of(41, "b"))) == ()


def test_values_of_no_indicator_and_bare_years(edition: EditionData) -> None:
    """An unknown indicator is told; a bare year is the edition's; other bare words are the author's own."""
    unknown = Value(kind="result", text="4,9", indicator="c", year=2015)
    (fault,) = prove(edition, shown(unknown))
    assert fault.what == "«4,9» cannot be made of the data: there is no such value of «c» in 2015."
    assert prove(edition, shown(Value(text="2015"), Value(text="12"), Value(text="fine"))) == ()
    (fault,) = prove(edition, shown(Value(text="2014")))
    assert fault.what == "«2014» is a year that cannot be proved: it is not the edition's."
    assert fault.allowed.startswith("2015; other years by area.previous_year")


def test_a_row_that_is_no_longer_there_is_named(edition: EditionData) -> None:
    """The file has changed since the notebook read it: which row of which file is told."""
    value = AreaReport("one", edition).value("b")
    (old,) = value.sources
    stale = value.model_copy(update={"sources": (old.model_copy(update={"sha256": "1" * 64}),)})
    (fault,) = prove(edition, shown(stale))
    told = "is said to stand in data/x.csv, row 15 («b 2015»), but it does not stand there now."
    assert fault.what.endswith(told)


def test_the_appendix_may_repeat_values_of_any_area(edition: EditionData) -> None:
    """It is the report's own part; in another area the same value is foreign."""
    value = AreaReport("one", edition).value("a")
    assert prove(edition, shown(value, area=SOURCES_ID)) == ()
    (fault,) = prove(edition, shown(value, area="two"))
    assert fault.what == "«50.0%» is a value of another area («one»)."


def test_the_summary_is_made_anew(edition: EditionData) -> None:
    """A count in it that is another when it is made again of the same areas is told."""
    area = AreaReport("one", edition)
    own = Area(id="one", title="One", blocks=(area.scorecard("Scorecard"),))
    summary = summary_area(edition, [own])
    assert summary is not None
    assert prove(edition, (summary, own)) == ()
    changed = summary.model_validate_json(summary.model_dump_json().replace('"exact":"1"', '"exact":"2"', 1))
    assert prove(edition, (changed, own))


def test_a_status_in_any_table_is_the_one_its_result_has(edition: EditionData) -> None:
    """Beside a value in a table that is not made anew; the twin has another word."""
    area = AreaReport("one", edition)
    indicator, value = edition.register.find("a"), area.value("a")
    right = edition.status(indicator, edition.result_or_blank("a", 2015))

    def table(status: Status) -> tuple[Area, ...]:
        cell = Cell(children=(ShownValue(value=value),), status=status)
        made = Table(label="tbl-x", caption=(), columns=(Column(title="A"),), rows=((cell,),))
        return (Area(id="one", title="One", blocks=(made,)),)

    assert prove(edition, table(right)) == ()
    (fault,) = prove(edition, table(right.model_copy(update={"word": "excellent"})))
    assert (fault.place, fault.what) == ("«One», tbl-x, row 1, column 1", "«excellent» is not how «50.0%» stands.")
    assert fault.allowed == f"«{right.word}»"


def test_every_helper_for_sentences_is_asked() -> None:
    """Those that make a value of an indicator; a new one is asked without being named anywhere."""
    asked = sayings().keys()
    assert asked >= {"value", "number", "in_words", "moved_by", "below_requirement", "previous_year", "year_measured"}
    assert not asked & {"count_of", "rest_of", "scorecard_size"}
