from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat import from_dict

from fokusrapport.app import Options, check_editions
from fokusrapport.domain.edition import open_edition
from fokusrapport.domain.prose.matching import SMALL
from fokusrapport.domain.prose.proofreading import proofread_areas
from fokusrapport.params.project import Project, list_editions
from fokusrapport.pipeline.cells import CellPlace
from fokusrapport.pipeline.prose import area_prose
from fokusrapport.prose import ProseReport
from tests.conftest import ROOT
from tests.domain.prose.sentences import FOUND, PASSED
from tests.project import bare, markdown

if TYPE_CHECKING:
    from tests.domain.conftest import Makers

Proofread = Callable[[str], ProseReport]
_SCORES = {"a": [("4.7", 2014), ("4.9", 2015)], "b": [("4.4", 2014), ("4.5", 2015)]}


@pytest.mark.parametrize(("text", "typed", "verdict", "expression"), FOUND)
def test_a_typed_number_is_found(proofread: Proofread, text: str, typed: str, verdict: str, expression: str) -> None:
    """With what it is to the known one, and the expression that shows that."""
    found = {number.text: number for number in proofread(text).standing}
    assert typed in found, found
    assert (found[typed].verdict, found[typed].expression) == (verdict, f"{{eval}}`{expression}`")


@pytest.mark.parametrize("text", PASSED)
def test_a_number_that_is_no_result_is_let_through(proofread: Proofread, text: str) -> None:
    """Names, times, scales, small numbers, other units, and whatever is not typed."""
    assert [number.message() for number in proofread(text).numbers] == []


def test_an_excused_number_is_told_with_its_reason(proofread: Proofread) -> None:
    """On the line itself, or alone on the line above; the number is still listed, for the control page."""
    for text in (
        "Andelen var 91,5 %. <!-- skrevet tall: sitat fra vedtaket -->",
        "<!-- typed number: sitat fra vedtaket -->\nAndelen var 91,5 %.",
        "<!-- Skrevne tall: tull -->\n<!-- skrevet tall: sitat fra vedtaket -->\n\nAndelen var 91,5 %.",
    ):
        report = proofread(text)
        assert [(number.text, number.excuse) for number in report.excused] == [("91,5 %", "sitat fra vedtaket")]
        assert (report.standing, report.unused, report.warnings()) == ((), (), ())


def test_an_excuse_speaks_of_its_own_line_only(proofread: Proofread) -> None:
    """The line under it is told as before, and an excuse without a number is told of too."""
    report = proofread("Her er det ingen tall. <!-- skrevet tall: vane -->\nAndelen var 91,5 %.")
    assert [(number.text, number.place.line) for number in report.standing] == [("91,5 %", 2)]
    assert [(excuse.reason, excuse.covers) for excuse in report.unused] == [("vane", 1)]
    first, second = map(str, report.warnings())
    assert first == (
        "notebooks/one.ipynb, cell 1, line 2: «91,5 %» is typed, and is the same as barnehagedekning 2015: "
        '91,5\u00a0%. Write {eval}`area.value("barnehagedekning")`.'
    )
    assert second.startswith("notebooks/one.ipynb, cell 1, line 1: The excuse «vane» excuses no typed number")


@pytest.mark.parametrize(
    ("text", "unused"),
    [
        ("Kurset kostet 12 345 kr. <!-- skrevet tall: fra fakturaen -->", 0),
        ("Vi har fem ansatte. <!-- skrevet tall: talt opp -->", 0),
        ("Kurset var i 2015. <!-- skrevet tall: vane -->", 1),
        ("Kurset kostet 12 345 kr.\nDet var nyttig. <!-- skrevet tall: feil linje -->", 1),
    ],
)
def test_an_excuse_is_idle_only_where_no_number_is_typed(proofread: Proofread, text: str, unused: int) -> None:
    """A number that is not judged today may be tomorrow; a year is none, and neither is a number on another line."""
    assert len(proofread(text).unused) == unused


def test_one_word_is_enough_for_a_score_of_any_year(make: Makers) -> None:
    """Also where two labels have the word, so that neither is named; with other decimals, or no word, it is chance."""
    names = {"a": "Tilfredshet blant pårørende", "b": "Tilfredshet blant beboere"}
    indicators = [
        make.indicator(id=name, label={"nb": label}, areas=["one"], scale="score_1_6", unit="", decimals=1)
        for name, label in names.items()
    ]
    results = [make.result(number, year, indicator=name) for name in names for number, year in _SCORES[name]]
    area = make.area(indicators, results, language="nb")

    def told(text: str) -> list[tuple[str, str]]:
        prose = area_prose(bare(markdown(text)), "one", "notebooks/one.ipynb")
        return [(n.verdict, n.indicator) for n in proofread_areas(area.edition, [prose]).numbers]

    assert told("Tilfredsheten er 4,7.") == [("equal", "a")]
    assert told("Resultatet er 4,7.") == told("Tilfredsheten er 4,70.") == told("Tilfredsheten er 4,1.") == []


def test_a_cell_shown_in_its_own_language_is_read_in_it(make: Makers) -> None:
    """Its number words are numbers, also where the report around it is in another language; that one's are none."""
    area = make.area([make.indicator(areas=["one"])], [make.result("7")])

    def idle(text: str, **mark: str) -> bool:
        cell = markdown(f"{text} <!-- skrevet tall: talt opp -->")
        cell.metadata["fokusrapport"] = {"number": 1, **mark}
        prose = area_prose(bare(cell), "one", "notebooks/one.ipynb")
        return bool(proofread_areas(area.edition, [prose]).unused)

    assert (idle("Vi er sju."), idle("We are seven.")) == (True, False)
    assert (idle("Vi er sju.", language="nb"), idle("We are seven.", language="nb")) == (False, True)


