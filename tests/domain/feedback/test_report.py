from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import product

import pytest

from fokusrapport.blocks import Area, Block, Callout, Paragraph, ShownValue, Table, Value
from fokusrapport.blocktree import text_of, walk
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.feedback.module import feedback_report
from fokusrapport.domain.feedback.report import FeedbackReport
from fokusrapport.domain.feedback.series import control_series
from fokusrapport.domain.proof.prove import prove
from tests.domain.conftest import refusal
from tests.domain.feedback.conftest import SETTINGS, CaseMakers, many

ROWS = [
    *many(16, cause="capacity", severity="1", extent="1", action="training"),  # answered on the eighth day
    *many(4, area="two", answered="2015-03-30", cause="routine", severity="3", extent="3"),  # on the 28th
    *many(12, type="ros", area="two", answered="2015-03-04"),
    *many(8, type="ros", received="2014-05-01", answered="2014-05-02"),
    *many(40, received="2014-06-01", answered="2014-06-05"),
]


@pytest.fixture(scope="module")
def edition() -> EditionData:
    """Cases of two years, so few that nothing could be shown with the usual limit."""
    return CaseMakers().edition(*ROWS, settings=CaseMakers().settings(suppression_limit=1))


@pytest.fixture(scope="module")
def report(edition: EditionData) -> FeedbackReport:
    """What a notebook has."""
    return feedback_report(edition, "one")


def cells(table: Table) -> list[list[str]]:
    """The text of a table's cells."""
    return [[text_of(cell.children) for cell in row] for row in table.rows]


def notes(table: Table) -> str:
    """All that stands under it."""
    return " ".join(text_of(note) for note in table.notes)


def test_values_for_sentences_by_hand(report: FeedbackReport) -> None:
    """32 cases with 14 days: 28 in time is 87,5 %; in order 12 took 2 days, 16 took 8, four took 28."""
    assert (report.cases().exact, report.cases("ris").exact, report.cases(year=2014).exact) == ("32", "20", "48")
    assert (report.settled(14).exact, report.within(14).exact, report.within(14).text) == ("32", "87.5", "88%")
    assert (report.median(14).exact, report.median(14).unit, report.ninetieth(14).exact) == ("8", "days", "28")
    assert (report.praise().exact, report.cause_name().text, report.cause_share().exact) == ("37.5", "Capacity", "80")


def test_where_a_cause_is_withheld_no_cause_has_a_share(feedback: CaseMakers) -> None:
    """Shares of the others would be of too few cases, and the withheld one would be what is left of the whole."""
    report = feedback.report(*many(20, cause="capacity"), *many(10, cause="routine"), *many(3, cause="other"))
    assert report.causes() == ()
    assert isinstance(report.pareto_chart("Causes", "fig-p"), Callout)
    assert "There is no cause number 1 to show." in refusal(report.cause_share)


def test_the_whole_is_not_the_mean_of_its_areas(report: FeedbackReport) -> None:
    """Area one has 16 of 16 in time, area two 12 of 16: the whole is 28 of 32, for cases count, not areas."""
    assert report.within(14, area="two").exact == "75"
    assert report.within(14, area="one").exact == "100"
    assert report.within(14).exact == "87.5"


def test_few_are_withheld_by_their_word(feedback: CaseMakers) -> None:
    """Neither text nor exact number is there; what could be worked out of it is withheld, too."""
    report = feedback.report(*ROWS)
    four = report.cases("ris", area="two")
    assert (four.text, four.exact) == ("suppressed", None)
    assert report.cases("ris", area="one").exact is None


@pytest.mark.parametrize(
    ("of_file", "own", "shown"), [(None, None, False), (1, None, True), (25, None, False), (25, 1, True)]
)
def test_the_limit_is_the_modules_else_the_files(
    feedback: CaseMakers, of_file: int | None, own: int | None, *, shown: bool
) -> None:
    """Four complaints are shown where the limit of the file is one; that of feedback.yaml goes before it."""
    settings = feedback.settings(suppression_limit=own)
    report = feedback.report(*ROWS, settings=settings, limit=of_file)
    assert (report.cases("ris", area="two").exact == "4") is shown
    assert report.figures.limit == (own or of_file or 5)


@pytest.mark.parametrize("answered", ["2015-03-10", "2015-04-10"])
def test_a_small_group_of_which_all_or_none_were_in_time_is_withheld(feedback: CaseMakers, answered: str) -> None:
    """Seven of seven, and none of seven, tells how each fared; of ten it is shown."""
    small = feedback.report(*many(7, answered=answered), *many(20, area="two"))
    assert small.within(14, area="one").text == "suppressed"
    large = feedback.report(*many(10), *many(20, area="two"))
    assert large.within(14, area="one").exact == "100"


