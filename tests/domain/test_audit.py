from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from fokusrapport.blocks import Area, Block, Paragraph, ShownValue
from fokusrapport.blocktree import transform
from fokusrapport.domain.area import AreaReport
from fokusrapport.domain.audit import all_standings
from fokusrapport.domain.edition import open_edition
from fokusrapport.domain.proof.prove import prove
from tests.domain.conftest import refusal
from tests.plaintext import block_text
from tests.project import EDITION, write_project

FILE = """\
reports:
  - id: frister
    body: kontrollutvalg
    title: {nb: Frister i skolen}
    date: 2023-03-01
    conclusions: [{nb: Fristene holdes ikke.}]
    left_out: [{nb: Økonomien.}]
    recommendations:
      - id: rutine
        text: {nb: Skriv en rutine.}
        owner: {nb: Rektor}
        deadline: 2024-12-30
        administration:
          - {date: 2023-06-01, status: under_way}
          - {date: 2024-06-01, status: partly_done, text: {nb: Halvt skrevet.}}
          - {date: 2025-06-01, status: reported_done}
        auditor:
          - {date: 2024-03-01, status: not_started}
      - id: telle
        text: {nb: Tell fristene.}
        administration: [{date: 2024-06-01, status: reported_done}]
  - id: uten-dato
    body: ISO
    title: {nb: Avvik}
    conclusions: [{nb: Få melder.}]
  - id: senere
    body: ISO
    title: {nb: Kommer siden}
    date: 2025-01-01
"""


def area(root: Path, content: str | None = FILE) -> AreaReport:
    """The schools of Testvik in 2024, with a file of audit reports."""
    project = write_project(root, {"params/testvik/audit.yaml": content})
    return AreaReport("skole", open_edition(project.root, EDITION))


def standing(root: Path, **changes: Any) -> Any:  # noqa: ANN401 - a recommendation and its dates
    """How the first recommendation stands, with lines of the file replaced."""
    content = FILE
    for old, new in changes.items():
        content = content.replace(old, new)
    return all_standings(area(root, content).edition)[0]


def test_the_two_views_stand_side_by_side(tmp_path: Path) -> None:
    """What each had last said by the edition's date, in a word with its mark; what nobody has said is told so."""
    lines = block_text(area(tmp_path).audit().status("frister")).splitlines()
    assert lines[1:] == [
        "| Anbefaling | Hva som gjøres med det | Ansvarlig | Frist | Administrasjonens syn | Revisors syn",
        (
            "| Skriv en rutine. | ikke oppgitt | Rektor | 30. desember 2024 (for 1 dag siden) [over fristen]"
            " | Halvt skrevet. (1. juni 2024) [delvis gjennomført] | (1. mars 2024) [ikke startet]"
        ),
        (
            "| Tell fristene. | ikke oppgitt | ikke oppgitt | ikke oppgitt"
            " | (1. juni 2024) [gjennomført (meldt)] | [ikke oppgitt]"
        ),
    ]


@pytest.mark.parametrize(
    ("deadline", "status", "days"),
    [
        ("2024-12-30", "partly_done", 1),
        ("2024-12-31", "partly_done", None),
        ("2025-01-01", "partly_done", None),
        ("2023-12-31", "partly_done", 366),
        ("2023-12-31", "reported_done", None),
        ("2023-12-31", "no_longer_relevant", None),
    ],
)
def test_what_is_overdue_is_computed_against_the_edition_s_date(
    tmp_path: Path, deadline: str, status: str, days: int | None
) -> None:
    """The day itself is in time; what is done, reported done or no longer relevant is never overdue."""
    found = standing(tmp_path, **{"deadline: 2024-12-30": f"deadline: {deadline}", "partly_done": status})
    assert found.days_overdue == days


def test_who_spoke_last_decides_and_on_the_same_day_the_auditor(tmp_path: Path) -> None:
    """A statement after the edition's date is not there yet."""
    assert standing(tmp_path).status == "partly_done"
    assert standing(tmp_path, **{"2024-03-01": "2024-06-01"}).status == "not_started"
    assert standing(tmp_path).date == dt.date(2024, 12, 31)


def test_found_recommended_and_left_out_are_kept_apart(tmp_path: Path) -> None:
    """Each under its own heading; a report that is not dated says so, and one of later is not there."""
    audit = area(tmp_path).audit()
    text = block_text(audit.reports())
    assert "Hva rapporten fant" in text
    assert "- Økonomien." in text
    assert block_text(audit.about("uten-dato")) == "ISO-revisjon: Avvik (datoen for rapporten er ikke kjent)."
    assert block_text(audit.conclusions("frister")) == "- Fristene holdes ikke."
    assert block_text(audit.left_out("frister")) == "- Økonomien."
    assert block_text(audit.recommendations("frister")) == "1. Skriv en rutine.\n2. Tell fristene."
    assert "Kommer siden" not in text


def test_a_municipality_without_the_file_shows_nothing(tmp_path: Path) -> None:
    """The module is switched on by the file."""
    audit = area(tmp_path, None).audit()
    assert (block_text(audit.reports()), block_text(audit.figures())) == ("", "")


def test_an_unknown_report_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With those there are by the date."""
    monkeypatch.setenv("FOKUSRAPPORT_LANGUAGE", "en")
    wanted = "There is no audit report «frist» by the date of this edition. | frister, uten-dato"
    assert refusal(area(tmp_path).audit().status, "frist") == wanted


def test_what_is_shown_is_proved_anew(tmp_path: Path) -> None:
    """A count, a number of days or a status that is another is found."""
    report = area(tmp_path)
    audit = report.audit()
    blocks: tuple[Block, ...] = (Paragraph(children=(ShownValue(value=audit.open()),)), audit.status("frister"))
    shown = Area(id="skole", title="Skole", blocks=blocks)
    assert prove(report.edition, (shown,)) == ()
    for field, old, new in (("text", "én", "to"), ("exact", "1", "2"), ("word", "ikke startet", "pågår")):

        def change(node: object, field: str = field, old: str = old, new: str = new) -> object:
            same = getattr(node, field, None) == old
            return node.model_copy(update={field: new}) if same else node  # type: ignore[attr-defined]

        assert prove(report.edition, transform((shown,), change)) != (), field
