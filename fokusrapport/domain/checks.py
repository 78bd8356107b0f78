"""What can be wrong with an edition's subject without running a notebook: requirements, and what must be explained."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from fokusrapport.domain.comment_checks import comment_findings
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.explanations import Shortfall, unexplained
from fokusrapport.domain.promise_checks import Severity, promise_findings
from fokusrapport.domain.requirement_lint import lint_indicator
from fokusrapport.domain.survey.checks import survey_faults
from fokusrapport.errors import Fault
from fokusrapport.i18n import _


@dataclass(frozen=True)
class EditionFinding:
    """A fault in the subject: an error stops every build, what is missing before publishing only a final one."""

    severity: Severity
    fault: Fault


def edition_findings(edition: EditionData) -> list[EditionFinding]:
    """Everything found in one edition."""
    others = (*promise_findings(edition), *comment_findings(edition))
    surveys = (EditionFinding("error", fault) for fault in survey_faults(edition))
    found = (EditionFinding(*each) for each in others)
    return [*_requirement_findings(edition), *_unexplained(edition), *_examples(edition), *found, *surveys]


def _examples(edition: EditionData) -> Iterator[EditionFinding]:
    """Areas that still show the example they began with: their figures are made up, and nobody may publish them."""
    located = edition.loaded.files.edition
    for index, entry in enumerate(located.model.areas if located else ()):
        if located and entry.example:
            what = _("«{area}» still shows the example it began with.").format(area=entry.area)
            allowed = _("your own text and figures, and the line «example: true» taken away")
            fault = Fault(located.file, located.line("areas", index, "example"), what=what, allowed=allowed)
            yield EditionFinding("before_publishing", fault)


def _requirement_findings(edition: EditionData) -> Iterator[EditionFinding]:
    """Errors in the whole register; warnings only about what this edition's scorecards show."""
    register = edition.loaded.files.register
    areas = list(edition.areas)
    shown = {indicator.id for area in areas for indicator in edition.register.of_area(area, edition.year)}
    for position, indicator in enumerate(edition.register.indicators):
        for finding in lint_indicator(indicator):
            if finding.severity == "warning" and indicator.id not in shown:
                continue
            fault = Fault(
                file=register.file if register else "indicators.yaml",
                line=register.line("indicators", position, "requirements") if register else 0,
                place=indicator.id,
                what=finding.message,
                allowed=finding.allowed,
                nearest=finding.nearest,
            )
            yield EditionFinding(finding.severity, fault)


def _unexplained(edition: EditionData) -> Iterator[EditionFinding]:
    """Every unacceptable result needs explanation, action, owner and date; once, also when on two scorecards.

    A result that misses its requirement, but may be acceptable, should have them.
    """
    for short in unexplained(edition, edition.areas):
        file, line = _where(edition, short)
        allowed = _("an entry under «explanations» with explanation, action, owner and due")
        yield EditionFinding(*_told(short, Fault(file, line, allowed=allowed), edition.year))


def _where(edition: EditionData, short: Shortfall) -> tuple[str, int]:
    """File and line of the explanation that lacks something, or the file that it should stand in."""
    if short.written is not None:
        area, index = short.written
        if located := edition.loaded.files.tracking.get(area):
            return located.file, located.line("explanations", index)
        return f"params/{edition.loaded.municipality_name}/{edition.year}/{area}.yaml", 0
    return f"params/{edition.loaded.municipality_name}/{edition.year}/{short.area}.yaml", 0


def _told(short: Shortfall, fault: Fault, year: int) -> tuple[Severity, Fault]:
    """How much it matters, and in which words."""
    stops = short.outcome.kind == "unmet"
    if short.written is None and stops:
        what = _("«{indicator}» is unacceptable in {year}, and nobody has said why or what is done about it.")
    elif short.written is None:
        what = _("«{indicator}» misses its requirement in {year}, and nobody has said why or what is done about it.")
    elif stops:
        what = _("«{indicator}» is unacceptable in {year}, and its explanation lacks {lacks}.")
    else:
        what = _("«{indicator}» misses its requirement in {year}, and its explanation lacks {lacks}.")
    told = what.format(indicator=short.indicator.id, year=year, lacks=", ".join(short.lacks))
    return ("before_publishing" if stops else "warning"), replace(fault, what=told)
