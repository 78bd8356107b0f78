"""Runs in the kernels of JupyterLab, as an extension of IPython: a notebook run by hand shows what a build would show.

- The cell tagged `parameters` gives the values of the edition that JupyterLab was started for, whatever stands in it.
- Code cells with `only:` tags of other editions do nothing.
- Data frames carry themselves as data, as in a build, so that the notebook can be exported.
- What is refused is told in words, without a traceback.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import TracebackType
from typing import Any

from IPython.core.interactiveshell import InteractiveShell

from fokusrapport.errors import FokusrapportError, InputRefused, in_short
from fokusrapport.params.project import LoadedEdition, Project, find_root, load_edition
from fokusrapport.params.sets import read_table
from fokusrapport.pipeline.cells import belongs
from fokusrapport.pipeline.dataframes import enable
from fokusrapport.pipeline.notebook import PARAMETERS_TAG
from fokusrapport.pipeline.parameter_cells import given
from fokusrapport.variables import LAB_EDITION_VARIABLE, LAB_LANGUAGE_VARIABLE

_SESSION_VARIABLE = "JPY_SESSION_NAME"
"""Where Jupyter tells a kernel which notebook it belongs to."""


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Begin; without a chosen edition a notebook keeps the parameters that stand in it."""
    enable()
    shell.set_custom_exc((FokusrapportError,), _tell)  # type: ignore[no-untyped-call] # IPython has no types for it
    if name := os.environ.get(LAB_EDITION_VARIABLE):
        hand = _Hand(shell, name, os.environ.get(LAB_LANGUAGE_VARIABLE, ""))
        shell.input_transformers_cleanup.append(hand.cell)


@dataclass(frozen=True)
class _Hand:
    """What is done with every cell, before it is run, in place of a person who would."""

    shell: InteractiveShell
    edition: str
    language: str

    def cell(self, lines: list[str]) -> list[str]:
        """The lines of a cell that are to be run."""
        tags = self._tags()
        municipality, _slash, year = self.edition.partition("/")
        if not belongs(tags, municipality, int(year), self.language):
            return []
        if PARAMETERS_TAG in tags and lines:
            return [*lines, "\n", _assignment("".join(lines))]
        return lines

    def _tags(self) -> tuple[str, ...]:
        """The tags of the cell that is to be run: JupyterLab sends what the cell says about itself along with it."""
        kernel = getattr(self.shell, "kernel", None)
        metadata = kernel.get_parent("shell").get("metadata", {}) if kernel else {}
        return tuple(str(tag) for tag in metadata.get("tags", ()))


def _assignment(source: str) -> str:
    """One line that gives the parameters declared in a cell the edition's values; none where it cannot be read."""
    try:
        names = [target.id for target in _targets(source) if isinstance(target, ast.Name)]
    except SyntaxError:
        return "\n"
    return f"globals().update(__import__({__name__!r}, fromlist=['values']).values(globals(), {names!r}))\n"


def _targets(source: str) -> Sequence[ast.expr]:
    body = ast.parse(source).body
    plain = [target for line in body if isinstance(line, ast.Assign) for target in line.targets]
    return [*plain, *(line.target for line in body if isinstance(line, ast.AnnAssign))]


def values(names: Mapping[str, Any], declared: Sequence[str]) -> dict[str, Any]:
    """What the edition gives for the parameters that a notebook declares; `names` holds what stands in it.

    Raises InputRefused with every fault in the edition's parameters, and for a value of another kind.
    """
    loaded = _loaded(os.environ[LAB_EDITION_VARIABLE], os.environ.get(LAB_LANGUAGE_VARIABLE, ""))
    defaults = {name: names[name] for name in declared}
    cells, faults = read_table(find_root()).of(loaded.name)
    from_table, wrong = given(cells, defaults)
    if faults or wrong:
        raise InputRefused(faults=[*faults, *wrong])
    area = PurePosixPath(os.environ.get(_SESSION_VARIABLE, "")).stem
    asked = {**loaded.parameters_of(area), **from_table}
    return {name: asked[name] for name in declared if name in asked}


def _loaded(name: str, code: str) -> LoadedEdition:
    loaded = load_edition(Project(find_root()), name)
    return loaded.within(code) if code in loaded.languages else loaded


def _tell(
    shell: Any,  # noqa: ANN401 - its type says nothing of what kernels add
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
    tb_offset: int | None = None,
) -> list[str]:
    """An error in the words it was written in for people."""
    del trace, tb_offset
    faults = error.faults if isinstance(error, FokusrapportError) else ()
    lines = [in_short(fault) for fault in faults] or [str(error)]
    shell._showtraceback(kind, error, lines)  # noqa: SLF001 - what IPython's own handlers call
    return lines
