from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fokusrapport.blocks import Area, Figure, Heading, Link, Paragraph, ShownValue, Table, Value, plain
from fokusrapport.blocktree import walk
from fokusrapport.domain.area import AreaReport
from fokusrapport.domain.scorecard import ScorecardTable
from fokusrapport.domain.summary.area import summary_area
from fokusrapport.domain.summary.places import places_of
from fokusrapport.domain.summary.standing import levels, standings
from tests.plaintext import block_text

if TYPE_CHECKING:
    from fokusrapport.domain.edition import EditionData
    from tests.domain.conftest import Makers

ROOT = Path(__file__).parents[3]
BANDS = ("≥ 90 %", "80–89 %", "< 80 %")
MOVED = (("70", 2014), ("80", 2015))
SAID = {"indicator": "fell", "explanation": "Two ill.", "action": "Hire one.", "owner": "Head", "due": "2016"}


def edition(make: Makers, **changed: str) -> EditionData:
    """A result of each kind on two scorecards; `changed` gives an indicator another result in 2015."""
    named = {"rose": "one", "fell": "one", "short": "two", "same": "two", "hidden": "two", "blank": "two"}
    indicators = [
        make.indicator("≥ 90 %" if name == "short" else BANDS, id=name, label={"en": name.capitalize()}, areas=[area])
        for name, area in named.items()
    ]
    now = {"rose": "95", "fell": "70", "short": "5", "same": "85", **changed}
    before = {"rose": "85", "fell": "91", "same": "85"}
    results = [make.result(number, indicator=name) for name, number in now.items()]
    results += [make.result(number, 2013, indicator=name) for name, number in before.items()]
    results.append(make.result(missing="suppressed", indicator="hidden"))
    return make.edition(indicators, results, tracking={"one": {"explanations": [SAID]}})


def areas_of(edition: EditionData) -> tuple[Area, ...]:
    """The areas of a report that shows both scorecards."""
    return tuple(
        Area(
            id=name, title=name.capitalize(), blocks=(ScorecardTable(edition, name).table("Scorecard", f"tbl-{name}"),)
        )
        for name in ("one", "two")
    )


def summary(edition: EditionData) -> Area:
    """The summary of that report."""
    area = summary_area(edition, areas_of(edition))
    assert area is not None
    return area


def text(edition: EditionData) -> list[str]:
    """Its text, line by line."""
    return "\n".join(block_text(block) for block in summary(edition).blocks).splitlines()


def test_the_whole_year_is_told(make: Makers) -> None:
    """Levels with names, missing by kind, areas with their sum, what falls short with what is done, what moved."""
    assert text(edition(make)) == [
        (
            "INGRESS In 2015, four of the six indicators on the scorecards have a result. "
            "Compared with the last measurement, one of them improved and one got worse."
        ),
        "wanted: 1 Rose",
        "acceptable: 1 Same",
        "unacceptable: 1 Fell",
        "does not meet the requirement: 1 Short",
        "without a result: 2 not stated 1, suppressed 1",
        "TABELL tbl-oversikt: The results by area",
        "| Area | wanted | acceptable | unacceptable | does not meet the requirement | without a result",
        "| One | 1 | 0 | 1 | 0 | 0",
        "| Two | 0 | 1 | 0 | 1 | 2",
        "| All areas | 1 | 1 | 1 | 1 | 2",
        "## Not good enough, and what is done about it",
        "TABELL tbl-ikke-godt-nok: Results of 2015 that fall short",
        "| Indicator | Result 2015 | What is done about it | Responsible, deadline",
        "| Fell | 70% [unacceptable] | Hire one. | Head 2016",
        "| Short | 5% [below the requirement] | not stated | not stated",
        "## What has changed since it was last measured",
        "TABELL tbl-svakere: Worse than when last measured",
        "| Indicator | Area | Result 2015 | Change",
        "| Fell | One | 70% [unacceptable] | −21 percentage points since 2013",
        "TABELL tbl-bedre: Better than when last measured",
        "| Indicator | Area | Result 2015 | Change",
        "| Rose | One | 95% [wanted] | +10 percentage points since 2013",
    ]


@pytest.mark.parametrize(("indicator", "number"), [("rose", "70"), ("fell", "91"), ("same", "86"), ("short", "95")])
def test_another_result_gives_another_summary(make: Makers, indicator: str, number: str) -> None:
    """The twin: nothing in the summary is written by hand."""
    assert text(edition(make, **{indicator: number})) != text(edition(make))


def test_every_indicator_and_area_is_a_link_to_its_scorecard(make: Makers) -> None:
    """Whoever asks «which?» is one step from the row."""
    links = {
        "".join(getattr(child, "text", "") for child in node.children): node.href
        for node in walk(summary(edition(make)).blocks)
        if isinstance(node, Link)
    }
    assert links == {
        "Rose": "#tbl-one",
        "Fell": "#tbl-one",
        "Same": "#tbl-two",
        "Short": "#tbl-two",
        "One": "#tbl-one",
        "Two": "#tbl-two",
    }


