"""One file that is not the same: where, how, and what is likely why."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from fokusrapport.i18n import _


@dataclass(frozen=True)
class Difference:
    """One file that is not the same, where it first differs, what stands there in both, and why.

    `what` is known (the file is missing; it was changed afterwards); `cause` is a guess from what the texts look like.
    """

    file: str
    place: str = ""
    published: str | None = None
    rebuilt: str | None = None
    what: str = ""
    cause: str = ""
    more: int = 0

    def as_json(self) -> dict[str, object]:
        """The difference as plain values."""
        return asdict(self)

    def lines(self) -> list[str]:
        """The difference as lines of text: the file with the place and what is known, then both texts, then a guess."""
        nothing = _("(nothing)")
        told = [", ".join(filter(None, (self.file, self.place))) + (f": {self.what}" if self.what else "")]
        if self.published is not None or self.rebuilt is not None:
            texts = [nothing if text is None else f"«{text}»" for text in (self.published, self.rebuilt)]
            told += [
                "    " + _("published: {text}").format(text=texts[0]),
                "    " + _("rebuilt: {text}").format(text=texts[1]),
            ]
        if self.more:
            told.append("    " + _("and in more places of this file: {count}").format(count=self.more))
        if self.cause:
            told.append("    " + _("likely cause: {cause}").format(cause=self.cause))
        return told
