"""The way from every number to its source, walked as a reader would: link, entry, and what the entry says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml.html import HtmlElement

from fokusrapport.blocks import WHOLE, Cell, Chapter, KeyFigure, Link, ShownValue, Value
from fokusrapport.blocktree import walk
from fokusrapport.i18n import _
from fokusrapport.sourceplaces import PREFIX, entry_anchor, file_anchor, file_name, rows_of

_ROWS = re.compile(r"(\d+)(?:–(\d+))?")


def source_problems(root: HtmlElement, chapter: Chapter) -> list[str]:
    """The values that lead nowhere, or to an entry that does not name the file and every row they came from."""
    if not _has_entries(chapter):
        return []
    entries = {str(element.get("id")): element for element in root.xpath(f"//*[starts-with(@id,'{PREFIX}')]")}
    found = zip(_values(chapter), root.iter("data"), strict=False)
    return [problem for value, shown in found for problem in _problems(value, shown, entries)]


def lost_links(found: int, chapter: Chapter) -> list[str]:
    """That a PDF has fewer links to places in itself than the chapter has numbers with a source.

    Where each leads was Typst's to see to: it refuses a link to nothing, but keeps no names of the places.
    """
    if not _has_entries(chapter):
        return []
    inside = sum(_leads(node) for link in walk(chapter.areas) if isinstance(link, Link) for node in walk(link))
    wanted = sum(_leads(node) for node in walk(chapter.areas)) - inside
    message = _("{wanted} numbers have a source, but only {found} links lead to places in the PDF.")
    return [message.format(wanted=wanted, found=found)] if found < wanted else []


def _leads(node: object) -> bool:
    return isinstance(node, ShownValue | KeyFigure) and bool(node.value.sources)


def _has_entries(chapter: Chapter) -> bool:
    return any(isinstance(node, Cell) and node.anchor for node in walk(chapter.areas))


def _values(chapter: Chapter) -> Iterator[Value]:
    """Those of the text, then those of the footnotes, as the page has them."""
    parts = (*(area.blocks for area in chapter.areas), *(area.footnotes for area in chapter.areas))
    return (node.value for part in parts for node in walk(part) if isinstance(node, ShownValue | KeyFigure))


def _problems(value: Value, shown: HtmlElement, entries: Mapping[str, HtmlElement]) -> Iterator[str]:
    wanted = entry_anchor(value)
    if not wanted or shown.xpath("boolean(./ancestor::a)"):  # a number within a link leads where that leads
        return
    if shown.xpath("string(./a/@href)") != f"#{wanted}":
        yield _("«{text}» does not lead to its source, «#{entry}».").format(text=value.text, entry=wanted)
    elif wanted not in entries or not _names_rows(entries[wanted], value):
        message = _("The entry «#{entry}» does not name the rows that «{text}» came from.")
        yield message.format(text=value.text, entry=wanted)


def _names_rows(entry: HtmlElement, value: Value) -> bool:
    """Whether an entry names the rows of a value: by its links, or as one row in a table that names the file."""
    row = next(entry.iterancestors("tr"))
    rows = rows_of(value.sources)
    if len(rows) > 1:
        links = row.xpath(f".//a[starts-with(@href,'#{PREFIX}')]")
        return {place for link in links for place in _linked(link)} == {(file_anchor(file), n) for file, n in rows}
    [(file, number)] = rows
    caption = str(next(row.iterancestors("table")).xpath("string(./caption)"))
    named = number == WHOLE or entry.text_content() == str(number)  # a selection of a whole file has no number
    return named and caption.endswith(f" {file_name(file)}")


def _linked(link: HtmlElement) -> Iterator[tuple[str, int]]:
    """«4–6» is three rows of the file that the link leads to."""
    file, _dash, row = str(link.get("href")).removeprefix("#").rpartition("-")
    if row == str(WHOLE):
        yield file, WHOLE
    elif match := _ROWS.fullmatch(link.text_content()):
        for number in range(int(match[1]), int(match[2] or match[1]) + 1):
            yield file, number
