from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from fokusrapport.blocks import Table
from fokusrapport.blocktree import walk
from fokusrapport.errors import BuildFailed, Fault
from fokusrapport.pipeline.control import page
from fokusrapport.pipeline.control.counted import FoundAgain, TypedNumber
from fokusrapport.pipeline.control.facts import Facts
from fokusrapport.pipeline.control.page import control_chapter, control_page
from fokusrapport.pipeline.readback import check_html
from tests.browser import NARROW, WIDE, Check, opened, overflows
from tests.pipeline.control.conftest import FINGERPRINT
from tests.plaintext import chapter_text


def text(facts: Facts) -> str:
    """The page as plain text."""
    return chapter_text(control_chapter(facts))


def row(facts: Facts, begins: str) -> str:
    """The row of a table, or the line, that begins with these words."""
    return next(line for line in text(facts).splitlines() if line.startswith(begins))


# --- each fact ----------------------------------------------------------------------------------------------------


def test_what_stands_in_the_way_comes_first(faulty: Facts) -> None:
    """Each thing with its place: a missing area, an excerpt, a failed check, lost values, a result, a typed number."""
    lines = text(faulty).split("## Hva som står i veien")
    assert "INGRESS Rapporten kan ikke publiseres ennå: 7 ting står i veien." in lines[0]
    assert [line for line in lines[1].split("##")[0].splitlines() if line.startswith("- ")] == [
        "- NAV kunne ikke lages, se tabell 2.",
        "- Bare noen av områdene er med.",
        "- areas/innledning.html besto ikke kontrollene, se tabell 11.",
        "- Innledning viser verdier som ikke ble funnet igjen i de ferdige filene, se tabell 1.",
        "- Ventetid (Innledning): resultatet er uakseptabelt og ikke fullt forklart, se tabell 4.",
        "- Servicetorg og innbyggerdialog har ikke svart for 2 planer fra tidligere rapporter, se tabell 6.",
        "- Servicetorg og innbyggerdialog har et tall skrevet for hånd som motsier dataene: «420», se tabell 5.",
    ]


def test_what_stops_nothing_is_counted(faulty: Facts, good: Facts) -> None:
    """What should be looked at, each with its table; nothing where there is nothing."""
    told = text(faulty).split("## Hva som bør ses på")[1].split("##")[0]
    assert told.strip().splitlines() == [
        "- 1 resultat oppfyller ikke kravet og bør forklares, se tabell 4.",
        "- 1 tall er skrevet for hånd, se tabell 5.",
        "- 2 advarsler, se tabell 6.",
        "- 2 kilder gjelder andre perioder enn rapportåret, se tabell 7.",
    ]
    assert "Hva som bør ses på" not in text(good)


def test_what_stands_in_the_way_can_be_followed(faulty: Facts) -> None:
    """Each is a link into the report beside the page, to a place that is there, and one to the page's own table."""
    html = control_page(faulty).decode()
    for address in ("2025.utkast/index.html#nav", "2025.utkast/areas/innledning.html", "#tbl-uforklart"):
        assert f'href="{address}"' in html
    assert html.count('href="2025.utkast/index.html#tbl-malekort">Ventetid</a>') == 2  # there, and in its own table
    assert "#borte" not in html


def test_each_area_is_told_of(faulty: Facts) -> None:
    """Whole or not, values shown and found again, warnings, typed numbers standing and excused."""
    assert row(faulty, "| Innledning | [ferdig]") == "| Innledning | [ferdig] | 40 | 40 | 38 | 1 | 0 | 1"
    assert row(faulty, "| Servicetorg og innbyggerdialog | [ferdig]").endswith("| 9 | 9 | 9 | 1 | 2 | 0")
    assert row(faulty, "| NAV").endswith("| [mangler] | 0 | ikke talt | ikke talt | 0 | 0 | 0")
    assert row(faulty, "| notebooks/nav.ipynb, celle 3") == "| notebooks/nav.ipynb, celle 3 | NameError: antall"


def test_results_are_counted_in_the_municipalitys_words(faulty: Facts) -> None:
    """The levels always, what is missing by kind where there is some, and what is shown as suppressed."""
    assert (
        row(faulty, "| Område | ønsket")
        == "| Område | ønsket | akseptabelt | uakseptabelt | ikke målt | vist som skjermet, alle år"
    )
    assert row(faulty, "| Innledning | 4") == "| Innledning | 4 | 2 | 1 | 3 | 2"
    assert row(faulty, "Uten målekort") == "Uten målekort: Servicetorg og innbyggerdialog."


