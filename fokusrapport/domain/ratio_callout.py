"""What readers are told about a printed ratio that was recomputed."""

from __future__ import annotations

from decimal import Decimal
from string import Formatter
from typing import TYPE_CHECKING

from fokusrapport.blocks import Callout, Inline, Paragraph, ShownValue, Text, Value
from fokusrapport.domain.values import plain_number

if TYPE_CHECKING:
    from fokusrapport.domain.area import AreaReport


def ratio_callout(report: AreaReport, count: str, ratio: str, years: tuple[int, ...]) -> Callout:
    """A note that the years agree, with the denominator they agree on; a warning that they do not."""
    found = report.ratio_check(count, ratio, years)
    words = report.edition.language
    sources = tuple(s for year in years for name in (count, ratio) for s in report.value(name, year).sources)

    def shown(number: Decimal) -> Value:
        text = words.number(number)
        return Value(text=text, exact=plain_number(number), area=report.area, sources=sources)

    low, high = found.whole
    if found.agree:
        template = words.gettext(
            "The ratios have been recomputed. Between {low} and {high} inhabitants give the printed figures in every "
            "year, that is about {about}. The figures agree."
        )
        values = {"low": shown(low), "high": shown(high), "about": shown(found.about)}
        children = _filled(template, values)
        return Callout(kind="note", title=words.gettext("Recomputed"), children=(Paragraph(children=children),))
    template = words.gettext(
        "The ratios have been recomputed, and no number of inhabitants gives the printed figures in all years. At "
        "least one figure must be wrong."
    )
    title = words.gettext("The figures do not agree")
    return Callout(kind="warning", title=title, children=(Paragraph(children=(Text(text=template),)),))


def _filled(template: str, values: dict[str, Value]) -> tuple[Inline, ...]:
    """The template with values at their names, as inlines that keep where each number came from."""
    inlines: list[Inline] = []
    for literal, name in _parts(template):
        if literal:
            inlines.append(Text(text=literal))
        if name:
            inlines.append(ShownValue(value=values[name]))
    return tuple(inlines)


def _parts(template: str) -> list[tuple[str, str]]:
    return [(literal, name or "") for literal, name, _spec, _conversion in Formatter().parse(template)]
