from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from fokusrapport.pipeline.cache import FOLDER_VARIABLE, Cache
from fokusrapport.pipeline.fingerprint import Trace, Used, known_of
from tests.project import bare, contents, markdown
from tests.runs import PYTHON, run_of

KNOWN = known_of(run_of(), PYTHON)


def text_of(words: str) -> bytes:
    """A small executed notebook as it is kept."""
    return json.dumps(bare(markdown(words)), sort_keys=True).encode()


def trace_of(text: bytes, files: Mapping[str, str] | None = None) -> Trace:
    """The trace of a run that left this notebook."""
    return Trace(known=KNOWN, used=Used(files=dict(files or {})), notebook=hashlib.sha256(text).hexdigest())


def kept(cache: Cache, words: str = "a", name: str = "a.csv") -> Trace:
    """The trace of a run that has been kept."""
    text = text_of(words)
    trace = trace_of(text, {name: words})
    cache.keep(trace, text)
    return trace


def found(cache: Cache) -> list[str]:
    """The text of every notebook that a run of the key could reuse, the newest first."""
    notebooks = (cache.notebook(trace) for trace in cache.traces(KNOWN.key))
    return [notebook.cells[0].source for notebook in notebooks if notebook is not None]


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    """A cache in a folder that is not there yet."""
    return Cache(tmp_path / "cache")


def test_what_is_kept_is_found(cache: Cache) -> None:
    """The newest first; nothing where nothing has been kept."""
    assert found(cache) == []
    for age, words in ((100, "gammel"), (50, "ny")):
        trace = kept(cache, words)
        path = cache.folder / "runs" / KNOWN.key / f"{trace.fingerprint}.json"
        os.utime(path, (path.stat().st_mtime - age,) * 2)
    assert found(cache) == ["ny", "gammel"]


def test_only_plain_files_are_left(cache: Cache) -> None:
    """Nothing half written, and the same bytes whenever it is done."""
    kept(cache)
    first = contents(cache.folder)
    assert not [name for name in first if ".new-" in name]
    kept(cache)
    assert contents(cache.folder) == first


@pytest.mark.parametrize("folder", ["runs", "notebooks"])
def test_every_flipped_byte_is_noticed(cache: Cache, folder: str) -> None:
    """Trace or notebook: with any byte changed, or cut anywhere, it is found whole or not at all."""
    kept(cache)
    (path,) = (path for path in (cache.folder / folder).rglob("*") if path.is_file())
    whole = path.read_bytes()
    for position in range(0, len(whole), 7):
        for broken in (
            whole[:position] + bytes([whole[position] ^ 1]) + whole[position + 1 :],
            whole[:position],
        ):
            path.write_bytes(broken)
            assert found(cache) in ([], ["a"])
            assert all(trace.used.files == {"a.csv": "a"} for trace in cache.traces(KNOWN.key))
    path.write_bytes(whole)
    assert found(cache) == ["a"]


def test_a_trace_whose_notebook_is_gone_is_nothing(cache: Cache) -> None:
    """As when a folder was copied only in part."""
    trace = kept(cache)
    next((cache.folder / "notebooks").iterdir()).unlink()
    assert cache.notebook(trace) is None
    assert found(cache) == []


def test_a_disk_that_cannot_be_written_to_is_nobodys_fault(tmp_path: Path) -> None:
    """The run was made all the same."""
    (tmp_path / "fil").write_text("")
    cache = Cache(tmp_path / "fil" / "cache")
    trace = kept(cache)
    cache.note_latest("testvik/2024", "skole", trace)
    cache.shrink()
    assert found(cache) == []
    assert cache.latest("testvik/2024", "skole") is None


