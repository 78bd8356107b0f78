"""Take the pictures of the author's guide: the program is run in a project made for it, and Chromium looks.

`python tools/guide_pictures.py` writes `docs/pictures/forfatter/*.png`, and beside them `pictures.json`: what was to be
read in each. `--check` takes them anew elsewhere and tells which say something else; the pixels are not compared, since
another Chromium draws letters a little differently. A new picture is a line in `PICTURES`.
"""

from __future__ import annotations

import argparse
import html
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / "docs" / "pictures" / "forfatter"
WORDS = "pictures.json"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]
WIDTH, HEIGHT = 1200, 900
COLOURS = 256
_PATIENCE = 90_000  # milliseconds
COPIED = ("build.py", "params/fjordvik", "params/project.yaml", "params/schema", "data/fjordvik", "notebooks")
TELLING = "h1, h2, h3, th, caption, figcaption, .notice, .callout"
TERMINAL = """\
<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: #fff }}
pre {{ margin: 0; padding: 20px 24px; background: #16242c; color: #e8eef0; width: 1000px; white-space: pre-wrap;
  font: 15px/1.5 "DejaVu Sans Mono", "Liberation Mono", monospace }}
b {{ color: #8fd3c0 }}
</style><pre id="terminal">{text}</pre>
"""


@dataclass(frozen=True)
class Studio:
    """Where pictures are taken: a project of its own, and a browser."""

    root: Path
    browser: Browser

    def run(self, *arguments: str) -> str:
        """What the program says to a command, as it stands in the window, command and all; it may be a refusal."""
        command = [sys.executable, "build.py", *arguments]
        done = subprocess.run(command, cwd=self.root, env=_world(), capture_output=True, text=True, check=False)
        quoted = " ".join(f'"{word}"' if " " in word else word for word in arguments)
        return f"$ python build.py {quoted}\n{done.stdout}{done.stderr}"

    def terminal(self, *outputs: str) -> tuple[bytes, str]:
        """A window of commands and what was said to them."""
        shown = "\n".join(outputs).rstrip()
        lines = (
            f"<b>{html.escape(one)}</b>" if one.startswith("$ ") else html.escape(one) for one in shown.split("\n")
        )
        with self._page() as page:
            page.set_content(TERMINAL.format(text="\n".join(lines)))
            return page.locator("#terminal").screenshot(), shown

    def report(self, file: str, part: str = "") -> tuple[bytes, str]:
        """A page of a report, from the element with this id on; what tells most of it."""
        with self._page() as page:
            page.goto(f"{(self.root / 'reports' / file).as_uri()}#{part}")
            page.evaluate("document.fonts.ready")
            return page.screenshot(), "\n".join(page.locator(TELLING).all_inner_texts())

    @contextmanager
    def served(self, *arguments: str) -> Iterator[Page]:
        """The page at the address that a command tells while it goes on; it is ended as by Ctrl-C."""
        command = [sys.executable, "build.py", *arguments, "--no-browser"]
        own = {f"JUPYTERLAB_{name}_DIR": str(self.root / ".jupyter" / name) for name in ("SETTINGS", "WORKSPACES")}
        world = {**_world(), **own}  # what this person's own JupyterLab remembers has no part in the picture
        with subprocess.Popen(command, cwd=self.root, env=world, stdout=subprocess.PIPE, text=True) as process:
            try:
                assert process.stdout is not None  # noqa: S101 - it is a pipe
                told = next(found for line in process.stdout if (found := re.search(r"http://[^\s»]+", line)))
                with self._page() as page:
                    page.goto(told[0])
                    yield page
            finally:
                process.send_signal(signal.SIGINT)

    @contextmanager
    def _page(self) -> Iterator[Page]:
        page = self.browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        yield page
        page.close()


def _world() -> dict[str, str]:
    """The environment of a command: in Norwegian, and with no other project chosen."""
    kept = {name: value for name, value in os.environ.items() if name != "FOKUSRAPPORT_ROOT"}
    return {**kept, "FOKUSRAPPORT_LANGUAGE": "nb", "PYTHONPATH": str(ROOT), "COLUMNS": "100"}


def new_year(studio: Studio) -> tuple[bytes, str]:
    """A new year is made."""
    return studio.terminal(studio.run("new-year", "fjordvik/2026"))


def check(studio: Studio) -> tuple[bytes, str]:
    """An author has misspelt an indicator."""
    path = studio.root / "params" / "fjordvik" / "2026" / "nav.yaml"
    whole = path.read_text(encoding="utf-8")
    path.write_text(
        whole.replace("explanations: []", "explanations:\n  - indicator: nav-lett-a-n"), encoding="utf-8", newline="\n"
    )
    picture = studio.terminal(studio.run("check", "fjordvik/2026"))
    path.write_text(whole, encoding="utf-8", newline="\n")
    return picture


