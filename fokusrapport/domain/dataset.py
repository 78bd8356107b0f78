"""The data of one municipality: results, ranked lists and how many answered, each with its row in a file."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from fokusrapport.domain.records import Records
from fokusrapport.observing import asked
from fokusrapport.params.translated import localised

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from fokusrapport.blocks import Source
    from fokusrapport.domain.missing import MissingKind
    from fokusrapport.domain.records import RecordFile
    from fokusrapport.domain.results import Result
    from fokusrapport.params.models import DataSource, LanguageCode


@dataclass(frozen=True, kw_only=True)
class RankedItem:
    """What respondents put at one place of a list; rank 1 stands first."""

    survey: str
    list: str
    year: int
    rank: int
    item: str
    source: Source


@dataclass(frozen=True, kw_only=True)
class ResponseBase:
    """How many were asked and how many answered behind one result of a survey; None where it is not known."""

    survey: str
    indicator: str
    year: int | None
    invited: int | None
    answered: int | None
    source: Source


@dataclass(frozen=True, kw_only=True)
class SurveyAnswer:
    """One answer to one question of a survey, and how many gave it: one of count, share and missing.

    `position` is its place on the scale, the worst first; None outside the scale, or where answers have no order. A
    share is in per cent of all who answered.
    """

    survey: str
    indicator: str
    year: int
    answer: str
    position: int | None
    count: int | None
    share: Decimal | None
    missing: MissingKind | None
    uncertain: str
    source: Source


@dataclass(frozen=True)
class Data:
    """All that is known of one municipality, in the order of the files and their rows.

    `sources` says for each data file, by its path in the project, where it came from and what is uncertain.
    """

    _results: tuple[Result, ...]
    _rankings: tuple[RankedItem, ...]
    _bases: tuple[ResponseBase, ...]
    _sources: Mapping[str, DataSource]
    _answers: tuple[SurveyAnswer, ...] = ()
    _records: Mapping[str, Records] = field(default_factory=dict)

    def within(self, code: LanguageCode, main: LanguageCode) -> Data:
        """The same as a report in a language sees it: what is said of the files, never what stands in them."""
        return replace(self, _sources={file: localised(said, code, main) for file, said in self._sources.items()})

    # Whole tables: who asks for one is run again whenever anything in it changes. The narrow questions are below.

    @property
    @asked
    def results(self) -> tuple[Result, ...]:
        """All results."""
        return self._results

    @property
    @asked
    def rankings(self) -> tuple[RankedItem, ...]:
        """All ranked lists."""
        return self._rankings

    @property
    @asked
    def bases(self) -> tuple[ResponseBase, ...]:
        """How many were asked and answered, of all surveys."""
        return self._bases

    @property
    @asked
    def answers(self) -> tuple[SurveyAnswer, ...]:
        """All answers of all surveys."""
        return self._answers

    @property
    @asked
    def sources(self) -> Mapping[str, DataSource]:
        """What `sources.yaml` says of every file."""
        return self._sources

    @asked
    def records(self, table: str) -> Records:
        """The records of all files of a kind; who asks is run again whenever anything in one of them changes."""
        return self._records.get(table, Records())

    @property
    @asked
    def record_files(self) -> tuple[RecordFile, ...]:
        """Every file of records, whatever its kind."""
        return tuple(file for records in self._records.values() for file in records.files)

    @cached_property
    def _by_indicator(self) -> Mapping[str, tuple[Result, ...]]:
        series: dict[str, list[Result]] = {}
        for result in self._results:
            series.setdefault(result.indicator, []).append(result)
        return {name: tuple(sorted(found, key=_year_order)) for name, found in series.items()}

    @asked
    def series(self, indicator: str) -> tuple[Result, ...]:
        """All results of the indicator, oldest first; one whose year is not known stands last."""
        return self._by_indicator.get(indicator, ())

    @asked
    def ranking(self, name: str, year: int) -> tuple[RankedItem, ...]:
        """The list of this name in this year, first place first; empty when there is none."""
        items = (item for item in self._rankings if (item.list, item.year) == (name, year))
        return tuple(sorted(items, key=lambda item: item.rank))

    @asked
    def ranking_names(self, year: int) -> tuple[str, ...]:
        """The names of the year's ranked lists."""
        return tuple(sorted({item.list for item in self._rankings if item.year == year}))

    @asked
    def answers_to(self, indicator: str, year: int) -> tuple[SurveyAnswer, ...]:
        """The answers to a question in a year: those on the scale from worst to best, then the others as they stand."""
        found = [answer for answer in self._answers if (answer.indicator, answer.year) == (indicator, year)]
        return tuple(sorted(found, key=lambda answer: (answer.position is None, answer.position or 0)))

    @asked
    def answer_years(self, indicator: str) -> tuple[int, ...]:
        """The years with answers to a question."""
        return tuple(sorted({answer.year for answer in self._answers if answer.indicator == indicator}))

    @asked
    def bases_of(self, indicator: str, year: int) -> tuple[ResponseBase, ...]:
        """How many were asked and answered behind the results of an indicator in a year."""
        return tuple(base for base in self._bases if (base.indicator, base.year) == (indicator, year))

    @asked
    def bases_of_survey(self, survey: str, year: int) -> tuple[ResponseBase, ...]:
        """How many were asked and answered in a survey of a year, question by question."""
        return tuple(base for base in self._bases if (base.survey, base.year) == (survey, year))

    @asked
    def suppression_limit(self, file: str) -> int | None:
        """The limit that `sources.yaml` sets for a file; None where it sets none."""
        source = self._sources.get(file)
        return source.suppression_limit if source else None

    def source_of(self, source: Source) -> DataSource:
        """What `sources.yaml` says of the file the value was read from."""
        return self.sources[source.file]

    def frame(self) -> pd.DataFrame:
        """The results for charts, one a row: indicator, year (Int64), value (float), text, missing.

        `value` is NaN where there is no number. Charts need floats; printed numbers come from `results`,
        which are exact.
        """
        frame = pd.DataFrame(
            [(result.indicator, result.year, result.number, result.text, result.missing) for result in self.results],
            columns=["indicator", "year", "value", "text", "missing"],
        )
        return frame.astype({"year": "Int64", "value": "float64"})

    def rankings_frame(self) -> pd.DataFrame:
        """The ranked lists, one item a row: survey, list, year, rank, item."""
        return pd.DataFrame(
            [(item.survey, item.list, item.year, item.rank, item.item) for item in self.rankings],
            columns=["survey", "list", "year", "rank", "item"],
        )


def _year_order(result: Result) -> tuple[bool, int]:
    return result.year is None, result.year or 0
