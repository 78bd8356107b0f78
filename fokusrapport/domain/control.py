"""What a controller must be told of an edition's subject: how results stand, what nobody explains, how old data are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fokusrapport.blocks import Area, Value
from fokusrapport.blocktree import walk
from fokusrapport.domain.benchmarking.comparison import MODULE, Comparisons
from fokusrapport.domain.benchmarking.revised import revised_figures
from fokusrapport.domain.benchmarking.values import BenchmarkValues
from fokusrapport.domain.counts import Counts, count
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.explanations import unexplained
from fokusrapport.domain.missing import MISSING_KINDS, missing_text
from fokusrapport.domain.shown.indicators import indicator_states
from fokusrapport.domain.shown.tracked import tracked_states
from fokusrapport.domain.summary.places import Place, places_of
from fokusrapport.domain.tally import outcomes
from fokusrapport.domain.values import ValueMaker
from fokusrapport.subject import AreaResults, Counted, DataFile, RevisedFigure, SubjectFacts, Unanswered, Unexplained

_YEAR = re.compile(r"\b((?:19|20)\d\d)(?:\s*[–/-]\s*(\d\d)\b)?")  # also «2014/15»


def subject_facts(edition: EditionData, areas: Sequence[Area]) -> SubjectFacts:
    """The facts of a report that consists of these areas of the edition."""
    own = set(edition.areas)
    built = tuple(area for area in areas if area.id in own)
    return SubjectFacts(
        tuple(_results(edition, area) for area in built),
        tuple(_unexplained(edition, built)),
        tuple(_files(edition, areas)),
        tuple(_unanswered(edition)),
        tuple(_revised(edition, areas)),
        indicator_states(edition, areas),
        tracked_states(edition, areas),
    )


# --- results ------------------------------------------------------------------------------------------------------


def _results(edition: EditionData, area: Area) -> AreaResults:
    counts = count(outcome for _indicator, outcome in outcomes(edition, area.id))
    return AreaResults(area.id, tuple(_counted(edition, counts)), _suppressed(edition, area))


def _counted(edition: EditionData, counts: Counts) -> Iterator[Counted]:
    """The three levels, those without a level, and every kind of missing; zeros too, so that areas can be compared."""
    words, own = edition.language, edition.loaded.municipality.status_words
    yield Counted("met", own.met, counts.by_status["met"])
    yield Counted("accepted", own.accepted, counts.by_status["accepted"])
    yield Counted("unmet", own.unmet, counts.by_status["unmet"])
    yield Counted("unclassified", words.gettext("does not meet the requirement"), counts.short_of_requirement)
    yield Counted("unclassified", words.gettext("not assessed"), counts.not_assessed)
    for kind in MISSING_KINDS:
        yield Counted("missing", missing_text(kind, words), counts.by_missing[kind])


def _suppressed(edition: EditionData, area: Area) -> int:
    """Results the area shows as suppressed, of any year; one that is shown twice counts once."""
    shown = {
        (node.indicator, node.year) for node in walk(area.blocks) if isinstance(node, Value) and node.kind == "result"
    }
    found = (edition.result(indicator, year) for indicator, year in shown if indicator is not None)
    return sum(result is not None and result.missing == "suppressed" for result in found)


def _unexplained(edition: EditionData, areas: Sequence[Area]) -> Iterator[Unexplained]:
    places = places_of(areas, edition.year)
    for short in unexplained(edition, [area.id for area in areas]):
        area, indicator, outcome = short.area, short.indicator, short.outcome
        result = edition.result_or_blank(indicator.id, edition.year)
        yield Unexplained(
            area=area,
            label=edition.label_inlines(indicator.label),
            result=ValueMaker(area, edition.language).of(indicator, result).text,
            status=outcome.status(edition.loaded.municipality.status_words),
            anchor=places.get(indicator.id, Place(area, area, "")).anchor,
            stops=outcome.kind == "unmet",
        )


def _unanswered(edition: EditionData) -> Iterator[Unanswered]:
    """The areas that do not answer for all that was promised, and how many plans that is."""
    for area in edition.promising_areas:
        number = sum(item.status == "unanswered" for item in edition.promises(area))
        if number:
            yield Unanswered(area, number)


# --- figures of others ----------------------------------------------------------------------------------------------


def _revised(edition: EditionData, areas: Sequence[Area]) -> Iterator[RevisedFigure]:
    """The figures that were revised since they were fetched before, of the snapshots that the report shows."""
    if edition.module(MODULE) is None:
        return
    used, maker = _used(areas), BenchmarkValues("", edition.language)
    for row in revised_figures(Comparisons(edition)):
        now, before = row.compared, row.earlier
        if now.snapshot.file in used:
            yield RevisedFigure(
                label=edition.label_inlines(now.indicator.label),
                region=row.region.name,
                year=row.year,
                before=maker.figure(before.indicator, row.before).text,
                after=maker.figure(now.indicator, row.after).text,
                fetched_before=before.snapshot.about.fetched,
                fetched=now.snapshot.about.fetched,
            )


# --- data files ---------------------------------------------------------------------------------------------------


def _files(edition: EditionData, areas: Sequence[Area]) -> Iterator[DataFile]:
    """Every file that is declared, in that order."""
    used = _used(areas)
    for file, source in edition.data.sources.items():
        yield DataFile(
            file=file,
            name=source.source,
            owner=source.owner,
            period=source.period,
            covers=period_covers(source.period, edition.year),
            delivered=source.delivered,
            used=file in used,
        )


def _used(areas: Sequence[Area]) -> frozenset[str]:
    """The files that values were read from."""
    return frozenset(source.file for node in walk(tuple(areas)) if isinstance(node, Value) for source in node.sources)


def period_covers(period: str, year: int) -> bool | None:
    """Whether a printed period («2013–2015», «skoleåret 2014/2015») holds the year; None when it names no year."""
    spans = _YEAR.findall(period)
    years = [int(first) for first, _last in spans] + [int(first[:2] + last) for first, last in spans if last]
    return min(years) <= year <= max(years) if years else None
