"""`python build.py fetch` as a person runs it: what is printed, exit codes, and never a traceback."""

from __future__ import annotations

import json

import pytest

from fokusrapport import cli
from fokusrapport.params.project import Project
from fokusrapport.root import ROOT_VARIABLE
from tests.fetch.service import Service, Wrong


def ran(project: Project, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(ROOT_VARIABLE, str(project.root))
        with pytest.raises(SystemExit) as left:
            cli.main(arguments)
    told = capsys.readouterr()
    return int(str(left.value.code)), told.out, told.err


def test_a_fetch_tells_what_it_did(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Tables, the comparison, and the files."""
    code, out, err = ran(project, capsys, "fetch", "kostra", "testvik")
    assert (code, err) == (0, "")
    assert out.splitlines()[0].startswith("90001 Oppdiktede nøkkeltall: years 2024, 2025. Updated on 16 March 2026; ")
    assert out.splitlines()[1] == "There is no snapshot before this one to compare with."
    assert out.splitlines()[2].startswith("Written: data/testvik/kostra-")


def test_a_fetch_as_json(project: Project, capsys: pytest.CaptureFixture[str], service: Service) -> None:
    """What changed, for another program."""
    ran(project, capsys, "fetch", "kostra", "testvik")
    service.tables["90001"].figures["EAK", "KOSnetto0000", 2025] = 9.5
    code, out, _err = ran(project, capsys, "fetch", "kostra", "testvik", "--json", "--dry-run")
    told = json.loads(out)
    assert (code, told["dry_run"], told["service"]) == (0, True, "kostra")
    assert told["changes"] == [
        {
            "kind": "changed",
            "table": "90001",
            "measure": "KOSnetto0000",
            "region": "EAK",
            "year": 2025,
            "before": "4.7",
            "after": "9.5",
        }
    ]


def test_a_service_that_is_down(project: Project, capsys: pytest.CaptureFixture[str], service: Service) -> None:
    """Exit code 1 and one sentence."""
    service.wrong = [Wrong(503, {"Retry-After": "3600"})]
    code, out, err = ran(project, capsys, "fetch", "kostra", "testvik")
    assert (code, out) == (1, "")
    assert err.splitlines() == [
        "Statistics Norway asks to be left alone for 3600 seconds. Try again after that. Nothing was changed."
    ]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("kostr", "testvik"), "There is no service «kostr»."),
        (("kostra", "testvk"), "There is no municipality «testvk»."),
        (("kostra", "testvik", "--address", "ftp://x"), "«ftp://x» is no address that may be asked."),
        (("kostra", "testvik", "--address", "http://x.no/api"), "«http://x.no/api» is no address that may be asked."),
    ],
)
def test_wrong_words_are_refused(
    project: Project, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str
) -> None:
    """Exit code 2, with what is allowed."""
    code, _out, err = ran(project, capsys, "fetch", *arguments)
    assert code == 2
    assert told in err
    assert "Allowed: " in err


def test_nothing_says_what_to_fetch(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """No file, or no part of the service in it."""
    path = project.params / "testvik" / "benchmarks.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.partition("kolada:")[0], encoding="utf-8")
    assert "does not say what to fetch from «kolada»" in ran(project, capsys, "fetch", "kolada", "testvik")[2]
    path.unlink()
    code, _out, err = ran(project, capsys, "fetch", "kostra", "testvik")
    assert code == 2
    assert "params/testvik/benchmarks.yaml: There is no file that says what to fetch." in err


def test_another_address(project: Project, capsys: pytest.CaptureFixture[str], service: Service) -> None:
    """Asked instead of the file's."""
    path = project.params / "testvik" / "benchmarks.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(service.address, "https://elsewhere.invalid"), "utf-8")
    address = f"{service.address}/px/"
    assert ran(project, capsys, "fetch", "kostra", "testvik", "--address", address)[0] == 0
