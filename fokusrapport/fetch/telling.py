"""What is told in the terminal of a fetch: tables, what changed, and what was written."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from fokusrapport.domain.benchmarking.about import SnapshotAbout, TableAbout
from fokusrapport.domain.benchmarking.changes import FigureChange, Known
from fokusrapport.domain.benchmarking.revision import revision
from fokusrapport.fetch.command import Outcome
from fokusrapport.i18n import _, language, ui_language

_GAP = "  "


def lines(outcome: Outcome, folder: str) -> Iterator[str]:
    """The lines to print; `folder` is where the files lie, relative to the project."""
    yield from (_table(outcome.about, table) for table in outcome.about.tables)
    yield from (_("Warning: {text}").format(text=warning) for warning in outcome.warnings)
    yield from _compared(outcome)
    if not outcome.stem:
        yield _("Nothing was written.")
        return
    told = _("Would be written: {files}") if outcome.dry_run else _("Written: {files}")
    yield told.format(files=", ".join(f"{folder}/{name}" for name in outcome.files))


def _table(about: SnapshotAbout, table: TableAbout) -> str:
    """One table: its title, when it was updated, and whether its newest figures are revised."""
    updated = table.updated.date() if table.updated else None
    told = _("{table} {title}: years {years}").format(
        table=table.id, title=table.title, years=", ".join(map(str, table.years))
    )
    if about.service != "kostra":
        return told
    if updated is None:
        return f"{told}. " + _("It does not say when it was updated.")
    standing = {
        "unrevised": _("Updated on {date}; the figures of {year} are unrevised."),
        "revised": _("Updated on {date}; the figures of {year} are revised."),
        None: _("Updated on {date}; it cannot be told whether the figures of {year} are revised."),
    }[revision(max(table.years), updated)]
    date = language(ui_language()).date(updated)
    return f"{told}. " + standing.format(date=date, year=max(table.years))


def _compared(outcome: Outcome) -> Iterator[str]:
    if outcome.before is None:
        yield _("There is no snapshot before this one to compare with.")
        return
    date = language(ui_language()).date(outcome.before.fetched)
    if not outcome.changes:
        yield _("No figure has changed since {date}.").format(date=date)
        return
    counts = {kind: sum(change.kind == kind for change in outcome.changes) for kind in ("changed", "new", "gone")}
    yield _("Since {date}: {changed} changed, {new} new, {gone} gone").format(date=date, **counts)
    yield from _columns([_row(outcome, change) for change in outcome.changes])


def _row(outcome: Outcome, change: FigureChange) -> tuple[str, ...]:
    """Where the figure stands, what it was and what it is."""
    figure, names = change.figure, _names(outcome)
    kinds = {"changed": _("changed"), "new": _("new"), "gone": _("gone")}
    was, now = (_said(side) if side is not None else "–" for side in (change.before, change.after))
    region, measure = names.get(figure.region, ""), names.get(figure.measure, "")
    where = (figure.table, f"{figure.measure} {measure}".strip(), f"{figure.region} {region}".strip())
    return (kinds[change.kind], *where, str(figure.year), f"{was} → {now}")


def _names(outcome: Outcome) -> dict[str, str]:
    """What the codes stand for, in the snapshot and in the one before."""
    both = [about for about in (outcome.before, outcome.about) if about is not None]
    tables = [table for about in both for table in about.tables]
    regions = {region.code: region.name for table in tables for region in table.regions}
    return regions | {measure.code: measure.name for table in tables for measure in table.measures}


def _said(figure: Known) -> str:
    if figure.value is None:
        return figure.symbol
    return language(ui_language()).number(figure.value, _decimals(figure.value)) + figure.symbol


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _columns(rows: list[tuple[str, ...]]) -> Iterator[str]:
    """The rows with their columns beneath each other."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield _GAP + _GAP.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