def test_unanswered_breaches_count_and_pending_ones_are_told(feedback: CaseMakers) -> None:
    """Of 20 settled cases 10 were never answered: half in time, the 90th percentile not answered yet."""
    rows = [*many(10), *many(10, answered=""), *many(6, deadline="2016-06-01", answered="")]
    report = feedback.report(*rows, settings=feedback.settings(suppression_limit=1))
    assert (report.within(14).exact, report.ninetieth(14).text) == ("50", "not answered yet")
    table = report.deadlines("Times", "tbl-times")
    assert "still within their deadline are left out: 6" in notes(table)
    assert [row[0] for row in cells(table)] == ["14 days", "a day of its own"]


def test_each_deadline_has_its_row(report: FeedbackReport, feedback: CaseMakers) -> None:
    """Cases with three days and with fourteen are never one mean, and the percentile is defined."""
    mixed = feedback.report(*many(20), *many(10, category="danger", answered="2015-03-08"))
    found = cells(mixed.deadlines("Times", "tbl-times"))
    assert found == [["3 days", "10", "0%", "6", "6"], ["14 days", "20", "100%", "8", "8"]]
    assert "nearest rank" in notes(report.deadlines("Times", "tbl-times"))


def test_tables_tell_areas_months_and_years(report: FeedbackReport, feedback: CaseMakers) -> None:
    """With a row for the whole, and under them why something is withheld."""
    assert [row[-1] for row in cells(report.by_area("Areas", "tbl-a"))] == ["16", "16", "32"]
    assert "fewer than 5 cases" in notes(feedback.report(*ROWS).by_area("Areas", "tbl-a"))
    assert cells(report.by_year("Years", "tbl-y"))[0] == ["Praise", "8", "12"]
    months = cells(report.by_month("Months", "tbl-m"))
    assert months[2][0] == "March"
    assert months[-1][0] == "Whole year"
    assert months[-1][-1] == "32"


def test_levels_and_actions(report: FeedbackReport) -> None:
    """Cases by level, with those escalated; actions by level, those of the highest level first."""
    levels = report.levels("Levels", "tbl-l")
    assert [row[0] for row in cells(levels)] == ["Unit", "Service", "Director", "Executive", "Not graded"]
    assert "Escalated:" in notes(levels)
    assert cells(report.actions("Actions", "tbl-x"))[-1] == ["Unit", "Training", "16"]


def test_praise_and_complaints_stand_beside_a_warning(report: FeedbackReport) -> None:
    """More reports can mean a better culture, and it says so."""
    callout = report.balance()
    assert isinstance(callout, Callout)
    assert "More reports can mean a better culture" in callout.model_dump_json()


def test_what_is_withheld_is_never_counted_with(feedback: CaseMakers) -> None:
    """«Suppressed of suppressed cases» and «of suppressed cases of praise» say nothing; one case is no «cases»."""
    few = feedback.report(*many(3), *many(9, type="ros"))
    assert [text_of(item.note) for item in few.key_figures().items][1] == "of 12 cases with this deadline"
    assert "Cases of praise: suppressed. Complaints: suppressed. Share of praise: suppressed." in told(few.balance())
    fewer = feedback.report(*many(3))
    within = fewer.key_figures().items[1]
    assert (within.value.text, within.note) == ("suppressed", ())
    one = feedback.report(*many(1), settings=feedback.settings(suppression_limit=1))
    assert text_of(one.key_figures().items[1].note) == "of 1 case with this deadline"


def told(callout: Callout) -> str:
    """Its text."""
    return " ".join(text_of(block.children) for block in callout.children if isinstance(block, Paragraph))


def test_the_control_chart_tells_its_signals(report: FeedbackReport) -> None:
    """Forty cases in June 2014 stand far above the centre of 60 cases in 24 months of 2 000 inhabitants."""
    chart = report.control_chart(caption="Chart", label="fig-c")
    assert chart.type == "figure"
    assert chart.table is not None
    june = cells(chart.table)[5]
    # ū = 60 / 48 = 1,25; limits 1,25 ± 3·√(1,25/2) = 1,25 ± 2,372
    assert june == ["June 2014", "40", "20.00", "0.00", "3.62", "Outside the control limits"]
    assert "Centre line 1.25" in chart.alt
    assert "Signals: June 2014 (outside the control limits)" in chart.alt
    assert "June 2014: outside the control limits" in text_of(report.signals().children)


