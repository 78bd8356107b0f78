"""What all tests share."""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from hypothesis import settings

from fokusrapport.lean import import_lean

import_lean()  # a second and more in every process of the tests, too

# ruff: noqa: E402 - see above
from fokusrapport.app import Options, build_edition, check_editions
from fokusrapport.params.project import Project, list_editions
from fokusrapport.pipeline.build import Built

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# A deadline by the wall clock fails on a busy machine and says nothing about the code.
settings.register_profile("fokusrapport", deadline=None)
settings.load_profile("fokusrapport")

# Messages are asserted as they stand in the code; the translations have tests of their own.
os.environ["FOKUSRAPPORT_LANGUAGE"] = "en"

ROOT = Path(__file__).parents[1]
KEPT = ".fokusrapport"
PARTS = ("params", "data", "notebooks", "build.py", "requirements.txt")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--renew-golden` writes the golden texts anew instead of comparing with them: read the diff before committing."""
    parser.addoption("--renew-golden", action="store_true", help="write tests/golden/ anew")


def copied_project(folder: Path) -> Project:
    """A copy of the real project without its reports: nothing is ever written into the repository's own."""
    folder.mkdir(parents=True, exist_ok=True)
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
        else:
            shutil.copy(source, folder / part)
    return Project(folder)


def built(project: Project, name: str, *areas: str) -> Built:
    """An edition of a copied project, or some of its areas, built through the whole way."""
    options = Options(areas=areas, jobs=2)
    (checked,) = check_editions(project, [name], options)
    made = build_edition(checked, options, lambda _area, _step: None)
    assert made.faults == ()
    assert made.problems == ()
    return made


@pytest.fixture(scope="session")
def one_chromium() -> Iterator[Browser]:
    """One Chromium for all tests of pages."""
    from tests.browser import chromium  # noqa: PLC0415 - most test runs open no page

    yield from chromium()


@pytest.fixture
def browser(one_chromium: Browser) -> Iterator[Browser]:
    """That Chromium; what a test opens in it is closed after the test: each page is a process that takes memory."""
    before = one_chromium.contexts
    yield one_chromium
    for window in one_chromium.contexts:
        if window not in before:
            window.close()


@pytest.fixture(scope="session")
def copy_of_project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """One copy of the real project for all tests that only read what is built in it; parallel workers share it.

    Runs that the repository has kept are brought along: whether they may be used again is found out as in any build,
    and that nothing stale is ever used is tested elsewhere, on projects that begin with none. Fjordvik has two of its
    three languages here: a third takes minutes, and shows no more than other words.
    """
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder = shared / "project"
    with FileLock(shared / "project.lock"):
        if not folder.exists():
            edition = copied_project(folder).params / "fjordvik" / "2025.yaml"
            edition.write_text(edition.read_text("utf-8").replace("[nb, nn, en]", "[nb, en]"), "utf-8")
            if (ROOT / KEPT).is_dir():
                shutil.copytree(ROOT / KEPT, folder / KEPT)
        return Project(folder)


def built_once(project: Project, name: str) -> Built:
    """An edition of the shared copy: the first worker that asks builds it (about 20 seconds), the others read it."""
    kept = project.root.with_name(f"{name.replace('/', '-')}.pickle")
    with FileLock(f"{kept}.lock"):
        if not kept.exists():
            kept.write_bytes(pickle.dumps(built(project, name)))
        made: Built = pickle.loads(kept.read_bytes())  # noqa: S301 - written by this very run
    return made


@pytest.fixture(scope="session")
def built_2015(copy_of_project: Project) -> Built:
    """The real edition of 2015: mark tests that use it as slow."""
    return built_once(copy_of_project, "kristiansund/2015")


@pytest.fixture(scope="session")
def built_fjordvik(copy_of_project: Project) -> Built:
    """The made-up edition with long tables and every kind of result, likewise."""
    return built_once(copy_of_project, "fjordvik/2025")


@pytest.fixture(scope="session", params=list_editions(Project(ROOT)))
def report(request: pytest.FixtureRequest, copy_of_project: Project) -> Built:
    """Every edition that has a parameter file, one after the other, likewise."""
    return built_once(copy_of_project, request.param)
