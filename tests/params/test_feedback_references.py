from __future__ import annotations

from collections.abc import Callable

import pytest

from fokusrapport.params.project import Project, check_edition

FILE = "params/lillevik/feedback.yaml"
TEXT = """\
levels:
  - {id: enhet, label: {nb: Enheten}}
  - {id: leder, label: {nb: Lederen}}
level_table:
  - [enhet, enhet, enhet, enhet]
  - [enhet, enhet, enhet, enhet]
  - [enhet, enhet, leder, leder]
  - [enhet, enhet, leder, leder]
escalated_from: leder
areas:
  - {area: skole, label: {nb: Skole}}
categories:
  - {id: ventetid, label: {nb: Ventetid}}
causes:
  - {id: rutine, label: {nb: Rutine}}
control_chart: {unit: {nb: innbyggere}, exposure: [{from: 2020, number: 900}]}
"""


@pytest.mark.parametrize(
    ("change", "line", "what", "nearest"),
    [
        (("escalated_from: leder", "escalated_from: ledre"), 9, "There is no level «ledre»", "leder"),
        (("  - [enhet, enhet, enhet, e", "  - [enhte, enhet, enhet, e"), 5, "There is no level «enhte»", "enhet"),
        (
            ("[enhet, enhet, leder, leder]\nescalated", "[enhet, enhet, leder, enhet]\nescalated"),
            8,
            "A case of severity 4 and extent 4 gets a lower level than a lighter one.",
            "",
        ),
        (("{nb: Rutine}}", "{nb: Rutine}}\n  - {id: rutine, label: {nb: R}}"), 16, "«rutine» stands twice", ""),
        (("{nb: Skole}}", "{nb: Skole}}\n  - {area: skole, label: {nb: S}}"), 12, "«skole» stands twice", ""),
        (("escalated_from", "escalated_form"), 9, "Unknown key «escalated_form».", "escalated_from"),
        (("  - [enhet, enhet, leder, leder]\nesc", "esc"), 4, "«level_table»", ""),
        (("number: 900", "number: 0"), 16, "0", ""),
        (("900}", "900}, {from: 2019, number: 800}"), 16, "The years under «exposure» do not rise", ""),
        (("900}", "900}, {from: 2020, number: 800}"), 16, "The years under «exposure» do not rise", ""),
        (
            ("{nb: Skole}}", "{nb: Skole}, exposure: [{from: 2020, number: 9}, {from: 2019, number: 8}]}"),
            11,
            "The years under «exposure» do not rise",
            "",
        ),
    ],
)
def test_a_fault_names_line_and_nearest(
    make_project: Callable[..., Project],
    change: tuple[str, str],
    line: int,
    what: str,
    nearest: str,
) -> None:
    """What feedback.yaml may get wrong, each told at its line."""
    project = make_project({FILE: TEXT.replace(*change, 1)})
    faults = [fault for fault in check_edition(project, "lillevik/2020") if fault.file == FILE]
    found = next(fault for fault in faults if what in fault.what)
    assert (found.line, found.nearest) == (line, nearest)


def test_a_whole_file_has_no_fault(make_project: Callable[..., Project]) -> None:
    """The file that the others break is right."""
    assert check_edition(make_project({FILE: TEXT}), "lillevik/2020") == []
