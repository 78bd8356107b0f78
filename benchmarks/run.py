"""All comparisons of docs/performance.md by one command, printed as they stand there.

    python benchmarks/run.py [--only cold,changes,limit,growth,stages,saved,wide] [--rounds 3] [--editions 1,10,100]
                             [--folder FOLDER]

On a fresh machine: after the README's set-up, with Debian's `chromium` and `nodejs` for the others. jupyter-cache and
mystmd are installed into an environment of their own in the folder. Everything is made there, nothing in the project.
All of it takes about two hours on two cores; nothing else should run meanwhile.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import against
import growth
from measure import ROOT, Taken, machine, run, surroundings, table, timed
from peers import Peers
from reference import YEAR, write_reference

_TEN = 10
_COUNTRY = 357


def cold(folder: Path, asked: argparse.Namespace) -> None:
    """1. From nothing, against the others."""
    root, peers = _projects(folder)
    _told("From nothing", against.cold(root, peers, asked.rounds))


def changes(folder: Path, asked: argparse.Namespace) -> None:
    """2. Nothing, one notebook, one data file changed."""
    root, peers = _projects(folder)
    _told("Nothing changed", against.unchanged(root, peers, asked.rounds))
    _told("One notebook changed", against.one_notebook(root, peers, asked.rounds))
    _told("One figure of the data changed", against.one_data_file(root, asked.rounds))


def limit(folder: Path, asked: argparse.Namespace) -> None:
    """3. The distance to the limit, 120 runs."""
    root = folder / "ten"
    write_reference(root, _TEN)
    builds, cells, typst = (
        Taken("fokusrapport: 120 runs, everything made"),
        Taken("the cells alone"),
        Taken("Typst alone"),
    )
    for _round in range(asked.rounds):
        for made in ("reports", ".fokusrapport"):
            shutil.rmtree(root / made, ignore_errors=True)
        builds.seconds.append(timed(lambda: against.build(root, "--quiet", f"*/{YEAR}")))
        print(f"  {builds.name}: {builds.seconds[-1]:.2f} s", flush=True)
        own = run([sys.executable, ROOT / "benchmarks/limit.py", root], root, surroundings(root)).split()[-2:]
        cells.seconds.append(float(own[0]))
        typst.seconds.append(float(own[1]))
    both = Taken("both: the limit", [sum(pair) for pair in zip(cells.seconds, typst.seconds, strict=True)])
    print(f"\n## The limit\n\n{table([builds, cells, typst, both], builds.name)}")
    print(f"\nThe build takes {builds.median / both.median:.2f} times the limit.")


def grow(folder: Path, asked: argparse.Namespace) -> None:
    """4. Growth, and a slice of the country."""
    taken = [growth.grown(folder / f"growth-{editions}", editions) for editions in asked.editions]
    print(f"\n## Growth\n\n{growth.table(taken)}")
    hours = taken[-1].a_run * _COUNTRY * 12 / 3600
    slice_of = f"A slice of {taken[-1].runs // 12} of {_COUNTRY} editions"
    print(f"\n{slice_of}; at its pace all take {hours:.1f} hours on this machine.")


def stages(folder: Path, _asked: argparse.Namespace) -> None:
    """5. The stages of one run."""
    root = folder / "stages"
    write_reference(root)
    print(f"\n## One run\n\n{run([sys.executable, ROOT / 'benchmarks/stages.py', root], root, surroundings(root))}")


def saved(folder: Path, asked: argparse.Namespace) -> None:
    """6. From a notebook that is saved to its fresh page in the preview."""
    root = folder / "saved"
    write_reference(root)
    rounds = str(3 * asked.rounds)
    told = run([sys.executable, ROOT / "benchmarks/saved.py", root, "--rounds", rounds], root, surroundings(root))
    print(f"\n## Saved → fresh\n\n{told}")


def wide(folder: Path, asked: argparse.Namespace) -> None:
    """Two Dask workers against one, 120 runs."""
    root = folder / "wide"
    write_reference(root, _TEN)
    one, two = Taken("one worker"), Taken("two workers")
    for _round in range(asked.rounds):
        told = run([sys.executable, ROOT / "benchmarks/wide.py", root], root, surroundings(root)).split()[-2:]
        one.seconds.append(float(told[0]))
        two.seconds.append(float(told[1]))
    print(f"\n## Two Dask workers against one, 120 runs\n\n{table([one, two], two.name)}")


PARTS: dict[str, Callable[[Path, argparse.Namespace], None]] = {
    "cold": cold,
    "changes": changes,
    "limit": limit,
    "growth": grow,
    "stages": stages,
    "saved": saved,
    "wide": wide,
}


def _projects(folder: Path) -> tuple[Path, Peers]:
    """The reference project for ours, and for the others; made anew."""
    for name in ("project", "others"):
        shutil.rmtree(folder / name, ignore_errors=True)
    [edition] = write_reference(folder / "project")
    return folder / "project", Peers.of(folder / "project", folder / "others", edition.partition("/")[0], YEAR)


def _told(title: str, taken: Sequence[Taken]) -> None:
    print(f"\n## {title}\n\n{table(taken, taken[0].name)}", flush=True)


def main() -> None:
    """Take what was asked for, and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default=",".join(PARTS))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--editions", type=lambda text: [int(one) for one in text.split(",")], default=[1, 10, 100])
    parser.add_argument("--folder", type=Path, help="where all is made and left; else a folder that is taken away")
    asked = parser.parse_args()
    print(machine())
    with tempfile.TemporaryDirectory(prefix="fokus-bench-") as own:
        folder = (asked.folder or Path(own)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        for name in asked.only.split(","):
            PARTS[name](folder, asked)


if __name__ == "__main__":
    main()
