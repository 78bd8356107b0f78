"""What is to be told of a file that figures came from."""

from __future__ import annotations

from pathlib import PurePosixPath

from fokusrapport.blocks import SourceFile
from fokusrapport.domain.edition import EditionData
from fokusrapport.i18n import Language


def source_file(edition: EditionData, file: str) -> SourceFile:
    """A data file as `sources.yaml` tells of it; registers among the parameters are the municipality's own."""
    words, source = edition.language, edition.data.sources.get(file)
    if source is None:
        return SourceFile(
            file=file,
            name=_register(file, words),
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


def _register(file: str, words: Language) -> str:
    """What a file of parameters is a register of."""
    units = PurePosixPath(file).name == "units.yaml"
    return words.gettext("Register of units") if units else words.gettext("Register of indicators and requirements")
