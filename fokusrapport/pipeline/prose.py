"""What is typed in Markdown cells: running text with holes for values, code, links and formulas, and excuses.

An excuse is an HTML comment, `<!-- skrevet tall: grunn -->` (also `skrive tal`, `skrivet tal`, `typed number`). It
speaks of the line it stands on or, alone on a line, of the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from nbformat import NotebookNode

from fokusrapport.blocks import Value
from fokusrapport.pipeline.cells import CellPlace
from fokusrapport.pipeline.document import stored_values, visible_cells
from fokusrapport.pipeline.excuses import excuse_in, without_excuses
from fokusrapport.pipeline.inlines import Token, expression_of
from fokusrapport.pipeline.markdown import parse
from fokusrapport.pipeline.translations import original_of
from fokusrapport.prose import OTHER_HOLE, VALUE_HOLE, AreaProse, CellLine, Excuse, Passage

_ROLE = "{eval}"
_NOT_TYPED = re.compile(r"(?<![\w@])@(?:fig|tbl)-[\w-]*\w|\{#[^}]*\}|\{alt=[^}]*\}|\[!\w+\]|https?://\S+|\S+@\S+")
_HOLES = {"codespan", "link", "image", "inline_math", "footnote_ref"}
_TEXT_BLOCKS = {"paragraph", "block_text", "heading", "table_head", "table_row"}


def area_prose(notebook: NotebookNode, area: str, shown_as: str) -> AreaProse:
    """What is typed in a notebook; `shown_as` is its name in messages. Values are there once it has been executed."""
    passages: list[Passage] = []
    excuses: list[Excuse] = []
    values: dict[str, Value] = {}
    code: list[str] = []
    for position, cell in visible_cells(notebook):
        if cell.cell_type != "markdown":
            code.append(cell.source)
            continue
        reading = _CellReading(cell.source, CellPlace.of(shown_as, position, cell), original_of(cell))
        passages.extend(reading.passages())
        excuses.extend(reading.excuses)
        values.update(stored_values(cell))
    return AreaProse(area, tuple(passages), tuple(excuses), tuple(values.items()), code="\n".join(code))


@dataclass
class _CellReading:
    """One cell while it is read; `cursor` is how far its source has been read, for line numbers.

    mistune's tokens do not say where they stand, so every text is looked up in the source from there on.
    """

    source: str
    place: CellPlace
    language: str
    excuses: list[Excuse] = field(default_factory=list)
    cursor: int = 0

    def passages(self) -> Iterator[Passage]:
        """Every passage of the cell in reading order; excuses are gathered on the way."""
        yield from self._blocks(parse(self.source))

    def line_of(self, text: str) -> int:
        """The line a text stands on, and the cursor behind it."""
        at = self.source.find(text, self.cursor)
        if at >= 0:
            self.cursor = at + len(text)
        return self.source.count("\n", 0, at if at >= 0 else self.cursor) + 1

    def excuse(self, token: Token) -> None:
        """Take down an excuse, if the comment is one."""
        line = self.line_of(token["raw"].rstrip())
        reason = excuse_in(token["raw"])
        if reason:
            lines = self.source.splitlines()
            alone = not without_excuses(lines[line - 1]).strip()
            behind = (number for number in range(line + 1, len(lines) + 1) if lines[number - 1].strip())
            place = CellLine(notebook=self.place.notebook, cell=self.place.number, line=line)
            covers = next(behind, line) if alone else line
            self.excuses.append(Excuse(place=place, covers=covers, reason=reason))

    def _blocks(self, tokens: list[Token]) -> Iterator[Passage]:
        for token in tokens:
            if token["type"] in _TEXT_BLOCKS:
                yield _PassageReading(self).read(token)
            elif token["type"] == "block_html":
                self.excuse(token)
            else:
                if token["type"] == "footnote_item":  # written anywhere in the cell, read after all else
                    self.cursor = max(self.source.lower().find(f"[^{token['attrs']['key'].lower()}]:"), 0)
                yield from self._blocks(token.get("children", []))


@dataclass
class _PassageReading:
    """One passage while it is read."""

    cell: _CellReading
    text: str = ""
    expressions: list[str] = field(default_factory=list)
    starts: list[tuple[int, int]] = field(default_factory=list)

    def read(self, token: Token) -> Passage:
        """The passage of a block token; the cells of a table's row are one passage."""
        if token["type"] in ("table_head", "table_row"):
            for cell in token["children"]:
                self._inlines(cell["children"])
                self.text += " · "
        else:
            self._inlines(token["children"])
        place = self.cell.place
        return Passage(
            notebook=place.notebook,
            cell=place.number,
            text=_NOT_TYPED.sub(lambda match: OTHER_HOLE.ljust(len(match.group())), self.text),
            expressions=tuple(self.expressions),
            starts=tuple(self.starts) or ((0, self.cell.line_of("")),),
            language=self.cell.language,
        )

    def _inlines(self, tokens: list[Token]) -> None:
        for index, token in enumerate(tokens):
            self._inline(token, expression_of(tokens, index))

    def _inline(self, token: Token, expression: str | None) -> None:
        kind = token["type"]
        if kind == "text":
            self._typed(token["raw"])
        elif kind in ("softbreak", "linebreak"):
            self.text += " "
        elif kind == "inline_html":
            self.cell.excuse(token)
        elif expression is not None:
            self.text = self.text.removesuffix(_ROLE) + VALUE_HOLE
            self.expressions.append(expression)
            self.cell.line_of(token["raw"])
        elif kind in _HOLES:
            self.text += OTHER_HOLE
            self.cell.line_of(token["raw"] if "raw" in token else token["attrs"]["url"])
        else:
            self._inlines(token.get("children", []))

    def _typed(self, raw: str) -> None:
        self.starts.append((len(self.text), self.cell.line_of(raw)))
        self.text += unescape(raw)
