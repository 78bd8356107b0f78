from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from fokusrapport.blocks import Foreign, Table, plain
from fokusrapport.blocktree import text_of, walk
from fokusrapport.domain.area import AreaReport
from fokusrapport.domain.edition import EditionData
from fokusrapport.params.surveys_models import SurveyRegister
from tests.domain.test_distribution import answer, on_scale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fokusrapport.domain.dataset import SurveyAnswer
    from tests.domain.conftest import Makers

SURVEYS = SurveyRegister.model_validate(
    {
        "surveys": [
            {
                "id": "elever",
                "label": {"nb": "Elever", "en": "Pupils"},
                "area": "one",
                "scale": "score_1_5",
                "answers": [
                    {"nb": name, "en": english}
                    for name, english in zip(
                        ("aldri", "sjelden", "av og til", "ofte", "alltid"),
                        ("never", "seldom", "sometimes", "often", "always"),
                        strict=True,
                    )
                ],
                "items": [{"id": "x", "label": {"nb": "X"}, "indicator": "a"}],
                "waves": [{"id": "2015", "year": 2015, "invited": 10}],
                "dont_know": ["vet ikke", {"nb": "vil ikke si", "en": "prefer not to say"}],
            }
        ]
    }
)


def area_in(make: Makers, code: str, answers: Sequence[SurveyAnswer]) -> AreaReport:
    """The area in a language, of a municipality whose authors write bokmål."""
    indicator = make.indicator(label={"nb": "Trivsel", "en": "Well-being"})
    made = make.edition([indicator], [], language="nb", answers=tuple(answers), modules={"surveys": SURVEYS})
    return AreaReport("one", EditionData(made.loaded.within(code), made.data))


def table_in(make: Makers, code: str, answers: Sequence[SurveyAnswer]) -> Table:
    """The numbers of the chart of the answers."""
    figure = area_in(make, code, answers).distribution_chart("a", caption="", label="fig-a")
    assert figure.table is not None
    return figure.table


SCALE = ("Aldri", "Sjelden", "Av og til", "Ofte", "Alltid")


@pytest.mark.parametrize(
    ("code", "heads"),
    [
        (
            "en",
            ["Never", "Seldom", "Sometimes", "Often", "Always", "Prefer not to say (outside the scale)"],
        ),
        ("nb", [*SCALE, "Vil ikke si (utenfor skalaen)"]),
    ],
)
def test_answers_that_the_parameters_know_are_translated(make: Makers, code: str, heads: list[str]) -> None:
    """By what surveys.yaml calls them, with the capital letter that the data file has."""
    found = [*on_scale([1, 2, 3, 4, 5], SCALE), answer("Vil ikke si", None, count=2)]
    columns = table_in(make, code, found).columns
    assert [column.title for column in columns][1:-1] == heads
    assert {column.language for column in columns} == {""}


@pytest.mark.parametrize(("code", "name"), [("en", "Don’t know"), ("nn", "Veit ikkje"), ("nb", "Vet ikke")])
def test_who_does_not_know_says_so_in_every_language(make: Makers, code: str, name: str) -> None:
    """Also where no parameter says anything of it."""
    found = [
        replace(each, survey="andre") for each in (*on_scale([6, 6], ("1", "2")), answer("Vet ikke", None, count=7))
    ]
    assert table_in(make, code, found).columns[3].title.startswith(f"{name} (")


def test_what_nobody_has_translated_is_marked_with_its_language(make: Makers) -> None:
    """In the heads of a scale, and in the rows of answers without an order."""
    scale = table_in(make, "en", on_scale([6, 6], ("Uenig", "Enig")))
    assert [(column.title, column.language) for column in scale.columns[1:3]] == [("Uenig", "nb"), ("Enig", "nb")]
    free = [answer(name, None, count=count) for name, count in (("Buss", 6), ("2–3", 7))]
    ranked = table_in(make, "en", free)
    marked = [node for node in walk(ranked.rows) if isinstance(node, Foreign)]
    assert marked == [Foreign(language="nb", children=plain("Buss"))]
    assert [text_of(row[0].children) for row in ranked.rows] == ["2–3", "Buss"]
    assert not any(isinstance(node, Foreign) for node in walk(table_in(make, "nb", free).rows))
