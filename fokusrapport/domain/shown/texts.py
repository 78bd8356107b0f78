"""Whether a report shows a text at all: what it does not show is no part of a comparison, and is kept nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fokusrapport.blocks import Area, CardItem, Cell, Paragraph
from fokusrapport.blocktree import text_of, walk
from fokusrapport.domain.edition import EditionData
from fokusrapport.params.models import Said as Text
from fokusrapport.subject import Said


@dataclass(frozen=True)
class ShownTexts:
    """Every paragraph and table cell of some areas."""

    edition: EditionData
    all: str

    @classmethod
    def of(cls, edition: EditionData, areas: Iterable[Area]) -> ShownTexts:
        """Those of these areas."""
        nodes = walk(tuple(areas))
        return cls(edition, "\n".join(text_of(node.children) for node in nodes if isinstance(node, Paragraph | Cell)))

    def text(self, given: Text | None) -> str:
        """A text in the report's language where the report shows it; else nothing."""
        text = self.edition.text(given) if given else ""
        return text if text.strip() and text.rstrip(". ") in self.all else ""

    def said(self, **given: Text | None) -> Iterator[Said]:
        """Those of the texts that are shown, by what they are called in the report."""
        words = self.edition.language
        names = {
            "comment": words.gettext("Comment"),
            "explanation": words.gettext("Why the result is as it is"),
            "action": words.gettext("What is done about it"),
            "owner": words.gettext("Responsible"),
            "due": words.gettext("Deadline"),
            "answer": words.gettext("What has come of it"),
        }
        for name, each in given.items():
            if text := self.text(each):
                yield Said(term=names[name], text=text)


def item_said(item: CardItem) -> Said:
    """An item of a card as texts."""
    return Said(term=item.term, text=text_of(item.children))
