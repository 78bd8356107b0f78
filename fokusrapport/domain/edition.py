"""Everything the subject knows of one edition: register, results, tracking, in the edition's language."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from fokusrapport.blocks import Cell, Foreign, Inlines, Source, Status, plain
from fokusrapport.domain.change import Change, change
from fokusrapport.domain.classification import Outcome, benchmark_series, classify
from fokusrapport.domain.data import load_data
from fokusrapport.domain.dataset import Data
from fokusrapport.domain.disclosure.limits import Limits
from fokusrapport.domain.indicators import Register, exists_in, label_in, language_of
from fokusrapport.domain.promises import Followed, followed
from fokusrapport.domain.requirement_source import requirement_source
from fokusrapport.domain.results import Result
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import LANGUAGES, Language, _, language
from fokusrapport.observing import asked, note_opened, subject_reads
from fokusrapport.params.models import AreaTracking, Indicator, Labels, LanguageCode, Model, Municipality, Said
from fokusrapport.params.project import LoadedEdition, Project, load_edition
from fokusrapport.params.translated import has_words


@dataclass(frozen=True)
class EditionData:
    """One edition's parameters and data."""

    _loaded: LoadedEdition
    data: Data

    @property
    @asked
    def loaded(self) -> LoadedEdition:
        """Everything in the parameters; a notebook that asks for it is run again whenever any of it changes."""
        return self._loaded

    @cached_property
    def register(self) -> Register:
        """The municipality's indicators."""
        return Register.of(self._loaded.register)

    @property
    def name(self) -> str:
        """The edition's name: «kristiansund/2015»."""
        return self._loaded.name

    @property
    def year(self) -> int:
        """The year reported on."""
        return self._loaded.year

    @property
    @asked
    def municipality(self) -> Municipality:
        """The municipality."""
        return self._loaded.municipality

    @property
    def limits(self) -> Limits:
        """How few is too few to be told of, whatever it was read from."""
        return Limits(self.municipality, self.data.suppression_limit)

    @property
    @asked
    def areas(self) -> tuple[str, ...]:
        """The areas in printed order."""
        return tuple(entry.area for entry in self._loaded.edition.areas)

    @asked
    def has_area(self, area: str) -> bool:
        """Whether the edition has such an area; asked where the other areas do not matter."""
        return any(entry.area == area for entry in self._loaded.edition.areas)

    @property
    @asked
    def result_years(self) -> tuple[int, ...]:
        """The years whose results the scorecards show, oldest first."""
        return self._loaded.edition.result_years

    @property
    @asked
    def date(self) -> dt.date:
        """The date of the document, by which deadlines are judged."""
        return self._loaded.edition.date

    @property
    @asked
    def code(self) -> LanguageCode:
        """The code of the written standard of the report."""
        return self._loaded.language

    @property
    def language(self) -> Language:
        """The written standard of the report."""
        return language(self.code)

    @property
    @asked
    def main_language(self) -> LanguageCode:
        """The code of the language that authors write in."""
        return self._loaded.languages[0]

    def label(self, labels: Labels) -> str:
        """A label in the report's language, or the nearest there is."""
        return label_in(labels, self.code)

    def label_inlines(self, labels: Labels) -> Inlines:
        """The same as running text, marked with its language where that is not the report's."""
        return self._marked(self.label(labels), language_of(labels, self.code))

    def text(self, given: Said) -> str:
        """A text for readers from parameters or a notebook: in the report's language, or what stands in for it.

        Raises InputRefused for labels in what is no language of a report.
        """
        return given if isinstance(given, str) else self.label(_known(given))

    def text_language(self, given: Said) -> LanguageCode:
        """The language of that text: a plain one of a notebook is in the language of the authors."""
        if isinstance(given, str):
            return getattr(given, "language", "") or self.main_language
        return language_of(_known(given), self.code)

    def text_inlines(self, given: Said) -> Inlines:
        """That text as running text, marked with its language where that is not the report's."""
        text = self.text(given)
        return self._marked(text, self.text_language(given)) if has_words(text) else plain(text)

    def text_cell(self, given: Said) -> Cell:
        """The same as a table cell."""
        return Cell(children=self.text_inlines(given))

    def quoted(self, given: str | Inlines) -> Inlines:
        """Running text from a data file: as its source wrote it, in the language of the authors, in every report."""
        inlines = plain(given) if isinstance(given, str) else given
        own = self.main_language
        return inlines if own == self.code or not inlines else (Foreign(language=own, children=inlines),)

    def _marked(self, text: str, code: LanguageCode) -> Inlines:
        return plain(text) if code == self.code else (Foreign(language=code, children=plain(text)),)

    def label_cell(self, labels: Labels) -> Cell:
        """The same as a table cell."""
        return Cell(children=self.label_inlines(labels))

    def result(self, indicator: str, year: int | None) -> Result | None:
        """The result of an indicator in a year (None: the one whose year is not known), if the data have it."""
        return next((found for found in self.data.series(indicator) if found.year == year), None)

    def needed(self, indicator: str, year: int | None) -> Result:
        """As `result`; raises InputRefused, naming the years there are, when the data have none."""
        self.register.find(indicator)
        found = self.result(indicator, year)
        if found is None:
            years = [year_text(known.year) for known in self.data.series(indicator)]
            what = _("There is no result for «{indicator}» in {year}.")
            raise InputRefused.because(
                what.format(indicator=indicator, year=year_text(year)), allowed=", ".join(years) or _("no year at all")
            )
        return found

    def result_or_blank(self, indicator: str, year: int) -> Result:
        """The result in a year; without a row in the data it is missing: blank, or the indicator was not in use."""
        in_use = exists_in(self.register.find(indicator), year)
        missing = Result(indicator=indicator, year=year, missing="blank" if in_use else "not_applicable")
        return self.result(indicator, year) or missing

    def numbers(self, indicator: str) -> tuple[Result, ...]:
        """The dated results that are numbers, oldest first, up to the edition's year and while it was in use."""
        own = self.register.find(indicator)
        dated = [(found.year, found) for found in self.data.series(indicator) if found.year is not None]
        return tuple(
            found for year, found in dated if found.number is not None and year <= self.year and exists_in(own, year)
        )

    def outcome(self, indicator: Indicator, result: Result) -> Outcome:
        """How a result stands against the requirement of its own year."""
        return classify(indicator, result, self.language, self._benchmark(indicator, result.year))

    def _benchmark(self, indicator: Indicator, year: int | None) -> Decimal | None:
        """The year's number of the series that the requirement of the year is relative to, None for none."""
        series = None if year is None else benchmark_series(indicator, year)
        found = self.result(series, year) if series else None
        return found.number if found else None

    def status(self, indicator: Indicator, result: Result) -> Status:
        """The outcome in the municipality's own words."""
        return self.outcome(indicator, result).status(self.municipality.status_words)

    def change(self, indicator: Indicator, year: int | None = None) -> Change:
        """The change of an indicator's result in a year (default: the edition's) since it was last measured."""
        dated = [result for result in self.data.series(indicator.id) if result.year is not None]
        return change(indicator, dated, year or self.year, self.language)

    def compared(self, indicator: Indicator, found: Change, year: int | None = None) -> tuple[Result, ...]:
        """The two results a change was taken between, the earlier first; none when there is no change."""
        if found.previous_year is None:
            return ()
        pair = (self.result(indicator.id, found.previous_year), self.result(indicator.id, year or self.year))
        return tuple(result for result in pair if result is not None)

    @asked
    def requirement_source(self, indicator: str, year: int) -> tuple[Source, ...]:
        """The line of the register on which an indicator's requirement of a year begins."""
        return requirement_source(self._loaded, indicator, year)

    @asked
    def module(self, name: str) -> Model | None:
        """What the municipality's file of a module says, None where it has no such file."""
        return self._loaded.modules.get(name)

    @asked
    def module_line(self, name: str, key: str, *place: str | int) -> Source | None:
        """The line of a module's file on which something with this key stands; None for a file made in memory."""
        located = self._loaded.files.modules.get(name)
        if located is None:
            return None
        return Source(file=located.file, row=located.line(*place), key=key, sha256=located.sha256)

    @asked
    def promises(self, area: str) -> tuple[Followed, ...]:
        """What earlier editions promised and an area is to answer for, with its answers."""
        return tuple(item for item in followed(self._loaded) if item.area == area)

    @property
    @asked
    def promising_areas(self) -> tuple[str, ...]:
        """The areas that earlier editions have left open plans of, as they are printed; those that are gone last."""
        return tuple(dict.fromkeys(item.area for item in followed(self._loaded)))

    @asked
    def module_lines(self, name: str, group: str) -> tuple[Source, ...]:
        """The line on which each entry under `group` of a module's file begins, in order; none without the file."""
        located = self._loaded.files.modules.get(name)
        if located is None:
            return ()
        return tuple(
            Source(file=located.file, row=located.line(group, place), key=entry.id, sha256=located.sha256)
            for place, entry in enumerate(getattr(located.model, group))
        )

    @asked
    def module_source(self, name: str, *place: str | int) -> tuple[Source, ...]:
        """The line of a module's file on which a place in it begins; none where the file was made in memory."""
        located = self._loaded.files.modules.get(name)
        if located is None:
            return ()
        key = " ".join(map(str, place))
        return (Source(file=located.file, row=located.line(*place), key=key, sha256=located.sha256),)

    @asked
    def tracking(self, area: str) -> AreaTracking:
        """What is tracked of an area; empty when it has no file."""
        return self._loaded.tracking.get(area, AreaTracking.model_validate({}))


