"""Areas put together to a chapter: anchors, numbers of figures, tables and footnotes, references resolved."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel

from fokusrapport.blocks import (
    Area,
    Chapter,
    CrossReference,
    Figure,
    Footnote,
    FootnoteReference,
    FrontMatter,
    Heading,
    Inline,
    Inlines,
    Paragraph,
    Table,
    plain,
)
from fokusrapport.blocktree import text_of, transform, walk
from fokusrapport.errors import Fault
from fokusrapport.i18n import Language, _, language
from fokusrapport.params.nearest import nearest
from fokusrapport.pipeline.cells import CellPlace


@dataclass
class _Numbers:
    """Running numbers and the names already taken."""

    words: Language
    labels: dict[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, Mapping[str, CellPlace]] = field(default_factory=dict)
    anchors: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    figures: int = 0
    tables: int = 0
    footnotes: int = 0

    def fault(self, area: Area, key: str, what: str, *, allowed: str = "", near: str = "") -> None:
        """Take down a fault at the cell where the label or reference stands, or else at the notebook."""
        place = self.places.get(area.id, {}).get(key)
        notebook = Fault(f"notebooks/{area.id}.ipynb", what=what, allowed=allowed, nearest=near)
        self.faults.append(place.fault(what, allowed, near) if place else notebook)


def slug(text: str) -> str:
    """A readable anchor: lower case, letters and digits, words joined by hyphens; æ ø å are kept readable."""
    text = text.lower().replace("æ", "ae").translate(str.maketrans("øåđŋŧ", "oadnt"))
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-") or "del"


def assemble(
    front: FrontMatter, areas: Iterable[Area], places: Mapping[str, Mapping[str, CellPlace]] | None = None
) -> tuple[Chapter, list[Fault]]:
    """The chapter with everything numbered over the whole document, and what does not hold together.

    `places` tells, by area, in which cell a label is given («fig-x») and referred to («@fig-x»).
    """
    areas = tuple(areas)
    titles = {area.id: area.title for area in areas}
    numbers = _Numbers(language(front.language), titles=titles, places=places or {})
    numbers.anchors.update(area.id for area in areas)
    numbered = tuple(_number_area(area, numbers) for area in areas)
    resolved = tuple(_resolve_area(area, numbers) for area in numbered)
    return Chapter(front=front, areas=resolved), numbers.faults


def _number_area(area: Area, numbers: _Numbers) -> Area:
    def number(node: BaseModel) -> BaseModel:
        match node:
            case Heading():
                return node.model_copy(update={"anchor": _anchor(node, area, numbers)})
            case Paragraph() if node.anchor:
                return node.model_copy(update={"anchor": _first(node.anchor, numbers)})
            case Figure():
                numbers.figures += 1
                text = numbers.words.gettext("figure {number}").format(number=numbers.figures)
                label = _label(node.label, f"fig-{area.id}-{numbers.figures}", text, area, numbers)
                table = _named_after(node.table, text, numbers.words)
                return node.model_copy(update={"number": numbers.figures, "label": label, "table": table})
            case Table() if node.label != _INNER:
                numbers.tables += 1
                text = numbers.words.gettext("table {number}").format(number=numbers.tables)
                label = _label(node.label, f"tbl-{area.id}-{numbers.tables}", text, area, numbers)
                return node.model_copy(update={"number": numbers.tables, "label": label})
        return node

    blocks = transform(transform(area.blocks, _mark_inner_table), number)
    return area.model_copy(update={"blocks": blocks})


_INNER = "inner"
_SENTENCE_END = re.compile(r"[.?!…]\s+$")
_ABBREVIATED = re.compile(r"\b(?:jf|jfr|jmf|ca|bl\.\s?a|f\.\s?eks|t\.\s?ex|e\.g|i\.e|cf)\.\s+$", re.IGNORECASE)


def _named_after(table: Table | None, figure: str, words: Language) -> Table | None:
    """The table of a figure's numbers: it belongs to the figure, has no number of its own and says whose it is."""
    if table is None:
        return None
    caption = words.gettext("The numbers in {figure}").format(figure=figure)
    return table.model_copy(update={"caption": plain(caption)})


