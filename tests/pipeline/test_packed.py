from __future__ import annotations

from pathlib import Path

from fokusrapport.pipeline.packed import identity_of, pack, unpack
from tests.project import contents


def test_what_is_packed_comes_out_again(tmp_path: Path) -> None:
    """Files and empty folders, but nothing hidden and no reports; the identity is that of the files as they lie."""
    root = tmp_path / "p"
    for name in ("data/a.csv", "data/.skjult", ".git/x", "reports/p/index.html", "data/__pycache__/m.pyc"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)
    (root / "tom").mkdir()
    identity, packed = pack(root)
    unpack(packed, tmp_path / "q")
    assert contents(tmp_path / "q") == {"data/a.csv": b"data/a.csv"}
    assert (tmp_path / "q" / "tom").is_dir()
    assert identity == identity_of(root) == identity_of(tmp_path / "q")


def test_a_build_changes_no_identity(tmp_path: Path) -> None:
    """It makes the folder of reports; only what is sent counts, and of that every byte and name."""
    (tmp_path / "a.csv").write_text("1")
    before = identity_of(tmp_path)
    (tmp_path / "reports").mkdir()
    assert identity_of(tmp_path) == before
    (tmp_path / "a.csv").write_text("2")
    assert identity_of(tmp_path) != before
