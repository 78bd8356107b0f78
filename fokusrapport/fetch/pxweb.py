"""PxWebApi v2, as SSB and others run it: https://github.com/PxTools/PxApiSpecs/blob/master/PxAPI-2.yml."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import TypeVar

import httpx
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from fokusrapport.errors import FetchFailed
from fokusrapport.fetch.jsonstat import Dataset
from fokusrapport.fetch.web import Answer, Refused, Web
from fokusrapport.i18n import _

_LONGEST_ADDRESS = 2000  # SSB answers a longer one than about 2100 characters with 404
M = TypeVar("M", bound=BaseModel)
Selection = Mapping[str, Sequence[str]]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Config(_Part):
    """The service's limits; `max_calls` of 0 tells nothing (SSB's limit stands in its headers instead)."""

    api_version: str = Field(alias="apiVersion")
    max_cells: int = Field(alias="maxDataCells", ge=1)
    max_calls: int = Field(0, alias="maxCallsPerTimeWindow")
    window: int = Field(0, alias="timeWindow")
    licence: str = Field("", alias="license")


class TableInfo(_Part):
    """A table in the catalogue: `updated` is when its figures were, in UTC."""

    id: str
    label: str | None = ""
    updated: dt.datetime | None = None
    discontinued: bool | None = None
    source: str | None = ""


@dataclass(frozen=True)
class PxWeb:
    """One installation: its address, and the language of its texts."""

    web: Web
    address: str
    language: str

    def config(self) -> Config:
        """The limits; the pace is set by them."""
        found = self._read(self.web.get(f"{self.address}/config"), Config)
        self.web.pace.limit(found.max_calls, found.window)
        return found

    def table(self, table: str) -> TableInfo:
        """What the catalogue says of a table; raises FetchFailed when there is no such table."""
        return self._read(self._of_table(table, ""), TableInfo)

    def metadata(self, table: str) -> Dataset:
        """All variables and values of a table, and its notes."""
        return self._read(self._of_table(table, "/metadata"), Dataset)

    def query(self, table: str, selection: Selection) -> str:
        """The question as an address that can be opened in a browser."""
        asked = [("lang", self.language), ("outputFormat", "json-stat2")]
        asked += [(f"valueCodes[{name}]", ",".join(codes)) for name, codes in selection.items()]
        return str(httpx.URL(f"{self.address}/tables/{table}/data", params=asked))

    def data(self, table: str, selection: Selection) -> Dataset:
        """The figures of a selection, which names every variable that has to be; asked by POST where it is long."""
        address = self.query(table, selection)
        if len(address) <= _LONGEST_ADDRESS:
            return self._read(self.web.get(address), Dataset)
        body = {"selection": [{"variableCode": name, "valueCodes": list(codes)} for name, codes in selection.items()]}
        parameters = [("lang", self.language), ("outputFormat", "json-stat2")]
        return self._read(self.web.post(f"{self.address}/tables/{table}/data", body, parameters), Dataset)

    def _of_table(self, table: str, what: str) -> Answer:
        try:
            return self.web.get(f"{self.address}/tables/{table}{what}", [("lang", self.language)])
        except Refused as error:
            if error.status != HTTPStatus.NOT_FOUND:
                raise
            told = _("{service} has no table «{table}»: it may have been discontinued or renumbered. Look it up anew.")
            raise FetchFailed(told.format(service=self.web.service, table=table)) from error

    def _read(self, answer: Answer, model: type[M]) -> M:
        return read_answer(self.web.service, answer, model)


def read_answer(service: str, answer: Answer, model: type[M]) -> M:
    """The answer as a model; raises FetchFailed where it is not what the protocol says."""
    try:
        return model.model_validate(answer.content)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"])) or "…"
        what = _("The answer of {service} is not as its protocol says ({place}: {reason}): {address}")
        raise FetchFailed(
            what.format(service=service, place=place, reason=first["msg"], address=answer.address)
        ) from error
