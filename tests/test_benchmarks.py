from __future__ import annotations

import datetime as dt
import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from fokusrapport.checking import Options, check_edition
from fokusrapport.params.project import Project
from fokusrapport.pipeline.pdf import compile_typst

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"
HEAD = '<meta charset="utf-8">'


@pytest.fixture
def growth(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The benchmark of growth, as its command imports it."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    yield importlib.import_module("growth")
    for name in ("growth", "reference", "measure"):
        sys.modules.pop(name, None)


def report(folder: Path, growth: ModuleType, place: int) -> Path:
    """Pages and PDFs such as a report has, each with its area's number of cases."""
    reports = folder / f"reports/provevik-{place + 1:03}/{growth.YEAR}"
    (reports / "areas").mkdir(parents=True)
    numbers = [f"{growth.cases(place, number):,}".replace(",", "\u00a0") for number in range(len(growth.AREAS))]
    for area, shown in zip(growth.AREAS, numbers, strict=True):
        (reports / f"areas/{area}.html").write_text(f"{HEAD}<p>{shown} saker, 1 000 ikke, a1518209b</p>")
        (reports / f"areas/{area}.pdf").write_bytes(pdf(f"{shown} saker, 1 000 ikke"))
    (reports / "index.html").write_text(f"{HEAD}<p>{' saker, '.join(numbers)}</p>")
    (reports / "fokusomrade-brukere.pdf").write_bytes(pdf(" saker, ".join(numbers)))
    return reports


def pdf(text: str) -> bytes:
    """A PDF with this text."""
    return compile_typst(
        f'#set document(title: "t")\n#set text(lang: "nb")\n{text}', dt.datetime(2025, 12, 31, tzinfo=dt.UTC)
    )


def test_pages_with_their_own_figures_are_counted(tmp_path: Path, growth: ModuleType) -> None:
    """Every page that there is."""
    reports = report(tmp_path, growth, 3)
    assert growth.own_figures(tmp_path, 3) == len(list(reports.rglob("*.*")))


@pytest.mark.parametrize(("name", "place"), [("areas/omrade-02", 4), ("index", 4)])
def test_a_figure_of_another_municipality_is_seen(tmp_path: Path, growth: ModuleType, name: str, place: int) -> None:
    """In an area's page and in the whole report's; one such figure ends the benchmark."""
    path = report(tmp_path, growth, 3) / f"{name}.html"
    path.write_text(path.read_text() + f"<p>{growth.cases(place, 1)}</p>")
    with pytest.raises(SystemExit, match=str(growth.cases(place, 1))):
        growth.own_figures(tmp_path, 3)


def test_a_figure_of_another_municipality_is_seen_in_a_pdf(tmp_path: Path, growth: ModuleType) -> None:
    """There it is read by another program than the one that made it."""
    path = report(tmp_path, growth, 3) / "areas/omrade-05.pdf"
    path.write_bytes(pdf(f"{growth.cases(4, 4)} saker"))
    with pytest.raises(SystemExit, match=str(growth.cases(4, 4))):
        growth.own_figures(tmp_path, 3)


def test_a_lost_figure_or_page_is_seen(tmp_path: Path, growth: ModuleType) -> None:
    """A page that shows nothing shows nothing wrong, but is not counted as right."""
    path = report(tmp_path, growth, 3) / "areas/omrade-01.html"
    path.write_text(f"{HEAD}<p></p>")
    with pytest.raises(SystemExit, match=str(growth.cases(3, 0))):
        growth.own_figures(tmp_path, 3)
    path.unlink()
    with pytest.raises(SystemExit, match="is not there"):
        growth.own_figures(tmp_path, 3)


def test_the_reference_project_is_one_without_a_fault(tmp_path: Path, growth: ModuleType) -> None:
    """Twelve areas a municipality, and no figure stands in two."""
    names = growth.write_reference(tmp_path, 3)
    assert [len(check_edition(Project(tmp_path), name, Options()).plan.runs) for name in names] == [12, 12, 12]
    figures = [growth.cases(place, number) for place in range(400) for number in range(12)]
    assert len(set(figures)) == len(figures)
