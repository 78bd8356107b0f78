"""Whether the report may be published, and what stands in the way, each with its place."""

from __future__ import annotations

from collections.abc import Iterator

from fokusrapport.blocks import Block, Inlines, KeyFigure, KeyFigures, ListBlock, StatusKind, Value, plain
from fokusrapport.pipeline.control.counted import TypedNumber
from fokusrapport.pipeline.control.revised import LABEL as REVISED
from fokusrapport.pipeline.control.states import obstacles as lacking_checks
from fokusrapport.pipeline.control.telling import Telling, filled, heading, said, see
from fokusrapport.subject import Unanswered, Unexplained


def verdict(telling: Telling) -> Iterator[Block]:
    """The answer in a sentence, the figures behind it, and what stands in the way."""
    _ = telling.words.gettext
    obstacles = tuple(_obstacles(telling))
    yield said(_answer(telling, len(obstacles)), lead=True)
    yield _figures(telling)
    yield heading(_("What stands in the way"))
    if obstacles:
        yield ListBlock(items=tuple((said(obstacle),) for obstacle in obstacles))
    else:
        yield said(_("Nothing."))
    if doubts := tuple(_doubts(telling)):
        yield heading(_("What should be looked at"))
        yield ListBlock(items=tuple((said(doubt),) for doubt in doubts))


def _answer(telling: Telling, obstacles: int) -> str:
    words = telling.words
    if not obstacles and telling.facts.front.state == "final":
        return words.gettext("The report is final, and nothing was found that speaks against it.")
    if not obstacles:
        return words.gettext("The report can be published: nothing stands in the way.")
    template = words.ngettext(
        "The report cannot be published yet: {count} thing stands in the way.",
        "The report cannot be published yet: {count} things stand in the way.",
        obstacles,
    )
    return template.format(count=words.number(obstacles))


# --- figures ------------------------------------------------------------------------------------------------------


def _figures(telling: Telling) -> KeyFigures:
    _, facts = telling.words.gettext, telling.facts
    areas = [area for area in facts.areas if area.run is not None]
    whole = sum(area.complete for area in areas)
    unexplained = sum(item.stops for item in facts.subject.unexplained)
    return KeyFigures(
        items=(
            _of_all(telling, _("complete areas"), whole, len(areas)),
            *_found_figure(telling),
            _none_wanted(telling, _("faults in finished files"), len(facts.problems)),
            _none_wanted(telling, _("unacceptable results without explanation"), unexplained),
            KeyFigure(label=_("warnings"), value=_count(telling, len(facts.warnings))),
        )
    )


def _found_figure(telling: Telling) -> Iterator[KeyFigure]:
    """How many values were found again in page and PDF; nothing where nobody counted."""
    if telling.facts.found is not None:
        both = sum(found.in_both for found in telling.facts.found)
        shown = sum(found.values for found in telling.facts.found)
        yield _of_all(telling, telling.words.gettext("values found in HTML and PDF"), both, shown)


def _of_all(telling: Telling, label: str, number: int, total: int) -> KeyFigure:
    words = telling.words
    text = words.gettext("{number} of {total}").format(number=words.number(number), total=words.number(total))
    value = Value(kind="count", text=text, exact=str(number))
    return KeyFigure(label=label, value=value, status=_status(good=number == total))


def _none_wanted(telling: Telling, label: str, number: int) -> KeyFigure:
    return KeyFigure(label=label, value=_count(telling, number), status=_status(good=number == 0))


def _count(telling: Telling, number: int) -> Value:
    return Value(kind="count", text=telling.words.number(number), exact=str(number))


def _status(*, good: bool) -> StatusKind:
    return "met" if good else "unmet"


# --- what stands in the way ---------------------------------------------------------------------------------------


