"""Blocks as HTML, through Jinja templates that escape everything.

The same function serves Jupyter's display of one block and the finished page, so that an author sees the page while
writing. Every notebook kernel imports this module: Jinja and the formula converter load when first needed.
"""

from __future__ import annotations

import html
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from fokusrapport.blocks import BaseBlock, Block, FootnoteReference, Heading, Link, Palette, ShownValue, Table, Value
from fokusrapport.blocktree import text_of, walk
from fokusrapport.i18n import Language, language, ui_language
from fokusrapport.sourceplaces import entry_anchor

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

LOWEST_HEADING = 6
SCROLLING_COLUMNS = 4
WIDE_COLUMNS = 8
MANY_LINKS = 12
_SCHEMES = ("https://", "http://", "mailto:", "tel:")


@dataclass(frozen=True)
class Download:
    """A file beside the page: its address, the text of the link, and where its numbers come from."""

    href: str
    text: str
    credit: str = ""


@dataclass(frozen=True)
class Setting:
    """What a block must know of the page it stands on.

    `heading_shift` is added to every heading level. `anchors` are the ids one can link to; None means all, as in a
    notebook, where one block does not know the others. `references` counts how often each footnote was referred to.
    `downloads` are the files with the numbers of tables and figures, by their labels; none where there is no report.
    `links` are the addresses of files beside the page that its text may lead to. With `cells` what a notebook's cell
    made stands together in an element that names the cell, for previews and comments; a report has none of that.
    """

    language: Language
    heading_shift: int = 0
    anchors: frozenset[str] | None = None
    references: Counter[int] = field(default_factory=Counter)
    downloads: Mapping[str, Download] = field(default_factory=dict)
    links: frozenset[str] = frozenset()
    in_link: bool = False
    cells: bool = False

    def heading_level(self, level: int) -> int:
        """The level of a heading on this page."""
        return min(level + self.heading_shift, LOWEST_HEADING)

    def can_link(self, anchor: str) -> bool:
        """Whether there is something with this id to link to."""
        return self.anchors is None or anchor in self.anchors

    def follows(self, href: str) -> bool:
        """Whether an address may be a link: a web page, a mail, a place on this page or beside it, never a script."""
        if href in self.links:
            return True
        if href.startswith("#"):
            return self.can_link(href[1:])
        return href.lower().startswith(_SCHEMES)

    def entry(self, value: Value) -> str:
        """The place in the source appendix that a value leads to; empty where the page has none."""
        place = entry_anchor(value) if self.anchors and not self.in_link else ""
        return place if place and self.can_link(place) else ""

    def inside_link(self) -> Setting:
        """The same within a link, where no other link may stand."""
        return replace(self, in_link=True)

    def refer(self, reference: FootnoteReference) -> str:
        """The id of this reference to a footnote: the first has the plain one, for ids are unique in a page."""
        self.references[reference.number] += 1
        return reference_id(reference.number, self.references[reference.number])

    def back_links(self, number: int) -> list[str]:
        """The ids of all references to a footnote so far."""
        return [reference_id(number, nth) for nth in range(1, self.references[number] + 1)]

    def link_name(self, heading: Heading) -> str:
        """What the link beside a heading is called: each by its section, for a list of links has no headings."""
        return self.language.gettext("Link to {section}").format(section=text_of(heading.children))

    def number(self, word: str, number: int) -> str:
        """«Tabell 3»; empty for a block that has no number."""
        return self.language.gettext(word).format(number=number) if number else ""

    def tiring(self, table: Table) -> bool:
        """Whether a reader who walks with Tab wants a way past a table: it holds very many links."""
        nodes = tuple(walk(table))
        links = sum(isinstance(node, Link) for node in nodes)
        numbers = sum(bool(self.entry(node.value)) for node in nodes if isinstance(node, ShownValue))
        return links + numbers > MANY_LINKS

    def name(self, table: Table) -> str:
        """What a table is called where its caption cannot be pointed at."""
        return f"{self.number('Table {number}', table.number)} {text_of(table.caption)}".strip()

    def scrolls(self, table: Table) -> bool:
        """Whether a table can be too wide for a page of text, and scrolls in a frame of its own when it is."""
        return len(table.columns) > SCROLLING_COLUMNS

    def wide(self, table: Table) -> bool:
        """Whether a table always scrolls, each column as wide as it wants to be, and is never made into cards."""
        return len(table.columns) > WIDE_COLUMNS and table.kind not in ("scorecard", "counts")


