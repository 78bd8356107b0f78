"""The page that says how accessible a report is: what was checked when it was built, and what nobody has checked."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence

from fokusrapport.blocks import (
    Area,
    Block,
    Chapter,
    FrontMatter,
    Heading,
    Inlines,
    Link,
    ListBlock,
    Paragraph,
    Text,
    plain,
)
from fokusrapport.errors import Fault
from fokusrapport.i18n import Language, language
from fokusrapport.pipeline.assemble import assemble

_AREA_ID = "tilgjengelighet"
_STATUS_PAGE = "https://uustatus.no"


def statement(front: FrontMatter, problems: Sequence[Fault]) -> Chapter:
    """The statement as a chapter of one area; `problems` are what the checks of this build found."""
    words = language(front.language)
    title = words.gettext("Accessibility of this report")
    area = Area(id=_AREA_ID, title=title, blocks=tuple(_blocks(front, words, problems)))
    chapter, _faults = assemble(front, [area])  # nothing in it refers to anything
    return chapter


def _blocks(front: FrontMatter, words: Language, problems: Sequence[Fault]) -> Iterable[Block]:
    _ = words.gettext
    yield _said(
        _(
            "The report is made so that everyone can read it: on a phone and on a wide screen, with keyboard, "
            "magnification and screen reader, as a web page and as PDF. Our measure is WCAG 2.1 at level AA for the "
            "web pages, and PDF/UA-1 and PDF/A-2a for every PDF."
        ),
        lead=True,
    )
    date = words.date(dt.date.fromisoformat(front.date))
    yield _said(_("This page belongs to the report dated {date}.").format(date=date))
    yield _heading(_("What was checked when this report was built"))
    yield _said(_result(words, problems))
    if problems:
        # What the checks say is written for the person at the keyboard, in another language than the report perhaps.
        found = Counter(problem.file for problem in problems)
        yield _list([f"{file}: {words.number(count)}" for file, count in sorted(found.items())])
    yield _list(_checked_in_build(words))
    yield _heading(_("What is checked in the program that makes the reports"))
    yield _list(_checked_in_program(words))
    yield _heading(_("What no program can check"))
    yield _list(_unchecked(words))
    yield _heading(_("Tell us"))
    yield Paragraph(children=_contact(front, words))


def _result(words: Language, problems: Sequence[Fault]) -> str:
    if problems:
        return words.gettext("The checks found faults in these files. A final report with faults is not published.")
    return words.gettext(
        "Every page, PDF, Word document and workbook was read back after it was made. The checks found no faults."
    )


def _checked_in_build(words: Language) -> list[str]:
    """What `readback_html`, `readback_pdf` and `params.contrast` look at."""
    _ = words.gettext
    return [
        _("Language, title, and headings without skipped levels, on every page and in every PDF."),
        _("Tables with caption and header cells that say which cells they are about."),
        _("Every chart and picture with a text in words; the report's own charts also with their numbers as a table."),
        _("The same headings, captions, table cells and alternative texts in web page and PDF."),
        _("Links that lead somewhere, and nothing fetched from other sites."),
        _("The contrast of the report's colours: at least 4.5 to 1 for text, 3 to 1 for marks."),
        _("PDF/UA-1 and PDF/A-2a, rule by rule."),
    ]


def _checked_in_program(words: Language) -> list[str]:
    """What the tests look at in a real browser, on every page of the editions that come with the program."""
    _ = words.gettext
    return [
        _("All rules of axe-core for WCAG 2.0, 2.1 and 2.2 at levels A and AA, and its best practices."),
        _("Pages 320 pixels wide and magnified to 400 percent: nothing is lost, and only wide tables scroll sideways."),
        _("Everything can be reached and used with the keyboard, and one sees where one is."),
        _("Nothing is told by colour alone: symbols and words remain in shades of grey."),
        _("Nothing moves by itself."),
    ]


def _unchecked(words: Language) -> list[str]:
    _ = words.gettext
    return [
        _("Whether the language is plain, and whether an author's own alternative text says what matters."),
        _("Pictures and charts that an author has drawn without the report's own charts."),
        _("How people who use screen readers every day experience the report. No such test has been made."),
    ]


def _contact(front: FrontMatter, words: Language) -> Inlines:
    told = words.gettext("Is something hard to read or use? Tell {municipality}, and say which page it is on.")
    more = words.gettext("Norwegian municipalities publish their formal statements of accessibility on")
    link = Link(href=_STATUS_PAGE, children=plain("uustatus.no"))
    sentence = told.format(municipality=front.municipality)
    return (Text(text=f"{sentence} {more} "), link, Text(text="."))


def _said(text: str, *, lead: bool = False) -> Paragraph:
    return Paragraph(children=plain(text), lead=lead)


def _heading(text: str) -> Heading:
    return Heading(level=2, children=plain(text))


def _list(items: Iterable[str]) -> ListBlock:
    return ListBlock(items=tuple((_said(item),) for item in items))
