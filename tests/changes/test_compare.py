from __future__ import annotations

from fokusrapport.blocks import Area, Callout, KeyFigure, KeyFigures, Link, ListBlock, Paragraph, Placeholder, plain
from fokusrapport.changes.compare import Comparison
from fokusrapport.changes.model import Detail
from fokusrapport.subject import IndicatorState, ResultState, Said, TrackedState
from tests.changes.made import Cells, Row, area, figure, heading, kinds, number, of_one, report, table, text

A = text("Innbyggerne venter kortere i servicetorget enn de gjorde før.")
B = text("Badet har fått ny heis, og flere kommer dit på egen hånd.")
C = text("Elevrådet møter rektor en gang i måneden.")


def test_nothing_is_told_of_the_same() -> None:
    """Neither of cells nor of what the program adds without one."""
    cells: Cells = {"a": [heading("Om"), A], "b": [table("Tall", ["X", "Y"], ["a", number("1")]), figure("Tegning")]}
    assert of_one(cells, cells) == []


def test_a_moved_cell_is_moved_once_whatever_it_holds() -> None:
    """The fewest cells that explain the order: here the one that went from first to last."""
    old: Cells = {"a": [heading("Om"), A], "b": [B], "c": [C]}
    assert of_one(old, {"b": [B], "c": [C], "a": [heading("Om"), A]}) == [("moved", "a")]


def test_a_cell_moved_to_another_area_is_moved_and_not_new() -> None:
    """It is told with the area it came from."""
    old = report(area("nav", {"a": [A], "b": [B]}), area("bad", {"c": [C]}))
    new = report(area("nav", {"a": [A]}), area("bad", {"c": [C], "b": [B]}))
    (found,) = Comparison(old, new).changes.all
    assert (found.kind, found.area, found.before, found.after) == ("moved", "bad", "nav", "bad")


def test_a_paragraph_that_lost_its_cell_is_found_by_its_words() -> None:
    """A cell split in two has a new id, and nothing was changed for a reader."""
    assert of_one({"a": [A, B]}, {"a": [A], "ny": [B]}) == []


def test_paragraphs_of_one_cell_find_each_other_by_likeness() -> None:
    """One put in between is new, and those around it are what they were."""
    changed = text("Elevrådet møter rektor to ganger i måneden.")
    assert of_one({"a": [A, C]}, {"a": [A, B, changed]}) == [("text_new", "a"), ("prose", "a")]


def test_texts_of_every_kind_are_compared() -> None:
    """Headings with their level, lists, callouts, key figures, and where a link leads."""
    old: Cells = {
        "h": [heading("Om tallene")],
        "l": [ListBlock(items=((Paragraph(children=plain("Flere svarer.")),),))],
        "c": [Callout(kind="note", title="Merk", children=(Paragraph(children=plain("Tallene er nye.")),))],
        "k": [KeyFigures(items=(KeyFigure(label="Besøk", value=number("12")),))],
        "u": [Paragraph(children=(Link(href="https://example.org/a", children=plain("Les mer")),))],
    }
    new: Cells = {
        "h": [heading("Om tallene", 3)],
        "l": [ListBlock(items=((Paragraph(children=plain("Færre svarer.")),),))],
        "c": [Callout(kind="note", title="Husk", children=(Paragraph(children=plain("Tallene er nye.")),))],
        "k": [KeyFigures(items=(KeyFigure(label="Besøk", value=number("14")),))],
        "u": [Paragraph(children=(Link(href="https://example.org/b", children=plain("Les mer")),))],
    }
    assert of_one(old, new) == [("prose", "h"), ("prose", "l"), ("prose", "c"), ("numbers", "k"), ("prose", "u")]


def test_a_table_tells_which_cells_are_otherwise() -> None:
    """By row and column; a row more is no change of those below it."""
    old: Cells = {"t": [table("Svar", ["Hvem", "Tall"], ["Elever", number("12")], ["Foreldre", number("30")])]}
    new: Cells = {
        "t": [
            table(
                "Svar", ["Hvem", "Tall"], ["Lærere", number("9")], ["Elever", number("14")], ["Foreldre", number("30")]
            )
        ]
    }
    (found,) = Comparison(report(area("nav", old)), report(area("nav", new))).changes.all
    assert found.kind == "table"
    assert found.details == (
        Detail(where="Elever, Tall", before="12", after="14"),
        Detail(where="row", before="", after="Lærere | 9"),
    )


