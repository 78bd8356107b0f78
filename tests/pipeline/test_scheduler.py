from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from fokusrapport.environment import Environment
from fokusrapport.errors import BuildFailed, InputRefused
from fokusrapport.params.models import RunLimits
from fokusrapport.pipeline import scheduler, scheduler_client
from fokusrapport.pipeline.execute import Executed, Run
from fokusrapport.pipeline.fingerprint import used_by
from fokusrapport.pipeline.onerun import Where
from fokusrapport.pipeline.scheduler import workers_at
from fokusrapport.pipeline.standard import Standard
from fokusrapport.pipeline.workshop import Workshop, execute_all
from tests.cluster import Cluster, started
from tests.processes import kernels_of
from tests.project import EDITION, code, contents, environment, markdown, notebook, write_project
from tests.runs import run_of, shelf_at

pytestmark = pytest.mark.slow  # a scheduler, workers and kernels, all of them real

ENDLESS = code("while True: pass")
CELLS = (
    code("import os\nfrom pathlib import Path\nroot = Path(os.environ['FOKUSRAPPORT_ROOT'])"),
    code("lest = (root / 'data' / 'a.csv').read_text()\nfiler = sorted(os.listdir(root / 'data'))"),
    code("mangler = (root / 'data' / 'b.csv').exists()"),
    markdown("{eval}`lest` {eval}`', '.join(filer)` {eval}`str(mangler)` {eval}`nummer`"),
)


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler with two workers."""
    with started(tmp_path_factory.mktemp("klynge"), workers=2) as cluster:
        yield cluster


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with a data file."""
    (tmp_path / "p" / "data").mkdir(parents=True)
    (tmp_path / "p" / "data" / "a.csv").write_text("tall\n1\n")
    return tmp_path / "p"


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> None:
    """The project's folder is taken not to be shared, though the workers are on this machine."""
    monkeypatch.setattr(scheduler, "shares_there", lambda _root, _project: False)


def all_of(runs: Sequence[Run], root: Path, address: str = "") -> list[Executed]:
    """The runs made there, or here."""
    workshop = Workshop(shelf_at(root), Where(root, RunLimits(seconds=60)), 2, workers_at(address))
    return execute_all(runs, workshop, lambda _area, _step: None)


def runs(count: int, *cells: object) -> list[Run]:
    """Runs that differ by a parameter."""
    return [run_of(*CELLS, *cells, nummer=number) for number in range(count)]  # type: ignore[arg-type]


def result(executed: Executed) -> Mapping[str, object]:
    """All that counts of a run."""
    return {
        "notebook": executed.notebook,
        "used": used_by(executed),
        "faults": executed.faults,
        "irreproducible": executed.irreproducible,
        "fingerprint": executed.fingerprint,
    }


@pytest.mark.usefixtures("sent")
def test_runs_are_the_same_there_and_are_kept_here(cluster: Cluster, root: Path, tmp_path: Path) -> None:
    """In a project that was sent: notebook, what it used, fingerprint; the next build takes them from the cache."""
    there = all_of(runs(3), root, cluster.address)
    assert all((one.faults, one.reused) == ((), False) for one in there)
    unpacked = [path for path in cluster.folder.glob("dask-scratch-space/*/fokusrapport/*/*") if path.is_dir()]
    assert {path.name for path in unpacked} == {"p"}
    assert all(contents(path) == {"data/a.csv": b"tall\n1\n"} for path in unpacked)
    again = all_of(runs(3), root)
    assert [one.reused for one in again] == [True] * 3
    (root / ".fokusrapport").rename(tmp_path / "kept")
    here = all_of(runs(3), root)
    assert [result(one) for one in there] == [result(one) for one in here]


def test_a_report_is_the_same_to_the_byte(cluster: Cluster, tmp_path: Path) -> None:
    """By the command, in a folder that the workers share."""
    for name in ("her", "der"):
        write_project(tmp_path / name / "p")
    where = {"der": ["--scheduler", cluster.address], "her": []}
    for name, options in where.items():
        command = [sys.executable, "build.py", "build", EDITION, *options]
        subprocess.run(command, cwd=tmp_path / name / "p", env=environment(), check=True, timeout=300)  # noqa: S603
    made, there = (contents(tmp_path / name / "p" / "reports") for name in ("her", "der"))
    assert made
    assert made == there


def test_nothing_of_one_run_is_seen_in_another(cluster: Cluster, root: Path) -> None:
    """Runs of one worker are forks of one process: what one does to its kernel, folder and environment is its own."""
    looks = "import calendar, os\nsett = [calendar.month_name is None, 'MITT' in os.environ, os.path.exists('spor')]"
    leaves = "calendar.month_name = None\nos.environ['MITT'] = '1'\nopen('spor', 'w').close()"
    found = all_of(runs(6, code(looks), code(leaves), markdown("{eval}`str(sett)`")), root, cluster.address)
    for one in found:
        assert one.faults == ()
        assert one.notebook is not None
        [told] = one.notebook.cells[-1].metadata["user_expressions"]
        assert told["result"]["data"]["text/plain"] == "'[False, False, False]'"


