from __future__ import annotations

import json
from pathlib import Path

import pytest

from fokusrapport.errors import InputRefused
from fokusrapport.lab.opening import opening
from fokusrapport.lab.settings import EXTENSIONS, server_arguments, write_settings
from tests.project import EDITION, edition, write_project


def test_the_default_edition_is_opened(tmp_path: Path) -> None:
    """Without names: the edition of params/project.yaml, its main language, the folder of notebooks."""
    found = opening(write_project(tmp_path), None, None, None)
    assert (found.shown.edition, found.shown.language, found.page) == (EDITION, "nb", "/lab/tree/notebooks")


def test_an_area_is_its_notebook(tmp_path: Path) -> None:
    """The page that is opened is the notebook of the area."""
    assert opening(write_project(tmp_path), EDITION, "skole", None).page == "/lab/tree/notebooks/skole.ipynb"


@pytest.mark.parametrize(
    ("area", "language", "where", "nearest"),
    [("skola", None, "--area", "skole"), ("skole", "nn", "--language", ""), ("park", None, "notebooks/park.ipynb", "")],
)
def test_a_wrong_name_is_refused(tmp_path: Path, area: str, language: str | None, where: str, nearest: str) -> None:
    """An area of none of the editions, one without a notebook, a language it is not published in."""
    project = write_project(tmp_path, {"params/testvik/2024.yaml": edition(["skole", "park"])})
    with pytest.raises(InputRefused) as refused:
        opening(project, EDITION, area, language)
    (fault,) = refused.value.faults
    assert (fault.file, fault.nearest) == (where, nearest)
    assert fault.allowed


def test_an_edition_with_a_fault_can_be_opened(tmp_path: Path) -> None:
    """JupyterLab is where it is mended."""
    extra = "  - area: skole\n"
    project = write_project(tmp_path, {"params/testvik/2024.yaml": edition(["skole", "bad"], extra)})
    assert opening(project, EDITION, "skole", None).shown.edition == EDITION


def test_settings_are_written_into_a_folder_of_their_own(tmp_path: Path) -> None:
    """Autosave is on, nobody is asked for news, and the page knows the edition; the project is left alone."""
    project = write_project(tmp_path / "project")
    before = sorted(project.root.rglob("*"))
    write_settings(tmp_path / "lab", project.root, opening(project, EDITION, None, None).shown)
    overrides = json.loads((tmp_path / "lab/settings/overrides.json").read_text("utf-8"))
    assert overrides["@jupyterlab/docmanager-extension:plugin"]["autosave"] is True
    assert overrides["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"
    page = json.loads((tmp_path / "lab/settings/page_config.json").read_text("utf-8"))
    assert (page["fokusrapportMunicipality"], page["fokusrapportYear"]) == ("testvik", "2024")
    kernel = json.loads((tmp_path / "lab/kernels/python3/kernel.json").read_text("utf-8"))
    assert kernel["env"]["FOKUSRAPPORT_LAB_EDITION"] == EDITION
    assert sorted(project.root.rglob("*")) == before


def test_only_this_machine_can_ask(tmp_path: Path) -> None:
    """The server listens on no address that others reach."""
    assert "--ServerApp.ip=127.0.0.1" in server_arguments(tmp_path, tmp_path)


def test_our_part_of_the_pages_is_there() -> None:
    """What package.json names to load is a file of the package."""
    (file,) = EXTENSIONS.glob("*/package.json")
    package = json.loads(file.read_text("utf-8"))
    assert package["name"] == file.parent.name
    assert (file.parent / package["jupyterlab"]["_build"]["load"]).is_file()