def reference_id(number: int, nth: int) -> str:
    """The id of the nth reference to a footnote."""
    return f"fnref-{number}" if nth == 1 else f"fnref-{number}-{nth}"


def block_to_html(block: BaseBlock, setting: Setting | None = None) -> str:
    """One block as an HTML fragment; without a setting as Jupyter shows it, in the language of the keyboard."""
    return str(_module().block(block, setting or Setting(language(ui_language()))))


def blocks_to_html(blocks: Iterable[Block], setting: Setting) -> Markup:
    """Several blocks as one HTML fragment, in their order."""
    from markupsafe import Markup  # noqa: PLC0415 - see the module's docstring

    if not setting.cells:
        return Markup("\n").join(_module().block(block, setting) for block in blocks)
    inside, by_cell = replace(setting, cells=False), groupby(blocks, key=lambda block: block.cell)
    return Markup("\n").join(
        Markup('<div class="cell" data-cell="{}">\n{}\n</div>').format(cell, made) if cell else made
        for cell, own in by_cell
        for made in [blocks_to_html(own, inside)]
    )


def inlines_to_html(inlines: Iterable[object], setting: Setting) -> Markup:
    """Running text as an HTML fragment."""
    html: Markup = _module().inlines(inlines, setting)
    return html


@lru_cache
def environment() -> Environment:
    """The one Jinja environment: escapes everything, and refuses names it does not know."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - see the module's docstring

    jinja = Environment(
        loader=PackageLoader("fokusrapport"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    jinja.filters |= {"mathml": _mathml, "base64": _base64, "css_string": css_string}
    return jinja


@lru_cache
def _module():  # type: ignore[no-untyped-def] # noqa: ANN202 - Jinja's macros are attributes made at run time
    return environment().get_template("blocks.html.j2").module


def forget_templates() -> None:
    """Read the templates anew when they are next needed: somebody has changed them."""
    environment.cache_clear()
    _module.cache_clear()


def css_string(text: str) -> Markup:
    r"""A text as a string in a style sheet: whatever is not a letter, digit or space is written as `\2026 `.

    So nothing in it can end the string or the style sheet (CSS Syntax Level 3, 4.3.7).
    """
    from markupsafe import Markup  # noqa: PLC0415 - see the module's docstring

    escaped = "".join(sign if sign.isalnum() or sign == " " else f"\\{ord(sign):x} " for sign in text)
    return Markup(f'"{escaped}"')  # noqa: S704 - nothing but letters, digits, spaces and escapes


def _base64(text: str) -> str:
    return b64encode(text.encode()).decode()


def _mathml(tex: str, alt: str, display: str) -> Markup:
    r"""A TeX formula as MathML with the author's words as its name.

    The converter leaves `\text{<b>}` unescaped and writes other characters as entities, so its tree is taken instead
    of its text, and written by a library that escapes.
    """
    from latex2mathml.converter import convert_to_element  # noqa: PLC0415 - see the module's docstring
    from markupsafe import Markup  # noqa: PLC0415

    math = convert_to_element(tex, display=display)
    for element in math.iter():
        element.text = html.unescape(element.text or "")
        element.attrib.pop("style", None)  # \style{...}: the page's policy allows no style but the page's own
    math.set("aria-label", alt)
    return Markup(ET.tostring(math, encoding="unicode"))  # noqa: S704 - ElementTree has escaped it


def jupyter_html(block: BaseBlock) -> str:
    """The block as JupyterLab shows it: the page's own markup and style, in a scope of its own."""
    body = block_to_html(block)
    template = environment().get_template("jupyter.html.j2")
    return template.render(body=_safe(body), palette=Palette()) if body else ""


def _safe(body: str) -> Markup:
    from markupsafe import Markup  # noqa: PLC0415 - see the module's docstring

    return Markup(body)  # noqa: S704 - made by our own templates, which escape


# Jupyter asks a block to show itself; with this module imported, it does so as it will look in the report.
BaseBlock.as_html = staticmethod(jupyter_html)
