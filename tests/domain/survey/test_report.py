from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from fokusrapport.blocks import Area, Block, Callout, Group, KeyFigures, Paragraph, ShownValue, Table, Value
from fokusrapport.blocktree import text_of, walk
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.modules import module_values
from fokusrapport.domain.proof.prove import prove
from fokusrapport.domain.sources_area import sources_area
from fokusrapport.domain.survey.report import SurveyReport, survey_report
from tests.domain.conftest import refusal
from tests.domain.survey.conftest import SURVEYS, UNITS, Surveyed
from tests.project import NO_BREAK_SPACE

Wide = Callable[..., str]
BENCHMARK = (
    "{id: trives, label: {nb: Jeg trives}, benchmark: {label: {nb: Landet}, value: 4.2, participants: 87, year: 2022}}"
)
POINTS = "".join(line for line in SURVEYS.splitlines(keepends=True) if not line.startswith("    answers:"))
COMPARED = SURVEYS.replace("{id: trives, label: {nb: Jeg trives}}", BENCHMARK)

INDEX = (
    "«Alt i alt» er gjennomsnittet av «Jeg trives», «Læreren hjelper meg» og «Maten er god», for dem som svarte på "
    "minst halvparten."
)
CHANCE = (
    "Intervallene viser hva tilfeldigheter gjør når bare noen blir spurt, rettet for hvor mange det er i alt. De sier "
    "ingenting om dem som ble spurt og ikke svarte."
)


def answers(wide: Wide) -> str:
    """Ten pupils in 2023, all of 40 asked; twenty in 2024, of 50 asked and 80 in all."""
    now = wide(*["5 4 vet_ikke", "4 4 3", "3 5 2", "5 5 4", "4 3 1"] * 4)
    before = wide(*["3 3 2", "2 4 vet_ikke", "4 3 3", "3 4 2", "2 2 1"] * 2, wave="2023")
    return now + before.partition("\n")[2]


def table_of(table: Table) -> list[str]:
    """The table's rows as text, its heads first, then its notes."""
    rows = [" | ".join(text_of(cell.children) for cell in row) for row in table.rows]
    return [" | ".join(column.title for column in table.columns), *rows, *(text_of(note) for note in table.notes)]


@pytest.fixture
def survey(surveyed: Surveyed, wide: Wide) -> SurveyReport:
    """The survey of two years."""
    return surveyed.survey(answers(wide))


def test_the_table_of_questions(survey: SurveyReport) -> None:
    """Answers, means, intervals, changes and their verdicts; under it everything that must be known.

    «Jeg trives» in 2024: four times 5, 4, 3, 5, 4 of 80 people, so m = 4.2, s² = 20 · 0.56/19 = 0.58947,
    e = √(0.58947/20 · 60/79) = 0.14962, t of 19 degrees 2.0930: 4.2 ± 0.31, that is 3.89 to 4.51.
    «Maten er god» has 16 answers 3, 2, 4, 1: s² = 20/15, e = √(1.3333/16 · 64/79) = 0.25983, t of 15 degrees 2.1314:
    2.5 ± 0.554. «Alt i alt» is 4.5, 3.667, 3.333, 4.667 and 2.667: m = 3.767, s² = 11.022/19, e = 0.1484, ± 0.311.
    In 2023 it was 2.8, so that the change is +1.4. Everyone was asked then, so no margin is promised.
    """
    assert table_of(survey.table("Svar")) == [
        f"Spørsmål | Svar | Gjennomsnitt | 95{NO_BREAK_SPACE}%-intervall | Endring | Mer enn tilfeldig?",
        "Jeg trives | 20 | 4,2 | 3,89–4,51 | +1,4 | mer enn tilfeldigheter alene gir (fra 2023)",
        "Læreren hjelper meg | 20 | 4,2 | 3,89–4,51 | +1,0 | mer enn tilfeldigheter alene gir (fra 2023)",
        "Maten er god | 16 | 2,5 | 1,95–3,05 | +0,5 | ikke mer enn tilfeldigheter alene gir (fra 2023)",
        "Alt i alt | 20 | 3,8 | 3,46–4,08 | +1,1 | mer enn tilfeldigheter alene gir (fra 2023)",
        "Skalaen går fra 1 til 5, der 5 er best.",
        INDEX,
        "«vet ikke» er ikke med i noe gjennomsnitt.",
        CHANCE,
    ]


