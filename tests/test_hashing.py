from __future__ import annotations

from pathlib import Path

from fokusrapport.hashing import ABSENT, FOLDER, file_hash, folder_hash, stands


def test_a_file_is_told_by_its_bytes(tmp_path: Path) -> None:
    """Neither by its name nor its times; an empty one is not the same as none."""
    for name, content in (("a", b"1"), ("b", b"1"), ("c", b"2"), ("d", b"")):
        (tmp_path / name).write_bytes(content)
    hashes = [file_hash(tmp_path / name) for name in ("a", "b", "c", "d", "borte", ".")]
    assert hashes[0] == hashes[1]
    assert len({*hashes}) == 5
    assert hashes[4:] == [ABSENT, FOLDER]


def test_a_folder_is_told_by_the_names_in_it(tmp_path: Path) -> None:
    """Not those that are hidden, nor what Python has compiled."""
    (tmp_path / "a").write_text("1")
    before = folder_hash(tmp_path)
    for name in (".b", "__pycache__"):
        (tmp_path / name).mkdir()
    (tmp_path / "a").write_text("2")
    assert folder_hash(tmp_path) == before
    (tmp_path / "b").mkdir()
    assert folder_hash(tmp_path) != before
    assert folder_hash(tmp_path / "borte") == ABSENT


def test_what_stands_is_as_it_was(tmp_path: Path) -> None:
    """A file by its bytes, a folder by its names or by being one, and nothing by being nothing."""
    (tmp_path / "a").write_text("1")
    before = folder_hash(tmp_path)
    assert all([stands(tmp_path / "a", file_hash(tmp_path / "a")), stands(tmp_path / "borte", ABSENT)])
    assert all([stands(tmp_path, before), stands(tmp_path, FOLDER)])
    (tmp_path / "a").rename(tmp_path / "b")
    assert not any([stands(tmp_path, before), stands(tmp_path / "b", ABSENT), stands(tmp_path / "a", before)])
