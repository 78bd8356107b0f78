"""From an executed notebook to an area of the chapter: cells to blocks, with every fault at once."""

from __future__ import annotations

import ast
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from nbformat import NotebookNode
from pydantic import ValidationError

from fokusrapport.blocks import (
    VALUE_MIME,
    Area,
    Block,
    Chapter,
    CrossReference,
    Figure,
    Footnote,
    FrontMatter,
    Heading,
    Table,
    Value,
)
from fokusrapport.blocktree import text_of, walk
from fokusrapport.errors import DocumentRefused, Fault
from fokusrapport.i18n import _
from fokusrapport.params.checks_models import Content
from fokusrapport.pipeline.assemble import assemble
from fokusrapport.pipeline.cellchecks import check_levels, check_rows, refuse_plain_results
from fokusrapport.pipeline.cells import METADATA_KEY, CellPlace, tags_of
from fokusrapport.pipeline.inlines import CellContext
from fokusrapport.pipeline.markdown import to_blocks
from fokusrapport.pipeline.notebook import (
    INJECTED_TAG,
    PARAMETERS_TAG,
    EditionKey,
    cells_of,
    declared_parameters,
)
from fokusrapport.pipeline.outputs import Warned, read_code_cell
from fokusrapport.pipeline.translations import in_language, original_of, translation_from, with_notice
from fokusrapport.variables import LAB_METADATA_VARIABLE

_HIDDEN_TAGS = {"remove-cell", PARAMETERS_TAG, INJECTED_TAG}


@dataclass
class _Reading:
    """What has been read so far of one notebook."""

    blocks: list[Block] = field(default_factory=list)
    footnotes: list[Footnote] = field(default_factory=list)
    warned: list[Warned] = field(default_factory=list)
    places: dict[str, CellPlace] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    untranslated: list[Fault] = field(default_factory=list)
    after_notice: bool = False


@dataclass(frozen=True)
class ReadArea:
    """An area read from its notebook, what is wrong with it, and what the notebook warned about.

    `places` tells where a label was given («fig-x») and where it was referred to («@fig-x»). `untranslated` are the
    captions and alternative texts in another language than the report's. `content` is the fingerprint of what readers
    see of it, taken where the area is whole.
    """

    area: Area
    faults: tuple[Fault, ...]
    warnings: tuple[str, ...]
    places: Mapping[str, CellPlace] = field(default_factory=dict)
    untranslated: tuple[Fault, ...] = ()
    content: Content | None = None


def read_area(notebook: NotebookNode, area_id: str, shown_as: str, code: str) -> ReadArea:
    """The area in an executed notebook; `code` is the language of the report."""
    reading = _Reading()
    for position, cell in visible_cells(notebook):
        place = CellPlace.of(shown_as, position, cell)
        context = CellContext(
            place,
            code,
            stored_values(cell),
            reading.faults,
            untranslated=reading.untranslated,
            original=original_of(cell),
            translation_from=translation_from(cell),
        )
        _read_cell(cell, context, reading)
    title = _take_title(reading, shown_as)
    area = Area(id=area_id, title=title, blocks=tuple(reading.blocks), footnotes=tuple(reading.footnotes))
    warnings = tuple(warned.text.strip() for warned in reading.warned)
    return ReadArea(area, tuple(reading.faults), warnings, reading.places, tuple(reading.untranslated))


def visible_cells(notebook: NotebookNode) -> Iterator[tuple[int, NotebookNode]]:
    """The cells that the report shows anything of, with their position."""
    for position, cell in enumerate(notebook.cells):
        if _HIDDEN_TAGS.isdisjoint(tags_of(cell)):
            yield position, cell


def _read_cell(cell: NotebookNode, context: CellContext, reading: _Reading) -> None:
    blocks: tuple[Block, ...] = ()
    if cell.cell_type == "markdown":
        refuse_plain_results(cell, context)
        blocks, footnotes = to_blocks(cell.source, context)
        if context.original:
            blocks, footnotes = _as_original(blocks, footnotes, context, reading)
        reading.footnotes.extend(footnotes)
        reading.after_notice = bool(context.original)
    elif cell.cell_type == "code":
        shown, warned = read_code_cell(cell, context)
        blocks = tuple(shown)
        reading.after_notice &= not blocks
        reading.warned.extend(warned)
        reading.footnotes.extend(context.footnotes)
    check_levels(blocks, reading.blocks, context)
    check_rows(blocks, context)
    _note_places(blocks, context.place, reading)
    made_by = {"cell": cell.get("id", "")}
    reading.blocks.extend(block.model_copy(update=made_by) for block in blocks)


