"""A real JupyterLab in real Chromium: what an author does there, and that it shows what the build shows."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import psutil
import pytest
from playwright.sync_api import Browser, Page, expect

from fokusrapport.blocks import BLOCK_MIME
from fokusrapport.params.project import Project
from tests.conftest import built, copied_project
from tests.project import environment

pytestmark = [pytest.mark.slow, pytest.mark.browser]

EDITION, AREA, OTHER = "kristiansund/2015", "nav", "fjordvik/2025"
SENTENCE = "Denne setningen er ny, og året er {eval}`year`."
_SECONDS = 90


@dataclass
class Lab:
    """A JupyterLab that was started as a person starts it, and a page of it."""

    project: Project
    process: subprocess.Popen[str]
    page: Page
    told: list[str]

    @property
    def notebook(self) -> Path:
        """The notebook that is open."""
        return self.project.notebooks / f"{AREA}.ipynb"

    def saved(self) -> dict[str, Any]:
        """The cells as they are on disk, by id."""
        return {cell.id: cell for cell in nbformat.read(self.notebook, as_version=4).cells}

    def menu(self, name: str, item: str) -> None:
        """Choose from the menu at the top."""
        self.page.locator(".lm-MenuBar-itemLabel", has_text=name).first.click()
        self.page.locator(".lm-Menu-itemLabel").get_by_text(item, exact=True).first.click()

    def write(self, sentence: str) -> None:
        """Write another sentence at the end of a text, and show it."""
        cell = self.page.locator(".jp-MarkdownCell", has_text="Mange brukere skrev egne kommentarer").first
        cell.scroll_into_view_if_needed()
        cell.dblclick()
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+End")
        self.page.keyboard.type(f" {sentence}")
        self.page.keyboard.press("Shift+Enter")

    def save(self) -> None:
        """Save, and wait until JupyterLab has done so: it writes over the file, which is empty for a moment."""
        self.menu("File", "Save Notebook")
        expect(self.page.locator(".lm-TabBar-tab.jp-mod-dirty")).to_have_count(0)

    def previewed(self) -> str:
        """The words on the page of the preview that stands in a tab."""
        self.page.wait_for_timeout(200)  # frames that have come meanwhile are heard of only while something is asked
        pages = [frame for frame in self.page.frames if "/fokusrapport-preview/" in frame.url and "/page/" in frame.url]
        return (pages[-1].locator("body").text_content() or "") if pages else ""

    def run_all(self) -> None:
        """*Run All Cells*, and wait until the last one that shows something has done so."""
        self.menu("Run", "Run All Cells")
        expect(self.page.locator(".jp-Notebook-ExecutionIndicator")).to_have_attribute(
            "data-status", "idle", timeout=_SECONDS * 1000
        )


def eventually(asked: Callable[[], bool]) -> bool:
    """Whether it comes true before long."""
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until:
        if asked():
            return True
        time.sleep(0.5)
    return False


def started(project: Project, *arguments: str) -> tuple[subprocess.Popen[str], str]:
    """`python build.py lab …` and the address it tells."""
    root = ("--jupyter=--allow-root",) if os.geteuid() == 0 else ()
    process = subprocess.Popen(  # noqa: S603 - this very Python
        [sys.executable, "build.py", "lab", *arguments, "--no-browser", "--json", *root],
        cwd=project.root,
        env=environment(JUPYTERLAB_SETTINGS_DIR=str(project.root.parent / "user-settings")),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    text = ""
    while not text.endswith("}\n"):
        line = process.stdout.readline()
        assert line, "JupyterLab did not start"
        text += line
    return process, json.loads(text)["address"]


@pytest.fixture(scope="module")
def lab(one_chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """JupyterLab with the notebook of an area open, for an edition that is not the one in its parameters cell."""
    project = copied_project(tmp_path_factory.mktemp("lab") / "project")
    process, address = started(project, EDITION, "--area", AREA)
    page = one_chromium.new_page(viewport={"width": 1200, "height": 1000})
    told: list[str] = []
    page.on("request", lambda request: told.append(request.url))
    try:
        page.goto(address)
        expect(page.locator(".jp-Notebook .jp-MarkdownCell").first).to_be_visible(timeout=_SECONDS * 1000)
        yield Lab(project, process, page, told)
    finally:
        page.close()
        process.send_signal(signal.SIGINT)
        process.wait(30)


def test_an_author_edits_a_sentence_and_sees_its_value(lab: Lab) -> None:
    """Open, edit a sentence, run all, see the value in it, save: it stands in the file."""
    lab.write(SENTENCE)
    lab.run_all()
    lab.run_all()  # a new expression shows after the second time
    expect(lab.page.locator(".jp-MarkdownCell", has_text="Denne setningen er ny, og året er 2015.")).to_be_visible()
    lab.save()
    assert eventually(lambda: SENTENCE in lab.notebook.read_text("utf-8"))


def test_it_shows_what_the_build_shows(lab: Lab) -> None:
    """Every number in a sentence, every table and every chart is the build's, by the ids of cells."""
    lab.run_all()
    lab.save()
    (run,) = built(lab.project, EDITION, AREA).executed
    assert run.notebook is not None
    own = [cell for cell in run.notebook.cells if "injected-parameters" not in cell.metadata.get("tags", ())]
    wanted = {cell.id: shown_in(cell) for cell in own}
    assert sum(map(bool, wanted.values())) > 5
    assert eventually(lambda: {name: shown_in(lab.saved()[name]) for name in wanted} == wanted)