def test_nothing_is_promised_where_everyone_was_asked(survey: SurveyReport) -> None:
    """A census with those who did not answer is no random sample: the words say so, and the margin is refused."""
    told = table_of(survey.table("Svar", wave="2023"))
    assert any("lover ingenting" in line for line in told)
    assert not any("feilmargin" in line for line in told)
    assert "no random sample" in refusal(survey.margin, "trives", "2023")
    assert survey.margin("trives").text == "0,31"


def test_a_change_between_two_samples_is_within_the_margin_or_not(surveyed: Surveyed, wide: Wide) -> None:
    """Where both times some were drawn, the words are those of the margin of error."""
    drawn = SURVEYS.replace("population: 40, invited: 40", "population: 90, invited: 40")
    survey = surveyed.survey(answers(wide), drawn)
    assert (survey.change("trives").text, survey.verdict("trives").text) == ("+1,4", "utenfor feilmarginen")
    assert (survey.change("mat").text, survey.verdict("mat").text) == ("+0,5", "innenfor feilmarginen")
    assert survey.last_time("mat").text == "2023"
    assert "not asked before" in refusal(survey.change, "trives", "2023")


def test_within_a_year_the_period_is_told(surveyed: Surveyed, wide: Wide) -> None:
    """«Fra 2024» would say nothing of autumn 2024."""
    spring = '"2024-var", year: 2024, period: {nb: våren 2024},'
    survey = surveyed.survey(answers(wide).replace("2023", "2024-var"), SURVEYS.replace('"2023", year: 2023,', spring))
    assert survey.last_time("mat").text == "våren 2024"
    assert table_of(survey.table("Svar"))[1].endswith("(fra våren 2024)")


def test_of_answers_that_are_all_alike_no_change_is_judged(surveyed: Surveyed, wide: Wide) -> None:
    """Twelve who all said 5 and then 4 tell how much it fell, and nothing of what chance gives: so the table says."""
    before = wide(*["5 4 3", "5 3 4"] * 6, wave="2023").partition("\n")[2]
    report = surveyed.survey(wide(*["4 4 3", "4 3 4"] * 6) + before)
    assert report.change("trives").text == "−1,0"
    assert "all answered alike" in refusal(report.verdict, "trives")
    assert table_of(report.table("Svar"))[1].endswith("−1,0 | –")


def test_points_are_said_to_be_points(surveyed: Surveyed, wide: Wide) -> None:
    """(4.2 − 1)/(5 − 1) · 100 = 80 points, and the note tells the formula; the change 1.4/4 · 100 = 35 points."""
    survey = surveyed.survey(answers(wide), SURVEYS + "    in_points: true\n")
    assert (survey.mean("trives").text, survey.mean("trives").unit) == ("80", "poeng")
    assert survey.change("trives").text == "+35"
    assert "(svar − 1) / (5 − 1) · 100" in " ".join(table_of(survey.table("Svar")))


def test_how_many_answered_and_a_caution(survey: SurveyReport, surveyed: Surveyed, wide: Wide) -> None:
    """40 % is few and 25 % very few, each with its caution; 60 % has none."""

    def facts(found: Block) -> tuple[list[str], list[str]]:
        nodes = list(walk((found,)))
        figures = [item for node in nodes if isinstance(node, KeyFigures) for item in node.items]
        cautions = [node for node in nodes if isinstance(node, Callout)]
        return [f"{item.label} {item.value.text}" for item in figures], [
            text_of(part.children) for each in cautions for part in each.children if isinstance(part, Paragraph)
        ]

    percent = f"{NO_BREAK_SPACE}%"
    assert facts(survey.facts()) == (
        ["Spurt 50", "Svarte 20", f"Svarprosent 40{percent}"],
        [f"40{percent} svarte. De som ikke svarte, kan mene noe annet enn de som gjorde det."],
    )
    assert facts(survey.facts("2023"))[1][0].startswith(f"Bare 25{percent} svarte.")
    many = surveyed.survey(wide(*["5 4 4", "3 3 3"] * 15))
    assert facts(many.facts())[1] == []


