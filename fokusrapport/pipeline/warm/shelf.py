"""In a forked kernel: this package's modules, imported already but out of sight until somebody asks for them.

A fresh kernel has imported none of them. What a notebook imports is noted (`watch`), and a module that is there
already would be noted by every notebook. So they are taken out of `sys.modules`; asked for again, a module comes back
as it was imported, and with it those that its own code asks for. Its source is read once more meanwhile: that tells
whether it is still the same, and is how anybody who listens to Python's reading hears of it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

from fokusrapport.hashing import file_hash
from fokusrapport.pipeline.warm.recording import Recording, is_own


@dataclass
class Shelf(MetaPathFinder, Loader):
    """Modules by name; `digests` and `needs` as in `Recording`."""

    digests: Mapping[str, str]
    needs: Mapping[str, set[str]]
    _modules: dict[str, ModuleType] = field(default_factory=dict)
    _specs: dict[str, ModuleSpec | None] = field(default_factory=dict)

    @classmethod
    def of(cls, recording: Recording) -> Shelf:
        """Take all of this package out of sight; what was recorded can be had again."""
        shelf = cls(recording.digests, recording.needs)
        for name in [name for name in sys.modules if is_own(name)]:
            module = sys.modules.pop(name)
            if name not in recording.needs:
                continue
            shelf._modules[name], shelf._specs[name] = module, module.__spec__
            parent, _dot, own = name.rpartition(".")
            package = shelf._modules.get(parent)
            if package is not None and vars(package).get(own) is module:
                delattr(package, own)  # `import package` alone does not make its modules known
        sys.meta_path.insert(0, shelf)
        return shelf

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The module as it was imported; None, so that Python reads it anew, when anything about it has changed."""
        module = self._modules.get(fullname)
        if module is None or fullname in sys.modules or not all(map(self._stands, self._with_needs(fullname))):
            return None
        return ModuleSpec(fullname, self, origin=module.__file__, is_package=hasattr(module, "__path__"))

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """The module itself; its code is not run again."""
        return self._modules[spec.name]

    def exec_module(self, module: ModuleType) -> None:
        """Put in sight, too, what the module's code asks for."""
        for name in self._with_needs(module.__name__):
            found = sys.modules[name] = self._modules[name]
            found.__spec__ = self._specs[name]
            parent, _dot, own = name.rpartition(".")
            if parent:
                vars(self._modules[parent]).setdefault(own, found)

    def _with_needs(self, name: str) -> Iterator[str]:
        """The module, those it asks for, those they ask for …, and the packages they are in; each once."""
        seen, left = set[str](), [name]
        while left:
            one = left.pop()
            if one not in seen:
                seen.add(one)
                yield one
                parent = one.rpartition(".")[0]
                left += [*self.needs.get(one, ()), *([parent] if parent else ())]

    def _stands(self, name: str) -> bool:
        module = self._modules.get(name)
        if name in sys.modules:
            return sys.modules[name] is module
        return module is not None and file_hash(Path(str(module.__file__))) == self.digests[name]
