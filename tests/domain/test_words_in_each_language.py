"""What the wording helpers say, in sentences of each language: words that are filled in must fit where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from fokusrapport.domain.area import AreaReport
    from tests.domain.conftest import Makers

LANGUAGES = ("nb", "nn", "sv", "en")
MOVED = {
    "nb": ("Andelen økte.", "Andelen gikk ned.", "Andelen var uendret.", "Antallet var uendret."),
    "nn": ("Andelen auka.", "Andelen gjekk ned.", "Andelen var uendra.", "Talet var uendra."),
    "sv": (
        "Andelen ökade.",
        "Andelen minskade.",
        "Andelen låg kvar på samma nivå.",
        "Antalet låg kvar på samma nivå.",
    ),
    "en": ("The share rose.", "The share fell.", "The share stayed the same.", "The numbers stayed the same."),
}
SUBJECTS = {
    "nb": ("Andelen", "Antallet"),
    "nn": ("Andelen", "Talet"),
    "sv": ("Andelen", "Antalet"),
    "en": ("The share", "The numbers"),
}
MOVED_BY = {
    "nb": "økte med 0,2 prosentpoeng",
    "nn": "auka med 0,2 prosentpoeng",
    "sv": "ökade med 0,2 procentenheter",
    "en": "rose by 0.2 percentage points",
}
COMPARED = {
    "nb": ("bedre enn i 2014", "dårligere enn i 2014", "det samme som i 2014"),
    "nn": ("betre enn i 2014", "dårlegare enn i 2014", "det same som i 2014"),
    "sv": ("bättre än 2014", "sämre än 2014", "detsamma som 2014"),
    "en": ("better than in 2014", "worse than in 2014", "the same as in 2014"),
}
STANDING = {
    "nb": ("under kravet", "på kravet", "over kravet", "oppfyller kravet"),
    "nn": ("under kravet", "på kravet", "over kravet", "oppfyller kravet"),
    "sv": ("under kravet", "precis på kravet", "över kravet", "uppfyller kravet"),
    "en": ("below the requirement", "exactly at the requirement", "above the requirement", "meets the requirement"),
}
COUNTED = {
    "nb": "to indikatorer, null av dem aldri målt",
    "nn": "to indikatorar, null av dei aldri målte",
    "sv": "två indikatorer, noll av dem aldrig mätta",
    "en": "two indicators, zero of them never measured",
}
COUNTED_OF = {
    "nb": "{size} indikatorer, {never} av dem aldri målt",
    "nn": "{size} indikatorar, {never} av dei aldri målte",
    "sv": "{size} indikatorer, {never} av dem aldrig mätta",
    "en": "{size} indicators, {never} of them never measured",
}
WHY_NO_CHANGE = {
    "nb": ("ingen: ikke målt i 2015", "ingen: skjermet i 2015", "ingen: ikke målt tidligere"),
    "nn": ("ingen: ikkje målt i 2015", "ingen: skjerma i 2015", "ingen: ikkje målt tidlegare"),
    "sv": ("ingen: inte mätt 2015", "ingen: skyddat 2015", "ingen: inte mätt tidigare"),
    "en": (
        "none: no result in 2015: not measured",
        "none: no result in 2015: suppressed",
        "none: not measured earlier",
    ),
}


def area_of(make: Makers, language: str, before: str, now: str) -> AreaReport:
    """The area of a report in a language whose indicators «a» and «b» were measured so in 2014 and 2015."""
    given = {"decimals": 1, "areas": ["one"]}
    indicators = [make.indicator("≥ 90 %", **given), make.indicator("≥ 90 %", id="b", **given)]
    results = [
        make.result(number, year, indicator=name) for name in "ab" for number, year in ((before, 2014), (now, 2015))
    ]
    return make.area(indicators, results, language=language)


def plain(text: object) -> str:
    """The text with ordinary spaces."""
    return str(text).replace("\u00a0", " ")


@pytest.mark.parametrize("code", LANGUAGES)
def test_which_way_it_went(make: Makers, code: str) -> None:
    """A verb for any subject, whatever its gender and number."""
    rose, fell, same = (area_of(make, code, "91", now).moved("a") for now in ("92", "90", "91"))
    share, numbers = SUBJECTS[code]
    assert (f"{share} {rose}.", f"{share} {fell}.", f"{share} {same}.", f"{numbers} {same}.") == MOVED[code]


@pytest.mark.parametrize("code", LANGUAGES)
def test_how_much(make: Makers, code: str) -> None:
    """With the language's numbers and its word for percentage points."""
    area = area_of(make, code, "91.0", "91.2")
    assert plain(area.moved_by("a")) == MOVED_BY[code]


@pytest.mark.parametrize("code", LANGUAGES)
def test_better_or_worse_than_when(make: Makers, code: str) -> None:
    """Norwegian and English say «in» before a year, Swedish does not."""
    told = [area_of(make, code, "91", now).compared_with_last("a") for now in ("92", "90", "91")]
    assert tuple(map(plain, told)) == COMPARED[code]


@pytest.mark.parametrize("code", LANGUAGES)
def test_where_it_lies(make: Makers, code: str) -> None:
    """On which side of the requirement, and that it is met."""
    told = [area_of(make, code, "80", now).against_requirement("a") for now in ("89", "90", "91")]
    met = area_of(make, code, "80", "91").meets_requirement("a")
    assert tuple(map(plain, [*told, met])) == STANDING[code]


@pytest.mark.parametrize("code", LANGUAGES)
def test_how_many(make: Makers, code: str) -> None:
    """Small numbers stand in words."""
    area = area_of(make, code, "91", "92")
    told = COUNTED_OF[code].format(size=area.scorecard_size(), never=area.never_measured())
    assert told == COUNTED[code]


@pytest.mark.parametrize("code", LANGUAGES)
def test_why_there_is_no_change(make: Makers, code: str) -> None:
    """Two messages put together read as one."""
    words = make.area([], [], language=code).edition.language
    found = []
    for kind in ("not_measured", "suppressed"):
        area = make.area([make.indicator()], [make.result(missing=kind)], language=code)
        found.append(area.edition.change(make.indicator()).reason)
    area = make.area([make.indicator()], [make.result("91")], language=code)
    found.append(area.edition.change(make.indicator()).reason)
    assert tuple(words.gettext("none: {reason}").format(reason=reason) for reason in found) == WHY_NO_CHANGE[code]
