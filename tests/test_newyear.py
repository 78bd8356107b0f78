from __future__ import annotations

from pathlib import Path

import pytest

from fokusrapport.checking import Options, check_edition
from fokusrapport.errors import InputRefused
from fokusrapport.newyear import new_year
from fokusrapport.params.project import Project, load_edition
from tests.project import SKOLE, contents, edition, markdown, notebook, write_project

TRACKED = """\
# yaml-language-server: $schema=../../schema/area.json
# Rektor skriver denne filen.
plans:
  - {id: samtaler, text: {nb: "Elevene skal\\n bli hørt."}, due: "2025", owner: "Rek\\ntor"}
  - {id: bok, text: {nb: Alle skal få bøker.}}
explanations:
  - {indicator: trivsel, explanation: Få svarte., action: Vi spør igjen., owner: Rektor, due: "2025"}
"""
EDITION = """\
# yaml-language-server: $schema=../schema/edition.json
title: "Fokusområde brukere"  # som vedtatt
date: 2024-02-29
result_years: [2023, 2024]
areas:
  - area: skole
  # badet er med fra 2024
  - area: bad
"""


def project(root: Path) -> Project:
    """Testvik with one edition, 2024, whose schools have promised two things."""
    bad = notebook(
        "Bad", markdown("Åpent.", "only:testvik/2024"), markdown("Stengt.", "only:2024"), markdown("Alltid.")
    )
    files = {"params/testvik/2024.yaml": EDITION, "params/testvik/2024/skole.yaml": TRACKED}
    return write_project(root, {**files, "notebooks/skole.ipynb": SKOLE, "notebooks/bad.ipynb": bad})


def refused(made: Project, name: str) -> list[str]:
    """Why no new year is made; nothing may be written then."""
    before = contents(made.root)
    with pytest.raises(InputRefused) as error:
        new_year(made, name)
    assert contents(made.root) == before
    return [f"{fault.file}: {fault.what} | {fault.allowed} | {fault.nearest}" for fault in error.value.faults]


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOKUSRAPPORT_LANGUAGE", "en")


def test_the_edition_is_copied_with_its_years_moved_on(tmp_path: Path) -> None:
    """Comments, quotes, areas and their order as they were; the last of February for a leap day."""
    new_year(project(tmp_path), "testvik/2026")
    wanted = EDITION.replace("2024-02-29", "2026-02-28").replace("[2023, 2024]", "[2025, 2026]")
    assert (tmp_path / "params/testvik/2026.yaml").read_text(encoding="utf-8") == wanted


def test_every_open_plan_stands_there_to_be_answered(tmp_path: Path) -> None:
    """With what was promised, by whom and when; what was done and explained last year is not the new year's."""
    new_year(project(tmp_path), "testvik/2025")
    assert (tmp_path / "params/testvik/2025/skole.yaml").read_text(encoding="utf-8") == (
        "# yaml-language-server: $schema=../../schema/area.json\n"
        "# Rektor skriver denne filen.\n"
        "# done, under_way, postponed (with «due») or dropped (with «reason»); and «text» for readers\n"
        "answers:\n"
        "  # Promised in 2024: Elevene skal bli hørt.\n"
        "  # deadline: 2025, responsible: Rek tor\n"
        "  - plan: samtaler\n"
        "    status:\n"
        "  # Promised in 2024: Alle skal få bøker.\n"
        "  - plan: bok\n"
        "    status:\n"
        "# What was done in 2025.\n"
        "actions: []\n"
        "# What is promised; the next report must answer for it.\n"
        "plans: []\n"
        "# Why results are unacceptable, and what is done about it.\n"
        "explanations: []\n"
    )


