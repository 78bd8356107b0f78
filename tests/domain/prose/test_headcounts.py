from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fokusrapport.blocks import Source
from fokusrapport.domain.checks import edition_findings
from fokusrapport.domain.prose.headcounts import head_counts
from fokusrapport.domain.prose.proofreading import proofread_areas
from fokusrapport.i18n import language
from fokusrapport.pipeline.prose import area_prose
from tests.project import bare, markdown

if TYPE_CHECKING:
    from fokusrapport.prose import ProseReport
    from tests.domain.conftest import Makers

TOLD = [
    ("nb", "3 av elevene svarte, og to brukere klaget.", ["3 av elevene", "to brukere"]),
    ("nb", "En elev kan si fra. Én elev sa fra, og en av elevene gråt.", ["Én elev", "en av elevene"]),
    (
        "nb",
        "Fire av de nye brukerne, 3–4 barn, to skoleelever.",
        ["Fire av de nye brukerne", "4 barn", "to skoleelever"],
    ),
    ("nb", "To skoleelever.", ["To skoleelever"]),
    ("nn", "To av foreldra og éin tilsett.", ["To av foreldra", "éin tilsett"]),
    ("sv", "Tre av eleverna och två användare.", ["Tre av eleverna", "två användare"]),
    ("en", "Two of the pupils, and one parent.", ["Two of the pupils", "one parent"]),
    ("nb", "Fem elever, 36 elever, 3,5 prosent av elevene, 2 % av brukerne, 2014 brukere.", []),
    ("nb", "Tre nye barnehager, to brukerråd, kap. 3 om brukere, fire kommuner.", []),
    ("en", "It was handed to pupils in 2 schools for children.", []),
]


@pytest.mark.parametrize(("code", "text", "found"), TOLD)
def test_few_people_are_found_in_words_and_digits(code: str, text: str, found: list[str]) -> None:
    """In each language by its own number words; more people, other things and shares are let through."""
    assert [count.text for count in head_counts(text, language(code), 5)] == found


def read(make: Makers, text: str, missing: str | None) -> ProseReport:
    """What is found in a cell of an area with one result."""
    number = None if missing else "4"
    area = make.area([make.indicator(areas=["one"])], [make.result(number, missing=missing)], language="nb")
    return proofread_areas(area.edition, [area_prose(bare(markdown(text)), "one", "notebooks/one.ipynb")])


def test_few_people_beside_a_withheld_figure_stop_publishing(make: Makers) -> None:
    """Told with its place, and what may stand instead; where nothing is withheld nobody is given away."""
    (fault,) = read(make, "To brukere var misfornøyde.", "suppressed").contradictions()
    assert fault.what == "«To brukere» is typed, and a is withheld here: readers may know who they are."
    assert read(make, "To brukere var misfornøyde.", None).contradictions() == ()


def test_an_excuse_lets_it_stand(make: Makers) -> None:
    """On the line, as for a typed number; the control page lists it with its reason."""
    report = read(make, "Én bruker er i styret. <!-- skrevet tall: vedtektene -->", "suppressed")
    assert report.contradictions() == ()
    assert [(number.text, number.excuse) for number in report.excused] == [("Én bruker", "vedtektene")]
    assert report.unused == ()


def test_a_comment_that_tells_of_few_people_is_not_published(make: Makers) -> None:
    """A warning in a draft; with row and column of the file."""
    source = Source(file="data/x/a.csv", row=7, key="a 2015", sha256="0" * 64)
    result = make.result("4", comment="Bare 3 av elevene svarte.", source=source)
    (found,) = edition_findings(make.edition([make.indicator()], [result], language="nb"))
    assert found.severity == "before_publishing"
    assert str(found.fault) == (
        "data/x/a.csv:7, column «comment»: "
        "The comment tells of «3 av elevene», fewer than 5: readers may know who they are."
    )
