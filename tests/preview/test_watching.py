from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import watchfiles

from fokusrapport.errors import BuildFailed
from fokusrapport.preview.watching import Saves, matters, watching
from tests.project import write_project


def heard(saves: Saves) -> frozenset[Path]:
    """What was saved, or a failed test: it waits for ever where nothing is noticed."""
    found: list[frozenset[Path]] = []
    asking = threading.Thread(target=lambda: found.append(saves.next()), daemon=True)
    asking.start()
    asking.join(10)
    assert found, "nobody noticed"
    return found[0]


@pytest.mark.parametrize("name", ["notebooks/skole.ipynb", "params/testvik/2024.yaml", "data/testvik/resultater.csv"])
def test_a_save_is_heard_of(tmp_path: Path, name: str) -> None:
    """Notebooks, parameters and data, also when they are written beside and renamed, as editors do."""
    project = write_project(tmp_path)
    with watching(project) as saves:
        path = tmp_path / name
        beside = path.with_name(f"{path.name}.tmp")
        beside.write_bytes(path.read_bytes())
        beside.replace(path)
        assert path in heard(saves)


def test_what_came_meanwhile_is_told_at_once() -> None:
    """Who was busy makes one page of it, not three."""
    saves = Saves()
    for name in ("a", "b", "c"):
        saves.add(frozenset({Path(name)}))
    assert saves.next() == {Path("a"), Path("b"), Path("c")}


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("notebooks/nav.ipynb", True),
        ("data/x/tall.xlsx", True),
        ("notebooks/.ipynb_checkpoints/nav-checkpoint.ipynb", False),
        ("data/x/~$tall.xlsx", False),
        ("data/x/.~lock.tall.csv#", False),
        ("params/x/2025.yaml~", False),
        ("params/x/.2025.yaml.swp", False),
    ],
)
def test_what_matters(name: str, wanted: bool) -> None:  # noqa: FBT001 - a parametrised answer
    """Spreadsheets, editors and Jupyter leave files beside those that are saved."""
    assert matters(watchfiles.Change.modified, f"/home/kari/{name}") is wanted


def test_a_watch_that_breaks_off_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the beginning or later: nobody waits for ever, and no page is called fresh that may not be."""

    def breaks(*_folders: Path, **_options: object) -> Iterator[set[tuple[int, str]]]:
        yield from ()
        message = "OS file watch limit reached"
        raise OSError(message)

    monkeypatch.setattr("fokusrapport.preview.watching.watchfiles.watch", breaks)
    with watching(write_project(tmp_path)) as saves, pytest.raises(BuildFailed, match="OS file watch limit reached"):
        saves.next()
