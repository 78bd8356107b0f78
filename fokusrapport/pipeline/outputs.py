"""The outputs of a code cell as blocks: our own, Markdown, pictures with alt text, data frames."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode
from pydantic import ValidationError

from fokusrapport.blocks import (
    BLOCK_MIME,
    VALUE_MIME,
    Block,
    CodeBlock,
    Figure,
    Group,
    Inlines,
    Paragraph,
    ShownValue,
    Table,
    Value,
    block_from_json,
)
from fokusrapport.i18n import _
from fokusrapport.pipeline.alt_text import says_nothing
from fokusrapport.pipeline.cells import CellOptions, option_lines, read_options, tags_of
from fokusrapport.pipeline.frame_table import frame_table
from fokusrapport.pipeline.inlines import CellContext
from fokusrapport.pipeline.markdown import caption_inlines, to_blocks
from fokusrapport.pipeline.translations import as_written, marked_as, not_translated, untranslated_parts

DATA_RESOURCE_MIME = "application/vnd.dataresource+json"
_PLOT_REPR = re.compile(r"^\[?<(matplotlib|seaborn|Axes|Figure)|^Text\(|^\(array|^\[?array")


@dataclass(frozen=True)
class Warned:
    """Text a notebook wrote to standard error; no part of the report, but told to whoever builds it."""

    text: str


def read_code_cell(cell: NotebookNode, context: CellContext) -> tuple[list[Block], list[Warned]]:
    """The blocks a code cell adds to the report, and what it warned about; faults go to the context."""
    tags = tags_of(cell)
    options = read_options(cell.source, context.language, context.original)
    for fault in options.faults:
        context.fault(fault)
    blocks: list[Block] = []
    warned: list[Warned] = []
    if options.echo and "remove-input" not in tags:
        blocks.append(CodeBlock(text=option_lines(cell.source)[1].strip("\n"), language="python"))
    if "remove-output" in tags:
        return blocks, warned
    shows_picture = any(_picture(output.get("data", {})) for output in cell.outputs)
    for output in cell.outputs:
        if output.output_type == "stream" and output.name == "stderr":
            warned.append(Warned(output.text))
        elif output.output_type != "error" and not (shows_picture and _is_plot_repr(output)):
            blocks.extend(_output(output, options, context))
    return [_in_report(block, context) for block in blocks], warned


def _in_report(block: Block, context: CellContext) -> Block:
    """A figure or table as the report shows it; texts of it in another language are told."""
    if not isinstance(block, Figure | Table):
        return block
    if context.translation_from:
        return as_written(block, context.translation_from)
    if not context.original:
        return block
    for name, own in untranslated_parts(block):
        told = {"caption": _("the caption"), "alt": _("the alternative text")}[name]
        what = not_translated((context.language,), own)
        allowed = _("{part} in both languages: {{{own}: …, {code}: …}}")
        context.untranslated.append(
            context.place.fault(what, allowed.format(part=told, own=own, code=context.language))
        )
    return block


def _picture(data: dict[str, Any]) -> bool:
    return "image/svg+xml" in data or "image/png" in data


def _is_plot_repr(output: NotebookNode) -> bool:
    data = output.get("data", {})
    return set(data) == {"text/plain"} and bool(_PLOT_REPR.match(data["text/plain"]))


def _output(output: NotebookNode, options: CellOptions, context: CellContext) -> Iterator[Block]:
    data = output.get("data", {})
    if output.output_type == "stream":
        yield from _refuse_text(output.text, context)
    elif BLOCK_MIME in data:
        yield from _own_block(data[BLOCK_MIME], options, context)
    elif VALUE_MIME in data:
        yield from _own_value(data[VALUE_MIME], context)
    elif DATA_RESOURCE_MIME in data:
        yield from frame_table(data[DATA_RESOURCE_MIME], options, context)
    elif _picture(data):
        yield from _figure(data, options, context)
    elif "text/markdown" in data:
        blocks, footnotes = to_blocks(data["text/markdown"], context)
        context.footnotes.extend(footnotes)
        yield from blocks
    elif set(data) <= {"text/plain"}:
        yield from _refuse_text(data.get("text/plain", ""), context)
    else:
        kinds = ", ".join(sorted(kind for kind in data if kind != "text/plain"))
        context.fault(
            _("The document cannot carry this output ({kinds}).").format(kinds=kinds),
            _("blocks of the report's own functions, Markdown, pictures with alt text, tables (DataFrame)"),
        )


def _refuse_text(text: str, context: CellContext) -> Iterator[Block]:
    if text.strip():
        context.fault(
            _("The cell shows plain text («{text}»), which is no part of a report.").format(
                text=text.strip().splitlines()[0][:60]
            ),
            _("end the line with «;», remove print(), or give the cell the tag «remove-output»"),
        )
    yield from ()


def _own_block(data: object, options: CellOptions, context: CellContext) -> Iterator[Block]:
    try:
        block = block_from_json(data)
    except ValidationError:
        _refuse_other_version(context)
        return
    children = block.children if isinstance(block, Group) else (block,)
    told: set[type] = set()
    for child in children:
        # What the cell says is about the first figure or table: two of the same label could not be told apart.
        shown = child if type(child) in told else _with_options(child, options, context)
        if isinstance(shown, Figure):
            _check_alt(shown.alt, context)
        yield shown
        told.add(type(child))


def _own_value(data: object, context: CellContext) -> Iterator[Block]:
    try:
        value = Value.model_validate(data)
    except ValidationError:
        _refuse_other_version(context)
        return
    yield Paragraph(children=(ShownValue(value=value),))


def _refuse_other_version(context: CellContext) -> None:
    context.fault(_("The cell holds a block made by another version of fokusrapport."), _("run the notebook again"))


def _with_options(block: Block, options: CellOptions, context: CellContext) -> Block:
    """Label, caption and alt text written in the cell win over the block's own; none of them can be taken away."""
    changes: dict[str, tuple[str, object]] = {}
    if isinstance(block, Figure):
        changes = {"caption": ("fig-cap", options.figure_caption), "alt": ("fig-alt", options.figure_alt)}
    elif isinstance(block, Table):
        changes = {"caption": ("tbl-cap", options.table_caption)}
    for name, _given in changes.values():
        if name in options.empty:
            what = _("«{name}» is empty: a figure or table cannot do without it.").format(name=name)
            context.fault(what, _("a text, or no such line: the report then writes its own"))
    given = {key: value for key, (_name, value) in changes.items() if value}
    if "caption" in given:
        given["caption"] = _caption(str(given["caption"]), changes["caption"][0], options, context)
    if "alt" in given:
        given["alt_language"] = options.foreign.get("fig-alt", "")
    if options.label and changes:
        given["label"] = options.label
    if isinstance(block, Figure) and block.table and "caption" in given:
        given["table"] = block.table.model_copy(update={"caption": given["caption"]})
    return block.model_copy(update=given) if given else block


