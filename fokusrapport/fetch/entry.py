"""What sources.yaml is told of a snapshot, in the municipality's language: it is printed in the report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fokusrapport.domain.benchmarking.about import SnapshotAbout, TableAbout
from fokusrapport.domain.benchmarking.revision import revision
from fokusrapport.domain.benchmarking.snapshots import TABLE
from fokusrapport.fetch.snapshot import SnapshotFiles
from fokusrapport.i18n import Language, language

_OWNERS = {"kostra": "Statistisk sentralbyrå", "kolada": "Rådet för främjande av kommunala analyser (RKA)"}
_NAMES = {"kostra": "KOSTRA", "kolada": "Kolada"}


def entry(files: SnapshotFiles, code: str) -> dict[str, Any]:
    """The entry of a snapshot under `files`."""
    about, words = files.about, language(code)
    return {
        "file": about.figures,
        "table": TABLE,
        "checksum": files.checksum,
        "format": {"separator": ";", "decimal": ","},
        "source": _source(about, words),
        "address": about.tables[0].query if len(about.tables) == 1 else about.address,
        "period": _period(about),
        "owner": _OWNERS[about.service],
        "delivered": about.fetched,
        "licence": about.licence,
        "uncertain": [*_revisions(about, words), *_notes(about)],
    }


def _source(about: SnapshotAbout, words: Language) -> str:
    tables = words.join([f"{table.id} ({table.title})" for table in about.tables])
    template = words.gettext("{service}, {tables}, fetched on {date}")
    return template.format(service=_NAMES[about.service], tables=tables, date=words.date(about.fetched))


def _period(about: SnapshotAbout) -> str:
    years = sorted({year for table in about.tables for year in table.years})
    return "–".join(dict.fromkeys((str(years[0]), str(years[-1]))))


def _revisions(about: SnapshotAbout, words: Language) -> Iterator[str]:
    """Whether the newest figures of each table are revised."""
    if about.service == "kostra":
        yield from dict.fromkeys(_revision(table, words) for table in about.tables)


def _revision(table: TableAbout, words: Language) -> str:
    year = max(table.years)
    updated = table.updated.date() if table.updated else None
    found = revision(year, updated)
    if found is None or updated is None:
        template = words.gettext("It cannot be told whether the figures of {year} in table {table} are revised.")
        return template.format(year=year, table=table.id)
    template = words.gettext("The figures of {year} in table {table} are revised: it was updated on {date}.")
    if found == "unrevised":
        template = words.gettext("The figures of {year} in table {table} are unrevised: it was updated on {date}.")
    return template.format(year=year, table=table.id, date=words.date(updated))


def _notes(about: SnapshotAbout) -> Iterator[str]:
    """The notes that must be shown, as the service wrote them."""
    yield from dict.fromkeys(note.text for table in about.tables for note in table.notes if note.mandatory)
