"""Every value of the value store found again in a finished file: in its section, at its place, and nothing beside it.

`expected` holds a file against the chapter block by block; this holds it against what values say of themselves, with
readings of its own, so that a fault in one of the two ways is caught by the other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pydantic import BaseModel

from fokusrapport.blocks import (
    Area,
    Cell,
    Chapter,
    Code,
    CodeBlock,
    Figure,
    FootnoteReference,
    ListBlock,
    Table,
    Text,
)
from fokusrapport.blocktree import text_of, transform, walk
from fokusrapport.i18n import Language, _, language
from fokusrapport.pipeline.expected import caption_text, grid_text, own_texts, shorten, squash
from fokusrapport.pipeline.sections import Section, Sections
from fokusrapport.valuestore import Shown, values_of_area

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_HYPHEN_AT_LINE_END = re.compile("[\u00ad\x02\ufffe]\\s*")


Store = Sequence["Wanted"]
"""What is wanted of each area of a file."""


@dataclass(frozen=True)
class Found:
    """The ids of the values found at their places, and what is wrong with the file, each with its place."""

    ids: frozenset[str] = frozenset()
    problems: tuple[str, ...] = ()


def find_values(store: Store, sections: Sections) -> Found:
    """Every value of a store looked for in the sections of a file that tells its structure."""
    ids: set[str] = set()
    problems: list[str] = []
    for wanted, section in zip(store, sections, strict=True):
        missing = {shown.id: shown for shown in wanted.values if not wanted.stands_in(shown, section)}
        ids |= {shown.id for shown in wanted.values} - missing.keys()
        found = [*wanted.title_problems(section), *map(_missing, missing.values())]
        found += [*wanted.marked_problems(section), *wanted.status_problems(section)]
        problems += [wanted.told(problem) for problem in found]
    return Found(frozenset(ids), tuple(problems))


def compare_numbers(store: Store, sections: Sections, beside: Counter[str] | None = None) -> Found:
    """Every number that can be read in a section, held against those that the chapter has there: none less, none more.

    `beside` says that it is paper that is read, where marks of notes, places in lists, notes at the foot of a page and
    repeated heads of tables are read with the rest; and which numbers more may stand in any section.
    """
    ids: set[str] = set()
    problems: list[str] = []
    allowed = Counter(beside or {})
    for wanted, section in zip(store, sections, strict=True):
        own = wanted.numbers if beside is None else wanted.numbers_on_paper
        if beside is not None:  # a note is read with whatever area its page ends in
            allowed += wanted.beside_on_paper
        found = _read_below_title(section)
        less, more = own - found, (found - own).keys() - allowed.keys()
        ids |= {shown.id for shown in wanted.values if less.keys().isdisjoint(numbers([shown.value.text]))}
        told = [*wanted.title_problems(section), *_less(less, wanted.values), *_more(more)]
        problems += [wanted.told(problem) for problem in (*told, *wanted.word_problems(section))]
    return Found(frozenset(ids), tuple(problems))


def _read_below_title(section: Section) -> Counter[str]:
    """The numbers in a section but for those of its title, which some formats have in it; that is compared alone."""
    found, own = numbers([section.text]), numbers([section.title])
    return found - own if own and squash(section.text).startswith(squash(section.title)) else found


def numbers(texts: Iterable[str]) -> Counter[str]:
    """The numbers in some texts, and how often each stands there; thousands apart by a space count group by group."""
    return Counter(number for text in texts for number in _NUMBER.findall(_HYPHEN_AT_LINE_END.sub("", text)))


def store_of(chapter: Chapter) -> Store:
    """What each area of a chapter must show, in the chapter's order."""
    words = language(chapter.front.language)
    return tuple(Wanted(area, words) for area in chapter.areas)


