"""An indicator as it stands in the register, each line with what it is for."""

from __future__ import annotations

from fokusrapport.i18n import _
from fokusrapport.params.models import Indicator
from fokusrapport.starting.yamltext import comment, explained, labels, quoted


def entry(indicator: Indicator, valid_from: int, code: str, requirement: str) -> str:
    """The entry; what nobody has said yet stands there as a comment, to be filled in."""
    factor, areas = indicator.success_factor, ", ".join(indicator.areas)
    lines = [
        explained(f"- id: {indicator.id}", _("the name to call it by; never changed later")),
        f"  label: {labels({code: indicator.label[code]})}",
        explained(_or_comment("success_factor", factor or ""), _("one of municipality.yaml")),
        explained(f"  areas: [{areas}]", _("the scorecards it stands on")),
        explained(f"  scale: {indicator.scale}", _("what kind of number it is: see docs/parameters.md")),
        explained(_or_comment("unit", quoted(indicator.unit) if indicator.unit else ""), _("stands after the number")),
        explained(f"  decimals: {indicator.decimals}", _("how many are shown")),
        explained(f"  direction: {indicator.direction}", _("which way is better: higher, lower, target or none")),
        *_demanded(valid_from, requirement),
        comment(_("Where results come from, who answers for them, and what is measured:"), 2),
        *(f"  # {key}: {labels({code: ''})}" for key in ("source", "owner")),
        "  # definition:",
        *(f"  #   {key}: {labels({code: ''})}" for key in ("what", "why", "formula", "population")),
    ]
    return "\n".join(lines)


def _or_comment(key: str, value: str) -> str:
    """The key with its value, or as a comment where there is none."""
    return f"  {key}: {value}" if value else f"  # {key}:"


def _demanded(valid_from: int, requirement: str) -> list[str]:
    if not requirement:
        return [
            explained("  # requirements:", _("as adopted, and from which year; a new one is added below")),
            f'  #   - {{from: {valid_from}, text: "≥ …"}}',
        ]
    return [
        explained("  requirements:", _("as adopted, and from which year; a new one is added below")),
        f"    - {{from: {valid_from}, text: {quoted(requirement)}}}",
    ]
