from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

from fokusrapport.pipeline.opendata.csv_text import csv_bytes
from fokusrapport.pipeline.opendata.datapackage import datapackage
from fokusrapport.pipeline.opendata.sheets import sheets_of
from tests.pipeline.opendata.sources import CHAPTER

SHEETS = sheets_of(CHAPTER)
PACKAGE: dict[str, Any] = json.loads(datapackage(CHAPTER, SHEETS))


def test_what_the_standard_demands() -> None:
    """Profile, names of small letters, and a path, a dialect and a schema for every resource."""
    assert PACKAGE["profile"] == "tabular-data-package"
    assert PACKAGE["created"] == "2025-12-31T00:00:00Z"
    for resource in PACKAGE["resources"]:
        assert re.fullmatch(r"[-a-z0-9._/]+", resource["name"])
        assert resource["dialect"]["delimiter"] == ";"
    assert [resource["path"] for resource in PACKAGE["resources"]] == ["tbl-elever.csv", "fig-alt.csv"]


def test_the_schema_fits_the_file() -> None:
    """Fields in the order of the file's columns; a number column holds numbers with the decimal mark told."""
    for resource, sheet in zip(PACKAGE["resources"], SHEETS, strict=True):
        text = csv_bytes(sheet).decode("utf-8-sig")
        header, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=resource["dialect"]["delimiter"])
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == header
        for field, cells in zip(fields, zip(*rows, strict=True), strict=True):
            if field["type"] == "number":
                assert all(float(cell.replace(field["decimalChar"], ".")) for cell in cells)
    assert [field["type"] for field in PACKAGE["resources"][0]["schema"]["fields"]] == ["string", "number", "string"]


def test_sources_are_told_with_their_licence() -> None:
    """Once for the whole, and for each table its own; an address that is not known is not there."""
    assert [source["title"] for source in PACKAGE["sources"]] == ["Elevundersøkelsen", "Egen telling"]
    assert "path" not in PACKAGE["sources"][1]
    assert PACKAGE["resources"][0]["sources"][0]["licence"] == "NLOD 2.0"
    assert "sources" not in PACKAGE["resources"][1]