@dataclass(frozen=True)
class Wanted:
    """What one area of the chapter must show."""

    area: Area
    words: Language

    @cached_property
    def values(self) -> tuple[Shown, ...]:
        """The area's part of the value store."""
        return values_of_area(self.area)

    @cached_property
    def _in_notes(self) -> frozenset[str]:
        notes = len(values_of_area(self.area.model_copy(update={"blocks": ()})))
        return frozenset(shown.id for shown in self.values[len(self.values) - notes :])

    @cached_property
    def _nodes(self) -> tuple[BaseModel, ...]:
        return tuple(walk(self.area.blocks))

    def told(self, problem: str) -> str:
        """A problem with the area it is in."""
        return f"«{self.area.title}»: {problem}"

    @cached_property
    def _tables(self) -> Mapping[str, int]:
        """Which table of the area holds the numbers of a label: its own, or a figure's."""
        positions: dict[str, int] = {}
        own: set[int] = set()
        position = 0
        for node in self._nodes:
            if isinstance(node, Figure) and node.table is not None:
                positions[node.label] = position
                own.add(id(node.table))
            elif isinstance(node, Table):
                if id(node) not in own:
                    positions[node.label] = position
                position += 1
        return positions

    def stands_in(self, shown: Shown, section: Section) -> bool:
        """Whether a value stands where it belongs: in its cell, or in its sentence."""
        if shown.row and shown.place in ("table", "figure"):
            return _holds(self._cell(shown, section), shown.value.text)
        text = section.notes if shown.id in self._in_notes else section.text
        sentence, own = shown.sentence, shown.value.text
        return squash(sentence if own in sentence else f"{sentence} {own}") in squash(text)  # a key figure has a label

    def _cell(self, shown: Shown, section: Section) -> str:
        position = self._tables.get(shown.label, -1)
        if not 0 <= position < len(section.grids) or shown.row >= len(section.grids[position]):
            return ""
        row = section.grids[position][shown.row]
        return row[shown.column] if shown.column < len(row) else ""

    def title_problems(self, section: Section) -> Iterator[str]:
        """The area's name at the head of its section."""
        if squash(section.title) != squash(self.area.title):
            what = _("The section should be headed «{wanted}», but is headed «{found}».")
            yield what.format(wanted=self.area.title, found=shorten(section.title))

    def marked_problems(self, section: Section) -> Iterator[str]:
        """Where a format marks values: those of the store, in its order, with their exact numbers, and no others."""
        if section.values is None:
            return
        pairs = zip(self.values, section.values, section.exact, strict=False)
        for shown, text, exact in pairs:
            value = shown.value
            own = value.text if value.exact is None else value.exact
            if (squash(text), exact) != (squash(value.text), own):
                what = _("{place}: «{wanted}» ({exact}) should be marked as a value, but «{found}» ({other}) is.")
                given = {"wanted": value.text, "exact": own, "found": shorten(text), "other": exact}
                yield what.format(place=place_of(shown), **given)
        if len(self.values) != len(section.values):
            what = _("{found} values are marked; there should be {wanted}.")
            yield what.format(found=len(section.values), wanted=len(self.values))

    def status_problems(self, section: Section) -> Iterator[str]:
        """The status word of every cell that has one, in its cell."""
        tables = [node for node in self._nodes if isinstance(node, Table)]
        for table, grid in zip(tables, section.grids, strict=False):
            for row, (cells, others) in enumerate(zip(table.rows, grid[1:], strict=False), start=1):
                for column, (cell, other) in enumerate(zip(cells, others, strict=False), start=1):
                    if cell.status and not _says_status(other, cell):
                        what = _("{label}, row {row}, column {column}: the status «{word}» is not there.")
                        yield what.format(label=table.label, row=row, column=column, word=cell.status.word)

    def word_problems(self, section: Section) -> Iterator[str]:
        """Every status word as often as cells have it, or more, for words may also stand in sentences."""
        cells = [node for node in self._nodes if isinstance(node, Cell) and node.status]
        text = " ".join(_HYPHEN_AT_LINE_END.sub("", section.text).split())
        for word, times in Counter(cell.status.word for cell in cells if cell.status).items():
            found = len(re.findall(rf"(?<!\w){re.escape(' '.join(word.split()))}(?!\w)", text))
            if found < times:
                what = _("The status «{word}» should stand there {wanted} times, but stands there {found} times.")
                yield what.format(word=word, wanted=times, found=found)

    @cached_property
    def numbers(self) -> Counter[str]:
        """The numbers in all that is displayed."""
        return numbers(text for node in self._nodes for text in self._displayed(node))

    @cached_property
    def numbers_on_paper(self) -> Counter[str]:
        """The same with the marks of notes, which cannot be told from other numbers there, and without code."""
        blocks = transform(self.area.blocks, _on_paper)
        return numbers(text for node in walk(blocks) for text in self._displayed(node))

    def _displayed(self, node: BaseModel) -> Sequence[str]:
        if isinstance(node, Table):
            return [caption_text(node, self.words), *grid_text(node)[0], *own_texts(node)]
        if isinstance(node, Figure):
            return [caption_text(node, self.words)]
        if isinstance(node, Cell):
            return [text_of(node.children), *([node.status.word, node.status.reason] if node.status else [])]
        return own_texts(node)

    @property
    def notes(self) -> list[str]:
        """The text of the area's footnotes, with their numbers."""
        texts = [text for node in walk(self.area.footnotes) for text in own_texts(node)]
        return [*texts, *(str(note.number) for note in self.area.footnotes)]

    @cached_property
    def beside_on_paper(self) -> Counter[str]:
        """Numbers that may stand on paper more often: repeated heads, places in lists, code that is broken anywhere."""
        nodes = self._nodes
        heads = [column.title for node in nodes if isinstance(node, Table) for column in node.columns]
        lists = [node for node in nodes if isinstance(node, ListBlock) and node.ordered]
        places = [str(each.start + place) for each in lists for place in range(len(each.items))]
        code = [node.text for node in nodes if isinstance(node, CodeBlock | Code)]
        return numbers([*heads, *places, *code, *self.notes])


