"""The warm kernel as others have it: by the name of its kernelspec, in tools that have never heard of this package."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from fokusrapport.pipeline.warm import kernelspec
from tests.project import bare, code, environment, notebook

# nbclient and papermill's API, each two notebooks in one process; what is told is from whom the kernel was forked.
BY_NAME = """
import json, sys
import nbformat, papermill
from nbclient import NotebookClient
told = []
for _time in range(2):
    read = nbformat.read("in.ipynb", as_version=4)
    done = NotebookClient(read, kernel_name="varm", resources={"metadata": {"path": "."}}).execute()
    told.append(done.cells[-1].outputs[0].text)
for _time in range(2):
    done = papermill.execute_notebook("in.ipynb", None, {"year": 2024}, kernel_name="varm", progress_bar=False)
    told.append(done.cells[-1].outputs[0].text)
print(json.dumps(told))
"""
ASKED = "import os, sys, pandas as pd\nprint(open(f'/proc/{os.getppid()}/cmdline').read().split('\\0')[-3:-1][0])"


def test_the_plug_in_is_named_in_the_package() -> None:
    """As a provisioner, by the name that the kernelspec asks for."""
    text = (Path(__file__).parents[3] / "pyproject.toml").read_text(encoding="utf-8")
    name, target = "fokusrapport-warm", "fokusrapport.pipeline.warm.provisioner:WarmProvisioner"
    assert f'[project.entry-points."jupyter_client.kernel_provisioners"]\n{name} = "{target}"' in text
    assert kernelspec.kernelspec(())["metadata"]["kernel_provisioner"]["provisioner_name"] == name


def test_a_kernelspec_names_what_notebooks_import(tmp_path: Path) -> None:
    """And is this very Python's."""
    path = tmp_path / "en.ipynb"
    path.write_text(nbformat.writes(bare(code("import pandas as pd"))), encoding="utf-8")
    kernelspec.main(["--prefix", str(tmp_path), "--name", "varm", str(path)])
    found = json.loads((tmp_path / "share/jupyter/kernels/varm/kernel.json").read_text(encoding="utf-8"))
    assert found["metadata"]["kernel_provisioner"]["config"] == {"imports": ["pandas"]}
    assert found["argv"][0] == sys.executable
    assert found["env"]["OPENBLAS_NUM_THREADS"] == "1"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")
def test_nbclient_and_papermill_by_name(tmp_path: Path) -> None:
    """Each notebook in a kernel forked from one warm process, over Unix sockets."""
    found = notebook("A", code(ASKED), parameters="year = 0")
    (tmp_path / "in.ipynb").write_text(nbformat.writes(found), encoding="utf-8")
    plug_in(tmp_path / "plug")
    kernelspec.main(["--prefix", str(tmp_path), "--name", "varm", str(tmp_path / "in.ipynb")])
    surroundings = environment(JUPYTER_PATH=str(tmp_path / "share/jupyter"))
    surroundings["PYTHONPATH"] = f"{tmp_path / 'plug'}:{surroundings.get('PYTHONPATH', '')}"
    command = [sys.executable, "-c", BY_NAME]
    run = subprocess.run(  # noqa: S603 - this very Python
        command, cwd=tmp_path, env=surroundings, capture_output=True, text=True, timeout=120, check=False
    )
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == ["fokusrapport.pipeline.warm.server\n"] * 4
    assert "without encryption" not in run.stderr


def plug_in(folder: Path) -> None:
    """Make the plug-in known to Python also where this package is not installed, or was before it had one."""
    info = folder / "varm-1.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: varm\nVersion: 1\n")
    target = "fokusrapport.pipeline.warm.provisioner:WarmProvisioner"
    (info / "entry_points.txt").write_text(f"[jupyter_client.kernel_provisioners]\nfokusrapport-warm = {target}\n")
