from __future__ import annotations

from pathlib import Path

import pytest

from fokusrapport.app import build_edition
from fokusrapport.checking import Options, check_edition
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import LANGUAGES
from fokusrapport.params.project import load_edition
from fokusrapport.starting.area import AreaWish, new_area
from fokusrapport.starting.municipality import MunicipalityWish, new_municipality
from tests.project import contents, write_project

SKOGDAL = MunicipalityWish("Skogdal kommune", "1234", "2025", "nb")


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOKUSRAPPORT_LANGUAGE", "en")


@pytest.mark.parametrize("code", LANGUAGES)
def test_it_passes_the_check_at_once(tmp_path: Path, code: str) -> None:
    """In every language; the only warning is that all is an example."""
    project = write_project(tmp_path)
    made = new_municipality(project, MunicipalityWish("Skogdal kommune", "1234", "2025", code))
    (warning,) = check_edition(project, "skogdal/2025", Options()).warnings
    assert "still shows the example" in warning
    assert made.written[-1] == "params/skogdal/2025.yaml"
    loaded = load_edition(project, "skogdal/2025")
    assert (loaded.municipality.name, loaded.municipality.number, loaded.languages) == (
        "Skogdal kommune",
        "1234",
        (code,),
    )
    assert not loaded.municipality.made_up


def test_every_key_is_explained(tmp_path: Path) -> None:
    """Each file the author is to change has comments."""
    project = write_project(tmp_path)
    for name in new_municipality(project, SKOGDAL).written:
        if name.endswith(".yaml"):
            lines = (tmp_path / name).read_text(encoding="utf-8").splitlines()
            assert sum("# " in line for line in lines) > 2, name


def test_the_next_area_comes_beside_it(tmp_path: Path) -> None:
    """What new-municipality wrote, new-area can add to."""
    project = write_project(tmp_path)
    new_municipality(project, SKOGDAL)
    new_area(project, AreaWish("bibliotek", "skogdal/2025", "Biblioteket"))
    assert len(check_edition(project, "skogdal/2025", Options()).plan.runs) == 2


def test_what_cannot_be_made_is_refused(tmp_path: Path) -> None:
    """Everything at once, and nothing is written."""
    project = write_project(tmp_path)
    before = contents(tmp_path)
    with pytest.raises(InputRefused) as error:
        new_municipality(project, MunicipalityWish("Testvik kommune", "9998", "25", "nbb"))
    assert [(fault.file, fault.nearest) for fault in error.value.faults] == [
        ("--language", "nb"),
        ("--number", ""),
        ("--year", ""),
        ("data/testvik", ""),
        ("params/testvik", ""),
    ]
    assert "Testvik kommune has the number 9998." in [fault.what for fault in error.value.faults]
    assert contents(tmp_path) == before


@pytest.mark.slow
def test_it_builds(tmp_path: Path) -> None:
    """With no fault, and read back whole."""
    project = write_project(tmp_path)
    new_municipality(project, SKOGDAL)
    checked = check_edition(project, "skogdal/2025", Options())
    built = build_edition(checked, Options(), lambda _area, _step: None)
    assert (built.faults, built.problems) == ((), ())
