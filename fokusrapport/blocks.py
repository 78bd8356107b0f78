"""What a chapter is made of. The hinge between the subject (`domain`) and the way through (`pipeline`).

Domain calls in a notebook return blocks. Jupyter shows a block through `_repr_mimebundle_`: as HTML to the author,
and as JSON of the project's own type, which `pipeline.document` reads back from the executed notebook. HTML and PDF
are two renderings of the same Chapter. Every model is frozen, forbids unknown keys and survives JSON unchanged.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from fokusrapport.variables import JSON_ONLY_VARIABLE

BLOCK_MIME = "application/vnd.fokusrapport.block+json"
VALUE_MIME = "application/vnd.fokusrapport.value+json"

WHOLE = 0
"""The row of a source that is a selection of a file's records, not one row of it."""

StatusKind = Literal["met", "accepted", "unmet", "unclassified", "missing"]
ValueKind = Literal["result", "change", "verdict", "computed", "count", "requirement", "text"]


class Frozen(BaseModel):
    """A value that never changes and refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Frozen):
    """Where a value was read: file (relative to the project), row as a spreadsheet counts it, row key, file hash.

    A figure of many records of a file has the row WHOLE, and its key says which records.
    """

    file: str
    row: int
    key: str
    sha256: str = Field(repr=False)


class Value(Frozen):
    """A number or text shown to readers, with what it is and where it came from.

    `text` is what is displayed; `exact` the unrounded decimal as text, None for a value that is not a number.
    A computed value names every row it was computed from. Shown in a sentence with {eval}.

    `kind` says what can be proved of it: a `result` is one row of the data, a `change` lies between two rows, a
    `verdict` is words that follow from a result or change, `computed` comes from several rows, a `count` was counted
    by the report, a `requirement` stands in the register. A `text` is none of them.

    `direction` is the sign of the indicator's change to this year as printed: 1 up, -1 down, 0 unchanged; None where
    there is no such change. It lets the next edition notice that a sentence did not turn when its value did.
    """

    text: str
    kind: ValueKind = "text"
    exact: str | None = None
    unit: str = ""
    indicator: str | None = None
    area: str | None = None
    year: int | None = None
    sources: tuple[Source, ...] = ()
    direction: Literal[-1, 0, 1] | None = None

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        """The displayed text: `repr` of a str would show a no-break space as an escape."""
        return self.text

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return {"text/plain": self.text, VALUE_MIME: self.model_dump(mode="json")}


# --- inside a paragraph -----------------------------------------------------------------------------------------


class Text(Frozen):
    """Plain characters."""

    type: Literal["text"] = "text"
    text: str


class Emphasis(Frozen):
    """Stressed words."""

    type: Literal["emphasis"] = "emphasis"
    children: tuple[Inline, ...]


class Strong(Frozen):
    """Words that carry weight."""

    type: Literal["strong"] = "strong"
    children: tuple[Inline, ...]


class Code(Frozen):
    """Literal characters of a program, file or field."""

    type: Literal["code"] = "code"
    text: str


class Link(Frozen):
    """A link to another page or mail address."""

    type: Literal["link"] = "link"
    href: str
    children: tuple[Inline, ...]


class LineBreak(Frozen):
    """A forced line break."""

    type: Literal["linebreak"] = "linebreak"


class ShownValue(Frozen):
    """A computed value in running text or in a cell."""

    type: Literal["value"] = "value"
    value: Value


class Foreign(Frozen):
    """Words in another language than the report's: `language` is a BCP 47 code, for voices and hyphenation."""

    type: Literal["foreign"] = "foreign"
    language: str
    children: tuple[Inline, ...]


class CrossReference(Frozen):
    """A reference to a labelled figure or table, or to an area by its id.

    `text` («tabell 3», the area's title) is filled in when the chapter is assembled. One that brings words of its own
    keeps them where there is nothing to refer to.
    """

    type: Literal["crossref"] = "crossref"
    label: str
    text: str = ""


class FootnoteReference(Frozen):
    """A reference to a footnote of the same area; `number` is filled in when the chapter is assembled."""

    type: Literal["footnoteref"] = "footnoteref"
    key: str
    number: int = 0


class Math(Frozen):
    """A formula in TeX, with words for those who cannot see it."""

    type: Literal["math"] = "math"
    tex: str
    alt: str


Inline = Annotated[
    Text
    | Emphasis
    | Strong
    | Code
    | Link
    | LineBreak
    | Foreign
    | ShownValue
    | CrossReference
    | FootnoteReference
    | Math,
    Field(discriminator="type"),
]
Inlines = tuple[Inline, ...]


