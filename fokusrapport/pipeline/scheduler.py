"""Runs made by the workers of a Dask cluster, through its own `concurrent.futures` executor."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from fokusrapport.environment import read_lock
from fokusrapport.errors import BuildFailed, Fault
from fokusrapport.i18n import _, ui_language
from fokusrapport.pipeline.execute import Executed, Run
from fokusrapport.pipeline.fingerprint import Present, changes, nobody_answers, used_by
from fokusrapport.pipeline.onerun import Where, kernels_stopped, make
from fokusrapport.pipeline.packed import identity_of, pack
from fokusrapport.pipeline.scheduler_client import connected
from fokusrapport.pipeline.scheduler_worker import Job, Unlike, make_there, shares_there, standard_there, stop_there
from fokusrapport.pipeline.standard import Standard
from fokusrapport.pipeline.workers import Workers

if TYPE_CHECKING:
    from distributed import Client

_MOST_AT_ONCE = 4096
_SECONDS_BETWEEN_LOOKS = 2.0
_SECONDS_WITHOUT_WORKERS = 60.0
_SECONDS_TO_STOP = 1.0
_DIFFERENCES_TOLD = 5


@contextmanager
def workers_there(address: str, where: Where) -> Iterator[Workers]:
    """The workers of the cluster whose scheduler is at an address, such as `tcp://host:8786`.

    When anything is raised meanwhile, an interrupt too, the build's kernels are killed on all of them. Raises
    InputRefused when Dask is not installed, and BuildFailed when there is no such scheduler, when it has no workers, or
    when one of them would not make the same.
    """
    with connected(address) as client:
        cluster = Cluster(client, address, where)
        try:
            yield Workers(cluster, cluster.width, where)
        except BaseException:
            cluster.stop()
            raise
        finally:
            cluster.shutdown()


class Cluster(Executor):
    """Has runs made by a cluster; what is submitted is `onerun.make` with a run and where it would be made here."""

    def __init__(self, client: Client, address: str, where: Where) -> None:
        self._client, self._address, self._where = client, address, where
        self._build = uuid.uuid4().hex
        self._standard = Standard.here(read_lock(where.root))
        self._refuse_unlike(client.run(standard_there, read_lock(where.root)))
        self._project, self._packed = self._sent()
        self._executor = client.get_executor(pure=False)
        self._threads = ThreadPoolExecutor(_MOST_AT_ONCE, thread_name_prefix="there")
        self._present = Present(where.root, nobody_answers)
        self._seen_workers = time.monotonic()
        self._nthreads: Mapping[str, int] = {}
        self._looked = float("-inf")
        self._looking = threading.Lock()
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._waiting: set[Future[Executed]] = set()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401 - as Executor has it
        """Have a run made: `submit(make, run, where)`."""
        if fn is not make or kwargs:
            message = "only runs are made there"
            raise TypeError(message)
        return self._threads.submit(self._made, *args)

    def width(self) -> int:
        """How many runs the workers have use for: one for each thread, and one more for each of them to go on with."""
        threads = self._threads_there()
        return max(1, sum(threads.values()) + len(threads))

    def stop(self) -> None:
        """Take back what has been handed out, and kill the build's kernels; a worker that does not answer is left."""
        with self._lock:
            self._stopped.set()
            waiting = list(self._waiting)
        for future in waiting:
            future.cancel()
        asking = threading.Thread(target=self._stop_there, daemon=True)
        asking.start()
        with kernels_stopped(self._where):
            asking.join(_SECONDS_TO_STOP)
            self._threads.shutdown(cancel_futures=True)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - as Executor has it
        """Hand out no more."""
        self._threads.shutdown(wait, cancel_futures=cancel_futures)

    def _stop_there(self) -> None:
        with suppress(Exception):  # the connection is lost, too: their runs end by themselves
            self._client.run(stop_there, self._build, on_error="ignore")

    def _sent(self) -> tuple[str, Any]:
        """The identity of the project's files and, unless every worker finds them in a shared folder, the files."""
        root = self._where.root
        project = identity_of(root)
        if all(self._client.run(shares_there, root, project).values()):
            return project, b""
        project, packed = pack(root)
        # As the result of a task, not as an argument of each: it goes to every worker once, and is made again if lost.
        return project, self._client.submit(bytes, packed, key=f"fokusrapport-{project}")

    def _made(self, run: Run, where: Where) -> Executed:
        """A run made there; made here if it used anything that is otherwise here, such as files that are not sent."""
        job = Job(replace(where, build=self._build), self._project, self._standard, ui_language())
        executed = self._waited_for(self._handed_out(run, job), run)
        used = used_by(executed)
        if used is not None and any(True for _change in changes(used, self._present)):
            return make(run, where)
        return replace(executed, run=run)

    def _handed_out(self, run: Run, job: Job) -> Future[Executed]:
        with self._lock:
            if self._stopped.is_set():
                raise CancelledError
            future: Future[Executed] = self._executor.submit(make_there, run, job, self._packed)
            self._waiting.add(future)
        future.add_done_callback(self._waiting.discard)
        return future

    def _waited_for(self, future: Future[Executed], run: Run) -> Executed:
        from distributed.scheduler import KilledWorker  # noqa: PLC0415 - an extra

        while not self._stopped.is_set():
            try:
                return future.result(_SECONDS_BETWEEN_LOOKS)
            except TimeoutError:
                self._refuse_lost()
            except Unlike as unlike:
                self._refuse_unlike({unlike.address: unlike.found})
            except KilledWorker:
                what = _("Every worker that ran the notebook was lost; too little memory is a common cause.")
                return Executed(run, None, (Fault(run.shown_as, what=what),), 0)
            except CancelledError:
                raise self._lost() from None
        raise CancelledError

    def _threads_there(self) -> Mapping[str, int]:
        """The threads of every worker, as they were a moment ago."""
        with self._looking:
            now = time.monotonic()
            if now - self._looked > _SECONDS_BETWEEN_LOOKS:
                try:
                    self._nthreads = self._client.nthreads()
                except (OSError, TimeoutError):
                    raise self._lost() from None
                self._looked = now
            if self._nthreads:
                self._seen_workers = now
            return self._nthreads

    def _refuse_lost(self) -> None:
        self._threads_there()
        if time.monotonic() - self._seen_workers > _SECONDS_WITHOUT_WORKERS:
            raise BuildFailed(_("The scheduler at {address} has no workers any longer.").format(address=self._address))

    def _lost(self) -> BuildFailed:
        return BuildFailed(_("The scheduler at {address} can no longer be reached.").format(address=self._address))

    def _refuse_unlike(self, found: Mapping[str, Standard]) -> None:
        """Raise BuildFailed when a worker would make runs with something else than this machine."""
        faults = []
        for worker, standard in sorted(found.items()):
            if told := list(self._standard.told_from(standard)):
                more = [_("and {count} more").format(count=len(told) - _DIFFERENCES_TOLD)]
                shown = told[:_DIFFERENCES_TOLD] + (more if len(told) > _DIFFERENCES_TOLD else [])
                faults.append(Fault(worker, what="; ".join(shown)))
        if faults:
            message = _("Workers of the scheduler at {address} are not as this machine is; nothing was run:")
            raise BuildFailed(message.format(address=self._address), faults)
