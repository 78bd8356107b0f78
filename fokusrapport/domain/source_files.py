"""What is to be told of a file that figures came from."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Literal

from fokusrapport.blocks import SourceFile
from fokusrapport.domain.audit import reports_of
from fokusrapport.domain.edition import EditionData
from fokusrapport.i18n import Language

FileKind = Literal["data", "register", "promises", "audit", "units", "declared"]


def file_kind(edition: EditionData, file: str) -> FileKind:
    """Whether a file is one of data, or which of the municipality's own parameter files."""
    if file in edition.data.sources:
        return "data"
    path = PurePosixPath(file)
    if path.parent.name.isdecimal():
        return "promises"
    own: dict[str, FileKind] = {"audit.yaml": "audit", "units.yaml": "units", "indicators.yaml": "register"}
    return own.get(path.name, "declared")


def source_file(edition: EditionData, file: str) -> SourceFile:
    """A data file as `sources.yaml` tells of it; parameter files are the municipality's own."""
    words, source = edition.language, edition.data.sources.get(file)
    if source is None:
        kind = file_kind(edition, file)
        return SourceFile(
            file=file,
            name=_own_name(kind, words),
            period=_own_period(edition, kind, file),
            owner=edition.loaded.municipality.name,
            licence=words.gettext("as the report"),
        )
    return SourceFile(
        file=file,
        name=source.source,
        address=source.address,
        period=source.period,
        owner=source.owner,
        licence=source.licence,
        uncertain=source.uncertain,
    )


def _own_name(kind: FileKind, words: Language) -> str:
    if kind == "promises":
        return words.gettext("What the area has promised, and what came of it")
    if kind == "audit":
        return words.gettext("Register of audit reports and recommendations")
    if kind == "units":
        return words.gettext("Register of units")
    if kind == "declared":
        return words.gettext("What the municipality has declared")
    return words.gettext("Register of indicators and requirements")


def _own_period(edition: EditionData, kind: FileKind, file: str) -> str:
    """The year a parameter file is about; of audit reports their years, which a source may not state."""
    if kind == "promises":
        return PurePosixPath(file).parent.name
    if kind == "audit":
        years = sorted(report.date.year for report in reports_of(edition) if report.date)
        ends = dict.fromkeys((*years[:1], *years[-1:]))
        return "–".join(map(str, ends)) or edition.language.gettext("not stated")
    return str(edition.year)
