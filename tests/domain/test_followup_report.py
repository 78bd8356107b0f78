from __future__ import annotations

from pathlib import Path

import pytest

from fokusrapport.blocks import Area, Block, Paragraph, ShownValue, Table, Value
from fokusrapport.blocktree import transform, walk
from fokusrapport.domain.area import AreaReport
from fokusrapport.domain.edition import open_edition
from fokusrapport.domain.followup_values import followup_rows
from fokusrapport.domain.proof.prove import prove
from tests.domain.conftest import refusal
from tests.plaintext import block_text
from tests.project import EDITION, edition, write_project

EARLIER = """\
plans:
  - {id: samtaler, text: {nb: Elevene skal bli hørt.}, due: "2024", owner: Rektor}
  - {id: bok, text: {nb: Alle skal få bøker.}}
  - {id: tur, text: {nb: Alle skal på tur.}, due: "2024"}
  - {id: bad, text: {nb: Badet skal brukes.}}
"""
ANSWERS = """\
answers:
  - {plan: samtaler, status: done, text: Elevrådet møtes., owner: Elevrådet}
  - {plan: bok, status: dropped, reason: Skjermer er billigere.}
  - {plan: tur, status: postponed, due: våren 2025}
"""


def area(root: Path, name: str = "skole", *, answers: str = ANSWERS, language: str = "") -> AreaReport:
    """An area of Testvik's edition of 2024, after one of 2023 that promised four things."""
    before = edition(["skole", "bad"]).replace("2024", "2023").replace("[2023, 2023]", "[2022, 2023]")
    project = write_project(
        root,
        {
            "params/testvik/2023.yaml": before,
            "params/testvik/2023/skole.yaml": EARLIER,
            "params/testvik/2024/skole.yaml": answers,
        },
    )
    return AreaReport(name, open_edition(project.root, EDITION, language))


def lines(block: Block) -> list[str]:
    """The rows of a table as text."""
    return block_text(block).splitlines()


def test_an_area_tells_what_became_of_its_own_plans(tmp_path: Path) -> None:
    """In a word with its mark; who and when as they are now, and what was promised where that has moved."""
    table = area(tmp_path).followup().table()
    assert lines(table)[1:] == [
        "| Hva som ble lovet | Hva det ble til | Ansvarlig | Frist",
        "| Elevene skal bli hørt. | Elevrådet møtes. [gjennomført] | Elevrådet | 2024",
        "| Alle skal få bøker. | Skjermer er billigere. [lagt bort] | ikke oppgitt | ikke oppgitt",
        "| Alle skal på tur. | [utsatt] | ikke oppgitt | våren 2025 (lovet: 2024)",
        "| Badet skal brukes. | [ikke besvart] | ikke oppgitt | ikke oppgitt",
    ]
    assert isinstance(table, Table)
    kinds = [cell.status.kind for row in table.rows for cell in row if cell.status]
    assert kinds == ["met", "unclassified", "accepted", "missing"]


def test_the_whole_edition_is_counted_by_area(tmp_path: Path) -> None:
    """Every answer has a column, and what nobody has answered where there is such; the last row is the sum."""
    assert lines(area(tmp_path, "bad").followup().by_area())[1:] == [
        "| Område | Lovet | gjennomført | i gang | utsatt | lagt bort | ikke besvart",
        "| skole | 4 | 1 | 0 | 1 | 1 | 1",
        "| Alle områder | 4 | 1 | 0 | 1 | 1 | 1",
    ]


def test_nothing_promised_shows_nothing(tmp_path: Path) -> None:
    """No heading, no empty table: the same notebook makes the first edition."""
    report = area(tmp_path, "bad").followup()
    assert (block_text(report.section()), block_text(report.table())) == ("", "")
    first = AreaReport("skole", open_edition(tmp_path, "testvik/2023")).followup()
    assert [block_text(block) for block in (first.all_plans(), first.by_area(), first.figures())] == ["", "", ""]


def test_counts_for_sentences_name_the_lines_behind_them(tmp_path: Path) -> None:
    """The line of the answer, or of the plan where there is none."""
    report = area(tmp_path).followup()
    assert (str(report.promised()), str(report.count("done"))) == ("fire", "én")
    places = {(source.file, source.row) for source in report.promised().sources}
    now, before = "params/testvik/2024/skole.yaml", "params/testvik/2023/skole.yaml"
    assert places == {(now, 2), (now, 3), (now, 4), (before, 5)}
    assert {row.place for row in followup_rows(area(tmp_path).edition)} == places


def test_a_status_that_is_none_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With those there are."""
    monkeypatch.setenv("FOKUSRAPPORT_LANGUAGE", "en")
    wanted = "No plan can have the status «donne». | done, under_way, postponed, dropped, unanswered"
    assert refusal(area(tmp_path).followup().count, "donne") == wanted


def shown(report: AreaReport) -> Area:
    """All that a notebook may show of promises, as an area of a chapter."""
    told = report.followup()
    sentence = Paragraph(children=(ShownValue(value=told.promised()), ShownValue(value=told.count("dropped"))))
    return Area(id="skole", title="Skole", blocks=(sentence, told.table(), told.by_area(), told.all_plans()))


def test_what_is_shown_is_proved_anew(tmp_path: Path) -> None:
    """A count, a word or a text that is another is found, whoever made it so."""
    report = area(tmp_path)
    assert prove(report.edition, (shown(report),)) == ()
    for old, new in (("fire", "fem"), ("4", "5"), ("Elevrådet møtes.", "Alt er gjort.")):

        def change(node: object, old: str = old, new: str = new) -> object:
            if getattr(node, "text", None) == old:
                return node.model_copy(update={"text": new})  # type: ignore[attr-defined]
            return node

        [planted] = transform((shown(report),), change)
        assert prove(report.edition, (planted,)) != (), (old, new)


def test_a_report_in_another_language_has_its_words(tmp_path: Path) -> None:
    """Status words in the report's language; what nobody has translated stands as it was written, and marked so."""
    text = ANSWERS.replace("text: Elevrådet møtes.", "text: {nb: Elevrådet møtes., en: The council meets.}")
    root = write_project(tmp_path, {}).root
    made = area(root, answers=text)
    english = AreaReport("skole", type(made.edition)(made.edition.loaded.within("en"), made.edition.data))
    assert "The council meets. [carried out]" in lines(english.followup().table())[2]
    foreign = {getattr(node, "language", "") for node in walk(english.followup().table())}
    assert "nb" in foreign
    values = [node for node in walk(english.followup().by_area()) if isinstance(node, Value)]
    assert {source.row for value in values for source in value.sources} == {2, 3, 4, 5}