def test_what_was_used_longest_ago_goes_first(cache: Cache) -> None:
    """Until the rest is small enough; being reused counts as use."""
    traces = [kept(cache, f"{number}" * 2000, f"{number}.csv") for number in range(4)]
    for age, path in enumerate(sorted(cache.folder.glob("*/*.gz")) + sorted(cache.folder.glob("runs/*/*"))):
        os.utime(path, (1000 + age, 1000 + age))
    oldest = traces[min(range(4), key=lambda number: traces[number].notebook)]
    assert cache.notebook(oldest) is not None  # used now
    sizes = {path.name: path.stat().st_size for path in cache.folder.rglob("*") if path.is_file()}
    Cache(cache.folder, largest=sum(sizes.values()) - 1).shrink()
    left = {path.name for path in cache.folder.rglob("*") if path.is_file()}
    assert len(sizes.keys() - left) == 1
    assert cache.notebook(oldest) is not None
    Cache(cache.folder, largest=0).shrink()
    assert [path for path in cache.folder.rglob("*") if path.is_file()] == []


def test_what_killed_builds_left_goes(cache: Cache) -> None:
    """But not what another build is writing just now."""
    kept(cache)
    old, new = (cache.folder / "notebooks" / name for name in (".new-old", ".new-now"))
    old.write_text("half")
    new.write_text("half")
    os.utime(old, (1000, 1000))
    cache.shrink()
    assert (old.exists(), new.exists(), found(cache)) == (False, True, ["a"])


def test_a_key_has_only_so_many_traces(cache: Cache) -> None:
    """The figures of a year may change every day."""
    for number in range(12):
        kept(cache, str(number), f"{number}.csv")
    assert len(list(cache.traces(KNOWN.key))) == 8


def test_a_cache_may_be_moved(cache: Cache, tmp_path: Path) -> None:
    """No path stands in it."""
    kept(cache)
    cache.note_latest("testvik/2024", "skole", trace_of(b""))
    assert not [name for name, content in contents(cache.folder).items() if str(tmp_path).encode() in content]
    cache.folder.rename(tmp_path / "annet sted")
    moved = Cache(tmp_path / "annet sted")
    assert found(moved) == ["a"]
    assert moved.latest("testvik/2024", "skole") == trace_of(b"")


def test_where_the_cache_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the project, unless somebody has named another folder."""
    monkeypatch.delenv(FOLDER_VARIABLE, raising=False)
    assert Cache.of_project(tmp_path).folder == tmp_path / ".fokusrapport" / "cache"
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "felles"))
    assert Cache.of_project(tmp_path).folder == tmp_path / "felles"


def keep_and_read(folder: Path, first: int, wrong: multiprocessing.Queue[str]) -> None:
    """Keep many runs of one key, shrinking and reading meanwhile; whatever is read must be what was kept."""
    cache = Cache(folder, largest=6000)
    for number in range(first, first + 60):
        kept(cache, str(number) * 200, f"{number}.csv")
        for trace in cache.traces(KNOWN.key):
            notebook = cache.notebook(trace)
            (words,) = trace.used.files.values()
            if notebook is not None and notebook.cells[0].source != words:
                wrong.put(words)
        cache.note_latest("testvik/2024", "skole", trace_of(b"", {"x": str(number)}))
        if cache.latest("testvik/2024", "skole") is None:
            wrong.put("the last run was half written")
        cache.shrink()
    wrong.put("done")


@pytest.mark.slow
def test_several_processes_at_once(cache: Cache) -> None:
    """Each reads whole what any of them has written, or nothing."""
    surroundings = multiprocessing.get_context("spawn")
    wrong: multiprocessing.Queue[str] = surroundings.Queue()
    processes = [surroundings.Process(target=keep_and_read, args=(cache.folder, n, wrong)) for n in (0, 30, 1000)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(120)
    assert [process.exitcode for process in processes] == [0, 0, 0]
    assert [wrong.get(timeout=5) for _process in processes] == ["done"] * 3
    assert not list(cache.folder.rglob(".new-*"))
    assert sum(path.stat().st_size for path in cache.folder.glob("notebooks/*")) <= 6000
