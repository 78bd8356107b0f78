from __future__ import annotations

from pathlib import Path

import pytest

from fokusrapport.errors import InputRefused
from fokusrapport.params.chosen import chosen, edition_names


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Three editions of two municipalities, and files that are none."""
    for name in ("nordvik/2024", "nordvik/2025", "sørvik/2025", "sørvik/indicators", "nordvik/20251"):
        path = tmp_path / "params" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return tmp_path


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (["*/2025"], ["nordvik/2025", "sørvik/2025"]),
        (["nordvik/*"], ["nordvik/2024", "nordvik/2025"]),
        (["s?rvik/20[12]5"], ["sørvik/2025"]),
        (["sørvik/2025", "*/*"], ["sørvik/2025", "nordvik/2024", "nordvik/2025"]),
        (["nordvik/2025", "nordvik/2025"], ["nordvik/2025"]),
        ([], []),
    ],
)
def test_by_name_and_by_pattern(root: Path, wanted: list[str], found: list[str]) -> None:
    """Each once, as they are named; those of a pattern in the order of their names."""
    assert list(chosen(root, wanted)) == found


def test_a_single_name_is_taken_as_it_is(root: Path) -> None:
    """Where it is read, more is told of it than that it is unknown."""
    assert chosen(root, ["ukjent"]) == ("ukjent",)


def test_what_matches_nothing(root: Path) -> None:
    """Every fault at once, with the nearest edition; a «*» does not stand for the slash."""
    with pytest.raises(InputRefused) as refused:
        chosen(root, ["nordvick/*", "*2025", "nordvik/2024", "sørvik/2024"])
    first, second, third = refused.value.faults
    assert first.what == "No edition matches «nordvick/*»."
    assert first.nearest == "nordvik/2024"
    assert first.allowed == "nordvik/2024, nordvik/2025, sørvik/2025"
    assert second.what == "No edition matches «*2025»."
    assert third.what == "There is no edition «sørvik/2024»."
    assert third.nearest == "sørvik/2025"


def test_of_many_editions_some_are_shown(tmp_path: Path) -> None:
    """Hundreds of names help nobody."""
    (tmp_path / "params" / "vik").mkdir(parents=True)
    for year in range(2000, 2030):
        (tmp_path / "params" / "vik" / f"{year}.yaml").touch()
    with pytest.raises(InputRefused) as refused:
        chosen(tmp_path, ["vok/*"])
    assert refused.value.faults[0].allowed.endswith("vik/2011, …")
    assert len(edition_names(tmp_path)) == 30
