"""Why a run is made, told from the last one of its area: what is otherwise now, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from fokusrapport.hashing import ABSENT
from fokusrapport.i18n import _
from fokusrapport.pipeline.cells import METADATA_KEY
from fokusrapport.pipeline.execute import Run
from fokusrapport.pipeline.fingerprint import Change, Known, Present, Trace, changes

_MOST = 4  # reasons told; one is enough to run, and a hundred are not read


def reasons(run: Run, known: Known, last: Trace | None, present: Present, words: Callable[[str], str]) -> list[str]:
    """Why it has to be run, the most telling first; empty when nothing is otherwise than the last time.

    `words` tells what a question to the subject is about.
    """
    if last is None:
        return [_("first time")]
    found = [*_known(run, known, last.known), *_used(last, present, words)]
    if not found and last.failed:
        found = [_("it failed the last time")]
    if not found:
        found = [_("it cannot be reused: {why}").format(why=why) for why in last.irreproducible]
    rest = len(found) - _MOST
    return [*found[:_MOST], *([_("and {count} more").format(count=rest)] if rest > 0 else [])]


def _known(run: Run, now: Known, before: Known) -> Iterator[str]:
    yield from _parameters(now.parameters, before.parameters)
    yield from _cells(run, now.cells, before.cells)
    yield from (_told_file(name, *pair) for name, pair in _differing(before.machinery, now.machinery))
    if now.lock != before.lock:
        yield _("requirements.txt is changed")
    if now.python != before.python:
        yield _("Python was {before}, is {now}").format(before=before.python, now=now.python)
    for name, (old, new) in _differing(before.packages, now.packages):
        yield _("the package {name} was {before}, is {now}").format(name=name, before=old or "–", now=new or "–")


def _parameters(now: Mapping[str, object], before: Mapping[str, object]) -> Iterator[str]:
    texts = [{name: repr(value) for name, value in given.items()} for given in (before, now)]
    for name, (old, new) in _differing(*texts):
        yield _("the parameter «{name}» was {before}, is {now}").format(name=name, before=old or "–", now=new or "–")


def _cells(run: Run, now: Mapping[str, str], before: Mapping[str, str]) -> Iterator[str]:
    numbers = {cell.get("id", ""): number for number, cell in enumerate(run.notebook.cells)}
    for name, (old, new) in _differing(before, now):
        if not new:
            yield _("a cell is gone from {notebook}").format(notebook=run.shown_as)
            continue
        cell = run.notebook.cells[numbers[name]]
        number = cell.metadata.get(METADATA_KEY, {}).get("number", numbers[name] + 1)
        told = _("cell {number} of {notebook} is changed") if old else _("cell {number} of {notebook} is new")
        yield told.format(number=number, notebook=run.shown_as)
    if list(now) != list(before) and sorted(now.items()) == sorted(before.items()):
        yield _("the cells of {notebook} stand in another order").format(notebook=run.shown_as)


def _used(last: Trace, present: Present, words: Callable[[str], str]) -> Iterator[str]:
    found = list(changes(last.used, present))
    yield from (_told(change) for change in found if change.kind != "questions")
    asked = [words(change.name) for change in found if change.kind == "questions"]
    if asked:
        files = [name for name, old in last.used.subject_files.items() if present.hash_of("subject_files", name) != old]
        shown = [*asked[:_MOST], *(["…"] if len(asked) > _MOST else [])]
        yield _("{files}: {what}").format(files=", ".join(files), what=", ".join(shown))


def _told(change: Change) -> str:
    if change.kind == "folders":
        return _("there are other files in {folder}").format(folder=change.name)
    return _told_file(change.name, change.before, change.now)


def _told_file(name: str, before: str, now: str) -> str:
    if now == ABSENT:
        return _("{file} is gone").format(file=name)
    return (_("{file} is new") if before == ABSENT else _("{file} is changed")).format(file=name)


def _differing(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Names whose values differ, with both values; empty where there was or is none."""
    for name in dict.fromkeys([*now, *before]):
        pair = (before.get(name, ""), now.get(name, ""))
        if pair[0] != pair[1]:
            yield name, pair
