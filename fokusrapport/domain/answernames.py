"""What answers are called in a report: translated where the parameters say how, else as their source wrote them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from fokusrapport.domain.dataset import SurveyAnswer
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.indicators import language_of
from fokusrapport.params.labels import Labels
from fokusrapport.params.surveys_models import DONT_KNOW, SurveyRegister
from fokusrapport.params.translated import Translated, has_words, spellings


def in_report(edition: EditionData, answers: tuple[SurveyAnswer, ...]) -> tuple[SurveyAnswer, ...]:
    """The answers of a data file with the names that the report has for them; each name knows its language."""
    if edition.code == edition.main_language:
        return answers
    return tuple(replace(answer, answer=_name(edition, answer)) for answer in answers)


def scale_name(edition: EditionData, labels: Labels) -> Translated:
    """An answer of a scale in the report's language, or the nearest there is."""
    code = language_of(labels, edition.code)
    return Translated.of({code: labels[code]})


def foreign(edition: EditionData, name: str) -> str:
    """The language of a name where that is not the report's; empty where it is, and for signs alone."""
    code = edition.text_language(name) if has_words(name) else edition.code
    return "" if code == edition.code else code


def _name(edition: EditionData, answer: SurveyAnswer) -> Translated:
    """The answer's name, with a capital letter where the file has one."""
    given = answer.answer
    translated = (name for name in _known(edition, answer) if edition.code in name.labels)
    known = (name for name in translated if given.lower() in spellings(name))
    found = next(known, Translated.of(given)).within(edition.code, edition.main_language)
    text = found[:1].upper() + found[1:] if given[:1].isupper() else str(found)
    return Translated.of({found.language: text})


def _known(edition: EditionData, answer: SurveyAnswer) -> Iterator[Translated]:
    """The names that surveys.yaml has for the answers of the same survey, and what all surveys call «vet ikke»."""
    register = edition.module("surveys")
    for survey in register.surveys if isinstance(register, SurveyRegister) else ():
        if survey.id == answer.survey or any(item.indicator == answer.indicator for item in survey.items):
            yield from map(Translated.of, survey.answers)
            yield from (word for word in survey.dont_know if isinstance(word, Translated))
    yield DONT_KNOW
