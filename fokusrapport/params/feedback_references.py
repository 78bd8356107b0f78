"""What `feedback.yaml` says about itself: ids that stand once, levels that exist, a table and years that rise."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from fokusrapport.errors import Fault
from fokusrapport.i18n import _
from fokusrapport.params.nearest import nearest
from fokusrapport.params.repeated import repeated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fokusrapport.params.editionfiles import EditionFiles
    from fokusrapport.params.feedback_models import FeedbackSettings
    from fokusrapport.params.yamlfile import Located

_LISTS = ("levels", "categories", "causes", "actions", "channels")


def check_feedback(located: Located[Any], _files: EditionFiles) -> Iterator[Fault]:
    """Every fault of the file."""
    settings: FeedbackSettings = located.model
    for name in _LISTS:
        items = enumerate(getattr(settings, name))
        yield from repeated(located, [((name, index, "id"), item.id) for index, item in items])
    areas = enumerate(settings.areas)
    yield from repeated(located, [(("areas", index, "area"), item.area) for index, item in areas])
    yield from _unordered(located)
    if not (unknown := list(_unknown_levels(located))):
        yield from _falling(located)
    yield from unknown


def _unordered(located: Located[FeedbackSettings]) -> Iterator[Fault]:
    """Numbers of those who could have written whose years do not rise: another than the newest would count."""
    settings = located.model
    areas = [(("areas", index, "exposure"), area.exposure) for index, area in enumerate(settings.areas)]
    for place, exposure in [*areas, (("control_chart", "exposure"), settings.control_chart.exposure)]:
        if any(after.valid_from <= before.valid_from for before, after in pairwise(exposure)):
            what = _("The years under «exposure» do not rise from one to the next.")
            yield Fault(located.file, located.line(*place), what=what, allowed=_("oldest first, each year once"))


def _unknown_levels(located: Located[FeedbackSettings]) -> Iterator[Fault]:
    """Levels that the table or `escalated_from` names, and that do not exist."""
    known = [level.id for level in located.model.levels]
    places = [
        (("level_table", severity, extent), name)
        for severity, row in enumerate(located.model.level_table)
        for extent, name in enumerate(row)
    ]
    for place, name in (*places, (("escalated_from",), located.model.escalated_from)):
        if name not in known:
            what = _("There is no level «{word}» in feedback.yaml.").format(word=name)
            yield Fault(located.file, located.line(*place), "", what, ", ".join(known), nearest(name, known))


def _falling(located: Located[FeedbackSettings]) -> Iterator[Fault]:
    """A graver case, or one of wider extent, is never treated on a lower level: that is a slip of the pen."""
    known = [level.id for level in located.model.levels]
    table = [[known.index(name) for name in row] for row in located.model.level_table]
    across = ((n, e + 1) for n, row in enumerate(table) for e, (a, b) in enumerate(pairwise(row)) if b < a)
    down = ((n + 1, e) for n, (a, b) in enumerate(pairwise(table)) for e in range(len(a)) if b[e] < a[e])
    for severity, extent in sorted({*across, *down}):
        what = _("A case of severity {severity} and extent {extent} gets a lower level than a lighter one.")
        yield Fault(
            located.file,
            located.line("level_table", severity, extent),
            what=what.format(severity=severity + 1, extent=extent + 1),
            allowed=_("levels that rise or stay along each row and column"),
        )
