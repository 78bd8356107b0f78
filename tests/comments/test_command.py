"""`python build.py comments` as a person runs it, in a small project."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest

from fokusrapport.cli import main
from fokusrapport.comments.model import (
    Annotation,
    FragmentSelector,
    Person,
    Place,
    TextQuoteSelector,
    TextualBody,
)
from fokusrapport.comments.store import Store
from tests.comments.reports import NOW
from tests.project import EDITION, WHOLE, Files, contents, markdown, notebook, write_project

PROSE = "Badet holdt åpent hele sommeren, og besøket økte mest blant barnefamilier."
FILES: Files = {"notebooks/bad.ipynb": notebook("Bad", markdown(PROSE))}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small project with three comments: on a sentence that stands, on one that is gone, and on an area that is."""
    assert set(FILES) <= set(WHOLE)
    write_project(tmp_path, FILES)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FOKUSRAPPORT_ROOT", raising=False)
    store = Store(tmp_path, EDITION)
    quotes = (
        ("bad", PROSE[PROSE.index("besøket") :]),
        ("bad", "Denne setningen er strøket for lenge siden."),
        ("kino", "Kinoen er stengt."),
    )
    for number, (area, exact) in enumerate(quotes, start=1):
        selector = (FragmentSelector.of("cell-3"), TextQuoteSelector(exact=exact))
        place = Place(source=f"notebooks/{area}.ipynb", scope=EDITION, selector=selector)
        body = TextualBody(value=f"Nummer {number}")
        store.add(
            Annotation(id=f"aaaaaaaa{number:02}", creator=Person(name="Kari"), created=NOW, body=body, target=place)
        )
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of the command."""
    with pytest.raises(SystemExit) as left:
        main(("comments", *arguments))
    assert isinstance(left.value.code, int)
    return (left.value.code, *capsys.readouterr())


@pytest.mark.usefixtures("project")
def test_all_are_listed_each_with_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    """The words, who said what, and what has lost its words: none is left out."""
    code, out, _err = run(capsys)
    assert code == 0
    assert "«besøket økte mest blant barnefamilier.», cell 3" in out
    assert "«Denne setningen er strøket for lenge siden.» (no longer there)" in out
    assert "testvik/2024: kino" in out
    assert out.splitlines()[-1] == "testvik/2024: 1 open, 2 detached, 0 settled"
    code, out, _err = run(capsys, EDITION, "--json", "--area", "bad")
    told = json.loads(out)["comments"]
    assert [(one["id"], one["state"], one["anchored"]) for one in told] == [
        ("aaaaaaaa01", "open", "same"),
        ("aaaaaaaa02", "detached", None),
    ]


def test_after_a_rewrite_it_is_still_there(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The sentence is rewritten in the notebook, and the list has the comment at the new words, without a build."""
    path = project / "notebooks" / "bad.ipynb"
    book = nbformat.read(path, as_version=4)
    book.cells[2].source = "Nytt: " + PROSE.replace("mest", "aller mest")
    nbformat.write(book, path)
    _code, out, _err = run(capsys)
    assert "«besøket økte mest blant barnefamilier.», cell 3, rewritten" in out


def test_answer_settle_and_open_again(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each is one word on the command line, and what is settled is listed with --all only."""
    assert run(capsys, "answer", "aaaaaaaa01", "En femdel.", "--name", "Ola")[:2] == (0, "aaaaaaaa01: kept\n")
    assert run(capsys, "resolve", "aaaaaaaa01", "--name", "Ola")[0] == 0
    assert "aaaaaaaa01" not in run(capsys)[1]
    out = run(capsys, "--all")[1]
    assert "En femdel." in out
    assert "(settled)" in out
    assert run(capsys, "reopen", "aaaaaaaa01", "--name", "Ola")[0] == 0
    assert "aaaaaaaa01" in run(capsys)[1]
    assert len(contents(project / "notebooks" / "comments")) == 6


def test_what_is_wrong_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown comment, area, edition or file, and a bad file among good ones: exit code 2, in words."""
    assert run(capsys, "answer", "bbbb", "Ja.", "--name", "Ola")[0] == 2
    code, _out, err = run(capsys, "--area", "badd")
    assert (code, "Did you mean «bad»?" in err) == (2, True)
    assert run(capsys, "testvik/2023")[0] == 2
    assert run(capsys, "import", "missing.pdf")[0] == 2
    (project / "notebooks" / "comments" / EDITION / "bad" / "x.json").write_text("{}", "utf-8")
    code, out, err = run(capsys)
    assert (code, "aaaaaaaa01" in out, "x.json" in err) == (2, True, True)


def test_saved_comments_are_taken_in_all_or_none(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file of another edition keeps the good one beside it from being taken in; alone it is, once."""
    own = Store(project, EDITION).find("aaaaaaaa01").comment.model_copy(update={"id": "cccccccc01"})
    page = {"type": "AnnotationPage", "partOf": EDITION, "items": [own.model_dump(mode="json")]}
    (project / "good.json").write_text(json.dumps(page), "utf-8")
    (project / "bad.json").write_text(json.dumps(page | {"partOf": "testvik/1999"}), "utf-8")
    before = contents(project / "notebooks")
    assert run(capsys, "import", "good.json", "bad.json")[0] == 2
    assert contents(project / "notebooks") == before
    assert run(capsys, "import", "good.json")[1] == "good.json: 1 new for testvik/2024, 0 known\n"
    assert run(capsys, "import", "good.json")[1] == "good.json: 0 new for testvik/2024, 1 known\n"
    answer = own.model_copy(update={"id": "cccccccc02", "target": "dddddddd01", "motivation": "replying"})
    page["items"] = [answer.model_dump(mode="json")]
    (project / "lost.json").write_text(json.dumps(page), "utf-8")
    assert run(capsys, "import", "lost.json")[0] == 2
