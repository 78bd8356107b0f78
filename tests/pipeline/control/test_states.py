"""The control page tells where each area stands."""

from __future__ import annotations

from dataclasses import replace

from fokusrapport.i18n import language
from fokusrapport.params.checks_models import AreaChecks
from fokusrapport.pipeline.control.facts import Facts
from fokusrapport.pipeline.control.page import control_chapter, control_page
from fokusrapport.pipeline.standing import Standings, standings_of
from fokusrapport.pipeline.standing_words import check_told, role_word, state_words
from tests.checked import check, checks, content
from tests.plaintext import chapter_text

WORDS = language("nb")
AREAS = ("innledning", "servicetorg", "nav")
NOW, OLD = {"nb": content(text="ny")}, {"nb": content(text="gammel")}


def found(*requires: str) -> Standings:
    """One area checked by both, one by the head of unit before it was changed, one by nobody."""
    own = {
        "innledning": AreaChecks(unit=check(seen=NOW), director=check("Ola Nordmann", seen=NOW)),
        "servicetorg": AreaChecks(unit=check(seen=OLD), director=None),
    }
    return standings_of(dict.fromkeys(AREAS, NOW), AREAS, checks(own, *requires), {})  # type: ignore[arg-type] # roles


def test_each_area_has_a_row(good: Facts) -> None:
    """How far it has come, who checked it when, and whether that holds; a page like any other."""
    standings = found("unit")
    told = chapter_text(control_chapter(replace(good, standings=standings)))
    assert state_words(WORDS)["director"] in told
    assert "| Kari Nordmann, 3. mars 2026 [" in told
    assert check_told(standings.areas[1].checks[0], WORDS) in told
    assert "tbl-sjekket" in control_page(replace(good, standings=standings)).decode()


def test_what_is_demanded_and_lacking_stands_in_the_way(good: Facts) -> None:
    """A sentence for each area; nothing stands in the way where nothing is demanded."""
    told = chapter_text(control_chapter(replace(good, standings=found("unit", "director"))))
    both = WORDS.join([role_word("unit", WORDS), role_word("director", WORDS)])
    sentence = WORDS.gettext("{area} has not been checked as it is now by: {roles}, see {table}.")
    areas = ("NAV", "Innledning")
    said = [sentence.format(area=area, roles=both, table="tabell 2") in told for area in areas]
    assert said == [True, False]
    none = chapter_text(control_chapter(good))
    free = chapter_text(control_chapter(replace(good, standings=found())))
    assert none[: none.index("## ")] == free[: free.index("## ")]


def test_nothing_is_said_where_nobody_checks_anything(good: Facts) -> None:
    """No heading, no table."""
    none = standings_of(dict.fromkeys(AREAS, NOW), AREAS, checks({}), {})
    assert "tbl-sjekket" not in control_page(replace(good, standings=none)).decode()
    assert "tbl-sjekket" not in control_page(good).decode()
