"""What a kernel sees of this package's modules that were imported before it was forked: nothing, until it asks."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from fokusrapport.pipeline.places import PACKAGE

# A fresh process, in which the named modules are imported and put aside; then code is run that fills `told`.
HARNESS = """
import importlib, json, sys
sys.path.insert(0, {folder!r})
from fokusrapport.pipeline.warm.recording import Recording
from fokusrapport.pipeline.warm.shelf import Shelf
recording = Recording()
with recording:
    for name in {names!r}:
        importlib.import_module(name)
before = dict(sys.modules)
Shelf.of(recording)
told = {{}}
own = lambda: sorted(name for name in sys.modules if name.partition(".")[0] == "fokusrapport")
{code}
print(json.dumps(told))
"""
NAMES = ("fokusrapport.domain.area", "fokusrapport.domain.charts.trend", "fokusrapport.pipeline.watch")


def told_by(code: str, *names: str, folder: Path = PACKAGE.parent) -> Mapping[str, Any]:
    """What the code tells in a process where the modules are put aside; the package lies in the folder."""
    found: Mapping[str, Any] = json.loads(_run(HARNESS.format(names=names or NAMES, code=code, folder=str(folder))))
    return found


def _run(text: str) -> str:
    command = [sys.executable, "-c", text]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout  # noqa: S603


@pytest.fixture(scope="module")
def told() -> Mapping[str, Any]:
    """What one process tells about modules that are put aside and asked for, one after the other."""
    return told_by("""
told["at first"] = own()
import fokusrapport.observing
told["one"] = own()
told["same"] = fokusrapport.observing is before["fokusrapport.observing"]
told["spec"] = [type(fokusrapport.observing.__spec__.loader).__name__, fokusrapport.observing.__spec__.origin]
told["by chance"] = hasattr(fokusrapport, "domain")
from fokusrapport.domain.area import open_area
told["area"] = own()
told["charts"] = hasattr(fokusrapport.domain.charts, "trend")
import fokusrapport.domain.charts.trend
told["trend"] = own()
told["again"] = importlib.reload(fokusrapport.observing) is before["fokusrapport.observing"]
told["anew"] = sorted(name for name in own() if sys.modules[name] is not before[name])
""")


def test_nothing_is_seen_at_first(told: Mapping[str, Any]) -> None:
    """As in a kernel that has just been started."""
    assert told["at first"] == []


def test_a_module_comes_with_what_it_asks_for_and_with_nothing_else(told: Mapping[str, Any]) -> None:
    """The very modules that a fresh process has when it has imported the same."""
    names = "sorted(name for name in sys.modules if name.partition('.')[0] == 'fokusrapport')"
    asked = f"import sys\nimport {{}}\nprint(*{names})"
    assert told["one"] == _run(asked.format("fokusrapport.observing")).split()
    assert told["area"] == _run(asked.format("fokusrapport.domain.area")).split()
    assert told["trend"] == _run(asked.format("fokusrapport.domain.area, fokusrapport.domain.charts.trend")).split()
    assert len(told["one"]) < len(told["area"]) < len(told["trend"])


def test_it_is_the_module_that_was_imported(told: Mapping[str, Any]) -> None:
    """Its code is not run again, and it looks as Python's own import leaves it, also for `reload`."""
    assert told["same"]
    assert told["spec"][0] == "SourceFileLoader"
    assert Path(told["spec"][1]).name == "observing.py"
    assert told["again"]
    assert told["anew"] == []


def test_a_package_knows_only_the_modules_that_were_asked_for(told: Mapping[str, Any]) -> None:
    """Code that forgets an import fails in a forked kernel as it does in any other."""
    assert (told["by chance"], told["charts"]) == (False, False)


# Modules of a copy of the package, to be changed while a kernel runs.
MODULES = {
    "__init__.py": "",
    "a.py": "from fokusrapport.prove import b\nfrom fokusrapport.prove.c import c\nVERDI = b.VERDI\n",
    "b.py": "VERDI = 1\n",
    "c/__init__.py": "from fokusrapport.prove.c.c import c\n",
    "c/c.py": "def c():\n    return 2\n",
}


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A folder with a copy of the package that has these modules, too."""
    shutil.copytree(PACKAGE, tmp_path / PACKAGE.name, ignore=shutil.ignore_patterns("__pycache__", "fonts", "locale"))
    for name, text in MODULES.items():
        path = tmp_path / PACKAGE.name / "prove" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


def test_a_name_that_hides_a_module_hides_it_again(copied: Path) -> None:
    """`package.c` is the function that the package took from its module `c`, as after any import."""
    code = "import fokusrapport.prove.a as a\ntold['c'] = [a.c(), sys.modules['fokusrapport.prove.c'].c()]"
    assert told_by(code, "fokusrapport.prove.a", folder=copied)["c"] == [2, 2]


def test_what_was_changed_meanwhile_is_read_anew(copied: Path) -> None:
    """With all that asks for it; the rest is as it was imported."""
    code = f"""
from pathlib import Path
Path({str(copied)!r}, "fokusrapport/prove/b.py").write_text("VERDI = 22\\n")
import fokusrapport.prove.c
import fokusrapport.prove.a
told["value"] = fokusrapport.prove.a.VERDI
told["old"] = sorted(name for name in own() if sys.modules[name] is before[name])
"""
    told = told_by(code, "fokusrapport.prove.a", folder=copied)
    assert told["value"] == 22
    assert told["old"] == ["fokusrapport", "fokusrapport.prove", "fokusrapport.prove.c", "fokusrapport.prove.c.c"]


def test_whoever_listens_hears_of_every_module(copied: Path) -> None:
    """As of the modules that Python reads: what a notebook imports is noted so."""
    code = """
heard = []
sys.addaudithook(lambda event, given: heard.append(given[0]) if event == "open" else None)
import fokusrapport.prove.c
told["heard"] = sorted({name for name in map(str, heard) if "prove" in name})
"""
    names = ("prove/__init__.py", "prove/c/__init__.py", "prove/c/c.py")
    told = told_by(code, "fokusrapport.prove.a", folder=copied)
    assert told["heard"] == [str(copied / PACKAGE.name / name) for name in names]
