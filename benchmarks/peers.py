"""How others run the same notebooks: papermill and nbconvert, jupyter-cache, mystmd; and a browser for their PDFs.

jupyter-cache and mystmd are no part of this project's environment. They are installed into one of their own, which sees
this one's packages, so that every tool runs the notebooks with the same kernel and the same libraries.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path

import nbformat
from measure import CORES, ROOT, run, surroundings
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook

WANTED = ("jupyter-cache==1.0.1", "mystmd==1.11.0")
CHROMIUM = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync")
CHROMIUM += ("--disable-background-networking", "--disable-component-update", "--no-pdf-header-footer")
CHROMIUM += ("--host-resolver-rules=MAP * ~NOTFOUND",)  # its page asks for MathJax: nobody waits for a network here
API_LOOP = """\
import sys, papermill, nbconvert
from pathlib import Path
for path in sorted(Path("notebooks").glob("*.ipynb")):
    papermill.execute_notebook(path, f"out/{path.name}", progress_bar=False)
    html, _ = nbconvert.HTMLExporter().from_filename(f"out/{path.name}")
    Path(f"out/{path.stem}.html").write_text(html)
"""
CACHE = """\
import sys
from pathlib import Path
from jupyter_cache import get_cache
from jupyter_cache.executors import load_executor
cache = get_cache("jcache")
have = {record.uri for record in cache.list_project_records()}
for path in sorted(Path("notebooks").resolve().glob("*.ipynb")):
    if str(path) not in have:
        cache.add_nb_to_project(str(path))
done = load_executor("local-parallel", cache).run_and_cache(timeout=600)
assert not done.errored and not done.excepted, done
"""


@dataclass(frozen=True)
class Peers:
    """A folder with the same notebooks as the `project` has, their parameters written into them, for other tools."""

    project: Path
    folder: Path
    venv: Path

    @classmethod
    def of(cls, project: Path, folder: Path, municipality: str, year: int) -> Peers:
        """Write the notebooks, and install the tools beside them where they are not yet."""
        (folder / "notebooks").mkdir(parents=True)
        given = {"municipality": municipality, "year": year, "language": "nb"}
        for path in sorted((project / "notebooks").glob("*.ipynb")):
            with_values = parameterize_notebook(load_notebook_node(str(path)), given)
            nbformat.write(with_values, folder / "notebooks" / path.name)
        (folder / "myst.yml").write_text(_myst_project(sorted((folder / "notebooks").glob("*.ipynb"))))
        (folder / "jupyter").mkdir()
        (folder / "jupyter/jupyter_server_config.json").write_text(json.dumps({"ServerApp": {"allow_root": True}}))
        return cls(project, folder, installed(folder.parent / "peers"))

    @property
    def environment(self) -> dict[str, str]:
        """Theirs; mystmd starts a server of Jupyter, which root may start, too."""
        own = surroundings(self.project, JUPYTER_CONFIG_DIR=str(self.folder / "jupyter"))
        return {**own, "PATH": f"{self.venv / 'bin'}:{Path(sys.executable).parent}:{own['PATH']}"}

    def commands(self) -> None:
        """Three commands a notebook, one after the other: papermill, nbconvert, and a browser that prints."""
        self._empty("out")
        for path in sorted((self.folder / "notebooks").glob("*.ipynb")):
            page = self.folder / "out" / f"{path.stem}.html"
            self._run("-m", "papermill", path, self.folder / "out" / path.name)
            self._run("-m", "nbconvert", "--to", "html", self.folder / "out" / path.name)
            self._print(page)

    def api(self) -> None:
        """One process that calls papermill and nbconvert for one notebook after the other; then the browser."""
        self._empty("out")
        self._run("-c", API_LOOP)
        for page in sorted((self.folder / "out").glob("*.html")):
            self._print(page)

    def jupyter_cache(self, *, cold: bool = True) -> None:
        """Its parallel executor, which has as many workers as there are cores; runs only."""
        if cold:
            shutil.rmtree(self.folder / "jcache", ignore_errors=True)
        run([self.venv / "bin/python", "-c", CACHE], self.folder, self.environment)

    def mystmd(self, *, cold: bool = True) -> None:
        """Its own execution, as many notebooks at once as there are cores, and a Markdown export, its lightest."""
        if cold:
            shutil.rmtree(self.folder / "_build", ignore_errors=True)
        command = ["myst", "build", "--execute", "--execute-parallel", CORES, "--md", "--force"]
        told = run([*map(str, command)], self.folder, self.environment)
        executed = list((self.folder / "_build/execute").glob("*.ipynb"))
        if len(executed) < len(list((self.folder / "notebooks").glob("*.ipynb"))):
            raise SystemExit(f"mystmd executed {len(executed)} notebooks only:\n{told}")

    def _empty(self, name: str) -> None:
        shutil.rmtree(self.folder / name, ignore_errors=True)
        (self.folder / name).mkdir()

    def _run(self, *arguments: str | Path) -> None:
        run([sys.executable, *arguments], self.folder, self.environment)

    def _print(self, page: Path) -> None:
        profile = f"--user-data-dir={self.folder / 'browser'}"
        target = f"--print-to-pdf={page.with_suffix('.pdf')}"
        run([browser(), *CHROMIUM, profile, target, page.as_uri()], self.folder, self.environment)
        if not page.with_suffix(".pdf").stat().st_size:
            raise SystemExit(f"{page} was not printed")


def browser() -> str:
    """Where the browser lies; empty where there is none."""
    return shutil.which("chromium") or ""


def installed(folder: Path) -> Path:
    """The environment with the other tools, which sees this one's packages."""
    if not (folder / "bin/myst").exists():
        venv.create(folder, with_pip=True, clear=True)
        [site] = folder.glob("lib/python*/site-packages")
        (site / "this.pth").write_text(f"{sysconfig.get_path('purelib')}\n{ROOT}\n")
        subprocess.run([folder / "bin/pip", "install", "-q", *WANTED], check=True)
    return folder


def _myst_project(notebooks: list[Path]) -> str:
    files = [f"notebooks/{path.name}" for path in notebooks]
    exports = "".join(
        f"    - format: md\n      articles: [{file}]\n      output: out/{Path(file).stem}.md\n" for file in files
    )
    contents = "".join(f"    - file: {file}\n" for file in files)
    return f"version: 1\nproject:\n  title: Reference\n  exports:\n{exports}  toc:\n{contents}"
