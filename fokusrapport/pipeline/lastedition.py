"""Where the last edition's report stands: light to import, for a build that has nothing to do asks it too."""

from __future__ import annotations

import re
from pathlib import Path

_NAME = "manifest.json"
_YEAR = re.compile(r"\d{4}")


def last_manifest(folder: Path, code: str = "") -> Path | None:
    """The manifest of the newest earlier edition published beside an edition's folder, None when there is none.

    With a language's code that of its own files, where that edition has a folder of them. Drafts that were put beside a
    report (`2014.utkast`) and folders without a manifest are no published editions.
    """
    if not folder.parent.is_dir():
        return None
    earlier = (path for path in folder.parent.iterdir() if _YEAR.fullmatch(path.name) and path.name < folder.name)
    found = next((path for path in sorted(earlier, reverse=True) if (path / _NAME).is_file()), None)
    if found is None:
        return None
    own = found / code / _NAME
    return own if own.is_file() else found / _NAME
