from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from fokusrapport.errors import InputRefused
from fokusrapport.starting.grown import with_items

EDITION = """\
# yaml-language-server: $schema=../schema/edition.json
title: "Fokusområde brukere"  # som vedtatt
areas:
    - area: skole
      parameters: {vis: true}
    # badet er med fra 2024
    - area: bad
    # her kommer flere
kind: årsrapport
"""


def grown(folder: Path, text: str, items: list[str], after: int | None = None, key: str = "areas") -> str:
    """What the file holds when the items are in it."""
    path = folder / "x.yaml"
    path.write_bytes(text.encode())
    return with_items(path, "x.yaml", key, items, after).after.decode()


def test_all_else_is_kept_to_the_byte(tmp_path: Path) -> None:
    """Comments, indents and keys after the list; the item stands last, as its neighbours are indented."""
    wanted = EDITION.replace("    - area: bad\n", "    - area: bad\n    - area: bibliotek\n      example: true\n")
    assert grown(tmp_path, EDITION, ["- area: bibliotek\n  example: true"]) == wanted


def test_it_can_stand_after_another(tmp_path: Path) -> None:
    """Below everything that belongs to the one before, and above the comment of the next."""
    wanted = EDITION.replace("{vis: true}\n", "{vis: true}\n    - area: bibliotek\n")
    assert grown(tmp_path, EDITION, ["- area: bibliotek"], 0) == wanted


@pytest.mark.parametrize("empty", ["files: []\n", "files: []  # ingen\n", "# hode\nfiles:  [ ]\nmer: 1\n"])
def test_an_empty_list_is_begun(tmp_path: Path, empty: str) -> None:
    """With what stood around it."""
    made = grown(tmp_path, empty, ["# om a\n- file: a.csv", "- file: b.csv"], key="files")
    assert yaml.safe_load(made) == {**yaml.safe_load(empty), "files": [{"file": "a.csv"}, {"file": "b.csv"}]}
    assert all(line.partition("#")[2] in made for line in empty.splitlines() if "#" in line)


def test_line_ends_and_byte_order_mark_are_kept(tmp_path: Path) -> None:
    """A file that Windows has written stays one."""
    made = grown(tmp_path, "\ufefffiles:\r\n- file: a.csv\r\n", ["- file: b.csv"], key="files")
    assert made == "\ufefffiles:\r\n- file: a.csv\r\n- file: b.csv\r\n"


def test_a_text_of_several_lines_is_not_split(tmp_path: Path) -> None:
    """The last value of the last item may go over several lines."""
    text = "areas:\n  - area: bad\n    om: |\n      en\n      to\n\nkind: x\n"
    made = yaml.safe_load(grown(tmp_path, text, ["- area: skole"]))
    assert made == {"areas": [{"area": "bad", "om": "en\nto\n"}, {"area": "skole"}], "kind": "x"}


@pytest.mark.parametrize("text", ["areas: [{area: skole}]\n", "areas:\n", "kind: x\n", "areas: skole\n"])
def test_a_list_no_line_can_be_put_into_is_refused(tmp_path: Path, text: str) -> None:
    """With what may stand there."""
    with pytest.raises(InputRefused) as error:
        grown(tmp_path, text, ["- area: bad"])
    assert [fault.file for fault in error.value.faults] == ["x.yaml"]


@st.composite
def lists(draw: st.DrawFn) -> tuple[str, list[str], int]:
    """A file with a list of areas, indented, spaced and commented in any way; its areas, and the number of one."""
    names = draw(st.lists(st.sampled_from(["skole", "bad", "nav"]), min_size=1, max_size=4))
    column, spaced, commented = draw(st.integers(0, 6)), draw(st.booleans()), draw(st.booleans())
    between = "\n" * (1 + spaced) + (" " * column + "# om den neste\n") * commented
    items = between.join(f"{' ' * column}- area: {name}" for name in names)
    return f"a: 1\nareas:\n{items}\n# slutt\nb: 2\n", names, draw(st.integers(0, len(names) - 1))


@given(lists())
def test_nothing_is_lost(tmp_path_factory: pytest.TempPathFactory, drawn: tuple[str, list[str], int]) -> None:
    """The old lines stand there in their order, and one more, where it was wanted."""
    text, names, after = drawn
    made = grown(tmp_path_factory.mktemp("grown"), text, ["- area: ny"], after)
    lines = [line for line in made.splitlines() if line.strip() and line.strip() != "- area: ny"]
    assert lines == [line for line in text.splitlines() if line.strip()]
    assert [item["area"] for item in yaml.safe_load(made)["areas"]] == [*names[: after + 1], "ny", *names[after + 1 :]]
