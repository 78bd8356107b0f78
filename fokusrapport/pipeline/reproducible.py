"""Whether a run would give the same another time, and if not, why.

Where its code or what it did raises a suspicion, the notebook is run once more in another world: the clock more than a
year ahead, other chance, another user. What the report shows of the two must be the same. A notebook that only measures
how long it takes is thus not accused.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from fokusrapport.environment import LOCK_NAME
from fokusrapport.i18n import _
from fokusrapport.pipeline.document import read_area
from fokusrapport.pipeline.execute import Executed, Kernels, World, execute
from fokusrapport.pipeline.fingerprint import Used
from fokusrapport.pipeline.suspects import Suspect, suspects
from fokusrapport.pipeline.unlocked import unlocked

# Another year, month, day of the month and of the week, hour and minute.
OTHER_WORLD = World(clock_ahead=400 * 86400 + 5 * 3600 + 1234, variables={"USER": "other", "LOGNAME": "other"})

# numpy asks the system's own clock («np.datetime64("now")»), which is not ahead and tells whole seconds: a fork
# would be there within the same one.
_SECONDS_BETWEEN = 1


def irreproducible(executed: Executed, used: Used, kernels: Kernels) -> tuple[str, ...]:
    """Why the run would not be the same elsewhere or another day; nothing when it would."""
    return (
        *_left_the_project(used),
        *(
            _("It imports «{package}», which {lock} does not name.").format(package=name, lock=LOCK_NAME)
            for name in unlocked(executed.run, kernels.root, used.modules)
        ),
        *_differs(executed, used, kernels),
    )


def _left_the_project(used: Used) -> Iterator[str]:
    for path in sorted(used.outside):
        yield _("It reads «{path}», which lies outside the project.").format(path=path)
    for path in used.written:
        yield _("It writes «{path}» in the project, where another notebook may read it.").format(path=path)
    for address in used.network:
        yield _("It uses the network ({address}).").format(address=address)
    for program in used.programs:
        yield _("It starts the program «{program}», and nobody sees what that reads.").format(program=program)


def _differs(executed: Executed, used: Used, kernels: Kernels) -> Iterator[str]:
    """What may be the cause where a second run shows something else."""
    suspected = suspects(executed.run, kernels.root, used.modules)
    if not suspected and not used.unseeded:
        return
    time.sleep(_SECONDS_BETWEEN)
    again = execute(executed.run, kernels, OTHER_WORLD)
    if _shown(again) == _shown(executed):
        return
    told = _by_place(suspected) or _("chance without a fixed seed ({names})").format(names=", ".join(used.unseeded))
    yield _("It shows something else when it is run again: {causes}.").format(causes=told)


def _by_place(suspected: Sequence[Suspect]) -> str:
    """Each cell or module once, with all that is suspected there."""
    places = dict.fromkeys(one.where for one in suspected)
    why = {place: ", ".join(one.why for one in suspected if one.where == place) for place in places}
    return "; ".join(f"{place}: {reasons}" for place, reasons in why.items())


def _shown(executed: Executed) -> object:
    """What the report shows of a run."""
    run = executed.run
    if executed.notebook is None or executed.faults:
        return executed.faults
    code = str(run.parameters.get("language", "nb"))
    return read_area(executed.notebook, run.area, run.shown_as, code).area
