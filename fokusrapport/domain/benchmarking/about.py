"""What is known of a snapshot besides its figures: the JSON file beside the CSV, written by `fetch` and read here."""

from __future__ import annotations

import datetime as dt
import json
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from fokusrapport.params.benchmarks_models import Service


class Part(BaseModel):
    """Frozen, and refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Note(Part):
    """A note of the table; a mandatory one must be shown wherever its figures are.

    `about` is the code of the measure, region or year it is of; empty for the whole table.
    """

    text: str
    mandatory: bool = False
    about: str = ""


class MeasureAbout(Part):
    """A measure as the service describes it: `unit` and `decimals` as it tells them."""

    code: str
    name: str
    unit: str = ""
    decimals: int | None = None


class RegionAbout(Part):
    """A region as the service names it."""

    code: str
    name: str


class TableAbout(Part):
    """One table: when it was updated, the question as an address that can be opened, and its notes.

    For Kolada a table is one measure; it has no time of update.
    """

    id: str
    title: str
    updated: dt.datetime | None
    query: str
    source: str
    years: tuple[int, ...]
    measures: tuple[MeasureAbout, ...]
    regions: tuple[RegionAbout, ...]
    notes: tuple[Note, ...] = ()


class SnapshotAbout(Part):
    """One snapshot: who was asked and when, what the answer may be used for, and the hash of its figures."""

    form: Literal[1] = 1
    service: Service
    fetched: dt.date
    address: str
    licence: str
    figures: str = Field(description="Name of the CSV file beside this one.")
    figures_sha256: str
    tables: tuple[TableAbout, ...]

    def as_bytes(self) -> bytes:
        """The file: the same snapshot gives the same bytes."""
        text = json.dumps(self.model_dump(mode="json"), ensure_ascii=False, indent=1, sort_keys=True)
        return f"{text}\n".encode()