def test_unexplained_results_are_told_apart(faulty: Facts) -> None:
    """Those that stop publishing, and those that should be explained."""
    assert row(faulty, "| Ventetid").endswith("42 dager [uakseptabelt] | må forklares før publisering")
    assert row(faulty, "| Svartid").endswith("9 [under kravet] | bør forklares")


def test_typed_numbers_are_judged(faulty: Facts) -> None:
    """Excused with the reason, against the data, or typed only."""
    assert row(faulty, "| 11 av 14 krav").endswith("celle 2 | unntatt: Tallet gjelder hele landet.")
    assert row(faulty, "| 420") == "| 420 | 418 | Servicetorg og innbyggerdialog | celle 5 | [motsier dataene]"
    assert row(faulty, "| 35 %").endswith("celle 6 | [skrevet, ikke hentet]")


def test_warnings_are_told_as_they_were(faulty: Facts) -> None:
    """Those from before the build and those of the notebooks, with file."""
    assert row(faulty, "| params/lillevik/2025/innledning.yaml").endswith("| Ingen har forklart «ventetid».")
    assert row(faulty, "| notebooks/servicetorg.ipynb").endswith("has nothing under it.")


def test_sources_have_an_age(faulty: Facts) -> None:
    """Counted from the report's date; a period that does not cover the year is marked, and what is unused is told."""
    assert row(faulty, "| Målinger").endswith("| 2023–2025 | Økonomi | 3. mars 2026, 62 dager etter rapportens dato")
    assert row(faulty, "| Gamle målinger").endswith(
        "| 2019 [dekker ikke 2025] | Arkivet | 30. desember 2025, 1 dag før rapportens dato"
    )
    assert row(faulty, "| Uten år").endswith("| fire siste kvartaler [nevner ikke noe år] | Arkivet | ikke oppgitt")
    assert row(faulty, "Ikke brukt") == "Ikke brukt i denne rapporten: data/l/ubrukt.csv."
    assert "| Ubrukt" not in text(faulty)


def test_runs_say_why(faulty: Facts) -> None:
    """Run or reused, why last, the fingerprint short and in full; a run that tells nothing has empty cells."""
    assert row(faulty, "| Innledning | kjørt").endswith(f"| resultater.csv er endret | {FINGERPRINT[:12]}")
    assert f"| gjenbrukt | første gang | {FINGERPRINT[::-1][:12]}" in text(faulty)
    assert f"| Innledning | {FINGERPRINT}" in text(faulty)
    assert row(faulty, "| NAV | kjørt").rstrip(" |") == "| NAV | kjørt"


def test_checks_say_what_they_looked_at(faulty: Facts) -> None:
    """How many files, in words whether they passed, what is not read back, and what was found where."""
    assert row(faulty, "4 av 5 filer").endswith("1 feil ble funnet.")
    assert row(faulty, "| Nettsider | 2").endswith("[1 feil]")
    assert row(faulty, "| PDF | 1").endswith("[ingen feil]")
    assert row(faulty, "| Datafiler (CSV) | 1").endswith("[ingen feil]")
    assert row(faulty, "| Beskrivelse av dataene (JSON) | 1").endswith("[leses ikke tilbake]")
    assert row(faulty, "| areas/innledning.html") == "| areas/innledning.html | The heading «A» skips a level."


def test_the_page_says_which_report_it_is_about(faulty: Facts) -> None:
    """Folder, state, date, and the hash of its manifest: a page that was left behind can be found out."""
    told = row(faulty, "Rapporten i mappen")
    assert (
        f"2025.utkast, utkast, datert 31. desember 2025. SHA-256 for manifest.json i mappen er {faulty.manifest}"
        in told
    )


# --- nothing to tell ----------------------------------------------------------------------------------------------


def test_all_green_is_said_in_words(good: Facts) -> None:
    """Nothing stands in the way, all files passed, nothing is warned of."""
    told = text(good)
    assert "INGRESS Rapporten kan publiseres: Ingenting står i veien." in told
    assert "4 av 5 filer ble lest tilbake og holdt opp mot det områdene viser. Alle besto." in told
    assert "Ingen advarsler." in told
    assert "Hva kontrollene fant" not in told
    assert "Hvorfor områder ikke kunne lages" not in told