def plain(text: str) -> Inlines:
    """The inlines of a plain string; none for the empty string."""
    return (Text(text=text),) if text else ()


# --- blocks -----------------------------------------------------------------------------------------------------


class BaseBlock(Frozen):
    """A block that can show itself in Jupyter.

    `as_html` is set by `blocks_html` when that is imported: how a block looks is not the block's business, and
    a block shown without it still carries itself as JSON. `cell` is the id of the notebook's cell that it came from,
    set when a notebook is read; none for what no cell made.
    """

    cell: str = Field(default="", repr=False, exclude_if=lambda cell: not cell)

    as_html: ClassVar[Callable[[BaseBlock], str] | None] = None

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        bundle: dict[str, Any] = {
            "text/plain": f"<{type(self).__name__}>",
            BLOCK_MIME: self.model_dump(mode="json"),
        }
        render = None if os.environ.get(JSON_ONLY_VARIABLE) else type(self).as_html
        return bundle if render is None else {"text/html": render(self), **bundle}


class Heading(BaseBlock):
    """A heading. Level 1 is the title of an area; `anchor` is unique in the chapter."""

    type: Literal["heading"] = "heading"
    level: int = Field(ge=1, le=6)
    children: Inlines
    anchor: str = ""


class Paragraph(BaseBlock):
    """Running text; `lead` marks the paragraph that carries the conclusion of the chapter.

    Links lead to its `anchor`; what stands several times in a chapter can be reached where it stands first.
    """

    type: Literal["paragraph"] = "paragraph"
    children: Inlines
    lead: bool = False
    anchor: str = ""


class ListBlock(BaseBlock):
    """A bulleted or numbered list; every item is a row of blocks."""

    type: Literal["list"] = "list"
    ordered: bool = False
    start: int = 1
    items: tuple[tuple[Block, ...], ...]


class Quote(BaseBlock):
    """Somebody else's words."""

    type: Literal["quote"] = "quote"
    children: tuple[Block, ...]


class CodeBlock(BaseBlock):
    """Program text shown as such."""

    type: Literal["codeblock"] = "codeblock"
    text: str
    language: str = ""


class Rule(BaseBlock):
    """A thematic break."""

    type: Literal["rule"] = "rule"


class Callout(BaseBlock):
    """A box that stands out of the text; `title` is in the report's language."""

    type: Literal["callout"] = "callout"
    kind: Literal["note", "important", "warning"]
    title: str
    children: tuple[Block, ...]


class Status(Frozen):
    """How a result stands against its requirement: kind, the municipality's own word, and why when not coloured."""

    kind: StatusKind
    word: str
    reason: str = ""


class Column(Frozen):
    """A table column; numbers are aligned at the end. `language` is the title's where that is not the report's."""

    title: str
    align: Literal["start", "end"] = "start"
    language: str = Field(default="", exclude_if=lambda code: not code)


class Sparkline(Frozen):
    """A drawing the height of a line, as SVG text; `alt` says in words what it shows."""

    svg: str
    alt: str = Field(min_length=1)


class Cell(Frozen):
    """A table cell; `status` adds symbol, word and colour, `sparkline` a small drawing; links lead to its `anchor`."""

    children: Inlines = ()
    status: Status | None = None
    sparkline: Sparkline | None = None
    anchor: str = ""


class Table(BaseBlock):
    """A table with caption and headers.

    `label` begins with `tbl-`; `number` is filled in when the chapter is assembled. Every row has as many cells as
    there are columns. `row_header` is the index of the column whose cells head their rows, None for no such column.
    `notes` stand under the table. `kind` lets a renderer give scorecards and long lists of sources their own look.
    """

    type: Literal["table"] = "table"
    label: str
    caption: Inlines
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    row_header: int | None = 0
    notes: tuple[Inlines, ...] = ()
    kind: Literal["plain", "scorecard", "legend", "counts", "sources", "matrix"] = "plain"
    number: int = 0


class Figure(BaseBlock):
    """A picture: vector as SVG text, or PNG as base64; never both.

    `label` begins with `fig-`. `alt` says in words what the picture shows; `alt_language` is its language where that
    is not the report's. `table` holds the numbers drawn.
    """

    type: Literal["figure"] = "figure"
    label: str
    caption: Inlines
    alt: str = Field(min_length=1)
    alt_language: str = ""
    svg: str = ""
    png: str = ""
    table: Table | None = None
    number: int = 0


