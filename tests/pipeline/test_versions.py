from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

from fokusrapport.pipeline.versions import program, sha256, versions
from tests.conftest import ROOT
from tests.project import environment

ASK = "from fokusrapport.pipeline.versions import versions; print(versions())"


def stray_package(folder: Path, name: str = "uvedkommende") -> Path:
    """A package that is installed for some other purpose."""
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    (folder / f"{name}.py").write_text("", encoding="utf-8")
    return folder


def test_every_dependency_is_named() -> None:
    """What pyproject.toml lists for a build, and what that is built upon; not what only authors or tests use."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    listed = {re.split("[>=<~! ]", line)[0] for line in project["dependencies"]}
    named = versions()
    for_authors = {"jupyterlab", "jupyterlab-myst", "jupyter-server-proxy", "nbdime", "nbstripout"}
    for_readers_of_drafts = {"starlette", "uvicorn", "watchfiles"}
    assert listed - set(named) == for_authors | for_readers_of_drafts
    assert {"python", "numpy", "pydantic-core", "lxml", "pillow"} <= set(named)
    assert not {"pytest", "ruff", "hypothesis", "uv", "jupyter-server", "fokusrapport"} & set(named)
    assert list(named) == sorted(named)


def test_a_package_nobody_asks_for_is_not_named(tmp_path: Path) -> None:
    """With an unrelated package in the environment the answer is the same."""
    path = f"{ROOT}:{stray_package(tmp_path)}"
    seen = f"from importlib.metadata import version; assert version('uvedkommende') == '1.0'; {ASK}"
    done = subprocess.run(  # noqa: S603 - this very Python
        [sys.executable, "-c", seen], env=environment(PYTHONPATH=path), capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == str(versions())


def test_the_program_is_its_own_files() -> None:
    """Code, templates, fonts and catalogues with their hashes; nothing that is made while running."""
    files = program()
    name = "fokusrapport/pipeline/versions.py"
    assert files[name] == sha256((ROOT / name).read_bytes())
    assert {Path(name).suffix for name in files} == {".py", ".css", ".j2", ".js", ".typ", ".woff2", ".mo"}
    assert not [name for name in files if "__pycache__" in name or name.endswith((".po", ".pyc"))]
