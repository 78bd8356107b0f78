"""What stands twice where it may stand once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fokusrapport.errors import Fault
from fokusrapport.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fokusrapport.params.yamlfile import Located
    from fokusrapport.params.yamltree import Place


def repeated(located: Located[Any], entries: Iterable[tuple[Place, object]]) -> Iterator[Fault]:
    """A fault at the place of every entry whose value an earlier entry has already, naming the earlier one's line."""
    first: dict[object, int] = {}
    for place, value in entries:
        line = located.line(*place)
        if value in first:
            what = _("«{value}» stands twice; it stands on line {line} already.")
            yield Fault(located.file, line, what=what.format(value=value, line=first[value]), allowed=_("once"))
        else:
            first[value] = line
