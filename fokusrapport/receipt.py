"""Whether anything has changed since an edition was built, found out without importing what builds it.

A build that went well leaves a receipt under `.fokusrapport/receipts/`: one hash of everything the build could depend
on, one of what it made, and what was told. When both hashes are the same, the report that stands there is what another
build would make, and is left as it is. It errs on the safe side: some of the files it looks at may not matter, and then
the build finds that out. Only contents count, never times.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from fokusrapport.environment import LOCK_NAME, environment
from fokusrapport.gitstate import git_state
from fokusrapport.hashing import file_hash, folder_hash

FORMAT = 1
TABLE = "params/editions.csv"
"""The table of parameter sets, one row an edition."""

_FOLDER = ".fokusrapport/receipts"
_PACKAGE = Path(__file__).resolve().parent
_SETTINGS = "params/project.yaml"


@dataclass(frozen=True)
class Asked:
    """What was asked for, as far as it decides what is made: an edition, draft or final; and the messages' language."""

    edition: str
    final: bool
    language: str


@dataclass(frozen=True)
class Receipt:
    """What a build that went well has told; `also` are files beyond the edition's own that it depended on."""

    asked: Asked
    before: str
    made: str
    place: str
    also: tuple[str, ...]
    told: Mapping[str, Any]


def default_edition(root: Path) -> str | None:
    """The edition built when none is named, if it has been built since `params/project.yaml` was changed."""
    noted = _read(root / _FOLDER / "default.json")
    edition = noted.get("edition") if noted and noted.get("settings") == file_hash(root / _SETTINGS) else None
    return edition if isinstance(edition, str) else None


def note_default(root: Path, edition: str) -> None:
    """Take down which edition is built when none is named."""
    _write(root / _FOLDER / "default.json", {"edition": edition, "settings": file_hash(root / _SETTINGS)})


def unchanged(root: Path, asked: Asked, seen: Seen | None = None) -> Mapping[str, Any] | None:
    """What was told of the edition when it was built, if a build would make the same; else None.

    With `seen`, what was looked at for other editions at this moment is not looked at again.
    """
    noted = _read(_path(root, asked.edition))
    try:
        if noted is None or noted["format"] != FORMAT or Asked(**noted["asked"]) != asked:
            return None
        same = noted["before"] == state_before(root, asked.edition, noted["also"], seen)
        told = noted["told"]
        return told if same and isinstance(told, dict) and noted["made"] == state_made(root / noted["place"]) else None
    except (KeyError, TypeError):
        return None


def keep(root: Path, receipt: Receipt) -> None:
    """Keep the receipt of a build."""
    asked = receipt.asked
    content = {
        "format": FORMAT,
        "asked": {"edition": asked.edition, "final": asked.final, "language": asked.language},
        "before": receipt.before,
        "made": receipt.made,
        "place": receipt.place,
        "also": list(receipt.also),
        "told": dict(receipt.told),
    }
    _write(_path(root, asked.edition), content)


def withdraw(root: Path, edition: str) -> None:
    """Take the receipt away: a build has begun, and nobody knows how it ends."""
    with suppress(OSError):  # none is there; or nothing can be written there, and it holds only while all is as it was
        _path(root, edition).unlink()


# --- what it depends on -------------------------------------------------------------------------------------------


class Seen:
    """What has been looked at once, for many editions that are looked at together: most of it is common to all."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._hashes: dict[str, str] = {}
        self.surroundings = repr((environment(root), git_state(root)))

    @cached_property
    def editions(self) -> str:
        """What an edition may know of others: their names, which tags of cells use, and areas, which registers name.

        Of their files only the lines that name an area are looked at: with hundreds of editions, one that is changed
        must not make all others be built again.
        """
        paths = sorted(self._root.glob("params/*/[0-9][0-9][0-9][0-9].yaml"))
        names = [path.relative_to(self._root).as_posix() for path in paths]
        lines = {line.strip() for path in paths for line in _lines(path) if b"area" in line}
        return repr((names, sorted(lines)))

    @cached_property
    def _table(self) -> list[bytes]:
        return _lines(self._root / TABLE)

    def row_of(self, edition: str) -> str:
        """What the table of parameter sets says of an edition: its heads, and the lines that name it."""
        return repr([line for line in self._table if edition.encode() in line or line is self._table[0]])

    def hash_of(self, name: str) -> str:
        """The hash of a file or folder of the project, or of this package."""
        if name not in self._hashes:
            self._hashes[name] = _hash_of(self._root, name)
        return self._hashes[name]


def state_before(root: Path, edition: str, also: Iterable[str] = (), seen: Seen | None = None) -> str:
    """The hash of everything that a build of the edition may depend on."""
    present = seen or Seen(root)
    digest = hashlib.sha256(f"{present.surroundings}\n{present.editions}\n{present.row_of(edition)}".encode())
    for name in sorted({*_names(root, edition), *also}):
        digest.update(f"{name}\0{present.hash_of(name)}\n".encode())
    return digest.hexdigest()


def state_made(place: Path) -> str:
    """The hash of a report: every file in its folder, and what lies beside it under its name."""
    files = [path for path in place.rglob("*") if path.is_file()]
    beside = [path for path in place.parent.glob(f"{place.name}.*") if path.is_file()]
    digest = hashlib.sha256()
    for path in sorted([*files, *beside]):
        digest.update(f"{path.relative_to(place.parent).as_posix()}\0{file_hash(path)}\n".encode())
    return digest.hexdigest()


def _names(root: Path, edition: str) -> Iterator[str]:
    """The project's files that matter to an edition, and this package's."""
    municipality = edition.partition("/")[0]
    folders = (root / "params" / municipality, root / "data" / municipality, root / "notebooks")
    yield from (LOCK_NAME, _SETTINGS, "build.py")
    for folder in folders:
        yield from _below(folder, root)
    # Sentences are held against those of the last edition, as it is published.
    published = root / "reports" / municipality
    earlier = [
        path for pattern in ("", "*/") for path in published.glob(f"[0-9][0-9][0-9][0-9]/{pattern}manifest.json")
    ]
    years = ((path, path.relative_to(published).parts[0]) for path in earlier)
    yield from (path.relative_to(root).as_posix() for path, year in years if year < edition.partition("/")[2])
    yield from _below(_PACKAGE, _PACKAGE.parent)


def _lines(path: Path) -> list[bytes]:
    try:
        return path.read_bytes().splitlines()
    except OSError:
        return []


def _below(folder: Path, base: Path) -> Iterator[str]:
    for path, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__" and not name.startswith(".")]
        inside = Path(path).relative_to(base).as_posix()
        yield from (f"{inside}/{name}" for name in names if not name.startswith("."))


def _hash_of(root: Path, name: str) -> str:
    path = _PACKAGE.parent / name if name.startswith(f"{_PACKAGE.name}/") else root / name
    return folder_hash(path) if path.is_dir() else file_hash(path)


# --- files --------------------------------------------------------------------------------------------------------


def _path(root: Path, edition: str) -> Path:
    return root / _FOLDER / f"{edition}.json"


def _read(path: Path) -> dict[str, Any] | None:
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return content if isinstance(content, dict) else None


def _write(path: Path, content: Mapping[str, Any]) -> None:
    """In one move; a receipt that cannot be written is only a build that is made once more."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(content, file, ensure_ascii=False, sort_keys=True)
        Path(name).replace(path)