def _known(labels: Labels) -> Labels:
    """Labels given in a notebook, where nobody has checked them; raises InputRefused."""
    strange = [str(code) for code in labels if code not in LANGUAGES]
    if strange or not labels:
        what = _("«{code}» is no language of a report.").format(code=", ".join(strange))
        raise InputRefused.because(what, allowed=", ".join(LANGUAGES))
    return labels


def needed_number(result: Result) -> Decimal:
    """The number of a result; raises InputRefused when it is a text or missing, for nothing may stand in for it."""
    if result.number is None:
        what = _("The result for «{indicator}» in {year} is no number.")
        if result.missing == "suppressed":
            what = _("The result for «{indicator}» in {year} is withheld, for it is of too few.")
        raise InputRefused.because(what.format(indicator=result.indicator, year=year_text(result.year)))
    return result.number


def year_text(year: int | None) -> str:
    """A year in a message, also where the source states none."""
    return _("a year that is not stated") if year is None else str(year)


def open_edition(root: Path, name: str, code: LanguageCode = "") -> EditionData:
    """The edition `kristiansund/2015` of the project at `root`; raises InputRefused with every fault.

    `code` is the language of the report, its main one when none is given; one that it is not published in is refused.
    Read anew each time: an author who mends a file and runs the cell again must not see the old figure.
    """
    project = Project(root)
    note_opened(name)
    with subject_reads():
        loaded = load_edition(project, name)
        if code and code not in loaded.languages:
            what = _("The notebook asks for «{asked}», but the edition is written in «{own}».")
            raise InputRefused.because(what.format(asked=code, own=", ".join(loaded.languages)))
        data = load_data(project, loaded.municipality_name, loaded.register)
        shown = code or loaded.language
        return EditionData(loaded.within(shown), data.within(shown, loaded.languages[0]))
