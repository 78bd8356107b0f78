from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from fokusrapport.errors import InputRefused
from fokusrapport.gitsetup import ATTRIBUTES, holding_outputs, missing, set_up, take_back, wanted
from tests.project import bare, build_py, code, markdown, write_project

NOTEBOOK = "notebooks/skole.ipynb"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in a repository with one commit, and nothing of the user's own Git."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    notebook = bare(markdown("# Skole"), code("1 + 1"), markdown("Slutt"))
    notebook.metadata["language_info"] = {"name": "python"}  # as every notebook that JupyterLab has saved
    write_project(tmp_path, {NOTEBOOK: notebook})
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    git(tmp_path, "config", "user.name", "Test")
    git(tmp_path, "config", "user.email", "test@example.invalid")
    commit(tmp_path)
    return tmp_path


def git(root: Path, *arguments: str) -> str:
    """What Git says; it must not refuse."""
    done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=False)  # noqa: S603, S607
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def commit(root: Path) -> None:
    """Everything committed as it is now."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "x")


def committed(root: Path) -> NotebookNode:
    """The notebook as it is in the last commit."""
    return nbformat.reads(git(root, "show", f"HEAD:{NOTEBOOK}"), as_version=4)  # type: ignore[no-any-return]


def run_by_hand(root: Path) -> list[str]:
    """The notebook as JupyterLab leaves it when it has been run; the ids of its cells."""
    notebook = nbformat.read(root / NOTEBOOK, as_version=4)
    notebook.cells[1].metadata["jupyter"] = {"source_hidden": True}
    notebook.cells[1].update(outputs=[nbformat.v4.new_output("stream", text="2")], execution_count=7)
    notebook.cells[2].metadata["user_expressions"] = [{"expression": "1", "result": {"status": "ok"}}]
    notebook.metadata["language_info"] = {"name": "python", "version": "3.11.7", "mimetype": "text/x-python"}
    nbformat.write(notebook, root / NOTEBOOK)
    return [cell.id for cell in notebook.cells]


def rewritten(root: Path, position: int, source: str) -> None:
    """A cell with another text."""
    notebook = nbformat.read(root / NOTEBOOK, as_version=4)
    notebook.cells[position].source = source
    nbformat.write(notebook, root / NOTEBOOK)


def test_a_commit_holds_no_outputs_but_the_same_ids(repository: Path) -> None:
    """What was computed stays with the author; comments and comparisons hang on the ids."""
    set_up(repository)
    ids = run_by_hand(repository)
    commit(repository)
    notebook = committed(repository)
    assert [cell.id for cell in notebook.cells] == ids
    assert (notebook.cells[1].outputs, notebook.cells[1].execution_count) == ([], None)
    assert notebook.cells[2].metadata == {}
    assert notebook.metadata.language_info == {"name": "python"}
    assert "output_type" in (repository / NOTEBOOK).read_text("utf-8")


def test_running_a_notebook_changes_nothing_for_git(repository: Path) -> None:
    """Who has only looked has nothing to commit."""
    set_up(repository)
    commit(repository)
    run_by_hand(repository)
    git(repository, "add", "--all")
    assert git(repository, "diff", "--cached", "--name-only") == ""


def test_two_authors_in_different_cells_are_joined(repository: Path) -> None:
    """Neighbouring cells are neighbouring lines of the file: Git alone would stop at them."""
    set_up(repository)
    commit(repository)
    git(repository, "switch", "--quiet", "--create", "other")
    rewritten(repository, 1, "2 + 2")
    rewritten(repository, 2, "Slutt på alt")
    commit(repository)
    git(repository, "switch", "--quiet", "main")
    rewritten(repository, 0, "# Skolen")
    run_by_hand(repository)
    commit(repository)
    git(repository, "merge", "--quiet", "--no-edit", "other")
    assert [cell.source for cell in committed(repository).cells] == ["# Skolen", "2 + 2", "Slutt på alt"]
    assert git(repository, "status", "--porcelain") == ""


def test_a_change_is_shown_by_cells(repository: Path) -> None:
    """`git diff` is nbdime's: it shows what was written, and neither JSON nor what was run."""
    set_up(repository)
    commit(repository)
    rewritten(repository, 0, "# Skolen")
    run_by_hand(repository)
    shown = git(repository, "diff")
    assert "# Skolen" in shown
    for inside in ('"cell_type"', "user_expressions", "execution_count", "source_hidden", "mimetype"):
        assert inside not in shown


def test_it_may_be_done_again(repository: Path) -> None:
    """The second time nothing is changed, and everything is as it should be."""
    assert missing(repository) == [*wanted(), ATTRIBUTES]
    assert set_up(repository).changed == tuple(wanted())
    again = set_up(repository)
    assert (again.changed, again.attributes_added) == ((), False)
    assert missing(repository) == []


def test_what_stands_in_gitattributes_is_kept(repository: Path) -> None:
    """A project may have lines of its own, the last one without an end."""
    (repository / ATTRIBUTES).write_text("*.csv text", "utf-8")
    set_up(repository)
    assert (repository / ATTRIBUTES).read_text("utf-8").splitlines()[0] == "*.csv text"
    assert missing(repository) == []


def test_it_can_be_taken_back(repository: Path) -> None:
    """The configuration is as before, and commits hold everything again."""
    before = git(repository, "config", "--local", "--list")
    set_up(repository)
    take_back(repository)
    assert git(repository, "config", "--local", "--list") == before
    run_by_hand(repository)
    commit(repository)
    assert committed(repository).cells[1].outputs


def test_notebooks_committed_with_outputs_are_told(repository: Path) -> None:
    """Set up too late, the outputs stand in the repository already; the command that is told takes them away."""
    run_by_hand(repository)
    commit(repository)
    assert set_up(repository).holding == (NOTEBOOK,)
    git(repository, "add", "--renormalize", "notebooks")
    git(repository, "commit", "--quiet", "--message", "x")
    assert holding_outputs(repository) == []


def test_without_a_repository_it_is_refused(tmp_path: Path) -> None:
    """And it is told what to do."""
    with pytest.raises(InputRefused) as refused:
        set_up(write_project(tmp_path).root)
    assert refused.value.faults[0].allowed == "git init"


def test_the_command_tells_what_it_did(repository: Path) -> None:
    """First all of it, then nothing, then that it was taken back."""
    first, second = build_py(repository, "setup-git"), build_py(repository, "setup-git", "--json")
    assert first.returncode == second.returncode == 0
    assert "filter.nbstripout.clean" in first.stdout
    assert json.loads(second.stdout) == {"attributes_added": False, "changed": [], "holding": []}
    assert "Outputs are committed" in build_py(repository, "setup-git", "--undo").stdout
