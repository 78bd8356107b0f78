"""The changes as a page: a summary first, then the chapter from beginning to end with every change marked in it.

The same look and policy as the report's own pages, no script, and words wherever there is colour: a mark can be read,
heard and printed without colours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from fokusrapport.blocks_html import environment
from fokusrapport.changes.compare import Comparison
from fokusrapport.changes.flow import Entry
from fokusrapport.changes.model import Change
from fokusrapport.changes.telling import Telling
from fokusrapport.i18n import language
from fokusrapport.pipeline.fonts import FAMILY, web_faces
from fokusrapport.pipeline.page_policy import page_policy

_IN_THE_TEXT = frozenset({"prose", "text_new", "text_gone", "moved", "area_title"})
"""Changes that the chapter itself shows: the list before it names them shortly."""


@dataclass(frozen=True)
class ShownEntry:
    """A piece of the chapter as the page shows it; `changes` are told under it, for its words do not show them."""

    entry: Entry
    changes: tuple[Change, ...]
    word: str

    @property
    def changed(self) -> bool:
        """Whether anything about it has changed."""
        return self.entry.changed or bool(self.changes)


@dataclass(frozen=True)
class ShownArea:
    """One area: what is told of it before its text, and its text."""

    id: str
    title: str
    told: tuple[Change, ...]
    entries: tuple[ShownEntry, ...]
    count: int


def changes_page(comparison: Comparison) -> str:
    """The page as HTML, in the language of the reports."""
    changes = comparison.changes
    words = language(changes.language)
    telling = Telling(words)
    return (
        environment()
        .get_template("changes.html.j2")
        .render(
            _=words.gettext,
            changes=changes,
            front=comparison.new.snapshot.chapter.front,
            title=words.gettext("What has changed"),
            areas=tuple(_areas(comparison, telling)),
            counted=telling.counted(changes),
            telling=telling,
            family=FAMILY,
            faces=web_faces(),
            page_policy=page_policy,
        )
    )


def _areas(comparison: Comparison, telling: Telling) -> Iterator[ShownArea]:
    found = {area.area: area for area in comparison.changes.areas}
    flows = {flow.area: flow for flow in comparison.flow()}
    titles = {name: flow.title for name, flow in flows.items()} | {name: area.title for name, area in found.items()}
    for name in dict.fromkeys([*flows, *found]):
        own = found[name].changes if name in found else ()
        entries = flows[name].entries if name in flows else ()
        beside = _beside(own, entries)
        told = tuple(change for change in own if change.kind not in _IN_THE_TEXT and change not in _flat(beside))
        shown = tuple(
            ShownEntry(entry, tuple(beside[place]), _word(entry, telling)) for place, entry in enumerate(entries)
        )
        yield ShownArea(name, titles[name], told, shown, len(own))


def _flat(beside: dict[int, list[Change]]) -> list[Change]:
    return [change for changes in beside.values() for change in changes]


def _beside(changes: tuple[Change, ...], entries: tuple[Entry, ...]) -> dict[int, list[Change]]:
    """The changes that are told under a piece: those of tables and figures, and of numbers in standing sentences."""
    found: dict[int, list[Change]] = defaultdict(list)
    for change in changes:
        if change.kind not in ("table", "figure", "numbers", "prose"):
            continue
        for place, entry in enumerate(entries):
            if entry.place == (change.area, change.cell, change.id) and _same_piece(change, entry):
                if change.details:
                    found[place].append(change)
                break
    return found


def _same_piece(change: Change, entry: Entry) -> bool:
    if change.kind in ("table", "figure"):
        return entry.item.kind == change.kind
    return change.parts == entry.parts


def _word(entry: Entry, telling: Telling) -> str:
    """What stands before a piece that was moved; what is new or gone says so in its own place."""
    if entry.state != "moved":
        return ""
    if entry.came_from:
        return telling.words.gettext("Moved here from {area}").format(area=entry.came_from)
    return telling.words.gettext("Moved here")
