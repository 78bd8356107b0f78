"""In the warm process: importing what notebooks will import."""

from __future__ import annotations

import importlib
import importlib.util
import os
import site
import sys
import sysconfig
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from fokusrapport.pipeline.warm.recording import Recording, is_own

_INSTALLED = tuple(
    f"{folder}{os.sep}"
    for folder in (*map(sysconfig.get_path, ("stdlib", "purelib", "platlib")), *site.getsitepackages())
)
KERNEL = (
    *("ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.zmqshell", "ipykernel.debugger", "ipykernel.comm"),
    *("IPython.core.completerlib", "IPython.core.debugger", "IPython.core.logger", "IPython.core.oinspect"),
    *("IPython.core.pylabtools", "IPython.extensions.storemagic", "IPython.utils.wildcard"),
    *("faulthandler", "pdb", "tornado.platform.asyncio"),
)
"""What every kernel imports while it starts."""
_WITH_IT = {
    # matplotlib imports what draws a figure first when one is drawn; the inline backend itself is for the kernel to
    # import, for it looks for the kernel's shell then.
    "matplotlib": ("matplotlib.pyplot", "matplotlib.backends.backend_agg", "matplotlib.backends.backend_svg"),
}


class Unfit(Exception):
    """A module that is to be imported in the kernel: there, what it prints or warns of belongs to a cell."""


@dataclass
class Preload:
    """What has been imported so far."""

    recording: Recording = field(default_factory=Recording)
    _done: set[str] = field(default_factory=set)

    def imported(self, names: Iterable[str]) -> bool:
        """Import what is not yet imported; whether there was anything. What cannot be imported is for the kernel.

        Raises Unfit when a module that is no kernel's own has done what would be lost in a fork.
        """
        new = [name for name in names if name not in self._done]
        if not new:
            return False
        self._done.update(new)
        with self.recording:
            for name in new:
                with _overheard() as said:
                    _import(name)
                if name not in KERNEL and (said() or other_threads()):
                    raise Unfit(name)
            for name, more in _WITH_IT.items():
                if name in sys.modules:
                    for each in more:
                        _import(each)
        return True


def _import(name: str) -> None:
    """Import a module that is installed; one of the project is not, for what it reads is to be seen in the kernel."""
    with suppress(Exception, SystemExit):
        if is_own(name) or _is_installed(name.partition(".")[0]):
            importlib.import_module(name)


def _is_installed(package: str) -> bool:
    spec = importlib.util.find_spec(package)
    if spec is None:
        return False
    places = [spec.origin] if spec.has_location else spec.submodule_search_locations or ()
    return all(str(place).startswith(_INSTALLED) for place in places)


@contextmanager
def _overheard() -> Iterator[Callable[[], bool]]:
    """Keep what is printed meanwhile, by Python or without it, from the terminal; tells whether there was anything."""
    kept = os.memfd_create("said")
    own = {number: os.dup(number) for number in (1, 2)}
    for number in own:
        os.dup2(kept, number)
    said: list[int] = []
    try:
        yield lambda: said[0] > 0
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        said.append(os.fstat(kept).st_size)
        for number, before in own.items():
            os.dup2(before, number)
            os.close(before)
        os.close(kept)


def other_threads() -> str:
    """Names of threads, the system's among them; a fork would leave their locks locked."""
    tasks = [Path(entry, "comm").read_text(encoding="utf-8").strip() for entry in Path("/proc/self/task").iterdir()]
    named = [thread.name for thread in threading.enumerate()[1:]]
    return ", ".join([*named, *tasks]) if len(tasks) > 1 or named else ""
