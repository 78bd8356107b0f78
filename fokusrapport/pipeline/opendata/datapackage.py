"""The data files described for programs, as a Tabular Data Package (version 1 of the Data Package standard).

https://specs.frictionlessdata.io/tabular-data-package/
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from fokusrapport.blocks import Chapter, SourceFile
from fokusrapport.pipeline.assemble import slug
from fokusrapport.pipeline.filenames import csv_name
from fokusrapport.pipeline.opendata.csv_text import DECIMAL_MARK, LINE_END, SEPARATOR
from fokusrapport.pipeline.opendata.sheet import Sheet, SheetColumn


def datapackage(chapter: Chapter, sheets: Iterable[Sheet]) -> bytes:
    """`datapackage.json`. The only time in it is the edition's own date."""
    front = chapter.front
    package = {
        "profile": "tabular-data-package",
        "name": slug(f"{front.municipality} {front.title} {front.year}"),
        "title": f"{front.title} – {front.municipality} {front.year}",
        "created": f"{front.date}T00:00:00Z",
        "contributors": [{"title": front.municipality, "role": "publisher"}],
        "sources": [_source(source) for source in chapter.sources],
        "resources": [_resource(sheet) for sheet in sheets],
    }
    filled = {key: value for key, value in package.items() if value}
    return (json.dumps(filled, ensure_ascii=False, indent=2) + "\n").encode()


def _resource(sheet: Sheet) -> dict[str, Any]:
    resource = {
        "profile": "tabular-data-resource",
        "name": slug(sheet.label),
        "title": sheet.title,
        "path": csv_name(sheet.label).removeprefix("data/"),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": SEPARATOR, "lineTerminator": LINE_END, "header": True},
        "schema": {"fields": [_field(column) for column in sheet.columns]},
        "sources": [_source(source) for source in sheet.sources],
    }
    return {key: value for key, value in resource.items() if value}


def _field(column: SheetColumn) -> dict[str, str]:
    """A column. The standard has no place for a unit; it allows properties of one's own."""
    field = {"name": column.title, "title": column.title, "type": "string"}
    if column.numeric:
        field |= {"type": "number", "decimalChar": DECIMAL_MARK}
    return field | ({"unit": column.unit} if column.unit else {})


def _source(source: SourceFile) -> dict[str, str]:
    """A source. Its licence stands with it in words: `licenses` takes only known codes and addresses."""
    told = {
        "title": source.name,
        "path": source.address,
        "period": source.period,
        "owner": source.owner,
        "licence": source.licence,
    }
    return {key: value for key, value in told.items() if value}
