from __future__ import annotations

import os
import py_compile
import socket
import sqlite3
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest

from fokusrapport.hashing import ABSENT, FOLDER, file_hash, folder_hash
from fokusrapport.observing import UNSTEADY
from fokusrapport.pipeline.fingerprint import Used
from fokusrapport.pipeline.places import PACKAGE
from fokusrapport.pipeline.watch import uses
from tests.project import SKOLE, code, markdown, write_project
from tests.runs import made

pytestmark = pytest.mark.slow  # real kernels: few, with much in each

ROOT = "from pathlib import Path\nimport os\nroot = Path(os.environ['FOKUSRAPPORT_ROOT'])"
READS = f"""
{ROOT}
open(root / "open.csv").read()
(root / "path.csv").read_text()
open(os.fsencode(root / "bytes.csv"), "rb").read()
os.close(os.open(root / "low.csv", os.O_RDONLY))
os.chdir(root)
open("relative.csv").read()
os.chdir(os.environ["IPYTHONDIR"] + "/..")
open(root / ".hidden.csv").read()
(root / "lenke.csv").read_text()
try:
    open(root / "borte.csv")
except FileNotFoundError:
    pass
if (root / "kanskje.csv").exists() or os.path.isfile(root / "kanskje2.csv") or (root / "mappe_kanskje").is_dir():
    1 / 0
assert (root / "lister").is_dir() and (root / "bare_sett.csv").exists()
"""
LIBRARIES = """
import pandas as pd, numpy as np
pd.read_csv(root / "pandas.csv")
np.loadtxt(root / "numpy.csv")
import zipfile, sqlite3
zipfile.ZipFile(root / "arkiv.zip").read("a.csv")
sqlite3.connect(root / "base.db").execute("select * from t").fetchall()
from fokusrapport.pipeline.watch import uses
uses(root / "nevnt.csv")
"""
MODULES = """
import sys
sys.path.insert(0, str(root / "notebooks"))
import tall
import kompilert
sys.path.insert(0, str(root.parent / "bibliotek"))
import fremmed
"""
LISTS = """
import glob
os.listdir(root / "lister")
list((root / "globber").glob("*.csv"))
glob.glob(str(root / "globber2" / "*.csv"))
"""
WRITES = """
(root / "skrevet.csv").write_text("1")
(root / "skrevet.csv").read_text()
Path("arbeid.csv").write_text("1")
Path("arbeid.csv").read_text()
with open(root / "lagt_til.csv", "a") as file:
    file.write("")
os.symlink(root / "bak_lenke.csv", "lenke.csv")
Path("lenke.csv").read_text()
(root.parent / "utenfor.csv").read_text()
"""
THREADS = """
from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor(8) as pool:
    list(pool.map(lambda number: (root / "mange" / f"{number}.csv").read_text(), range(60)))
"""
NAMES = (
    *("open.csv", "path.csv", "bytes.csv", "low.csv", "relative.csv", ".hidden.csv", "bare_sett.csv"),
    *("nevnt.csv", "lagt_til.csv", "bak_lenke.csv"),
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a file for each way of reading one."""
    root = tmp_path_factory.mktemp("vakt") / "prosjekt"
    write_project(root)
    for name in (*NAMES, "ekte.csv", "lister/a.csv", "globber/a.csv", "globber2/a.csv"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(name)
    (root / "mange").mkdir()
    for number in range(60):
        (root / "mange" / f"{number}.csv").write_text(str(number) * 50_000)
    (root / "lenke.csv").symlink_to(root.parent / "utenfor.csv")
    (root.parent / "utenfor.csv").write_text("utenfor")
    (root.parent / "bibliotek").mkdir()
    (root.parent / "bibliotek" / "fremmed.py").write_text("A = 1\n")
    (root / "pandas.csv").write_text("a,b\n1,2\n")
    (root / "numpy.csv").write_text("1 2\n")
    with zipfile.ZipFile(root / "arkiv.zip", "w") as archive:
        archive.writestr("a.csv", "1")
    base = sqlite3.connect(root / "base.db")
    base.execute("create table t (a)")
    base.close()
    (root / "notebooks" / "tall.py").write_text("A = 1\n")
    compiled = root / "notebooks" / "kompilert.py"
    compiled.write_text("A = 1\n")
    py_compile.compile(str(compiled))
    return root


@pytest.fixture(scope="module", params=[True, False], ids=["forked", "spawned"])
def used(root: Path, request: pytest.FixtureRequest) -> Used:
    """What a notebook used that reads in every way there is."""
    (root / "skrevet.csv").unlink(missing_ok=True)
    cells = map(code, (READS, LIBRARIES, MODULES, LISTS, WRITES, THREADS))
    return made(root, *cells, forked=request.param)[1]


@pytest.mark.parametrize(
    "name", [*NAMES, "lenke.csv", "pandas.csv", "numpy.csv", "arkiv.zip", "base.db", "mange/0.csv", "mange/59.csv"]
)
def test_files_that_are_read(root: Path, used: Used, name: str) -> None:
    """Whatever opens them, by whatever name; also one that is only asked for, added to, or named with `uses`."""
    assert used.files[name] == file_hash(root / name) != ABSENT


@pytest.mark.parametrize("name", ["borte.csv", "kanskje.csv", "kanskje2.csv", "mappe_kanskje"])
def test_files_that_are_looked_for(used: Used, name: str) -> None:
    """Once they are there, the notebook is to be run again."""
    assert used.files[name] == ABSENT


def test_folders_that_are_looked_for(used: Used) -> None:
    """That there is one is an answer, too."""
    assert used.files["lister"] == FOLDER


def test_nothing_else_is_a_file_of_the_project(used: Used) -> None:
    """What the notebook wrote itself is no input, nor what lies in its workspace, nor what its libraries read."""
    expected = {*NAMES, "lenke.csv", "pandas.csv", "numpy.csv", "arkiv.zip", "base.db", "borte.csv"}
    expected |= {
        "lister",
        "globber",
        "kanskje.csv",
        "kanskje2.csv",
        "mappe_kanskje",
        *(f"mange/{number}.csv" for number in range(60)),
    }
    assert {name for name in used.files if not name.startswith("fokusrapport/")} == expected


def test_modules(root: Path, used: Used) -> None:
    """By their source, compiled before or not; this package's own among them."""
    for name in ("notebooks/tall.py", "notebooks/kompilert.py"):
        assert used.modules[name] == file_hash(root / name)
    assert {"fokusrapport/pipeline/watch.py", "fokusrapport/observing.py"} <= set(used.modules)


def test_a_module_that_the_kernel_compiles(root: Path) -> None:
    """It is the same as one that has been compiled: the compiled one is written under a name made up by chance."""
    late = "import importlib.util, pathlib, fokusrapport.newyear as late\nassert late"
    gone = "pathlib.Path(importlib.util.cache_from_source(importlib.util.find_spec(NAME).origin)).unlink()"
    anew = f"import importlib.util, pathlib\nNAME = 'fokusrapport.newyear'\n{gone}\n{late}"
    _executed, compiled = made(root, code(late))
    _executed, compiling = made(root, code(anew))
    assert "fokusrapport/newyear.py" in compiling.modules
    assert (compiling.files, compiling.modules, compiling.outside) == (
        compiled.files,
        compiled.modules,
        compiled.outside,
    )


def test_folders(root: Path, used: Used) -> None:
    """By the names in them, however they are listed; not those that Python looks for modules in.

    The folder of catalogues is always noted, for which language of messages is looked for first differs by machine.
    """
    listed = {name: folder_hash(root / name) for name in ("lister", "globber", "globber2")}
    assert dict(used.folders) == {**listed, f"{PACKAGE.name}/locale": folder_hash(PACKAGE / "locale")}


def test_what_lies_outside(root: Path, used: Used) -> None:
    """Files and modules that only this machine has, also those from a folder put on `sys.path`."""
    outside = {name: file_hash(root.parent / name) for name in ("utenfor.csv", "bibliotek/fremmed.py")}
    assert {Path(name).relative_to(root.parent).as_posix(): found for name, found in used.outside.items()} == outside


def test_libraries_alone_leave_no_trace(used: Used) -> None:
    """They write nothing in the project, start no programs, use no network here, and draw no numbers."""
    assert used.written == ("lagt_til.csv", "skrevet.csv")
    assert (used.programs, used.network, used.unseeded, used.questions) == ((), (), (), {})


@pytest.fixture
def listening() -> Iterator[int]:
    """The port of a socket on this machine that accepts connections."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_programs_network_and_chance(root: Path, listening: int) -> None:
    """Each by name, in whatever way they are used."""
    _executed, used = made(
        root,
        code("import subprocess, os, socket, random\nsubprocess.run(['true'])"),
        code("os.system('exit 0')"),
        code("!true"),
        code("%%bash\ntrue"),
        code("from multiprocessing import get_context\nget_context('fork').Pool(1).map(abs, [1])"),
        code(f"socket.create_connection(('127.0.0.1', {listening})).close()"),
        code("import numpy as np\nrandom.random()"),
        code("np.random.rand(2)"),
    )
    assert set(used.programs) == {"true", "exit 0", "sh", "bash", "python"}
    assert f"127.0.0.1:{listening}" in used.network
    assert used.unseeded == ("numpy.random", "random")


def test_the_subject_is_told_by_its_questions(root: Path) -> None:
    """Its files are told apart, and the words it was shown in count whole."""
    changing = (
        "(root / 'open.csv').read_text()\nos.posix_spawn('/bin/sh', ['sh', '-c', f'echo 2 > {root}/open.csv'], {})"
    )
    _executed, used = made(
        root,
        *deepcopy(SKOLE.cells[2:4]),
        markdown("{eval}`area.number('trivsel')`"),
        code(ROOT),
        code(f"{changing}\nos.wait()\nopen(root / 'open.csv').read()"),
    )
    assert {"data/testvik/resultater.csv", "params/testvik/2024.yaml"} <= set(used.subject_files)
    assert used.subject_files["data/testvik/"] == folder_hash(root / "data/testvik")
    assert used.subject_files["params/testvik/2024"] == ABSENT  # what is tracked of areas: a file may come
    assert "Data.series\x1f'trivsel'" in used.questions
    assert "fokusrapport/locale/nb/LC_MESSAGES/fokusrapport.mo" in used.files
    assert not set(used.subject_files) & set(used.files)
    assert used.files["open.csv"] == UNSTEADY


def test_naming_a_file_does_nothing_elsewhere() -> None:
    """A notebook in JupyterLab gets its path, as always."""
    assert uses("a.csv") == Path("a.csv")
    assert os.stat.__module__ != "fokusrapport.pipeline.watch"
