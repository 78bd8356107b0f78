"""What can be wrong with an edition's subject without running a notebook: requirements, and what must be explained."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from fokusrapport.domain.edition import EditionData, open_edition
from fokusrapport.domain.requirement_lint import lint_indicator
from fokusrapport.domain.scorecard import outcomes
from fokusrapport.errors import Fault
from fokusrapport.i18n import _


@dataclass(frozen=True)
class EditionFinding:
    """A fault in the subject: an error stops every build, what is missing before publishing only a final one."""

    severity: Literal["error", "before_publishing", "warning"]
    fault: Fault


def edition_findings(root: Path, name: str) -> list[EditionFinding]:
    """Everything found in one edition; raises InputRefused when parameters or data cannot be read."""
    edition = open_edition(root, name)
    return [*_requirement_findings(edition), *_unexplained(edition)]


def _requirement_findings(edition: EditionData) -> Iterator[EditionFinding]:
    register = edition.loaded.files.register
    for position, indicator in enumerate(edition.register.indicators):
        for finding in lint_indicator(indicator):
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
    """Every unacceptable result needs explanation, action, owner and date."""
    folder = f"params/{edition.loaded.municipality_name}/{edition.year}"
    for entry in edition.loaded.edition.areas:
        explained = {item.indicator for item in edition.tracking(entry.area).explanations}
        for indicator, _result, outcome in outcomes(edition, entry.area):
            if outcome.kind == "unmet" and indicator.id not in explained:
                what = _("«{indicator}» is unacceptable in {year}, and nobody has said why or what is done about it.")
                fault = Fault(
                    file=f"{folder}/{entry.area}.yaml",
                    what=what.format(indicator=indicator.id, year=edition.year),
                    allowed=_("an entry under «explanations» with explanation, action, owner and due"),
                )
                yield EditionFinding("before_publishing", fault)
