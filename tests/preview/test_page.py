"""The preview as an author has it: the command started, its page in a real browser, files saved beside it."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from tests.browser import axe_report
from tests.preview.test_session import edit
from tests.processes import BUSY, kernels_of
from tests.project import EDITION, code, environment, markdown, notebook, write_project

pytestmark = [pytest.mark.slow, pytest.mark.browser]

LONG = notebook(
    "Skole",
    code(
        "from fokusrapport.domain.area import open_area\n"
        'area = open_area("skole", municipality=municipality, year=year, language=language)'
    ),
    *[
        markdown(f"## Del {number}\n\nInnledning til del {number}. " + "Her står det en del om skolen. " * 40)
        for number in range(1, 9)
    ],
    markdown('Elevene gir {eval}`area.number("trivsel")` poeng.'),
    code('area.scorecard("Målekort for skolene", "tbl-skole")'),
    markdown("@tbl-skole viser resultatet."),
)


@dataclass
class Previewed:
    """A preview that is running: its process, its project and its page in a window."""

    process: subprocess.Popen[str]
    root: Path
    page: Page
    complaints: list[str]

    @property
    def frame(self) -> Frame:
        """The page itself, within its frame."""
        element = self.page.locator("iframe:not(.coming)").element_handle()
        frame = element.content_frame() if element else None
        assert frame is not None
        return frame

    def waits_for(self, seen: Callable[[], bool], seconds: float = 60) -> None:
        """Wait until something is to be seen; frames come and go meanwhile."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                if seen():
                    return
            except Exception:  # noqa: BLE001, S110 - the frame that was asked has just been replaced
                pass
            self.page.wait_for_timeout(50)
        pytest.fail(f"not seen; the bar says: {self.page.locator('.standing').inner_text()}")

    def is_fresh(self) -> bool:
        """Whether the page is as it was saved."""
        return self.page.locator(".standing").get_attribute("data-tone") == "fresh"


@pytest.fixture
def preview(tmp_path: Path, browser: Browser) -> Iterator[Previewed]:
    """`python build.py preview testvik/2024 --area skole`, its page opened and fresh."""
    root = write_project(tmp_path, {"notebooks/skole.ipynb": LONG}).root
    command = [sys.executable, "build.py", "preview", EDITION, "--area", "skole", "--no-browser"]
    process = subprocess.Popen(command, cwd=root, env=environment(), stdout=subprocess.PIPE, text=True)  # noqa: S603
    page = browser.new_page(viewport={"width": 1000, "height": 700})
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    try:
        assert process.stdout is not None
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found
        page.goto(found[0])
        shown = Previewed(process, root, page, complaints)
        shown.waits_for(shown.is_fresh, 180)
        yield shown
        assert complaints == []
    finally:
        page.close()
        process.kill()
        process.wait()


def test_a_saved_sentence_is_on_the_page_where_the_reader_was(preview: Previewed) -> None:
    """The page stays scrolled to the same words though others were added above, and open details stay open."""
    opened = "document.querySelector('details')"
    preview.frame.evaluate(f"{opened}.open = true")
    heading = "[...document.querySelectorAll('h2')].find((node) => node.textContent.startsWith('Del 6'))"
    preview.frame.evaluate(f"{heading}.scrollIntoView()")
    before = preview.frame.evaluate(f"{heading}.getBoundingClientRect().top")
    edit(preview.root, "Innledning til del 2.", "Dette er nytt. " + "Mer. " * 300)
    preview.waits_for(lambda: "Dette er nytt." in preview.frame.inner_text("main") and preview.is_fresh())
    assert abs(preview.frame.evaluate(f"{heading}.getBoundingClientRect().top") - before) <= 2
    assert preview.frame.evaluate(f"{opened}.open")


def test_an_error_stands_on_the_last_good_page(preview: Previewed) -> None:
    """Read out as an alert, with the notebook, the cell and what to do; mended, it is gone."""
    edit(preview.root, 'area.number("trivsel")', 'area.number("trivsl")')
    faults = preview.page.get_by_role("alert")
    expect(faults).to_contain_text("notebooks/skole.ipynb, cell 12", timeout=60_000)
    expect(faults).to_contain_text("trivsel")
    assert "Elevene gir 4,3 poeng" in preview.frame.inner_text("main")
    assert axe_report(preview.page) == []
    edit(preview.root, 'area.number("trivsl")', 'area.number("trivsel")')
    preview.waits_for(preview.is_fresh)
    assert faults.inner_text().strip() == ""


def test_the_frame_is_for_everyone(preview: Previewed) -> None:
    """Nothing that axe finds, no sideways scrolling at 320 px, and the PDF is a link that can be followed."""
    assert axe_report(preview.page) == []
    preview.page.set_viewport_size({"width": 320, "height": 640})
    assert preview.page.evaluate("document.documentElement.scrollWidth") <= 320
    link = preview.page.get_by_role("link", name="As PDF")
    answer = preview.page.request.get(preview.page.url + str(link.get_attribute("href")))
    assert answer.body().startswith(b"%PDF-")


@pytest.mark.skipif(sys.platform == "win32", reason="signals of other systems")
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_a_preview_ends_at_once(preview: Previewed, sign: signal.Signals) -> None:
    """With a window still open: no process is left after two seconds, and the window says that it is over."""
    start = time.monotonic()
    preview.process.send_signal(sign)
    assert preview.process.wait(10) == 130
    assert time.monotonic() - start < 2 + BUSY
    preview.waits_for(lambda: not kernels_of(preview.root), 2 + BUSY)
    expect(preview.page.locator("#headline")).to_contain_text("has ended", timeout=10_000)
    preview.complaints.clear()  # the browser tells of a connection that was refused
