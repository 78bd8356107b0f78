from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from jupyter_client.manager import KernelManager
from nbclient import NotebookClient
from nbformat import NotebookNode

from fokusrapport.lab.opening import opening
from fokusrapport.lab.settings import KERNEL, server_environment, write_settings
from tests.project import EDITION, code, edition, environment, notebook, write_project

SKOLE = notebook(
    "Skole",
    code("(municipality, year, language, factor)"),
    code("1 / 0", "only:kristiansund"),
    code("'mine'", "only:testvik", "only:2024", "only:nb"),
    code(
        "from fokusrapport.domain.area import open_area\n"
        'area = open_area("skole", municipality=municipality, year=year, language=language)\narea.value("trivsel")'
    ),
    code("import pandas\npandas.DataFrame({'a': [1]})"),
    code("area.value('trivsl')"),
    parameters='municipality = "other"\nyear = 1999\nlanguage = "sv"\nfactor = 1',
)


class TagTellingClient(NotebookClient):
    """Sends a cell's metadata along with its code, as JupyterLab does."""

    async def async_execute_cell(
        self,
        cell: NotebookNode,
        cell_index: int,
        execution_count: int | None = None,
        store_history: bool = True,  # noqa: FBT001, FBT002 - nbclient's signature
    ) -> NotebookNode:
        """Run the cell with its metadata in the message."""
        assert self.kc is not None
        session, own = self.kc.session, self.kc.session.msg

        def message(kind: str, *args: Any, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401 - jupyter_client's
            made: dict[str, Any] = own(kind, *args, **kwargs)
            if kind == "execute_request":
                made["metadata"] = dict(cell.metadata)
            return made

        session.msg = message
        try:
            return await super().async_execute_cell(cell, cell_index, execution_count, store_history)
        finally:
            session.msg = own


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> list[NotebookNode]:
    """The cells of a notebook run in a real kernel of JupyterLab's, opened for the edition."""
    root, folder = tmp_path_factory.mktemp("project"), tmp_path_factory.mktemp("settings")
    files = {
        "notebooks/skole.ipynb": SKOLE,
        "notebooks/bad.ipynb": None,
        "params/testvik/2024.yaml": edition(["skole"], "    parameters: {factor: 2}\n"),
    }
    project = write_project(root, files)
    found = opening(project, EDITION, "skole", None)
    write_settings(folder, root, found.shown)
    around = {**server_environment(folder, root, found.shown), "JPY_SESSION_NAME": "notebooks/skole.ipynb"}
    copy = nbformat.from_dict(SKOLE)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in around.items():
            patch.setenv(name, value)
        manager = KernelManager(kernel_name=KERNEL)
        assert manager.kernel_spec is not None
        assert manager.kernel_spec.argv[-1].startswith("--ext=")
        try:
            TagTellingClient(copy, km=manager, allow_errors=True, timeout=60).execute(env=environment(**around))
        finally:
            manager.shutdown_kernel(now=True)  # nbclient leaves a manager's kernel that it was given
    return [cell for cell in copy.cells if cell.cell_type == "code"]


def text(cell: NotebookNode) -> str:
    """What a cell shows, as plain text."""
    return "".join(
        str(output.get("data", {}).get("text/plain", output.get("traceback", ""))) for output in cell.outputs
    )


@pytest.mark.slow
def test_the_edition_decides_and_not_what_stands_there(shown: list[NotebookNode]) -> None:
    """The parameters cell gives what a build would inject: also what the edition gives to this area alone."""
    assert text(shown[1]) == "('testvik', 2024, 'nb', 2)"


@pytest.mark.slow
def test_cells_of_other_editions_do_nothing(shown: list[NotebookNode]) -> None:
    """One would fail, and stop *Run All*; those of the edition are run."""
    assert (shown[2].outputs, text(shown[3])) == ([], "'mine'")


@pytest.mark.slow
def test_values_are_the_editions(shown: list[NotebookNode]) -> None:
    """The number is that of the year that JupyterLab was opened for."""
    assert text(shown[4]) == "4,3"


@pytest.mark.slow
def test_data_frames_can_be_exported(shown: list[NotebookNode]) -> None:
    """They carry themselves as data, as in a build."""
    assert "application/vnd.dataresource+json" in shown[5].outputs[0].data


@pytest.mark.slow
def test_what_is_refused_is_told_in_words(shown: list[NotebookNode]) -> None:
    """The nearest name, and no traceback through our own files."""
    (output,) = shown[6].outputs
    assert output.output_type == "error"
    assert "trivsel" in text(shown[6])
    assert "Traceback" not in text(shown[6])
    assert str(Path(__file__).parents[2] / "fokusrapport") not in text(shown[6])
