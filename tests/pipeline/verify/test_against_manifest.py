from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fokusrapport.pipeline.manifest_model import MANIFEST_NAME, Output
from fokusrapport.pipeline.versions import sha256
from tests.conftest import ROOT
from tests.pipeline.test_manifest_model import sample_manifest
from tests.project import environment

FILES = {"index.html": b"<p>Bra</p>", "areas/nav.html": b"<p>NAV</p>", "data/tall.csv": b"a;b\r\n1;2\r\n"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A published report with its manifest, outside any project."""
    for name, content in FILES.items():
        path = tmp_path / "rapport" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    outputs = {name: Output(bytes=len(data), sha256=sha256(data)) for name, data in FILES.items()}
    (tmp_path / "rapport" / MANIFEST_NAME).write_bytes(sample_manifest(outputs=outputs).text())
    return tmp_path / "rapport"


def verify(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command as an auditor runs it: in a folder that is no project."""
    command = [sys.executable, "-c", "from fokusrapport.cli import main; main()", "verify", "--manifest", *arguments]
    return subprocess.run(  # noqa: S603 - this very Python
        command, cwd=folder, env=environment(PYTHONPATH=str(ROOT)), capture_output=True, text=True, check=False
    )


def test_a_copied_folder_is_verified(folder: Path, tmp_path: Path) -> None:
    """Anywhere, by the file or by its folder, and as JSON."""
    copied = tmp_path / "kopi"
    shutil.copytree(folder, copied)
    for given in (MANIFEST_NAME, "."):
        done = verify(copied, given)
        assert done.returncode == 0, done.stderr
        assert "lillevik/2025: every file is as the manifest says, files: 3" in done.stdout
    told = json.loads(verify(copied, MANIFEST_NAME, "--json").stdout)
    assert (told["exit_code"], told["editions"][0]["same"]) == (0, True)


def test_what_differs_is_told_file_by_file(folder: Path) -> None:
    """Changed to another size, changed to the same size, missing, and put there afterwards."""
    (folder / "index.html").write_bytes(b"<p>Bedre</p>")
    (folder / "data/tall.csv").write_bytes(FILES["data/tall.csv"].replace(b"2", b"3"))
    (folder / "areas/nav.html").unlink()
    (folder / "notat.txt").write_text("x", encoding="utf-8")
    done = verify(folder, MANIFEST_NAME, "--json")
    told = {one["file"]: one["what"] for one in json.loads(done.stdout)["editions"][0]["differences"]}
    assert (done.returncode, set(told)) == (3, {"index.html", "data/tall.csv", "areas/nav.html", "notat.txt"})
    assert "it has 12 bytes, and the manifest says 10" in told["index.html"]
    assert "as many bytes as the manifest says, but another SHA-256" in told["data/tall.csv"]
    assert told["areas/nav.html"] == "the file is missing"
    assert "put there after the report was built" in told["notat.txt"]


def test_what_cannot_be_meant_is_refused(folder: Path) -> None:
    """No manifest there, and an edition beside it: code 2."""
    for arguments in (("borte.json",), (MANIFEST_NAME, "kristiansund/2016"), (MANIFEST_NAME, "--all")):
        done = verify(folder, *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert "Traceback" not in done.stderr


def test_nothing_heavy_is_imported(folder: Path) -> None:
    """An auditor waits for hashes, not for pandas and notebooks."""
    ask = (
        "import sys; from pathlib import Path; from fokusrapport.pipeline.verify.command import verifications as v;"
        f"(_n, one), = v((), Path({str(folder)!r}), every=False); assert not one().differences;"
        "print([name for name in ('pandas', 'nbformat', 'papermill', 'lxml', 'docx') if name in sys.modules])"
    )
    done = subprocess.run(  # noqa: S603 - this very Python
        [sys.executable, "-c", ask], env=environment(PYTHONPATH=str(ROOT)), capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