def _caption(text: str, name: str, options: CellOptions, context: CellContext) -> Inlines:
    """A caption of a cell's options, marked with its language where that is not the report's."""
    inlines, own = caption_inlines(text, context), options.foreign.get(name)
    return marked_as(inlines, own) if own else inlines


def _check_alt(alt: str, context: CellContext) -> None:
    if any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\r\t" for sign in alt):
        context.fault(_("The alt text holds a character that cannot be written."), _("letters, digits and signs"))
    if says_nothing(alt):
        context.fault(
            _("The alt text «{alt}» does not tell what the picture shows.").format(alt=alt),
            _("what a reader sees in it, in words: what it is about, what rose or fell, from what to what"),
        )


def _figure(data: dict[str, Any], options: CellOptions, context: CellContext) -> Iterator[Block]:
    if not options.figure_alt:
        context.fault(
            _("The picture has no alt text."),
            _("a line «#| fig-alt: what the picture shows» at the top of the cell"),
        )
    if not options.figure_caption:
        context.fault(_("The picture has no caption."), _("a line «#| fig-cap: …» at the top of the cell"))
    if not (options.figure_alt and options.figure_caption):
        return
    _check_alt(options.figure_alt, context)
    svg = data.get("image/svg+xml", "")
    yield Figure(
        label=options.label,
        caption=_caption(options.figure_caption, "fig-cap", options, context),
        alt=options.figure_alt,
        alt_language=options.foreign.get("fig-alt", ""),
        svg=svg,
        png="" if svg else "".join(data["image/png"].split()),
    )
