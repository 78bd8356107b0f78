"""What a cell of an executed notebook may not hold: jumps between headings, tables of nothing, what Python writes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nbformat import NotebookNode

from fokusrapport.blocks import VALUE_MIME, Block, Heading, Table
from fokusrapport.blocktree import text_of, walk
from fokusrapport.i18n import _
from fokusrapport.pipeline.inlines import CellContext

_YEAR_OR_COUNT = re.compile(r"-?\d{1,4}")


def check_levels(blocks: Sequence[Block], before: Sequence[Block], context: CellContext) -> None:
    """A heading may go one level deeper than the one before it, never more."""
    levels = [block.level for block in walk(tuple(before)) if isinstance(block, Heading)]
    previous = levels[-1] if levels else 0
    for block in walk(tuple(blocks)):
        if not isinstance(block, Heading):
            continue
        title = text_of(block.children)
        if not title.strip():
            context.fault(_("A heading has no text."), "#" * block.level + " …")
        if block.level > previous + 1:
            context.fault(
                _("The heading «{title}» is on level {level}, straight under level {previous}.").format(
                    title=title, level=block.level, previous=previous
                ),
                _("level {level} («{marks}»)").format(level=previous + 1, marks="#" * (previous + 1)),
            )
        if block.level == 1 and levels:
            context.fault(_("«{title}» is a second title; an area has one.").format(title=title), _("## for sections"))
        previous = block.level
        levels.append(previous)


def check_rows(blocks: Sequence[Block], context: CellContext) -> None:
    """A table without a row has nothing to read, and a PDF cannot carry it."""
    for table in walk(tuple(blocks)):
        if isinstance(table, Table) and not table.rows:
            context.fault(
                _("The table «{caption}» has no rows.").format(caption=text_of(table.caption)),
                _("at least one row; where there is nothing to show, a sentence that says so"),
            )


def refuse_plain_results(cell: NotebookNode, context: CellContext) -> None:
    """Refuse what would stand in a sentence as Python writes it: «0.30000000000000004», «None», «True».

    A value of ours, a text, and a whole number of up to four digits (a year) may be shown.
    """
    for entry in cell.metadata.get("user_expressions", ()):
        data = entry["result"].get("data", {})
        text = data.get("text/plain", "")
        shown = VALUE_MIME in data or "text/markdown" in data or text[:1] in ("'", '"')
        if data and not shown and not _YEAR_OR_COUNT.fullmatch(text):
            context.fault(
                _("The value «{expression}» would be shown as «{text}».").format(
                    expression=entry["expression"], text=text[:60]
                ),
                _("one of the report's own values, such as area.value(…) or area.number(…), or a text"),
            )
