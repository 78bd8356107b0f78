"""What areas show now in the report or draft that lies there, and of which areas nobody can see that.

Only what has been built and can be seen is checked: an area that would be run again, or is missing, has nothing to look
at. So a check is of the very words and numbers that stand there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from fokusrapport.app import Options, settings_of
from fokusrapport.checking import Checked
from fokusrapport.errors import Fault
from fokusrapport.i18n import _
from fokusrapport.pipeline.lastbuilt import AreaBuilt, ReportBuilt, published_contents, reports_built, this_program
from fokusrapport.pipeline.making import shelf_of
from fokusrapport.pipeline.standing import Contents


@dataclass(frozen=True)
class Present:
    """What areas show now, and why nobody knows that of the others."""

    contents: Mapping[str, Contents] = field(default_factory=dict)
    unknown: Mapping[str, Fault] = field(default_factory=dict)
    published: Mapping[str, Contents] = field(default_factory=dict)


def present(checked: Checked, areas: Iterable[str]) -> Present:
    """What areas show in the report or the draft that was made of them as they are now."""
    request = checked.plan.request
    reports = reports_built(request.root, request.name, request.folder.parent)
    of_now = [report for report in reports.values() if report.program == this_program()]
    kept = _kept(checked, frozenset(areas))
    contents, unknown = {}, {}
    for area, runs in kept.items():
        found = _found(area, runs, of_now)
        if isinstance(found, str):
            notebook = f"notebooks/{area}.ipynb"
            allowed = _("build it and look at it first: python build.py build {edition}").format(edition=request.name)
            unknown[area] = Fault(notebook, what=found, allowed=allowed)
        else:
            contents[area] = found
    return Present(contents, unknown, published_contents(reports))


Runs = Mapping[str, str | tuple[str, ...]]
"""Of an area by language: the fingerprint of its run as it is now, or the reasons why it would be run again."""


def _kept(checked: Checked, areas: frozenset[str]) -> dict[str, Runs]:
    found: dict[str, Runs] = {}
    for plan in checked.plans:
        shelf = shelf_of(plan, settings_of(plan.request, Options()))
        for run in plan.runs:
            if run.area in areas:
                verdict = shelf.verdict(run)
                state = verdict.kept[0].fingerprint if verdict.kept else verdict.reasons
                found[run.area] = {**found.get(run.area, {}), plan.request.front.language: state}
    return found


def _found(area: str, runs: Runs, reports: Iterable[ReportBuilt]) -> Contents | str:
    """What the area shows where it was built from these runs, or why nobody can see it."""
    if reasons := [reason for state in runs.values() if isinstance(state, tuple) for reason in state]:
        what = _("The area has not been built as it is now: {reasons}.")
        return what.format(reasons="; ".join(dict.fromkeys(reasons)))
    built = next((own for one in reports if (own := one.areas.get(area)) and _runs(own) == runs), None)
    if built is None:
        return _("The report that lies there does not show the area as it is now.")
    whole = {code: one.content for code, one in built.items() if one.content is not None}
    return whole if len(whole) == len(built) else _("The area could not be built: the draft shows that it is missing.")


def _runs(built: Mapping[str, AreaBuilt]) -> dict[str, str]:
    return {code: one.run for code, one in built.items()}
