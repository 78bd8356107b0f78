"""What can be wrong with an edition's subject without running a notebook: requirements, and what must be explained."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from fokusrapport.domain.classification import Outcome
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.requirement_lint import lint_indicator
from fokusrapport.domain.survey.checks import survey_faults
from fokusrapport.domain.tally import outcomes
from fokusrapport.errors import Fault
from fokusrapport.i18n import _
from fokusrapport.params.models import Indicator

Severity = Literal["error", "before_publishing", "warning"]


@dataclass(frozen=True)
class EditionFinding:
    """A fault in the subject: an error stops every build, what is missing before publishing only a final one."""

    severity: Severity
    fault: Fault


def edition_findings(edition: EditionData) -> list[EditionFinding]:
    """Everything found in one edition."""
    surveys = (EditionFinding("error", fault) for fault in survey_faults(edition))
    return [*_requirement_findings(edition), *_unexplained(edition), *surveys]


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


def unexplained(edition: EditionData, areas: Sequence[str]) -> Iterator[tuple[str, Indicator, Outcome]]:
    """The results on the areas' scorecards that fall short and that no area of the edition explains; each once."""
    every = edition.areas
    settled = {item.indicator for area in every for item in edition.tracking(area).explanations}
    for area in areas:
        for indicator, outcome in outcomes(edition, area):
            if indicator.id not in settled and (outcome.kind == "unmet" or outcome.short_of_requirement):
                settled.add(indicator.id)
                yield area, indicator, outcome


def _unexplained(edition: EditionData) -> Iterator[EditionFinding]:
    """Every unacceptable result needs explanation, action, owner and date; once, also when on two scorecards.

    A result that misses its requirement, but may be acceptable, should have them.
    """
    folder = f"params/{edition.loaded.municipality_name}/{edition.year}"
    for area, indicator, outcome in unexplained(edition, edition.areas):
        severity, what = _shortfall(outcome)
        fault = Fault(
            file=f"{folder}/{area}.yaml",
            what=what.format(indicator=indicator.id, year=edition.year),
            allowed=_("an entry under «explanations» with explanation, action, owner and due"),
        )
        yield EditionFinding(severity, fault)


def _shortfall(outcome: Outcome) -> tuple[Severity, str]:
    """How much a missing explanation matters, and in which words."""
    if outcome.kind == "unmet":
        what = _("«{indicator}» is unacceptable in {year}, and nobody has said why or what is done about it.")
        return "before_publishing", what
    what = _("«{indicator}» misses its requirement in {year}, and nobody has said why or what is done about it.")
    return "warning", what
