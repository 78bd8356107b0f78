"""Reads every file that a municipality's `sources.yaml` declares, and refuses them all together.

Faults name file, row (as a spreadsheet counts), column, value and what is allowed: all faults of all files at
once. What tells of too few people is taken out before anybody gets the data (`withholding`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from pydantic import ValidationError

from fokusrapport.blocks import Source
from fokusrapport.domain.benchmarking.snapshots import about_path
from fokusrapport.domain.data_cells import RowContext
from fokusrapport.domain.data_files import RawTable, read_table
from fokusrapport.domain.data_rows import ROW_MODELS, AnswerRow, ContactRow, RankingRow, ResultRow, SurveyRow
from fokusrapport.domain.dataset import Data, RankedItem, ResponseBase, SurveyAnswer
from fokusrapport.domain.disclosure.limits import Limits
from fokusrapport.domain.distribution_checks import distribution_faults
from fokusrapport.domain.record_tables import RECORD_TABLES, between_files, read_records
from fokusrapport.domain.records import RecordContext, RecordFile, Records
from fokusrapport.domain.results import Result
from fokusrapport.domain.survey.found import survey_limit
from fokusrapport.domain.survey.indicators import measured
from fokusrapport.domain.survey.responses import LONG, WIDE
from fokusrapport.domain.withholding import Measured, withheld
from fokusrapport.errors import Fault, InputRefused
from fokusrapport.i18n import _
from fokusrapport.params import modelfaults
from fokusrapport.params.editionfiles import EditionPaths, read_modules
from fokusrapport.params.models import Municipality, Sources
from fokusrapport.params.nearest import nearest
from fokusrapport.params.translated import spellings
from fokusrapport.params.yamlfile import Located, load_model

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from pydantic_core import ErrorDetails

    from fokusrapport.blocks import StatusKind
    from fokusrapport.domain.data_rows import AnyRow
    from fokusrapport.params.models import DataSource, Indicator, IndicatorRegister
    from fokusrapport.params.project import Project
    from fokusrapport.params.surveys_models import SurveyRegister

__all__ = ["Data", "RankedItem", "ResponseBase", "load_data"]

_FILE_TYPES = (".csv", ".xlsx")


def load_data(project: Project, municipality_name: str, register: IndicatorRegister) -> Data:
    """Everything the municipality's data files hold; raises InputRefused with every fault of every file.

    `municipality_name` is the folder under `params/` and `data/`.
    """
    paths = EditionPaths(project.root, municipality_name, 0)
    sources, faults = load_model(paths.sources, project.root, Sources)
    municipality, municipality_faults = load_model(paths.municipality, project.root, Municipality)
    if sources is None or municipality is None:
        raise InputRefused(faults=sorted(faults + municipality_faults))
    modules, faults = read_modules(paths)
    context = RecordContext(project.root, register, {name: located.model for name, located in modules.items()})
    loader = _Loader(
        {indicator.id: indicator for indicator in register.indicators}, _words(municipality.model), context
    )
    loader.faults.extend(faults)
    declared: dict[str, DataSource] = {}
    for index, source in enumerate(sources.model.files):
        path = paths.data / source.file
        if fault := _misnamed(sources, index, paths):
            loader.faults.append(fault)
            continue
        declared[project.relative(path)] = source
        loader.read(path, source)
    loader.faults.extend(_undeclared(sources, paths))
    broken = {fault.file for fault in loader.faults}
    # A row that was refused makes the sum of the others wrong, which is no fault of theirs.
    loader.faults.extend(distribution_faults([row for row in loader.answers if row.source.file not in broken]))
    loader.faults.extend(between_files(loader.records))
    if loader.faults:
        raise InputRefused(faults=sorted(set(loader.faults)))
    records = {table: Records(tuple(files)) for table, files in loader.records.items()}
    limits = Limits(municipality.model, lambda file: declared[file].suppression_limit if file in declared else None)
    loader.measure(limits)
    read = Measured(tuple(loader.results), tuple(loader.bases), tuple(loader.answers))
    shown = withheld(read, loader.indicators, limits)
    return Data(shown.results, tuple(loader.rankings), shown.bases, declared, shown.answers, records)


def _words(municipality: Municipality) -> Mapping[str, StatusKind]:
    """The municipality's own status words in small letters, each with the kind it stands for."""
    words = municipality.status_words
    kinds: Mapping[StatusKind, str] = {"met": words.met, "accepted": words.accepted, "unmet": words.unmet}
    return {word: kind for kind, text in kinds.items() for word in spellings(text)}


