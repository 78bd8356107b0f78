"""Indicators and tracked things of two reports, by their ids: what is new, gone or otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from fokusrapport.changes.model import Change, Detail, Kind
from fokusrapport.i18n import Language
from fokusrapport.subject import IndicatorState, ResultState, Said, TrackedState


@dataclass(frozen=True)
class Years:
    """The years that the two reports are about."""

    old: int
    new: int

    @property
    def same(self) -> bool:
        """Whether it is the same one."""
        return self.old == self.new


def indicator_changes(
    old: Sequence[IndicatorState], new: Sequence[IndicatorState], years: Years, language: Language
) -> Iterator[Change]:
    """Everything that has changed about indicators."""
    before, after = {state.id: state for state in old}, {state.id: state for state in new}
    for state in new:
        if state.id in before:
            yield from _Indicator(before[state.id], state, years, language).changes()
        else:
            yield _about("indicator_new", state, after=_own(state, years.new))
    yield from (
        _about("indicator_gone", state, before=_own(state, years.old)) for state in old if state.id not in after
    )


def _about(kind: Kind, state: IndicatorState, *, before: str = "", after: str = "") -> Change:
    return Change(kind=kind, area=state.area, id=state.id, name=state.label, before=before, after=after)


def _own(state: IndicatorState, year: int) -> str:
    """The result of the report's own year, for what is told in one line; empty when it shows none."""
    return next((result.text for result in state.results if result.year == year), "")


@dataclass(frozen=True)
class _Indicator:
    """One indicator in both reports."""

    old: IndicatorState
    new: IndicatorState
    years: Years
    language: Language

    def changes(self) -> Iterator[Change]:
        for year, before, after in self._results():
            if before.text != after.text:
                yield self._changed("value", before.text, after.text, year)
            # What another year's report does not judge any more is no change of status.
            if before.status != after.status and (self.years.same or (before.status and after.status)):
                yield self._changed("status", before.status, after.status, year)
        if self.old.requirement != self.new.requirement:
            yield self._changed("requirement", self.old.requirement, self.new.requirement)
        name = Said(term=self.language.gettext("Name"), text=self.old.label)
        renamed = Said(term=name.term, text=self.new.label)
        definition = said_otherwise((name, *self.old.definition), (renamed, *self.new.definition))
        for kind, details in (
            ("definition", definition),
            ("remark", said_otherwise(self.old.remarks, self.new.remarks)),
        ):
            if details:
                yield self._changed("definition" if kind == "definition" else "remark", details=details)

    def _results(self) -> Iterator[tuple[int | None, ResultState, ResultState]]:
        """The results to hold against each other: of the same year, and of each report's own year.

        A year that only one of two reports about the same year shows, is a result more or less.
        """
        old = {result.year: result for result in self.old.results}
        new = {result.year: result for result in self.new.results}
        if not self.years.same:
            nothing = ResultState(year=None, text="")
            yield None, old.get(self.years.old, nothing), new.get(self.years.new, nothing)
        for year in sorted(old.keys() | new.keys(), key=lambda year: year or 0):
            if year in old and year in new:
                yield year, old[year], new[year]
            elif self.years.same:
                nothing = ResultState(year=year, text="")
                yield year, old.get(year, nothing), new.get(year, nothing)

    def _changed(
        self, kind: Kind, before: str = "", after: str = "", year: int | None = None, details: tuple[Detail, ...] = ()
    ) -> Change:
        return _about(kind, self.new, before=before, after=after).model_copy(update={"year": year, "details": details})


def said_otherwise(old: Iterable[Said], new: Iterable[Said]) -> tuple[Detail, ...]:
    """What is said otherwise now, by what it is called."""
    before, after = ({said.term: said.text for said in all_said} for all_said in (old, new))
    terms = dict.fromkeys([*after, *before])
    pairs = ((term, before.get(term, ""), after.get(term, "")) for term in terms)
    return tuple(Detail(where=term, before=a, after=b) for term, a, b in pairs if a != b)


def tracked_changes(old: Sequence[TrackedState], new: Sequence[TrackedState], years: Years) -> Iterator[Change]:
    """Everything that has changed about what is tracked.

    A plan of one year's report is a promise to the next: it is the same thing, and what has come of it is its status.
    """
    before, after = ({_key(state, years): state for state in states} for states in (old, new))
    for key, state in after.items():
        if key in before:
            yield from _tracked(before[key], state)
        else:
            yield _thing("tracked_new", state, after=state.status)
    yield from (_thing("tracked_gone", state, before=state.status) for key, state in before.items() if key not in after)


def _key(state: TrackedState, years: Years) -> tuple[str, str, str]:
    """What it is the same by; a recommendation belongs to no area."""
    kind = "plan" if state.kind == "promise" and not years.same else state.kind
    return kind, "" if kind == "recommendation" else state.area, state.id


def _tracked(old: TrackedState, new: TrackedState) -> Iterator[Change]:
    if old.status != new.status:
        yield _thing("tracked_status", new, before=old.status, after=new.status)
    texts = () if old.text == new.text else (Detail(where="", before=old.text, after=new.text),)
    if details := (*texts, *said_otherwise(old.said, new.said)):
        yield _thing("tracked_text", new).model_copy(update={"details": details})


def _thing(kind: Kind, state: TrackedState, *, before: str = "", after: str = "") -> Change:
    return Change(kind=kind, area=state.area, id=state.id, name=state.text, before=before, after=after)
