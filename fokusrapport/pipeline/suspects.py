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

_CLOCK = {"now", "today", "utcnow", "time", "time_ns", "localtime", "gmtime", "ctime", "asctime", "perf_counter"}
_CHANCE = {
    *("random", "randint", "randrange", "choice", "choices", "shuffle", "sample", "uniform", "gauss", "normal"),
    *("rand", "randn", "permutation", "default_rng", "SystemRandom", "urandom", "token_hex", "token_urlsafe"),
    *("token_bytes", "randbelow", "randbits", "getrandbits", "uuid1", "uuid4", "integers"),
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
    found: list[Suspect] = []
    for position, cell in enumerate(run.notebook.cells):
        place = CellPlace.of(run.shown_as, position, cell)
        for source in _sources(cell):
            found += (Suspect(place.fault("").where, why) for why in _in_source(source))
    for name in sorted(modules):
        if not name.startswith(_PACKAGE):
            found += (Suspect(name, why) for why in _in_source((root / name).read_text(encoding="utf-8")))
    return tuple(dict.fromkeys(found))


def _sources(cell: NotebookNode) -> tuple[str, ...]:
    return (cell.source,) if cell.cell_type == "code" else tuple(expressions(cell.source))


def _in_source(source: str) -> Iterator[str]:
    try:
        tree = ast.parse(source)
    except SyntaxError:  # a line for IPython, such as «%matplotlib inline»: its other lines are looked at without it
        lines = source.splitlines()
        kept = [line for line in lines if not line.lstrip().startswith(("%", "!", "?"))]
        yield from _in_source("\n".join(kept)) if len(kept) < len(lines) else ()
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
    """The name that is used, however it is written: `time()`, `dt.date.today()`, `pd.Timestamp("now")`."""
    match node:
        case ast.Attribute(attr=name):
            return name
        case ast.Call(func=ast.Name(id=name)):
            return name
        case ast.Constant(value="now" | "today"):
            return str(node.value)
    return ""
