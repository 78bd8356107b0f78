"""What a report is called, in HTML and PDF alike: its title, its edition and state, what stands on every page."""

from __future__ import annotations

from fokusrapport.blocks import Chapter, FrontMatter
from fokusrapport.i18n import language


def document_title(chapter: Chapter) -> str:
    """The title that a browser tab or a PDF reader shows; a notebook run by hand has no municipality or year."""
    front = chapter.front
    title = chapter.areas[0].title if len(chapter.areas) == 1 else front.title
    edition = " ".join(filter(None, (front.municipality, str(front.year or ""))))
    return " – ".join(filter(None, (title, edition)))


def edition_parts(chapter: Chapter) -> tuple[str, ...]:
    """What stands under the title: kind of report and year, and whether it is a draft; an area's page names the report.

    «Årsrapport 2015», «Utkast».
    """
    front = chapter.front
    kind = f"{front.kind[:1].upper()}{front.kind[1:]} {front.year or ''}".strip()
    report = front.title if len(chapter.areas) == 1 else ""
    return tuple(filter(None, (report, kind, state_word(front))))


def running_head(front: FrontMatter) -> str:
    """What stands on top of every page of paper: title and year."""
    return " · ".join(filter(None, (front.title, str(front.year or ""))))


def state_word(front: FrontMatter) -> str:
    """Whether the report is a draft or final, in a word."""
    words = language(front.language)
    return words.gettext("Draft") if front.state == "draft" else words.gettext("Final")


def notice(front: FrontMatter) -> str:
    """What must stand on every page: always that a draft is one, and the edition's own notice."""
    draft = state_word(front) if front.state == "draft" else ""
    return " · ".join(filter(None, (draft, front.notice)))
