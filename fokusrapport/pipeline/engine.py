"""The papermill engine: runs a notebook and evaluates the inline values of its Markdown cells.

Registered as the papermill engine `fokusrapport`, usable alone: `papermill --engine fokusrapport in.ipynb out.ipynb`.
Inline values are stored in `cell.metadata.user_expressions`, the key jupyterlab-myst, mystmd and Quarto use.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from jupyter_core.utils import ensure_event_loop, run_sync
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, NotebookExecutionManager

from fokusrapport.params.models import RunLimits
from fokusrapport.pipeline.guard import Guard
from fokusrapport.pipeline.kernelmanager import forked_from, kernel_manager
from fokusrapport.pipeline.limits import NO_LIMITS, Excess
from fokusrapport.pipeline.markdown import expressions

# A display hook for data frames: they then carry themselves as data, not only as HTML. One expression leaves no name
# behind in the notebook.
_SETUP = "__import__('fokusrapport.pipeline.dataframes', fromlist=['enable']).enable()"
OBSERVED_NAME = "observed.json"
# Nobody types in these kernels: no file of what was typed, and nothing that completes it.
_TRIMMED = ("--HistoryManager.enabled=False", "--IPCompleter.use_jedi=False")


class CellStopped(Exception):
    """A cell was running when its kernel was stopped at a limit (`excess`), or ended by itself with an `exit_code`.

    `position` counts from 0.
    """

    def __init__(self, position: int, cell: NotebookNode, excess: Excess | None, exit_code: int | None) -> None:
        super().__init__(position, cell.source, excess, exit_code)
        self.position, self.cell, self.excess, self.exit_code = position, cell, excess, exit_code


class InlineValueClient(PapermillNotebookClient):  # type: ignore[misc]
    """A papermill client that runs Markdown cells too: their inline expressions are sent to the kernel."""

    def execute_cell(self, cell: NotebookNode, cell_index: int, **options: Any) -> NotebookNode:  # noqa: ANN401
        """Run a code cell, or evaluate a Markdown cell's expressions; failures of the latter are kept for later."""
        with self._watched(cell_index, cell):
            if cell.cell_type == "markdown":
                self._evaluate(cell, expressions(cell.source))
                return cell
            executed: NotebookNode = super().execute_cell(cell, cell_index, **options)
            return executed

    def process_message(self, message: dict[str, Any], cell: NotebookNode, cell_index: int) -> NotebookNode | None:
        """Take a message of the kernel into the cell; not when it has been stopped, whatever is still on its way."""
        if self.guard.excess is not None and message["msg_type"] != "status":
            return None
        output: NotebookNode | None = super().process_message(message, cell, cell_index)
        return output

    guard: Guard
    on_ready: Callable[[], None] | None = None
    observed: Path | None = None

    def papermill_execute_cells(self) -> None:
        """Run all cells in order, then try again what a lead paragraph asked for before it was computed.

        What the kernel used meanwhile is written to `observed`, if that is set.
        """
        if self.on_ready is not None:
            self.on_ready()
        super().papermill_execute_cells()
        self._try_again()
        if self.observed is not None:
            told = f"__import__('fokusrapport.pipeline.watch', fromlist=['finish']).finish({str(self.observed)!r})"
            with self._watched(len(self.nb.cells) - 1, self.nb.cells[-1]):  # what it has left running may still eat
                self._evaluate(NotebookNode(metadata=NotebookNode(), cell_type="code", source=""), (told,))

    def _try_again(self) -> None:
        if any(output.output_type == "error" for cell in self.nb.cells for output in cell.get("outputs", ())):
            return
        for position, cell in enumerate(self.nb.cells):
            entries = cell.metadata.get("user_expressions", ())
            if failed := tuple(e["expression"] for e in entries if e["result"]["status"] != "ok"):
                with self._watched(position, cell):
                    self._evaluate(cell, failed)

    def _evaluate(self, cell: NotebookNode, wanted: tuple[str, ...]) -> None:
        if not wanted:
            return
        # Names are positions: an expression may hold any character.
        asked = {str(position): expression for position, expression in enumerate(wanted)}
        message = self.kc.execute("", store_history=False, user_expressions=asked)
        reply = self._reply(message)
        results: Mapping[str, Any] = reply["content"].get("user_expressions", {}) if reply else {}
        kept = {entry["expression"]: entry["result"] for entry in cell.metadata.get("user_expressions", ())}
        for position, expression in asked.items():
            kept[expression] = results.get(position, {"status": "error", "ename": "NoReply", "evalue": ""})
        cell.metadata["user_expressions"] = [
            {"expression": expression, "result": result} for expression, result in kept.items()
        ]

    @contextmanager
    def _watched(self, position: int, cell: NotebookNode) -> Iterator[None]:
        """Measure the cell's time, and say which it was when the kernel ends."""
        try:
            with self.guard.running():
                yield
        except (CellTimeoutError, DeadKernelError, asyncio.CancelledError) as error:
            # Of nbclient's own times only that for outputs is left: more came than could be received.
            lost: Excess | None = "output" if isinstance(error, CellTimeoutError) else None
            raise CellStopped(position, cell, self.guard.excess or lost, self.guard.exit_code()) from error

    async def _async_reply(self, message: str) -> dict[str, Any] | None:
        """The reply to a message. What is printed meanwhile is nobody's, but counted, and does not pile up unread."""
        heard = asyncio.ensure_future(self._hear_on())
        try:
            self.task_poll_for_reply = asyncio.ensure_future(self.async_wait_for_reply(message))
            reply: dict[str, Any] | None = await self.task_poll_for_reply
        finally:
            heard.cancel()
        return reply

    _reply = run_sync(_async_reply)

    def wake(self) -> None:
        """Wait no longer for what is waited for; from any thread."""
        waiting = self.task_poll_for_reply
        if waiting is not None:
            with suppress(RuntimeError):  # the loop is closed
                waiting.get_loop().call_soon_threadsafe(waiting.cancel)

    async def _hear_on(self) -> None:
        while self.kc is not None:
            await self.kc.iopub_channel.get_msg(timeout=None)


