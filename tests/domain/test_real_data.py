"""The published chapter of 2015 and the two published scorecards, figure by figure."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from fokusrapport.domain.data import Data, load_data
from fokusrapport.domain.numerals import parse_number
from fokusrapport.params.project import LoadedEdition, Project, load_edition

PROJECT = Project(Path(__file__).parents[2])

# Every figure as printed, where it stands in our data: indicator and year (None: the source shows no year).
FIGURES = (
    ("34,9", "service-og-tilgjengelighet", 2013),
    ("30", "nettsider-alder-fra", 2015),
    ("60", "nettsider-alder-til", 2015),
    ("48", "nettsider-barn", 2015),
    ("50", "nettsider-tilfreds", 2015),
    ("15", "nettsider-ikke-tilfreds", 2015),
    ("50", "nettsider-ukentlig", 2015),  # printed in words: «halvparten»
    ("4,7", "nav-tilfredshet", 2014),
    ("4,9", "nav-tilfredshet", 2015),
    ("4,8", "nav-veileder-lyttet", 2014),
    ("5,2", "nav-veileder-lyttet", 2015),
    ("4,8", "nav-veileder-losninger", 2014),
    ("5,2", "nav-veileder-losninger", 2015),
    ("4", "ppt-eierkommuner", 2015),
    ("35", "ppt-svarprosent", 2015),
    ("90", "ppt-samarbeid", 2015),
    ("30", "ppt-svarprosent-kristiansund", 2015),
    ("2", "nye-e-tjenester", 2015),
    ("35 276", "henvendelser-servicekontor", None),
    ("369 740", "besok-nettsider", 2014),
    ("428 638", "besok-nettsider", 2015),
    ("1 018 671", "sidevisninger-nettsider", 2014),
    ("1 108 599", "sidevisninger-nettsider", 2015),
    ("15,1", "besok-per-innbygger", 2014),
    ("17,5", "besok-per-innbygger", 2015),
    ("3 000", "facebook-venner", 2014),
    ("4 000", "facebook-venner", 2015),
    # The kindergartens' scorecard of 2016.
    ("93,6", "barnehagedekning", 2014),
    ("91,5", "barnehagedekning", 2015),
    ("92,2", "barnehagedekning", 2016),
    ("9", "kommunale-barnehager", 2016),
    ("11", "private-barnehager", 2016),
)
# Cells of the scorecards that hold no number.
WORDS = (
    ("brukertilfredshet", 2015, "not_measured_common_template"),
    ("service-og-tilgjengelighet", 2014, "not_measured"),
    ("service-og-tilgjengelighet", 2015, "not_measured"),
    ("opplevd-service", 2015, "not_measured"),
    ("opplevd-brukermedvirkning", 2015, "not_measured"),
    *((f"intern-tilfredshet-{what}", year, "blank") for what in ("kvalitet", "service") for year in (2013, 2014, 2015)),
    ("nybygde-barnehager", 2014, "Ervervet tomt"),
    ("nybygde-barnehager", 2015, "For-prosjekt"),
    ("nybygde-barnehager", 2016, "I arbeid"),
)
REQUIREMENTS = {
    "brukertilfredshet": "6,0 – 4,6",
    "service-og-tilgjengelighet": "100-75 poeng",
    "opplevd-service": "6,0 – 4,6",
    "opplevd-brukermedvirkning": "6,0 – 4,6",
    "intern-tilfredshet-kvalitet": "6,0 – 4,6",
    "intern-tilfredshet-service": "6,0 – 4,6",
    "barnehagedekning": "≥ 92 %",
    "nybygde-barnehager": "2",
}
# Figures of the chapter that are no data, and why.
NOT_DATA = {
    "2011": "the year the Facebook page was opened: told in the text of servicetorg",
    "2013": "a column head: years are `result_years` of the edition",
    "3": "the number of a chapter of the same report, in a reference",
    "2016–2018": "when a plan is due: params, see DUE",
    "1–6": "places in the two ranked lists: see test_ranked_lists",
}
DUE = {("servicetorg", "samhandlingsplattform"): "2016–2018", ("servicetorg", "servicetorg"): "2016"}


@pytest.fixture(scope="module")
def edition() -> LoadedEdition:
    """The edition of 2015."""
    return load_edition(PROJECT, "kristiansund/2015")


@pytest.fixture(scope="module")
def data(edition: LoadedEdition) -> Data:
    """All data of Kristiansund."""
    return load_data(PROJECT, "kristiansund", edition.register)


def absent(figures: tuple[tuple[str, str, int | None], ...], data: Data) -> list[str]:
    """The figures that are not in the data where they should be."""
    numbers = {(result.indicator, result.year): result.number for result in data.results}
    return [figure for figure, name, year in figures if numbers.get((name, year)) != parse_number(figure, ",")]


def test_every_figure_is_there(data: Data) -> None:
    """Each printed figure stands in the data under its indicator and year."""
    assert absent(FIGURES, data) == []


def test_a_changed_figure_is_found(data: Data) -> None:
    """The twin of the test above: one digit off, one year off, one thousands space off are seen."""
    wrong = (
        ("34,8", "service-og-tilgjengelighet", 2013),
        ("4,7", "nav-tilfredshet", 2015),
        ("35276", "finnes-ikke", None),
    )
    assert absent(wrong, data) == ["34,8", "4,7", "35276"]


def test_nothing_is_there_that_was_not_printed(data: Data) -> None:
    """No number is invented, and what is computed (100 − 50 − 15 = 35 % neutral) is not stored."""
    printed = {(name, year) for _figure, name, year in FIGURES}
    assert {(result.indicator, result.year) for result in data.results if result.number is not None} == printed
    assert {(result.indicator, result.year) for result in data.results if result.number is None} == {
        (name, year) for name, year, _word in WORDS
    }


def test_cells_without_a_number_are_as_printed(data: Data) -> None:
    """Milestones are texts; «ikke målt», «ikke målt etter felles mal» and blank are kept apart."""
    said = {(result.indicator, result.year): result.missing or result.text for result in data.results}
    assert {(name, year): said[name, year] for name, year, _word in WORDS} == {
        (name, year): word for name, year, word in WORDS
    }


def test_requirements_are_as_printed(edition: LoadedEdition) -> None:
    """The text of each requirement, and two rows of the same label as two indicators."""
    register = edition.register.indicators
    texts = {each.id: requirement.text for each in register for requirement in each.requirements}
    assert texts == REQUIREMENTS
    label = "Brukertilfredshet internt i organisasjonen"
    assert [each.id for each in register if each.label == {"nb": label}] == [
        "intern-tilfredshet-kvalitet",
        "intern-tilfredshet-service",
    ]


def test_ranked_lists(data: Data) -> None:
    """Both lists of six, in the order respondents gave."""
    assert [item.item for item in data.ranking("viktigste-tjenester", 2015)] == [
        "feilmelding vann, avløp, vei og lys",
        "renovasjonskalender",
        "priser/gebyrer kommunale tjenester",
        "politiske saksdokument",
        "ledige stillinger",
        "kart (plan, bygg og eiendomsskatt)",
    ]
    assert [item.item for item in data.ranking("viktigste-ikke-lovpalagte", 2015)] == [
        "nyheter fra kommunen",
        "åpningstider kommunen",
        "kulturkalender/hva skjer?",
        "oversikt over ansatte",
        "friluftsliv, StikkUT",
        "lokaler, lag og foreninger",
    ]


def test_what_the_source_does_not_show_is_said(data: Data) -> None:
    """The enquiries have no year, three cells of the scorecard no visible column, and «omlag» is not exact."""
    unsure = {result.indicator for result in data.results if result.uncertain}
    assert {"henvendelser-servicekontor", "brukertilfredshet", "opplevd-service", "opplevd-brukermedvirkning"} <= unsure
    assert {"ppt-svarprosent-kristiansund", "nettsider-ukentlig"} <= unsure
    assert all(source.licence == "Ikke oppgitt i kilden" for source in data.sources.values())


def test_printed_ratios_agree_with_the_visits(data: Data) -> None:
    """15,1 and 17,5 visits an inhabitant come from the printed visits over about 24 490 inhabitants."""
    numbers = {(result.indicator, result.year): result.number or Decimal(0) for result in data.results}
    for year in (2014, 2015):
        inhabitants = numbers["besok-nettsider", year] / numbers["besok-per-innbygger", year]
        assert round(inhabitants) in range(24_480, 24_500)


def test_dates_of_plans_stand_in_params(edition: LoadedEdition) -> None:
    """When a plan is due is tracked, so that the next edition can answer for it."""
    due = {(area, plan.id): plan.due for area, tracking in edition.tracking.items() for plan in tracking.plans}
    assert {key: due[key] for key in DUE} == DUE
    assert not set(NOT_DATA) & {figure for figure, *_where in FIGURES}


def test_both_editions_load() -> None:
    """2015 has all eleven areas in order; 2016 those there are figures for."""
    areas = [
        [entry.area for entry in load_edition(PROJECT, name).edition.areas]
        for name in ("kristiansund/2015", "kristiansund/2016")
    ]
    assert areas == [
        [
            "innledning",
            "servicetorg",
            "grunnskole",
            "barnehage",
            "ppt",
            "voksenopplaring",
            "nav",
            "helse-og-omsorg",
            "kultur-og-idrett",
            "sentraladministrasjon",
            "utfordringer-og-planer",
        ],
        ["barnehage"],
    ]
