"""What `python build.py diff` is asked to do, from the names a person gives to what is told."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from fokusrapport.changes.compare import Comparison, Report
from fokusrapport.changes.names import Named, listed, shelf_name, two_reports
from fokusrapport.changes.telling import Telling
from fokusrapport.errors import BuildFailed, Fault, InputRefused
from fokusrapport.i18n import _, language, ui_language
from fokusrapport.params.nearest import nearest
from fokusrapport.params.project import Project, find_root
from fokusrapport.pipeline.snapshots.model import LanguageSnapshot
from fokusrapport.pipeline.snapshots.shelf import Kept

_MOST = 2


@dataclass(frozen=True)
class Wanted:
    """What a person asked for: the names of reports, the edition and language, and where to write a page."""

    names: Sequence[str]
    edition: str | None = None
    language: str | None = None
    page: Path | None = None


def comparison_at(wanted: Wanted, tell: Callable[[str], object] = id) -> Comparison:
    """The comparison that is asked for in the project of the current folder; `tell` is told of what takes its time.

    Raises InputRefused for what cannot be meant, and BuildFailed when a Git revision cannot be built.
    """
    _refuse_impossible(wanted.names, wanted.page)
    old, new = two_reports(Project(find_root()), wanted.names, wanted.edition, tell)
    codes = [one.code for one in new.snapshot.languages if one.code in {o.code for o in old.snapshot.languages}]
    code = wanted.language or next(iter(codes), "")
    if code not in codes:
        what = _("«{code}» is no language that both reports are written in.").format(code=code)
        raise InputRefused(
            faults=[Fault("--language", what=what, allowed=", ".join(codes), nearest=nearest(code, codes))]
        )
    return Comparison(_report(old, code), _report(new, code))


def _refuse_impossible(names: Sequence[str], page: Path | None) -> None:
    faults = []
    if len(names) > _MOST:
        what = _("Two reports are compared, not {count}.").format(count=len(names))
        faults.append(Fault("", what=what, allowed=_("the old one and the new one")))
    if page is not None and not page.resolve().parent.is_dir():
        what = _("There is no folder {folder} to write the page into.").format(folder=page.parent)
        faults.append(Fault("--html", what=what, allowed=_("a file in a folder that is there")))
    if faults:
        raise InputRefused(faults=faults)


def _report(named: Named, code: str) -> Report:
    own: LanguageSnapshot = next(one for one in named.snapshot.languages if one.code == code)
    return Report(named.name, named.snapshot.edition, own)


def lines(comparison: Comparison) -> list[str]:
    """The changes as lines of text, in the language of the keyboard."""
    return list(Telling(language(ui_language())).lines(comparison.changes))


def write_page(file: Path, comparison: Comparison) -> None:
    """Write the page, whole or not at all; raises BuildFailed when it cannot be written."""
    from fokusrapport.changes.page import changes_page  # noqa: PLC0415 - templates and fonts, for pages only

    staged = file.with_name(f".{file.name}.{os.getpid()}.new")
    try:
        staged.write_text(changes_page(comparison), encoding="utf-8", newline="\n")
        staged.replace(file)
    except OSError as error:
        staged.unlink(missing_ok=True)
        message = _("The page could not be written to {file}: {reason}.")
        raise BuildFailed(message.format(file=file, reason=error.strerror or error)) from error


@dataclass(frozen=True)
class Listed:
    """The snapshots there are, by edition and by the names they are asked for with."""

    editions: dict[str, list[tuple[str, Kept]]]

    def lines(self) -> list[str]:
        """As lines of text."""
        told = [
            f"{name}  {shelf_name(edition, kept)}"
            for edition, kept_ones in self.editions.items()
            for name, kept in kept_ones
        ]
        return told or [_("There are no drafts to compare yet: build an edition first.")]

    def as_json(self) -> dict[str, object]:
        """As plain values; times are those of the machine that built, in UTC."""
        return {
            "editions": {
                edition: [{"name": name, "made": kept.made.isoformat(), "state": kept.state} for name, kept in found]
                for edition, found in self.editions.items()
            }
        }


def listed_at(names: Sequence[str], edition: str | None) -> Listed:
    """The snapshots of these editions, or of all, in the project of the current folder; raises InputRefused."""
    wanted = [*names, *([edition] if edition else [])]
    return Listed(listed(Project(find_root()), wanted))
