"""Texts in several languages: which one a report shows, and which one things are judged by."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from fokusrapport.blocks import Foreign, Source
from fokusrapport.blocktree import text_of, walk
from fokusrapport.domain.area import AreaReport
from fokusrapport.domain.classification import classify
from fokusrapport.domain.dataset import Data, RankedItem
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.requirements import parse_requirement, printed_requirement
from fokusrapport.domain.results import Result
from fokusrapport.domain.units import in_percent
from fokusrapport.i18n import language
from fokusrapport.params.models import DataSource, Indicator
from fokusrapport.params.translated import Translated, authored, localised

if TYPE_CHECKING:
    from tests.domain.conftest import Makers

SOURCE = Source(file="data/a.csv", row=2, key="l 1", sha256="0" * 64)


def _in_english(**fields: object) -> Indicator:
    """An indicator of a Norwegian register as an English report sees it."""
    given = {"id": "a", "label": {"nb": "A"}, "scale": "duration", "direction": "lower", **fields}
    return localised(Indicator.model_validate(given), "en", "nb")


@pytest.mark.parametrize(
    ("norwegian", "english"),
    [
        ("4,5 - 6", "4.5 - 6"),
        ("−1,0 - −0,1 %", "−1.0 - −0.1 %"),
        ("31.12.2026", "31.12.2026"),
        ("1,2,3", "1,2,3"),
        ("2026–2028", "2026–2028"),
        ("≤ 5,8 barn", "≤ 5,8 barn"),
    ],
)
def test_numbers_alone_have_the_mark_of_the_report(norwegian: str, english: str) -> None:
    """What has words waits for a translator; dates and lists are no numbers."""
    shown = Translated.of(norwegian).within("en", "nb")
    assert shown == english
    assert authored(shown) == norwegian


def test_a_text_in_the_report_is_left_as_written() -> None:
    """A translator's own text is not touched, whatever marks it has."""
    assert Translated.of({"nb": "4,5", "en": "4,5"}).within("en", "nb") == "4,5"


def test_a_requirement_is_printed_in_english_and_judged_as_it_was_written() -> None:
    """The unit of the text and that of the indicator are held against each other in the first language."""
    bands = {
        "met": {"nb": "≤ 5,8 barn", "en": "≤ 5.8 children"},
        "accepted": {"nb": "5,9 - 6,0 barn", "en": "5.9 - 6.0 children"},
    }
    found = _in_english(
        unit={"nb": "barn", "en": "children"}, decimals=1, requirements=[{"from": 2015, "bands": bands}]
    )
    assert printed_requirement(found.requirements[0]) == "≤ 5.8 children / 5.9 - 6.0 children"
    assert [band.unit for band in parse_requirement(found, found.requirements[0]).bands] == ["barn", "barn"]
    outcome = classify(found, Result(indicator="a", year=2015, number=Decimal("5.9")), language("en"))
    assert (outcome.kind, outcome.reason) == ("accepted", "")


def test_a_milestone_is_reached_in_the_words_of_the_data() -> None:
    """The data say «Tatt i bruk», the report “In use”."""
    text = {"nb": "Tatt i bruk", "en": "In use"}
    found = _in_english(scale="milestone", direction="higher", requirements=[{"from": 2015, "text": text}])
    outcome = classify(found, Result(indicator="a", year=2015, text="Tatt i bruk"), language("en"))
    assert outcome.kind == "met"


def test_per_cent_is_per_cent_in_any_language() -> None:
    """A unit that is written out does not make a share of hundredths a number of something."""
    found = _in_english(scale="percent", unit={"nb": "prosent", "en": "per cent"})
    assert in_percent(found)


def test_what_is_said_of_a_data_file_is_in_the_language_of_the_report() -> None:
    """The register of sources is written by people for readers; what stands in the file itself is left alone."""
    told = {"nb": "Oppdiktede svar", "en": "Made-up answers"}
    given = {"file": "a.csv", "table": "rankings", "source": told, "period": "2025", "owner": "X", "licence": "CC0 1.0"}
    doubts = [{"nb": "Få svarte.", "en": "Few answered."}]
    source = DataSource.model_validate({**given, "uncertain": doubts})
    shown = Data((), (), (), {"a.csv": source}).within("en", "nb").sources["a.csv"]
    assert (shown.source, shown.period, shown.uncertain) == ("Made-up answers", "2025", ("Few answered.",))


def test_what_a_data_file_says_is_quoted_in_its_own_language(make: Makers) -> None:
    """Comments, milestones and list items are nobody's to translate; a screen reader is told how to say them."""
    milestone = make.indicator(scale="milestone", areas=["one"])
    by_hand: dict[str, Any] = {"status_by_hand": "accepted", "status_reason": "Planen holder."}
    told = [make.result(text="Startet", comment="Etter planen.", uncertain="Bare muntlig.", **by_hand)]
    items = (RankedItem(survey="s", list="l", year=2015, rank=1, item="svar", source=SOURCE),)
    edition = make.edition([milestone], told, language="nb", rankings=items)
    words = {"Startet", "Etter planen.", "svar", "Bare muntlig.", "Planen holder"}
    for code, wanted in (("en", words), ("nb", set())):
        area = AreaReport("one", EditionData(edition.loaded.within(code), edition.data))
        blocks = (area.scorecard("Scorecard"), area.table("a", caption="", label="tbl-a"), area.ranking("l"))
        notes = [text_of(note) for block in blocks[:2] for note in getattr(block, "notes", ())]
        assert notes[::2] == ["a)\u00a0Bare muntlig."] * 2
        assert notes[1].endswith("Planen holder.")
        marked = [node for node in walk(blocks) if isinstance(node, Foreign)]
        assert {text_of(node.children) for node in marked if node.language == "nb"} - {"A", "Scorecard"} == wanted
