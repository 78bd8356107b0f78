"""Regions that cannot be compared with any more: municipalities that have merged or changed their code.

A table keeps the old codes beside the new ones. Its metadata mark them with the years they hold («Kristiansund
(-2007)», «Viken (2020-2023)»); where they do not, the figures simply end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fokusrapport.errors import Fault
from fokusrapport.fetch.fetched import Figure, Question
from fokusrapport.i18n import _
from fokusrapport.params.nearest import nearest

_HOLDS = re.compile(r"\s*\((\d{4})?\s*[-–]\s*(\d{4})?\)\s*$")
_NOT_IN_USE = "."  # SSB's sign for a category that did not exist; «..» is a figure that is lacking


@dataclass(frozen=True)
class Holds:
    """A region's name, and the years it holds; None where its name does not tell."""

    name: str
    first: int | None = None
    last: int | None = None


def holds(label: str) -> Holds:
    """What a region's label tells."""
    told = _HOLDS.search(label)
    if told is None or not (told[1] or told[2]):
        return Holds(label)
    return Holds(label[: told.start()], int(told[1]) if told[1] else None, int(told[2]) if told[2] else None)


def unknown_regions(question: Question, names: Mapping[str, str]) -> Iterator[Fault]:
    """A fault for every region that the service does not have; `names` are those it has, by code."""
    for code in question.regions:
        if code not in names:
            what = _("«{service}» has no region «{code}».").format(service=question.service, code=code)
            near = nearest(code, names)
            named = f"{near} ({names[near]})" if near else ""
            yield question.fault_of_region(code, what, _("a code of the table's metadata"), named)


def ended_regions(question: Question, names: Mapping[str, str], years: Sequence[int]) -> Iterator[Fault]:
    """A fault for every region whose name tells that it does not hold the newest year asked for."""
    for code in question.regions:
        found = holds(names.get(code, ""))
        until = _until(question, code)
        if found.last is not None and found.last < max(years) and until is None:
            what = _("«{code}» ({name}) ended in {year}: the municipality has merged, or has another code since.")
            yield question.fault_of_region(
                code, what.format(code=code, name=found.name, year=found.last), _allowed(code, found, names)
            )


def ended_figures(question: Question, figures: Sequence[Figure], names: Mapping[str, str]) -> Iterator[Fault]:
    """A fault for every region whose figures end before the others' do, all measures alike."""
    last = {code: _last_year(figures, code) for code in question.regions}
    newest = max((year for year in last.values() if year is not None), default=None)
    if newest is None:
        return
    for code, year in last.items():
        if year is None or year >= newest or _until(question, code) is not None:
            continue
        symbols = {figure.symbol for figure in figures if figure.region == code and figure.year > year}
        if symbols == {_NOT_IN_USE} or newest - year > 1:
            what = _("The figures of «{code}» ({name}) end in {year}, the others' in {newest}: it may have merged.")
            told = what.format(code=code, name=names.get(code, code), year=year, newest=newest)
            yield question.fault_of_region(code, told, _allowed(code, Holds(names.get(code, ""), None, year), names))


def unreported(question: Question, figures: Sequence[Figure], names: Mapping[str, str]) -> Iterator[str]:
    """A warning for every region without a single figure of the newest year, which others have."""
    newest = max((figure.year for figure in figures if figure.value is not None), default=None)
    for code in question.regions:
        if newest is not None and _last_year(figures, code) != newest and _until(question, code) is None:
            what = _("«{code}» ({name}) has no figures of {year} yet: perhaps not reported.")
            yield what.format(code=code, name=names.get(code, code), year=newest)


def _until(question: Question, code: str) -> int | None:
    return next((other.until for other in question.compared_with if other.region == code), None)


def _last_year(figures: Sequence[Figure], code: str) -> int | None:
    return max((each.year for each in figures if each.region == code and each.value is not None), default=None)


def _allowed(code: str, found: Holds, names: Mapping[str, str]) -> str:
    """The codes of the same name that still hold, and how to show the old one all the same."""
    same = [
        f"«{other}» ({label})"
        for other, label in names.items()
        if other != code and found.name and holds(label).name == found.name and holds(label).last is None
    ]
    until = _("«until: {year}» beside it, to show it up to then").format(year=found.last)
    return _("{codes}; or {until}").format(codes=", ".join(same), until=until) if same else until
