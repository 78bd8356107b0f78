"""What a service was asked for and has answered, before it is written down: the same for KOSTRA and Kolada."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from fokusrapport.domain.benchmarking.about import TableAbout
from fokusrapport.domain.benchmarking.revision import Revision
from fokusrapport.errors import Fault, InputRefused
from fokusrapport.i18n import _
from fokusrapport.params.benchmarks_models import Benchmarks, ComparedWith, Service
from fokusrapport.params.yamlfile import Located


@dataclass(frozen=True)
class Question:
    """What is to be fetched for one municipality.

    `asked_years` come from the command line and win over those of the file.
    """

    service: Service
    params: Located[Benchmarks]
    own: str
    address: str
    asked_years: tuple[int, ...] = ()

    @property
    def compared_with(self) -> tuple[ComparedWith, ...]:
        """The regions compared with, in the order of the file."""
        return self.params.model.compared_with(self.service)

    @property
    def regions(self) -> tuple[str, ...]:
        """One's own code first, then the others; each once, for SSB answers a code that stands twice with an error."""
        return tuple(dict.fromkeys([self.own, *(other.region for other in self.compared_with)]))

    def fault_of_region(self, code: str, what: str, allowed: str = "", nearest: str = "") -> Fault:
        """A fault at the line where the region stands."""
        codes = [other.region for other in self.compared_with]
        place = ("compared_with", codes.index(code), "region") if code in codes else ("own",)
        return self.fault((self.service, *place), what, allowed, nearest)

    def fault(self, place: Sequence[str | int], what: str, allowed: str = "", nearest: str = "") -> Fault:
        """A fault at a place of benchmarks.yaml."""
        return Fault(self.params.file, self.params.line(*place), what=what, allowed=allowed, nearest=nearest)


@dataclass(frozen=True)
class Figure:
    """One figure as the service has it: a number, a symbol that says why there is none, or both (provisional)."""

    table: str
    region: str
    measure: str
    year: int
    value: Decimal | None
    symbol: str
    revision: Revision | None = None
    participants: int | None = None


@dataclass(frozen=True)
class Fetched:
    """The answers to one question, tables and figures in the order they were asked for."""

    tables: tuple[TableAbout, ...]
    figures: tuple[Figure, ...]
    licence: str
    warnings: tuple[str, ...] = ()


def years_of(question: Question, newest: int | None, years: Sequence[int], there: Sequence[int]) -> tuple[int, ...]:
    """The years to fetch of those that the service has, oldest first; raises InputRefused for one it has not."""
    wanted = question.asked_years or tuple(years) or tuple(sorted(there)[-(newest or 1) :])
    if lacking := sorted(set(wanted) - set(there)):
        what = _("The service has no figures of {years} here.").format(years=", ".join(map(str, lacking)))
        raise InputRefused.because(what, allowed=", ".join(map(str, sorted(there))))
    return tuple(sorted(set(wanted)))
