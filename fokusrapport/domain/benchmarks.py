"""What an indicator is compared with: the series its register names, each with its newest figure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fokusrapport.domain.edition import EditionData, needed_number
from fokusrapport.domain.results import Result
from fokusrapport.i18n import Language
from fokusrapport.params.models import Indicator


@dataclass(frozen=True)
class Benchmark:
    """The newest figure of a series, up to the edition's year: the year's own, or that of an earlier one."""

    series: Indicator
    result: Result

    @property
    def number(self) -> Decimal:
        """The figure compared with."""
        return needed_number(self.result)


def benchmarks(edition: EditionData, indicator: Indicator) -> tuple[Benchmark, ...]:
    """What the indicator is compared with, in the register's order; a series without any figure is left out."""
    series = [edition.register.find(name) for name in indicator.benchmarks]
    return tuple(Benchmark(each, edition.numbers(each.id)[-1]) for each in series if edition.numbers(each.id))


def participants_text(result: Result, words: Language) -> str:
    """How many municipalities stand behind a figure: «87 kommuner deltok»; nothing where it is not known."""
    if result.participants is None:
        return ""
    template = words.ngettext("{count} municipality took part", "{count} municipalities took part", result.participants)
    return template.format(count=words.number(result.participants))
