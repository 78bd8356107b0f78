from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from nbformat import NotebookNode
from pydantic import BaseModel

from fokusrapport.blocks import Area, Footnote, Paragraph, ShownValue, Source, Table, Value, plain
from fokusrapport.blocks_html import Setting, blocks_to_html
from fokusrapport.blocktree import transform
from fokusrapport.i18n import language
from fokusrapport.params.checks_models import PARTS
from fokusrapport.pipeline.content import changed_parts, content_of
from tests.pipeline.test_stages import document
from tests.project import bare, markdown
from tests.sample import LONG_TABLE, WIDE_TABLE, sample_chapter

AREAS = {area.id: area for area in sample_chapter().areas}
Way = tuple[str | int, ...]
SOURCE = Source(file="data/x/tall.csv", row=2, key="a", sha256="0" * 64)


def ways(node: Any, way: Way = ()) -> Iterator[Way]:  # noqa: ANN401 - any model, tuple or plain value
    """The way to every plain value of a tree, and to every row of things in it."""
    if isinstance(node, BaseModel):
        for name in type(node).model_fields:
            if name != "type":
                yield from ways(getattr(node, name), (*way, name))
    elif isinstance(node, tuple):
        yield way
        for index, item in enumerate(node):
            yield from ways(item, (*way, index))
    else:
        yield way


def changed(node: Any, way: Way, change: Callable[[Any], Any]) -> Any:  # noqa: ANN401 - as `ways`
    """The tree with what lies at the end of the way changed."""
    if not way:
        return change(node)
    first, *rest = way
    if isinstance(node, tuple):
        items = list(node)
        items[int(first)] = changed(items[int(first)], tuple(rest), change)
        return tuple(items)
    return node.model_copy(update={str(first): changed(getattr(node, str(first)), tuple(rest), change)})


def other(value: Any) -> Any:  # noqa: ANN401 - as `ways`
    """Something else of the same kind; of several things all but the first, in another order."""
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case str():
            return f"{value} x"
        case tuple():
            return value[:0:-1]
        case _:
            return value


def page(area: Area) -> str | None:
    """The area as its readers see it; None where it cannot be shown any more."""
    setting = Setting(language("nb"), references=Counter())
    notes = [block for note in area.footnotes for block in note.children]
    try:
        return area.title + str(blocks_to_html(area.blocks, setting)) + str(blocks_to_html(notes, setting))
    except UndefinedError:  # a row that has more cells than there are columns
        return None


# A block at a time, for it takes long to make a page of them all.
PIECES = [
    area.model_copy(update={"blocks": (block,)})
    for area in AREAS.values()
    for block in area.blocks
    if block not in (LONG_TABLE, WIDE_TABLE)  # which are like the others, only longer
]
WAYS = [(index, way) for index, piece in enumerate(PIECES) for way in ways(piece)]
PAGES = [page(piece) for piece in PIECES]


@given(st.sampled_from(WAYS))
def test_whatever_changes_the_page_changes_the_fingerprint(place: tuple[int, Way]) -> None:
    """Any word, number, status, picture or order in any kind of block; the numbers of figures are the chapter's."""
    index, way = place
    after = changed(PIECES[index], way, other)
    if way[-1] != "number" and page(after) != PAGES[index]:
        assert changed_parts(content_of(PIECES[index]), content_of(after))


def test_no_kind_of_place_is_forgotten() -> None:
    """The same once for each field of each block, for by chance one that is rare is not met; most change the page."""
    kinds = {(index, tuple(name for name in way if isinstance(name, str))): way for index, way in WAYS}
    after = [(index, way, changed(PIECES[index], way, other)) for (index, _names), way in kinds.items()]
    seen = [(index, way, area) for index, way, area in after if page(area) != PAGES[index] and way[-1] != "number"]
    assert len(seen) > len(after) / 2 > 50
    assert [way for index, way, area in seen if not changed_parts(content_of(PIECES[index]), content_of(area))] == []


