"""A chapter as one Typst text that needs no other file: the template, and the data as JSON in a string literal."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from typing import Any

from fokusrapport.blocks import Chapter, Value
from fokusrapport.blocks_html import SCROLLING_COLUMNS, Setting
from fokusrapport.i18n import language
from fokusrapport.pipeline.column_widths import (
    BREAKABLE,
    Columns,
    column_widths,
    crowded,
    least_width,
    lines_of,
    longest,
    longest_word,
)
from fokusrapport.pipeline.html import page_setting
from fokusrapport.pipeline.picture import draw_formula, png_as_svg
from fokusrapport.pipeline.titles import document_title, edition_parts, notice, running_head

Node = dict[str, Any]
_COMPACT = 60
_HALF_A_PAGE = 30  # lines; a table up to this is kept whole (Typst could measure it, as costly as setting it twice)
_FEW = 4  # blocks at the beginning of an area that may stand over a lying table
_LETTERS, _LYING = 110, 1.5  # letters of 9 points in the width of a page, and how much wider a lying one is
_SMALL = (7.5, _LETTERS * 9 / 7.5, False)  # a list to look something up in is never read through
_SYMBOL = "■■\u00a0"  # the sign of a level is never parted from its word
_REGION = 2  # letters of a country in a language code: en-GB, but zh-Hant
_DRAWING = " ■■■■■■■■■"


def typst_source(chapter: Chapter, lowered: Mapping[int, int] | None = None, *, draft: bool = False) -> str:
    """The chapter as Typst source. Raises RenderFailed for a formula that cannot be drawn.

    `lowered` says by how many steps tables are moved down, by their index in the chapter. A draft leads nowhere: links
    change no line, but Typst sets every page twice to find their ends.
    """
    data = json.dumps(_data(chapter, lowered or {}, draft=draft), sort_keys=True)
    # Dumped as ASCII, JSON holds only two characters that a Typst string escapes, \ and ", and Typst escapes them as
    # JSON does: dumping the text once more writes the literal.
    return f"#let chapter = json(bytes({json.dumps(data)}))\n{_template()}"


@lru_cache
def _template() -> str:
    return files("fokusrapport").joinpath("templates/chapter.typ").read_text(encoding="utf-8")


def page_tops(chapter: Chapter) -> list[int]:
    """The areas, by index, that begin a page whatever stands before them: the first, and those beside lying pages."""
    areas = _data(chapter, {}, draft=True)["areas"]
    lying = [[part["wide"] for part in area["parts"]] for area in areas]
    after = [True, *(area["own_page"] or own[-1:] == [True] for area, own in zip(areas, lying, strict=True))]
    return [index for index, own in enumerate(lying) if after[index] or own[:1] == [True]]


def _data(chapter: Chapter, lowered: Mapping[int, int], *, draft: bool) -> Node:
    front, words = chapter.front, language(chapter.front.language)
    alone = len(chapter.areas) == 1
    notes = {note.number: note.model_dump(mode="json") for area in chapter.areas for note in area.footnotes}
    setting = page_setting(chapter)
    setting = replace(setting, anchors=frozenset()) if draft else setting
    areas = _Filling(setting, notes, lowered).fill(chapter.model_dump(mode="json", include={"areas"})["areas"])
    return {
        "front": front.model_dump(mode="json"),
        "areas": [_in_parts(area) for area in areas],
        "alone": alone,
        "title": chapter.areas[0].title if alone else front.title,
        "document_title": document_title(chapter),
        "title_anchor": chapter.areas[0].id if alone else "",
        "edition": edition_parts(chapter),
        "running_head": running_head(front),
        "notice": notice(front),
        "area_level": 1 if alone else 2,
        "contents_level": 2,
        "has_contents": not alone,
        "words": {
            "contents": words.gettext("Contents"),
            "page": words.gettext("page {page} of {pages}"),
        },
    }


def _in_parts(area: Node) -> Node:
    return {**{key: area[key] for key in area if key != "blocks"}, "parts": _parts(area["blocks"])}


def _parts(blocks: list[Node]) -> list[Node]:
    """The blocks in parts for upright and lying pages: a wide table lies, with what introduces it.

    That is the area's own beginning where there is little of it, else the headings above the table.
    """
    parts: list[Node] = [{"wide": False, "blocks": []}]
    for block in _held(blocks):
        last = parts[-1]
        wide = block["type"] == "table" and block["wide"]
        if wide and not last["wide"]:
            taken = _introduction(last["blocks"], begins=len(parts) == 1)
            parts.append({"wide": True, "blocks": [*taken, block]})
        elif wide == last["wide"]:
            last["blocks"].append(block)
        else:
            parts.append({"wide": False, "blocks": [block]})
    return parts if parts[0]["blocks"] else parts[1:]


def _held(blocks: list[Node]) -> list[Node]:
    """The blocks; what introduces a list of sources is never left at the end of a page without it."""
    held, found = False, []
    for block in reversed(blocks):
        sources = block["type"] == "table" and block["kind"] == "sources"
        held = sources or (held and block["type"] in ("heading", "paragraph"))
        found.append(block | {"sticky": held} if block["type"] == "paragraph" else block)
    return found[::-1]


def _introduction(blocks: list[Node], *, begins: bool) -> list[Node]:
    """What introduces a table, taken out of the blocks before it."""
    start = len(blocks)
    if begins and start <= _FEW and all(block["type"] in ("heading", "paragraph") for block in blocks):
        start = 0
    elif start > 1 and blocks[-1]["type"] == "paragraph" and blocks[-2]["type"] == "heading":
        start -= 1
    while start and blocks[start - 1]["type"] == "heading":
        start -= 1
    taken = blocks[start:]
    del blocks[start:]
    return taken


class _Filling:
    """Adds to the chapter's JSON what Typst cannot work out itself: names, targets, pictures, column widths."""

    def __init__(self, setting: Setting, notes: Mapping[int, Node], lowered: Mapping[int, int]) -> None:
        self._setting = setting
        self._notes = notes
        self._noted: set[int] = set()
        self._lowered = lowered
        self._tables = itertools.count()

    def fill(self, node: Any) -> Any:  # noqa: ANN401 - any JSON
        """The same JSON with the additions of every node in it, outermost first: a footnote is set where first met."""
        if isinstance(node, list):
            return [self.fill(item) for item in node]
        if not isinstance(node, dict):
            return node
        more = getattr(self, f"_{node.get('type', '')}", None)
        added = more(node) if more else {}
        return {key: self.fill(value) for key, value in (node | added).items() if key != "cell"}

    def _heading(self, node: Node) -> Node:
        return {"level": self._setting.heading_level(node["level"])}

    def _link(self, node: Node) -> Node:
        return {"target": node["href"] if self._setting.follows(node["href"]) else None}

    def _value(self, node: Node) -> Node:
        """Of a value only its text is set; where it came from, and what, is most of what a chapter holds."""
        return {"value": {"text": node["value"]["text"]}, "entry": self._entry(node["value"])}

    def _entry(self, value: Node) -> str | None:
        return self._setting.entry(Value.model_validate(value)) or None

    def _keyfigures(self, node: Node) -> Node:
        return {"items": [item | self._value(item) for item in node["items"]]}

    def _foreign(self, node: Node) -> Node:
        lang, _hyphen, rest = node["language"].partition("-")
        return {"lang": lang, "region": rest if len(rest) == _REGION else None}

    def _crossref(self, node: Node) -> Node:
        known = self._setting.can_link(node["label"])
        return {"target": f"#{node['label']}" if known else None, "text": node["text"] or node["label"]}

    def _footnoteref(self, node: Node) -> Node:
        first = node["number"] not in self._noted
        self._noted.add(node["number"])
        return {"first": first, "children": self._notes[node["number"]]["children"] if first else []}

    def _math(self, node: Node) -> Node:
        formula = draw_formula(node["tex"])
        return {"svg": formula.svg, "height": formula.height, "depth": formula.depth}

    _mathblock = _math

    def _table(self, node: Node) -> Node:
        name = self._setting.number("Table {number}", node["number"])
        lowered = self._lowered.get(next(self._tables), 0)
        columns = _texts_of_columns(node)
        small = node["kind"] == "sources"
        upright = node.get("upright", False)
        size, letters, wide = _SMALL if small else _size(columns, lying=node["kind"] == "matrix", upright=upright)
        widths = column_widths(columns, letters)
        return {
            "name": name,
            "columns": [column | (self._foreign(column) if "language" in column else {}) for column in node["columns"]],
            "weights": widths,
            "hyphenate": [
                small or longest_word(texts) > BREAKABLE or crowded(texts, width)
                for texts, width in zip(columns, widths, strict=True)
            ],
            "compact": sum(longest(texts) for texts in columns) <= _COMPACT,
            "lowered": lowered,
            "short": lines_of(columns, letters) <= _HALF_A_PAGE,
            "size": size,
            "wide": wide,
        }

    def _figure(self, node: Node) -> Node:
        name = self._setting.number("Figure {number}", node["number"])
        # Its numbers follow the drawing on the same page, which is never turned for them.
        table = node["table"] and node["table"] | {"upright": True}
        return {"name": name, "svg": node["svg"] or png_as_svg(node["png"]), "table": table}


