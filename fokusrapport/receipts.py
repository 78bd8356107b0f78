"""Receipts of builds that went well: what `receipt` reads the next time, before anything else is imported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from fokusrapport import receipt
from fokusrapport.checking import Checked, Options, check_editions, default_edition
from fokusrapport.hashing import stands
from fokusrapport.i18n import ui_language
from fokusrapport.params.project import Project
from fokusrapport.pipeline.build import Built


class Told(Protocol):
    """What is told of a build."""

    @property
    def exit_code(self) -> int:
        """The exit code of the command that built."""

    def as_json(self) -> dict[str, object]:
        """As plain values."""

    def standing(self) -> list[str]:
        """What holds as long as nothing is changed, as lines of text."""


@dataclass(frozen=True)
class Checking:
    """An edition that was checked; `before` is the state of all it depends on, from before it was read."""

    checked: Checked
    project: Project
    options: Options
    before: str

    def keep(self, built: Built, told: Told) -> None:
        """Keep a receipt, if another build would make the same: not of a draft beside, or of what is not whole."""
        root, name = self.project.root, built.plan.request.name
        also = {path: digest for run in built.executed for path, digest in run.beyond.items()}
        whole = built.replaced and told.exit_code == 0 and not any(run.irreproducible for run in built.executed)
        same = self.before == receipt.state_before(root, name) and all(
            stands(root / path, digest) for path, digest in also.items()
        )
        if not (whole and same):
            return
        kept = receipt.Receipt(
            asked=receipt.Asked(name, self.options.final, ui_language()),
            before=receipt.state_before(root, name, also),
            made=receipt.state_made(built.place),
            place=self.project.relative(built.place),
            also=tuple(sorted(also)),
            told={"summary": told.as_json(), "lines": told.standing()},
        )
        receipt.keep(root, kept)


def check_with_receipts(project: Project, names: Sequence[str], options: Options) -> Iterator[Checking]:
    """Every edition checked, and then one after the other; raises InputRefused with the faults of all of them.

    While one is built somebody may change the next, which is then checked again: its plan would be of the old files.
    """
    wanted = tuple(names) or (default_edition(project),)
    if not names:
        receipt.note_default(project.root, wanted[0])
    before = {name: receipt.state_before(project.root, name) for name in wanted}
    for checked in check_editions(project, wanted, options):
        name = checked.plan.request.name
        receipt.withdraw(project.root, name)
        now = receipt.state_before(project.root, name)
        present = [checked] if now == before[name] else check_editions(project, (name,), options)
        yield from (Checking(one, project, options, now) for one in present)