def _on_paper(node: object) -> object:
    if isinstance(node, Code | CodeBlock):
        return node.model_copy(update={"text": ""})
    return Text(text=str(node.number)) if isinstance(node, FootnoteReference) else node


def _holds(cell: str, text: str) -> bool:
    """Whether a cell shows a value, and not a longer number that the value is a part of."""
    return bool(re.search(rf"(?<![\d.,]){re.escape(squash(text))}(?![\d]|[.,]\d)", squash(cell)))


def _says_status(cell: str, wanted: Cell) -> bool:
    """Whether a cell ends with its status, and why there is none."""
    status = f"{wanted.status.word} {wanted.status.reason}" if wanted.status else ""
    return squash(cell).endswith(squash(status))


def place_of(shown: Shown) -> str:
    """Where a value stands, as a message tells it."""
    if shown.row and shown.place != "keyfigure":
        place = _("{label}, row {row}, column {column}")
        return place.format(label=shown.label, row=shown.row, column=shown.column + 1)
    return f"«{shorten(shown.sentence)}»"


def _missing(shown: Shown) -> str:
    what = _("{place}: the value «{text}» is not there.")
    return what.format(place=place_of(shown), text=shown.value.text)


def _less(less: Counter[str], values: Sequence[Shown]) -> Iterator[str]:
    for number in sorted(less):
        near = next((shown for shown in values if number in numbers([shown.value.text])), None)
        what = _("The number «{number}» cannot be read there.").format(number=number)
        yield f"{place_of(near)}: {what}" if near else what


def _more(more: Collection[str]) -> Iterator[str]:
    for number in sorted(more):
        yield _("The number «{number}» can be read there, but belongs elsewhere or nowhere.").format(number=number)
