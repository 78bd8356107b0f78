from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fokusrapport.i18n import language
from fokusrapport.params.checks_models import AreaChecks, Check
from fokusrapport.params.models import CheckRole
from fokusrapport.pipeline.standing import Standing, standings_of
from fokusrapport.pipeline.standing_words import area_lines, lacking_faults, lines, what_changed
from tests.checked import FOLDER, check, checks, content

NOW = {"nb": content(text="ny", numbers="4,9")}
OLD = {"nb": content(text="gammel", numbers="4,9")}


def of(unit: Check | None = None, director: Check | None = None) -> AreaChecks:
    """The checks of an area."""
    return AreaChecks(unit=unit, director=director)


def standing(own: AreaChecks, **given_areas: object) -> Standing:
    """Where an area stands that shows NOW, unless it is said what it shows and what was published."""
    contents, published = given_areas.get("contents", {"nav": NOW}), given_areas.get("published", {})
    (one,) = standings_of(contents, ["nav"], checks({"nav": own}), published).areas  # type: ignore[arg-type] # as given
    return one


@pytest.mark.parametrize(
    ("own", "state"),
    [
        (of(), "draft"),
        (of(unit=check(seen=NOW)), "unit"),
        (of(unit=check(seen=NOW), director=check(seen=NOW)), "director"),
        (of(director=check(seen=NOW)), "director"),
        (of(unit=check(seen=NOW), director=check(seen=OLD)), "unit"),
        (of(unit=check(seen=OLD), director=check(seen=OLD)), "draft"),
    ],
)
def test_how_far_an_area_has_come(own: AreaChecks, state: str) -> None:
    """As far as the highest check that holds."""
    assert standing(own).state == state


def test_published_is_what_the_final_report_shows() -> None:
    """With or without checks; a draft that shows something else is no longer published."""
    assert standing(of(), published={"nav": NOW}).state == "published"
    assert standing(of(unit=check(seen=NOW)), published={"nav": OLD}).state == "unit"
    assert standing(of(), contents={}, published={"nav": NOW}).state == "draft"


def test_what_nobody_can_see_neither_holds_nor_not() -> None:
    """An area that is not built as it is now: somebody must look first."""
    one = standing(of(unit=check(seen=NOW)), contents={})
    assert (one.state, one.built, one.checks[0].holds, one.outdated) == ("draft", False, None, ())
    assert list(area_lines(one)) == [
        "nav: draft (not built as it is now)",
        "  head of unit: Kari Nordmann, 3 March 2026; build to see whether it still holds",
    ]


@given(st.dictionaries(st.sampled_from(["nb", "nn", "en"]), st.sampled_from(["a", "b"]), min_size=1))
def test_a_check_is_of_every_language(texts: dict[str, str]) -> None:
    """It holds if and only if each that is published is as it was checked; one more was not checked."""
    seen = {code: content(text="a") for code in ("nb", "nn")}
    now = {code: content(text=text) for code, text in texts.items()}
    one = standing(of(unit=check(seen=seen)), contents={"nav": now})
    assert one.holds("unit") == (set(now) <= {"nb", "nn"} and set(texts.values()) == {"a"})
    assert set(one.checks[0].changed) == {code for code, text in texts.items() if text == "b" or code == "en"}


def test_what_has_changed_is_told() -> None:
    """Once where it is the same in all languages, else by language; a language that is new was never checked."""
    seen = {"nb": content(text="a", numbers="1"), "nn": content(text="a", numbers="1")}
    both = {code: content(text="b", numbers="2") for code in seen}
    mixed = {**both, "nn": content(text="a", numbers="2"), "en": content()}
    parts = ("Norwegian Bokmål: the text and the numbers", "Norwegian Nynorsk: the numbers")
    apart = "; ".join((*parts, "English: not there when it was checked"))
    for now, told in ((both, "the text and the numbers"), (mixed, apart)):
        one = standing(of(unit=check(seen=seen)), contents={"nav": now})
        assert what_changed(one.checks[0], language("en")) == told


DEMANDS: list[tuple[tuple[CheckRole, ...], dict[str, tuple[CheckRole, ...]]]] = [
    ((), {}),
    (("unit",), {"bad": ("unit",), "nav": ("unit",)}),
    (("director",), {"bad": ("director",)}),
    (("director", "unit"), {"bad": ("unit", "director"), "nav": ("unit",)}),
]


@pytest.mark.parametrize(("requires", "lacking"), DEMANDS)
def test_what_an_edition_demands_and_lacks(
    requires: tuple[CheckRole, ...], lacking: dict[str, tuple[CheckRole, ...]]
) -> None:
    """A check that no longer holds is none; an area that is well is not told of."""
    own = {"skole": of(check(seen=NOW), check(seen=NOW)), "nav": of(check(seen=OLD), check(seen=NOW))}
    found = standings_of(
        dict.fromkeys(("bad", "skole", "nav"), NOW), ["bad", "skole", "nav"], checks(own, *requires), {}
    )
    assert {one.area: roles for one, roles in found.lacking()} == lacking


def test_one_fault_an_area_with_what_to_do() -> None:
    """Where the check stands, or would stand, and the commands that give it."""
    own = {"nav": of(check(seen=OLD))}
    found = standings_of(dict.fromkeys(("bad", "nav"), NOW), ["bad", "nav"], checks(own, "unit", "director"), {})
    bad, nav = lacking_faults(found, "testvik/2024")
    assert (bad.file, bad.line) == (f"{FOLDER}/bad.yaml", 0)
    assert bad.what == "The head of unit has not checked this area. The director has not checked this area."
    assert (nav.file, nav.line) == (f"{FOLDER}/nav.yaml", 2)
    assert nav.what.startswith("Changed since Kari Nordmann, head of unit, checked it on 3 March 2026: the text. ")
    assert nav.allowed.endswith('approve nav --as director --name "…" --edition testvik/2024')


def test_the_summary_counts_and_tells_what_no_longer_holds() -> None:
    """And says nothing where nobody checks anything."""
    own = {"nav": of(check(seen=OLD)), "skole": of(check(seen=NOW))}
    areas = ["bad", "nav", "skole"]
    assert list(lines(standings_of(dict.fromkeys(areas, NOW), areas, checks(own), {}))) == [
        "Areas: draft: 2, checked by the head of unit: 1",
        "  nav: head of unit: Kari Nordmann, 3 March 2026; no longer holds, changed since: the text",
    ]
    assert list(lines(standings_of(dict.fromkeys(areas, NOW), areas, checks({}), {}))) == []
