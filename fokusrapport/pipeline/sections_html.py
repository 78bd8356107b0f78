"""A page as its reader finds it, area by area."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

from fokusrapport.blocks import Area, Chapter
from fokusrapport.pipeline.expected import Grid
from fokusrapport.pipeline.sections import NOWHERE, Section, Sections

# A browser begins a new line, or at least leaves a gap, before and after these.
_BLOCKS = "address article aside blockquote details div dl dt dd figure h1 h2 h3 h4 h5 h6 hr li ol p pre section ul"
_PARTS = "br caption figcaption img summary svg table tbody td th thead tr"
_APART = frozenset(f"{_BLOCKS} {_PARTS}".split())
_CONTROLS = frozenset({"summary"})  # words of the page, not of the chapter
_KEYFIGURE = ("keyfigure-label", "keyfigure-value", "keyfigure-note", "status")


def sections_of_page(root: HtmlElement, chapter: Chapter) -> Sections:
    """The areas of the chapter as the page shows them; marks of notes, downloads and the like are taken out before."""
    places = {str(node.get("id")): node for node in root.xpath("//main/*[@id]")}
    notes = {str(node.get("id")): node for node in root.xpath("//section[@class='footnotes']/ol/li")}
    return [_section(area, places.get(area.id), notes, root, len(chapter.areas)) for area in chapter.areas]


def _section(
    area: Area, place: HtmlElement | None, notes: dict[str, HtmlElement], root: HtmlElement, areas: int
) -> Section:
    if place is None:
        return NOWHERE
    own = [notes[name] for note in area.footnotes if (name := f"fn-{note.number}") in notes]
    heading = root.find(".//h1") if areas == 1 else place.find("./h2")
    values = [value for node in (place, *own) for value in node.iter("data")]
    return Section(
        title="" if heading is None else heading.text_content(),
        text=visible_text(place),
        grids=tuple(grid_of(table) for table in place.iter("table")),
        notes=" ".join(map(visible_text, own)),
        values=tuple(value.text_content() for value in values),
        exact=tuple(str(value.get("value")) for value in values),
    )


def grid_of(table: HtmlElement) -> Grid:
    """The cells of a table by row, as displayed."""
    return tuple(tuple(cell.text_content() for cell in row.xpath("./th|./td")) for row in table.iter("tr"))


def visible_text(element: HtmlElement) -> str:
    """The text of an element, with a space where a browser parts one thing from the next."""
    return "".join(_pieces(element))


def _pieces(element: HtmlElement) -> Iterator[str]:
    apart = element.tag in _APART or element.get("class", "").split(" ", 1)[0] in _KEYFIGURE
    if apart:
        yield " "
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _CONTROLS:  # a comment's tag is no text
            yield from _pieces(child)
        yield child.tail or ""
    if apart:
        yield " "
