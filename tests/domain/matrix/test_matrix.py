"""The matrix of areas and challenges: cells, empty cells, links, and the proof of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from fokusrapport.blocks import Area, Cell, Link, ListBlock, Paragraph, Table
from fokusrapport.blocktree import text_of, transform, walk
from fokusrapport.domain.area import AreaReport
from fokusrapport.domain.matrix.home import led_home
from fokusrapport.domain.proof.prove import prove
from fokusrapport.params.priorities_models import Priorities
from tests.domain.conftest import refusal
from tests.plaintext import block_text

if TYPE_CHECKING:
    from fokusrapport.domain.matrix.report import PrioritiesReport
    from tests.domain.conftest import Makers

DECIDED = Priorities.model_validate(
    {
        "priorities": [{"id": "good", "label": {"en": "Good"}, "success_factor": "quality"}],
        "challenges": [
            {"id": "early", "label": {"en": "Early"}, "description": {"en": "Before it is late."}},
            {"id": "skills", "label": {"en": "Skills"}},
            {"id": "later", "label": {"en": "Later"}, "valid_from": 2016},
        ],
    }
)
TRACKED: dict[str, Any] = {
    "one": {
        "actions": [
            {"id": "asked", "text": {"en": "We asked."}, "success_factor": "quality", "challenges": ["early"]},
            {"id": "told", "text": {"en": "We told everybody."}, "short": {"en": "told"}, "challenges": ["early"]},
        ],
        "plans": [{"id": "learn", "text": {"en": "We will learn."}, "challenges": ["early"], "priorities": ["good"]}],
    },
    "two": {"actions": [{"id": "other", "text": {"en": "Something else."}}]},
}


def report(make: Makers, **fields: Any) -> AreaReport:  # noqa: ANN401 - any of the edition's
    """The area «one» of an edition with priorities."""
    given = {"tracking": TRACKED, "modules": {"priorities": DECIDED}, **fields}
    return make.area([make.indicator(areas=["one"])], [make.result("5")], **given)


def priorities(make: Makers, **fields: Any) -> PrioritiesReport:  # noqa: ANN401 - any of the edition's
    """What it tells of them."""
    return report(make, **fields).priorities()


def rows(table: Table) -> list[list[str]]:
    """The cells of a table as text."""
    return [[text_of(cell.children) for cell in row] for row in table.rows]


def test_each_cell_tells_what_is_done_and_planned(make: Makers) -> None:
    """Short where there is a short form; an area that does nothing is a row, and an empty cell says so in words."""
    table = priorities(make).challenge_matrix(caption="All")
    assert [column.title for column in table.columns] == ["Area", "Early", "Skills"]
    assert rows(table) == [
        ["one", "Done: We asked.; told Planned: We will learn.", "no measures"],
        ["two", "no measures", "no measures"],
    ]


def test_a_priority_has_what_its_success_factor_has(make: Makers) -> None:
    """Nobody says the same thing twice: one action by its success factor, one plan because it says so itself."""
    table = priorities(make).priority_matrix(caption="All")
    assert rows(table) == [["one", "Done: We asked. Planned: We will learn."], ["two", "no measures"]]


def test_empty_cells_are_counted_and_listed(make: Makers) -> None:
    """How many, of how many, and which areas each challenge lacks."""
    found = priorities(make)
    assert (str(found.empty_cells()), str(found.cells()), str(found.challenges())) == ("3", "4", "two")
    assert block_text(found.challenge_gaps()) == "- Early: two\n- Skills: one, two"


def test_what_a_challenge_means_is_told(make: Makers) -> None:
    """Where somebody has said it; one that begins later is not told of yet."""
    assert block_text(priorities(make).list_challenges()) == "- Early: Before it is late.\n- Skills"


def test_every_measure_leads_to_where_it_stands(make: Makers) -> None:
    """The links of the matrix are the anchors of the lists of actions and plans."""
    area = report(make)
    links = {node.href for node in walk(area.priorities().challenge_matrix(caption="All")) if isinstance(node, Link)}
    listed = [node for block in (area.actions(), area.plans()) for node in walk(block) if isinstance(node, Paragraph)]
    assert links == {f"#{each.anchor}" for each in listed}
    assert "#tiltak-one-told" in links


def test_a_measure_that_no_area_lists_leads_to_its_area(make: Makers) -> None:
    """A link to nothing would be none; what is listed keeps its own place."""
    area = report(make)
    matrix, actions = area.priorities().challenge_matrix(caption="All"), area.actions()
    assert isinstance(actions, ListBlock)
    areas = (Area(id="one", title="One", blocks=(actions,)), Area(id="two", title="Two", blocks=(matrix,)))
    links = [node.href for node in walk(led_home(area.edition, areas)[1]) if isinstance(node, Link)]
    assert links == ["#tiltak-one-asked", "#tiltak-one-told", "#one"]


def test_without_the_file_it_is_refused(make: Makers) -> None:
    """And so is a year in which no challenge applies, and an area that is not there."""
    assert "no file priorities.yaml" in refusal(priorities(make, modules={}).challenges)
    none = DECIDED.model_copy(update={"challenges": DECIDED.challenges[2:]})
    told = refusal(priorities(make, modules={"priorities": none}).challenges)
    assert told == "priorities.yaml holds no entry under «challenges» that applies in 2015."
    assert "has no area «tow»" in refusal(priorities(make).cells, "tow")


def test_the_proof_makes_the_matrix_anew(make: Makers) -> None:
    """A matrix as it is passes, with areas by their titles; a cell that claims something is found."""
    area = report(make)
    for table in (
        area.priorities().challenge_matrix(caption="All"),
        area.priorities().priority_matrix("two", caption="Some"),
    ):
        own = Area(id="one", title="One", blocks=(transform(table, _titled),))
        assert prove(area.edition, [own]) == ()
        claimed = transform(own, _claimed)
        assert [fault.allowed for fault in prove(area.edition, [claimed])][:1] == ["«no measures»"]


def _titled(node: object) -> object:
    """A reference with the words it gets when the chapter is put together."""
    return node.model_copy(update={"text": "Title"}) if getattr(node, "type", "") == "crossref" else node  # type: ignore[attr-defined]


def _claimed(node: object) -> object:
    """An empty cell that says that something is done."""
    if isinstance(node, Cell) and text_of(node.children) == "no measures":
        return node.model_copy(update={"children": ()})
    return node


@pytest.mark.parametrize("name", ["cells", "empty_cells"])
def test_counts_are_values(make: Makers, name: str) -> None:
    """With the area that shows them, so that the value store and the read-back see them."""
    value = getattr(priorities(make), name)()
    assert (value.kind, value.area, value.exact) == ("count", "one", str(value))
