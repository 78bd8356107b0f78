from __future__ import annotations

from typing import TYPE_CHECKING

from tests.domain.conftest import refusal
from tests.plaintext import block_text

if TYPE_CHECKING:
    from fokusrapport.domain.area import AreaReport
    from tests.domain.conftest import Makers

TRACKED = {
    "one": {
        "actions": [{"id": "asked", "text": {"en": "We asked."}, "success_factor": "quality"}],
        "plans": [
            {"id": "more", "text": {"en": "Ask more."}, "due": "2016–2018", "owner": "The director"},
            {"id": "less", "text": {"en": "Ask better."}, "success_factor": "quality"},
        ],
        "explanations": [
            {"indicator": "a", "explanation": "Few staff.", "action": "Hire.", "owner": "Head", "due": "May 2016"}
        ],
    },
    "two": {"actions": [{"id": "told", "text": {"en": "We told."}}]},
}


def area(make: Makers) -> AreaReport:
    """The area «one» with what is tracked."""
    return make.area([make.indicator(areas=["one"])], [make.result("5")], tracking=TRACKED)


def test_actions_by_area_and_success_factor(make: Makers) -> None:
    """One's own without a name, those of all areas where they are asked for, in printed order."""
    one = area(make)
    assert block_text(one.actions()) == "- We asked."
    assert block_text(one.actions(None, *one.all_areas())) == "- We asked.\n- We told."
    assert block_text(one.actions("quality", *one.all_areas())) == "- We asked."


def test_plans_name_deadline_and_owner(make: Makers) -> None:
    """Only where they are set."""
    assert block_text(area(make).plans()) == (
        "- Ask more (deadline: 2016–2018, responsible: The director).\n- Ask better."
    )


def test_nothing_is_no_list(make: Makers) -> None:
    """An area where nothing is tracked shows nothing, not an empty list."""
    assert block_text(area(make).plans(None, "two")) == ""


def test_a_misspelt_name_is_refused(make: Makers) -> None:
    """Nothing that was adopted may fall away for a slip of the pen."""
    one = area(make)
    assert refusal(one.actions, "qualty") == "There is no success factor «qualty». | quality"
    assert refusal(one.plans, None, "on") == "made-up/2015 has no area «on». | one, two"


def test_explanations_stand_under_the_scorecard(make: Makers) -> None:
    """Why, what is done, who and when; and nothing where nothing needs explaining."""
    text = block_text(area(make).scorecard("Users"))
    assert text.splitlines()[-3:] == [
        "TABELL tbl-forklaring-one: Explanations of the results in 2015",
        "| Indicator | Why the result is as it is | What is done about it | Responsible | Deadline",
        "| A | Few staff. | Hire. | Head | May 2016",
    ]
    plain = make.area([make.indicator(areas=["one"])], [make.result("5")])
    assert "Explanations" not in block_text(plain.scorecard("Users"))
