from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from jinja2 import TemplateSyntaxError

from fokusrapport.errors import InputRefused
from fokusrapport.preview.board import Board, Look, Standing
from fokusrapport.preview.session import Session, Subject, check_subject
from tests.project import EDITION, write_project

pytestmark = pytest.mark.slow


@dataclass
class Noted(Board):
    """A board that remembers all that was put on it."""

    put_there: list[tuple[Standing, Look | None]] = field(default_factory=list)

    def put(self, standing: Standing, look: Look | None = None) -> None:
        """As the board does."""
        super().put(standing, look)
        self.put_there.append((self.standing, look))

    def looks(self) -> list[tuple[bool, str]]:
        """Every page since it was asked the last time: whether it is stored, and its HTML."""
        found = [(look.stored, look.html) for _standing, look in self.put_there if look is not None]
        self.put_there.clear()
        return found


def edit(root: Path, old: str, new: str, name: str = "notebooks/skole.ipynb") -> None:
    """Save a file with other words in it."""
    text = (root / name).read_text("utf-8")
    before, after = old, new
    if name.endswith("ipynb"):
        before, after = (json.dumps(part, ensure_ascii=False)[1:-1] for part in (old, new))
    assert before in text
    (root / name).write_text(text.replace(before, after), "utf-8")


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """A preview of one area that has shown its first page."""
    board = Noted(Standing("busy", ""))
    session = Session(Subject(write_project(tmp_path), EDITION, "skole"), board)
    session.refresh()
    assert board.standing.tone == "fresh"
    board.looks()
    return session


def noted(session: Session) -> Noted:
    """The board of a preview."""
    assert isinstance(session.board, Noted)
    return session.board


def test_a_template_that_is_wrong_leaves_the_last_good_page(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """The preview goes on: what Jinja says stands above the page, and so does whatever nobody foresaw."""
    look = session.board.look
    broken = TemplateSyntaxError("unexpected end of template", 12, "chapter.html.j2", "chapter.html.j2")
    for error, where, words in (
        (broken, "chapter.html.j2:12", "unexpected end of template"),
        (OSError(28, "No space left on device"), "", "No space left on device"),
        (ZeroDivisionError("one / none"), "", "one / none"),
    ):

        def fails(*_given: object, error: Exception = error, **_named: object) -> str:
            raise error

        with monkeypatch.context() as patch:
            patch.setattr("fokusrapport.preview.session.review_page", fails)
            session.refresh()
        (fault,) = session.board.standing.faults
        assert (session.board.standing.tone, fault.where) == ("wrong", where)
        assert words in fault.what
        assert session.board.look is look
    session.refresh()
    assert session.board.standing.tone == "fresh"


def test_where_there_has_been_no_page_none_is_called_the_last_good_one(tmp_path: Path) -> None:
    """The first look at something that is wrong."""
    board = Noted(Standing("busy", ""))
    project = write_project(tmp_path, {"params/testvik/indicators.yaml": "indicators: 1\n"})
    Session(Subject(project, EDITION, "skole"), board).refresh()
    assert board.standing.headline.startswith("There is no page yet")


def test_a_sentence_is_shown_at_once_and_then_with_what_the_run_gives(session: Session, tmp_path: Path) -> None:
    """The stored page has the new words with the old numbers, and what it cannot know yet is pending."""
    edit(tmp_path, "Elevene gir", "I {eval}`year` ga elevene")
    session.refresh()
    (first, stored), (second, run) = noted(session).looks()
    assert (first, second) == (True, False)
    assert 'I <data value="…">…</data> ga elevene' in stored
    assert "4,3" in stored
    assert 'I <data value="2024">2024</data> ga elevene' in run
    assert noted(session).standing.tone == "fresh"


def test_another_figure_in_the_data_is_a_new_page(session: Session, tmp_path: Path) -> None:
    """First as it was, for the run decides what follows from it."""
    edit(tmp_path, "2024;4,3", "2024;4,7", "data/testvik/resultater.csv")
    session.refresh()
    (first, stored), (second, run) = noted(session).looks()
    assert (first, second) == (True, False)
    assert "4,3" in stored
    assert "4,7" in run
    assert "4,3" not in run


def test_a_cell_that_fails_leaves_the_last_good_page(session: Session, tmp_path: Path) -> None:
    """It is told which notebook and cell; mended, the page is fresh again."""
    edit(tmp_path, 'area.scorecard("Målekort for skolene", "tbl-skole")', 'area.scorekard("Målekort", "tbl-skole")')
    session.refresh()
    standing = noted(session).standing
    assert (standing.tone, len(standing.faults)) == ("wrong", 1)
    assert standing.faults[0].where.startswith("notebooks/skole.ipynb, cell 5")
    assert "scorecard" in str(standing.faults[0].nearest) + standing.faults[0].what
    stored, html = noted(session).looks()[-1]
    assert not stored
    assert "Målekort for skolene" in html
    assert "This part is missing" not in html
    edit(tmp_path, "scorekard", "scorecard")
    session.refresh()
    assert noted(session).standing.tone == "fresh"


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("params/testvik/indicators.yaml", "direction: higher", "direction: upp", "params/testvik/indicators.yaml:8"),
        ("data/testvik/resultater.csv", "2024;4,3", "2024;fire", "data/testvik/resultater.csv:3"),
        ("notebooks/skole.ipynb", "viser resultatet", "og @tbl-skoler viser resultatet", "notebooks/skole.ipynb"),
    ],
)
def test_what_is_wrong_stands_beside_the_last_good_page(  # noqa: PLR0913, PLR0917 - a case has four parts
    session: Session, tmp_path: Path, name: str, old: str, new: str, told: str
) -> None:
    """In parameters, in data and in the text: the page stays, and the fault has its file and line."""
    page = noted(session).look
    assert page is not None
    edit(tmp_path, old, new, name)
    session.refresh()
    standing = noted(session).standing
    assert standing.tone == "wrong"
    assert [fault.where for fault in standing.faults if fault.where.startswith(told)]
    assert "Elevene gir" in noted(session).look.html  # type: ignore[union-attr]
    edit(tmp_path, new, old, name)
    session.refresh()
    assert noted(session).standing.tone == "fresh"
    assert noted(session).look.html == page.html  # type: ignore[union-attr]


def test_a_whole_edition_and_another_language_are_refused_or_shown(tmp_path: Path) -> None:
    """All areas stand on the page; a language the edition has not is refused with those it has."""
    board = Noted(Standing("busy", ""))
    Session(Subject(write_project(tmp_path), EDITION), board).refresh()
    assert board.standing.tone == "fresh"
    assert "Badet er åpent" in board.looks()[-1][1]
    Session(Subject(write_project(tmp_path), EDITION, language="nn"), board).refresh()
    (fault,) = board.standing.faults
    assert (fault.file, fault.allowed) == ("--language", "nb")


def test_an_edition_that_is_none(tmp_path: Path) -> None:
    """It is refused with the nearest one."""
    with pytest.raises(InputRefused) as refused:
        check_subject(Subject(write_project(tmp_path), "testvik/2042"), [EDITION])
    assert refused.value.faults[0].nearest == EDITION
