"""The reference edition against other tools: from nothing, and when nothing, a notebook or a data file has changed."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from measure import Taken, in_turn, run, surroundings
from peers import Peers, browser
from reference import AREAS, YEAR

OURS = "fokusrapport"
_MADE = ("reports", ".fokusrapport")


def build(root: Path, *arguments: str) -> str:
    """Build, as it is done at the keyboard; what was told."""
    return run([sys.executable, "build.py", "build", "--draft", *arguments], root, surroundings(root))


def from_nothing(root: Path) -> None:
    """Build an edition of which nothing has been kept."""
    for folder in _MADE:
        shutil.rmtree(root / folder, ignore_errors=True)
    build(root)


def cold(root: Path, peers: Peers, rounds: int) -> list[Taken]:
    """HTML and PDF of twelve areas and, of ours, of the whole, with everything else a build makes and checks."""
    no_browser = "" if browser() else "no chromium here"
    return in_turn(
        {
            f"{OURS}: pages, PDFs, Word, data files, all read back": lambda: from_nothing(root),
            "papermill and nbconvert commands, and a browser for the PDFs": no_browser or peers.commands,
            "the same by papermill's and nbconvert's functions in one process": no_browser or peers.api,
            "jupyter-cache, parallel: runs only": peers.jupyter_cache,
            "mystmd --execute, parallel: runs and Markdown only": peers.mystmd,
        },
        rounds,
    )


def unchanged(root: Path, peers: Peers, rounds: int) -> list[Taken]:
    """Asked again for what has just been made."""
    build(root)
    peers.jupyter_cache()
    peers.mystmd()
    return in_turn(
        {
            f"{OURS}: nothing changed": lambda: build(root),
            "jupyter-cache: nothing changed": lambda: peers.jupyter_cache(cold=False),
            "mystmd: nothing changed": lambda: peers.mystmd(cold=False),
        },
        rounds,
    )


def one_notebook(root: Path, peers: Peers, rounds: int) -> list[Taken]:
    """One notebook with another line of code in it; of ours the whole report, and the area's own page and PDF alone."""
    ours, theirs = (folder / f"notebooks/{AREAS[0]}.ipynb" for folder in (root, peers.folder))
    build(root)
    return in_turn(
        {
            f"{OURS}: one notebook changed, the whole report": _with_line(ours, lambda: build(root)),
            f"{OURS}: one notebook changed, --area": _with_line(ours, lambda: build(root, "--area", AREAS[0])),
            "jupyter-cache: one notebook changed": _with_line(theirs, lambda: peers.jupyter_cache(cold=False)),
            "mystmd: one notebook changed": _with_line(theirs, lambda: peers.mystmd(cold=False)),
        },
        rounds,
    )


def one_data_file(root: Path, rounds: int) -> list[Taken]:
    """One figure of one area changed in the data: its notebook is run, no other. The others do not notice."""
    [data] = root.glob("data/*/resultater.csv")
    build(root)

    def another_figure() -> None:
        lines = data.read_text(encoding="utf-8").splitlines()
        place = next(place for place, line in enumerate(lines) if line.startswith(f"{AREAS[0]}-saker;{YEAR};"))
        cells = lines[place].split(";")
        lines[place] = ";".join([*cells[:2], str(int(cells[2]) + 1), *cells[3:]])
        data.write_text("\n".join(lines) + "\n", encoding="utf-8")
        told = build(root)
        if "1 run, 11 reused" not in told:
            raise SystemExit(f"another number of notebooks was run:\n{told}")

    return in_turn(
        {
            f"{OURS}: one figure of the data changed": another_figure,
            "jupyter-cache: one figure of the data changed": "does not notice: the old figure stays",
            "mystmd: one figure of the data changed": "does not notice: the old figure stays",
        },
        rounds,
    )


def _with_line(path: Path, then: Callable[[], object]) -> Callable[[], None]:
    """Another line of code in a notebook, and then the work."""

    def changed() -> None:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        cell = next(cell for cell in notebook["cells"] if "open_area" in "".join(cell["source"]))
        cell["source"] = "".join(cell["source"]) + "\nlinje = 1"
        path.write_text(json.dumps(notebook), encoding="utf-8")
        then()

    return changed
