"""In the warm process: this package's own modules as they are imported, and which of them each one asks for."""

from __future__ import annotations

import builtins
import importlib.util
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType
from typing import Any, Self

from fokusrapport.hashing import file_hash

_PACKAGE = __name__.partition(".")[0]


def is_own(name: str) -> bool:
    """Whether a module is one of this package."""
    return name == _PACKAGE or name.startswith(f"{_PACKAGE}.")


@dataclass
class Recording(MetaPathFinder):
    """What was imported while somebody was listening; `with` begins and ends it, as often as one likes.

    `digests` are the hashes of the sources, taken before they are read: one that is changed meanwhile is then too old,
    never too new. `needs` are the modules that a module's own code asks for when it is imported.
    """

    digests: dict[str, str] = field(default_factory=dict)
    needs: dict[str, set[str]] = field(default_factory=dict)
    _importing: list[str] = field(default_factory=list)
    _import: Any = None

    def __enter__(self) -> Self:
        """Listen. Modules imported before are forgotten: nobody knows what they asked for."""
        for name in [name for name in sys.modules if is_own(name) and name not in self.digests]:
            del sys.modules[name]
        sys.meta_path.insert(0, self)
        self._import, builtins.__import__ = builtins.__import__, self._asked_for
        return self

    def __exit__(self, *_error: object) -> None:
        """Listen no longer."""
        builtins.__import__ = self._import
        sys.meta_path.remove(self)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Where Python finds the module, noted; None for those of others, which Python then finds by itself."""
        if not is_own(fullname):
            return None
        self._note(fullname)
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.loader is not None and spec.origin is not None:
            self.digests[fullname] = file_hash(Path(spec.origin))
            spec.loader.exec_module = partial(self._execute, spec.loader)  # type: ignore[method-assign]
        return spec

    def _execute(self, loader: Loader, module: ModuleType) -> None:
        del loader.exec_module  # what stands in the class is used again
        self.needs[module.__name__] = set()
        self._importing.append(module.__name__)
        try:
            loader.exec_module(module)
        finally:
            self._importing.pop()

    def _asked_for(
        self,
        name: str,
        globals: Mapping[str, Any] | None = None,  # noqa: A002 - as Python calls it
        locals: Mapping[str, Any] | None = None,  # noqa: A002 - as Python calls it
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> ModuleType:
        """Take the place of `__import__`: also what has been imported before is asked for."""
        found: ModuleType = self._import(name, globals, locals, fromlist, level)
        if self._importing:
            package = str((globals or {}).get("__package__") or "")
            asked = importlib.util.resolve_name("." * level + name, package) if level else name
            if is_own(asked):
                self._note(asked, *(f"{asked}.{part}" for part in fromlist or () if _is_module(asked, part)))
        return found

    def _note(self, *names: str) -> None:
        if self._importing:
            self.needs[self._importing[-1]].update(names)


def _is_module(package: str, name: str) -> bool:
    """Whether `from package import name` gave a module, and not something else of its name."""
    module = sys.modules.get(f"{package}.{name}")
    return module is not None and getattr(sys.modules[package], name, None) is module