def test_what_others_answered_has_their_number_and_year(surveyed: Surveyed, wide: Wide) -> None:
    """A declared comparison heads its column, with its year where that is another, and how many took part."""
    told = table_of(surveyed.survey(answers(wide), COMPARED).table("Svar"))
    assert told[0].endswith(" | Landet")
    assert told[1].endswith(f" | 4,2{NO_BREAK_SPACE}(2022){NO_BREAK_SPACE}a)")
    assert told[5].endswith("Landet 2022: 87 kommuner deltok.")


def test_the_waves_and_how_many_answered_each(survey: SurveyReport) -> None:
    """A column a wave, the oldest first; and a row a wave."""
    assert table_of(survey.waves("Over tid"))[:3] == [
        "Spørsmål | 2023 | 2024",
        "Jeg trives | 2,8 | 4,2",
        "Læreren hjelper meg | 3,2 | 4,2",
    ]
    percent = f"{NO_BREAK_SPACE}%"
    assert table_of(survey.response("Svar")) == [
        "Når | I alt | Spurt | Svarte | Svarprosent",
        f"2023 | 40 | 40 | 10 | 25{percent}",
        f"2024 | 80 | 50 | 20 | 40{percent}",
    ]


def test_the_chart_tells_the_shares_of_the_scale(survey: SurveyReport) -> None:
    """In words and as a table; «vet ikke» stands beside."""
    figure = survey.chart("Fordeling")
    percent = f"{NO_BREAK_SPACE}%"
    assert "Maten er god: Aldri 25" in figure.alt
    assert figure.table is not None
    assert table_of(figure.table)[3] == " | ".join(
        ["Maten er god", *(f"{share}{percent}" for share in (25, 25, 25, 25, 0)), "4", "16"]
    )


def test_a_scale_of_points_is_told_in_five_bands(surveyed: Surveyed, wide: Wide) -> None:
    """0 to 100 as it is: 0 and 20 lie in the lowest fifth, 20,5 and 40 in the next, 100 in the highest; mean 36,1."""
    scale = POINTS.replace("score_1_5", "points_0_100")
    survey = surveyed.survey(wide(*["0 1 1", "20 1 2", "20,5 1 3", "40 1 4", "100 99 5"] * 2), scale)
    assert (survey.mean("trives").text, survey.mean("trives").unit) == ("36", "poeng")
    table = survey.chart("Fordeling").table
    assert table is not None
    told = table_of(table)
    assert told[0].startswith("Hva som er målt | 0–20 | 21–40 | 41–60 | 61–80 | 81–100")
    percent = f"{NO_BREAK_SPACE}%"
    assert told[1].startswith(f"Jeg trives | 40{percent} | 40{percent} | 0{percent} | 0{percent} | 20{percent}")


def test_an_interval_ends_where_the_scale_does(surveyed: Surveyed, wide: Wide) -> None:
    """Nine fives and a one: 4,6 ± 0,85 would reach 5,45, which nobody can answer."""
    survey = surveyed.survey(wide(*["5 4 4"] * 9, "1 3 3"))
    assert survey.interval("trives").text == "3,75–5,00"


def test_weighted_answers_have_weighted_shares(surveyed: Surveyed, wide: Wide) -> None:
    """Five of weight 3 answered «Alltid» and five of weight 1 «Ofte»: 75 and 25 %, and no count of answers."""
    head = "survey;wave;respondent;trives;laerer;mat;vekt\n"
    answers = wide(*["5 4 4 3"] * 5, *["4 3 3 1"] * 5, head=head)
    table = surveyed.survey(answers, SURVEYS + "    weight_column: vekt\n").chart("Fordeling").table
    assert table is not None
    percent = f"{NO_BREAK_SPACE}%"
    assert f"25{percent} | 75{percent}" in table_of(table)[1]


def test_a_question_few_answered_is_left_out_of_the_chart(surveyed: Surveyed, wide: Wide) -> None:
    """Its bar is not drawn, and in its place stands why."""
    survey = surveyed.survey(wide(*["5 4 vet_ikke", "4 5 vet_ikke", "3 3 2"] * 4))
    assert "Maten er god: skjermet" in survey.chart("Fordeling").alt


# --- proof and privacy ------------------------------------------------------------------------------------------------


def everything(survey: SurveyReport) -> Area:
    """An area that shows all the survey has."""
    blocks = [survey.facts(), survey.table("A"), survey.waves("B"), survey.response("C"), survey.chart("D")]
    more = [survey.units("E")] if survey.found.survey.units else []
    said = [survey.margin("trives"), survey.interval("trives"), survey.mean("mat")]
    sentence = Paragraph(children=tuple(ShownValue(value=value) for value in said))
    return Area(id="skole", title="Skole", blocks=(Group(children=(*blocks, *more)), sentence))