def _close_loop() -> None:
    """Close the event loop nbclient has opened for this thread, with whatever a stopped cell left waiting in it."""
    loop = ensure_event_loop()
    if loop.is_running():  # somebody else's: papermill called from a notebook
        return
    left = asyncio.all_tasks(loop)
    for task in left:
        task.cancel()
    loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.close()


def kernel_arguments(watched: Path | None, workspace: str | None, clock_ahead: int) -> list[str]:
    """Arguments of a kernel, with what it runs before the first cell; watching comes first, to see the rest."""
    lines = [_SETUP]
    if watched is not None and workspace is not None:
        called = f"start({str(watched)!r}, {str(Path(workspace).parent)!r}, {clock_ahead})"
        lines.insert(0, f"__import__('fokusrapport.pipeline.watch', fromlist=['start']).{called}")
    return [*_TRIMMED, *(f"--IPKernelApp.exec_lines={line}" for line in lines)]


class FokusrapportEngine(NBClientEngine):  # type: ignore[misc]
    """Runs a notebook in a kernel of its own, with inline values."""

    @classmethod
    def execute_managed_notebook(  # noqa: PLR0913, PLR0917 - papermill's own signature, with options of ours
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,  # noqa: ARG003 - always this Python; a notebook's own kernelspec names another machine's
        log_output: bool = False,  # noqa: FBT001, FBT002, ARG003
        stdout_file: Any = None,  # noqa: ANN401, ARG003
        stderr_file: Any = None,  # noqa: ANN401, ARG003
        start_timeout: int = 60,
        execution_timeout: int | None = None,
        *,
        limits: RunLimits = NO_LIMITS,
        workspace: str | None = None,
        environment: Mapping[str, str] | None = None,
        watched: Path | None = None,
        clock_ahead: int = 0,
        imports: Sequence[str] | None = None,
        on_kernel: Callable[[Guard], None] | None = None,
        **_options: Any,  # noqa: ANN401
    ) -> None:
        """Run the notebook of `nb_man` in place.

        `workspace` is the kernel's working folder (its sockets lie beside it), `environment` is all of its environment
        (none: this process's own). With `watched`, the project's folder, what the notebook uses is written to
        `observed.json` beside the working folder, and the clock may be `clock_ahead` seconds ahead. With `imports` the
        kernel is forked from a process that has imported them. At the `limits` it is stopped, and `execution_timeout`
        is one of them. `on_kernel` is told of the kernel's guard before it starts and when it is ready, so that whoever
        builds can stop it.
        Raises CellStopped when the kernel ends while a cell runs.
        """
        manager = kernel_manager(Path(workspace).parent if workspace else None)
        if imports is not None:
            forked_from(manager, imports)
        limits = limits.model_copy(update={"seconds": execution_timeout or limits.seconds})
        guard = Guard(manager, limits, str(Path(workspace).parent / "") if workspace else "")
        manager.session = guard.session()
        if on_kernel is not None:
            on_kernel(guard)
        client = InlineValueClient(
            nb_man,
            km=manager,
            timeout=None,
            startup_timeout=start_timeout,
            shell_timeout_interval=1,
            extra_arguments=kernel_arguments(watched, workspace, clock_ahead),
            shutdown_kernel="immediate",
        )
        if watched is not None and workspace is not None:
            client.observed = Path(workspace).parent / OBSERVED_NAME
        client.guard, guard.wake = guard, client.wake
        # A client that was handed its manager leaves the kernel running; this one is nobody else's.
        client.owns_km = True
        if on_kernel is not None:
            # Told once more: a build that was stopped while the kernel was starting found no process to kill.
            client.on_ready = partial(on_kernel, guard)
        options: dict[str, Any] = {"env": dict(os.environ if environment is None else environment)}
        if workspace is not None:
            options["cwd"] = workspace
        try:
            with guard:
                client.execute(**options)
        finally:
            _close_loop()
