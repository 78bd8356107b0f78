"""A snapshot: what a build showed its readers, and no more, as deterministic JSON.

Rows, hashes and unrounded numbers stay behind, and so do drawings, of which a digest is enough; what is withheld from
readers was never in the chapter. The parts that no notebook made (summary, cards, sources) follow from the rest.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel

from fokusrapport.blocks import Area, Chapter, Figure, Frozen, Sparkline, Value
from fokusrapport.blocktree import transform, walk
from fokusrapport.subject import IndicatorState, SubjectFacts, TrackedState


class LanguageSnapshot(Frozen):
    """One language of an edition; `pictures` are digests of its figures' drawings, by label."""

    chapter: Chapter
    pictures: dict[str, str]
    indicators: tuple[IndicatorState, ...]
    tracked: tuple[TrackedState, ...]

    @property
    def code(self) -> str:
        """The language's code."""
        return self.chapter.front.language


class Snapshot(Frozen):
    """An edition in all its languages, the main one first; another form of snapshot has another number as `format`."""

    format: Literal[1] = 1
    edition: str
    languages: tuple[LanguageSnapshot, ...]

    def text(self) -> bytes:
        """As JSON with sorted keys: the same bytes for the same report."""
        return (json.dumps(self.model_dump(mode="json"), ensure_ascii=False, sort_keys=True) + "\n").encode()

    def packed(self) -> bytes:
        """The same compressed."""
        return gzip.compress(self.text(), 6, mtime=0)


def snapshot_of(chapter: Chapter, facts: SubjectFacts) -> LanguageSnapshot:
    """The snapshot of a finished chapter."""
    own = tuple(area for area in chapter.areas if _of_notebook(area))
    kept = chapter.model_copy(update={"areas": transform(own, _as_shown), "sources": ()})
    return LanguageSnapshot(
        chapter=kept, pictures=dict(_pictures(own)), indicators=facts.indicators, tracked=facts.tracked
    )


def _of_notebook(area: Area) -> bool:
    """Whether a notebook made the area, or was to make it."""
    return not area.complete or not area.blocks or any(block.cell for block in area.blocks)


def _as_shown(node: BaseModel) -> BaseModel:
    match node:
        case Value():
            return node.model_copy(update={"exact": None, "sources": ()})
        case Figure():
            return node.model_copy(update={"svg": "", "png": ""})
        case Sparkline():
            return node.model_copy(update={"svg": ""})
    return node


def _pictures(areas: tuple[Area, ...]) -> Iterator[tuple[str, str]]:
    for node in walk(areas):
        if isinstance(node, Figure):
            yield node.label, hashlib.sha256((node.svg + node.png).encode()).hexdigest()