def every_month(year: int, months: int = 12) -> list[dict[str, str]]:
    """Twenty cases in each month of a year, or of its first months."""
    days = [f"{year}-{month:02d}-05" for month in range(1, months + 1)]
    return [{"received": day, "answered": day} for day in days for _case in range(20)]


def centre(feedback: CaseMakers, *rows: dict[str, str], baseline: tuple[int, ...] = (), **about: dt.date) -> str | None:
    """The centre line of the chart of all areas, 2 000 inhabitants."""
    chart = {**SETTINGS["control_chart"], "baseline": baseline}
    report = feedback.report(*rows, settings=feedback.settings(control_chart=chart), **about)
    series = control_series(report, None)
    assert series is not None
    return series.centre().exact


def test_half_a_year_weighs_half(feedback: CaseMakers) -> None:
    """Twenty a month of 2 000 are 10 a thousand, and so they are where the newest year is not over.

    Until 15 June 5,5 months are over: 360 cases / (12 · 2 + 5,5 · 2) = 10,285714.
    """
    rows = [*every_month(2014), *every_month(2015, 6)]
    assert centre(feedback, *rows, delivered=dt.date(2015, 6, 30)) == "10"
    assert centre(feedback, *rows, delivered=dt.date(2015, 6, 15)) == "10.285714"
    assert centre(feedback, *every_month(2014), *every_month(2015)) == "10"


def test_quarters_of_one_area_by_hand(feedback: CaseMakers) -> None:
    """Sixty cases of 500 users in three months are 60 / 1,5 = 40; the quarter not over by mid-June is left out."""
    rows = [*every_month(2014), *every_month(2015, 6)]
    series = control_series(feedback.report(*rows, delivered=dt.date(2015, 6, 15)), "one")
    assert series is not None
    assert [(span.year, span.number) for span in series.spans] == [(2014, n) for n in (1, 2, 3, 4)] + [(2015, 1)]
    assert {series.rate(place).exact for place in range(5)} == {"40"}


def test_the_centre_line_is_of_the_declared_years_that_have_come(feedback: CaseMakers) -> None:
    """A year without cases is left out, and where none of them has any, all years give the line."""
    rows = [*every_month(2014), *every_month(2015), *every_month(2015)]
    assert centre(feedback, *rows, baseline=(2014,)) == "10"
    assert centre(feedback, *rows, baseline=(2013, 2014, 2016)) == "10"
    assert centre(feedback, *rows, baseline=(2016,)) == "15"


def test_a_chart_of_too_few_cases_says_so(feedback: CaseMakers) -> None:
    """Nothing is drawn, and nothing is told of the few."""
    report = feedback.report(*many(3), *many(30, area="two"), *many(2, received="2014-01-01", answered=""))
    shown = report.control_chart(caption="Chart", label="fig-c", area="one")
    assert isinstance(shown, Callout)
    assert "fewer than 5" in shown.model_dump_json()
    assert report.pareto_chart(caption="Causes", label="fig-p").type == "callout"


def test_withheld_months_are_left_out_of_the_chart(feedback: CaseMakers) -> None:
    """They are named, not drawn at zero, and their number is in no part of the figure."""
    places = product((2014, 2015), range(1, 13), ("one", "two"), ("ris", "avvik", "ros", "forslag", "tilsynsfunn"))
    rows = [
        row
        for year, month, area, kind in places
        for row in many(
            1 if (year, month, kind) == (2014, 5, "ris") else 0 if (year, month, kind) == (2014, 5, "avvik") else 12,
            received=f"{year}-{month:02}-01",
            answered="",
            area=area,
            type=kind,
        )
    ]
    report = feedback.report(*rows)
    chart = report.control_chart(caption="Chart", label="fig-c")
    assert chart.type == "figure"
    assert chart.table is not None
    assert cells(chart.table)[4][:3] == ["May 2014", "suppressed", "suppressed"]
    assert "Suppressed, and not drawn:" in chart.alt
    assert "May 2014" in chart.alt


def test_the_pareto_chart_has_its_numbers_beside_it(feedback: CaseMakers) -> None:
    """Causes with cases, share and share so far."""
    rows = [*many(12, cause="capacity"), *many(6, cause="other"), *many(6, cause="routine")]
    chart = feedback.report(*rows).pareto_chart(caption="Causes", label="fig-p")
    assert chart.type == "figure"
    assert chart.table is not None
    assert cells(chart.table) == [
        ["Capacity", "12", "50%", "50%"],
        ["Routine", "6", "25%", "75%"],
        ["Other", "6", "25%", "100%"],
    ]
    assert "The first two make up 75%" in chart.alt


