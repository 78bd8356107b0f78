"""Areas put together to a chapter: anchors, numbers of figures, tables and footnotes, references resolved."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
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
)
from fokusrapport.blocktree import text_of, transform, walk
from fokusrapport.errors import Fault
from fokusrapport.i18n import Language, _, language
from fokusrapport.params.nearest import nearest


@dataclass
class _Numbers:
    """Running numbers and the names already taken."""

    words: Language
    labels: dict[str, str] = field(default_factory=dict)
    anchors: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)
    figures: int = 0
    tables: int = 0
    footnotes: int = 0


def slug(text: str) -> str:
    """A readable anchor: lower case, letters and digits, words joined by hyphens; æ ø å are kept readable."""
    text = text.lower().replace("æ", "ae").translate(str.maketrans("øåđŋŧ", "oadnt"))
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-") or "del"


def assemble(front: FrontMatter, areas: Iterable[Area]) -> tuple[Chapter, list[Fault]]:
    """The chapter with everything numbered over the whole document, and what does not hold together."""
    numbers = _Numbers(language(front.language))
    areas = tuple(areas)
    for area in areas:
        numbers.anchors[area.id] += 1
    numbered = tuple(_number_area(area, numbers) for area in areas)
    resolved = tuple(_resolve_area(area, numbers) for area in numbered)
    return Chapter(front=front, areas=resolved), numbers.faults


def _number_area(area: Area, numbers: _Numbers) -> Area:
    def number(node: BaseModel) -> BaseModel:
        match node:
            case Heading():
                return node.model_copy(update={"anchor": _anchor(node, area, numbers)})
            case Figure():
                numbers.figures += 1
                text = numbers.words.gettext("figure {number}").format(number=numbers.figures)
                label = _label(node.label, f"fig-{area.id}-{numbers.figures}", text, area, numbers)
                # The table of a figure's numbers belongs to the figure and has no number of its own.
                return node.model_copy(update={"number": numbers.figures, "label": label})
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


def _mark_inner_table(node: BaseModel) -> BaseModel:
    if isinstance(node, Figure) and node.table is not None:
        return node.model_copy(update={"table": node.table.model_copy(update={"label": _INNER})})
    return node


def _anchor(heading: Heading, area: Area, numbers: _Numbers) -> str:
    name = f"{area.id}-{slug(text_of(heading.children))}"
    numbers.anchors[name] += 1
    count = numbers.anchors[name]
    return name if count == 1 else f"{name}-{count}"


def _label(given: str, default: str, text: str, area: Area, numbers: _Numbers) -> str:
    label = given or default
    if label in numbers.labels:
        what = _("The label «{label}» is used twice.").format(label=label)
        numbers.faults.append(Fault(_notebook(area), what=what, allowed=_("a label of its own for each")))
    numbers.labels[label] = text
    return label


def _notebook(area: Area) -> str:
    return f"notebooks/{area.id}.ipynb"


def _resolve_area(area: Area, numbers: _Numbers) -> Area:
    footnotes = _number_footnotes(area, numbers)
    by_key = {note.key: note.number for note in footnotes}

    def resolve(node: BaseModel) -> BaseModel:
        match node:
            case CrossReference():
                return node.model_copy(update={"text": _reference_text(node.label, area, numbers)})
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
        begins = not before or _SENTENCE_END.search(before)
        if begins and isinstance(inline, CrossReference):
            inline = inline.model_copy(update={"text": inline.text[:1].upper() + inline.text[1:]})  # noqa: PLW2901
        found.append(inline)
        if not isinstance(inline, FootnoteReference):  # its mark stands between the full stop and the next sentence
            before += text_of((inline,))
    return tuple(found)


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
            numbers.faults.append(Fault(_notebook(area), what=what, allowed=f"[^{key}]: …"))
    return tuple(numbered)


def _reference_text(label: str, area: Area, numbers: _Numbers) -> str:
    if label not in numbers.labels:
        what = _("@{label} refers to a figure or table that is not there.").format(label=label)
        known = sorted(numbers.labels)
        numbers.faults.append(
            Fault(_notebook(area), what=what, allowed=", ".join(known), nearest=nearest(label, known))
        )
    return numbers.labels.get(label, label)