@pytest.mark.parametrize("name", sorted(AREAS))
def test_what_no_reader_sees_of_an_area_changes_nothing(name: str) -> None:
    """Other numbers of figures and footnotes, another row or version of a file, how a value is proved."""

    def unseen(node: Any) -> Any:  # noqa: ANN401 - any model
        if isinstance(node, Value):
            return node.model_copy(update={"sources": (SOURCE,), "kind": "computed", "direction": 1})
        return node.model_copy(update={"number": 77}) if hasattr(node, "number") else node

    after = transform(AREAS[name], unseen)
    assert after != AREAS[name] or name == "nav"
    assert content_of(after) == content_of(AREAS[name])


def area_of(text: str, number: str, cell: str) -> Area:
    """An area with a sentence, a number, and a table."""
    value = ShownValue(value=Value(text=number))
    table = Table.model_validate(
        {
            "label": "tbl-a",
            "caption": plain("Tall"),
            "columns": ({"title": cell},),
            "rows": (({"children": (value,)},),),
        }
    )
    return Area(id="nav", title="NAV", blocks=(Paragraph(children=(*plain(text), value)), table))


def test_it_is_told_what_has_changed() -> None:
    """Words, numbers and tables apart: a number in a table leaves the table as it is."""
    before = content_of(area_of("Det er ", "4,9", "Poeng"))
    assert changed_parts(before, before) == ()
    assert changed_parts(before, content_of(area_of("Det var ", "4,9", "Poeng"))) == ("text",)
    assert changed_parts(before, content_of(area_of("Det er ", "5,1", "Poeng"))) == ("numbers",)
    assert changed_parts(before, content_of(area_of("Det er ", "4,9", "Prosent"))) == ("tables",)
    figure = content_of(changed(AREAS["innledning"], _way_to("alt"), other))
    assert changed_parts(content_of(AREAS["innledning"]), figure) == ("figures",)


def _way_to(name: str) -> Way:
    return next(way for way in ways(AREAS["innledning"]) if way[-1:] == (name,))


def test_what_cannot_be_told_apart_has_changed_anyhow() -> None:
    """Two digests that are short and happen to be the same hide nothing: the fingerprint of all decides."""
    before = content_of(AREAS["nav"])
    assert changed_parts(before, before.model_copy(update={"fingerprint": "0" * 64})) == PARTS


def test_a_footnote_and_the_title_are_the_areas() -> None:
    """Readers see them, though they stand in no block."""
    area = AREAS["innledning"]
    note = Footnote(key="b", children=(Paragraph(children=plain("Ny.")),))
    assert changed_parts(content_of(area), content_of(area.model_copy(update={"footnotes": (*area.footnotes, note)})))
    assert changed_parts(content_of(area), content_of(area.model_copy(update={"title": "Innledende"})))


def test_other_areas_and_their_order_change_nothing() -> None:
    """Though tables, figures and footnotes then have other numbers in the chapter, and references other words."""
    own = bare(
        markdown("# Skole"), markdown("Se @tbl-a og @bad.[^1]\n\n| a |\n|---|\n| b |\n\n: Tall {#tbl-a}\n\n[^1]: Ja.")
    )
    table = "| c |\n|---|\n| d |\n\n: Andre tall {#tbl-b}"
    bad = bare(markdown("# Bad"), markdown(f"Bra.[^1]\n\n{table}\n\n[^1]: Nei."))
    renamed = bare(markdown("# Badet i byen"), markdown("Bra."))
    found = [document(skole=own, bad=bad), document(bad=bad, skole=own), document(skole=own, bad=renamed)]
    tables = [node.number for one in found for node in one.chapter.areas[-1].blocks if isinstance(node, Table)]
    assert set(tables) == {2}
    assert len({one.contents["skole"] for one in map(_frozen, found)}) == 1
    assert found[0].contents["bad"] != found[2].contents["bad"]


def _frozen(found: Any) -> Any:  # noqa: ANN401 - a document
    return replace(found, contents={area: content.fingerprint for area, content in found.contents.items()})


def test_an_area_that_is_not_whole_has_none() -> None:
    """A placeholder is nothing to check; nor is an area whose reference leads nowhere."""
    lost: dict[str, NotebookNode] = {"skole": bare(markdown("# Skole"), markdown("Se @tbl-borte."))}
    found = document(**lost, bad=bare(markdown("# Bad"), markdown("Bra.")))
    assert set(found.contents) == {"bad"}
