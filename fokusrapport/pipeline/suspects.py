"""What in a notebook's code may give another result another time: the clock, chance, and this one machine.

Names only raise a suspicion. Whether they matter is found out by running the notebook once more (`reproducible`).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from fokusrapport.i18n import _
from fokusrapport.pipeline.cells import CellPlace
from fokusrapport.pipeline.execute import Run
from fokusrapport.pipeline.markdown import expressions
from fokusrapport.pipeline.parsed import parsed

_CLOCK = {"now", "today", "utcnow", "time", "time_ns", "localtime", "gmtime", "ctime", "asctime", "perf_counter"} | {
    *("strftime", "monotonic", "monotonic_ns", "perf_counter_ns", "process_time"),
}
_CHANCE = {
    *("random", "randint", "randrange", "choice", "choices", "shuffle", "sample", "uniform", "gauss", "normal"),
    *("rand", "randn", "permutation", "default_rng", "SystemRandom", "urandom", "token_hex", "token_urlsafe"),
    *("token_bytes", "randbelow", "randbits", "getrandbits", "uuid1", "uuid4", "integers", "rvs"),
}
_MACHINE = {"environ", "getenv", "getuser", "gethostname", "node", "getcwd", "cwd", "home", "getpid", "getlogin"}
_PACKAGE = "fokusrapport/"


@dataclass(frozen=True)
class Suspect:
    """One place in the code, and why it is suspected."""

    where: str
    why: str

    def __str__(self) -> str:
        return f"{self.where}: {self.why}"


def suspects(run: Run, root: Path, modules: Mapping[str, str]) -> tuple[Suspect, ...]:
    """The suspicious places in the notebook's cells and in the project's own modules that it imports."""
    found = (Suspect(where, why) for where, source in sources(run, root, modules) for why in _in_source(source))
    return tuple(dict.fromkeys(found))


def sources(run: Run, root: Path, modules: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """All code that the author has written, each piece with its place."""
    for position, cell in enumerate(run.notebook.cells):
        where = CellPlace.of(run.shown_as, position, cell).fault("").where
        yield from ((where, source) for source in _sources(cell))
    for name in sorted(modules):
        if not name.startswith(_PACKAGE) and (root / name).is_file():
            yield name, (root / name).read_text(encoding="utf-8", errors="replace")


def _sources(cell: NotebookNode) -> tuple[str, ...]:
    if cell.cell_type == "markdown":
        return tuple(expressions(cell.source))
    return (cell.source,) if cell.cell_type == "code" else ()


def _in_source(source: str) -> Iterator[str]:
    tree = parsed(source)
    if tree is None:
        yield _("holds lines that are not Python")
        return
    for node in ast.walk(tree):
        name = _name(node)
        if name in _CLOCK:
            yield _("uses the clock («{name}»)").format(name=name)
        elif name in _CHANCE:
            yield _("uses chance («{name}») without a fixed seed").format(name=name)
        elif name in _MACHINE:
            yield _("asks about this machine («{name}»)").format(name=name)


def _name(node: ast.AST) -> str:
    """The name that is used, however it is written: `time()`, `dt.date.today`, `pd.Timestamp("now")`."""
    match node:
        case ast.Attribute(attr=name) | ast.Name(id=name) | ast.alias(name=name, asname=str()):
            return name
        case ast.Constant(value="now" | "today"):
            return str(node.value)
    return ""
