from __future__ import annotations

from collections.abc import Callable

import pytest

from fokusrapport.params.project import Project, check_edition

ProjectMaker = Callable[..., Project]
FILE = "params/lillevik/audit.yaml"
WHOLE = """\
reports:
  - id: frister
    body: kontrollutvalg
    title: {nb: Frister}
    date: 2019-03-01
    conclusions: [{nb: Fristene holdes ikke.}]
    left_out: [{nb: Økonomien.}]
    recommendations:
      - id: rutine
        text: {nb: Skriv en rutine.}
        adopted: 2019-04-01
        deadline: 2020-01-01
        administration:
          - {date: 2019-06-01, status: under_way}
          - {date: 2020-02-01, status: reported_done}
        auditor:
          - {date: 2020-03-01, status: confirmed_done}
"""


def told(make_project: ProjectMaker, old: str = "", new: str = "") -> list[str]:
    """Every fault of the edition, with one text of the file replaced by another."""
    assert old in WHOLE, "the test must change something"
    faults = check_edition(make_project({FILE: WHOLE.replace(old, new, 1)}), "lillevik/2020")
    return [f"{fault.file}:{fault.line} {fault.what} | {fault.allowed} | {fault.nearest}" for fault in faults]


def test_a_file_in_order_has_no_faults(make_project: ProjectMaker) -> None:
    """What the source does not state may be left out."""
    assert told(make_project) == []
    assert told(make_project, "    date: 2019-03-01\n") == []
    assert told(make_project, "        adopted: 2019-04-01\n        deadline: 2020-01-01\n") == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "status: under_way",
            "status: underway",
            (
                "14 «underway» cannot stand at «status». | not_started, under_way, partly_done, reported_done, "
                "confirmed_done, rejected, no_longer_relevant | under_way"
            ),
        ),
        (
            "deadline: 2020-01-01",
            "deadline: 2019-03-31",
            "12 «deadline» of «rutine» is 2019-03-31, before it was adopted (2019-04-01). | 2019-04-01 or later | ",
        ),
        (
            "adopted: 2019-04-01",
            "adopted: 2019-02-01",
            "11 «adopted» of «rutine» is 2019-02-01, before the report (2019-03-01). | 2019-03-01 or later | ",
        ),
        (
            "deadline: 2020-01-01",
            "deadline: 2020-02-30",
            "12 «2020-02-30» looks like a date or a number but is none. | a date as 2015-12-31, or a text in quotes | ",
        ),
        (
            "date: 2020-02-01, status: reported_done",
            "date: 2019-06-01, status: partly_done",
            (
                "15 «rutine» has two statuses from the same side on 2019-06-01: «under_way» and «partly_done». "
                "| one statement a day from each side | "
            ),
        ),
        (
            "status: under_way",
            "status: rejected",
            "14 «rutine» is rejected, and nobody says why. | a «reason», in words for readers | ",
        ),
        (
            "status: under_way",
            "status: confirmed_done",
            "14 «confirmed_done» cannot be said by the administration. | reported_done | ",
        ),
        (
            "status: confirmed_done",
            "status: reported_done",
            "17 «reported_done» cannot be said by the auditor. | confirmed_done | ",
        ),
        (
            "date: 2019-06-01",
            "date: 2018-06-01",
            "14 Something is said of «rutine» on 2018-06-01, before the report (2019-03-01). |  | ",
        ),
        ("body: kontrollutvalg", "body: kontrolutvalg", "3 «kontrolutvalg» cannot stand at «body». "),
    ],
)
def test_what_cannot_be_is_told_with_its_line(make_project: ProjectMaker, old: str, new: str, expected: str) -> None:
    """Statuses, dates and reasons, each with what is allowed."""
    [fault] = told(make_project, old, new)
    assert fault.startswith(f"{FILE}:{expected}")


def test_a_recommendation_stands_once_in_the_file(make_project: ProjectMaker) -> None:
    """Also when it is another report's."""
    other = "  - {id: to, body: ISO, title: {nb: T}, recommendations: [{id: rutine, text: {nb: S}}]}\n"
    [fault] = told(make_project, "reports:\n", f"reports:\n{other}")
    assert "«rutine» stands twice; it stands on line 2 already." in fault
