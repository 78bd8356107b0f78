from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLACE = ROOT / "docs" / "pictures" / "forfatter"
GUIDE = ROOT / "docs" / "forfatter.md"


def tool() -> ModuleType:
    """`tools/guide_pictures.py`, which is no package's."""
    spec = importlib.util.spec_from_file_location("guide_pictures", ROOT / "tools" / "guide_pictures.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up there
    spec.loader.exec_module(module)
    return module


def test_every_picture_is_shown_and_small() -> None:
    """The guide shows each with an alternative text, and no other; each weighs little, and its words are kept."""
    shown = dict(
        re.findall(r"!\[([^\]]{20,})\]\(pictures/forfatter/([\w-]+)\.png\)", GUIDE.read_text(encoding="utf-8"))
    )
    there = {path.stem: path.stat().st_size for path in PLACE.glob("*.png")}
    assert set(shown.values()) == set(there) == set(json.loads((PLACE / "pictures.json").read_text(encoding="utf-8")))
    assert set(there) == set(tool().PICTURES)
    assert [name for name, size in there.items() if size > 150_000] == []


@pytest.mark.slow
@pytest.mark.browser
def test_the_pictures_say_what_the_program_says() -> None:
    """Taken anew, each has the same words: a picture in the guide cannot go stale."""
    # In a process of its own: another browser's loop may be running in this one.
    program = [sys.executable, str(ROOT / "tools" / "guide_pictures.py"), "--check"]
    done = subprocess.run(program, capture_output=True, text=True, check=False)  # noqa: S603 - our own program
    assert done.returncode == 0, done.stderr
