"""The control page tells where each area stands."""

from __future__ import annotations

from dataclasses import replace

from fokusrapport.params.checks_models import AreaChecks
from fokusrapport.pipeline.control.facts import Facts
from fokusrapport.pipeline.control.page import control_chapter, control_page
from fokusrapport.pipeline.standing import Standings, standings_of
from tests.checked import check, checks, content
from tests.plaintext import chapter_text

AREAS = ("innledning", "servicetorg", "nav")
NOW, OLD = {"nb": content(text="ny")}, {"nb": content(text="gammel")}


def found(*requires: str) -> Standings:
    """One area checked by both, one by the head of unit before it was changed, one by nobody."""
    own = {
        "innledning": AreaChecks(unit=check(**NOW), director=check("Ola Nordmann", **NOW)),
        "servicetorg": AreaChecks(unit=check(**OLD), director=None),
    }
    return standings_of(dict.fromkeys(AREAS, NOW), AREAS, checks(*requires, **own), {})  # type: ignore[arg-type] # roles


def test_each_area_has_a_row(good: Facts) -> None:
    """How far it has come, who checked it when, and whether that holds; a page like any other."""
    told = chapter_text(control_chapter(replace(good, standings=found("unit"))))
    assert "Before the report is published every area must have been checked by: head of unit." in told
    assert "checked by the director" in told
    assert "Kari Nordmann, 3. mars 2026; no longer holds, changed since: the text" in told
    assert "tbl-sjekket" in control_page(replace(good, standings=found("unit"))).decode()


def test_what_is_demanded_and_lacking_stands_in_the_way(good: Facts) -> None:
    """A sentence for each area; nothing stands in the way where nothing is demanded."""
    told = chapter_text(control_chapter(replace(good, standings=found("unit", "director"))))
    assert told.count("has not been checked as it is now by:") == 2
    assert "NAV has not been checked as it is now by: head of unit og director" in told
    free = chapter_text(control_chapter(replace(good, standings=found())))
    assert "has not been checked" not in free
    assert "no longer holds" in free


def test_nothing_is_said_where_nobody_checks_anything(good: Facts) -> None:
    """No heading, no table."""
    none = standings_of(dict.fromkeys(AREAS, NOW), AREAS, checks(), {})
    assert "tbl-sjekket" not in control_page(replace(good, standings=none)).decode()
    assert "tbl-sjekket" not in control_page(good).decode()