def every_block(report: FeedbackReport) -> tuple[Block, ...]:
    """All that a notebook can show."""
    tables = ("by_month", "by_year", "by_area", "deadlines", "deadlines_by_area", "levels", "actions")
    made = [getattr(report, name)(name, f"tbl-{name}") for name in tables]
    charts = [report.control_chart(caption="C", label="fig-c"), report.pareto_chart(caption="P", label="fig-p")]
    sentence = Paragraph(children=(ShownValue(value=report.within(14, year=2014)), ShownValue(value=report.repeats())))
    return (*made, *charts, report.key_figures(), report.balance(), report.signals(), sentence)


def test_all_that_is_shown_is_proved(edition: EditionData, report: FeedbackReport) -> None:
    """Made anew from the data every value is the same; one that is changed is found."""
    blocks = every_block(report)
    assert prove(edition, [Area(id="one", title="One", blocks=blocks)]) == ()
    wrong = report.cases().model_copy(update={"text": "33", "exact": "33"})
    (fault,) = prove(edition, [Area(id="one", title="One", blocks=(Paragraph(children=(ShownValue(value=wrong),)),))])
    assert "«32»" in fault.allowed


def test_nothing_of_a_single_case_is_in_the_output(report: FeedbackReport) -> None:
    """No id, no row: a value names the file and which of its cases, in words."""
    shown = Area(id="one", title="One", blocks=every_block(report))
    sources = {source for node in walk(shown.blocks) if isinstance(node, Value) for source in node.sources}
    assert {source.row for source in sources} == {0}
    assert all(source.key.startswith("year=") for source in sources)
    dumped = shown.model_dump_json()
    assert not any(f'"{case}"' in dumped or f" {case} " in dumped for case in ("c1", "c17", "c80"))


def test_a_wrong_question_is_refused_with_the_nearest(report: FeedbackReport) -> None:
    """Type, area, year, deadline and rank that are not there."""
    assert "ros, ris, forslag" in refusal(report.cases, "rsi")
    assert "one, two" in refusal(report.cases, area="three")
    assert "2014, 2015" in refusal(report.cases, year=2013)
    assert "14" in refusal(report.within, 21)
    assert "1–2" in refusal(report.cause_name, 9)
    assert "told for all areas together only" in refusal(report.cases, "tilsynsfunn", area="one")
    assert "no «exposure»" in refusal(report.control_chart, "C", "fig-c", area="two")


def test_a_municipality_without_cases_is_told_what_is_missing(edition: EditionData) -> None:
    """No file of cases, or no parameters."""
    without = replace(edition, data=replace(edition.data, _records={}))
    assert "feedback_cases" in refusal(feedback_report(without, "one").cases)
    switched_off = replace(edition, _loaded=replace(edition.loaded, modules={}))
    assert "feedback.yaml" in refusal(feedback_report(switched_off, "one").cases)
    assert prove(switched_off, []) == ()


def test_a_table_of_nothing_says_so_in_words(feedback: CaseMakers) -> None:
    """Nothing proposed, and only praise, which nobody is to answer: the reader is told, and links to the table hold."""
    edition = feedback.edition(*many(9, type="positivt tiltak", answered=""))
    made = feedback_report(edition, "one")
    actions, deadlines = made.actions("Actions", "tbl-x"), made.deadlines("Deadlines", "tbl-d")
    assert cells(actions) == [["No actions were proposed in 2015.", "–", "–"]]
    assert cells(deadlines) == [["No case in 2015 has a deadline.", "–", "–", "–", "–"]]
    by_area = made.deadlines_by_area("Deadlines", "tbl-da")
    assert cells(by_area) == [["No case in 2015 has a deadline.", "–", "–", "–", "–", "–"]]
    assert prove(edition, [Area(id="one", title="One", blocks=(actions, deadlines, by_area))]) == ()


def test_a_table_where_nothing_may_be_shown_has_a_row_that_says_so(feedback: CaseMakers) -> None:
    """Three cases: without a row the PDF has no table, and the whole report failed."""
    table = feedback.report(*many(3)).deadlines_by_area("Deadlines", "tbl-deadlines")
    assert [row[0] for row in cells(table)] == ["All areas"]
    assert "suppressed" in cells(table)[0]
