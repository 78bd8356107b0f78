from __future__ import annotations

from typing import TYPE_CHECKING

from fokusrapport.domain.checks import edition_findings

if TYPE_CHECKING:
    from fokusrapport.domain.edition import EditionData
    from tests.domain.conftest import Makers

BANDS = ("≥ 90 %", "80–89 %", "< 80 %")
EXPLAINED = {"indicator": "a", "explanation": "Few staff.", "action": "Hire.", "owner": "Head", "due": "2016"}


def told(edition: EditionData) -> list[str]:
    """The findings, one a line."""
    return [f"{found.severity}: {found.fault}" for found in edition_findings(edition)]


def test_an_unacceptable_result_must_be_explained(make: Makers) -> None:
    """In the file of its area, and once although it stands on two scorecards."""
    bad = make.indicator(BANDS, areas=["one", "two"])
    (line,) = told(make.edition([bad], [make.result("5")]))
    assert line.startswith("before_publishing: params/made-up/2015/one.yaml: «a» is unacceptable in 2015")


def test_one_explanation_is_enough(make: Makers) -> None:
    """Whichever of its areas gives it."""
    bad = make.indicator(BANDS, areas=["one", "two"])
    assert told(make.edition([bad], [make.result("5")], tracking={"two": {"explanations": [EXPLAINED]}})) == []


def test_what_is_not_red_needs_no_explanation(make: Makers) -> None:
    """Wanted, acceptable, not assessed and missing results do not stop a report."""
    for number in ("95", "85"):
        assert told(make.edition([make.indicator(BANDS, areas=["one"])], [make.result(number)])) == []
    assert told(make.edition([make.indicator(BANDS, areas=["one"])], [])) == []
    assert told(make.edition([make.indicator(areas=["one"])], [make.result("5")])) == []


def test_a_known_breach_without_a_level_should_be_explained(make: Makers) -> None:
    """Below the requirement is a warning, not a stop: nobody knows whether it is acceptable. An explanation ends it."""
    short = make.indicator("≥ 90 %", areas=["one"])
    (line,) = told(make.edition([short], [make.result("5")]))
    assert line.startswith("warning: params/made-up/2015/one.yaml: «a» misses its requirement in 2015")
    assert told(make.edition([short], [make.result("5")], tracking={"one": {"explanations": [EXPLAINED]}})) == []


def test_a_faulty_requirement_is_told_with_its_indicator(make: Makers) -> None:
    """What the lint finds comes along with its severity."""
    findings = edition_findings(make.edition([make.indicator("snarest mulig")], []))
    assert [found.severity for found in findings] == ["error"]
    assert findings[0].fault.place == "a"


def test_only_what_the_edition_shows_is_warned_about(make: Makers) -> None:
    """A limit that lacks a rounding rule is told where its results stand on a scorecard, and not in other editions."""
    shown, elsewhere = (make.indicator("75-100", areas=areas, decimals=1) for areas in (["one"], ["gone"]))
    assert any("rounding" in line for line in told(make.edition([shown], [])))
    assert told(make.edition([elsewhere], [])) == []


def test_an_explanation_needs_action_owner_and_a_date(make: Makers) -> None:
    """What it lacks is named; a deadline that names no year is none. The fullest of several counts."""
    bad = make.indicator(BANDS, areas=["one", "two"])
    for changed, lacks in (
        ({"owner": " "}, "«owner»"),
        ({"due": "soon"}, "«due» with a year"),
        ({"action": "", "due": ""}, "«action», «due» with a year"),
    ):
        lacking = {"explanations": [{**EXPLAINED, **changed}]}
        (line,) = told(make.edition([bad], [make.result("5")], tracking={"one": lacking}))
        assert line == (
            "before_publishing: params/made-up/2015/one.yaml: "
            f"«a» is unacceptable in 2015, and its explanation lacks {lacks}."
        )
        whole = {"explanations": [EXPLAINED]}
        assert told(make.edition([bad], [make.result("5")], tracking={"one": lacking, "two": whole})) == []
    short = make.indicator("≥ 90 %", areas=["one"])
    lacking = {"explanations": [{**EXPLAINED, "owner": ""}]}
    (line,) = told(make.edition([short], [make.result("5")], tracking={"one": lacking}))
    assert line.startswith("warning: ")
    assert line.endswith("misses its requirement in 2015, and its explanation lacks «owner».")
