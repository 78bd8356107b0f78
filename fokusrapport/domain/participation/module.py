"""What the proof and the source appendix ask of the register of participation."""

from __future__ import annotations

from collections.abc import Iterator

from fokusrapport.blocks import Inlines, Value, plain
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.filling import filled
from fokusrapport.domain.participation.kinds import one_name
from fokusrapport.domain.participation.register import Activity, Participation
from fokusrapport.domain.participation.values import ParticipationValues
from fokusrapport.domain.used_rows import UsedRow


def participation_values(edition: EditionData, area: str) -> Iterator[Value]:
    """Every value that an area may show of the register."""
    return ParticipationValues(area, edition).every()


def participation_rows(edition: EditionData) -> Iterator[UsedRow]:
    """The lines of the units, and the rows of the activities; participants are told only as far as they are shown."""
    found = Participation.of(edition)
    for unit, line in found.units:
        what = filled(edition.language.gettext("Unit: {name}"), {"name": edition.label_inlines(unit.label)})
        yield UsedRow(line, what, unit.valid_from, unit.area)
    values = ParticipationValues("", edition)
    for activity in found.activities:
        yield UsedRow(activity.source, _what(edition, found, activity), activity.year, _figures(values, activity))


def _what(edition: EditionData, found: Participation, activity: Activity) -> Inlines:
    units = {unit.id: edition.label_inlines(unit.label) for unit, _line in found.units}
    where: Inlines = units.get(activity.unit) or plain(
        activity.area or edition.language.gettext("the whole municipality")
    )
    template = edition.language.gettext("{kind}: {where}")
    return filled(template, {"kind": one_name(activity.kind, edition.language), "where": where})


def _figures(values: ParticipationValues, activity: Activity) -> str:
    words = values.edition.language
    told = (
        (words.gettext("meetings: {number}"), values.meetings_of(activity)),
        (words.gettext("participants: {number}"), values.participants_of(activity)),
    )
    return ", ".join(template.format(number=value.text) for template, value in told if value is not None)
