"""The reference edition of the benchmarks: twelve areas of a made-up municipality, two charts and two tables in each.

    python benchmarks/reference.py FOLDER [--editions 1]

The notebooks are such as authors write, and any Jupyter tool can run them when the environment variable
FOKUSRAPPORT_ROOT names the project. Every figure is drawn from a seed; one figure an area, its number of cases, belongs
to no other area and no other municipality, so that a page with somebody else's figures can be told.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

YEAR = 2025
YEARS = range(YEAR - 4, YEAR + 1)
AREAS = tuple(f"omrade-{number:02}" for number in range(1, 13))
QUALITIES = ("ventetid", "tilfredshet", "fullfort", "innen-frist", "svar")
BUILD_PY = 'from fokusrapport.cli import main\n\nif __name__ == "__main__":\n    main()\n'
MUNICIPALITY = """\
name: {name}
number: "{number}"
made_up: true
main_goal: {{nb: Gode tjenester}}
success_factors:
  - id: kvalitet
    label: {{nb: God kvalitet}}
status_words: {{met: ønsket, accepted: akseptabelt, unmet: uakseptabelt}}
legend: {{met: Ønsket, accepted: Akseptabelt, unmet: Uakseptabelt}}
"""
INDICATOR = """\
  - id: {area}-{quality}
    label: {{nb: "{label}"}}
    success_factor: kvalitet
    areas: [{area}]
    scale: percent
    unit: "%"
    decimals: 1
    direction: higher
    requirements:
      - {{from: 2021, bands: {{met: "85 - 100", accepted: "70 - 84,9", unmet: "0 - 69,9"}}}}
"""
CASES = """\
  - id: {area}-saker
    label: {{nb: "Saker"}}
    success_factor: kvalitet
    areas: [{area}]
    scale: count
    unit: stk.
    direction: none
"""
SOURCES = """\
files:
  - file: resultater.csv
    table: indicator_results
    source: Oppdiktet
    period: 2021–2025
    owner: {name}
    licence: Ingen
"""
LABELS = {
    "ventetid": "Fikk time innen en uke",
    "tilfredshet": "Fornøyde brukere",
    "fullfort": "Fullførte tiltak",
    "innen-frist": "Saker innen fristen",
    "svar": "Svarte i brukerundersøkelsen",
}


def write_reference(root: Path, editions: int = 1) -> list[str]:
    """The project in a new folder with so many municipalities; the names of their editions."""
    names = [f"provevik-{number:03}" for number in range(1, editions + 1)]
    files = {"build.py": BUILD_PY, "params/project.yaml": f"default_edition: {names[0]}/{YEAR}\n"}
    files |= {f"notebooks/{area}.ipynb": nbformat.writes(notebook(area)) for area in AREAS}
    for place, name in enumerate(names):
        files |= municipality(place, name)
    for file, text in files.items():
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return [f"{name}/{YEAR}" for name in names]


def municipality(place: int, name: str) -> dict[str, str]:
    """The files of one made-up municipality, by name."""
    title = f"Prøvevik {place + 1}"
    listed = "".join(f"  - area: {area}\n" for area in AREAS)
    edition = f"title: Fokusområde brukere\ndate: {YEAR}-12-31\nresult_years: [{YEAR - 1}, {YEAR}]\nareas:\n{listed}"
    return {
        f"params/{name}/municipality.yaml": MUNICIPALITY.format(name=title, number=9000 + place % 999),
        f"params/{name}/indicators.yaml": "indicators:\n" + "".join(indicators()),
        f"params/{name}/{YEAR}.yaml": edition,
        f"data/{name}/sources.yaml": SOURCES.format(name=title),
        f"data/{name}/resultater.csv": "\n".join(results(place, name)) + "\n",
    }


def indicators() -> Iterator[str]:
    """The register: for each area its qualities, and its cases."""
    for area in AREAS:
        yield from (INDICATOR.format(area=area, quality=quality, label=LABELS[quality]) for quality in QUALITIES)
        yield CASES.format(area=area)


def results(place: int, name: str) -> Iterator[str]:
    """The lines of the data file."""
    drawn = random.Random(name)  # noqa: S311 - made-up figures, no secrets
    yield "indicator;year;value;text;missing;status;status_reason;uncertain;comment"
    for number, area in enumerate(AREAS):
        for quality in QUALITIES:
            for year in YEARS:
                yield f"{area}-{quality};{year};{drawn.randrange(700, 990) / 10:.1f};;;;;;".replace(".", ",")
        yield f"{area}-saker;{YEAR};{cases(place, number)};;;;;;"


def cases(place: int, number: int) -> int:
    """The figure that only this area of this municipality has: seven digits, and no part of another's."""
    return 1_000_000 + 1_000 * place + 37 * number + 7


def notebook(area: str) -> NotebookNode:
    """The notebook of an area: a sentence with values, two tables and two charts."""
    own = [f'"{area}-{quality}"' for quality in QUALITIES]
    cells = [
        new_markdown_cell(f"# Område {area.removeprefix('omrade-').lstrip('0')}"),
        new_code_cell('municipality = ""\nyear = 0\nlanguage = "nb"', metadata={"tags": ["parameters"]}),
        new_code_cell(
            "from fokusrapport.domain.area import open_area\n\n"
            f'area = open_area("{area}", municipality=municipality, year=year, language=language)'
        ),
        new_markdown_cell(
            f'Området hadde {{eval}}`area.value("{area}-saker")` saker i {{eval}}`year`, og '
            f"{{eval}}`area.value({own[3]})` av dem ble ferdige innen fristen. "
            f"{{eval}}`area.value({own[1]})` av brukerne "
            f"er fornøyde, se @fig-{area}-endring og @tbl-{area}-alle."
        ),
        new_code_cell(f'area.scorecard("Målekort", "tbl-{area}")'),
        new_code_cell(f'area.trend_chart({own[0]}, "Time innen en uke", "fig-{area}-time")'),
        new_markdown_cell("## Endring"),
        new_code_cell(f'area.change_chart({", ".join(own)}, caption="Fra året før", label="fig-{area}-endring")'),
        new_code_cell(f'area.table({", ".join(own)}, caption="Alle årene", label="tbl-{area}-alle")'),
        new_markdown_cell(f"@tbl-{area} viser målekortet, og @fig-{area}-time utviklingen."),
    ]
    for place, cell in enumerate(cells):
        cell["id"] = f"cell-{place}"
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})  # type: ignore[no-untyped-call,no-any-return]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--editions", type=int, default=1)
    asked = parser.parse_args()
    print("\n".join(write_reference(asked.folder, asked.editions)))