def values_of(area: Area) -> list[Value]:
    """All values shown."""
    figures = [item.value for node in walk(area.blocks) if isinstance(node, KeyFigures) for item in node.items]
    return [node.value for node in walk(area.blocks) if isinstance(node, ShownValue)] + figures


def test_everything_that_is_shown_can_be_made_anew(surveyed: Surveyed, wide: Wide) -> None:
    """The proof finds nothing wrong, and every value leads to a file or a line; a changed number is found out."""
    edition = surveyed.edition(answers(wide), COMPARED)
    area = everything(survey_report(edition, "skole", "elever"))
    assert prove(edition, [area]) == ()
    assert all(value.sources for value in values_of(area))
    assert {source.row for value in values_of(area) for source in value.sources if source.file.endswith("csv")} == {0}
    forged = area.model_dump_json().replace('"4,2"', '"4,3"')
    assert prove(edition, [Area.model_validate_json(forged)])


def test_the_appendix_tells_of_the_comparison_and_of_no_respondent(surveyed: Surveyed, wide: Wide) -> None:
    """A line of surveys.yaml is told; of the respondents only that they were put together."""
    edition = surveyed.edition(answers(wide), COMPARED)
    area = sources_area(edition, values_of(everything(survey_report(edition, "skole", "elever"))))
    assert area is not None
    rows = [table_of(node)[1:] for node in walk(area.blocks) if isinstance(node, Table)]
    assert ["8 | Jeg trives | 2022 | 4,2"] in rows
    assert [row for found in rows for row in found if row.startswith("alle | ")] != []


def leaked(edition: EditionData, survey: SurveyReport, *hidden: str) -> list[str]:
    """Which of some words stand anywhere in what the kernel gives, or in what the proof may let through."""
    area = everything(survey)
    given = area.model_dump_json() + repr([value.model_dump_json() for value in module_values(edition, "skole")])
    given += repr(edition.data.records("survey_responses")) + repr(survey) + repr(survey.found.wave())
    return [word for word in hidden if word in given]


def test_nothing_of_a_single_respondent_is_given_out(surveyed: Surveyed, wide: Wide) -> None:
    """No mark of a respondent, no free text, no mean of a small unit or of one withheld with it."""
    head = "survey;wave;respondent;trives;laerer;mat;skole;kommentar\n"
    nord = [f"{5 - number % 3} {3 + number % 2} 4 nord Fritekst" for number in range(20)]
    soer = [f"{1 + number % 3} {3 + number % 2} 4 soer Fritekst" for number in range(11)]
    vest = ["1 1 1 vest Fritekst", "1 2 1 vest Fritekst", "2 1 1 vest Fritekst"]
    surveys = SURVEYS + UNITS + "    unread_columns: [kommentar]\n"
    edition = surveyed.edition(wide(*nord, *soer, *vest, head=head), surveys)
    survey = survey_report(edition, "skole", "elever")
    units = table_of(survey.units("Enheter"))
    assert units[1:4] == [
        "Nordskolen | 20 | 4,1 | 3,5 | 4,0 | 3,9",
        "Sørskolen | skjermet | skjermet | skjermet | skjermet | skjermet",
        "Vestskolen | skjermet | skjermet | skjermet | skjermet | skjermet",
    ]
    assert "færre enn 5 svarte" in units[-1]
    # 4/3 of three, 21/11 of eleven: what stands nowhere, whatever the decimals.
    assert leaked(edition, survey, "2024-1", "Fritekst", "1.333", "1,3", "1.909", "1,9") == []
    open_to_all = surveyed.edition(wide(*nord, *soer, *vest, head=head), surveys + "    suppression_limit: 1\n")
    assert leaked(open_to_all, survey_report(open_to_all, "skole", "elever"), "1.333", "1.909") == ["1.333", "1.909"]


def test_another_area_shows_its_own_values(surveyed: Surveyed, wide: Wide) -> None:
    """A part about all surveys proves the same figures under its own name."""
    edition = surveyed.edition(answers(wide))
    area = everything(replace(survey_report(edition, "skole", "elever"), area="bad"))
    assert prove(edition, [area.model_copy(update={"id": "bad"})]) == ()
