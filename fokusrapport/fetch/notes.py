"""The notes of a table of PxWebApi, and which of them must be shown wherever its figures are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fokusrapport.domain.benchmarking.about import Note
from fokusrapport.fetch.jsonstat import Dataset
from fokusrapport.fetch.pxweb import Selection


def notes(metadata: Dataset, selection: Selection) -> Iterator[Note]:
    """The notes of the table, of its variables, and of the values asked for."""
    for place, text in enumerate(metadata.note):
        yield Note(text=_clean(text), mandatory=_must(metadata.extension.note_mandatory, place))
    for name, codes in selection.items():
        found = metadata.dimension[name]
        for place, text in enumerate(found.note):
            yield Note(text=_clean(text), mandatory=_must(found.extension.note_mandatory, place))
        for code in codes:
            must = found.extension.category_note_mandatory.get(code, {})
            for place, text in enumerate(found.category.note.get(code, ())):
                yield Note(text=_clean(text), mandatory=_must(must, place), about=code)


def _must(mandatory: Mapping[str, bool], place: int) -> bool:
    return mandatory.get(str(place), False)


def _clean(text: str) -> str:
    """A note as one line: services break lines inside."""
    return " ".join(text.split())
