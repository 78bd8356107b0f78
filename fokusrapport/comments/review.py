"""A draft as one page for reviewers, comments and all: a file that is sent, read without a server, and comes back."""

from __future__ import annotations

from pathlib import Path

from fokusrapport.blocks import Chapter
from fokusrapport.comments.files import put
from fokusrapport.comments.page import comments_layer
from fokusrapport.comments.store import Store
from fokusrapport.comments.texts import texts_of
from fokusrapport.errors import BuildFailed
from fokusrapport.i18n import _, language
from fokusrapport.pipeline.alternates import folder_of
from fokusrapport.pipeline.html import render_html


def review_page(store: Store, chapter: Chapter, address: str = "") -> str:
    """The page of a chapter with its comments; with an address, of a server that keeps what is said."""
    scope, words = scope_of(store, chapter), language(chapter.front.language)
    layer = comments_layer(store.read().threads, texts_of(chapter), scope, words, address)
    return render_html(chapter, layers=(layer,))


def scope_of(store: Store, chapter: Chapter) -> str:
    """What comments on a page are on: the edition, and its language where that is not the main one."""
    return "/".join(filter(None, (store.edition, folder_of(chapter.front).rstrip("/"))))


def write_review(store: Store, chapter: Chapter) -> Path:
    """Put the page beside the report, never in it: `reports/<municipality>/<year>.<name>.html`."""
    words = language(chapter.front.language)
    suffix = "" if not folder_of(chapter.front) else f".{chapter.front.language}"
    path = store.root / "reports" / f"{store.edition}.{words.gettext('comments')}{suffix}.html"
    page = review_page(store, chapter).encode()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        put(path, page)
    except OSError as error:
        what = _("The page could not be written to {place}: {reason}.")
        raise BuildFailed(what.format(place=path, reason=error.strerror or error)) from error
    return path
