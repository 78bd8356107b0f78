"""What a build has to say of the prose: typed numbers, and sentences that stood still while their value turned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fokusrapport.blocks import Chapter
from fokusrapport.errors import Fault
from fokusrapport.pipeline.execute import Executed
from fokusrapport.pipeline.plan import EditionPlan
from fokusrapport.pipeline.prose import area_prose
from fokusrapport.pipeline.turned import Comparison, compared_with_last
from fokusrapport.prose import AreaProse, Proofreading, ProseReport
from fokusrapport.valuestore import Shown, values_shown


@dataclass(frozen=True)
class Wording:
    """What was found in the prose of one edition, and in the comparison with the last one."""

    prose: ProseReport
    last: Comparison

    def warnings(self) -> tuple[Fault, ...]:
        """All of it, with the place of each."""
        return (*self.prose.warnings(), *self.last.warnings())


def read_wording(plan: EditionPlan, executed: Sequence[Executed], chapter: Chapter, proofread: Proofreading) -> Wording:
    """The prose of the edition's notebooks held against its numbers, and against the last edition's sentences."""
    shown = values_shown(chapter)
    areas = [_prose_of(run) for run in executed]
    report = proofread([replace(a, shown=tuple(s for s in shown if s.area == a.area)) for a in areas])
    return Wording(report, _compared(plan, shown))


def _compared(plan: EditionPlan, shown: Sequence[Shown]) -> Comparison:
    request = plan.request
    return compared_with_last(request.folder, shown, [run.area for run in plan.runs], request.front.language)


def _prose_of(executed: Executed) -> AreaProse:
    run = executed.run
    return area_prose(executed.notebook or run.notebook, run.area, run.shown_as)
