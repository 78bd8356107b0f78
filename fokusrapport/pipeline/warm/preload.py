"""In the warm process: importing what notebooks will import, and what that will import when it is called."""

from __future__ import annotations

import ast
import importlib
import importlib.util
import os
import site
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from fokusrapport.pipeline.warm.recording import Recording, is_own

_INSTALLED = tuple(
    {sys.prefix, sys.base_prefix, *map(sysconfig.get_path, ("stdlib", "purelib", "platlib")), *site.getsitepackages()}
)
KERNEL = (
    *("ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.zmqshell", "ipykernel.debugger", "ipykernel.comm"),
    *("IPython.core.completer", "IPython.core.pylabtools", "comm", "debugpy", "psutil"),
)
"""What every kernel imports while it starts."""
_WITH_IT = {
    # matplotlib imports what draws a figure first when one is drawn; the inline backend itself is for the kernel to
    # import, for it looks for the kernel's shell then.
    "matplotlib": ("matplotlib.pyplot", "matplotlib.backends.backend_agg", "matplotlib.backends.backend_svg"),
}


@dataclass
class Preload:
    """What has been imported so far."""

    recording: Recording = field(default_factory=Recording)
    _done: set[str] = field(default_factory=set)

    def imported(self, names: Iterable[str]) -> bool:
        """Import what is not yet imported; whether there was anything. What cannot be imported is for the kernel."""
        new = [name for name in names if name not in self._done]
        if not new:
            return False
        self._done.update(new)
        with self.recording:
            for name in new:
                _import(name)
            self._import_called()
            for name, more in _WITH_IT.items():
                if name in sys.modules:
                    for each in more:
                        _import(each)
        return True

    def _import_called(self) -> None:
        """Import what this package's functions import, too: it puts off what takes long until it is called."""
        while new := [name for name in sys.modules if is_own(name) and f"{name}()" not in self._done]:
            for name in new:
                self._done.add(f"{name}()")
                for asked in _in_functions(Path(str(sys.modules[name].__file__))):
                    _import(asked)


def _import(name: str) -> None:
    """Import a module that is installed; one of the project is not, for what it reads is to be seen in the kernel."""
    with suppress(Exception):
        if is_own(name) or _is_installed(name.partition(".")[0]):
            importlib.import_module(name)


def _is_installed(package: str) -> bool:
    spec = importlib.util.find_spec(package)
    if spec is None:
        return False
    places = [spec.origin] if spec.has_location else list(spec.submodule_search_locations or ())
    return all(os.path.realpath(str(place)).startswith(_INSTALLED) or str(place).startswith(_INSTALLED) for place in places)


def _in_functions(source: Path) -> Iterator[str]:
    tree = ast.parse(source.read_bytes())
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.Import):
                    yield from (each.name for each in node.names)
                elif isinstance(node, ast.ImportFrom) and node.module:
                    yield node.module
