from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from fokusrapport import receipt
from fokusrapport.app import Options
from fokusrapport.hashing import file_hash, folder_hash
from fokusrapport.pipeline.build import Built
from fokusrapport.receipt import Asked
from fokusrapport.receipts import Checking, check_with_receipts
from tests.project import EDITION, write_project

OPTIONS = Options(final=True)
ASKED = Asked(EDITION, final=True, language="en")


class Told:
    """What is told of a build."""

    exit_code = 0

    def as_json(self) -> dict[str, object]:
        """As plain values."""
        return {"areas": 2}

    def standing(self) -> list[str]:
        """What holds of the report."""
        return ["  Report: x"]


@pytest.fixture
def checking(tmp_path: Path) -> Checking:
    """A small project's edition, checked, and its report."""
    project = write_project(tmp_path)
    (tmp_path / "reports" / EDITION).mkdir(parents=True)
    (tmp_path / "reports" / EDITION / "index.html").write_text("1")
    (tmp_path / "felles.csv").write_text("1")
    (checking,) = check_with_receipts(project, [], OPTIONS)
    return checking


def built(checking: Checking, **changes: object) -> Built:
    """What the build made: one run, which has read a file and listed a folder beyond the edition's own."""
    root = checking.project.root
    beyond = {"felles.csv": file_hash(root / "felles.csv"), "notebooks": folder_hash(root / "notebooks"), "ny": ""}
    run = SimpleNamespace(beyond=changes.pop("beyond", beyond), irreproducible=changes.pop("irreproducible", ()))
    made = {"plan": checking.checked.plan, "place": root / "reports" / EDITION, "executed": (run,), "replaced": True}
    return cast("Built", SimpleNamespace(**{**made, **changes}))


def test_a_good_build_leaves_a_receipt(checking: Checking) -> None:
    """With what holds of the report; a file that the notebook looked for in vain is in it, too."""
    root = checking.project.root
    assert receipt.unchanged(root, ASKED) is None
    checking.keep(built(checking), Told())
    assert receipt.unchanged(root, ASKED) == {"summary": {"areas": 2}, "lines": ["  Report: x"]}
    assert receipt.default_edition(root) == EDITION
    (root / "ny").write_text("1")
    assert receipt.unchanged(root, ASKED) is None


def test_a_build_that_begins_takes_the_receipt_away(checking: Checking) -> None:
    """Nobody knows how it ends."""
    checking.keep(built(checking), Told())
    list(check_with_receipts(checking.project, [EDITION], OPTIONS))
    assert receipt.unchanged(checking.project.root, ASKED) is None


def test_an_edition_that_was_changed_while_another_was_built_is_checked_again(tmp_path: Path) -> None:
    """Its plan would else be made of the notebook as it was, and the manifest name the notebook as it is."""
    project = write_project(tmp_path)
    notebook = project.notebooks / "skole.ipynb"
    this_year = (tmp_path / "params/testvik/2024.yaml").read_text(encoding="utf-8")
    next_year = this_year.replace("2024-", "2025-").replace("[2023, 2024]", "[2024, 2025]")
    (tmp_path / "params/testvik/2025.yaml").write_text(next_year, encoding="utf-8")
    following = check_with_receipts(project, [EDITION, "testvik/2025"], Options())
    next(following)
    text = notebook.read_text(encoding="utf-8")
    notebook.write_text(text.replace("Målekort for skolene", "Skolenes målekort"), encoding="utf-8")
    second = next(following)
    assert second.checked.plan.request.name == "testvik/2025"
    assert "Skolenes målekort" in str(second.checked.plan.runs)


@pytest.mark.parametrize(
    "changes",
    [
        {"replaced": False},
        {"executed": (SimpleNamespace(beyond={}, irreproducible=("It uses the clock.",)),)},
        {"beyond": {"felles.csv": "as it was before somebody changed it"}},
        {"beyond": {"felles.csv": ""}},
    ],
)
def test_a_build_that_may_come_out_otherwise_leaves_none(checking: Checking, changes: dict[str, object]) -> None:
    """A draft beside the report, a run that is not the same another time, a file that was changed meanwhile."""
    checking.keep(built(checking), Told())
    assert receipt.unchanged(checking.project.root, ASKED) is not None
    receipt.withdraw(checking.project.root, EDITION)
    checking.keep(built(checking, **changes), Told())
    assert receipt.unchanged(checking.project.root, ASKED) is None


def test_a_build_with_faults_leaves_none(checking: Checking) -> None:
    """They would have to be told again."""
    told = Told()
    told.exit_code = 2
    checking.keep(built(checking), told)
    assert receipt.unchanged(checking.project.root, ASKED) is None


def test_an_input_that_was_changed_meanwhile_leaves_none(checking: Checking) -> None:
    """Though it was changed back before the next build."""
    path = checking.project.root / "data/testvik/resultater.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "\n", encoding="utf-8")
    checking.keep(built(checking), Told())
    path.write_text(text, encoding="utf-8")
    assert receipt.unchanged(checking.project.root, ASKED) is None
