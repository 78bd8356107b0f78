"""What can only be known by trying: a page and a PDF made, a kernel and a JupyterLab started, a browser found."""

from __future__ import annotations

import asyncio
import os
import webbrowser
from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

from fokusrapport.blocks import Area, Chapter, FrontMatter, Paragraph, plain
from fokusrapport.doctor.finding import Finding, command
from fokusrapport.errors import FokusrapportError
from fokusrapport.i18n import _

_SECONDS = 60.0


def rendering(root: Path) -> Iterator[Finding]:
    """A page with our typeface, and a PDF by Typst with it."""
    from fokusrapport.pipeline.html import render_html  # noqa: PLC0415 - seconds of imports, beside other trials
    from fokusrapport.pipeline.pdf import render_pdf  # noqa: PLC0415

    mend = _install(root, "--force-reinstall")
    chapter = _chapter()
    for name, render in ((_("HTML and its typeface"), render_html), (_("PDF, Typst and its typeface"), render_pdf)):
        try:
            size = len(render(chapter))
        except (FokusrapportError, OSError, ImportError) as error:
            yield Finding(name, "wrong", str(error), mend)
        else:
            yield Finding(name, "fine", _("made on trial, {size} kB").format(size=size // 1000))


def _chapter() -> Chapter:
    front = FrontMatter(
        title="Trial",
        municipality="Trial",
        municipality_number="0000",
        year=2000,
        language="en",
        kind="",
        state="draft",
        date="2000-01-01",
    )
    area = Area(id="trial", title="Trial", blocks=(Paragraph(children=plain("Æøå")),))
    return Chapter(front=front, areas=(area,))


def kernel(root: Path) -> Iterator[Finding]:
    """A kernel that computes something, and whether more can be forked from a warm one."""
    from fokusrapport.pipeline.warm.forks import can_fork  # noqa: PLC0415 - see above

    name = _("kernels")
    try:
        asyncio.run(asyncio.wait_for(_answering(), _SECONDS))
    except (OSError, RuntimeError, TimeoutError) as error:
        told = _("No kernel starts: {reason}").format(reason=str(error) or type(error).__name__)
        mend = _install(root, "--force-reinstall")
        yield Finding(name, "wrong", told, mend)
        return
    if can_fork():
        yield Finding(name, "fine", _("one was started; others are forked, which is quick"))
    else:
        yield Finding(name, "fine", _("one was started; this system cannot fork them, so each takes a second more"))


async def _answering() -> None:
    """A kernel started, asked, and ended; RuntimeError where it does not answer."""
    # papermill first: while it is imported it asks for our engine, which is not whole yet where that began it all.
    import papermill  # noqa: PLC0415, F401 - see above

    from fokusrapport.pipeline.engine import kernel_manager  # noqa: PLC0415 - see above

    manager = kernel_manager()
    await manager.start_kernel()
    try:
        client = manager.client()
        client.start_channels()
        try:
            await client.wait_for_ready(timeout=_SECONDS)
        finally:
            client.stop_channels()
    finally:
        await manager.shutdown_kernel(now=True)


def jupyterlab(root: Path) -> Iterator[Finding]:
    """A JupyterLab that opens, with our part in its pages and inline values alive."""
    from fokusrapport.lab.opening import opening  # noqa: PLC0415 - see above
    from fokusrapport.lab.server import LOG, Asked, jupyterlab  # noqa: PLC0415
    from fokusrapport.params.project import Project  # noqa: PLC0415

    more = ("--allow-root",) if _is_root() else ()
    try:
        found = opening(Project(root), None, None, None)
        with jupyterlab(found, Asked(browser=False, more=more)) as running:
            page = urlopen(Request(running.address), timeout=_SECONDS).read().decode("utf-8")  # noqa: S310 - our own
    except (FokusrapportError, OSError) as error:
        mend = _("Read {log}; when a package is missing: {command}").format(log=LOG, command=_install(root))
        yield Finding("JupyterLab", "wrong", str(error), mend)
        return
    if lacking := [name for name in ("fokusrapport-lab", "jupyterlab-myst") if f'"{name}"' not in page]:
        told = _("It opens, but lacks {names}.").format(names=", ".join(lacking))
        yield Finding(
            "JupyterLab", "wrong", told, command("-m", "pip", "install", "-r", str(root / "requirements.txt"))
        )
    elif more:
        told = _("It opens, but not for the user root, who you are, without --jupyter=--allow-root.")
        yield Finding("JupyterLab", "note", told, _("Work as another user; root may do anything to the machine."))
    else:
        yield Finding("JupyterLab", "fine", _("opened on trial, with values in sentences"))


def _install(root: Path, *how: str) -> str:
    return command("-m", "pip", "install", *how, "-r", str(root / "requirements.txt"))


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def browser(root: Path) -> Iterator[Finding]:
    """Any browser will do, and a machine without one can still build."""
    del root
    name = _("browser")
    try:
        found = webbrowser.get()
    except webbrowser.Error:
        told = _("None was found, so none is opened by itself.")
        yield Finding(name, "note", told, _("Open the address that is told, in a browser of this or another machine."))
        return
    yield Finding(name, "fine", str(getattr(found, "name", "") or type(found).__name__))
