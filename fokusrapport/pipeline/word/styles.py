"""The styles of the Word document: few, and those that Word knows carry Word's names, so that others can take over."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fokusrapport.pipeline.word.xml import TWIPS_PER_POINT, el

if TYPE_CHECKING:
    from fokusrapport.blocks import Palette
    from fokusrapport.pipeline.word.xml import Element

FONT, FALLBACK, CODE_FONT = "Fira Sans", "Calibri", "Consolas"
INK, MUTED, LINE = "1D2428", "515C63", "C9D1D5"
SYMBOL_STYLE = "StatusSymbol"
NOTE_MARK_STYLE, NOTES_TITLE = "NoteReference", "NotesTitle"
CONTENTS_STYLES = ("TOC1", "TOC2")


@dataclass(frozen=True)
class _Type:
    """A typeface's cut: size in points, weight, colour."""

    size: float = 10.5
    bold: bool = False
    italic: bool = False
    colour: str = INK
    font: str = FONT

    def properties(self) -> Element:
        half_points = round(self.size * 2)
        return el(
            "rPr",
            el("rFonts", ascii=self.font, hAnsi=self.font, eastAsia=self.font, cs=self.font),
            el("b") if self.bold else None,
            el("i") if self.italic else None,
            el("color", val=self.colour.lstrip("#")),
            el("sz", val=half_points),
            el("szCs", val=half_points),
        )


@dataclass(frozen=True)
class _Paragraph:
    """A paragraph style: space above and below in points, line height, and what it holds together with."""

    name: str
    type: _Type = field(default_factory=_Type)
    before: float = 0
    after: float = 7
    line: float = 1.25
    keep_next: bool = False
    outline: int | None = None
    borders: tuple[tuple[str, str], ...] = ()  # side and colour
    fill: str = ""
    indent: float = 0
    tight: bool = False
    tab: float = 0  # where a number stands that ends the line

    def element(self, style_id: str) -> Element:
        return el(
            "style",
            el("name", val=self.name),
            el("basedOn", val="Normal") if style_id != "Normal" else None,
            el("qFormat"),
            self._properties(),
            self.type.properties(),
            type="paragraph",
            styleId=style_id,
            **({"default": 1} if style_id == "Normal" else {}),
        )

    def _properties(self) -> Element:
        points = TWIPS_PER_POINT
        sides = (el(side, val="single", sz=18, space=6, color=colour.lstrip("#")) for side, colour in self.borders)
        return el(
            "pPr",
            el("keepNext") if self.keep_next else None,
            el("keepLines") if self.keep_next else None,
            el("pBdr", *sides) if self.borders else None,
            el("shd", val="clear", color="auto", fill=self.fill.lstrip("#")) if self.fill else None,
            el("tabs", el("tab", val="right", pos=round(self.tab * points))) if self.tab else None,
            el(
                "spacing",
                before=round(self.before * points),
                after=round(self.after * points),
                line=round(self.line * 240),
                lineRule="auto",
            ),
            el("ind", left=round(self.indent * points)) if self.indent else None,
            el("contextualSpacing") if self.tight else None,
            el("outlineLvl", val=self.outline) if self.outline is not None else None,
        )


def style_sheet(palette: Palette, language: str) -> list[Element]:
    """The contents of `styles.xml`. Text without a style is in `language` (a tag such as `nb-NO`)."""
    defaults = _Type().properties()
    defaults.append(el("lang", val=language, eastAsia=language, bidi=language))
    return [
        el("docDefaults", el("rPrDefault", defaults), el("pPrDefault", el("pPr"))),
        *(style.element(style_id) for style_id, style in _paragraphs(palette).items()),
        *_characters(palette),
        *_tables(palette),
    ]


def _paragraphs(palette: Palette) -> dict[str, _Paragraph]:
    return {"Normal": _Paragraph("Normal"), **_headings(palette), **_text(palette), **_furniture(palette)}


def _headings(palette: Palette) -> dict[str, _Paragraph]:
    cuts = (
        (_Type(28, bold=True, colour=palette.primary), 6, 8),
        (_Type(18, bold=True, colour=palette.primary), 26, 8),
        (_Type(14, bold=True), 20, 6),
        (_Type(11.5, bold=True), 16, 5),
        (_Type(10.5, bold=True), 12, 4),
        (_Type(10.5, bold=True, colour=MUTED), 12, 4),
    )
    return {
        f"Heading{level}": _Paragraph(
            f"heading {level}", cut, before=before, after=after, line=1.1, keep_next=True, outline=level - 1
        )
        for level, (cut, before, after) in enumerate(cuts, start=1)
    }