def _size(columns: Columns, *, lying: bool, upright: bool = False) -> tuple[float, float, bool]:
    """The size of a table's text in points, how many letters wide it then is, and whether it needs a lying page.

    One whose cells are texts lies as soon as it has many columns (`lying`), for narrow ones would break every word; one
    that must stand (`upright`) breaks them.
    """
    standing = [(size, _LETTERS * 9 / size, False) for size in (9, 8.5, 8)]
    on_side = [(size, _LETTERS * _LYING * 9 / size, True) for size in (9, 8.5, 8)]
    if lying and len(columns) > SCROLLING_COLUMNS:
        return on_side[0]
    wanted = least_width(columns)
    choices = standing if upright else [*standing, *on_side]
    return next((choice for choice in choices if wanted <= choice[1]), choices[-1])


def _texts_of_columns(table: Node) -> list[list[str]]:
    rows = [[{"text": column["title"]} for column in table["columns"]], *table["rows"]]
    return [[_text(cell) for cell in column] for column in zip(*rows, strict=True)]


def _text(node: Any) -> str:  # noqa: ANN401 - any JSON
    if isinstance(node, list):
        return "".join(_text(item) for item in node)
    if not isinstance(node, dict):
        return ""
    own = node["text"] if isinstance(node.get("text"), str) else ""
    below = " ".join(filter(None, (_text(node.get(key)) for key in ("children", "value"))))
    status = node.get("status")
    below += _DRAWING if node.get("sparkline") else ""
    return f"{own}{below}" + (f" {_SYMBOL}{status['word']}" if status else "")
