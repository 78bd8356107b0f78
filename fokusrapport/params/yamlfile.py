"""One YAML file as a validated model: values, the lines they stand on, and every fault in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from fokusrapport.errors import Fault
from fokusrapport.params import modelfaults
from fokusrapport.params.translated import BY_LANGUAGE
from fokusrapport.params.yamltree import REFUSED, Key, Place, YamlTree, line_of, read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pydantic_core import ErrorDetails

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Located(Generic[M]):
    """A model together with the file it was read from, its hash, and the line of every key and item in it."""

    model: M
    file: str
    lines: Mapping[Place, int]
    sha256: str

    def line(self, *place: Key) -> int:
        """The line of the place, e.g. `line("areas", 2, "area")`, or of the closest thing around it."""
        return line_of(self.lines, place)


def load_model(path: Path, root: Path, model: type[M]) -> tuple[Located[M] | None, list[Fault]]:
    """The file as a model, and all its faults; None when there is anything the model cannot hold.

    `root` is the project's folder; messages name the file from there.
    """
    tree, faults = read_yaml(path, root)
    if tree is None:
        return None, faults
    try:
        loaded = model.model_validate(tree.value)
    except ValidationError as error:
        return None, faults + _model_faults(model, tree, error)
    return (None if faults else Located(loaded, tree.file, tree.lines, tree.sha256)), faults


def _model_faults(model: type[BaseModel], tree: YamlTree, error: ValidationError) -> list[Fault]:
    """One fault a place: a value that fits none of several types gives pydantic one error for each."""
    faults: dict[tuple[Place, bool], Fault] = {}
    for detail in error.errors(include_url=False):
        if detail["input"] is REFUSED:
            continue
        place = _place(tree, detail)
        faults.setdefault((place, detail["loc"][-1:] == ("[key]",)), _fault(model, tree, place, detail))
    return sorted(fault for (place, key), fault in faults.items() if key or (place, True) not in faults)


def _place(tree: YamlTree, detail: ErrorDetails) -> Place:
    """The error's place in the file: pydantic adds names of types, which are no keys of the file."""
    place: Place = ()
    for key in detail["loc"]:
        if key == BY_LANGUAGE:
            continue
        if (*place, key) not in tree.lines:
            return (*place, key) if detail["type"] == "missing" else place
        place = (*place, key)
    return place


def _fault(model: type[BaseModel], tree: YamlTree, place: Place, detail: ErrorDetails) -> Fault:
    if detail["loc"][-1:] == ("[key]",):
        what, allowed, near = modelfaults.bad_key(model, place, tree.at(*place))
    else:
        what, allowed, near = modelfaults.problem(model, place, detail)
    return Fault(tree.file, tree.line(*place), what=what, allowed=allowed, nearest=near)