def _obstacles(telling: Telling) -> Iterator[Inlines]:
    """Everything that must be put right first, each with a link to its place in the report and on this page."""
    _, facts = telling.words.gettext, telling.facts
    for area in facts.areas:
        if not area.complete:
            sentence = _("{area} could not be made, see {table}.")
            yield filled(sentence, area=telling.area(area.id), table=(see("tbl-feil"),))
    if facts.excerpt:
        yield plain(_("Only some of the areas were built."))
    for checked in facts.checked:
        for name in dict.fromkeys(fault.file for fault in checked.faults):
            sentence = _("{file} did not pass its checks, see {table}.")
            yield filled(sentence, file=telling.file(name), table=(see("tbl-kontrollfeil"),))
    for found in facts.found or ():
        if found.in_both < found.values:
            sentence = _("{area} shows values that were not found again in the finished files, see {table}.")
            yield filled(sentence, area=telling.area(found.area), table=(see("tbl-omrader"),))
    yield from (_unexplained(telling, item) for item in facts.subject.unexplained if item.stops)
    yield from (_unanswered(telling, item) for item in facts.subject.unanswered)
    yield from _untranslated(telling)
    yield from (_typed(telling, number) for number in facts.typed or () if number.stops)
    yield from lacking_checks(telling)


def _typed(telling: Telling, number: TypedNumber) -> Inlines:
    _ = telling.words.gettext
    sentence = _("{area} has a typed number that contradicts the data: «{text}», see {table}.")
    if number.head_count:
        sentence = _("{area} tells of few people where a figure is withheld: «{text}», see {table}.")
    parts = {"area": telling.area(number.area), "text": plain(number.text)}
    return filled(sentence, **parts, table=(see("tbl-skrevne-tall"),))


def _untranslated(telling: Telling) -> Iterator[Inlines]:
    count = telling.facts.untranslated
    template = telling.words.ngettext(
        "{count} text is not translated, see {table}.", "{count} texts are not translated, see {table}.", count
    )
    yield from _counted(telling, count, template, "tbl-advarsler")


def _unexplained(telling: Telling, item: Unexplained) -> Inlines:
    sentence = telling.words.gettext("{indicator} ({area}) is {level} and not fully explained, see {table}.")
    return filled(
        sentence,
        indicator=telling.in_report(item.anchor, item.label),
        area=plain(telling.titles.get(item.area, item.area)),
        level=plain(item.status.word),
        table=(see("tbl-uforklart"),),
    )


def _unanswered(telling: Telling, item: Unanswered) -> Inlines:
    words = telling.words
    sentence = words.ngettext(
        "{area} has not answered for {count} plan of earlier reports, see {table}.",
        "{area} has not answered for {count} plans of earlier reports, see {table}.",
        item.number,
    )
    count = plain(words.number(item.number))
    return filled(sentence, area=telling.area(item.area), count=count, table=(see("tbl-advarsler"),))


# --- what should be looked at -------------------------------------------------------------------------------------


def _doubts(telling: Telling) -> Iterator[Inlines]:
    """What stops nothing, counted, each with its table on this page."""
    words, facts = telling.words, telling.facts
    short = sum(not item.stops for item in facts.subject.unexplained)
    typed = sum(not (number.stops or number.excused) for number in facts.typed or ())
    old = sum(file.used and not file.covers for file in facts.subject.files)
    template = words.ngettext(
        "{count} result falls short of its requirement and should be explained, see {table}.",
        "{count} results fall short of their requirement and should be explained, see {table}.",
        short,
    )
    yield from _counted(telling, short, template, "tbl-uforklart")
    template = words.ngettext("{count} number is typed, see {table}.", "{count} numbers are typed, see {table}.", typed)
    yield from _counted(telling, typed, template, "tbl-skrevne-tall")
    warnings = len(facts.warnings)
    template = words.ngettext("{count} warning, see {table}.", "{count} warnings, see {table}.", warnings)
    yield from _counted(telling, warnings, template, "tbl-advarsler")
    template = words.ngettext(
        "{count} source is about another period than the report's year, see {table}.",
        "{count} sources are about other periods than the report's year, see {table}.",
        old,
    )
    yield from _counted(telling, old, template, "tbl-kilder")
    revised = len(facts.subject.revised)
    template = words.ngettext(
        "{count} figure of others was revised since it was fetched before, see {table}.",
        "{count} figures of others were revised since they were fetched before, see {table}.",
        revised,
    )
    yield from _counted(telling, revised, template, REVISED)


def _counted(telling: Telling, number: int, template: str, table: str) -> Iterator[Inlines]:
    """The sentence with its number and a link to the table; nothing for none."""
    if number:
        yield filled(template, count=plain(telling.words.number(number)), table=(see(table),))
