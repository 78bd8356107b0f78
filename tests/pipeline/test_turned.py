from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fokusrapport.blocks import Value
from fokusrapport.errors import Fault
from fokusrapport.pipeline.lastedition import last_manifest
from fokusrapport.pipeline.turned import compared_with_last, turned_sentences
from fokusrapport.valuestore import Shown

Direction = Literal[-1, 0, 1] | None


def shown(
    direction: Direction, text: str = "4,9", around: str = "Tilfredsheten steg til {}.", area: str = "nav"
) -> Shown:
    """A value in a sentence of an area."""
    value = Value(kind="result", text=text, indicator="nav-tilfredshet", year=2015, direction=direction)
    sentence = around.format(text)
    return Shown(
        id=f"{area}-1",
        value=value,
        area=area,
        section=area,
        place="sentence",
        sentence=sentence,
        around=around.format("…"),
    )


def published(root: Path, year: int, content: object) -> Path:
    """A report folder with this manifest."""
    folder = root / "kristiansund" / str(year)
    folder.mkdir(parents=True)
    text = content if isinstance(content, str) else json.dumps(content)
    (folder / "manifest.json").write_text(text, encoding="utf-8")
    return folder


def store(*values: Shown) -> dict[str, object]:
    """A manifest with these values."""
    return {"values": [value.model_dump(mode="json") for value in values]}


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [(1, -1, True), (-1, 1, True), (1, 0, True), (0, 1, True), (1, 1, False), (None, -1, False), (1, None, False)],
)
def test_a_value_that_turned_is_told(tmp_path: Path, before: Direction, now: Direction, told: bool) -> None:  # noqa: FBT001
    """Up, down and unchanged are three directions; without a direction nothing has turned."""
    published(tmp_path, 2014, store(shown(before, "4,7")))
    found = compared_with_last(tmp_path / "kristiansund" / "2015", [shown(now)], ["nav"])
    assert bool(found.turned) is told


def test_both_sentences_are_shown(tmp_path: Path) -> None:
    """With the edition they are held against; the manifest that was read is named for whoever must know."""
    folder = published(tmp_path, 2014, store(shown(1, "4,7")))
    found = compared_with_last(tmp_path / "kristiansund" / "2015", [shown(-1)], ["nav"])
    (warning,) = map(str, found.warnings())
    assert "«nav-tilfredshet» goes another way than in kristiansund/2014" in warning
    assert "«Tilfredsheten steg til 4,7.»" in warning
    assert "«Tilfredsheten steg til 4,9.»" in warning
    assert found.read == (folder / "manifest.json",)


def test_other_words_and_other_areas_are_silent() -> None:
    """A sentence somebody has changed, one of another area, and a label of one word."""
    for before, now in (
        (shown(1), shown(-1, around="Tilfredsheten falt til {}.")),
        (shown(1), shown(-1, area="ppt")),
        (shown(1, around="Resultat {}"), shown(-1, around="Resultat {}")),
        (shown(1, area="oppsummering"), shown(-1, area="oppsummering")),
    ):
        assert list(turned_sentences([before], [now], ["nav", "ppt"], "kristiansund/2014")) == []


def test_a_sentence_is_told_once() -> None:
    """Also when it shows the same indicator twice, as verb and as number."""
    assert len(list(turned_sentences([shown(1)] * 2, [shown(-1)] * 2, ["nav"], "kristiansund/2014"))) == 1


def test_the_last_edition_is_the_newest_earlier_one(tmp_path: Path) -> None:
    """Drafts beside a report, folders without a manifest, later years and other municipalities do not count."""
    for year in (2012, 2013, 2016):
        published(tmp_path, year, {})
    (tmp_path / "kristiansund" / "2014").mkdir()
    draft = tmp_path / "kristiansund" / "2014.utkast"
    draft.mkdir()
    (draft / "manifest.json").write_text("{}")
    assert last_manifest(tmp_path / "kristiansund" / "2015") == tmp_path / "kristiansund" / "2013" / "manifest.json"
    assert last_manifest(tmp_path / "kristiansund" / "2012") is None
    assert last_manifest(tmp_path / "nowhere" / "2015") is None


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", "the file is broken"),
        ("[]", "it is no manifest"),
        ({"edition": "kristiansund/2014"}, "it was built before manifests kept the values"),
        ({"values": [{"text": "4,7"}]}, "its values have another form"),
        ({"values": 5}, "its values have another form"),
    ],
)
def test_a_manifest_that_cannot_be_read_is_told(tmp_path: Path, content: object, reason: str) -> None:
    """Silence would be taken for «nothing turned»; only where there is no earlier edition is there nothing to say."""
    published(tmp_path, 2014, content)
    (warning,) = compared_with_last(tmp_path / "kristiansund" / "2015", [shown(1)], ["nav"]).warnings()
    assert warning == Fault(
        "reports/kristiansund/2014/manifest.json",
        what=f"The sentences could not be compared with those of the last edition: {reason}.",
    )
    assert compared_with_last(tmp_path / "kristiansund" / "2014", [shown(1)], ["nav"]).warnings() == ()


directions = st.sampled_from([-1, 0, 1, None])


@given(st.lists(directions, max_size=5))
def test_nothing_turns_against_itself(values: list[Direction]) -> None:
    """An edition held against its own store is silent."""
    own = [shown(direction, around=f"Setning nummer {n} er {{}}.") for n, direction in enumerate(values)]
    assert list(turned_sentences(own, own, ["nav"], "kristiansund/2014")) == []