def _misnamed(sources: Located[Sources], index: int, paths: EditionPaths) -> Fault | None:
    """A fault when sources.yaml names a file that is not there, twice, or of a type we do not read."""
    names = [source.file for source in sources.model.files]
    name = names[index]
    line = sources.line("files", index, "file")
    there = _data_files(paths)
    if name in names[:index]:
        return Fault(sources.file, line, what=_("«{name}» is declared twice.").format(name=name))
    if not name.lower().endswith(_FILE_TYPES):
        what = _("«{name}» is not a kind of file that can be read.").format(name=name)
        return Fault(sources.file, line, what=what, allowed=", ".join(_FILE_TYPES))
    if name not in there:
        what = _("There is no data file «{name}» in the folder.").format(name=name)
        return Fault(sources.file, line, what=what, allowed=", ".join(there), nearest=nearest(name, there))
    return None


def _data_files(paths: EditionPaths) -> list[str]:
    """Data files in the folder; not the lock files an open spreadsheet leaves (`~$…`, `.~lock…`)."""
    names = (path.name for path in paths.data.iterdir() if path.suffix.lower() in _FILE_TYPES)
    return sorted(name for name in names if not name.startswith(("~", ".")))


def _undeclared(sources: Located[Sources], paths: EditionPaths) -> Iterable[Fault]:
    declared = [source.file for source in sources.model.files]
    for name in _data_files(paths):
        # A fetch that was broken off leaves two files that nothing names yet: the next one writes over them.
        if name not in declared and not about_path(paths.data / name).exists():
            what = _("The data file «{name}» is not declared: nobody can tell where it came from.").format(name=name)
            yield Fault(sources.file, 1, what=what, allowed=_("an entry under «files», or the file moved away"))


@dataclass
class _Loader:
    """Gathers validated rows of all files, and everything that is wrong with them."""

    indicators: Mapping[str, Indicator]
    status_words: Mapping[str, StatusKind]
    context: RecordContext
    records: dict[str, list[RecordFile]] = field(default_factory=dict)
    results: list[Result] = field(default_factory=list)
    rankings: list[RankedItem] = field(default_factory=list)
    bases: list[ResponseBase] = field(default_factory=list)
    answers: list[SurveyAnswer] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    seen: dict[tuple[object, ...], tuple[str, int]] = field(default_factory=dict)

    def read(self, path: Path, source: DataSource) -> None:
        """Keep what the file holds, and what is wrong with it."""
        if source.table in RECORD_TABLES:
            found, faults = read_records(path, source, self.context)
            if found is not None:
                self.records.setdefault(source.table, []).append(found)
        else:
            table, faults = read_table(path, self.context.root, source.format)
            if table is not None:
                self._add(table, source)
        self.faults.extend(faults)

    def _add(self, table: RawTable, source: DataSource) -> None:
        """Validate the table's rows and keep those that are right."""
        model = ROW_MODELS[source.table]
        if faults := _column_faults(table, model):
            self.faults.extend(faults)
            return
        context = RowContext(source.format.decimal, self.indicators, self.status_words)
        needed = {name for name, column in model.model_fields.items() if column.is_required()}
        for number, cells in table.rows:
            # Blank cells are left to the models' defaults: most cells of a large table are blank.
            row_cells = {
                column: cell
                for column, cell in zip(table.columns, cells, strict=True)
                if cell is not None or column in needed
            }
            try:
                row = model.model_validate(row_cells, context=context)
            except ValidationError as error:
                details = error.errors(include_url=False)
                self.faults.extend(_row_fault(table.file, number, model, detail) for detail in details)
            else:
                self._keep(row, table, number)

    def measure(self, limits: Limits) -> None:
        """Keep what surveys say of indicators that nobody has typed; no number is typed that can be worked out."""
        register = cast("SurveyRegister | None", self.context.modules.get("surveys"))
        files = [file for table in (WIDE, LONG) for file in self.records.get(table, ())]
        typed = {(result.indicator, result.year) for result in self.results}
        surveys = register.surveys if register else ()
        limit_of = {survey.id: survey_limit(survey, files, limits, self.indicators) for survey in surveys}
        for found in measured(surveys, files, limit_of, typed):
            self.results.append(found.result)
            self.bases.extend([found.base] if found.base else [])

    def _keep(self, row: AnyRow, table: RawTable, number: int) -> None:
        key = _key(row)
        here = (table.file, number)
        first = self.seen.setdefault(key, here)
        if first is not here:
            what = _("«{key}» stands twice: also in {file}, row {row}.")
            words = what.format(key=_printed(key), file=first[0], row=first[1])
            self.faults.append(Fault(table.file, number, what=words, allowed=_("one row for each")))
            return
        source = Source(file=table.file, row=number, key=_printed(key), sha256=table.sha256)
        if isinstance(row, RankingRow):
            self.rankings.append(RankedItem(**row.model_dump(), source=source))
        elif isinstance(row, AnswerRow):
            self.answers.append(SurveyAnswer(**row.model_dump(), source=source))
        else:
            self.results.append(_result(row, source))
        if isinstance(row, SurveyRow):
            base = row.model_dump(include={"survey", "indicator", "year", "invited", "answered"})
            self.bases.append(ResponseBase(**base, source=source))


