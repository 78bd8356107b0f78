"""The surveys of an edition's municipality, each worked out once however often it is asked for."""

from __future__ import annotations

from typing import cast

from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.records import RecordFile
from fokusrapport.domain.survey.found import SurveyFound, survey_limit
from fokusrapport.domain.survey.responses import LONG, WIDE
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import _
from fokusrapport.params.nearest import nearest
from fokusrapport.params.surveys_models import Survey, SurveyRegister

_KEPT = 64  # surveys worked out: those of an edition, and of one that is compared with it


def survey_found(edition: EditionData, name: str) -> SurveyFound:
    """A survey by its id; raises InputRefused where the municipality has none of this name."""
    known = {survey.id: survey for survey in surveys(edition)}
    if name not in known:
        what = _("There is no survey «{name}» in surveys.yaml.").format(name=name)
        raise InputRefused.because(what, allowed=", ".join(known), nearest=nearest(name, known))
    survey = known[name]
    files = tuple(file for table in (WIDE, LONG) for file in edition.data.records(table).files)
    limit = survey_limit(survey, files, edition.limits, {item.id: item for item in edition.register.indicators})
    key = (files, repr(survey), limit, edition.year)
    while len(_found) >= _KEPT:
        _found.pop(next(iter(_found)))
    return _found.setdefault(key, SurveyFound(survey, files, limit, edition.year))


_found: dict[tuple[tuple[RecordFile, ...], str, int, int], SurveyFound] = {}
"""Surveys already worked out, by all that they are worked out of; a file read anew is another one."""


def surveys(edition: EditionData) -> tuple[Survey, ...]:
    """All surveys of the municipality, as printed."""
    register = cast("SurveyRegister | None", edition.module("surveys"))
    return register.surveys if register else ()
