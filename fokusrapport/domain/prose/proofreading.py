"""The prose of an edition held against its numbers: every typed number that the report knows better, with its place.

What is told, and what is let through, is declared in `judgement`, `matching` and `let_through`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.prose.facts import AreaFacts, Fact, strays_of
from fokusrapport.domain.prose.headcounts import head_counts
from fokusrapport.domain.prose.judgement import Context, Finding
from fokusrapport.domain.prose.sentences import split
from fokusrapport.domain.prose.typed import Typed
from fokusrapport.prose import (
    AreaProse,
    CellLine,
    Excuse,
    Passage,
    ProseReport,
    TypedNumber,
    masked,
)


def proofread_areas(edition: EditionData, areas: Sequence[AreaProse]) -> ProseReport:
    """The prose of an edition's areas held against its numbers."""
    strays = strays_of(edition, areas)
    read = [_read_area(AreaFacts(edition, area, strays)) for area in areas]
    return ProseReport(
        numbers=tuple(number for numbers, _unused in read for number in numbers),
        unused=tuple(excuse for _numbers, unused in read for excuse in unused),
    )


def _read_area(facts: AreaFacts) -> tuple[list[TypedNumber], list[Excuse]]:
    numbers = [
        found
        for passage in facts.prose.passages
        for found in (*_read_passage(facts, passage), *_head_counts(facts, passage))
    ]
    typed = list(_places(facts)) if facts.prose.excuses else []
    return numbers, [excuse for excuse in facts.prose.excuses if not any(map(excuse.speaks_of, typed))]


def _places(facts: AreaFacts) -> Iterator[CellLine]:
    """Where numbers are typed, also those that are not told: an excuse for one of these does no harm."""
    for passage in facts.prose.passages:
        for sentence in split(passage):
            for typed in facts.typed(sentence):
                yield passage.place(sentence.start + typed.start)
    yield from (number.place for passage in facts.prose.passages for number in _head_counts(facts, passage))


def _read_passage(facts: AreaFacts, passage: Passage) -> Iterator[TypedNumber]:
    sentences = split(passage)
    for index, sentence in enumerate(sentences):
        before, after = sentences[max(index - 1, 0) : index], sentences[index + 1 : index + 2]
        context = Context(facts, sentence, tuple(before), tuple(after))
        for typed in facts.typed(sentence):
            finding = context.judge(typed)
            if finding:
                yield _told(facts, passage, context, typed, finding)


def _head_counts(facts: AreaFacts, passage: Passage) -> Iterator[TypedNumber]:
    """The few people that are told of where the area withholds a figure."""
    withheld = facts.withheld
    if withheld is None:
        return
    files = {result.source.file for result in facts.edition.data.series(withheld.id) if result.source}
    limit = facts.edition.limits.of_files(sorted(files), withheld)
    for found in head_counts(passage.text, facts.edition.language, limit):
        place = passage.place(found.start)
        yield TypedNumber(
            area=facts.prose.area,
            place=place,
            text=found.text,
            sentence=masked(passage.text),
            verdict="head_count",
            known="",
            indicator=withheld.id,
            year=None,
            expression="",
            excuse=_reason(facts.prose.excuses, place),
        )


def _told(facts: AreaFacts, passage: Passage, context: Context, typed: Typed, finding: Finding) -> TypedNumber:
    fact = finding.fact
    place = passage.place(context.sentence.start + typed.start)
    return TypedNumber(
        area=facts.prose.area,
        place=place,
        text=typed.text,
        sentence=masked(context.sentence.text),
        verdict=finding.verdict,
        known=fact.text,
        indicator=fact.indicator,
        year=fact.year,
        expression=_expression(typed, fact),
        excuse=_reason(facts.prose.excuses, place),
    )


def _reason(excuses: Iterable[Excuse], place: CellLine) -> str:
    return next((excuse.reason for excuse in excuses if excuse.speaks_of(place)), "")


def _expression(typed: Typed, fact: Fact) -> str:
    """The expression that reads as the typed number does: in words, without the unit, or as it is."""
    if fact.kind == "result" and typed.in_words:
        return fact.expression.replace("area.value(", "area.in_words(")
    if fact.kind == "result" and fact.unit:  # the typed unit stays where it is, inflected as the sentence wants it
        return fact.expression.replace("area.value(", "area.number(")
    return fact.expression