def _as_original(
    blocks: tuple[Block, ...], footnotes: tuple[Footnote, ...], context: CellContext, reading: _Reading
) -> tuple[tuple[Block, ...], tuple[Footnote, ...]]:
    """The text of a cell that is not translated, marked with its language; of several in a row the first says so."""
    own = context.original
    notes = tuple(note.model_copy(update={"children": in_language(note.children, own)}) for note in footnotes)
    marked = in_language(blocks, own)
    return (marked if reading.after_notice else with_notice(marked, own, context.language)), notes


def _note_places(blocks: tuple[Block, ...], place: CellPlace, reading: _Reading) -> None:
    for node in walk(blocks):
        if isinstance(node, CrossReference):
            reading.places.setdefault(f"@{node.label}", place)
        elif isinstance(node, Figure | Table):
            reading.places[node.label] = place


def _take_title(reading: _Reading, shown_as: str) -> str:
    """The title (the first heading, level 1) is taken out of the blocks; a notebook without one is a fault."""
    if reading.blocks and isinstance(first := reading.blocks[0], Heading) and first.level == 1:
        del reading.blocks[0]
        return text_of(first.children)
    reading.faults.append(
        Fault(
            shown_as,
            what=_("The notebook does not begin with a title."),
            allowed=_("a Markdown cell «# Title» before everything else that is shown"),
        )
    )
    return shown_as


def stored_values(cell: NotebookNode) -> dict[str, Value]:
    """The inline values stored in a Markdown cell, by expression; those that failed are left out."""
    entries = cell.metadata.get("user_expressions", ())
    return {entry["expression"]: value for entry in entries if (value := _stored_value(entry["result"])) is not None}


def _stored_value(result: Mapping[str, Any]) -> Value | None:
    if result.get("status") != "ok":
        return None
    data = result["data"]
    if VALUE_MIME in data:
        try:
            return Value.model_validate(data[VALUE_MIME])
        except ValidationError:
            return None
    text = data.get("text/markdown", data.get("text/plain"))
    # A plain Python string is shown as itself, not as its repr with quotes.
    return None if text is None else Value(text=_unquoted(text))


def _unquoted(text: str) -> str:
    if text[:1] in "'\"":
        try:
            literal = ast.literal_eval(text)
        except (SyntaxError, ValueError):
            return text
        return literal if isinstance(literal, str) else text
    return text


def chapter_from_notebook(notebook: NotebookNode, resources: Mapping[str, Any] | None = None) -> Chapter:
    """The chapter of one executed notebook, for `jupyter nbconvert` and JupyterLab's *Save and Export As*.

    The front matter is what the build stored in the notebook; a notebook run by hand gets that of the edition that
    JupyterLab was opened for, or else a plain one.
    Raises DocumentRefused with every fault.
    """
    name = (resources or {}).get("metadata", {}).get("name", "notebook")
    stored = notebook.metadata.get(METADATA_KEY) or json.loads(os.environ.get(LAB_METADATA_VARIABLE, "{}"))
    front = FrontMatter.model_validate(stored["front"]) if "front" in stored else _plain_front(notebook)
    key = EditionKey(stored.get("municipality", front.municipality), front.year, front.language)
    kept = [cell for _position, cell in cells_of(notebook, key)]
    notebook = NotebookNode({**notebook, "cells": kept})
    read = read_area(notebook, stored.get("area", name), f"{name}.ipynb", front.language)
    chapter, faults = assemble(front, (read.area,), {read.area.id: read.places})
    if every := (*read.faults, *faults):
        raise DocumentRefused(_("The notebook cannot be made into a report."), every)
    return chapter


def _plain_front(notebook: NotebookNode) -> FrontMatter:
    declared, _faults = declared_parameters(notebook, "")
    injected, _faults = declared_parameters(notebook, "", INJECTED_TAG)  # papermill's cell, when it has run
    declared |= injected
    year = declared.get("year")
    return FrontMatter(
        title="",
        municipality=str(declared.get("municipality", "")),
        municipality_number="",
        year=year if isinstance(year, int) else 0,
        language=str(declared.get("language", "nb")),
        kind="",
        state="draft",
        date=f"{year}-12-31" if isinstance(year, int) else "2000-01-01",
    )
