"""Sentences that stand as they stood last year, around a value that now goes the other way.

A sentence is the same when its words are the same with every value masked. Its value has turned when the direction of
the change is another than in the last edition: up, down and unchanged are three. Also sentences whose verb is computed
are told, for the author's own words beside them may not fit any more: a person reads both and decides.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from fokusrapport.blocks import Frozen
from fokusrapport.errors import Fault
from fokusrapport.i18n import _
from fokusrapport.pipeline.lastedition import last_manifest
from fokusrapport.valuestore import Shown

VALUES_KEY = "values"
"""Where a manifest keeps the value store: a list of `Shown` as JSON."""
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_FEWEST_WORDS = 2  # fewer are no sentence, but a label
_STORE: TypeAdapter[tuple[Shown, ...]] = TypeAdapter(tuple[Shown, ...])


class TurnedSentence(Frozen):
    """A sentence as it was in the last edition and as it is now, around an indicator that turned."""

    area: str
    indicator: str
    last_edition: str
    before: str
    now: str

    def fault(self) -> Fault:
        """Both sentences, for the author to read."""
        told = _(
            "«{indicator}» goes another way than in {edition}, but the words around it are the same. "
            "Then: «{before}» Now: «{now}»"
        )
        words = told.format(indicator=self.indicator, edition=self.last_edition, before=self.before, now=self.now)
        return Fault(f"notebooks/{self.area}.ipynb", what=words)


@dataclass(frozen=True)
class Comparison:
    """What a comparison with the last edition found, what it read for that, and why it could not."""

    turned: tuple[TurnedSentence, ...] = ()
    read: tuple[Path, ...] = ()
    unreadable: tuple[Fault, ...] = ()

    def warnings(self) -> tuple[Fault, ...]:
        """Every turned sentence, and that the last edition cannot be read."""
        return (*(sentence.fault() for sentence in self.turned), *self.unreadable)


def compared_with_last(folder: Path, shown: Sequence[Shown], areas: Iterable[str], code: str = "") -> Comparison:
    """The sentences of some areas held against those of the last edition published beside `folder`, in a language.

    Nothing is found when there is no earlier edition; one that cannot be read is told.
    """
    path = last_manifest(folder, code)
    if path is None:
        return Comparison()
    edition = path.parent.relative_to(folder.parent.parent).as_posix()
    try:
        stored = _stored(path)
    except (OSError, ValueError, KeyError, TypeError) as error:
        return Comparison(read=(path,), unreadable=(_why(edition, error),))
    return Comparison(tuple(turned_sentences(stored, shown, areas, edition)), (path,))


def _stored(path: Path) -> tuple[Shown, ...]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return _STORE.validate_python(content[VALUES_KEY])


def _why(edition: str, error: Exception) -> Fault:
    reasons: dict[type[Exception], str] = {
        KeyError: _("it was built before manifests kept the values"),
        ValidationError: _("its values have another form"),
        TypeError: _("it is no manifest"),
    }
    reason = reasons.get(type(error), _("the file is broken"))
    told = _("The sentences could not be compared with those of the last edition: {reason}.")
    return Fault(f"reports/{edition}/manifest.json", what=told.format(reason=reason))


def turned_sentences(
    before: Iterable[Shown], now: Iterable[Shown], areas: Iterable[str], edition: str
) -> Iterator[TurnedSentence]:
    """Every sentence of these areas that is the same in both, around an indicator that turned, once each."""
    earlier = {_key(shown): shown for shown in before if _comparable(shown)}
    wanted, told = set(areas), set()
    for shown in now:
        key = _key(shown)
        then = earlier.get(key) if _comparable(shown) and shown.area in wanted and key not in told else None
        if then is not None and then.value.direction != shown.value.direction:
            told.add(key)
            yield TurnedSentence(
                area=shown.area,
                indicator=shown.value.indicator or "",
                last_edition=edition,
                before=then.sentence,
                now=shown.sentence,
            )


def _comparable(shown: Shown) -> bool:
    words = _LETTERS.findall(shown.around)
    return shown.place == "sentence" and shown.value.direction is not None and len(words) >= _FEWEST_WORDS


def _key(shown: Shown) -> tuple[str, str, str | None]:
    return shown.area, " ".join(shown.around.split()), shown.value.indicator
