"""Changes in words: for the terminal in the language of whoever sits there, for the page in the report's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fokusrapport.changes.model import Change, Changes, Detail, Kind, Part
from fokusrapport.i18n import Language

_LONG = 300


@dataclass(frozen=True)
class Telling:
    """Tells of changes in a language."""

    words: Language

    def kinds(self) -> Mapping[Kind, str]:
        """What each kind of change is called, in the order they are counted."""
        words = self.words
        return {
            "value": words.gettext("Result changed"),
            "status": words.gettext("Status changed"),
            "requirement": words.gettext("Requirement changed"),
            "definition": words.gettext("Definition changed"),
            "remark": words.gettext("Comment or explanation changed"),
            "indicator_new": words.gettext("New indicator"),
            "indicator_gone": words.gettext("Indicator gone"),
            "tracked_status": words.gettext("New status of what was promised or recommended"),
            "tracked_text": words.gettext("Other words of what is promised or recommended"),
            "tracked_new": words.gettext("New promise, action or recommendation"),
            "tracked_gone": words.gettext("Promise, action or recommendation gone"),
            "numbers": words.gettext("Text stands unchanged around changed numbers"),
            "prose": words.gettext("Text changed"),
            "text_new": words.gettext("New text"),
            "text_gone": words.gettext("Text gone"),
            "moved": words.gettext("Moved"),
            "table": words.gettext("Table changed"),
            "table_new": words.gettext("New table"),
            "table_gone": words.gettext("Table gone"),
            "figure": words.gettext("Figure changed"),
            "figure_new": words.gettext("New figure"),
            "figure_gone": words.gettext("Figure gone"),
            "area_new": words.gettext("New area"),
            "area_gone": words.gettext("Area gone"),
            "area_moved": words.gettext("Area moved"),
            "area_title": words.gettext("Area has another title"),
            "area_unbuilt": words.gettext("Area could not be built in one of them, and is not compared"),
        }

    def counted(self, changes: Changes) -> list[tuple[str, int]]:
        """How many there are of each kind that there is."""
        counts = Counter(change.kind for change in changes.all)
        return [(name, counts[kind]) for kind, name in self.kinds().items() if counts[kind]]

    def lines(self, changes: Changes) -> Iterator[str]:
        """Everything as lines of text, by area."""
        yield self.compared(changes)
        if not changes.all:
            yield "  " + self.words.gettext("Nothing has changed.")
            return
        yield "  " + ", ".join(f"{name}: {count}" for name, count in self.counted(changes))
        for area in changes.areas:
            yield ""
            yield area.title if area.title.lower() == area.area else f"{area.title} ({area.area})"
            for change in area.changes:
                yield from (f"  {line}" for line in self.change(change))

    def compared(self, changes: Changes) -> str:
        """What is compared with what."""
        return self.words.gettext("{old} → {new}").format(old=changes.old.name, new=changes.new.name)

    def change(self, change: Change) -> Iterator[str]:
        """One change: what kind, of what, and beneath it what changed."""
        yield self.headline(change)
        yield from (f"  {self.detail(detail)}" for detail in change.details)
        if change.kind in ("prose", "area_title") and change.parts:
            yield "  " + self.marked(change.parts)

    def headline_name(self, change: Change) -> str:
        """What kind of change it is, and of what."""
        return f"{self.kinds()[change.kind]}: {self._what(change)}".removesuffix(": ")

    def headline(self, change: Change) -> str:
        """A change in one line."""
        told = self.headline_name(change)
        if change.kind in ("text_new", "text_gone", "prose", "area_title"):
            return told
        if change.kind == "moved":
            return told if change.before == change.after else f"{told} ({change.before} → {change.after})"
        if change.before or change.after:
            return f"{told}: {self._from_to(change)}"
        return told

    def _what(self, change: Change) -> str:
        """What changed, as readers know it, and by which id it is found."""
        if change.kind in ("text_new", "text_gone"):
            return _quoted(change.after or change.before)
        if change.kind == "moved":
            return _quoted(change.name)
        if change.kind == "numbers" and not change.name:
            return ""
        year = f" {change.year}" if change.year else ""
        found = f"{_quoted(change.name)}{year}" if change.name else ""
        return f"{found} [{change.id}]" if change.id and found else found

    def _from_to(self, change: Change) -> str:
        if change.kind in ("indicator_new", "indicator_gone", "tracked_new", "tracked_gone"):
            return change.after or change.before
        return self.from_to(change.before, change.after)

    def from_to(self, before: str, after: str) -> str:
        """«4,3 → 4,5», with words where there is nothing."""
        nothing = self.words.gettext("(nothing)")
        return f"{before or nothing} → {after or nothing}"

    def detail(self, detail: Detail) -> str:
        """One of several things that changed."""
        told = self.from_to(detail.before, detail.after)
        where = f"«{detail.where}»" if detail.where.endswith((".", "!", "?")) else detail.where  # a whole sentence
        return f"{where}: {told}" if where else told

    def marked(self, parts: tuple[Part, ...]) -> str:
        """Changed text as it reads, with words where it changed."""
        inserted, deleted = self.words.gettext("[added: {text}]"), self.words.gettext("[removed: {text}]")
        told = []
        for part in parts:
            if part.kind == "inserted":
                told.append(inserted.format(text=part.text))
            elif part.kind == "deleted":
                told.append(deleted.format(text=part.text))
            elif part.changed:
                told.append(f"{deleted.format(text=part.before)} {inserted.format(text=part.text)}")
            else:
                told.append(part.text)
        return "".join(told).strip()


def _quoted(text: str) -> str:
    short = " ".join(text.split())
    return f"«{short}»" if len(short) <= _LONG else f"«{short[:_LONG].rsplit(' ', 1)[0]} …»"
