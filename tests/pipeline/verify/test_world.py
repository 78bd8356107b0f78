from __future__ import annotations

import os
from pathlib import Path

import pytest

from fokusrapport.pipeline.verify.world import another_world

VARIED = ("TZ", "LC_ALL", "LANG", "USER", "LOGNAME", "PYTHONHASHSEED", "SOURCE_DATE_EPOCH", "FOKUSRAPPORT_LANGUAGE")


def test_a_world_differs_from_this_one_and_from_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is set here is set otherwise there, and in the world of that world once more."""
    monkeypatch.setenv("FOKUSRAPPORT_ROOT", "/et/sted")
    monkeypatch.setenv("FOKUSRAPPORT_CACHE", "/felles/lager")
    monkeypatch.setenv("XDG_CACHE_HOME", "/et/lager")
    monkeypatch.setenv("MPLCONFIGDIR", "/en/mappe")
    first = another_world(tmp_path, "sti").environment
    assert not {"FOKUSRAPPORT_ROOT", "FOKUSRAPPORT_CACHE", "XDG_CACHE_HOME", "MPLCONFIGDIR"} & set(first)
    assert (first["HOME"], first["PYTHONPATH"], first["PATH"]) == (str(tmp_path), "sti", os.environ["PATH"])
    assert all(first[name] != os.environ.get(name) for name in VARIED)
    for name in VARIED:
        monkeypatch.setenv(name, first[name])
    second = another_world(tmp_path, "sti").environment
    assert all(second[name] != first[name] for name in VARIED)


def test_rights_and_jobs_differ_too(tmp_path: Path) -> None:
    """And asking leaves our own rights as they are."""
    before = os.umask(0o022)
    try:
        assert another_world(tmp_path, "").umask == 0o077
        assert os.umask(0o077) == 0o022
        assert another_world(tmp_path, "").umask == 0o022
    finally:
        os.umask(before)
    assert another_world(tmp_path, "").jobs == (os.cpu_count() or 1) + 1