def test_every_number_of_the_movements_names_its_rows(make: Makers) -> None:
    """Results and changes are values with indicator and year, so that they can be followed to their source."""
    tables = [block for block in summary(edition(make)).blocks if isinstance(block, Table)]
    shown = [node.value for table in tables[1:] for node in walk(table.rows) if isinstance(node, ShownValue)]
    assert {(value.indicator, value.year) for value in shown} == {("rose", 2015), ("fell", 2015), ("short", 2015)}


def test_levels_with_many_results_name_none(make: Makers) -> None:
    """A box with forty names is no summary; the table by area leads to them."""
    indicators = [make.indicator(BANDS, id=f"a{number}", areas=["one"]) for number in range(4)]
    results = [make.result("95", indicator=item.id) for item in indicators]
    made = make.edition(indicators, results)
    area = summary_area(made, areas_of(made)[:1])
    assert area is not None
    assert block_text(area.blocks[1]).startswith("wanted: 4 \n")


def test_more_movements_than_a_page_holds_are_counted(make: Makers) -> None:
    """Five rows are shown, those of another level first; the rest are told of under the table."""
    indicators = [
        make.indicator(BANDS, id=f"a{number}", label={"en": f"A{number}"}, areas=["one"]) for number in range(13)
    ]
    results = [make.result("91", 2014, indicator=item.id) for item in indicators]
    results += [make.result("79" if item.id == "a12" else "90", indicator=item.id) for item in indicators]
    made = make.edition(indicators, results)
    area = summary_area(made, areas_of(made)[:1])
    assert area is not None
    (table,) = [block for block in area.blocks if isinstance(block, Table) and block.label == "tbl-svakere"]
    lines = block_text(table).splitlines()
    assert lines[2].startswith("| A12 ")
    assert len(table.rows) == 5
    assert lines[-1].strip() == "8 more are described under their areas."


def test_an_indicator_on_two_scorecards_counts_once(make: Makers) -> None:
    """The sum is the number of indicators, whatever number of scorecards they stand on."""
    made = make.edition([make.indicator(BANDS, id="both", areas=["one", "two"])], [make.result("95", indicator="both")])
    area = summary_area(made, areas_of(made))
    assert area is not None
    assert "wanted: 1" in "\n".join(map(block_text, area.blocks))


def test_areas_that_are_not_built_are_not_counted(make: Makers) -> None:
    """An excerpt sums up what it holds."""
    made = edition(make)
    area = summary_area(made, areas_of(made)[:1])
    assert area is not None
    assert "without a result" not in "\n".join(map(block_text, area.blocks))


def test_results_all_there_and_none_there_are_told_in_other_words(make: Makers) -> None:
    """«Two of the two» and «none of the six» are not how people write."""
    one = make.indicator(BANDS, areas=["one"])
    full, empty = make.edition([one], [make.result("95")]), make.edition([one], [])
    leads = [block_text(area.blocks[0]) for made in (full, empty) if (area := summary_area(made, areas_of(made)))]
    assert leads == [
        "INGRESS Every indicator on the scorecards has a result for 2015.",
        "INGRESS No indicator on the scorecards has a result for 2015.",
    ]


def test_a_report_without_scorecards_has_no_summary_unless_something_moved(make: Makers) -> None:
    """A chapter may have no scorecard at all; what is shown and moved is told all the same."""
    indicator = make.indicator(id="free", label={"en": "Free"})
    made = make.edition([indicator], [make.result("95", indicator="free"), make.result("90", 2014, indicator="free")])
    shown = AreaReport("one", made).table("free", caption="Results", label="tbl-free")
    silent = Area(id="one", title="One", blocks=(Heading(level=2, children=plain("Nothing")),))
    moved = Area(id="one", title="One", blocks=(shown,))
    assert summary_area(made, [silent]) is None
    area = summary_area(made, [moved])
    assert area is not None
    assert "| Free | One | 95% | +5 percentage points since 2014" in "\n".join(map(block_text, area.blocks))


def test_the_place_of_an_indicator_is_a_table_before_a_figure_before_the_text() -> None:
    """A reader who follows a link wants the row; only where there is none, the chart or the text."""
    value = Value(text="1", indicator="a", year=2015)
    said = Paragraph(children=(ShownValue(value=value),))
    row = Table.model_validate(
        {"label": "", "caption": (), "columns": ({"title": "A"},), "rows": (({"children": said.children},),)}
    )
    figure = Figure(label="fig-a", caption=(), alt="A", svg="<svg/>", table=row)
    table = row.model_copy(update={"label": "tbl-a"})

    def anchor(*blocks: Paragraph | Figure | Table) -> str:
        return places_of([Area(id="one", title="One", blocks=blocks)], 2015)["a"].anchor

    assert [anchor(said, figure, table), anchor(said, figure), anchor(said)] == ["tbl-a", "fig-a", "one"]


