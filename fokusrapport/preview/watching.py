"""What is saved of a project, as it is saved."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

import watchfiles

from fokusrapport.errors import BuildFailed
from fokusrapport.i18n import _
from fokusrapport.params.project import Project

_SETTLED = 60
"""Milliseconds without another change after which a save is taken to be done."""

_AT_LEAST_EVERY = 200
"""Milliseconds after which it is told that nothing has changed."""

TEMPLATES = Path(str(files("fokusrapport").joinpath("templates")))
_MADE = frozenset({".ipynb_checkpoints", "__pycache__", ".git", ".fokusrapport"})
_LEFT_BY_EDITORS = ("~", ".swp", ".tmp", ".part")

Saved = frozenset[Path]


class Saves:
    """The files that have been saved and that nobody has asked about."""

    def __init__(self) -> None:
        self._waiting: queue.SimpleQueue[Saved | Exception] = queue.SimpleQueue()

    def add(self, saved: Saved | Exception) -> None:
        """Take down some, or why no more will be heard of; from any thread."""
        self._waiting.put(saved)

    def next(self) -> Saved:
        """Those saved since it was asked the last time, together; waits until there is one.

        Raises BuildFailed when nothing more will be heard of: a page that says it is fresh would not be.
        """
        saved = self._one()
        while not self._waiting.empty():
            saved |= self._one()
        return saved

    def _one(self) -> Saved:
        found = self._waiting.get()
        if isinstance(found, Exception):
            what = _("What is saved can no longer be seen: {reason}. Start the preview again.")
            raise BuildFailed(what.format(reason=found)) from found
        return found


@contextmanager
def watching(project: Project) -> Iterator[Saves]:
    """Note what is saved in the block, from its beginning, in a thread beside it."""
    folders = [folder for folder in (project.notebooks, project.params, project.data, TEMPLATES) if folder.is_dir()]
    saves, over, begun = Saves(), threading.Event(), threading.Event()
    thread = threading.Thread(target=_watch, args=(folders, saves, over, begun), name="watch", daemon=True)
    thread.start()
    begun.wait()
    try:
        yield saves
    finally:
        over.set()
        thread.join(2)


def _watch(folders: list[Path], saves: Saves, over: threading.Event, begun: threading.Event) -> None:
    watched = watchfiles.watch(
        *folders,
        watch_filter=matters,
        debounce=4 * _SETTLED,
        step=_SETTLED,
        stop_event=over,
        rust_timeout=_AT_LEAST_EVERY,
        yield_on_timeout=True,
        raise_interrupt=False,
    )
    try:
        for changed in watched:
            begun.set()  # the first time nothing has changed yet: it is looked at only once it is watched
            if changed:
                saves.add(frozenset(Path(name) for _change, name in changed))
    except Exception as error:  # noqa: BLE001 - a folder that is gone, too many files to be watched: told by who waits
        saves.add(error)
    finally:
        begun.set()


def matters(_change: watchfiles.Change, name: str) -> bool:
    """Whether it is a file an author saves: neither what editors leave beside it, nor what Jupyter keeps of it."""
    path = Path(name)
    hidden = path.name.startswith((".", "~$")) or path.name.endswith(_LEFT_BY_EDITORS)
    return not hidden and _MADE.isdisjoint(path.parts)
