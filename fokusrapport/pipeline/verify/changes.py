"""What of that which a report is made from has changed since: inputs, program, packages. Told before any difference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fokusrapport.i18n import _
from fokusrapport.pipeline.manifest_model import MANIFEST_NAME, Git, Manifest
from fokusrapport.pipeline.verify.difference import Difference
from fokusrapport.pipeline.verify.in_json import read_json
from fokusrapport.pipeline.verify.locate import difference_at, locate
from fokusrapport.pipeline.verify.spots import Spot, parting

_SHOWN = 5
_TOLD_AS_CHANGES = ("inputs", "program", "versions", "fokusrapport")


def changes(then: Manifest, now: Manifest) -> list[str]:
    """In plain words, what is not as it was when the report was built; the most likely reasons why it differs."""
    return [
        *_files(then.inputs, now.inputs),
        *_versions(
            {"fokusrapport": then.fokusrapport, **then.versions}, {"fokusrapport": now.fokusrapport, **now.versions}
        ),
        *_program(then.program, now.program),
    ]


def _files(then: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    for name in sorted(then.keys() | now.keys()):
        if name not in now:
            yield _("{file} is no longer part of the edition").format(file=name)
        elif name not in then:
            yield _("{file} was not part of the edition then").format(file=name)
        elif then[name] != now[name]:
            yield _("{file} has changed").format(file=name)


def _versions(then: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    for name in sorted(then.keys() | now.keys()):
        if name not in now:
            yield _("{package} {version} then, none now").format(package=name, version=then[name])
        elif name not in then:
            yield _("no {package} then, {version} now").format(package=name, version=now[name])
        elif then[name] != now[name]:
            yield _("{package} {then} then, {now} now").format(package=name, then=then[name], now=now[name])


def _program(then: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    changed = sorted(name for name in then.keys() | now.keys() if then.get(name) != now.get(name))
    if changed:
        more = len(changed) - _SHOWN
        names = ", ".join(changed[:_SHOWN]) + (_(" and {count} more").format(count=more) if more > 0 else "")
        yield _("the program itself: {files}").format(files=names)


def other_commit(then: Git | None, now: Git | None) -> str:
    """What to know of the commit, which is no input: the report says its own, and it is not held against another."""
    if then == now or then is None:
        return ""
    if now is None:
        return _("The report says it was built at commit {then}; here is no repository to look it up in.").format(
            then=_commit(then)
        )
    return _("The report says it was built at commit {then}; the project is now at {now}.").format(
        then=_commit(then), now=_commit(now)
    )


def _commit(git: Git) -> str:
    return git.commit[:12] if git.clean else _("{commit} with changes").format(commit=git.commit[:12])


def manifest_difference(published: bytes, rebuilt: bytes, told: set[str]) -> Difference | None:
    """Where two manifests differ beyond what follows from `told` files and from what has changed since."""
    if published == rebuilt:
        return None
    old, new = (list(read_json(content)) for content in (published, rebuilt))
    if old == new:
        return locate(MANIFEST_NAME, published, rebuilt)
    found = parting(*(_not_told(spots, told) for spots in (old, new)))
    if found:
        return difference_at(MANIFEST_NAME, found)
    return Difference(MANIFEST_NAME, what=_("it follows from what is told of the others"))


def _not_told(spots: list[Spot], told: set[str]) -> list[Spot]:
    def derived(place: str) -> bool:
        keys = place.split(" › ")
        return keys[0] in _TOLD_AS_CHANGES or (keys[0] == "outputs" and len(keys) > 1 and keys[1] in told)

    return [spot for spot in spots if not derived(spot.place)]