def shown_in(cell: Any) -> list[Any]:  # noqa: ANN401 - a notebook node
    """The blocks and values that a cell shows."""
    if cell.cell_type == "markdown":
        entries = cell.metadata.get("user_expressions", [])
        return [entry["result"].get("data", {}).get("text/plain") for entry in entries]
    outputs = [output.get("data", {}).get(BLOCK_MIME) for output in cell.get("outputs", ())]
    return [output for output in outputs if output is not None]


def test_the_preview_beside_it_shows_what_was_saved(lab: Lab) -> None:
    """Opened from the launcher, in a tab of its own: a sentence that is saved, with its value, stands on the page."""
    assert SENTENCE not in lab.previewed()
    lab.menu("File", "New Launcher")
    lab.page.locator(".jp-LauncherCard").get_by_text("Preview").first.click()
    assert eventually(lambda: SENTENCE.partition(" {")[0] in lab.previewed())
    lab.page.locator(".lm-TabBar-tabLabel", has_text="nav.ipynb").first.click()
    lab.write("Dette er skrevet i {eval}`municipality`.")
    lab.save()
    assert eventually(lambda: "Dette er skrevet i kristiansund." in lab.previewed())


@pytest.mark.parametrize(("kind", "begins"), [("html", b"<!DOCTYPE html>"), ("pdf", b"%PDF-1.7")])
def test_a_notebook_is_exported_as_it_is_in_the_report(lab: Lab, kind: str, begins: bytes) -> None:
    """*Save and Export Notebook As* has our formats, and gives the area of the edition, with its front matter."""
    lab.run_all()
    lab.save()
    lab.page.locator(".lm-MenuBar-itemLabel", has_text="File").first.click()
    lab.page.locator(".lm-Menu-itemLabel").get_by_text("Save and Export Notebook As").first.hover()
    expect(lab.page.locator(".lm-Menu-itemLabel").get_by_text(f"Fokusrapport_{kind}", exact=True)).to_be_visible()
    lab.page.keyboard.press("Escape")
    lab.page.keyboard.press("Escape")
    # What the menu asks for, in a window that is gone before a test can look at it.
    address = lab.page.url.replace("/lab/tree/", f"/nbconvert/fokusrapport_{kind}/") + "?download=true"
    answer = lab.page.request.get(address, headers={"Referer": lab.page.url}, timeout=_SECONDS * 1000)
    file = answer.body()
    assert (answer.status, file[: len(begins)]) == (200, begins)
    if kind == "html":
        assert "Kristiansund kommune" in file.decode("utf-8")
        assert "økonomisk sosialhjelp" not in file.decode("utf-8")  # Fjordvik's


def test_nobody_else_is_asked(lab: Lab) -> None:
    """No request leaves this machine: no news, no versions, no typefaces."""
    assert lab.told
    assert [url for url in lab.told if not url.startswith(("http://127.0.0.1", "data:", "blob:"))] == []


def test_code_is_folded_and_other_editions_are_set_back(lab: Lab) -> None:
    """The page looks as its reader will see it, and a cell of another municipality says that it is not in."""
    assert lab.page.locator(".jp-CodeCell .jp-InputPlaceholder, .jp-CodeCell .jp-Placeholder").count() > 0
    other = lab.page.locator(".fokusrapport-other").first
    assert "fjordvik" in (other.get_attribute("data-fokusrapport") or "")


def test_it_ends_with_ctrl_c_and_leaves_nothing(lab: Lab) -> None:
    """No process, no folder, no line in the notebook's metadata that was not there before."""
    process, _address = started(lab.project)
    name = f"fokus-{process.pid}-"
    folder = next(Path(tempfile.gettempdir()).glob(f"{name}*"))
    family = psutil.Process(process.pid).children(recursive=True)
    assert family
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 130
    assert not folder.exists()
    assert psutil.wait_procs(family, timeout=5)[1] == []
