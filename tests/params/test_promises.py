from __future__ import annotations

from collections.abc import Callable

import pytest

from fokusrapport.params.project import Project, check_edition, load_edition
from fokusrapport.params.untranslated import untranslated_texts

ProjectMaker = Callable[..., Project]
SKOLE = "params/lillevik/2021/skole.yaml"
EDITION_2021 = """\
title: Fokusområde brukere
date: 2021-12-31
result_years: [2020, 2021]
areas:
  - area: skole
  - area: bad
"""


def told(project: Project, name: str = "lillevik/2021") -> list[str]:
    """Every fault of the edition, in a line."""
    faults = check_edition(project, name)
    return [f"{fault.file}:{fault.line} {fault.what} | {fault.allowed} | {fault.nearest}" for fault in faults]


def next_year(make_project: ProjectMaker, skole: str, **more: str) -> Project:
    """Lillevik with an edition of 2021 after that of 2020, which promised «samtaler»; `skole` is what 2021 tracks."""
    files = {f"params/lillevik/{name.replace('__', '/')}.yaml": content for name, content in more.items()}
    return make_project({"params/lillevik/2021.yaml": EDITION_2021, SKOLE: skole, **files})


def open_ones(project: Project, name: str) -> list[tuple[str, str, int, str]]:
    """Area, id, year and deadline of every plan that earlier editions left open."""
    return [(one.area, one.plan.id, one.year, one.due) for one in load_edition(project, name).promises]


@pytest.mark.parametrize(
    ("answers", "line", "expected"),
    [
        (
            "  - {plan: samtale, status: done}\n",
            2,
            "No earlier edition has left the plan «samtale» of the area «skole» open. | samtaler | samtaler",
        ),
        (
            "  - {plan: samtaler, area: skol, status: done}\n",
            2,
            (
                "No earlier edition has left a plan of the area «skol» open, so «samtaler» answers for none. "
                "| skole | skole"
            ),
        ),
        (
            "  - {plan: samtaler, status: done}\n  - {plan: samtaler, status: under_way}\n",
            3,
            f"«samtaler» is answered twice: as «under_way» here, and as «done» in {SKOLE}:2. | one answer a plan | ",
        ),
        (
            "  - {plan: samtaler, status: done}\n  - {plan: samtaler, status: done}\n",
            3,
            f"«samtaler» is answered twice; it is answered in {SKOLE}:2 already. | one answer a plan | ",
        ),
        (
            "  - plan: samtaler\n    status: dropped\n    reason: ' '\n",
            3,
            "«samtaler» is dropped, and the answer does not say why. | a «reason», in words for readers | ",
        ),
        (
            "  - plan: samtaler\n    status: postponed\n",
            3,
            "«samtaler» is postponed, and the answer does not say until when. | a new «due», as it is to be printed | ",
        ),
        (
            "  - plan: samtaler\n    status: postpond\n",
            3,
            "«postpond» cannot stand at «status». | done, under_way, postponed, dropped | postponed",
        ),
    ],
)
def test_an_answer_is_about_an_open_plan_once_and_says_enough(
    make_project: ProjectMaker, answers: str, line: int, expected: str
) -> None:
    """Each fault has its line, what is allowed and the nearest right name."""
    assert told(next_year(make_project, f"answers:\n{answers}")) == [f"{SKOLE}:{line} {expected}"]


def test_right_and_blank_answers_are_no_faults(make_project: ProjectMaker) -> None:
    """Neither is a plan that nobody has answered: a draft may be made of it."""
    for answers in (
        "answers:\n  - {plan: samtaler, status: done}\n",
        "answers:\n  - plan: samtaler\n    status:\n",
        "actions: []\n",
    ):
        assert told(next_year(make_project, answers)) == []


def test_the_first_edition_has_nothing_to_answer_for(make_project: ProjectMaker) -> None:
    """An answer there is about nothing."""
    project = make_project({"params/lillevik/2020/bad.yaml": "answers:\n  - {plan: x, status: done}\n"})
    assert told(project, "lillevik/2020") == [
        (
            "params/lillevik/2020/bad.yaml:2 «x» answers for no plan: no earlier edition has left any open. "
            "| nothing under «answers» | "
        )
    ]


def test_an_open_plan_cannot_be_promised_anew_under_the_same_name(make_project: ProjectMaker) -> None:
    """Nobody could tell which of them is answered next year."""
    [fault] = told(next_year(make_project, "plans:\n  - id: samtaler\n    text: {nb: Igjen.}\n"))
    assert fault.startswith(f"{SKOLE}:2 «samtaler» was promised in 2020, and stands under «plans» again.")


def test_a_plan_is_open_until_it_is_done_or_dropped(make_project: ProjectMaker) -> None:
    """Under way, postponed and not answered at all must be answered by the edition after; a new deadline goes along."""
    later = {"2022": EDITION_2021.replace("2021", "2022")}
    kept = {"under_way": "", "postponed": "", "": ""}
    for status in kept:
        skole = f"answers:\n  - {{plan: samtaler, status: {status or 'null'}, due: våren 2023}}\n"
        due = "våren 2023" if status else ""
        assert open_ones(next_year(make_project, skole, **later), "lillevik/2022") == [("skole", "samtaler", 2020, due)]
    for closing in ("done", "dropped"):
        skole = f"answers:\n  - {{plan: samtaler, status: {closing}, reason: nei}}\n"
        assert open_ones(next_year(make_project, skole, **later), "lillevik/2022") == []
    assert open_ones(next_year(make_project, "actions: []\n", **later), "lillevik/2022")


def test_another_area_may_answer(make_project: ProjectMaker) -> None:
    """Where the one that promised is gone: the plan is named with its area."""
    answered = "answers:\n  - {plan: samtaler, area: skole, status: done}\n"
    project = next_year(make_project, "actions: []\n", **{"2021__bad": answered, "2022": EDITION_2021})
    assert told(project) == []
    assert open_ones(project, "lillevik/2021") == [("skole", "samtaler", 2020, "")]


def test_what_an_earlier_edition_promised_must_be_readable(make_project: ProjectMaker) -> None:
    """Nobody can answer for what cannot be read."""
    project = next_year(make_project, "actions: []\n", **{"2020__bad": "plans: [{id: x}]\n"})
    assert "params/lillevik/2020/bad.yaml:1 The key «text» is missing." in told(project)[0]


def test_a_plan_that_is_shown_again_is_translated_too(make_project: ProjectMaker) -> None:
    """What an earlier edition promised is told when a language is missing; what is closed is not shown."""
    languages = EDITION_2021.replace("date:", "languages: [nb, nn]\ndate:")
    later = {"2022": languages.replace("2021", "2022")}
    for status, told_of in (("status: under_way", 1), ("status: dropped, reason: Nei.", 0)):
        project = next_year(make_project, f"answers:\n  - {{plan: samtaler, {status}}}\n", **later)
        loaded = load_edition(project, "lillevik/2022")
        found = [fault for fault in untranslated_texts(loaded) if "2020/skole.yaml" in fault.file]
        assert len(found) == told_of
