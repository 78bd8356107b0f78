"""What is to be told of a file that figures came from."""

from __future__ import annotations

from fokusrapport.blocks import SourceFile
from fokusrapport.domain.edition import EditionData


def source_file(edition: EditionData, file: str) -> SourceFile:
    """A data file as `sources.yaml` tells of it; the register and other parameters are the municipality's own."""
    words, source = edition.language, edition.data.sources.get(file)
    if source is None:
        register = words.gettext("Register of indicators and requirements")
        return SourceFile(
            file=file,
            name=register if file.endswith("/indicators.yaml") else words.gettext("What the municipality has declared"),
            period=str(edition.year),
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
