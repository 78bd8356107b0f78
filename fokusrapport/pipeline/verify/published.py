"""A published report held against one built from scratch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from fokusrapport.errors import Fault, InputRefused
from fokusrapport.i18n import _
from fokusrapport.params.nearest import nearest
from fokusrapport.params.project import Project, list_editions
from fokusrapport.pipeline.gitfacts import git_facts
from fokusrapport.pipeline.manifest_model import MANIFEST_NAME, Manifest, load_manifest
from fokusrapport.pipeline.publish import alone_with
from fokusrapport.pipeline.verify.against_manifest import matches
from fokusrapport.pipeline.verify.changes import changes, manifest_difference, other_commit
from fokusrapport.pipeline.verify.difference import Difference
from fokusrapport.pipeline.verify.files import contents
from fokusrapport.pipeline.verify.locate import locate
from fokusrapport.pipeline.verify.rebuild import rebuilt
from fokusrapport.pipeline.verify.verified import Verified


def verify_edition(project: Project, name: str) -> Verified:
    """The edition's report held against one built from scratch.

    Raises InputRefused when there is no report to verify or the project no longer passes its checks, and BuildFailed
    when it cannot be built.
    """
    folder = project.reports / name
    _refuse_unpublished(project, name)
    with alone_with(folder):  # a build must not change the report while it is read
        then, published = load_manifest(folder / MANIFEST_NAME), contents(folder)
    new = rebuilt(project, then)
    now = Manifest.model_validate_json(new[MANIFEST_NAME])
    differences = (*_files(then, published, new), *_manifests(then, published, new))
    note = other_commit(then.git, git_facts(project.root))
    return Verified(name, len(new), differences, tuple(changes(then, now)), (note,) if note else ())


def _refuse_unpublished(project: Project, name: str) -> None:
    names, folder = list_editions(project), project.reports / name
    if name not in names:
        what = _("There is no edition «{name}».").format(name=name)
        raise InputRefused(faults=[Fault("", what=what, allowed=", ".join(names), nearest=nearest(name, names))])
    if (folder / MANIFEST_NAME).is_file():
        return
    shown = project.relative(folder)
    build = _("build it first: python build.py build {edition}").format(edition=name)
    if folder.with_name(f"{folder.name}.utkast").is_dir():
        what = _("There is only a draft beside the place of the report, {draft}, and a draft is not verified.")
        raise InputRefused(faults=[Fault(shown, what=what.format(draft=f"{shown}.utkast"), allowed=build)])
    raise InputRefused(faults=[Fault(shown, what=_("There is no report to verify."), allowed=build)])


def _files(then: Manifest, published: Mapping[str, bytes], new: Mapping[str, bytes]) -> Iterator[Difference]:
    """Every file but the manifest that is not the same; those that were changed afterwards are told to be."""
    for name in sorted((published.keys() | new.keys()) - {MANIFEST_NAME}):
        if name not in published:
            yield Difference(name, what=_("the file is missing from the report"))
        elif name not in new:
            yield Difference(name, what=_not_rebuilt(then, name))
        elif published[name] != new[name]:
            found = locate(name, published[name], new[name])
            changed = name in then.outputs and not matches(then.outputs[name], published[name])
            yield replace(found, what=_changed_afterwards(), cause="") if changed else found


def _changed_afterwards() -> str:
    return _("the file was changed after it was published: it is not the one its manifest speaks of")


def _not_rebuilt(then: Manifest, name: str) -> str:
    if name in then.outputs:
        return _("the report built from scratch has no such file")
    return _("the manifest has no such file: it was put there after the report was built")


def _manifests(then: Manifest, published: Mapping[str, bytes], new: Mapping[str, bytes]) -> Iterator[Difference]:
    told = {name for name in then.outputs.keys() | new.keys() if published.get(name) != new.get(name)}
    difference = manifest_difference(published[MANIFEST_NAME], new[MANIFEST_NAME], told)
    if difference:
        yield difference
