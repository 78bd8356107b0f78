"""A finished HTML page read back and compared with its chapter."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from lxml import html
from lxml.html import HtmlElement

from fokusrapport.blocks import Chapter
from fokusrapport.i18n import _
from fokusrapport.pipeline.alt_text import says_nothing
from fokusrapport.pipeline.expected import (
    Expected,
    differences,
    expected,
    grid_differences,
    language_differences,
    not_found,
    reading_order,
    shorten,
    text_by_language,
)
from fokusrapport.pipeline.found import Found, Store, compare_numbers, find_values, store_of
from fokusrapport.pipeline.readback_safety import name_of, safety_problems
from fokusrapport.pipeline.readback_sources import source_problems
from fokusrapport.pipeline.sections_html import grid_of, sections_of_page

_HEADINGS = "//h1|//h2|//h3|//h4|//h5|//h6"
_MARKS = "//nav|//footer|//p[@class='download']|//a[@class='skip-table']|//*[contains(@class,'noteref')]|//math"


def check_html(page: str, chapter: Chapter) -> list[str]:
    """What is wrong with the page of a chapter; nothing for a good one. See `read_html`."""
    return list(read_html(html.document_fromstring(page), chapter, store_of(chapter)).problems)


def read_html(root: HtmlElement, chapter: Chapter, store: Store) -> Found:
    """The values found in the page of a chapter, and what is wrong with it.

    Language, title, headings, ids and links hold together; nothing runs or is fetched that is not our own; figures
    have alternative texts, and numbers lead to their sources; headings, captions, values, every table cell and all
    running text stand there in the chapter's order; words in another language are marked as such; every value stands in
    its own section, at its place, and no number beside them. The page's tree is changed on the way.
    """
    wanted = expected(chapter)
    problems = [
        *_document(root, chapter, wanted),
        *_headings(root),
        *_links(root),
        *safety_problems(root),
        *_alternatives(root),
        *source_problems(root, chapter),
        *_tables(root),
    ]
    for mark in root.xpath(_MARKS):
        mark.drop_tree()
    sections = sections_of_page(root, chapter)
    values, numbers = find_values(store, sections), compare_numbers(store, sections)
    problems += [*values.problems, *numbers.problems, *_contents(root, wanted)]
    problems += not_found(reading_order(chapter, caption_first=False), _read_aloud(root))
    return Found(values.ids & numbers.ids, tuple(problems))


def _document(root: HtmlElement, chapter: Chapter, wanted: Expected) -> list[str]:
    problems = []
    if root.get("lang") != chapter.front.language:
        problems.append(_("The language of the page is «{language}».").format(language=root.get("lang")))
    title = root.findtext("head/title") or ""
    if not title.startswith(wanted.headings[0]):
        problems.append(_("The title of the page is «{title}».").format(title=title))
    return problems


def _headings(root: HtmlElement) -> list[str]:
    levels = [(int(heading.tag[1]), heading.text_content()) for heading in root.xpath(_HEADINGS)]
    problems = [
        _("The heading «{text}» skips a level.").format(text=shorten(text))
        for (above, _above), (level, text) in pairwise([(0, ""), *levels])
        if level > above + 1
    ]
    if (count := sum(level == 1 for level, _text in levels)) != 1:
        problems.append(_("There are {count} headings of level 1; there must be one.").format(count=count))
    return problems


def _links(root: HtmlElement) -> list[str]:
    ids = Counter(root.xpath("//@id"))
    twice = [_("The id «{id}» is used twice.").format(id=name) for name, count in sorted(ids.items()) if count > 1]
    targets = [href.removeprefix("#") for href in root.xpath("//a/@href") if href.startswith("#")]
    lost = [_("A link leads to «#{id}», which is not there.").format(id=name) for name in targets if name not in ids]
    return [*twice, *lost]


def _alternatives(root: HtmlElement) -> list[str]:
    nameless = root.xpath("//svg[not(@aria-hidden='true') and not(@aria-label)]")
    return [
        *(
            _("{element} has no alternative text of its own: «{alt}».").format(
                element=name_of(image), alt=image.get("alt") or ""
            )
            for image in root.iter("img")
            if says_nothing(image.get("alt") or "")
        ),
        *(
            _("{element} has no name, nor is it hidden from screen readers.").format(element=name_of(drawing))
            for drawing in nameless
        ),
    ]


def _tables(root: HtmlElement) -> list[str]:
    problems = []
    for number, table in enumerate(root.iter("table"), start=1):
        if not "".join(table.xpath("./caption//text()")).strip():
            problems.append(_("Table {number} has no caption.").format(number=number))
        if table.xpath(".//th[not(@scope)]") or not table.xpath("./thead//th"):
            problems.append(_("Table {number} has header cells without scope, or none.").format(number=number))
    return problems


def _contents(root: HtmlElement, wanted: Expected) -> list[str]:
    notes = root.xpath("//section[@class='footnotes']")
    footnotes = " ".join(note.text_content() for note in notes)
    values = [value.text_content() for value in root.iter("data")]
    foreign = [(part.get("lang"), part.text_content()) for part in root.xpath("//body//*[@lang]")]
    for note in notes:
        note.drop_tree()
    return [
        *differences(_("Heading"), wanted.headings, [node.text_content() for node in root.xpath(_HEADINGS)]),
        *differences(
            _("Caption"), wanted.captions, [node.text_content() for node in root.xpath("//caption|//figcaption")]
        ),
        *differences(_("Alternative text"), wanted.alts, root.xpath("//img/@alt")),
        *differences(_("Value"), wanted.values, values),
        *grid_differences(wanted.grids, [grid_of(table) for table in root.iter("table")]),
        *language_differences(wanted.foreign, text_by_language(foreign)),
        *not_found(wanted.texts, root.text_content()),
        *not_found(wanted.footnotes, footnotes),
    ]


def _read_aloud(root: HtmlElement) -> str:
    """The text of the page with the alternative text of every picture in the picture's place; notes are gone."""
    for image in root.iter("img"):
        image.text = image.get("alt")
    return str(root.text_content())
