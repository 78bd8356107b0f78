"""What is to be told of a file that figures came from."""

from __future__ import annotations

from fokusrapport.blocks import SourceFile
from fokusrapport.domain.edition import EditionData


def source_file(edition: EditionData, file: str) -> SourceFile:
    """A data file as `sources.yaml` tells of it; the register of requirements is the municipality's own."""
    words, source = edition.language, edition.data.sources.get(file)
    if source is None:
        return SourceFile(
            file=file,
            name=words.gettext("Register of indicators and requirements"),
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
