"""Comments as lines of text, for the person at the keyboard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fokusrapport.comments.edition import Commented
from fokusrapport.comments.importing import Taken
from fokusrapport.comments.placed import Placed
from fokusrapport.comments.thread import RESOLVED
from fokusrapport.i18n import _


def lines(edition: Commented, found: Sequence[Placed]) -> Iterator[str]:
    """The comments as text: an area and its comments, each with its words, what was said, and what was answered."""
    area = ""
    for one in found:
        place = one.thread.place
        if place.area != area:
            area = place.area
            yield f"{place.scope}: {area}"
        comment = one.thread.comment
        yield "  " + "  ".join(
            (one.thread.id, _states()[one.state], comment.creator.name, f"{comment.created:%Y-%m-%d %H:%M}")
        )
        yield f"      {_place(one, edition)}"
        yield f"      {_text(comment.text, comment.motivation)}"
        for answer in one.thread.answers:
            said = f"{answer.creator.name}, {answer.created:%Y-%m-%d %H:%M}"
            yield f"        {said}: {_text(answer.text, answer.motivation)}"


def _place(one: Placed, edition: Commented) -> str:
    words = f"«{one.quote}»" if one.quote else _("(the cell as a whole)")
    if one.anchor is None:
        return _("{words} (no longer there)").format(words=words)
    numbers = edition.presents[one.thread.place.scope].numbers
    cell = _("cell {number}").format(number=numbers[one.thread.place.area, one.anchor.cell])
    how = {"same": "", "moved": _("moved"), "changed": _("rewritten")}[one.anchor.how]
    return ", ".join(filter(None, (words, cell, how)))


def _states() -> dict[str, str]:
    return {"open": _("open"), "resolved": _("settled"), "detached": _("detached")}


def _text(text: str, motivation: str) -> str:
    if motivation == "moderating":
        return _("(settled)") if text == RESOLVED else _("(opened again)")
    if text:
        return text
    return _("(suggests to leave this out)") if motivation == "editing" else _("(marked without words)")


def totals(edition: Commented) -> str:
    """How many comments there are of which kind."""
    counts = {state: sum(one.state == state for one in edition.found) for state in ("open", "detached", "resolved")}
    text = _("{edition}: {open} open, {detached} detached, {resolved} settled")
    return text.format(edition=edition.store.edition, **counts)


def taken_line(edition: str, taken: Taken) -> str:
    """What a file held."""
    text = _("{file}: {new} new for {edition}, {known} known")
    parts = [text.format(file=taken.file, new=taken.new, edition=edition, known=taken.known)]
    if taken.unplaced:
        parts.append(_("{count} on words that are not in the text").format(count=taken.unplaced))
    if taken.drawings:
        parts.append(_("{count} drawings without words left out").format(count=taken.drawings))
    return "; ".join(parts)