class KeyFigure(Frozen):
    """One number worth a box: what it is, the number, and one line about it.

    `status` is the level whose results the number counts; it adds the level's symbol and colour.
    """

    label: str
    value: Value
    note: Inlines = ()
    status: StatusKind | None = None


class KeyFigures(BaseBlock):
    """A row of key figures."""

    type: Literal["keyfigures"] = "keyfigures"
    items: tuple[KeyFigure, ...]


class CardItem(Frozen):
    """One thing told on a card: what it is called, and what is said of it."""

    term: str
    children: Inlines


class Card(BaseBlock):
    """All there is to know of one thing, to be looked up: links lead to its heading.

    On a page `more` is folded together under the words `unfold`; on paper everything is shown.
    """

    type: Literal["card"] = "card"
    heading: Heading
    items: tuple[CardItem, ...]
    more: tuple[CardItem, ...] = ()
    unfold: str = ""


class MathBlock(BaseBlock):
    """A displayed formula in TeX, with words for those who cannot see it."""

    type: Literal["mathblock"] = "mathblock"
    tex: str
    alt: str


class Placeholder(BaseBlock):
    """Stands in a draft where an area could not be built; says why in the report's language."""

    type: Literal["placeholder"] = "placeholder"
    title: str
    message: str


class Group(BaseBlock):
    """Several blocks that one domain call returns together; dissolved when the chapter is assembled."""

    type: Literal["group"] = "group"
    children: tuple[Block, ...]


Block = Annotated[
    Heading
    | Paragraph
    | ListBlock
    | Quote
    | CodeBlock
    | Rule
    | Callout
    | Table
    | Figure
    | KeyFigures
    | Card
    | MathBlock
    | Placeholder
    | Group,
    Field(discriminator="type"),
]


class Footnote(Frozen):
    """A footnote; `number` counts over the whole document and is filled in when the chapter is assembled."""

    key: str
    children: tuple[Block, ...]
    number: int = 0


class Area(Frozen):
    """One service area as it stands in the chapter: `id` is the notebook's name, unique in the chapter.

    `own_page` says that on paper nothing else stands on its pages.
    """

    id: str
    title: str
    blocks: tuple[Block, ...]
    footnotes: tuple[Footnote, ...] = ()
    complete: bool = True
    own_page: bool = False


class Palette(Frozen):
    """The colours of a report as `#rrggbb`."""

    primary: str = "#0b4f6c"
    accent: str = "#b8860b"
    met: str = "#1b7f4d"
    accepted: str = "#8a6100"
    unmet: str = "#b3261e"


class FrontMatter(Frozen):
    """What the cover and the page heads say, all in the report's language except codes.

    `date` is the edition's own date as ISO 8601, never the clock's. `notice` is printed on every page when set
    (draft, excerpt, made-up data). `languages` are those the edition is published in, its main one first; none where
    there is only this one.
    """

    title: str
    municipality: str
    municipality_number: str
    year: int
    language: str
    kind: str
    state: Literal["draft", "final"]
    date: str
    notice: str = ""
    palette: Palette = Palette()
    languages: tuple[str, ...] = Field(default=(), exclude_if=lambda codes: not codes)

    @property
    def main_language(self) -> str:
        """The language that authors write in, which stands in for translations that are missing."""
        return self.languages[0] if self.languages else self.language


class SourceFile(Frozen):
    """A file that values were read from (`file` as in `Source`), and what its readers must be told of it."""

    file: str
    name: str
    address: str = ""
    period: str
    owner: str
    licence: str
    uncertain: tuple[str, ...] = ()


class Chapter(Frozen):
    """The whole chapter: one edition, all areas in order, and the files its values came from."""

    front: FrontMatter
    areas: tuple[Area, ...]
    sources: tuple[SourceFile, ...] = ()

    def one_area(self, area_id: str) -> Self:
        """The same edition with one area only; KeyError when there is no such area."""
        for area in self.areas:
            if area.id == area_id:
                return self.model_copy(update={"areas": (area,)})
        raise KeyError(area_id)


_BLOCK: TypeAdapter[Block] = TypeAdapter(Block)


def block_from_json(data: object) -> Block:
    """The block that `model_dump(mode="json")` wrote; raises pydantic.ValidationError for anything else."""
    return _BLOCK.validate_python(data)


for _model in (Emphasis, Strong, Link, Foreign, ListBlock, Quote, Callout, Group, Footnote, Area, Chapter):
    _model.model_rebuild()