def _column_faults(table: RawTable, model: type[AnyRow]) -> list[Fault]:
    known = list(model.model_fields)
    faults = []
    for index, column in enumerate(table.columns, start=1):
        place = _("column {number}").format(number=index)
        if not column:
            faults.append(Fault(table.file, 1, place, _("The column has no name."), ", ".join(known)))
        elif column not in known:
            what = _("Unknown column «{column}».").format(column=column)
            faults.append(Fault(table.file, 1, place, what, ", ".join(known), nearest(column, known)))
        elif column in table.columns[: index - 1]:
            faults.append(Fault(table.file, 1, place, _("The column «{column}» stands twice.").format(column=column)))
    for name, column_field in model.model_fields.items():
        if column_field.is_required() and name not in table.columns:
            what = _("The column «{column}» is missing.").format(column=name)
            faults.append(Fault(table.file, 1, what=what, allowed=", ".join(known)))
    return faults


def _row_fault(file: str, number: int, model: type[AnyRow], detail: ErrorDetails) -> Fault:
    what, allowed, near = modelfaults.problem(model, detail["loc"], detail)
    column = detail["loc"][0] if detail["loc"] else detail.get("ctx", {}).get("column", "")
    place = _("column «{column}»").format(column=column) if column else ""
    return Fault(file, number, place, what, allowed, near)


def _key(row: AnyRow) -> tuple[object, ...]:
    """What may stand only once: an indicator in a year, whatever file it is in; a place in a list."""
    if isinstance(row, RankingRow):
        return (row.survey, row.list, row.year, row.rank)
    if isinstance(row, AnswerRow):
        return (row.indicator, row.year, row.answer or None)
    return (row.indicator, row.year)


def _printed(key: tuple[object, ...]) -> str:
    return " ".join(["–" if part is None else str(part) for part in key])


def _result(row: ResultRow | ContactRow, source: Source) -> Result:
    if isinstance(row, ContactRow):
        return Result(
            indicator=row.indicator,
            year=row.year,
            number=row.value,
            comment=row.comment,
            uncertain=row.uncertain,
            source=source,
        )
    blank = row.value is None and not row.text and row.missing is None
    return Result(
        indicator=row.indicator,
        year=row.year,
        number=row.value,
        text=row.text or None,
        missing="blank" if blank else row.missing,
        status_by_hand=row.status,
        status_reason=row.status_reason,
        comment=row.comment,
        uncertain=row.uncertain,
        participants=row.participants,
        source=source,
    )
