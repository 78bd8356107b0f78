"""Where a value is shown and where it came from, for the person at the keyboard and, as JSON, for another program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from fokusrapport.blocks import WHOLE, Source
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import _, language, ui_language
from fokusrapport.params.project import Project, find_root, known_edition
from fokusrapport.params.settings import load_settings
from fokusrapport.trace.matching import matches, nearly
from fokusrapport.trace.report import PublishedReport, published_report
from fokusrapport.trace.rows import Files, RowToday
from fokusrapport.valuestore import Shown

_MOST = 8  # rows told of one value; JSON has them all


class Trace:
    """The values of an edition's report that somebody asked for; raises InputRefused when there are none."""

    def __init__(self, root: Path, edition: str, asked: str) -> None:
        self._root = root
        self._edition = edition
        self._report = published_report(root / "reports", edition)
        self._files = Files(root, edition.partition("/")[0])
        self._found = matches(asked, self._report.values)
        if not self._found:
            near = nearly(asked, self._report.values)
            what = _("The report of «{edition}» shows no value «{asked}».").format(edition=edition, asked=asked)
            allowed = _("a number as the report shows it, or the id of an indicator")
            raise InputRefused.because(what, allowed=allowed, nearest="», «".join(near))

    def lines(self) -> Iterator[str]:
        """As text: the report first, then every place and its rows."""
        state = _("final") if self._report.state == "final" else _("draft")
        place = self._report.folder.relative_to(self._root).as_posix()
        yield _("{place} ({state}), places: {count}").format(place=place, state=state, count=len(self._found))
        for shown in self._found:
            yield ""
            yield from self._value(shown)

    def as_json(self) -> dict[str, object]:
        """As plain values."""
        return {
            "edition": self._edition,
            "report": self._report.folder.relative_to(self._root).as_posix(),
            "state": self._report.state,
            "found": [
                shown.model_dump(mode="json")
                | {
                    "area_title": self._report.named(shown.area),
                    "section_title": self._report.named(shown.section),
                    "where": _where(self._report, shown),
                    "rows": [_row_json(source, self._files.row(source)) for source in shown.value.sources],
                }
                for shown in self._found
            ],
        }

    def _value(self, shown: Shown) -> Iterator[str]:
        value, area, section = shown.value, self._report.named(shown.area), self._report.named(shown.section)
        yield f"«{_plain(value.text)}»  {area}" + (f" › {section}" if section != area else "")
        yield f"  {_where(self._report, shown)}"
        told = (
            _("exact {number}").format(number=_number(value.exact)) if value.exact else "",
            value.indicator or "",
            str(value.year or ""),
        )
        yield "  " + ", ".join(filter(None, told))
        for _file, sources in groupby(value.sources[:_MOST], key=lambda source: source.file):
            yield from _file_lines([(source, self._files.row(source)) for source in sources])
        if (more := len(value.sources) - _MOST) > 0:
            yield "  " + _("… and {count} more rows (--json has them all)").format(count=more)
        if not value.sources:
            yield "  " + _("It was read from no file: {why}").format(why=_why_none(shown))


def trace_in(edition: str | None, asked: str) -> Trace:
    """What was asked for in the report of an edition (default: the project's) of the project around this folder."""
    project = Project(find_root())
    name = known_edition(project, edition or load_settings(project).default_edition)
    return Trace(project.root, name, asked)


def _where(report: PublishedReport, shown: Shown) -> str:
    table = report.table(shown.label) if shown.label else None
    caption = table.caption if table and table.caption else shown.label
    if shown.place == "sentence":
        return f"«{_plain(shown.sentence)}»"
    if shown.place == "keyfigure":
        return _("key figure «{name}»").format(name=_plain(shown.sentence))
    if not shown.row or table is None:
        return f"{caption}: «{_plain(shown.sentence)}»"
    place = _("{table}, row {row} «{head}», column «{column}»")
    return place.format(table=caption, row=shown.row, head=table.row(shown.row), column=table.column(shown.column))


def _why_none(shown: Shown) -> str:
    why = {
        "count": _("the report counted it, and no row was counted."),
        "result": _("the data have no row for it."),
        "change": _("there is nothing it was compared with."),
    }
    return why.get(shown.value.kind, _("the notebook made it itself."))


def _file_lines(rows: Sequence[tuple[Source, RowToday]]) -> Iterator[str]:
    """The rows of one file, and then what is to be told of the file."""
    for source, today in rows:
        yield f"  {source.file}:{source.row}  {source.key}" if source.row != WHOLE else f"  {source.file}"
        cells = (f"{column}: {cell}" if column else cell for column, cell in today.cells.items())
        yield "    " + (" · ".join(cells) or _("The row is not there any more."))
    today = rows[-1][1]
    same = _("The file is the one the report was made from.")
    yield "    " + (same if today.unchanged else _("The file has changed since the report was made."))
    if today.about is not None:
        told = _("{source}; delivered by {owner}; period {period}; licence: {licence}")
        about = today.about
        yield "    " + told.format(source=about.source, owner=about.owner, period=about.period, licence=about.licence)


def _row_json(source: Source, today: RowToday) -> dict[str, object]:
    about = today.about
    told = about.model_dump(include={"source", "address", "period", "owner", "licence"}) if about else {}
    return {**source.model_dump(), "today": dict(today.cells), "unchanged": today.unchanged, **told}


def _number(exact: str) -> str:
    """An exact number as the person at the keyboard writes it, with all its decimals."""
    number = Decimal(exact)
    exponent = number.as_tuple().exponent
    return _plain(language(ui_language()).number(number, max(0, -exponent) if isinstance(exponent, int) else 0))


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")