def test_rows_of_indicators_are_told_with_the_indicator_alone() -> None:
    """The same number in five tables is one result."""
    before, after = (
        IndicatorState(id="ventetid", area="nav", label="Ventetid", results=(ResultState(year=2025, text=shown),))
        for shown in ("12", "14")
    )
    old, new = (
        report(
            area("nav", {"t": [table("Målekort", ["Hva", "Tall"], ["Ventetid", number(shown, "ventetid")])]}),
            indicators=[state],
        )
        for shown, state in (("12", before), ("14", after))
    )
    assert kinds(old, new) == [("value", "ventetid")]


def test_a_figure_tells_of_numbers_or_words_or_that_it_is_drawn_otherwise() -> None:
    """One change a figure: what its table says counts before its words, and those before the drawing."""
    titles: Row = ("Hva", "Tall")
    rows, other = [titles, ("Ventetid", number("12"))], [titles, ("Ventetid", number("14"))]
    old: Cells = {"f": [figure("Tegning", *rows)]}
    found = [
        Comparison(report(area("nav", old)), report(area("nav", {"f": [new]}))).changes.all
        for new in (
            figure("Tegning", *other, alt="Høyere søyler.", svg="<svg/>"),
            figure("Tegning", *rows, alt="Høye søyler.", svg="<svg/>"),
            figure("Tegning", *rows, svg="<svg/>"),
        )
    ]
    assert [[change.kind for change in changes] for changes in found] == [["figure"]] * 3
    assert [changes[0].details[:1] for changes in found] == [
        (Detail(where="Ventetid, Tall", before="12", after="14"),),
        (Detail(where="alternative text", before="Søyler.", after="Høye søyler."),),
        (),
    ]


def test_an_area_that_could_not_be_built_is_not_compared() -> None:
    """Otherwise a draft with one broken notebook would say that everything in it is gone."""
    whole = area("nav", {"a": [A], "b": [B]})
    broken = Area(id="nav", title="Nav", blocks=(Placeholder(title="Mangler", message="…"),), complete=False)
    state = IndicatorState(id="x", area="nav", label="X")
    assert kinds(report(whole, indicators=[state]), report(broken)) == [("area_unbuilt", "nav")]


def test_areas_come_go_and_move() -> None:
    """A new one is told once, and not text by text."""
    nav, bad, skole = area("nav", {"a": [A]}), area("bad", {"b": [B]}), area("skole", {"c": [C]})
    found = kinds(report(nav, bad), report(skole, nav.model_copy(update={"title": "NAV i dag"})))
    assert found == [("area_new", "skole"), ("area_title", "nav"), ("area_gone", "bad")]
    assert kinds(report(nav, bad, skole), report(skole, nav, bad)) == [("area_moved", "skole")]


def test_two_years_are_compared_by_what_each_says_of_its_own() -> None:
    """And a result of an earlier year that both show must be the same in both."""
    old = IndicatorState(
        id="x",
        area="nav",
        label="X",
        results=(ResultState(year=2024, text="3"), ResultState(year=2025, text="4", status="ønsket")),
    )
    new = IndicatorState(
        id="x",
        area="nav",
        label="X",
        results=(ResultState(year=2025, text="4,2"), ResultState(year=2026, text="5", status="ønsket")),
    )
    nav = area("nav", {"a": [A]})
    changes = Comparison(report(nav, indicators=[old]), report(nav, year=2026, indicators=[new])).changes.all
    assert [(c.kind, c.year, c.before, c.after) for c in changes] == [
        ("value", None, "4", "5"),
        ("value", 2025, "4", "4,2"),
    ]


def test_a_plan_of_one_year_is_a_promise_to_the_next() -> None:
    """What has come of it is its status; between drafts of one year they are two things."""
    plan = TrackedState(kind="plan", id="heis", area="nav", text="Vi bygger heis.")
    promise = TrackedState(
        kind="promise",
        id="heis",
        area="nav",
        text="Vi bygger heis.",
        status="utsatt",
        said=(Said(term="Frist", text="2027"),),
    )
    nav = area("nav", {"a": [A]})
    found = kinds(report(nav, tracked=[plan]), report(nav, year=2026, tracked=[promise]))
    assert found == [("tracked_status", "heis"), ("tracked_text", "heis")]
    assert kinds(report(nav, tracked=[plan]), report(nav, tracked=[promise])) == [
        ("tracked_new", "heis"),
        ("tracked_gone", "heis"),
    ]
