"""What the tests of parameters share: a small project on disk, whole unless a test breaks a part of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fokusrapport.params.project import Project

ProjectMaker = Callable[..., Project]

WHOLE = {
    "build.py": "",
    "notebooks/skole.ipynb": "{}",
    "notebooks/bad.ipynb": "{}",
    "params/lillevik/municipality.yaml": """\
name: Lillevik kommune
number: "9999"
made_up: true
main_goal:
  nb: Gode tjenester
success_factors:
  - id: kvalitet
    label: {nb: God kvalitet}
  - id: service
    label: {nb: God service}
status_words: {met: ønsket, accepted: akseptabelt, unmet: uakseptabelt}
legend: {met: Ønsket, accepted: Akseptabelt, unmet: Uakseptabelt}
""",
    "params/lillevik/indicators.yaml": """\
indicators:
  - id: trivsel
    label: {nb: Trivsel}
    success_factor: kvalitet
    areas: [skole]
    scale: score_1_5
    direction: higher
    requirements:
      - {from: 2019, text: "5,0 – 4,0"}
      - {from: 2020, text: "> landssnitt", benchmark: trivsel-landet}
  - id: trivsel-landet
    label: {nb: Trivsel i landet}
    scale: score_1_5
    direction: none
""",
    "params/lillevik/2020.yaml": """\
title: Fokusområde brukere
date: 2020-12-31
result_years: [2019, 2020]
areas:
  - area: skole
  - area: bad
""",
    "params/lillevik/2020/skole.yaml": """\
actions:
  - id: undersokelse
    text: {nb: Elevene ble spurt.}
    success_factor: kvalitet
    indicator: trivsel
plans:
  - id: samtaler
    text: {nb: Elevene skal bli hørt.}
    success_factor: service
explanations:
  - {indicator: trivsel, explanation: Få svarte., action: Vi spør igjen., owner: Rektor, due: "2021"}
""",
    "data/lillevik/sources.yaml": "files: []\n",
}


@pytest.fixture(autouse=True)
def _messages_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOKUSRAPPORT_LANGUAGE", "en")
    monkeypatch.delenv("FOKUSRAPPORT_ROOT", raising=False)


@pytest.fixture
def make_project(tmp_path: Path) -> ProjectMaker:
    """Writes the whole project with the given files in place of its own; None leaves a file out."""

    def make(files: dict[str, str | bytes | None] | None = None) -> Project:
        for name, content in {**WHOLE, **(files or {})}.items():
            if content is not None:
                path = tmp_path / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return Project(tmp_path)

    return make


@pytest.fixture
def broken(make_project: ProjectMaker) -> Callable[[str, str, str], Project]:
    """The whole project with one text in one file replaced by another."""

    def break_it(file: str, old: str, new: str) -> Project:
        assert old in WHOLE[file], "the test must change something"
        return make_project({file: WHOLE[file].replace(old, new, 1)})

    return break_it
