from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import cache_from_source
from pathlib import Path

import pytest

from fokusrapport.pipeline.compiled import settle_modules


def told(folder: Path) -> str:
    """What the module «tall» says when Python imports it."""
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.run(
        [sys.executable, "-c", "import tall; print(tall.TALL)"],
        cwd=folder,
        env=surroundings,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


def rewritten(path: Path, text: str) -> None:
    """The file with another text of the same length, as if in the same second."""
    stood = path.stat()
    path.write_text(text)
    os.utime(path, ns=(stood.st_atime_ns, stood.st_mtime_ns))


@pytest.fixture
def module(tmp_path: Path) -> Path:
    """A module somewhere in the project."""
    path = tmp_path / "felles" / "tall" / "tall.py"
    path.parent.mkdir(parents=True)
    path.write_text("TALL = 1\n")
    return path


def test_an_ordinary_compiled_module_may_be_stale(module: Path) -> None:
    """Which is why this is needed: Python goes by size and second."""
    assert told(module.parent) == "1"
    rewritten(module, "TALL = 2\n")
    assert told(module.parent) == "1"


@pytest.mark.parametrize("compiled_before", [True, False])
def test_a_settled_module_is_never_stale(tmp_path: Path, module: Path, compiled_before: bool) -> None:  # noqa: FBT001 - a test's parameter
    """Whether or not it was compiled in the ordinary way before; and it stays so when Python compiles it anew."""
    if compiled_before:
        assert told(module.parent) == "1"
    settle_modules(tmp_path)
    for number in (2, 3):
        rewritten(module, f"TALL = {number}\n")
        assert told(module.parent) == str(number)


def test_a_stale_compiled_module_is_made_anew(tmp_path: Path, module: Path) -> None:
    """One that was there before anybody settled it."""
    told(module.parent)
    rewritten(module, "TALL = 2\n")
    settle_modules(tmp_path)
    assert told(module.parent) == "2"


def test_what_is_settled_is_left_alone(tmp_path: Path, module: Path) -> None:
    """Builds at the same time would otherwise write the same file again and again."""
    settle_modules(tmp_path)
    compiled = Path(cache_from_source(str(module)))
    before = compiled.stat().st_ino
    settle_modules(tmp_path)
    assert compiled.stat().st_ino == before


def test_modules_that_cannot_be_compiled_are_left(tmp_path: Path, module: Path) -> None:
    """They are told where they are imported."""
    module.write_text("TALL =\n")
    settle_modules(tmp_path)
    assert not Path(cache_from_source(str(module))).exists()
