from __future__ import annotations

from pathlib import Path

import pytest

from fokusrapport.params.project import check_edition
from tests.domain.survey.conftest import INDICATORS, SURVEYS, UNITS
from tests.project import EDITION, write_project


def faults(root: Path, surveys: str) -> list[tuple[str, str, str]]:
    """What is wrong with a surveys.yaml: what, allowed, nearest."""
    files = {"params/testvik/indicators.yaml": INDICATORS, "params/testvik/surveys.yaml": surveys}
    found = check_edition(write_project(root, files), EDITION)
    assert all(fault.file == "params/testvik/surveys.yaml" and fault.line for fault in found)
    return [(fault.what, fault.allowed, fault.nearest) for fault in found]


def test_a_whole_file_is_right(tmp_path: Path) -> None:
    """With and without units."""
    assert faults(tmp_path, SURVEYS) == []
    assert faults(tmp_path, SURVEYS + UNITS) == []


Told = tuple[str, str, str]
TRIVES = "{nb: Jeg trives}}"
CASES: list[tuple[str, str, Told]] = [
    (
        TRIVES,
        "{nb: T}, indicator: trivsl}",
        ("There is no indicator «trivsl» in the register.", "an id of indicators.yaml", "trivsel"),
    ),
    (
        TRIVES,
        "{nb: T}, indicator: svarprosent}",
        (
            "«svarprosent» is measured as percent, but the survey gives score_1_5.",
            "an indicator of the same scale",
            "",
        ),
    ),
    (
        TRIVES,
        "{nb: T}, benchmark: {label: {nb: L}, value: 5.5, participants: 3, year: 2024}}",
        ("5.5 is outside the scale of «elever».", "a number from 1 to 5", ""),
    ),
    (
        "[trives, laerer, mat]",
        "[trives, lærer]",
        ("«elever» has no item «lærer».", "trives, laerer, mat", "laerer"),
    ),
    ("{id: mat,", "{id: trives,", ("«trives» stands twice; it stands on line 8 already.", "once", "")),
    (
        "{nb: Sjelden}, ",
        "",
        ("surveys, item 1 is not accepted.", "a word for each answer of the scale: 5", ""),
    ),
    (
        "population: 40, invited: 40",
        "population: 40, invited: 41",
        ("waves, item 1 is not accepted.", "no more asked than there are in all", ""),
    ),
    (
        'id: "2023", year: 2023',
        'id: "2026", year: 2026',
        ("The waves of «elever» do not stand with the oldest first.", "oldest first", ""),
    ),
    (
        "scale: score_1_5",
        "scale: score_1_7",
        ("«score_1_7» cannot stand at «scale».", "score_1_5, score_1_6, points_0_100", "score_1_5"),
    ),
    ("invited: 50}", "invited: 50, units: {nord: 5}}", ("«elever» has no unit «nord».", "", "")),
]


@pytest.mark.parametrize(("old", "new", "told"), CASES)
def test_what_contradicts_itself_is_refused(tmp_path: Path, old: str, new: str, told: Told) -> None:
    """Each with what is wrong, what is allowed and the nearest guess."""
    changed = SURVEYS.replace(old, new)
    assert changed != SURVEYS
    assert told in faults(tmp_path, changed)
