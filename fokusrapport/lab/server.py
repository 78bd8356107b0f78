"""JupyterLab as a process beside this one: started, waited for until it answers, ended with all that it started."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from fokusrapport.errors import BuildFailed
from fokusrapport.i18n import _
from fokusrapport.lab.opening import Opening
from fokusrapport.lab.settings import server_arguments, server_environment, write_settings
from fokusrapport.pipeline.workspaces import prefix_of, remove_left_workspaces

LOG = ".fokusrapport/lab/jupyterlab.log"
_SECONDS_TO_START = 90.0
_SECONDS_TO_END = 0.8  # who has not ended then is ended: see fokusrapport.stopping
_LINES_TOLD = 5


@dataclass(frozen=True)
class Asked:
    """How JupyterLab is started: a port (none: the first one free from 8888), a browser or none, its own arguments."""

    port: int | None = None
    browser: bool = True
    more: Sequence[str] = ()


@dataclass(frozen=True)
class Running:
    """A JupyterLab that answers: its address with the word that lets one in, and its process."""

    address: str
    process: subprocess.Popen[bytes]


@contextmanager
def jupyterlab(opening: Opening, asked: Asked) -> Iterator[Running]:
    """A JupyterLab, for the block; then it and all it has started are ended, and nothing of it is left.

    Raises BuildFailed where it does not start, with the last lines of its log.
    """
    remove_left_workspaces()
    root = opening.project.root
    log = root / LOG
    log.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=prefix_of(os.getpid()), ignore_cleanup_errors=True) as name:
        folder = Path(name)
        write_settings(folder, root, opening.shown)
        with log.open("wb") as told:
            process = subprocess.Popen(  # noqa: S603 - this very Python, with arguments of ours
                _command(folder, opening, asked),
                cwd=root,
                env={**os.environ, **server_environment(folder, root, opening.shown)},
                stdin=subprocess.DEVNULL,
                stdout=told,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C is ours to hear; JupyterLab would ask whether it is meant
            )
        try:
            yield Running(_address(folder / "runtime", opening.page, process, log), process)
        finally:
            _end(process, name)


def _command(folder: Path, opening: Opening, asked: Asked) -> list[str]:
    port = [] if asked.port is None else [f"--ServerApp.port={asked.port}", "--ServerApp.port_retries=0"]
    return [
        *(sys.executable, "-m", "jupyterlab"),
        *server_arguments(folder, opening.project.root),
        f"--LabApp.default_url={opening.page}",
        f"--ServerApp.open_browser={asked.browser}",
        *port,
        *asked.more,
    ]


def _address(runtime: Path, page: str, process: subprocess.Popen[bytes], log: Path) -> str:
    """The address of a page of the server once it answers, with the word that lets one in."""
    until = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        if told := _told(runtime):
            return f"{told['url'].rstrip('/')}{page}?token={told['token']}"
        time.sleep(0.1)
    last = [line for line in log.read_text("utf-8", "replace").splitlines() if line.strip()][-_LINES_TOLD:]
    what = _("JupyterLab did not start. The last lines of {log}:").format(log=LOG)
    raise BuildFailed("\n".join([what, *(f"  {line}" for line in last)]))


def _told(runtime: Path) -> dict[str, Any] | None:
    """What the server tells of itself, once it answers."""
    for path in runtime.glob("jpserver-*.json"):
        try:
            told: dict[str, Any] = json.loads(path.read_text("utf-8"))
            with urlopen(f"{told['url']}api", timeout=5):  # noqa: S310 - the server that was started here
                return told
        except (OSError, ValueError):
            return None
    return None


def _end(process: subprocess.Popen[bytes], folder: str) -> None:
    """End JupyterLab politely, so that it ends its kernels; it and what is left of them by force."""
    from fokusrapport.pipeline.ending import end_all, end_below, family  # noqa: PLC0415 - nothing is to be ended before

    started = family(process.pid)
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(_SECONDS_TO_END)
    end_all(started)
    end_below(folder)
    process.wait()
