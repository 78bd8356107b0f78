from __future__ import annotations

from pathlib import Path

import pytest
from jupyter_server_proxy.config import ServerProcess

from fokusrapport.lab.preview import server
from tests.project import EDITION, write_project


def test_the_launcher_starts_the_preview_of_the_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command is the project's own, with the edition that JupyterLab was opened for."""
    root = write_project(tmp_path).root
    monkeypatch.setenv("FOKUSRAPPORT_ROOT", str(root))
    monkeypatch.setenv("FOKUSRAPPORT_LAB_EDITION", EDITION)
    process = ServerProcess(name="fokusrapport-preview", **server())
    assert process.command[1:] == [str(root / "build.py"), "preview", EDITION, "--no-browser", "--port", "{port}"]
    assert process.launcher_entry.enabled
    token = process.environment["FOKUSRAPPORT_PREVIEW_TOKEN"]
    assert len(token) >= 20
    assert process.launcher_entry.path_info == f"fokusrapport-preview/{token}/"
    assert Path(process.launcher_entry.icon_path).is_file()


def test_it_is_in_the_language_that_was_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And whoever the hub lets in may comment: the preview is asked as by a page of its own machine."""
    monkeypatch.setenv("FOKUSRAPPORT_ROOT", str(write_project(tmp_path).root))
    monkeypatch.setenv("FOKUSRAPPORT_LAB_EDITION", EDITION)
    monkeypatch.setenv("FOKUSRAPPORT_LAB_LANGUAGE", "nn")
    process = ServerProcess(name="fokusrapport-preview", **server())
    assert process.command[3:6] == [EDITION, "--language", "nn"]
    assert process.request_headers_override["Origin"] == "http://127.0.0.1"


def test_a_jupyter_without_a_project_shows_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever starts any other Jupyter of this environment is not bothered with it."""
    monkeypatch.delenv("FOKUSRAPPORT_ROOT", raising=False)
    monkeypatch.chdir(tmp_path)
    assert not ServerProcess(name="fokusrapport-preview", **server()).launcher_entry.enabled
