"""What the indicator register says about itself and about success factors, areas and years."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from fokusrapport.errors import Fault
from fokusrapport.i18n import _
from fokusrapport.params.nearest import nearest
from fokusrapport.params.repeated import repeated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fokusrapport.params.editionfiles import EditionFiles
    from fokusrapport.params.models import IndicatorRegister
    from fokusrapport.params.yamlfile import Located
    from fokusrapport.params.yamltree import Place


def check_register(files: EditionFiles, areas: Sequence[str]) -> Iterator[Fault]:
    """Every fault of the register; `areas` are all that an indicator may name."""
    located = files.register
    if located is None:
        return
    indicators = located.model.indicators
    ids = [indicator.id for indicator in indicators]
    yield from repeated(located, [(("indicators", index, "id"), name) for index, name in enumerate(ids)])
    yield from _years(located)
    for index, indicator in enumerate(indicators):
        for number, area in enumerate(indicator.areas):
            if area not in areas:
                what = _("There is no area «{name}».")
                yield _unknown(located, ("indicators", index, "areas", number), what, area, areas)
        yield from _benchmarks(located, index, ids)
    if files.municipality:
        yield from _factors(located, [factor.id for factor in files.municipality.model.success_factors])


def _benchmarks(located: Located[IndicatorRegister], index: int, ids: Sequence[str]) -> Iterator[Fault]:
    """Series that the indicator at `index` is compared with: each is another indicator of the register, named once."""
    indicator = located.model.indicators[index]
    what = _("There is no indicator «{name}» in the register.")
    for number, requirement in enumerate(indicator.requirements):
        if requirement.benchmark is not None and requirement.benchmark not in ids:
            place = ("indicators", index, "requirements", number, "benchmark")
            yield _unknown(located, place, what, requirement.benchmark, ids)
    others = [name for name in ids if name != indicator.id]
    places: list[Place] = [("indicators", index, "benchmarks", number) for number in range(len(indicator.benchmarks))]
    for named, name in zip(places, indicator.benchmarks, strict=True):
        if name == indicator.id:
            itself = _("«{name}» cannot be compared with itself.").format(name=name)
            yield Fault(located.file, located.line(*named), what=itself, allowed=", ".join(others))
        elif name not in ids:
            yield _unknown(located, named, what, name, others)
    yield from repeated(located, zip(places, indicator.benchmarks, strict=True))


def _factors(located: Located[IndicatorRegister], factors: Sequence[str]) -> Iterator[Fault]:
    for index, indicator in enumerate(located.model.indicators):
        if indicator.success_factor is not None and indicator.success_factor not in factors:
            what = _("There is no success factor «{name}».")
            yield _unknown(located, ("indicators", index, "success_factor"), what, indicator.success_factor, factors)


def _unknown(located: Located[IndicatorRegister], place: Place, what: str, name: str, options: Sequence[str]) -> Fault:
    words = what.format(name=name)
    return Fault(located.file, located.line(*place), "", words, ", ".join(options), nearest(name, options))


def _years(located: Located[IndicatorRegister]) -> Iterator[Fault]:
    """Requirements and breaks rise from year to year, and no indicator ends before it begins."""
    for index, indicator in enumerate(located.model.indicators):
        demanded = [requirement.valid_from for requirement in indicator.requirements]
        broken = [series_break.year for series_break in indicator.breaks]
        for group, key, years in (("requirements", "from", demanded), ("breaks", "year", broken)):
            for number, (before, year) in enumerate(pairwise(years), start=1):
                if year <= before:
                    what = _("{year} stands after {before} under «{key}» of «{id}».")
                    words = what.format(year=year, before=before, key=group, id=indicator.id)
                    line = located.line("indicators", index, group, number, key)
                    yield Fault(located.file, line, what=words, allowed=_("oldest first, each year once"))
        if indicator.valid_from and indicator.valid_to and indicator.valid_to < indicator.valid_from:
            what = _("«{id}» ends in {end}, before it begins in {start}.")
            words = what.format(id=indicator.id, end=indicator.valid_to, start=indicator.valid_from)
            line = located.line("indicators", index, "valid_to")
            yield Fault(located.file, line, what=words, allowed=_("valid_from no later than valid_to"))