def test_what_results_are_compared_with_is_not_the_municipality_s_progress(make: Makers) -> None:
    """A national mean shown beside a result has moved too, but nobody here has moved it."""
    own = make.indicator(id="own", label={"en": "Own"}, areas=["one"], benchmarks=("nation",))
    nation = make.indicator(id="nation", label={"en": "Nation"})
    results = [make.result("70", year, indicator="own") for year in (2014, 2015)]
    results += [make.result("70", 2014, indicator="nation"), make.result("80", 2015, indicator="nation")]
    made = make.edition([own, nation], results)
    area = summary_area(made, areas_of(made)[:1])
    assert area is not None
    assert "Nation" not in "\n".join(map(block_text, area.blocks))


def test_figures_outside_the_scorecards_are_counted_by_themselves(make: Makers) -> None:
    """Whoever adds up the scorecards gets the numbers of the first sentences."""
    card, free = make.indicator(id="card", areas=["one"]), make.indicator(id="free", label={"en": "Free"})
    results = [make.result(number, year, indicator=name) for name in ("card", "free") for number, year in MOVED]
    made = make.edition([card, free], results)
    table = AreaReport("one", made).table("free", caption="Results", label="tbl-free")
    (first, *_rest) = areas_of(made)
    area = summary_area(made, [first.model_copy(update={"blocks": (*first.blocks, table)})])
    assert area is not None
    assert block_text(area.blocks[0]) == (
        "INGRESS Every indicator on the scorecards has a result for 2015. "
        "Compared with the last measurement, one of them improved and none got worse. "
        "Of the other figures in the report, one improved and none got worse."
    )


def test_an_area_leads_to_its_own_scorecard(make: Makers) -> None:
    """Also when another area before it shows one of its results in a table."""
    made = make.edition(
        [make.indicator(BANDS, id="x", areas=["two"]), make.indicator(BANDS, id="y", areas=["one"])], []
    )
    shown = AreaReport("one", made).table("x", caption="Results", label="tbl-free", years=(2015,))
    one, two = areas_of(made)
    area = summary_area(made, [one.model_copy(update={"blocks": (shown, *one.blocks)}), two])
    assert area is not None
    (table,) = [block for block in area.blocks if isinstance(block, Table) and block.label == "tbl-oversikt"]
    links = [node.href for node in walk(table) if isinstance(node, Link)]
    assert links == ["#tbl-one", "#tbl-two"]


def test_an_explanation_is_that_of_the_area_the_result_is_counted_in(make: Makers) -> None:
    """Two areas may both explain a result that stands on both scorecards; the other's owner is not named for it."""
    two = {**SAID, "action": "Wait.", "owner": "Another"}
    made = make.edition(
        [make.indicator(BANDS, id="fell", areas=["one", "two"])],
        [make.result("70", indicator="fell")],
        tracking={"one": {"explanations": [SAID]}, "two": {"explanations": [two]}},
    )
    area = summary_area(made, areas_of(made))
    assert area is not None
    text_of_all = "\n".join(map(block_text, area.blocks))
    assert "Hire one. | Head 2016" in text_of_all
    assert "Wait." not in text_of_all


def test_results_short_of_a_requirement_are_one_level_whatever_the_word(make: Makers) -> None:
    """«Below» and «above the requirement» are equally short of it, and stand in the same place in every build."""
    indicators = [
        make.indicator("≥ 90 %", id="low", areas=["one"]),
        make.indicator("≤ 3 %", id="high", areas=["one"], direction="lower"),
    ]
    made = make.edition(indicators, [make.result("5", indicator="low"), make.result("5", indicator="high")])
    found = levels(made, standings(made, ("one",)))
    assert [(level.word, len(level.standings)) for level in found[3:]] == [("does not meet the requirement", 2)]


SEEDED = """
from pathlib import Path
from fokusrapport.blocks import Area
from fokusrapport.domain.edition import open_edition
from fokusrapport.domain.scorecard import ScorecardTable
from fokusrapport.domain.summary.area import summary_area
edition = open_edition(Path.cwd(), "fjordvik/2025")
names = [entry.area for entry in edition.loaded.edition.areas]
tables = {name: ScorecardTable(edition, name).table("C", f"tbl-{name}") for name in names}
print(summary_area(edition, [Area(id=name, title=name, blocks=(table,)) for name, table in tables.items()]))
"""


@pytest.mark.slow
def test_the_summary_is_the_same_whatever_order_sets_have() -> None:
    """Texts have another hash in every process; nothing on the page may stand in that order."""
    told = {
        subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-c", SEEDED],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1
    assert len(b"".join(told)) > 10_000
