from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fokusrapport.changes.compare import Comparison
from fokusrapport.changes.page import changes_page
from fokusrapport.subject import IndicatorState, ResultState
from tests.browser import axe_report, keyboard_problems, opened, overflows, spacing_problems
from tests.changes.made import Cells, area, figure, heading, number, report, table, text

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HOSTILE = "</style><script>alert(1)</script>"


def comparison() -> Comparison:
    """One of every kind of change, and text that tries to break the page."""
    old: Cells = {
        "a": [heading("Om tallene"), text("Innbyggerne venter kortere enn før i servicetorget.")],
        "b": [text("Tilfredsheten er ", number("4,3"), " poeng.")],
        "c": [text("Badet har fått ny heis, og flere kommer dit på egen hånd.")],
        "t": [table("Svar", ["Hvem", "Tall"], ["Elever", number("12")])],
        "f": [figure("Tegning", ["Hva", "Tall"], ["Ventetid", number("12")])],
        "g": [text("Dette står ikke lenger her, for det er gjort.")],
    }
    new: Cells = {
        "c": [text("Badet har fått ny heis, og flere kommer dit på egen hånd.")],
        "a": [heading("Om tallene"), text(f"Innbyggerne venter lenger enn før i servicetorget. {HOSTILE}")],
        "b": [text("Tilfredsheten er ", number("4,1"), " poeng.")],
        "t": [table("Svar", ["Hvem", "Tall"], ["Elever", number("14")])],
        "f": [figure("Tegning", ["Hva", "Tall"], ["Ventetid", number("14")])],
        "n": [text("Menneskerettighetsorganisasjonssekretariatsbygningsvedlikeholdsavdelingen er ny i år.")],
    }
    states = [
        IndicatorState(
            id="x", area="nav", label="Tilfredshet", results=(ResultState(year=2025, text=shown, status=word),)
        )
        for shown, word in (("4,3", "ønsket"), ("4,1", "akseptabelt"))
    ]
    return Comparison(
        report(area("nav", old), area("bad", {"z": [heading("Om")]}), indicators=states[:1]),
        report(area("nav", new), area("skole", {"y": [heading("Om")]}), indicators=states[1:]),
    )


def test_every_change_can_be_read_without_colour() -> None:
    """What was added and removed says so in words, in the place where it stands."""
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", changes_page(comparison()).split("</style>", 1)[1]))
    for words in (
        "venter removed: kortere added: lenger enn",
        "er removed: 4,3 added: 4,1 poeng",
        "Moved here",
        "Elever, Tall: removed: 12 added: 14",
        "removed: Dette står ikke lenger her",
        "Result changed: «Tilfredshet» 2025 [x]: removed: 4,3 added: 4,1",
        "New area: «Skole»",
        "Area gone: «Bad»",
    ):
        assert words in page, words


def test_what_authors_wrote_cannot_break_the_page() -> None:
    """It is text, whatever it looks like."""
    page = changes_page(comparison())
    assert HOSTILE not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_page_of_no_changes_says_so() -> None:
    """And still shows the chapter."""
    same = report(area("nav", {"a": [text("Alt er som før.")]}))
    page = changes_page(Comparison(same, same))
    assert "Nothing has changed." in page
    assert "Alt er som før." in page


@pytest.mark.browser
@pytest.mark.parametrize("width", [1200, 320])
def test_the_page_can_be_read_by_all(browser: Browser, tmp_path: Path, width: int) -> None:
    """Axe finds nothing, nothing scrolls sideways, the keyboard reaches everything, and spaced text is whole."""
    file = tmp_path / "endringer.html"
    file.write_text(changes_page(comparison()), encoding="utf-8")
    page = opened(browser, file, width)
    assert axe_report(page) == []
    assert not overflows(page)
    assert keyboard_problems(page) == []
    assert spacing_problems(page) == []
    page.close()
