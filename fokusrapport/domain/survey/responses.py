"""Tables of respondents: a row a respondent, or a row an answer; read as a whole, and judged as a whole.

Both kinds become one frame, a row an answer that was given (blank cells are none): `survey`, `wave`, `respondent`,
`unit` and `weight` ("" where there is none; a weight is a number with a decimal point), `item` and `answer` (a float;
NaN is an answer outside the scale, such as «vet ikke»). Columns that `surveys.yaml` calls unread never get this far.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

import pandas as pd

from fokusrapport.domain.records import RecordColumn, RecordContext, RecordFile, RecordTable
from fokusrapport.domain.survey.response_faults import MOST, Faulty, fewest_listed, rows_of, unknown
from fokusrapport.domain.survey.response_part import COLUMNS, NAMED, SurveyPart
from fokusrapport.errors import Fault
from fokusrapport.i18n import _
from fokusrapport.params.nearest import nearest
from fokusrapport.params.surveys_models import Survey, SurveyRegister

if TYPE_CHECKING:
    from fokusrapport.params.models import DataSource

WIDE, LONG = "survey_responses", "survey_responses_long"

_IDENTIFYING = (
    RecordColumn("survey", "text", "Id of a survey in `surveys.yaml`."),
    RecordColumn("wave", "text", "Id of one of the survey's waves."),
    RecordColumn("respondent", "text", "Any mark that tells respondents apart; never shown."),
)


def judged_wide(file: RecordFile, source: DataSource, context: RecordContext) -> tuple[RecordFile, list[Fault]]:
    """A row a respondent, a column an item: as answers, with every fault."""
    return _judged(file, source, context, long=False)


def judged_long(file: RecordFile, source: DataSource, context: RecordContext) -> tuple[RecordFile, list[Fault]]:
    """A row an answer, its item in a column of its own: as answers, with every fault."""
    return _judged(file, source, context, long=True)


def in_two_files(files: Sequence[RecordFile]) -> list[Fault]:
    """Respondents who stand in an earlier file, too."""
    faults: list[Fault] = []
    column, allowed = _("column «{column}»").format(column="respondent"), _("each respondent once")
    for place, file in enumerate(files):
        who = file.frame.drop_duplicates(list(NAMED))
        for earlier in files[:place]:
            others = earlier.frame.set_index(list(NAMED)).index
            again = rows_of(who["respondent"][who.set_index(list(NAMED)).index.isin(others)])
            what = _("The respondent has answered the same survey already, in {file}.").format(file=earlier.file)
            told = [Fault(file.file, row, column, what, allowed) for row in again[:MOST]]
            faults += fewest_listed(told, len(again))
    return faults


RESPONSES = RecordTable(_IDENTIFYING, judged_wide, open=True, together=in_two_files)
RESPONSES_LONG = RecordTable(
    (
        *_IDENTIFYING,
        RecordColumn("item", "text", "Id of an item of the survey."),
        RecordColumn("answer", "number or word", "A number or word of the scale, or one of the survey's `dont_know`."),
    ),
    judged_long,
    open=True,
    together=in_two_files,
)


def _judged(
    file: RecordFile, source: DataSource, context: RecordContext, *, long: bool
) -> tuple[RecordFile, list[Fault]]:
    register = cast("SurveyRegister | None", context.modules.get("surveys"))
    if register is None:
        what = _("There are answers of respondents, but no surveys.yaml says what they were asked.")
        allowed = _("params/<municipality>/{file}, see the guide").format(file="surveys.yaml")
        return _with(file, []), [Fault(file.file, what=what, allowed=allowed)]
    surveys = {survey.id: survey for survey in register.surveys}
    mark = "." if file.file.lower().endswith(".xlsx") else source.format.decimal
    faulty = Faulty(file.file)
    faulty.add(unknown(file.frame["survey"], surveys, _("There is no survey «{name}» in surveys.yaml.")), "survey")
    present = [survey for survey in register.surveys if (file.frame["survey"] == survey.id).any()]
    faults = [*(_unknown_columns(file, present, long=long) if present else ()), *faulty.listed()]
    if faults:
        return _with(file, []), faults
    parts = [SurveyPart(file, survey, mark, long=long) for survey in present]
    faults = [fault for part in parts for fault in part.faults()]
    return _with(file, [] if faults else [part.answers for part in parts]), sorted(faults)


def _with(file: RecordFile, parts: Sequence[pd.DataFrame]) -> RecordFile:
    frame = pd.concat(parts) if parts else pd.DataFrame(columns=list(COLUMNS))
    return replace(file, frame=frame)


def _unknown_columns(file: RecordFile, surveys: Sequence[Survey], *, long: bool) -> Iterator[Fault]:
    """Every column that no survey of the file declares."""
    known = dict.fromkeys((*NAMED, *(("item", "answer") if long else ())))
    for survey in surveys:
        declared = (survey.unit_column, survey.weight_column, *survey.unread_columns)
        known |= dict.fromkeys(name for name in declared if name)
        known |= {} if long else dict.fromkeys(item.id for item in survey.items)
    for number, column in enumerate(file.frame.columns, start=1):
        if column not in known:
            place = _("column {number}").format(number=number)
            what = _("Unknown column «{column}».").format(column=column)
            allowed = _("{columns}; free text is declared under «unread_columns» in surveys.yaml")
            yield Fault(file.file, 1, place, what, allowed.format(columns=", ".join(known)), nearest(column, known))
    needed = dict.fromkeys(name for survey in surveys for name in (survey.unit_column, survey.weight_column) if name)
    for column in needed:
        if column not in file.frame.columns:
            what = _("The column «{column}» is missing.").format(column=column)
            yield Fault(file.file, 1, what=what, allowed=_("the column that surveys.yaml names"))