def test_what_is_written_passes_the_check_with_warnings(tmp_path: Path) -> None:
    """Each plan is warned about in a draft, at its line; a final report is refused for the same."""
    made = project(tmp_path)
    new_year(made, "testvik/2025")
    warnings = [w for w in check_edition(made, "testvik/2025", Options()).warnings if "promised" in w]
    assert warnings == [
        "params/testvik/2025/skole.yaml:7: «samtaler», promised in 2024, is not answered yet.",
        "params/testvik/2025/skole.yaml:10: «bok», promised in 2024, is not answered yet.",
    ]
    with pytest.raises(InputRefused) as error:
        check_edition(made, "testvik/2025", Options(final=True))
    assert sum("is not answered yet" in fault.what for fault in error.value.faults) == len(warnings)


def test_a_plan_nobody_mentions_is_told_for_its_area(tmp_path: Path) -> None:
    """Also when the area is gone: then another area must answer for it."""
    made = project(tmp_path)
    files = {"params/testvik/2025.yaml": edition(["bad"]).replace("2024", "2025").replace("[2023,", "[2024,")}
    write_project(tmp_path, {**files, "params/testvik/2024.yaml": EDITION})
    [warning] = [w for w in check_edition(made, "testvik/2025", Options()).findings if "promised" in w.what]
    assert warning.what == "The area «skole» promised «samtaler», «bok» in 2024, and nobody has answered for it."
    assert "area: skole" in warning.allowed


def test_what_is_still_open_a_year_later_goes_along_again(tmp_path: Path) -> None:
    """What was dropped does not; nobody need say anything of it twice."""
    made = project(tmp_path)
    new_year(made, "testvik/2025")
    path = tmp_path / "params/testvik/2025/skole.yaml"
    text = path.read_text(encoding="utf-8").replace("bok\n    status:", "bok\n    status: dropped\n    reason: Nei")
    path.write_text(text, encoding="utf-8")
    assert new_year(made, "testvik/2026").to_answer == 1
    assert [promise.plan.id for promise in load_edition(made, "testvik/2026").promises] == ["samtaler"]


def test_what_to_do_next_is_told(tmp_path: Path) -> None:
    """How many plans to answer, and which notebooks have text that stands only in the year before."""
    told = list(new_year(project(tmp_path), "testvik/2025").lines())
    assert told[:3] == [
        "testvik/2025: made from testvik/2024",
        "  params/testvik/2025.yaml",
        "  params/testvik/2025/skole.yaml",
    ]
    assert any(line.startswith("  Answer for 2 plans") for line in told)
    assert "    notebooks/bad.ipynb: 2" in told
    assert told[-1] == "  python build.py check testvik/2025"


def test_nothing_is_written_over(tmp_path: Path) -> None:
    """A file of the new year that is there already stops it all, also when there is no edition yet."""
    made = project(tmp_path)
    mine = tmp_path / "params/testvik/2025/skole.yaml"
    mine.parent.mkdir()
    mine.write_text("actions: []\n", encoding="utf-8")
    assert refused(made, "testvik/2025") == [
        "params/testvik/2025/skole.yaml: The file is there already, and nothing is written over. |  | "
    ]


def test_what_cannot_be_a_new_year_is_refused(tmp_path: Path) -> None:
    """Each with what may stand there."""
    made = project(tmp_path)
    assert refused(made, "testvik") == [
        "new-year: «testvik» is not the name of an edition. | municipality and year: «fjordvik/2026» | "
    ]
    assert refused(made, "testvk/2025") == ["params: There is no municipality «testvk». | testvik | testvik"]
    assert refused(made, "testvik/2024") == [
        "params: testvik has an edition of 2024 already; a new year comes after it. | 2025 or later | "
    ]


def test_a_year_before_that_is_not_in_order_is_refused(tmp_path: Path) -> None:
    """Nothing is carried over from what cannot be read."""
    made = project(tmp_path)
    (tmp_path / "params/testvik/2024/skole.yaml").write_text("plans: [{id: x}]\n", encoding="utf-8")
    [fault] = refused(made, "testvik/2025")
    assert "The key «text» is missing." in fault


def test_nothing_is_left_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fails between the two moves leaves what there was before."""
    made = project(tmp_path)
    before, rename = contents(tmp_path), Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self.suffix == ".yaml":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OSError, match="No space left"):
        new_year(made, "testvik/2025")
    assert contents(tmp_path) == before
