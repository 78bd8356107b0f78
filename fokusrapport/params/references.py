"""What one file says about another: areas, notebooks, indicators, success factors and years that must fit together."""

from __future__ import annotations

import keyword
from decimal import ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

from fokusrapport.errors import Fault
from fokusrapport.i18n import LANGUAGES, _, has_catalogue, language, ui_language
from fokusrapport.params.contrast import pale_colours
from fokusrapport.params.module_references import CHECKS
from fokusrapport.params.modules import MODULES
from fokusrapport.params.nearest import nearest
from fokusrapport.params.priority_references import check_tracked_priorities
from fokusrapport.params.promise_references import check_answers
from fokusrapport.params.register_references import check_register
from fokusrapport.params.repeated import repeated
from fokusrapport.params.textfile import relative

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from fokusrapport.params.editionfiles import EditionFiles
    from fokusrapport.params.models import Action, AreaTracking, Edition, Model, Municipality, Plan
    from fokusrapport.params.yamlfile import Located


def check_references(files: EditionFiles, areas: Sequence[str]) -> list[Fault]:
    """Every fault between the parameter files of one edition; a file that could not be read is left out.

    `areas` are all there are: of any edition, or with a notebook. Whether this edition's areas have their
    notebooks is a question of its own: `check_notebooks`.
    """
    checks: tuple[Callable[[EditionFiles], Iterator[Fault]], ...] = (
        _areas,
        _years,
        _parameters,
        _municipality,
        _colours,
        _languages,
        _tracked_areas,
        _tracking,
        check_answers,
        check_tracked_priorities,
        _file_names,
    )
    found = (fault for check in checks for fault in check(files))
    of_modules = (fault for name, located in files.modules.items() for fault in _module(name, located, files))
    return sorted({*found, *of_modules, *check_register(files, areas)})


def _module(name: str, located: Located[Model], files: EditionFiles) -> Iterator[Fault]:
    """What a module's file says that the other files do not bear out."""
    if name in CHECKS:
        yield from CHECKS[name](located, files)


def check_notebooks(files: EditionFiles, notebooks: Sequence[str]) -> list[Fault]:
    """A fault for every area of the edition without a notebook; `notebooks` are the areas there is one for."""
    return list(_without_notebook(files, notebooks))


def _without_notebook(files: EditionFiles, notebooks: Sequence[str]) -> Iterator[Fault]:
    if files.edition is None:
        return
    areas = [entry.area for entry in files.edition.model.areas]
    for index, area in enumerate(areas):
        if area not in notebooks:
            line = files.edition.line("areas", index, "area")
            what = _("The area «{area}» has no notebook: notebooks/{area}.ipynb does not exist.").format(area=area)
            allowed = ", ".join(notebooks)
            yield Fault(files.edition.file, line, what=what, allowed=allowed, nearest=nearest(area, notebooks))


def _areas(files: EditionFiles) -> Iterator[Fault]:
    """Every area stands once."""
    if files.edition is not None:
        entries = enumerate(files.edition.model.areas)
        yield from repeated(files.edition, [(("areas", index, "area"), entry.area) for index, entry in entries])


def _years(files: EditionFiles) -> Iterator[Fault]:
    """The years of the scorecards rise, and end with the edition's."""
    if files.edition is None:
        return
    years = files.edition.model.result_years
    line = files.edition.line("result_years")
    if list(years) != sorted(set(years)):
        what = _("The years in «result_years» do not rise from one to the next.")
        yield Fault(files.edition.file, line, what=what, allowed=_("oldest first, each year once"))
    if files.paths.year not in years[-1:]:
        what = _("«result_years» does not end with {year}, the year in the file's name.")
        allowed = _("{year} as the last year").format(year=files.paths.year)
        yield Fault(files.edition.file, line, what=what.format(year=files.paths.year), allowed=allowed)


def _parameters(files: EditionFiles) -> Iterator[Fault]:
    """Names of parameters can be names in a notebook."""
    if files.edition is None:
        return
    edition = files.edition.model
    names = [("parameters", name) for name in edition.parameters]
    of_areas = [
        ("areas", index, "parameters", name) for index, entry in enumerate(edition.areas) for name in entry.parameters
    ]
    for place in (*names, *of_areas):
        name = str(place[-1])
        if not name.isidentifier() or keyword.iskeyword(name):
            what = _("«{name}» cannot be the name of a parameter in a notebook.").format(name=name)
            allowed = _("letters, digits and «_», beginning with a letter, and no word of Python's own")
            yield Fault(files.edition.file, files.edition.line(*place), what=what, allowed=allowed)


def _municipality(files: EditionFiles) -> Iterator[Fault]:
    """Success factors stand once, and the three status words can be told apart."""
    located = files.municipality
    if located is None:
        return
    factors = enumerate(located.model.success_factors)
    yield from repeated(located, [(("success_factors", index, "id"), factor.id) for index, factor in factors])
    words = located.model.status_words
    levels = (("met", words.met), ("accepted", words.accepted), ("unmet", words.unmet))
    yield from repeated(located, [(("status_words", level), word.lower()) for level, word in levels])


