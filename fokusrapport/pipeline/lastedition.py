"""Where the last edition's report stands: light to import, for a build that has nothing to do asks it too."""

from __future__ import annotations

import re
from pathlib import Path

_YEAR = re.compile(r"\d{4}")


def last_manifest(folder: Path) -> Path | None:
    """The manifest of the newest earlier edition published beside an edition's folder, None when there is none.

    Drafts that were put beside a report (`2014.utkast`) and folders without a manifest are no published editions.
    """
    if not folder.parent.is_dir():
        return None
    earlier = (path for path in folder.parent.iterdir() if _YEAR.fullmatch(path.name) and path.name < folder.name)
    manifests = (path / "manifest.json" for path in sorted(earlier, reverse=True))
    return next((path for path in manifests if path.is_file()), None)