def _mark_inner_table(node: BaseModel) -> BaseModel:
    if isinstance(node, Figure) and node.table is not None:
        return node.model_copy(update={"table": node.table.model_copy(update={"label": _INNER})})
    return node


def _anchor(heading: Heading, area: Area, numbers: _Numbers) -> str:
    """The anchor a heading was given, else one made from its words."""
    name = heading.anchor or f"{area.id}-{slug(text_of(heading.children))}"
    numbered = (f"{name}-{count}" for count in itertools.count(2))
    free = next(anchor for anchor in itertools.chain((name,), numbered) if anchor not in numbers.anchors)
    numbers.anchors.add(free)
    return free


def _first(anchor: str, numbers: _Numbers) -> str:
    """The anchor where it stands for the first time, else none: what is told twice is one thing."""
    taken = anchor in numbers.anchors
    numbers.anchors.add(anchor)
    return "" if taken else anchor


def _label(given: str, default: str, text: str, area: Area, numbers: _Numbers) -> str:
    label = given or default
    kind = default[: len("fig-")]
    if not re.fullmatch(rf"{kind}[\w-]*\w", label):
        what = _("The label «{label}» cannot be referred to.").format(label=label)
        numbers.fault(area, label, what, allowed=_("«{kind}» and letters, digits, hyphens").format(kind=kind))
    if label in numbers.labels:
        what = _("The label «{label}» is used twice.").format(label=label)
        numbers.fault(area, label, what, allowed=_("a label of its own for each"))
    numbers.labels[label] = text
    return label


def _resolve_area(area: Area, numbers: _Numbers) -> Area:
    footnotes = _number_footnotes(area, numbers)
    by_key = {note.key: note.number for note in footnotes}

    def resolve(node: BaseModel) -> BaseModel:
        match node:
            case CrossReference():
                return node.model_copy(update={"text": _reference_text(node, area, numbers)})
            case FootnoteReference():
                return node.model_copy(update={"number": by_key.get(node.key, 0)})
            case Paragraph():
                return node.model_copy(update={"children": _capitalised(node.children)})
        return node

    blocks = transform(area.blocks, resolve)
    notes = transform(footnotes, resolve)
    return area.model_copy(update={"blocks": blocks, "footnotes": notes})


def _capitalised(inlines: Inlines) -> Inlines:
    """References that begin a sentence begin with a capital letter: «Tabell 2 viser …»."""
    found: list[Inline] = []
    before = ""
    for inline in inlines:
        begins = not before or _ends_sentence(before)
        if begins and isinstance(inline, CrossReference):
            inline = inline.model_copy(update={"text": inline.text[:1].upper() + inline.text[1:]})  # noqa: PLW2901
        found.append(inline)
        if not isinstance(inline, FootnoteReference):  # its mark stands between the full stop and the next sentence
            before += text_of((inline,))
    return tuple(found)


def _ends_sentence(text: str) -> bool:
    return bool(_SENTENCE_END.search(text)) and not _ABBREVIATED.search(text)


def _number_footnotes(area: Area, numbers: _Numbers) -> tuple[Footnote, ...]:
    """Footnotes in the order they are first referred to; one never referred to is a fault."""
    order = list(dict.fromkeys(node.key for node in walk(area.blocks) if isinstance(node, FootnoteReference)))
    by_key = {note.key: note for note in area.footnotes}
    numbered = []
    for key in order:
        if key in by_key:
            numbers.footnotes += 1
            numbered.append(by_key[key].model_copy(update={"number": numbers.footnotes}))
        else:
            what = _("The footnote [^{key}] is referred to, but not written.").format(key=key)
            numbers.fault(area, key, what, allowed=f"[^{key}]: …")
    return tuple(numbered)


def _reference_text(reference: CrossReference, area: Area, numbers: _Numbers) -> str:
    """«Tabell 3», the title of an area, or the words a reference brings to a part that was not built."""
    label = reference.label
    if found := numbers.titles.get(label, reference.text):
        return found
    if label not in numbers.labels:
        what = _("@{label} refers to a figure or table that is not there.").format(label=label)
        known = sorted(numbers.labels)
        numbers.fault(area, f"@{label}", what, allowed=", ".join(known), near=nearest(label, known))
    return numbers.labels.get(label, reference.text or label)
