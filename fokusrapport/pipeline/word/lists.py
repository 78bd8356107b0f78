"""Bulleted and numbered lists: Word counts them itself, by definitions that paragraphs refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fokusrapport.pipeline.word.xml import el

if TYPE_CHECKING:
    from fokusrapport.pipeline.word.xml import Element

_LEVELS = 9
STEP = 357  # twips that each level stands further in
_BULLETS = ("•", "–", "▪")
_BULLETED, _COUNTED = 0, 1


class Lists:
    """The lists of a document so far. All bulleted ones share a number; a numbered one has its own, to start anew."""

    def __init__(self) -> None:
        self._starts: list[tuple[int, int]] = []

    def add(self, *, ordered: bool, level: int, start: int) -> int:
        """The number by which the paragraphs of a new list refer to it."""
        if not ordered:
            return 1
        self._starts.append((level, start))
        return len(self._starts) + 1

    def definitions(self) -> list[Element]:
        """The contents of `numbering.xml`: two kinds of lists, then every list."""
        return [
            _kind(_BULLETED, ordered=False),
            _kind(_COUNTED, ordered=True),
            el("num", el("abstractNumId", val=_BULLETED), numId=1),
            *(_counted(number, level, start) for number, (level, start) in enumerate(self._starts, start=2)),
        ]


def _counted(number: int, level: int, start: int) -> Element:
    override = el("lvlOverride", el("startOverride", val=start), ilvl=level)
    return el("num", el("abstractNumId", val=_COUNTED), override, numId=number)


def _kind(number: int, *, ordered: bool) -> Element:
    levels = (_level(level, ordered=ordered) for level in range(_LEVELS))
    return el("abstractNum", el("multiLevelType", val="hybridMultilevel"), *levels, abstractNumId=number)


def _level(level: int, *, ordered: bool) -> Element:
    return el(
        "lvl",
        el("start", val=1),
        el("numFmt", val="decimal" if ordered else "bullet"),
        el("lvlText", val=f"%{level + 1}." if ordered else _BULLETS[level % len(_BULLETS)]),
        el("lvlJc", val="left"),
        el("pPr", el("ind", left=STEP * (level + 1), hanging=STEP)),
        ilvl=level,
    )
