from __future__ import annotations

import errno
from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn

import pytest

from fokusrapport.pipeline import scheduler_worker
from fokusrapport.pipeline.onerun import Where
from fokusrapport.pipeline.scheduler_worker import Job, NotMade, _root_of
from fokusrapport.pipeline.standard import Standard


def test_a_worker_without_room_makes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its runs are made where they were asked for; a full disk of one ends no build, and leaves no half folder."""

    def full(_packed: bytes, root: Path) -> NoReturn:
        root.mkdir()
        (root / "half").write_text("")
        raise OSError(errno.ENOSPC, "No space left on device")

    worker = SimpleNamespace(local_directory=str(tmp_path), address="tcp://127.0.0.1:1")
    monkeypatch.setattr("distributed.get_worker", lambda: worker)
    monkeypatch.setattr(scheduler_worker, "unpack", full)
    job = Job(Where(tmp_path / "prosjekt"), "0" * 64, Standard.here(b""), "en")
    with pytest.raises(NotMade, match="No space left on device"):
        _root_of(job, b"packed")
    assert list(tmp_path.rglob("half")) == []
