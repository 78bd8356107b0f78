"""JSON-stat 2.0 as PxWebApi v2 writes it, metadata and data alike: https://json-stat.org/full/.

No library reads it whole: pyjstat and pxwebpy leave out `status` and notes, and without them a withheld figure looks
like one that is missing. See ADR 25.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import product
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator


def _as_mapping(found: object) -> object:
    """Values and statuses stand in a list or, where most are absent, by their place."""
    if isinstance(found, list):
        return {str(place): item for place, item in enumerate(found) if item is not None}
    return {} if found is None else found


def _as_places(found: object) -> object:
    """The codes of a category in order, or each with its place."""
    return {code: place for place, code in enumerate(found)} if isinstance(found, list) else found


class _Part(BaseModel):
    """A part of the answer; what we do not know of is let be, for services add to it."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Unit(_Part):
    """What a measure is counted in."""

    base: str = ""
    decimals: int | None = None


class Category(_Part):
    """The values of a dimension: `index` has each code's place."""

    index: Annotated[dict[str, int], BeforeValidator(_as_places)] = Field(default_factory=dict)
    label: dict[str, str] = Field(default_factory=dict)
    unit: dict[str, Unit] = Field(default_factory=dict)
    note: dict[str, list[str]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _one_label_needs_no_index(self) -> Category:
        """JSON-stat lets the index of a single category out."""
        if not self.index and len(self.label) == 1:
            return self.model_copy(update={"index": dict.fromkeys(self.label, 0)})
        return self

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes in their order."""
        return tuple(sorted(self.index, key=lambda code: self.index[code]))

    def name(self, code: str) -> str:
        """What a code is called."""
        return self.label.get(code, code)


class DimensionExtension(_Part):
    """What PxWeb adds: `elimination` (of metadata, never of data) says whether the variable may be left out."""

    elimination: bool = False
    category_note_mandatory: dict[str, dict[str, bool]] = Field(default_factory=dict, alias="categoryNoteMandatory")
    note_mandatory: dict[str, bool] = Field(default_factory=dict, alias="noteMandatory")


class Dimension(_Part):
    """One variable of a table."""

    label: str = ""
    note: list[str] = Field(default_factory=list)
    category: Category
    extension: DimensionExtension = Field(default_factory=DimensionExtension)


class Role(_Part):
    """Which variables are places, times and measures."""

    geo: list[str] = Field(default_factory=list)
    time: list[str] = Field(default_factory=list)
    metric: list[str] = Field(default_factory=list)


class RootExtension(_Part):
    """Which of the table's notes must be shown, by their place."""

    note_mandatory: dict[str, bool] = Field(default_factory=dict, alias="noteMandatory")
    discontinued: bool | None = None


class Dataset(_Part):
    """A table: metadata alone (`value` is then empty), or metadata and figures."""

    label: str = ""
    source: str = ""
    updated: dt.datetime | None = None
    note: list[str] = Field(default_factory=list)
    role: Role = Field(default_factory=Role)
    id: list[str]
    size: list[int]
    dimension: dict[str, Dimension]
    extension: RootExtension = Field(default_factory=RootExtension)
    value: Annotated[dict[int, Decimal], BeforeValidator(_as_mapping)] = Field(default_factory=dict)
    status: Annotated[dict[int, str], BeforeValidator(_as_mapping)] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _one_status_for_all(cls, given: Any) -> Any:  # noqa: ANN401 - any JSON
        """JSON-stat lets one text stand for the status of all values."""
        if isinstance(given, dict) and isinstance(given.get("status"), str) and isinstance(given.get("value"), list):
            return {**given, "status": [given["status"]] * len(given["value"])}
        return given

    @model_validator(mode="after")
    def _whole(self) -> Dataset:
        """Every dimension is there with as many codes as its size says; no figure lies outside them."""
        sizes = [len(self.dimension[name].category.index) for name in self.id if name in self.dimension]
        if sizes != self.size or len(self.size) != len(self.id):
            msg = f"the sizes {self.size} are not those of the dimensions {sizes}"
            raise ValueError(msg)
        cells = 1
        for size in self.size:
            cells *= size
        if any(not 0 <= place < cells for place in (*self.value, *self.status)):
            msg = f"a figure stands outside the {cells} cells"
            raise ValueError(msg)
        return self

    def cells(self) -> Iterator[tuple[Mapping[str, str], Decimal | None, str]]:
        """Every cell: its code in each dimension, its figure and its status; the last dimension varies fastest."""
        codes = [self.dimension[name].category.codes for name in self.id]
        for place, combination in enumerate(product(*codes)):
            where = dict(zip(self.id, combination, strict=True))
            yield where, self.value.get(place), self.status.get(place, "")
