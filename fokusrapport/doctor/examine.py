"""Everything looked at, at once; what breaks while one thing is looked at is what is found there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from pathlib import Path

from fokusrapport.doctor.finding import Finding
from fokusrapport.doctor.git import git
from fokusrapport.doctor.packages import packages
from fokusrapport.doctor.places import places
from fokusrapport.doctor.trials import browser, jupyterlab, kernel, rendering
from fokusrapport.i18n import _

Look = Callable[[Path], Iterator[Finding]]
CHEAP: Mapping[str, Look] = {"packages": packages, "places": places, "git": git, "browser": browser}
TRIALS: Mapping[str, Look] = {"rendering": rendering, "kernels": kernel, "JupyterLab": jupyterlab}


def examine(root: Path, looks: Mapping[str, Look]) -> Iterator[Finding]:
    """What all looks find, in their order; they look side by side, for a trial mostly waits."""
    if any(look in TRIALS.values() for look in looks.values()):
        # Before there are threads: papermill asks for our engine while it is imported itself, and two threads that
        # import each a part of the circle get modules that are half made.
        from fokusrapport.pipeline import execute  # noqa: F401, PLC0415
    with ThreadPoolExecutor() as pool:
        found = [
            pool.submit(copy_context().run, lambda name=name, look=look: _looked(name, look, root))
            for name, look in looks.items()
        ]
        for one in found:
            yield from one.result()


def _looked(name: str, look: Look, root: Path) -> list[Finding]:
    findings = []
    try:
        for finding in look(root):
            findings.append(finding)  # noqa: PERF402 - what was found before something broke is kept
    except Exception as error:  # noqa: BLE001 - a doctor that stops at the first trouble is of no use
        told = _("It could not be looked at: {reason}").format(reason=f"{type(error).__name__}: {error}")
        findings.append(Finding(_(name), "wrong", told))
    return findings