def test_what_else_is_built_does_not_decide_what_a_sentence_speaks_of() -> None:
    """With one area alone, the indicators of all others are strays; their labels must not make a word ambiguous."""
    project, edition = Project(ROOT), open_edition(ROOT, "kristiansund/2015")
    (checked,) = check_editions(project, ["kristiansund/2015"], Options())
    areas = [area_prose(run.notebook, run.area, run.shown_as) for run in checked.plan.runs]
    (nav,) = (area for area in areas if area.area == "nav")
    typed = area_prose(bare(markdown("Tilfredsheten er 4,6 i 2015.")), "nav", "notebooks/nav.ipynb")
    nav = replace(nav, passages=(*nav.passages, *typed.passages))
    for built in ([nav], [nav, *(area for area in areas if area.area != "nav")]):
        (number,) = proofread_areas(edition, built).numbers
        assert (number.verdict, number.indicator, number.known) == ("contradicts", "nav-tilfredshet", "4,9")


def test_only_what_contradicts_and_is_not_excused_stops_publishing(proofread: Proofread) -> None:
    """A number that is the same is told; one that says something else is a fault, until somebody answers for it."""
    assert proofread("Barnehagedekningen var 91,5 %.").contradictions() == ()
    (fault,) = proofread("Barnehagedekningen var 88,2 %.").contradictions()
    assert fault.where == "notebooks/one.ipynb, cell 1, line 1"
    assert "«88,2 %» is typed, but barnehagedekning 2015 is 91,5\u00a0%." in fault.what
    excused = "Barnehagedekningen var 88,2 %. <!-- skrevet tall: foreløpig tall fra våren -->"
    assert proofread(excused).contradictions() == ()


def test_the_place_is_that_of_the_line(proofread: Proofread) -> None:
    """Lines count from 1 in the cell, also behind a list, a table and a footnote."""
    text = "Et avsnitt.\n\n- ett punkt\n- Andelen var 91,5 %\n\nSlutt.[^a]\n\n[^a]: Andelen var 93,6 %.\n"
    assert [(number.text, number.place.line) for number in proofread(text).numbers] == [("91,5 %", 4), ("93,6 %", 8)]


numbers = st.decimals(min_value=13, max_value=99, places=1, allow_nan=False)


@given(numbers, st.sampled_from(["", "Andelen var ", "Barnehagedekningen økte til "]))
def test_a_computed_number_is_never_told(make: Makers, number: Decimal, before: str) -> None:
    """Whatever the figure is: what stands between {eval} marks is not typed."""
    area = make.area([make.indicator(areas=["one"], decimals=1)], [make.result(str(number))], language="nb")
    text = f'{before}{{eval}}`area.value("a")` av barna i {{eval}}`year`.'
    prose = area_prose(bare(markdown(text)), "one", "notebooks/one.ipynb")
    assert proofread_areas(area.edition, [prose]).numbers == ()


@given(st.integers(13, 10**7).filter(lambda number: not 1900 <= number < 2100), st.integers(0, 2))
def test_a_known_number_that_is_typed_is_always_told(make: Makers, digits: int, decimals: int) -> None:
    """Whatever the figure is: written as the report writes it, with the name of what it is, it is found."""
    number = str(Decimal(digits).scaleb(-decimals))
    indicator = make.indicator(areas=["one"], decimals=decimals, scale="count", label={"nb": "Besøk på biblioteket"})
    area = make.area([indicator], [make.result(number)], language="nb")
    text = f"Tallet på besøk i biblioteket var {area.value('a')}."
    found = proofread_areas(area.edition, [area_prose(bare(markdown(text)), "one", "notebooks/one.ipynb")]).numbers
    if Decimal(number) > SMALL or decimals:
        assert [(one.verdict, one.expression) for one in found] == [("equal", '{eval}`area.value("a")`')]


@pytest.mark.parametrize("name", list_editions(Project(ROOT)))
def test_the_real_notebooks_have_no_typed_results(name: str) -> None:
    """Every edition of this project: what stands in prose is computed."""
    (checked,) = check_editions(Project(ROOT), [name], Options())
    prose = [area_prose(run.notebook, run.area, run.shown_as) for run in checked.plan.runs]
    assert proofread_areas(open_edition(ROOT, name), prose).warnings() == ()


def test_a_result_typed_in_a_real_notebook_is_told() -> None:
    """The twin of the test above: the first value in NAV's notebook typed instead."""
    (checked,) = check_editions(Project(ROOT), ["kristiansund/2015"], Options(areas=("nav",)))
    (run,) = checked.plan.runs
    notebook = from_dict(run.notebook)
    value = '{eval}`area.value("nav-tilfredshet")`'
    ((position, cell),) = [(index, each) for index, each in enumerate(notebook.cells) if value in each.source]
    cell.source = cell.source.replace(value, "4,9")
    prose = area_prose(notebook, run.area, run.shown_as)
    (number,) = proofread_areas(open_edition(ROOT, "kristiansund/2015"), [prose]).numbers
    assert (number.text, number.place.cell, number.indicator) == (
        "4,9",
        CellPlace.of(run.shown_as, position, cell).number,
        "nav-tilfredshet",
    )
