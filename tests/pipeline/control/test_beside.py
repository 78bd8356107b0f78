from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from fokusrapport.errors import BuildFailed
from fokusrapport.pipeline.control.beside import control_path, put_control_pages, withdraw_control_pages, write_whole
from tests.pipeline.control.conftest import good_report


def test_the_page_lies_beside_the_folder(tmp_path: Path) -> None:
    """Not in it: what is published holds no findings; and nothing else is left there."""
    path = put_control_pages([replace(good_report(), place=tmp_path / "2025")])
    assert path == control_path(tmp_path / "2025") == tmp_path / "2025.kontroll.html"
    assert [file.name for file in tmp_path.iterdir()] == ["2025.kontroll.html"]


def test_each_language_has_its_page(tmp_path: Path) -> None:
    """The main one's name is as it always was; that of a language the edition no longer has goes away."""
    control_path(tmp_path / "2025", "sv").write_text("old")
    report = replace(good_report(), place=tmp_path / "2025")
    reports = []
    for code in ("nb", "nn"):
        front = report.document.chapter.front.model_copy(update={"language": code, "languages": ("nb", "nn")})
        chapter = report.document.chapter.model_copy(update={"front": front})
        reports.append(replace(report, document=replace(report.document, chapter=chapter)))
    assert put_control_pages(reports) == tmp_path / "2025.kontroll.html"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["2025.kontroll.html", "2025.nn.kontroll.html"]
    assert 'href="2025/nn/index.html"' in (tmp_path / "2025.nn.kontroll.html").read_text(encoding="utf-8")


def test_a_page_is_replaced_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When it cannot be put in its place, the old one stands, nothing half lies beside it, and that is told."""
    path = tmp_path / "2025.kontroll.html"
    path.write_text("old")

    def full(_from: Path, _to: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(BuildFailed, match=r"control page could not be written .*: No space left on device"):
        write_whole(path, b"new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_reader_never_meets_a_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of the new page is on the disk before it takes the old one's place."""
    path = tmp_path / "2025.kontroll.html"
    path.write_text("old")
    seen = []
    replace_file = os.replace

    def watched(source: Path, target: Path) -> None:
        seen.append((Path(source).read_bytes(), target.read_text()))
        replace_file(source, target)

    monkeypatch.setattr(os, "replace", watched)
    write_whole(path, b"new")
    assert seen == [(b"new", "old")]
    assert path.read_bytes() == b"new"


def test_the_page_of_a_withdrawn_draft_goes_with_it(tmp_path: Path) -> None:
    """And that there was none is no fault."""
    draft = tmp_path / "2025.utkast"
    control_path(draft).write_text("old")
    control_path(draft, "en").write_text("old")
    for _time in range(2):
        withdraw_control_pages(draft)
    assert list(tmp_path.iterdir()) == []
