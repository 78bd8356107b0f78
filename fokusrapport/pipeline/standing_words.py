"""Where areas stand, in the words of a language: at the keyboard, and on the control page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fokusrapport.errors import Fault
from fokusrapport.i18n import Language, language, ui_language
from fokusrapport.params.checks_models import Part
from fokusrapport.params.models import CheckRole
from fokusrapport.pipeline.standing import CheckStanding, Standing, Standings, State


def state_words(words: Language) -> dict[State, str]:
    """How far an area has come, the least first."""
    return {
        "draft": words.gettext("draft"),
        "unit": words.gettext("checked by the head of unit"),
        "director": words.gettext("checked by the director"),
        "published": words.gettext("published"),
    }


def role_word(role: CheckRole, words: Language) -> str:
    """What somebody who checks is called."""
    return {"unit": words.gettext("head of unit"), "director": words.gettext("director")}[role]


def what_changed(check: CheckStanding, words: Language) -> str:
    """What is not as it was when it was checked: «the text and the numbers»; by language where they differ."""
    told = {code: _parts(parts, words) for code, parts in check.changed.items()}
    if len(set(told.values())) == 1 and all(check.changed.values()):
        return next(iter(told.values()))
    return "; ".join(f"{language(code).name_in(words.code)}: {what}" for code, what in told.items())


def _parts(parts: tuple[Part, ...], words: Language) -> str:
    named: Mapping[Part, str] = {
        "text": words.gettext("the text"),
        "numbers": words.gettext("the numbers"),
        "tables": words.gettext("the tables"),
        "figures": words.gettext("the figures"),
    }
    return words.join([named[part] for part in parts]) if parts else words.gettext("not there when it was checked")


def check_told(check: CheckStanding, words: Language) -> str:
    """Who checked an area when, and whether that holds: «Kari Nordmann, 3. mars 2026»."""
    template = words.gettext("{name}, {date}")
    if check.holds is None:
        template = words.gettext("{name}, {date}; build to see whether it still holds")
    if check.holds is False:
        template = words.gettext("{name}, {date}; no longer holds, changed since: {what}")
    return template.format(name=check.name, date=words.date(check.date), what=what_changed(check, words))


def lines(found: Standings) -> Iterator[str]:
    """How many areas have come how far, and which checks no longer hold; nothing where nobody checks anything."""
    words = language(ui_language())
    if not found.in_use:
        return
    counts = {word: sum(one.state == state for one in found.areas) for state, word in state_words(words).items()}
    told = ", ".join(f"{word}: {words.number(count)}" for word, count in counts.items() if count)
    yield words.gettext("Areas: {counts}").format(counts=told)
    for one in found.areas:
        for check in one.outdated:
            yield f"  {one.area}: {_titled(check, words)}"


def area_lines(one: Standing) -> Iterator[str]:
    """An area with all its checks."""
    words = language(ui_language())
    state = state_words(words)[one.state]
    unknown = words.gettext("not built as it is now")
    yield f"{one.area}: {state}" if one.built else f"{one.area}: {state} ({unknown})"
    yield from (f"  {_titled(check, words)}" for check in one.checks)


def _titled(check: CheckStanding, words: Language) -> str:
    return f"{role_word(check.role, words)}: {check_told(check, words)}"


def lacking_faults(found: Standings, edition: str) -> list[Fault]:
    """One for each area that lacks a check the edition demands, with what to do about it."""
    return [_lacking(found, edition, one, roles) for one, roles in found.lacking()]


def _lacking(found: Standings, edition: str, one: Standing, roles: tuple[CheckRole, ...]) -> Fault:
    words = language(ui_language())
    what = " ".join(_lack(one.check(role), role, words) for role in roles)
    allowed = words.gettext("build a draft, look at it, then: {command}").format(
        command="; ".join(
            f'python build.py approve {one.area} --as {role} --name "…" --edition {edition}' for role in roles
        )
    )
    return Fault(found.checks.file(one.area), found.checks.line(one.area, roles[0]), what=what, allowed=allowed)


def _lack(check: CheckStanding | None, role: CheckRole, words: Language) -> str:
    if check is None:
        return {
            "unit": words.gettext("The head of unit has not checked this area."),
            "director": words.gettext("The director has not checked this area."),
        }[role]
    template = {
        "unit": words.gettext("Changed since {name}, head of unit, checked it on {date}: {what}."),
        "director": words.gettext("Changed since {name}, director, checked it on {date}: {what}."),
    }[role]
    return template.format(name=check.name, date=words.date(check.date), what=what_changed(check, words))