@pytest.mark.usefixtures("sent")
def test_what_was_not_sent_is_run_here(cluster: Cluster, root: Path) -> None:
    """A hidden file is looked for in vain there, which is seen; the result is what it is here."""
    (root / "data" / ".skjult").write_text("42")
    cell = code("skjult = (root / 'data' / '.skjult').read_text()")
    (one,) = all_of([run_of(*CELLS, cell, markdown("{eval}`skjult`"), nummer=1)], root, cluster.address)
    assert one.faults == ()
    used = used_by(one)
    assert used is not None
    assert used.files["data/.skjult"]


@pytest.mark.usefixtures("sent")
def test_a_lost_worker(root: Path, tmp_path: Path) -> None:
    """Its runs are done again by the other, and nothing is otherwise."""
    with started(tmp_path / "klynge", workers=2) as cluster:
        done: list[str] = []

        def told(_area: str, step: str) -> None:
            done.append(step)
            if step == "done" and done.count("done") == 2:
                cluster.lose(cluster.workers[0])

        wanted = runs(8, code("import time\ntime.sleep(0.5)"))
        workshop = Workshop(shelf_at(root), Where(root, RunLimits(seconds=60)), 2, workers_at(cluster.address))
        there = execute_all(wanted, workshop, told)
    assert done.count("done") == len(there) == 8
    (root / ".fokusrapport").rename(tmp_path / "kept")
    assert [result(one) for one in there] == [result(one) for one in all_of(wanted, root)]


def test_a_worker_that_would_not_make_the_same(cluster: Cluster, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every worker with what is otherwise there, before anything is run."""
    real = Standard.here(b"")
    packages = dict(real.environment.packages)
    mine = Environment("CPython 3.99.0", "", tuple(sorted({**packages, "pandas": "0.1"}.items())))
    monkeypatch.setattr(Standard, "here", lambda _lock: Standard(mine, "other"))
    with pytest.raises(BuildFailed) as failed:
        all_of(runs(1), root, cluster.address)
    assert "are not as this machine is" in failed.value.message
    assert len(failed.value.faults) == 2
    for fault in failed.value.faults:
        assert fault.file.startswith("tcp://127.0.0.1:")
        assert f"{real.environment.python}, here CPython 3.99.0" in fault.what
        assert "fokusrapport's own files are others" in fault.what
        assert f"pandas {packages['pandas']}, here 0.1" in fault.what


def test_ctrl_c(cluster: Cluster, tmp_path: Path) -> None:
    """The command ends, and with it the kernels on the workers; these make the next build's runs."""
    root = tmp_path / "p"
    write_project(root, {"notebooks/skole.ipynb": notebook("Skole", ENDLESS)})
    command = [sys.executable, "build.py", "build", EDITION, "--area", "skole", "--scheduler", cluster.address]
    with subprocess.Popen(command, cwd=root, env=environment(), stdout=subprocess.PIPE, text=True) as build:  # noqa: S603
        _until(lambda: bool(_at_work(root)))
        build.send_signal(signal.SIGINT)
        assert build.wait(30) == 130
    _until(lambda: not _at_work(root))
    (root / "data" / "a.csv").write_text("")
    assert all_of(runs(1), root, cluster.address)[0].faults == ()


def _at_work(root: Path) -> list[int]:
    """The kernels: what they are forked from, their parent, is kept for the next build."""
    found = kernels_of(root)
    return [process for process in found if _parent(process) in found]


def _parent(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def _until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.1)


def test_a_scheduler_that_is_not_there(root: Path) -> None:
    """Told within seconds, with its address."""
    began = time.monotonic()
    with pytest.raises(BuildFailed, match=r"There is no Dask scheduler at tcp://127\.0\.0\.1:1:"):
        all_of(runs(1), root, "tcp://127.0.0.1:1")
    assert time.monotonic() - began < 10


def test_what_is_no_address(root: Path) -> None:
    """Is refused with what one looks like."""
    with pytest.raises(InputRefused) as refused:
        all_of(runs(1), root, "localhost")
    assert refused.value.faults[0].allowed == "tcp://host:8786, tls://host:8786"


def test_a_scheduler_without_workers(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is told with the command that starts one."""
    monkeypatch.setattr(scheduler_client, "_SECONDS_FOR_WORKERS", 1)
    with (
        started(tmp_path / "klynge", workers=0) as cluster,
        pytest.raises(BuildFailed, match=r"has no workers; start one: dask worker tcp://127"),
    ):
        all_of(runs(1), root, cluster.address)


def test_a_scheduler_that_is_lost(root: Path, tmp_path: Path) -> None:
    """While a run is waited for: the build ends, and says why."""
    with started(tmp_path / "klynge", workers=1) as cluster:
        assert cluster.scheduler is not None
        lost = threading.Timer(0, _lose_at_work, (cluster, root))
        lost.start()
        with pytest.raises(BuildFailed, match="can no longer be reached"):
            all_of([run_of(ENDLESS)], root, cluster.address)
        lost.join()


def _lose_at_work(cluster: Cluster, root: Path) -> None:
    _until(lambda: bool(_at_work(root)))
    assert cluster.scheduler is not None
    cluster.lose(cluster.scheduler)
