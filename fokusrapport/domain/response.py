"""What readers are told about how many answered a survey: a caution where few did.

The limits, 50 and 30 per cent, are those of the survey rules in the project's design (DOMAIN.md, Surveys).
"""

from __future__ import annotations

from fokusrapport.blocks import Block, Callout, Group, Paragraph, Value
from fokusrapport.domain.filling import filled
from fokusrapport.i18n import Language

FEW = 50
VERY_FEW = 30


def response_caution(rate: Value, number: float, language: Language) -> Block:
    """A caution for a response rate below 50 %, a strong one below 30 %; nothing at all from 50 % and up."""
    if number >= FEW:
        return Group(children=())
    template = language.gettext("{rate} answered. Those who did not may think differently from those who did.")
    if number < VERY_FEW:
        template = language.gettext(
            "Only {rate} answered. The answers say little about what everyone who was asked thinks."
        )
    text = Paragraph(children=filled(template, {"rate": rate}))
    return Callout(kind="warning", title=language.gettext("Few answered"), children=(text,))
