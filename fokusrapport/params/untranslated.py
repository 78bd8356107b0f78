"""Texts in an edition's parameters that are not written in every language the edition is published in."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from fokusrapport.errors import Fault
from fokusrapport.i18n import _, language, ui_language
from fokusrapport.params.translated import untranslated

if TYPE_CHECKING:
    from fokusrapport.params.project import LoadedEdition
    from fokusrapport.params.yamlfile import Located
    from fokusrapport.params.yamltree import Place

_LONGEST = 60


def untranslated_texts(loaded: LoadedEdition) -> Iterator[Fault]:
    """A fault for every text of the edition that is not written in all its languages, where it stands."""
    files = loaded.files
    located = (files.municipality, files.register, files.edition, *files.tracking.values(), *files.modules.values())
    for file in located:
        if file is not None:
            yield from _lacking(file, loaded.languages)
    yield from _promised(loaded)


def _promised(loaded: LoadedEdition) -> Iterator[Fault]:
    """The plans of earlier editions that this one shows because it is to answer for them."""
    asked = {(promise.year, *promise.key) for promise in loaded.promises}
    for tracked in loaded.files.earlier:
        for area, located in tracked.tracking.items():
            plans = enumerate(located.model.plans)
            shown = {("plans", index) for index, plan in plans if (tracked.year, area, plan.id) in asked}
            yield from _lacking(located, loaded.languages, shown)


def _lacking(located: Located[Any], codes: Sequence[str], within: Collection[Place] | None = None) -> Iterator[Fault]:
    """A fault for every text, or every one within some places of the file."""
    main, words = codes[0], language(ui_language())
    found: dict[tuple[tuple[str | int, ...], str], list[str]] = {}
    for code in codes[1:]:
        for lacking in untranslated(located.model, code, main):
            if within is not None and lacking[0][:2] not in within:
                continue
            found.setdefault(lacking, []).append(code)
    what = _("«{text}» is not written in {languages}; the report shows it as it stands.")
    for (place, text), missing in sorted(found.items(), key=lambda item: located.line(*item[0][0])):
        shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
        names = words.join([language(code).name_in(words.code) for code in missing])
        allowed = "{" + ", ".join(f"{code}: …" for code in (main, *missing)) + "}"
        yield Fault(
            located.file,
            located.line(*place),
            ".".join(_keys(place)),
            what.format(text=shown, languages=names),
            allowed,
        )


def _keys(place: tuple[str | int, ...]) -> tuple[str, ...]:
    """The keys that lead to a place, without the numbers of items."""
    return tuple(part for part in place if isinstance(part, str))
