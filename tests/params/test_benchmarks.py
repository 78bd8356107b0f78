"""benchmarks.yaml: what contradicts itself or the register is told by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from fokusrapport.params.project import read_edition
from tests.project import EDITION, write_project

WHOLE = """\
kostra:
  compared_with:
    - {kind: country, region: EAK}
    - {kind: group, region: EKG05}
  tables:
    - table: "12134"
      newest: 3
      measures:
        - {id: a, code: K1, direction: higher}
        - {id: b, code: K2, indicator: trivsel}
"""


def faults(root: Path, old: str = "", new: str = "") -> list[tuple[int, str, str, str]]:
    """Line, sentence, what is allowed and the nearest of every fault when something else stands in the file."""
    assert old in WHOLE
    project = write_project(root, {"params/testvik/benchmarks.yaml": WHOLE.replace(old, new, 1)})
    _files, found = read_edition(project, EDITION)
    return [(fault.line, fault.what, fault.allowed, fault.nearest) for fault in found]


def test_a_whole_file(tmp_path: Path) -> None:
    """Nothing to tell."""
    assert faults(tmp_path, "EAK", "EAK") == []


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("id: b", "id: a", 10, "«a» stands twice; it stands on line 9 already."),
        ("EKG05", "EAK", 4, "«EAK» stands twice; it stands on line 3 already."),
        ("indicator: trivsel", "indicator: trivsl", 10, "There is no indicator «trivsl» in the register."),
        ("direction: higher", "label: {nb: A}", 9, "is not accepted."),
        ("indicator: trivsel", "indicator: trivsel, unit: kr", 10, "is not accepted."),
        ("      newest: 3\n", "", 6, "is not accepted."),
        ("newest: 3", "newest: 3\n      years: [2024]", 6, "is not accepted."),
        ("newest: 3", "newest: 0", 7, "0 cannot stand at «newest»."),
        ("kind: country", "kind: contry", 3, "«contry» cannot stand at «kind»."),
        ('table: "12134"', "table: 12134", 6, "12134 cannot stand at «table»."),
        ("region: EKG05", 'region: "a b"', 4, "is not accepted."),
        ("kostra:\n", "kostra:\n  address: http://data.ssb.no\n", 2, "is not accepted."),
        (WHOLE[WHOLE.index("      measures") :], "      measures: []\n", 8, "is not accepted."),
        ("kostra:", "kostr:", 1, "Unknown key «kostr»."),
    ],
)
def test_what_is_wrong_is_told_by_line(tmp_path: Path, old: str, new: str, line: int, told: str) -> None:
    """One fault each, at its line, with what is allowed."""
    found = faults(tmp_path, old, new)
    assert [where for where, _what, _allowed, _near in found] == [line], found
    assert told in found[0][1]
    assert found[0][2]
