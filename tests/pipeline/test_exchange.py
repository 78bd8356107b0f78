from __future__ import annotations

import sys
from pathlib import Path

import pytest

from fokusrapport.pipeline.exchange import exchange
from tests.project import contents


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Two folders with something in them."""
    for name in ("en", "to"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).write_text(name)
    return tmp_path / "en", tmp_path / "to"


@pytest.mark.skipif(sys.platform not in ("linux", "darwin"), reason="other systems have no such step")
def test_folders_change_places(folders: tuple[Path, Path]) -> None:
    """In one step, and back again."""
    one, other = folders
    assert exchange(one, other)
    assert (contents(one), contents(other)) == ({"to": b"to"}, {"en": b"en"})
    assert exchange(one, other)
    assert contents(one) == {"en": b"en"}


def test_one_that_is_not_there(folders: tuple[Path, Path]) -> None:
    """Nothing is done."""
    one, other = folders
    assert not exchange(one, other.with_name("tre"))
    assert contents(one) == {"en": b"en"}


@pytest.mark.parametrize("platform", ["win32", "sunos5"])
def test_systems_without_it(folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    """The caller then renames twice."""
    monkeypatch.setattr("sys.platform", platform)
    assert not exchange(*folders)
    assert contents(folders[0]) == {"en": b"en"}


@pytest.mark.parametrize("error", [OSError, TypeError])
def test_a_c_library_without_it(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    """None to be loaded, or one that has no such function."""

    def none(*_arguments: object, **_options: object) -> object:
        raise error

    monkeypatch.setattr("ctypes.CDLL", none)
    assert not exchange(*folders)
    monkeypatch.setattr("ctypes.CDLL", lambda *_arguments, **_options: object())
    assert not exchange(*folders)
