"""What a page and a PDF say, each read from its own file alone: lists that must be the same for both."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from lxml import etree, html
from lxml.html import HtmlElement

from fokusrapport.pipeline.expected import squash
from fokusrapport.pipeline.pdf_structure import Element, read_structure

HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
# What the PDF sets as marks, or as a list of its own: the numbers of notes, lists and pages.
MARKS = frozenset({"Note", "Lbl", "Formula", "TOC", "Figure"})


@dataclass(frozen=True)
class Said:
    """Headings with their level, captions, alternative texts and table cells in order; notes; every run of digits."""

    headings: list[tuple[int, str]]
    captions: list[str]
    alternatives: list[str]
    tables: list[list[list[str]]]
    notes: list[str]
    digits: Counter[str]


def said_by_page(page: bytes) -> Said:
    """The lists of an HTML page; what is only for moving about in it, or leads to files, is left out."""
    root = html.document_fromstring(page)
    classes = " or ".join(
        f"contains(@class,'{name}')" for name in ("noteref", "download", "back", "hidden", "skip-table")
    )
    for element in root.xpath(f"//nav|//math|//footer|//*[{classes}]"):
        element.drop_tree()
    (main,) = root.iter("main")
    section = main.xpath(".//section[@class='footnotes']")
    for heading in [title for part in section for title in part.iter("h2")]:
        heading.drop_tree()
    notes = [squash(note.text_content()) for part in section for note in part.xpath("./ol/li")]
    for part in section:
        part.drop_tree()
    return Said(
        headings=[
            (int(heading.tag[1]), squash(heading.text_content()))
            for heading in root.xpath("//h1|//h2|//h3|//h4|//h5|//h6")
        ],
        captions=[squash(caption.text_content()) for caption in main.xpath(".//caption|.//figcaption")],
        alternatives=[squash(alt) for alt in main.xpath(".//img/@alt")],
        tables=[
            [[squash(cell.text_content()) for cell in row] for row in table.iter("tr")] for table in main.iter("table")
        ],
        notes=notes,
        digits=_digits(_texts(root.body)),
    )


def said_by_pdf(pdf: bytes) -> Said:
    """The lists of a PDF, from its structure tree alone."""
    root = read_structure(pdf)

    def text(element: Element) -> str:
        return squash(element.text(without=MARKS))

    tables = [
        [[text(cell) for cell in row.find("TH", "TD")] for row in table.find("TR")] for table in root.find("Table")
    ]
    return Said(
        headings=[(int(heading.type[1]), text(heading)) for heading in root.find(*HEADINGS)],
        captions=[text(caption) for caption in root.find("Caption")],
        alternatives=[squash(figure.alt) for figure in root.find("Figure") if figure.alt],
        tables=tables,
        notes=[squash(note.text(without=frozenset({"Lbl"}))) for note in root.find("Note")],
        digits=_digits(root.text(without=MARKS)),
    )


def _texts(body: HtmlElement) -> str:
    parts = (node for node in body.iter(etree.Element) if node.tag not in ("script", "style"))
    return " ".join(f"{node.text or ''} {' '.join(child.tail or '' for child in node)}" for node in parts)


def _digits(text: str) -> Counter[str]:
    return Counter(re.findall(r"\d+", text))
