"""Two tables, or the numbers of two figures, cell by cell: what stands in a row and column now, and what stood there.

Rows are found by what heads them, columns by their titles, so that a row more is no change of those below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fokusrapport.blocks import Cell, Figure, Link, Table, Value
from fokusrapport.blocktree import text_of, walk
from fokusrapport.changes.items import Tracked, header_text
from fokusrapport.changes.model import Detail
from fokusrapport.changes.tokens import joined, keys, tokens, words
from fokusrapport.i18n import Language

_CARD = "#indikator-"
_YEAR = re.compile(r"\b\d{4}\b")
_Title = tuple[str, int]
NOTHING = Tracked((), frozenset())


@dataclass(frozen=True)
class TableComparison:
    """Two tables to be compared.

    Rows of indicators and of what is tracked are `told` of elsewhere. With `years` the two reports are of different
    years, and columns are the same whose years are as many before the newest one of their table.
    """

    old: Table
    new: Table
    words: Language
    told: Tracked = NOTHING
    years: bool = False

    def details(self) -> tuple[Detail, ...]:
        """Everything that is not the same, by row and column."""
        return (*self._columns(), *self._rows(), *self._notes())

    # --- columns ---

    def _places(self, table: Table) -> dict[_Title, int]:
        """The place of each column by its title; of those that share one, by which of them it is."""
        titles = [column.title for column in table.columns]
        newest = max((int(year) for title in titles for year in _YEAR.findall(title)), default=0)
        found: dict[_Title, int] = {}
        for place, title in enumerate(titles):
            alike = _YEAR.sub(lambda year: f"…{int(year[0]) - newest}", title) if self.years else title
            found[alike, sum(alike == known for known, _nth in found)] = place
        return found

    def _columns(self) -> Iterator[Detail]:
        where = self.words.gettext("column")
        places, others = self._places(self.old), self._places(self.new)
        gone = [self.old.columns[place].title for title, place in places.items() if title not in others]
        come = [self.new.columns[place].title for title, place in others.items() if title not in places]
        if len(gone) == len(come) and len(self.old.columns) == len(self.new.columns):
            yield from (Detail(where=where, before=a, after=b) for a, b in zip(gone, come, strict=True))
            return
        yield from (Detail(where=where, before=title, after="") for title in gone)
        yield from (Detail(where=where, before="", after=title) for title in come)

    def _pairs_of_columns(self) -> list[tuple[int, int]]:
        """Columns with the same title; where only titles changed, those in the same place."""
        old, new = self._places(self.old), self._places(self.new)
        if len(self.old.columns) == len(self.new.columns) and list(old) != list(new):
            left = [place for title, place in old.items() if title not in new]
            right = [place for title, place in new.items() if title not in old]
            renamed = list(zip(left, right, strict=True)) if len(left) == len(right) else []
        else:
            renamed = []
        return [*((place, new[title]) for title, place in old.items() if title in new), *renamed]

    # --- rows ---

    def _rows(self) -> Iterator[Detail]:
        where = self.words.gettext("row")
        old, new = self._own_rows(self.old), self._own_rows(self.new)
        pairs = _pair_rows(old, new)
        for i, j in pairs:
            yield from self._cells(old[i][0], new[j][0])
        for place in sorted(set(range(len(old))) - {i for i, _j in pairs}):
            yield Detail(where=where, before=_row_text(self.old, old[place][0]), after="")
        for place in sorted(set(range(len(new))) - {j for _i, j in pairs}):
            yield Detail(where=where, before="", after=_row_text(self.new, new[place][0]))

    def _own_rows(self, table: Table) -> list[tuple[int, tuple[str, ...]]]:
        """The rows that nothing else tells of, each with the words that head it."""
        rows = enumerate(table.rows)
        return [(n, _head(table, n)) for n, cells in rows if not self._told_elsewhere(cells)]

    def _told_elsewhere(self, cells: Sequence[Cell]) -> bool:
        """Whether it is the row of something tracked, or of an indicator: that is named by a link to its card."""
        if any(self.told.tells(text_of(cell.children)) for cell in cells):
            return True
        links = (node.href for node in walk(tuple(cells)) if isinstance(node, Link))
        return any(href.startswith(_CARD) and href.removeprefix(_CARD) in self.told.indicators for href in links)

    def _told_with_its_indicator(self, cell: Cell) -> bool:
        return any(isinstance(node, Value) and node.indicator in self.told.indicators for node in walk(cell))

    def _cells(self, old: int, new: int) -> Iterator[Detail]:
        for a, b in self._pairs_of_columns():
            if self._told_with_its_indicator(self.new.rows[new][b]):
                continue
            before, after = cell_text(self.old.rows[old][a]), cell_text(self.new.rows[new][b])
            if keys(words(before)) != keys(words(after)):
                where = f"{header_text(self.new, new)}, {self.new.columns[b].title}"
                yield Detail(where=where, before=before, after=after)

    # --- notes ---

    def _notes(self) -> Iterator[Detail]:
        """Notes under the table; those of a scorecard say again what its results say."""
        if self.new.kind == "scorecard":
            return
        where = self.words.gettext("note under the table")
        old, new = ([joined(tokens(note)) for note in table.notes] for table in (self.old, self.new))
        gone, come = [text for text in old if text not in new], [text for text in new if text not in old]
        for place in range(max(len(gone), len(come))):
            yield Detail(where=where, before=_at(gone, place), after=_at(come, place))


def _at(texts: Sequence[str], place: int) -> str:
    return texts[place] if place < len(texts) else ""


def cell_text(cell: Cell) -> str:
    """A cell as it is read: its text, and the word of its status."""
    status = cell.status.word if cell.status else ""
    return " ".join(part for part in (text_of(cell.children), status) if part)


def _head(table: Table, row: int) -> tuple[str, ...]:
    return keys(tokens(table.rows[row][table.row_header or 0].children))


def _row_text(table: Table, row: int) -> str:
    return " | ".join(filter(None, map(cell_text, table.rows[row])))


def _pair_rows(
    old: Sequence[tuple[int, tuple[str, ...]]], new: Sequence[tuple[int, tuple[str, ...]]]
) -> list[tuple[int, int]]:
    """Rows with the same head, in order; then, between the same neighbours, rows whose head alone was changed."""
    waiting: dict[tuple[str, ...], list[int]] = {}
    for i, (_row, head) in enumerate(old):
        waiting.setdefault(head, []).append(i)
    pairs = []
    for j, (_row, head) in enumerate(new):
        if found := waiting.get(head):
            pairs.append((found.pop(0), j))
    left = [i for i in range(len(old)) if i not in {a for a, _b in pairs}]
    right = [j for j in range(len(new)) if j not in {b for _a, b in pairs}]
    if len(left) == len(right) and len(old) == len(new):
        pairs += [(i, j) for i, j in zip(left, right, strict=True) if i == j]
    return sorted(pairs, key=lambda pair: pair[1])


def figure_numbers(old: Figure, new: Figure, language: Language) -> tuple[Detail, ...]:
    """The numbers that a figure draws otherwise now."""
    if old.table is None or new.table is None:
        return ()
    return TableComparison(old.table, new.table, language).details()
