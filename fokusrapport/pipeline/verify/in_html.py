"""A page as spots: the text of every paragraph, cell and heading; under that, every element with its attributes."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree, html
from lxml.html import HtmlElement

from fokusrapport.i18n import _
from fokusrapport.pipeline.verify.spots import Spot, at

# Elements that stand inside a line: their text belongs to the paragraph, cell or heading around them.
_INLINE = {
    *("a", "abbr", "b", "bdi", "br", "cite", "code", "data", "em", "i", "kbd", "mark", "q", "s", "small", "span"),
    *("strong", "sub", "sup", "time", "u", "var"),
}
_NO_TEXT = {"script", "style", "svg", "template"}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class Headings:
    """The headings that whatever is read next stands under."""

    def __init__(self) -> None:
        self._titles: dict[int, str] = {}

    def add(self, level: int, title: str) -> None:
        """A heading has been passed; those of its level and below no longer hold."""
        self._titles = {above: text for above, text in self._titles.items() if above < level} | {level: title}

    @property
    def path(self) -> str:
        """«under «Barnehage › Målekort»»; empty before the first heading. The title of it all goes without saying."""
        titles = [text for level, text in sorted(self._titles.items()) if level > 1] or [*self._titles.values()]
        return _("under «{heading}»").format(heading=" › ".join(titles)) if titles else ""


def read_text(content: bytes) -> Iterator[Spot]:
    """What a reader of the page reads; the list of contents, which only repeats headings, comes last."""
    headings, last = Headings(), []
    for block, parts in _blocks(html.document_fromstring(content)).items():
        text = " ".join("".join(parts).split())
        if not text:
            continue
        if _nearest(block, "nav") is not None:
            last.append(Spot(_("list of contents"), text))
        elif block.tag in _HEADINGS:
            yield Spot(at(headings.path, _("heading")), text)
            headings.add(int(block.tag[1]), text)
        else:
            yield Spot(at(headings.path, *_place(block)), text)
    yield from last


def _blocks(root: HtmlElement) -> dict[HtmlElement, list[str]]:
    """The pieces of text of each block, blocks in reading order."""
    texts: dict[HtmlElement, list[str]] = {}

    def add(element: HtmlElement, text: str | None) -> None:
        while element.tag in _INLINE and element.getparent() is not None:
            element = element.getparent()
        texts.setdefault(element, []).append(text or "")

    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "end":
            if element.getparent() is not None:
                add(element.getparent(), element.tail)
        elif element.tag in _NO_TEXT:
            walker.skip_subtree()
        else:
            add(element, element.text)
    return texts


def _place(block: HtmlElement) -> Iterator[str]:
    """The table with row and column, or the kind of text."""
    cell = _nearest(block, "td", "th")
    if cell is None:
        yield _kind(block)
        return
    table = _nearest(cell, "table")
    if table is not None:
        caption = table.find("caption")
        yield _table("" if caption is None else " ".join(caption.text_content().split()))
        yield from cell_place(list(table.iter("tr")).index(cell.getparent()), _column(table, cell))


def _table(caption: str) -> str:
    return _("table «{caption}»").format(caption=caption) if caption else _("table")


def _column(table: HtmlElement, cell: HtmlElement) -> str:
    """The title of the cell's column."""
    position = cell.getparent().index(cell)
    heads = next(table.iter("tr"), None)
    titles = [] if heads is None else [" ".join(head.text_content().split()) for head in heads]
    return titles[position] if position < len(titles) else str(position + 1)


def cell_place(row: int, column: str) -> Iterator[str]:
    """A row counted from 1 below the column heads, and a column by its title."""
    yield _("row {row}").format(row=row) if row else _("column heads")
    yield _("column «{column}»").format(column=column)


def _kind(block: HtmlElement) -> str:
    kinds = {"li": _("list item"), "caption": _("caption"), "figcaption": _("caption"), "title": _("title of the page")}
    return kinds.get(block.tag, _("paragraph"))


def _nearest(element: HtmlElement, *tags: str) -> HtmlElement | None:
    """The element itself or the nearest one around it that is one of these."""
    return next((one for one in (element, *element.iterancestors()) if one.tag in tags), None)


def read_markup(content: bytes) -> Iterator[Spot]:
    """Every element with its attributes and what it holds, drawings and style sheets too.

    The security policy comes last: it holds hashes of what stands elsewhere on the page.
    """
    headings, last = Headings(), []
    for element in html.document_fromstring(content).iter(etree.Element):
        attributes = "".join(f' {name}="{value}"' for name, value in element.attrib.items())
        spot = Spot(at(headings.path, f"<{element.tag}>"), f"<{element.tag}{attributes}>{element.text or ''}")
        if element.get("http-equiv"):
            last.append(spot)
            continue
        yield spot
        if element.tag in _HEADINGS:
            headings.add(int(element.tag[1]), " ".join(element.text_content().split()))
    yield from last
