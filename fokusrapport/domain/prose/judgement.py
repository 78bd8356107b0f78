"""Typed numbers held against what the report knows: which are the same, nearly the same, or contradict it.

A number is told when it is *equal* or *nearly equal* (see `matching`) to a number of its area and the agreement is no
chance: it has three digits or more; or it is the edition's own result; or its sentence, or one beside it, names the
indicator (see `naming`); or it is a result with decimals, said with as many, and its sentence has one word of its
label. Nearly equal asks for the name, or three digits and half a per cent. A change, the figures of others and of
indicators no notebook asks for ask for the name, a requirement's limits for a word such as «krav» too. Small whole
numbers and number words ask that what they count is what the known one counts.

It *contradicts* when its sentence speaks of one indicator (or of none, and the sentence before of one), the form is
that of the indicator's results, and neither these nor any number of the area, a difference between two of its years,
or what is left of 100 % agrees. It also does when it agrees with that indicator, but in none of the years that the
sentence names, while another result is known for one of these; not where the sentence compares («mot 4,7 året før»).
Never told so: small numbers, number words, 0 and 100 %; sentences that hold the
edition's result already, or are about aims, requirements, other municipalities or the country, or years without a
result.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from fokusrapport.domain.prose.facts import AreaFacts, Fact
from fokusrapport.domain.prose.matching import agreement, counts_the_same, fits, is_small
from fokusrapport.domain.prose.naming import alike
from fokusrapport.domain.prose.sentences import Sentence
from fokusrapport.domain.prose.typed import Typed
from fokusrapport.domain.prose.years import is_of_named_years, years_of
from fokusrapport.prose import NumberVerdict

_DISTINCT = 3  # digits
_OF_AIMS = re.compile(
    r"\b(?:mål(?:et|ene|sett\w*)?|krav\w*|kräv\w*|krev\w*|grens\w*|gräns\w*|bør|bör|skal|ska|minst|minimum|maksimalt|"
    r"høyst|targets?|requirements?|required|limits?|should|shall|least|most)\b",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"\b(?:nasjonal\w*|nationell\w*|land(?:et|s\w*)|norske?|norge|andre|andra|kommunegruppe\w*|kostra\w*|fylke\w*|"
    r"budsjett\w*|prognose\w*|forvent\w*|anta\w*|national|others?|budget|expect\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Finding:
    """What a typed number agrees or disagrees with."""

    verdict: NumberVerdict
    fact: Fact


@dataclass(frozen=True)
class Context:
    """One sentence among its neighbours, and what is known of the area it stands in."""

    facts: AreaFacts
    sentence: Sentence
    before: tuple[Sentence, ...]
    after: tuple[Sentence, ...]

    def judge(self, typed: Typed) -> Finding | None:
        """The best agreement that is no chance; else whether the number contradicts what its sentence speaks of."""
        agreeing = [
            Finding(verdict, fact)
            for fact in self.facts.facts
            if fits(typed, fact, named=fact.indicator in self._near) and (verdict := agreement(typed, fact))
        ]
        if self._part_of_a_name(typed):
            return None
        told = [finding for finding in agreeing if self._no_chance(typed, finding)]
        if told:
            best = min(told, key=self._rank)
            return self._in_a_named_year(typed, best, agreeing) or best
        return None if agreeing else self._contradiction(typed)

    @cached_property
    def _here(self) -> frozenset[str]:
        return self.facts.labels.named(self.sentence.text, self.sentence.expressions)

    @cached_property
    def _near(self) -> frozenset[str]:
        beside = (self.facts.labels.named(other.text, other.expressions) for other in (*self.before, *self.after))
        return self._here.union(*beside)

    @cached_property
    def _mentioned(self) -> frozenset[str]:
        return self.facts.labels.mentioned(self.sentence.text)

    @cached_property
    def _subject(self) -> str:
        """The one indicator the sentence speaks of; of the sentence before where its own words tell of none."""
        lead = (self.sentence, *(self.before if not self._here else ()))
        subjects = (self.facts.labels.subject(sentence.text, sentence.expressions) for sentence in lead)
        return next((subject for subject in subjects if subject), "")

    @cached_property
    def _years(self) -> frozenset[int]:
        return years_of(self.sentence, self.facts.edition.year)

    @cached_property
    def _of_something_else(self) -> bool:
        return bool(_OF_AIMS.search(self.sentence.text) or _OF_OTHERS.search(self.sentence.text))

    def _part_of_a_name(self, typed: Typed) -> bool:
        """«innen tre måneder» where an indicator is called so: the number belongs to its name."""
        if not typed.following:
            return False
        name = f"{typed.text} {typed.following[0]}".lower()
        return any(name in label.lower() for label in self.facts.labels.texts.values())

    def _no_chance(self, typed: Typed, finding: Finding) -> bool:
        fact, label = finding.fact, self.facts.labels.texts.get(finding.fact.indicator, "")
        named = fact.indicator in self._near
        if is_small(typed) or fact.kind == "count":
            return finding.verdict == "equal" and fact.kind != "change" and counts_the_same(typed, fact, label)
        if fact.kind in ("change", "requirement"):
            asked = fact.kind == "change" or _OF_AIMS.search(self.sentence.text)
            return bool(asked) and named and finding.verdict == "equal"
        if named or fact.indicator in self.facts.strays | self.facts.edition.register.comparisons:
            return named
        if finding.verdict == "near":
            return typed.digits >= _DISTINCT and abs(typed.number - fact.number) * 200 <= fact.number
        as_printed = fact.kind == "result" and fact.decimals > 0 and typed.places == fact.decimals
        mentioned = as_printed and fact.indicator in self._mentioned
        return mentioned or typed.digits >= _DISTINCT or fact.year == self.facts.edition.year

    def _rank(self, finding: Finding) -> tuple[bool, ...]:
        """Best first: equal, named, of a year the sentence names, the edition's own, a result, with an expression."""
        fact = finding.fact
        return (
            finding.verdict != "equal",
            fact.indicator not in self._here,
            fact.indicator not in self._near,
            fact.year not in self._years,
            fact.year != self.facts.edition.year,
            fact.kind != "result",
            not fact.call,
        )

    def _in_a_named_year(self, typed: Typed, best: Finding, agreeing: Sequence[Finding]) -> Finding | None:
        """What the number is to the years the sentence names, where the best agreement is with another year."""
        name, years = best.fact.indicator, self._years
        if best.fact.kind != "result" or best.fact.year in years | {None} or name != self._subject:
            return None
        rightful = [found for found in agreeing if found.fact.indicator == name and found.fact.year in years]
        if rightful:
            return min(rightful, key=self._rank)
        meant = [fact for fact in self._results(name) if fact.year in years]
        if not meant or is_small(typed) or name in self.facts.strays or self._compares(name, meant):
            return None
        if typed.number in self.facts.reckoned(name) or (typed.form != "bare" and typed.number in (0, 100)):
            return None
        return Finding("contradicts", min(meant, key=lambda fact: self._rank(Finding("equal", fact))))

    def _compares(self, indicator: str, meant: Collection[Fact]) -> bool:
        """Whether the number may be of another year than those the sentence names, or of something else."""
        shown = any(f'"{indicator}"' in call for call in self.sentence.expressions)
        return shown or self._of_something_else or not is_of_named_years(self.sentence) or self._says_any(meant)

    def _contradiction(self, typed: Typed) -> Finding | None:
        name = self._subject
        if not name or is_small(typed) or self._of_something_else or name in self.facts.strays or self._said(name):
            return None
        results = self._results(name)
        if not results or not self._same_form(typed, results[-1]) or self._years - self.facts.years(name):
            return None
        if typed.number in self.facts.reckoned(name):
            return None
        return Finding("contradicts", min(results, key=lambda fact: self._rank(Finding("equal", fact))))

    def _said(self, indicator: str) -> bool:
        """Whether the sentence holds the edition's result already: its other numbers then speak of something else."""
        shown = any(
            call in self.sentence.expressions for call in (f'area.value("{indicator}")', f'area.number("{indicator}")')
        )
        now = [fact for fact in self._results(indicator) if fact.year == self.facts.edition.year]
        return shown or self._says_any(now)

    def _says_any(self, facts: Collection[Fact]) -> bool:
        typed = self.facts.typed(self.sentence)
        return any(fits(n, fact, named=True) and agreement(n, fact) == "equal" for n in typed for fact in facts)

    def _results(self, indicator: str) -> list[Fact]:
        return [fact for fact in self.facts.facts if (fact.indicator, fact.kind) == (indicator, "result")]

    def _same_form(self, typed: Typed, fact: Fact) -> bool:
        """Whether the number is said as the indicator's results are: in their unit, or with their decimals or size."""
        if typed.form != "bare":
            return typed.form == fact.form and typed.number not in (0, 100)
        if fact.unit or fact.form == "percent":
            return bool(fact.unit) and fits(typed, fact, named=False) and counts_the_same(typed, fact, "")
        if not fits(typed, fact, named=False):
            return False
        if fact.decimals:
            return typed.places == fact.decimals
        label = self.facts.labels.words[fact.indicator]
        return typed.digits >= _DISTINCT and any(alike(noun, word) for noun in typed.following[:1] for word in label)
