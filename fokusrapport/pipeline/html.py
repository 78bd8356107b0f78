"""A chapter as one HTML page that needs nothing else: no request to anywhere, and whole without JavaScript."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fokusrapport.blocks import Area, Cell, Chapter, Figure, Footnote, Heading, Paragraph, Table
from fokusrapport.blocks_html import Setting, blocks_to_html, environment, inlines_to_html
from fokusrapport.blocktree import text_of, walk
from fokusrapport.i18n import language
from fokusrapport.pipeline.downloads import Downloads
from fokusrapport.pipeline.fonts import FAMILY, web_faces
from fokusrapport.pipeline.layers import Layer
from fokusrapport.pipeline.page_policy import contents_script, page_policy
from fokusrapport.pipeline.titles import document_title, edition_parts, notice, running_head

_CONTENTS_DEPTH = 2


@dataclass(frozen=True)
class Entry:
    """One line of the list of contents, with the lines below it."""

    anchor: str
    text: str
    children: tuple[Entry, ...] = ()


def render_html(chapter: Chapter, downloads: Downloads | None = None, layers: Sequence[Layer] = ()) -> str:
    """The chapter as a self-contained page, with links to what lies beside it when it is a page of a report.

    The h1 is the chapter's title and areas are h2; on the page of one area the area's title is the h1. Over a draft may
    lie layers for those who work on it, and what a cell made is then marked with the cell's id.
    """
    alone = len(chapter.areas) == 1
    setting = replace(page_setting(chapter), cells=bool(layers))
    if downloads:
        setting = replace(setting, downloads=downloads.blocks, links=downloads.links)
    entries = tuple(_entry(area) for area in chapter.areas)
    template = environment().get_template("chapter.html.j2")
    return template.render(
        front=chapter.front,
        areas=chapter.areas,
        alone=alone,
        title=chapter.areas[0].title if alone else chapter.front.title,
        document_title=document_title(chapter),
        edition=edition_parts(chapter),
        notice=notice(chapter.front),
        running_head=running_head(chapter.front),
        contents=entries[0].children if alone else entries,
        footnotes=_footnotes(chapter),
        setting=setting,
        _=setting.language.gettext,
        blocks=blocks_to_html,
        inlines=inlines_to_html,
        faces=web_faces(),
        family=FAMILY,
        contents_script=contents_script(),
        downloads=downloads,
        alternates=downloads.alternates if downloads else (),
        page_policy=page_policy,
        layers=layers,
    )


def page_setting(chapter: Chapter) -> Setting:
    """What the blocks of this chapter must know of it, in HTML and in PDF alike."""
    shift = 0 if len(chapter.areas) == 1 else 1
    return Setting(language(chapter.front.language), heading_shift=shift, anchors=anchors(chapter))


def anchors(chapter: Chapter) -> frozenset[str]:
    """The ids in the chapter that one can link to: areas, headings, tables, figures and entries of sources."""
    found = {area.id for area in chapter.areas}
    for node in walk(chapter.areas):
        if isinstance(node, Heading):
            found.add(node.anchor)
        elif isinstance(node, Table | Figure):
            found.add(node.label)
        elif isinstance(node, Cell | Paragraph) and node.anchor:
            found.add(node.anchor)
    return frozenset(found)


def _entry(area: Area) -> Entry:
    below = tuple(
        Entry(node.anchor, text_of(node.children))
        for node in walk(area.blocks)
        if isinstance(node, Heading) and node.level == _CONTENTS_DEPTH and node.anchor
    )
    return Entry(area.id, area.title, below)


def _footnotes(chapter: Chapter) -> list[Footnote]:
    return sorted((note for area in chapter.areas for note in area.footnotes), key=lambda note: note.number)