def _text(palette: Palette) -> dict[str, _Paragraph]:
    return {
        "Lead": _Paragraph("Lead", _Type(13), after=10),
        "ListParagraph": _Paragraph("List Paragraph", after=3),
        "Quote": _Paragraph("Quote", _Type(italic=True), borders=(("left", palette.accent),), indent=14),
        "Code": _Paragraph("Code", _Type(9, font=CODE_FONT), before=4, after=10, line=1.1, fill="F3F6F7"),
        "Caption": _Paragraph("caption", _Type(9.5, bold=True), before=12, after=5, line=1.1),
        "Figure": _Paragraph("Figure", before=12, after=2, line=1, keep_next=True),
        "TableText": _Paragraph("Table Text", _Type(9), before=2, after=2, line=1.1),
        "TableTextSmall": _Paragraph("Table Text Small", _Type(8), before=2, after=2, line=1.05),
        "TableNote": _Paragraph("Table Note", _Type(8.5, colour=MUTED), before=4, after=10, line=1.15, tight=True),
        "AfterTable": _Paragraph("Text After Table", before=12),
        "Callout": _Paragraph("Callout", indent=12),
        "CalloutTitle": _Paragraph("Callout Title", _Type(bold=True), before=14, after=2, indent=12, keep_next=True),
        "KeyFigure": _Paragraph(
            "Key Figure",
            before=6,
            after=6,
            line=1.1,
            borders=(("top", palette.primary),),
            fill=tint(palette.primary),
            tab=440,
        ),
        "CardItem": _Paragraph("Card Item", _Type(9.5), after=2, line=1.1),
        "Rule": _Paragraph("Rule", _Type(4), before=6, after=12, line=1, borders=(("bottom", LINE),)),
        "NoteText": _Paragraph("footnote text", _Type(9), after=3, line=1.2),
    }


def _furniture(palette: Palette) -> dict[str, _Paragraph]:
    return {
        "Subtitle": _Paragraph("Subtitle", _Type(12, colour=MUTED), after=14),
        "Owner": _Paragraph("Owner", _Type(12, bold=True, colour=palette.primary), after=2, keep_next=True),
        "ContentsTitle": _Paragraph("TOC Heading", _Type(14, bold=True), before=18, after=6, keep_next=True),
        NOTES_TITLE: _Paragraph("Notes Title", _Type(12, bold=True, colour=palette.primary), before=24, keep_next=True),
        "TOC1": _Paragraph("toc 1", _Type(10, bold=True), before=4, after=0, line=1.05),
        "TOC2": _Paragraph("toc 2", _Type(9.5), after=0, line=1.05, indent=14),
        "Header": _Paragraph("header", _Type(8.5, colour=MUTED), after=0, line=1.1),
        "Footer": _Paragraph("footer", _Type(8.5, colour=MUTED), after=0, line=1.1),
    }


def tint(colour: str) -> str:
    """A shade that ink reads well on: one part colour, fourteen parts white."""
    parts = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return "".join(f"{round(255 - (255 - part) / 15):02X}" for part in parts)


def _characters(palette: Palette) -> list[Element]:
    def character(style_id: str, name: str, *properties: Element) -> Element:
        return el("style", el("name", val=name), el("rPr", *properties), type="character", styleId=style_id)

    code = el("rFonts", ascii=CODE_FONT, hAnsi=CODE_FONT, eastAsia=CODE_FONT, cs=CODE_FONT)
    primary = palette.primary.lstrip("#")
    return [
        character("Hyperlink", "Hyperlink", el("color", val=primary), el("u", val="single")),
        character("InlineCode", "Inline Code", code, el("sz", val=19)),
        character("KeyValue", "Key Value", el("b"), el("color", val=primary), el("sz", val=32)),
        character("KeyNote", "Key Note", el("color", val=MUTED), el("sz", val=18)),
        character(NOTE_MARK_STYLE, "footnote reference", el("vertAlign", val="superscript")),
        character(SYMBOL_STYLE, "Status Symbol", el("b")),
    ]


def _tables(palette: Palette) -> list[Element]:
    primary = palette.primary.lstrip("#")
    margins = el("tblCellMar", *(el(side, w=width, type="dxa") for side, width in (("left", 70), ("right", 70))))
    lines = el(
        "tblBorders",
        el("bottom", val="single", sz=4, space=0, color=LINE),
        el("insideH", val="single", sz=4, space=0, color=LINE),
    )
    header = el(
        "tblStylePr",
        el("rPr", el("b")),
        el(
            "tcPr",
            el("tcBorders", el("bottom", val="single", sz=12, space=0, color=primary)),
            el("vAlign", val="bottom"),
        ),
        type="firstRow",
    )
    return [
        el(
            "style",
            el("name", val="Normal Table"),
            el("tblPr", el("tblInd", w=0, type="dxa")),
            type="table",
            default=1,
            styleId="TableNormal",
        ),
        el(
            "style",
            el("name", val="Report Table"),
            el("basedOn", val="TableNormal"),
            el("tblPr", lines, margins),
            header,
            type="table",
            styleId="ReportTable",
        ),
    ]