def jupyterlab(studio: Studio) -> tuple[bytes, str]:
    """The notebook of an area, run from top to bottom."""
    as_root = ("--jupyter=--allow-root",) if os.name == "posix" and os.geteuid() == 0 else ()
    with studio.served("lab", "fjordvik/2025", "--area", "nav", *as_root) as page:
        page.add_locator_handler(page.locator(".jp-Dialog"), lambda: page.keyboard.press("Escape"))
        page.locator(".jp-Notebook .jp-MarkdownCell").first.wait_for(timeout=_PATIENCE)
        for _time in range(2):  # a value that is new in a text may show after the second time, as the guide says
            page.locator(".lm-MenuBar-itemLabel", has_text="Run").first.click()
            page.locator(".lm-Menu-itemLabel").get_by_text("Run All Cells", exact=True).first.click()
            page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for(timeout=_PATIENCE)
            page.wait_for_timeout(2000)
        title = page.locator(".jp-Notebook h1").first  # of what is further down, a busy machine may not have drawn all
        title.scroll_into_view_if_needed()
        page.mouse.move(0, 0)
        page.wait_for_timeout(1000)
        return page.screenshot(), title.inner_text().strip("¶ ")


def preview(studio: Studio) -> tuple[bytes, str]:
    """The page of an area beside the notebook."""
    with studio.served("preview", "fjordvik/2025", "--area", "nav") as page:
        headline = page.get_by_text("Siden er slik den ble lagret.")
        headline.wait_for(timeout=_PATIENCE)
        page.wait_for_timeout(1000)
        frame = next(frame for frame in page.frames if "/page/" in frame.url)
        return page.screenshot(), "\n".join([headline.inner_text(), *frame.locator("h1, h2").all_inner_texts()])


def draft(studio: Studio) -> tuple[bytes, str]:
    """The draft of an area."""
    studio.run("build", "fjordvik/2025", "--area", "nav")
    return studio.report("fjordvik/2025.utkast/index.html")


def new_area(studio: Studio) -> tuple[bytes, str]:
    """A municipality and an area that have just been made, as readers would see them."""
    named = ("--number", "1234", "--year", "2025", "--language", "nb")
    studio.run("new-municipality", "Skogdal kommune", *named)
    studio.run("new-area", "bibliotek", "--edition", "skogdal/2025", "--title", "Biblioteket")
    studio.run("build", "skogdal/2025")
    return studio.report("skogdal/2025/areas/bibliotek.html")


PICTURES: Mapping[str, Callable[[Studio], tuple[bytes, str]]] = {
    "nytt-ar": new_year,
    "sjekk": check,
    "jupyterlab": jupyterlab,
    "forhandsvisning": preview,
    "utkast": draft,
    "nytt-omrade": new_area,
}
"""The pictures in the order they are taken: a later one may build on what an earlier one has made."""


@contextmanager
def studio() -> Iterator[Studio]:
    """A project of made-up Fjordvik alone, in a folder that is gone afterwards."""
    browser_path = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if browser_path is None:
        sys.exit(f"tools/guide_pictures.py needs one of {', '.join(BROWSERS)}")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder)
        for name in COPIED:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, root / name)
            else:
                shutil.copy(ROOT / name, root / name)
        (root / "params" / "project.yaml").write_text("default_edition: fjordvik/2025\n", encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=browser_path, args=FLAGS)
        yield Studio(root, browser)
        browser.close()


def take(place: Path) -> dict[str, str]:
    """Write every picture into a folder; gives what is to be read in them, which is written there, too."""
    place.mkdir(parents=True, exist_ok=True)
    words = {}
    with studio() as own:
        for name, taken in PICTURES.items():
            picture, words[name] = taken(own)
            # Octree keeps the few pixels of the status colours, which median cut drowns in shades of grey.
            image = Image.open(io.BytesIO(picture)).convert("RGB")
            small = image.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
            small.save(place / f"{name}.png", optimize=True)
    text = json.dumps(words, ensure_ascii=False, indent=1) + "\n"
    (place / WORDS).write_text(text, encoding="utf-8", newline="\n")
    return words


def stale() -> list[str]:
    """The pictures whose words are not those of the program as it is now."""
    known = json.loads((PLACE / WORDS).read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        now = take(Path(folder))
    return sorted(name for name in {*known, *now} if known.get(name) != now.get(name))


def main() -> None:
    """Take the pictures, or tell which are stale."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; tell which pictures say something else")
    if not parser.parse_args().check:
        take(PLACE)
        return
    if found := stale():
        sys.exit(f"to be taken anew with python tools/guide_pictures.py: {', '.join(found)}")


if __name__ == "__main__":
    main()
