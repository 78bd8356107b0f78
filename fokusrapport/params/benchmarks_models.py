"""The model behind `params/<municipality>/benchmarks.yaml`: what is fetched from KOSTRA and Kolada, and for what."""

from __future__ import annotations

import re
from typing import Annotated, Literal, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, model_validator

from fokusrapport.i18n import _
from fokusrapport.params.models import Direction, Identifier, Labels, Model, Year

ComparedKind = Literal["country", "country_without_oslo", "group", "neighbour"]
Service = Literal["kostra", "kolada"]
T = TypeVar("T")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def checked_address(address: str) -> str:
    """An https address without a slash at its end; ValueError for another, but to this machine itself."""
    parts = urlsplit(address)
    own = parts.scheme == "http" and parts.hostname in _LOOPBACK
    if not parts.hostname or not (parts.scheme == "https" or own):
        msg = _("an address that begins with https://")
        raise ValueError(msg)
    return address.rstrip("/")


def _code(code: str) -> str:
    if not re.fullmatch(r"[\w.:-]+", code):
        msg = _("a code as the service writes it, in quotes")
        raise ValueError(msg)
    return code


def _some(items: tuple[T, ...]) -> tuple[T, ...]:
    """At least one; `min_length` would call a list too short whose only item is wrong."""
    if not items:
        msg = _("at least one")
        raise ValueError(msg)
    return items


Code = Annotated[str, AfterValidator(_code)]
Address = Annotated[str, AfterValidator(checked_address)]


class ComparedWith(Model):
    """One region compared with, as its code in the table."""

    kind: ComparedKind = Field(description="What it is: the country, the country without Oslo, a group, a neighbour.")
    region: Code = Field(description="Code as the table has it: «EAK», «EAKUO», «EKG05», a municipality's number.")
    label: Labels | None = Field(
        None, description="What it is called in the report, where not as the service names it."
    )
    until: Year | None = Field(
        None, description="Last year it exists; set it to show a municipality that has merged or changed its code."
    )


class Measure(Model):
    """One measure that is shown: of an indicator of the register, or with a label and a direction of its own."""

    id: Identifier = Field(description="Name in notebooks; once in the file.")
    code: Code = Field(description="Code as the service has it: a value of ContentsCode, or a KPI of Kolada.")
    indicator: Identifier | None = Field(
        None, description="The indicator that label, unit, decimals and direction are taken from."
    )
    label: Labels | None = Field(None, description="What is measured; without it and an indicator: the service's name.")
    unit: str | None = Field(None, description="Printed after the number; without it as the service tells it.")
    decimals: int | None = Field(None, ge=0, le=4, description="Decimals shown; without it as the service tells it.")
    direction: Direction | None = Field(None, description="Which way is better; needed without an indicator.")
    areas: tuple[Identifier, ...] = Field(
        (), strict=False, description="Areas it belongs to; none: shown wherever a notebook asks for all."
    )

    @model_validator(mode="after")
    def _one_origin(self) -> Measure:
        own = (self.label, self.unit, self.decimals, self.direction)
        if self.indicator is not None and any(part is not None for part in own):
            msg = _("either «indicator», or «label», «unit», «decimals» and «direction» of its own")
            raise ValueError(msg)
        if self.indicator is None and self.direction is None:
            msg = _("«indicator», or «direction»: higher, lower, target or none")
            raise ValueError(msg)
        return self


class Years(Model):
    """Which years: the newest so many, or just these. Exactly one of the two."""

    newest: int | None = Field(None, ge=1, le=20, description="The newest so many years that the service has.")
    years: tuple[Year, ...] = Field((), strict=False, description="Just these years.")

    @model_validator(mode="after")
    def _one_way(self) -> Years:
        if (self.newest is None) == (not self.years):
            msg = _("exactly one of «newest» and «years»")
            raise ValueError(msg)
        return self


class KostraTable(Years):
    """One table of SSB, and what of it is fetched."""

    table: Code = Field(description='The table\'s number in quotes, as SSB has it this year: «"12134"».')
    other: dict[Code, Code] = Field(
        default_factory=dict, description="The value of every other variable that the table must be asked with."
    )
    measures: Annotated[tuple[Measure, ...], AfterValidator(_some)] = Field(
        strict=False, description="In the order they are shown."
    )


class Kostra(Model):
    """KOSTRA, through SSB's PxWebApi v2."""

    address: Address = Field("https://data.ssb.no/api/pxwebapi/v2", description="Address of the service.")
    language: Literal["no", "en"] = Field("no", description="Language of the service's own texts.")
    own: Code | None = Field(None, description="The municipality's code; without it the number in municipality.yaml.")
    compared_with: tuple[ComparedWith, ...] = Field(strict=False, description="In the order they are shown.")
    tables: Annotated[tuple[KostraTable, ...], AfterValidator(_some)] = Field(
        strict=False, description="The tables fetched."
    )


class Kolada(Years):
    """Kolada, through its API v3."""

    address: Address = Field("https://api.kolada.se/v3", description="Address of the service.")
    own: Code | None = Field(None, description="The municipality's code; without it the number in municipality.yaml.")
    compared_with: tuple[ComparedWith, ...] = Field(strict=False, description="In the order they are shown.")
    measures: Annotated[tuple[Measure, ...], AfterValidator(_some)] = Field(
        strict=False, description="In the order they are shown."
    )


class Benchmarks(Model):
    """`params/<municipality>/benchmarks.yaml`: figures of others, fetched by `build.py fetch`."""

    kostra: Kostra | None = Field(None, description="What is fetched by `build.py fetch kostra`.")
    kolada: Kolada | None = Field(None, description="What is fetched by `build.py fetch kolada`.")

    def measures(self) -> tuple[tuple[Service, Measure], ...]:
        """Every measure of both services, in the order of the file."""
        kostra = self.kostra.tables if self.kostra else ()
        found = [("kostra", measure) for table in kostra for measure in table.measures]
        found += [("kolada", measure) for measure in (self.kolada.measures if self.kolada else ())]
        return tuple(found)  # type: ignore[arg-type]  # the list's items are told apart by their first part

    def compared_with(self, service: Service) -> tuple[ComparedWith, ...]:
        """What the figures of a service are compared with."""
        part = self.kostra if service == "kostra" else self.kolada
        return part.compared_with if part else ()
