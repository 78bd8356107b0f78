"""The rows behind the figures of a report, as the appendix tells of them.

Only what may be shown: a result that is missing or withheld is its word, and the answers to a question that shows
none, because one of them would give another away, are that word too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from fokusrapport.blocks import WHOLE, Inlines, Source, plain
from fokusrapport.domain.dataset import SurveyAnswer
from fokusrapport.domain.distribution import distribution
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.filling import filled
from fokusrapport.domain.missing import missing_text
from fokusrapport.domain.requirement_source import requirements_of
from fokusrapport.domain.requirements import printed_requirement
from fokusrapport.domain.results import Result
from fokusrapport.domain.row_names import RowNames
from fokusrapport.i18n import Language
from fokusrapport.params.models import Indicator

Place = tuple[str, int]


@dataclass(frozen=True)
class UsedRow:
    """One row of a file: what it is about, its year where it has one, and what it says."""

    source: Source
    what: Inlines
    year: int | None
    figure: str

    @property
    def place(self) -> Place:
        """File and row."""
        return self.source.file, self.source.row


def used_rows(edition: EditionData, places: Iterable[Place], more: Iterable[UsedRow] = ()) -> tuple[UsedRow, ...]:
    """What stands in some rows, by file and row; `more` are rows that modules have read."""
    wanted, reader = frozenset(places), _Reader(edition)
    found = [row for row in (*reader.rows(), *more) if row.place in wanted]
    return tuple(sorted(found, key=lambda row: row.place))


def row_text(source: Source, words: Language) -> str:
    """The row's number, or that it is all of a file's records."""
    return words.gettext("all") if source.row == WHOLE else str(source.row)


@dataclass(frozen=True)
class _Reader:
    """Everything that was read for an edition, told row by row."""

    edition: EditionData

    def rows(self) -> Iterator[UsedRow]:
        for result in self.edition.data.results:
            if result.source is not None and result.source.row != WHOLE:
                yield UsedRow(result.source, self._label(result.indicator), result.year, self._said(result))
        for item in self.edition.data.rankings:
            name = self.edition.language.gettext("Ranked list, number {rank}").format(rank=item.rank)
            yield UsedRow(item.source, plain(name), item.year, item.item)
        for answer in self.edition.data.answers:
            what = filled("{question}: {answer}", {"question": self._label(answer.indicator), "answer": answer.answer})
            yield UsedRow(answer.source, what, answer.year, self._answered(answer))
        for indicator, requirement, source in requirements_of(self.edition.loaded):
            yield UsedRow(source, self._label(indicator.id), requirement.valid_from, printed_requirement(requirement))
        for file in self.edition.data.record_files:
            told = self.edition.language.gettext("Records, put together; single ones are never shown")
            yield UsedRow(file.selection(""), plain(told), None, "")

    @cached_property
    def _indicators(self) -> Mapping[str, Indicator]:
        return {indicator.id: indicator for indicator in self.edition.register.indicators}

    @cached_property
    def _names(self) -> RowNames:
        return RowNames(self.edition)

    def _label(self, indicator: str) -> Inlines:
        return self._names.name(indicator)

    def _said(self, result: Result) -> str:
        if result.missing is not None:
            return missing_text(result.missing, self.edition.language)
        return self._number(result.number) if result.number is not None else result.text or ""

    def _answered(self, answer: SurveyAnswer) -> str:
        if withheld := distribution(self.edition, self._indicators[answer.indicator], answer.year).missing:
            return missing_text(withheld, self.edition.language)
        if answer.count is not None:
            return self._number(Decimal(answer.count))
        return self._number(answer.share or Decimal(0))

    def _number(self, number: Decimal) -> str:
        """With the decimals it has in the file."""
        exponent = number.as_tuple().exponent
        return self.edition.language.number(number, max(0, -exponent) if isinstance(exponent, int) else 0)
