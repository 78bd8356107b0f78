from __future__ import annotations

from pathlib import Path

import pytest

from fokusrapport.domain.edition import open_edition
from fokusrapport.domain.promise_checks import promise_findings
from tests.domain.test_followup_report import area


def told(root: Path, answers: str) -> list[str]:
    """What is found in the answers to Testvik's four promises."""
    edition = area(root, answers=answers).edition
    return [f"{severity}: {fault}" for severity, fault in promise_findings(edition)]


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOKUSRAPPORT_LANGUAGE", "en")


ALL = "answers: [{plan: bok, status: done}, {plan: tur, status: done}, {plan: bad, status: done}"


def test_every_promise_wants_an_answer_before_publishing(tmp_path: Path) -> None:
    """A blank one at its own line, those that nobody mentions together."""
    answers = "answers:\n  - plan: samtaler\n    status:\n  - {plan: bok, status: done}\n"
    file = "before_publishing: params/testvik/2024/skole.yaml"
    assert told(tmp_path, answers) == [
        f"{file}:2: «samtaler», promised in 2023, is not answered yet.",
        f"{file}: The area «skole» promised «tur», «bad» in 2023, and nobody has answered for it.",
    ]


@pytest.mark.parametrize(
    ("due", "warned"), [("", "2024"), ("desember 2024", "desember 2024"), ("2024–2025", ""), ("på sikt", "")]
)
def test_what_is_under_way_after_its_deadline_is_warned_about(tmp_path: Path, due: str, warned: str) -> None:
    """The last year of the deadline counts; without a new one the old holds, and words without a year hold for ever."""
    answers = f'{ALL}, {{plan: samtaler, status: under_way, due: "{due}"}}]\n'
    found = told(tmp_path, answers)
    if warned:
        wanted = f"«samtaler» is still under way, although it was to be done by «{warned}»."
        assert found == [f"warning: params/testvik/2024/skole.yaml:1: {wanted}"]
    else:
        assert found == []


def test_the_first_edition_has_nothing_to_answer_for(tmp_path: Path) -> None:
    """No finding where there is no earlier edition."""
    area(tmp_path)
    assert list(promise_findings(open_edition(tmp_path, "testvik/2023"))) == []
