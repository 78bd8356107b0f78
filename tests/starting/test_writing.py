from __future__ import annotations

from pathlib import Path

import pytest

from fokusrapport.errors import InputRefused
from fokusrapport.starting.writing import Grown, write
from tests.project import contents

NEW = {"params/a/2025/nav.yaml": "actions: []\n", "notebooks/nav.ipynb": "{}\n"}


def test_all_is_written(tmp_path: Path) -> None:
    """New files with their folders, and files that have got more in them."""
    (tmp_path / "x.yaml").write_bytes(b"a: 1\n")
    write(tmp_path, NEW, {"x.yaml": Grown(b"a: 1\n", b"a: 1\nb: 2\n")})
    assert contents(tmp_path) == {"x.yaml": b"a: 1\nb: 2\n", **{name: text.encode() for name, text in NEW.items()}}


def test_what_is_there_is_not_written_over(tmp_path: Path) -> None:
    """Every such file is told, and none is written."""
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks/nav.ipynb").write_text("mitt", encoding="utf-8")
    with pytest.raises(InputRefused) as error:
        write(tmp_path, NEW, {})
    assert [fault.file for fault in error.value.faults] == ["notebooks/nav.ipynb"]
    assert contents(tmp_path) == {"notebooks/nav.ipynb": b"mitt"}


def test_a_file_changed_meanwhile_is_left(tmp_path: Path) -> None:
    """What somebody saved between reading and writing is theirs."""
    (tmp_path / "x.yaml").write_bytes(b"a: 3\n")
    with pytest.raises(InputRefused):
        write(tmp_path, NEW, {"x.yaml": Grown(b"a: 1\n", b"a: 2\n")})
    assert contents(tmp_path) == {"x.yaml": b"a: 3\n"}


@pytest.mark.parametrize("broken", range(4))
def test_nothing_is_left_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: int) -> None:
    """A disk that is full at the first, second, third or fourth file leaves everything as it was, folders too."""
    for name in ("x.yaml", "y.yaml"):
        (tmp_path / name).write_bytes(b"a: 1\n")
    replace, count = Path.replace, iter(range(99))

    def failing(self: Path, target: Path) -> Path:
        if next(count) == broken:
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(InputRefused, match="No space left"):
        write(tmp_path, NEW, {name: Grown(b"a: 1\n", b"a: 2\n") for name in ("x.yaml", "y.yaml")})
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["x.yaml", "y.yaml"]
    assert set(contents(tmp_path).values()) == {b"a: 1\n"}