def _colours(files: EditionFiles) -> Iterator[Fault]:
    """Every colour can be read on its ground."""
    located = files.municipality
    if located is None:
        return
    for pale in pale_colours(located.model.colours):
        what = _("«{colour}» is too pale to be read: its contrast is {ratio} to 1.").format(
            colour=pale.colour, ratio=_one_decimal(pale.ratio)
        )
        allowed = _("a contrast of at least {needed} to 1 (WCAG 2.1)").format(needed=_one_decimal(pale.needed))
        line = located.line("colours", pale.name)
        yield Fault(located.file, line, pale.name, what, allowed, pale.nearest)


def _one_decimal(ratio: float) -> str:
    """A ratio rounded down, so that 4.47 is not told as the 4.5 it falls short of."""
    return language(ui_language()).number(Decimal(str(ratio)).quantize(Decimal("0.1"), ROUND_FLOOR), 1)


def _languages(files: EditionFiles) -> Iterator[Fault]:
    """The texts the program adds exist in the report's languages: a page half in another would look like a slip."""
    for located in (files.municipality, files.edition):
        code = located.model.language if located else None
        if located is not None and code is not None:
            yield from _without_catalogue(located, code, "language")
    if files.edition is None:
        return
    edition = files.edition.model
    for index, code in enumerate(edition.languages):
        yield from _without_catalogue(files.edition, code, "languages", index)
    yield from repeated(files.edition, [(("languages", n), code) for n, code in enumerate(edition.languages)])
    if edition.language and edition.languages:
        what = _("«language» and «languages» cannot both be given.")
        allowed = _("«languages», the main one first")
        yield Fault(files.edition.file, files.edition.line("language"), "language", what, allowed)


def _without_catalogue(
    located: Located[Municipality] | Located[Edition], code: str, *place: str | int
) -> Iterator[Fault]:
    if not has_catalogue(code):
        what = _("Reports cannot be written in «{code}» yet: the program's own texts are not translated.")
        known = ", ".join(name for name in LANGUAGES if has_catalogue(name))
        yield Fault(located.file, located.line(*place), str(place[0]), what.format(code=code), known)


def _tracked_areas(files: EditionFiles) -> Iterator[Fault]:
    """What is tracked belongs to an area of the edition."""
    if files.edition is None:
        return
    areas = [entry.area for entry in files.edition.model.areas]
    for path in files.paths.tracking:
        if path.stem not in areas:
            what = _("The file tracks «{area}», which is no area of the edition.").format(area=path.stem)
            file = relative(path, files.paths.root)
            yield Fault(file, what=what, allowed=", ".join(areas), nearest=nearest(path.stem, areas))


def _tracking(files: EditionFiles) -> Iterator[Fault]:
    """Actions, plans and explanations stand once, and name success factors and indicators that exist."""
    factors = [factor.id for factor in files.municipality.model.success_factors] if files.municipality else None
    indicators = [indicator.id for indicator in files.register.model.indicators] if files.register else None
    for located in files.tracking.values():
        for group, items in _promises(located.model):
            yield from repeated(located, [((group, index, "id"), item.id) for index, item in enumerate(items)])
        explained = enumerate(located.model.explanations)
        yield from repeated(
            located, [(("explanations", index, "indicator"), item.indicator) for index, item in explained]
        )
        if factors is not None:
            yield from _unknown_factors(located, factors)
        if indicators is not None:
            yield from _unknown_indicators(located, indicators)


def _promises(model: AreaTracking) -> tuple[tuple[str, tuple[Action | Plan, ...]], ...]:
    return ("actions", model.actions), ("plans", model.plans)


def _unknown_factors(located: Located[AreaTracking], factors: Sequence[str]) -> Iterator[Fault]:
    for group, items in _promises(located.model):
        for index, item in enumerate(items):
            if item.success_factor is not None and item.success_factor not in factors:
                what = _("There is no success factor «{name}».").format(name=item.success_factor)
                line = located.line(group, index, "success_factor")
                near = nearest(item.success_factor, factors)
                yield Fault(located.file, line, what=what, allowed=", ".join(factors), nearest=near)


def _unknown_indicators(located: Located[AreaTracking], indicators: Sequence[str]) -> Iterator[Fault]:
    actions, explanations = located.model.actions, located.model.explanations
    named = [
        *((("actions", index, "indicator"), action.indicator) for index, action in enumerate(actions)),
        *((("explanations", index, "indicator"), item.indicator) for index, item in enumerate(explanations)),
    ]
    for place, name in named:
        if name is not None and name not in indicators:
            what = _("There is no indicator «{name}» in the register.").format(name=name)
            line = located.line(*place)
            near = nearest(name, indicators)
            yield Fault(located.file, line, what=what, allowed=_("an id of indicators.yaml"), nearest=near)


def _file_names(files: EditionFiles) -> Iterator[Fault]:
    """No file lies unread because of its name."""
    folder = files.paths.edition.parent
    for path in sorted((*folder.glob("*.y*ml"), *folder.glob(f"{files.paths.year}/*.yml"))):
        year = path.stem.isdecimal() and len(path.stem) == len("2015")
        named = ("municipality", "indicators", *MODULES)
        if path.suffix != ".yaml" or not (year or path.stem in named):
            what = _("No edition reads a file of this name.")
            allowed = _("{names}, <year>.yaml or <year>/<area>.yaml").format(
                names=", ".join(f"{name}.yaml" for name in named)
            )
            near = "" if path.stem[:1].isdecimal() else nearest(path.stem, named)
            near = f"{near}.yaml" if near else ""
            yield Fault(relative(path, files.paths.root), what=what, allowed=allowed, nearest=near)
