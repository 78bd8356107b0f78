from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fokusrapport.errors import InputRefused
from fokusrapport.params.checks_file import with_check, write_all
from fokusrapport.params.checks_models import AreaChecks, Check
from fokusrapport.params.models import CheckRole
from fokusrapport.params.yamlfile import load_model
from tests.checked import check, content

KARI = check(seen={"nb": content(text="a"), "nn": content(text="b")})
OLA = check("Ola Nordmann", dt.date(2026, 3, 9))
NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")) | st.just(" "), min_size=1)
CHECKS = st.builds(check, NAMES.filter(str.strip), st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)))


def read(text: str, folder: Path) -> AreaChecks:
    """The file as every command reads it."""
    path = folder / "skole.yaml"
    path.write_bytes(text.encode())
    located, faults = load_model(path, folder, AreaChecks)
    assert faults == []
    assert located is not None
    return located.model


def test_the_file_as_people_read_it() -> None:
    """Who and when first; what was checked is a line a language."""
    first, *lines = with_check("", "unit", KARI, "").splitlines()
    assert first == "# yaml-language-server: $schema=../../../schema/checks.json"
    assert lines[:4] == ["unit:", '  name: "Kari Nordmann"', "  date: 2026-03-03", "  content:"]
    assert [line.split(":")[0].strip() for line in lines[4:]] == ["nb", "nn"]


Step = tuple[CheckRole, Check | None]
STEPS: st.SearchStrategy[list[Step]] = st.lists(
    st.tuples(st.sampled_from(["unit", "director"]), st.none() | CHECKS), max_size=5
)


@settings(max_examples=40)
@given(STEPS)
def test_checks_given_and_taken_back_in_any_order(tmp_path_factory: pytest.TempPathFactory, steps: list[Step]) -> None:
    """The file says the last of each role, and is none when there is none, whatever people are called."""
    text, last = "", dict[CheckRole, Check | None]()
    for role, given_check in steps:
        text = with_check(text, role, given_check, "")
        last[role] = given_check
    wanted = AreaChecks.model_validate(last)
    if wanted == AreaChecks.model_validate({}):
        assert text == ""
    else:
        assert read(text, tmp_path_factory.getbasetemp()) == wanted


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_what_people_wrote_beside_it_stays(ends: str, tmp_path: Path) -> None:
    """Comments above and between the checks, and how lines end; what stands within a check goes with it."""
    text = with_check(with_check("", "unit", KARI, ""), "director", OLA, "")
    text = "# Øverst\n" + text.replace("director:", "# Om direktøren\ndirector:").replace(
        "  date: 2026-03-03", "  # da\n  date: 2026-03-03"
    )
    text = text.replace("\n", ends)
    again = with_check(text, "unit", OLA, "")
    assert [line for line in again.split(ends) if line.startswith("#")] == [
        "# Øverst",
        "# yaml-language-server: $schema=../../../schema/checks.json",
        "# Om direktøren",
    ]
    assert "# da" not in again
    assert again.count(ends) == again.count("\n")
    assert read(again, tmp_path) == AreaChecks(unit=OLA, director=OLA)
    gone = with_check(again, "director", None, "")
    assert read(gone, tmp_path) == AreaChecks(unit=OLA, director=None)
    assert "# Om direktøren" in gone


def test_a_file_without_a_newline_at_its_end(tmp_path: Path) -> None:
    """The next check still begins on a line of its own."""
    text = with_check("", "unit", KARI, "").rstrip()
    assert read(with_check(text, "director", OLA, ""), tmp_path) == AreaChecks(unit=KARI, director=OLA)


def test_a_file_of_another_form_is_not_touched() -> None:
    """What would be lost is told, with the file."""
    text = with_check("", "unit", KARI, "")
    flow = "{unit: " + text.partition("unit:")[2].replace("\n", " ").replace("content:", "").strip()
    for odd in (text.replace("unit:", '"unit":'), flow):
        with pytest.raises(InputRefused) as error:
            with_check(odd, "director" if odd is flow else "unit", OLA, "params/x.yaml")
        assert error.value.faults[0].file == "params/x.yaml"


def test_all_files_or_none(tmp_path: Path) -> None:
    """Where one cannot be written the others are as they were, and nothing half lies beside them."""
    (tmp_path / "a.yaml").write_text("old")
    (tmp_path / "b").write_text("a file where a folder should be")
    with pytest.raises(OSError, match="b"):
        write_all({tmp_path / "a.yaml": "new", tmp_path / "b" / "c.yaml": "new"})
    assert (tmp_path / "a.yaml").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.yaml", "b"]
    write_all({tmp_path / "a.yaml": "new", tmp_path / "c" / "d.yaml": "new"})
    assert ((tmp_path / "a.yaml").read_text(), (tmp_path / "c" / "d.yaml").read_text()) == ("new", "new")
    write_all({tmp_path / "a.yaml": ""})
    assert not (tmp_path / "a.yaml").exists()
