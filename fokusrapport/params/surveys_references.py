"""What surveys.yaml says that must fit within itself and with the register: ids, areas, indicators and their scales."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fokusrapport.errors import Fault
from fokusrapport.i18n import _
from fokusrapport.params.nearest import nearest
from fokusrapport.params.repeated import repeated

if TYPE_CHECKING:
    from fokusrapport.params.editionfiles import EditionFiles
    from fokusrapport.params.models import Indicator
    from fokusrapport.params.surveys_models import Survey, SurveyRegister
    from fokusrapport.params.yamlfile import Located
    from fokusrapport.params.yamltree import Place


def check_surveys(located: Located[SurveyRegister], files: EditionFiles) -> Iterator[Fault]:
    """Every fault of the file that shows only beside other parts of it, or beside the register."""
    surveys = list(enumerate(located.model.surveys))
    yield from repeated(located, [(("surveys", place, "id"), survey.id) for place, survey in surveys])
    for place, survey in surveys:
        yield from _ids(located, ("surveys", place), survey)
        yield from _names(located, ("surveys", place), survey)
        yield from _benchmarks(located, ("surveys", place), survey)
        if files.register is not None:
            yield from _indicators(located, ("surveys", place), survey, files.register.model.indicators)


def _ids(located: Located[SurveyRegister], at: Place, survey: Survey) -> Iterator[Fault]:
    """Items and indexes, waves, units, and columns each have names of their own."""
    items = [((*at, "items", place, "id"), item.id) for place, item in enumerate(survey.items)]
    indexes = [((*at, "indexes", place, "id"), index.id) for place, index in enumerate(survey.indexes)]
    yield from repeated(located, [*items, *indexes])
    yield from repeated(located, [((*at, "waves", place, "id"), wave.id) for place, wave in enumerate(survey.waves)])
    yield from repeated(located, [((*at, "units", place, "id"), unit.id) for place, unit in enumerate(survey.units)])
    own = [((*at, name), getattr(survey, name)) for name in ("unit_column", "weight_column") if getattr(survey, name)]
    unread = [((*at, "unread_columns", place), column) for place, column in enumerate(survey.unread_columns)]
    yield from repeated(located, [*items, *own, *unread])
    years = [wave.year for wave in survey.waves]
    if years != sorted(years):
        what = _("The waves of «{survey}» do not stand with the oldest first.").format(survey=survey.id)
        yield Fault(located.file, located.line(*at, "waves"), what=what, allowed=_("oldest first"))


def _names(located: Located[SurveyRegister], at: Place, survey: Survey) -> Iterator[Fault]:
    """Indexes name items of the survey, and waves its units."""
    items = [item.id for item in survey.items]
    for place, index in enumerate(survey.indexes):
        what = _("«{survey}» has no item «{{name}}».").format(survey=survey.id)
        named = [((*at, "indexes", place, "items", nth), item) for nth, item in enumerate(index.items)]
        yield from _unknown(located, named, items, what)
        yield from repeated(located, named)
    units = [unit.id for unit in survey.units]
    for place, wave in enumerate(survey.waves):
        what = _("«{survey}» has no unit «{{name}}».").format(survey=survey.id)
        yield from _unknown(located, [((*at, "waves", place, "units", unit), unit) for unit in wave.units], units, what)


def _unknown(
    located: Located[SurveyRegister], named: Sequence[tuple[Place, str]], known: Sequence[str], what: str
) -> Iterator[Fault]:
    for place, name in named:
        if name not in known:
            told = what.format(name=name)
            yield Fault(
                located.file, located.line(*place), what=told, allowed=", ".join(known), nearest=nearest(name, known)
            )


def _benchmarks(located: Located[SurveyRegister], at: Place, survey: Survey) -> Iterator[Fault]:
    """What is compared with lies on the survey's scale."""
    low, high = survey.ends
    for place, item in enumerate(survey.items):
        if item.benchmark is not None and not low <= item.benchmark.value <= high:
            line = located.line(*at, "items", place, "benchmark", "value")
            what = _("{value} is outside the scale of «{survey}».").format(value=item.benchmark.value, survey=survey.id)
            allowed = _("a number from {low} to {high}").format(low=low, high=high)
            yield Fault(located.file, line, what=what, allowed=allowed)


def _indicators(
    located: Located[SurveyRegister], at: Place, survey: Survey, indicators: Sequence[Indicator]
) -> Iterator[Fault]:
    """Indicators exist, and are measured as the survey measures them."""
    known = {indicator.id: indicator for indicator in indicators}
    scale = "points_0_100" if survey.in_points else survey.scale
    named = [((*at, "items", place, "indicator"), item.indicator, scale) for place, item in enumerate(survey.items)]
    for place, name, wanted in [*named, ((*at, "response_indicator"), survey.response_indicator, "percent")]:
        if name is None:
            continue
        line = located.line(*place)
        if name not in known:
            what = _("There is no indicator «{name}» in the register.").format(name=name)
            allowed = _("an id of indicators.yaml")
            yield Fault(located.file, line, what=what, allowed=allowed, nearest=nearest(name, known))
        elif known[name].scale != wanted:
            what = _("«{name}» is measured as {found}, but the survey gives {wanted}.")
            told = what.format(name=name, found=known[name].scale, wanted=wanted)
            yield Fault(located.file, line, what=told, allowed=_("an indicator of the same scale"))