def test_a_final_report_is_not_told_to_be_published(good: Facts) -> None:
    """It already is."""
    final = replace(good, front=good.front.model_copy(update={"state": "final"}))
    assert "INGRESS Rapporten er endelig, og ingenting er funnet som taler mot den." in text(final)


def test_what_nobody_counted_is_not_zero(good: Facts) -> None:
    """Values not searched for and typed numbers not looked for are «ikke talt», and no run tells of a fingerprint."""
    assert row(good, "| NAV").endswith("| 0 | ikke talt | ikke talt | 0 | ikke talt | ikke talt")
    assert "Det er ikke lett etter tall som er skrevet for hånd." in text(good)
    assert "verdier funnet" not in text(good)
    assert row(good, "| Område | Denne gangen") == "| Område | Denne gangen"
    assert "Fingeravtrykk" not in text(good)


def test_no_typed_numbers_is_said(good: Facts) -> None:
    """Where somebody looked and found none."""
    assert "Ingen tall i teksten er skrevet for hånd" in text(replace(good, typed=()))


def test_what_is_excused_stands_in_nobodys_way(good: Facts) -> None:
    """A typed number that contradicts the data, and has a reason to."""
    excused = TypedNumber("nav", "celle 2", "420", "418", excused="Tallet gjelder fylket.", contradicts=True)
    assert "Rapporten kan publiseres" in text(replace(good, typed=(excused,)))


def test_what_is_not_translated_stands_in_the_way(good: Facts) -> None:
    """A final report is whole in every language; the warnings say which texts."""
    warned = replace(
        good, untranslated=2, warnings=(Fault("notebooks/nav.ipynb", place="celle 2", what="Ikke oversatt."),)
    )
    assert "- 2 tekster er ikke oversatt, se tabell" in text(warned)
    assert "Rapporten kan ikke publiseres ennå: 1 ting" in text(warned)


def test_every_value_found_is_good(good: Facts) -> None:
    """The figure on top says of how many; it is no obstacle."""
    told = text(replace(good, found=(FoundAgain("innledning", 3, 3, 3, 3), FoundAgain("nav", 2, 2, 2, 2))))
    assert "verdier funnet i HTML og PDF: 5 av 5" in told
    assert "Rapporten kan publiseres" in told


# --- the page as a page -------------------------------------------------------------------------------------------


def test_the_same_facts_give_the_same_bytes(faulty: Facts) -> None:
    """Nothing of clock or machine."""
    assert control_page(faulty) == control_page(replace(faulty))


def test_the_page_passes_the_checks_of_the_reports_pages(faulty: Facts, good: Facts) -> None:
    """Headings, tables, links, policy, every text; and all tables have labels of their own."""
    for facts in (faulty, good):
        chapter = control_chapter(facts)
        assert check_html(control_page(facts).decode(), chapter) == []
        labels = [node.label for node in walk(chapter.areas) if isinstance(node, Table)]
        assert len(labels) == len(set(labels))


def test_a_page_that_fails_its_checks_is_told(faulty: Facts, monkeypatch: pytest.MonkeyPatch) -> None:
    """In plain words, with the file's name, and not as a report that was not published."""
    monkeypatch.setattr(page, "check_html", lambda _page, _chapter: ["The id «a» is used twice."])
    with pytest.raises(BuildFailed, match="The report is in its place") as raised:
        control_page(faulty)
    assert [str(fault) for fault in raised.value.faults] == ["2025.utkast.kontroll.html: The id «a» is used twice."]


def test_messages_in_another_language_are_marked(faulty: Facts) -> None:
    """What was said to the person at the keyboard in English is English to a screen reader, too."""
    assert '<span lang="en">The heading «A» skips a level.</span>' in control_page(faulty).decode()


@pytest.fixture(params=["faulty", "good"])
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The page of the faulty and of the good report, on disk."""
    path = tmp_path / "2025.kontroll.html"
    path.write_bytes(control_page(request.getfixturevalue(request.param)))
    return path


@pytest.mark.browser
@pytest.mark.parametrize(("width", "checks"), [(1280, WIDE), (320, NARROW)], ids=["1280", "320"])
def test_every_controller_can_use_the_page(browser: Browser, file: Path, width: int, checks: tuple[Check, ...]) -> None:
    """Axe's every rule, keyboard, stillness, spaced text, paper, and no scrolling sideways on a phone."""
    shown = opened(browser, file, width)
    assert not overflows(shown)
    assert {check.__name__: told for check in checks if (told := check(shown))} == {}
