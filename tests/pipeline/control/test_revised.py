"""The control page tells of figures of others that were revised."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from fokusrapport.blocks import plain
from fokusrapport.pipeline.control.facts import Facts
from fokusrapport.pipeline.control.page import control_chapter, control_page
from fokusrapport.subject import RevisedFigure, SubjectFacts
from tests.plaintext import chapter_text

FIGURE = RevisedFigure(
    plain("Driftsresultat"), "Landet", 2025, "1,8 %", "1,9 %", dt.date(2026, 3, 17), dt.date(2026, 6, 16)
)


def test_revised_figures_are_told_of(good: Facts) -> None:
    """What it was and is, when it was fetched, and that it should be looked at; a page like any other."""
    facts = replace(good, subject=SubjectFacts(revised=(FIGURE,)))
    told = chapter_text(control_chapter(facts))
    assert "- 1 tall fra andre er revidert siden det ble hentet forrige gang, se tabell 2." in told
    assert "| Driftsresultat | Landet | 2025 | 1,8 % | 1,9 % | 17. mars 2026, så 16. juni 2026" in told
    assert "tbl-reviderte-tall" in control_page(facts).decode()


def test_nothing_is_said_where_nothing_was_revised(good: Facts) -> None:
    """No heading, no table, no line."""
    assert "revidert" not in chapter_text(control_chapter(good))
