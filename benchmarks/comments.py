"""How like marked words are to what they became, and to what they never were: what the limits of anchoring rest on.

    python benchmarks/comments.py

The prose is that of the project's own notebooks. A mark is a run of words in a cell. «Rewritten» is the likeness to the
same cell when a share of its words has been replaced, deleted or preceded by others, and «taken for» the highest
likeness to any place in the twenty cells of another notebook, where nothing should be found.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import nbformat

from fokusrapport.comments.anchoring import Wanted, like
from fokusrapport.comments.model import AROUND, flat
from fokusrapport.comments.texts import CellText
from fokusrapport.pipeline.notebook import EditionKey, of_edition

ROOT = Path(__file__).parents[1]
LENGTHS = ((24, 39), (40, 79), (80, 159))
SHARES = (0.1, 0.2, 0.3, 0.4, 0.5)
MARKS = 400
CELLS = 20


def prose(path: Path) -> list[CellText]:
    """The Markdown cells of a notebook in one language, without most of their marks."""
    cells = of_edition(nbformat.read(path, as_version=4), EditionKey("fjordvik", 2025, "nb")).cells
    texts = [(cell.id, cell.source) for cell in cells if cell.cell_type == "markdown"]
    plain = ((name, re.sub(r"\{eval\}`[^`]*`|[#*_>`\[\]]", "", text)) for name, text in texts)
    return [CellText(name, flat(text).strip()) for name, text in plain if text.strip()][:CELLS]


def marks(cells: Sequence[CellText], lengths: tuple[int, int], chance: random.Random) -> Iterator[Wanted]:
    """Marked words of a length; fewer, where few cells are long enough."""
    for cell in chance.choices(cells, k=1000):
        spans = [match.span() for match in re.finditer(r"\S+", cell.text)]
        start = chance.choice(spans)[0]
        ends = [end for _start, end in spans if lengths[0] <= end - start <= lengths[1]]
        if ends:
            end = chance.choice(ends)
            before, after = cell.text[max(0, start - AROUND) : start], cell.text[end : end + AROUND]
            yield Wanted(cell.cell, cell.text[start:end], before, after, start)


def rewritten(text: str, share: float, words: Sequence[str], chance: random.Random) -> str:
    """The text with a share of its words changed."""
    out: list[str] = []
    for word in text.split():
        if chance.random() >= share:
            out.append(word)
            continue
        out += chance.choice(([], [chance.choice(words)], [chance.choice(words), word]))
    return " ".join(out)


def percentile(found: Sequence[float], share: float) -> float:
    """The value that a share of those found lies below."""
    return sorted(found)[min(len(found) - 1, int(share * len(found)))]


def main() -> None:
    """Print the table."""
    chance = random.Random(1)  # noqa: S311 - the same table every time
    notebooks = [cells for path in sorted(ROOT.glob("notebooks/*.ipynb")) if len(cells := prose(path)) > 1]
    words = " ".join(cell.text for cells in notebooks for cell in cells).split()
    print("signs    | rewritten: likeness that 90 % of marks keep | taken for: 99 %  99,9 %  most")
    for lengths in LENGTHS:
        kept: dict[float, list[float]] = {share: [] for share in SHARES}
        wrong = []
        for number in range(MARKS):
            own, other = chance.sample(notebooks, 2)
            mark = next(marks(own, lengths, chance))
            found = [like(mark, cell, 0) for cell in other]
            wrong.append(max((one.likeness for one in found if one), default=0.0))
            share = SHARES[number % len(SHARES)]
            cell = next(cell for cell in own if cell.cell == mark.cell)
            now = like(mark, CellText(cell.cell, rewritten(cell.text, share, words, chance)), 0)
            kept[share].append(now.likeness if now else 0.0)
        row = "  ".join(f"{share:.0%}: {percentile(kept[share], 0.1):3.0f}" for share in SHARES)
        limits = "  ".join(f"{percentile(wrong, share):5.1f}" for share in (0.99, 0.999, 1))
        print(f"{lengths[0]:3}–{lengths[1]:<4} | {row} | {limits}")


if __name__ == "__main__":
    main()
