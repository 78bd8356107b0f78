"""What an indicator's card tells: only what the register holds, and in words what it does not hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fokusrapport.blocks import CardItem, Code, Inlines, ShownValue, Value, plain
from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.filling import filled, joined
from fokusrapport.domain.indicators import better_direction
from fokusrapport.domain.requirement_lint import scale_of
from fokusrapport.domain.requirements import printed_requirement
from fokusrapport.i18n import Language
from fokusrapport.params.models import Indicator, Requirement

AREA_ID = "indikatorer"


@dataclass(frozen=True)
class CardFacts:
    """The facts of one indicator, as they were in the edition's year: what was decided later is no part of it."""

    edition: EditionData
    indicator: Indicator

    @property
    def _words(self) -> Language:
        return self.edition.language

    def first(self) -> Iterator[CardItem]:
        """What is measured; where nobody has said so, that."""
        told = self.edition.text_inlines(self.indicator.definition.what)
        yield CardItem(term=self._words.gettext("What is measured"), children=told or self._not_described())

    def rest(self) -> Iterator[CardItem]:
        """Everything else, a line for each thing there is to tell."""
        yield from self._described()
        yield from self._measured()
        yield from self._demanded()
        yield from self._limited()
        yield from self._named()

    def defining(self) -> Iterator[CardItem]:
        """What the card says that makes it this indicator: not what is demanded, nor what nobody has described."""
        if self.indicator.definition.what:
            yield from self.first()
        for term, said in self._descriptions().items():
            yield from self._told(term, said)
        yield from self._measured()
        yield from self._limited()

    # --- what the register describes ---

    def _descriptions(self) -> Mapping[str, str]:
        """The parts of the definition beside what is measured, by what they are called."""
        said, words = self.indicator.definition, self._words
        return {
            words.gettext("Why it is measured"): said.why,
            words.gettext("How it is computed"): said.formula,
            words.gettext("Who or what is counted"): said.population,
        }

    def _described(self) -> Iterator[CardItem]:
        """What is described, and in one line what is not: three lines of «not described» would be noise."""
        lost = []
        for term, said in self._descriptions().items():
            if said:
                yield CardItem(term=term, children=self.edition.text_inlines(said))
            else:
                lost.append(f"{term[:1].lower()}{term[1:]}")
        if lost:
            told = plain(self._words.join(lost))
            yield CardItem(term=self._words.gettext("Not described in the register"), children=told)

    def _not_described(self) -> Inlines:
        return plain(self._words.gettext("not described in the register"))

    def _measured(self) -> Iterator[CardItem]:
        words, indicator = self._words, self.indicator
        yield from self._told(words.gettext("Source"), indicator.source)
        yield from self._told(words.gettext("Responsible"), indicator.owner)
        yield CardItem(term=words.gettext("Scale"), children=plain(self._scale()))
        yield CardItem(term=words.gettext("Which way is better"), children=plain(self._direction()))

    def _told(self, term: str, said: str) -> Iterator[CardItem]:
        if said:
            yield CardItem(term=term, children=self.edition.text_inlines(said))

    def _scale(self) -> str:
        """The kind of number or text, its ends or levels, and its unit."""
        words, indicator = self._words, self.indicator
        if indicator.scale == "yes_no":
            return words.gettext("yes or no")
        if indicator.ordinal:
            return words.gettext("levels, the worst first: {levels}").format(levels=", ".join(indicator.ordinal))
        kinds = {
            "score_1_5": words.gettext("score"),
            "score_1_6": words.gettext("score"),
            "points_0_100": words.gettext("points"),
            "percent": words.gettext("per cent"),
            "count": words.gettext("number"),
            "duration": words.gettext("time"),
            "index": words.gettext("index"),
            "milestone": words.gettext("milestone, told in words"),
            "deviation": words.gettext("deviation"),
        }
        kind, ends = kinds.get(indicator.scale, indicator.scale), scale_of(indicator)
        told = kind
        if ends is not None:
            told = words.gettext("{kind} from {low} to {high}").format(
                kind=kind, low=words.number(ends.low), high=words.number(ends.high)
            )
        return told if indicator.unit in ("", "%", kind) else f"{told} ({indicator.unit})"

    def _direction(self) -> str:
        words = self._words
        told = {
            "higher": words.gettext("higher is better"),
            "lower": words.gettext("lower is better"),
            "target": words.gettext("inside the required range is best"),
            "none": words.gettext("neither: the figure only describes"),
        }
        return told.get(better_direction(self.indicator) or "", words.gettext("not declared"))

    # --- what is demanded ---

    def _demanded(self) -> Iterator[CardItem]:
        words, year = self._words, self.edition.year
        demanded = [each for each in self.indicator.requirements if each.valid_from <= year]
        told = [self._requirement(each, after) for each, after in zip(demanded, [*demanded, None][1:], strict=True)]
        children = joined(told, "; ") or plain(words.gettext("none"))
        yield CardItem(term=words.gettext("Requirement"), children=children)
        register = {each.id: each for each in self.edition.register.indicators}
        others = [self.edition.label_inlines(register[name].label) for name in self.indicator.benchmarks]
        if others:
            yield CardItem(term=words.gettext("Compared with"), children=joined(others, ", "))

    def _requirement(self, requirement: Requirement, after: Requirement | None) -> Inlines:
        """The requirement as printed, with the years it holds for."""
        words, year = self._words, requirement.valid_from
        last = after.valid_from - 1 if after else None
        span = words.gettext("from {year}").format(year=year)
        if last is not None:
            span = str(year) if last == year else f"{year}–{last}"
        value = Value(
            kind="requirement",
            text=printed_requirement(requirement),
            indicator=self.indicator.id,
            area=AREA_ID,
            year=year,
            sources=self.edition.requirement_source(self.indicator.id, year),
        )
        return (*plain(f"{span}: "), ShownValue(value=value))

    # --- what the figures cannot be used for ---

    def _limited(self) -> Iterator[CardItem]:
        words, indicator, year = self._words, self.indicator, self.edition.year
        limit = indicator.suppression_limit
        asked = [
            answer.source.file
            for each in self.edition.data.answer_years(indicator.id)
            for answer in self.edition.data.answers_to(indicator.id, each)
        ]
        if limit is None and asked:
            limit = self.edition.limits.of_files(sorted(set(asked)))
        if limit is not None:
            told = words.gettext("nothing is shown of fewer than {limit} respondents").format(limit=limit)
            yield CardItem(term=words.gettext("Suppression"), children=plain(told))
        breaks = [each for each in indicator.breaks if each.year <= year]
        template = words.gettext("{year}: {reason}")
        if breaks:
            told_breaks = [
                filled(template, {"year": str(each.year), "reason": self.edition.text_inlines(each.reason)})
                for each in breaks
            ]
            yield CardItem(term=words.gettext("Breaks in the series"), children=joined(told_breaks, "; "))
        if valid := self._valid():
            yield CardItem(term=words.gettext("In use"), children=plain(valid))

    def _valid(self) -> str:
        words, first, last = self._words, self.indicator.valid_from, self.indicator.valid_to
        last = last if last is not None and last <= self.edition.year else None
        if first is not None and last is not None:
            return f"{first}–{last}"
        if last is not None:
            return words.gettext("until {year}").format(year=last)
        return words.gettext("from {year}").format(year=first) if first is not None else ""

    def _named(self) -> Iterator[CardItem]:
        """By which names others find it: the printed code, and the id that data files use."""
        if self.indicator.code:
            yield CardItem(term=self._words.gettext("Code"), children=plain(self.indicator.code))
        yield CardItem(term=self._words.gettext("Name in the register"), children=(Code(text=self.indicator.id),))
