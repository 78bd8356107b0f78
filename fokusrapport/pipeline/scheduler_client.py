"""The connection to a Dask scheduler, and what is told when there is none. Dask is an extra, imported only here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from fokusrapport.errors import BuildFailed, Fault, InputRefused
from fokusrapport.i18n import _

if TYPE_CHECKING:
    from distributed import Client

_ADDRESS = re.compile(r"(tcp|tls|ws|wss|ucx)://\S+:\d+")
_SECONDS_TO_CONNECT = 3
_SECONDS_FOR_WORKERS = 30
_SECONDS_TO_CLOSE = 1
# The project is sent once, as Dask advises; it warns all the same.
_OWN_SETTINGS = {"distributed.admin.large-graph-warning-threshold": "1 TB", "logging.distributed": "critical"}


@contextmanager
def connected(address: str) -> Iterator[Client]:
    """A client of the scheduler, which has at least one worker.

    Raises InputRefused when Dask is not installed, BuildFailed when there is no scheduler or it has no workers.
    """
    client = _client(address)
    try:
        _wait_for_workers(client, address)
        yield client
    finally:
        with suppress(OSError, TimeoutError):  # it is gone, or does not answer
            client.close(timeout=_SECONDS_TO_CLOSE)


def _wait_for_workers(client: Client, address: str) -> None:
    try:
        client.wait_for_workers(1, _SECONDS_FOR_WORKERS)
    except TimeoutError:
        what = _("The scheduler at {address} has no workers; start one: dask worker {address}")
        raise BuildFailed(what.format(address=address)) from None


def _client(address: str) -> Client:
    if not _ADDRESS.fullmatch(address):
        what = _("«{address}» is no address of a scheduler.").format(address=address)
        raise InputRefused(faults=[Fault("--scheduler", what=what, allowed="tcp://host:8786, tls://host:8786")])
    try:
        import dask  # noqa: PLC0415 - an extra

        dask.config.set(_OWN_SETTINGS)
        from distributed import Client  # noqa: PLC0415 - an extra, and its settings come first
    except ImportError:
        what, allowed = _("Dask is not installed."), "pip install 'fokusrapport[dask]'"
        raise InputRefused(faults=[Fault("--scheduler", what=what, allowed=allowed)]) from None
    try:
        return Client(address, timeout=_SECONDS_TO_CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        what = _("There is no Dask scheduler at {address}: {error}")
        raise BuildFailed(what.format(address=address, error=error)) from None
