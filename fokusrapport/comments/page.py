"""Comments laid over the page of a draft: shown beside the words, written, answered and settled there."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from fokusrapport.comments.model import AROUND
from fokusrapport.comments.placed import placed
from fokusrapport.comments.texts import Texts
from fokusrapport.comments.thread import Thread
from fokusrapport.i18n import Language
from fokusrapport.pipeline.layers import Layer


def comments_layer(threads: Sequence[Thread], texts: Texts, scope: str, language: Language, address: str = "") -> Layer:
    """The layer with the comments of a scope («kristiansund/2016», «kristiansund/2016/nn») where they stand in texts.

    What is said is sent to `address`; a page without one keeps it, and saves it in a file.
    """
    return Layer(
        name="comments",
        style=_template("comments.css"),
        script=_template("comments.js"),
        data={
            **told(threads, texts, scope),
            "scope": scope,
            "areas": list(texts),
            "address": address,
            "around": AROUND,
            "words": page_words(language),
        },
        asks=bool(address),
    )


def told(threads: Sequence[Thread], texts: Texts, scope: str) -> dict[str, object]:
    """The comments as the page takes them, at first and after every word that is said.

    A page of one area tells of that area's alone: the words of the others are not gone.
    """
    own = [one for one in threads if len(texts) != 1 or one.place.area in texts]
    return {"threads": [one.as_json() for one in placed(own, texts, scope)]}


def forget_layers() -> None:
    """Read the page's own style sheet and script anew when they are next needed: somebody has changed them."""
    _template.cache_clear()


@lru_cache
def _template(name: str) -> str:
    return files("fokusrapport").joinpath(f"templates/{name}").read_text(encoding="utf-8")


def page_words(language: Language) -> dict[str, object]:
    """What the page says about comments, in the report's language."""
    _ = language.gettext
    return {
        "comments": _("Comments"),
        "comment": _("Comment on the marked words"),
        "whole": _("Comment on this passage"),
        "commentOn": _("Comment on «{words}»"),
        "commentBy": _("Comment by {name}"),
        "name": _("Your name"),
        "text": _("Your comment"),
        "send": _("Keep the comment"),
        "cancel": _("Cancel"),
        "answer": _("Answer"),
        "resolve": _("Mark as settled"),
        "reopen": _("Open again"),
        "toText": _("Go to the words"),
        "toList": _("Go to the list of comments"),
        "hideResolved": _("Hide settled comments"),
        "count": _("{open} open of {all}"),
        "save": _("Save the comments"),
        "file": _("comments"),
        "saved": _("The file is saved. Send it to whoever makes the report."),
        "sent": _("The comment is kept."),
        "keptHere": _("The comment is kept in this browser. Save the comments when you are done."),
        "notKept": _("This browser keeps nothing: save the comments before you close the page."),
        "finishFirst": _("Keep or cancel the comment you are writing first."),
        "failed": _("The comment could not be kept."),
        "needsName": _("Write your name."),
        "needsText": _("Write a comment."),
        "markFirst": _("Mark some words first."),
        "detached": _("These words are no longer in the text."),
        "wasResolved": _("Marked as settled"),
        "wasReopened": _("Opened again"),
        "leaveOut": _("Suggests to leave this out"),
        "noWords": _("Marked without a comment"),
        "states": {"open": _("Open"), "resolved": _("Settled"), "detached": _("Words gone")},
    }
