"""When builds were made, and how long they took: beside the cache, for nothing in a report may tell the time."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import suppress
from pathlib import Path

from fokusrapport.pipeline.execute import Executed

LOG = ".fokusrapport/builds.jsonl"
_LARGEST = 2_000_000


def log_build(root: Path, edition: str, seconds: float, executed: tuple[Executed, ...]) -> None:
    """Add a line about a build; the older half of a large log goes. A log that cannot be written stops nothing."""
    line = {
        "at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "edition": edition,
        "seconds": round(seconds, 2),
        "runs": [_run(one) for one in executed],
    }
    path = root / LOG
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > _LARGEST:
            lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
            path.write_text("".join(lines[len(lines) // 2 :]), encoding="utf-8")
        with path.open("a", encoding="utf-8") as log:
            log.write(json.dumps(line, ensure_ascii=False) + "\n")


def _run(executed: Executed) -> dict[str, object]:
    return {
        "area": executed.run.area,
        "seconds": round(executed.seconds, 2),
        "reused": executed.reused,
        "reason": executed.reason,
        "fingerprint": executed.fingerprint,
        "failed": bool(executed.faults),
    }
