from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from fokusrapport.comments.model import Annotation
from fokusrapport.comments.store import Store
from fokusrapport.comments.web import LARGEST, Container
from fokusrapport.errors import InputRefused
from tests.comments.reports import NOW, SCOPE, TEXTS, remark
from tests.project import contents


@pytest.fixture
def container(tmp_path: Path) -> Container:
    """The comments on the made-up report; there are none yet."""
    return Container(Store(tmp_path, "testvik/2024"), SCOPE, TEXTS)


def sent(one: Annotation, **changes: Any) -> bytes:  # noqa: ANN401 - any JSON
    """A remark as a page sends it."""
    return json.dumps(one.model_dump(mode="json") | changes).encode()


def threads(answer: Mapping[str, object]) -> list[dict[str, Any]]:
    """The comments in an answer."""
    found = answer["threads"]
    assert isinstance(found, list)
    return found


def test_what_is_posted_is_there(container: Container) -> None:
    """A comment comes back with its place, then with its answer, then settled."""
    [told] = threads(container.post(sent(remark("leksehjelpordning")), NOW))
    text = next(text.text for text in TEXTS["skole"] if text.cell == told["cell"])
    assert text[told["start"] : told["end"]] == told["quote"] == "leksehjelpordning"
    reply = {"motivation": "replying", "target": "0000000001"}
    container.post(sent(remark("Elevene", number=2, text="Ja."), **reply), NOW)
    settled = {"motivation": "moderating", "target": "0000000001"}
    [told] = threads(container.post(sent(remark("Elevene", number=3, text="resolved"), **settled), NOW))
    assert [answer["text"] for answer in told["answers"]] == ["Ja.", "resolved"]
    assert told["state"] == "resolved"
    assert container.get()["threads"] == [told]


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b"x" * (LARGEST + 1),
        sent(remark("Elevene"), id="../x"),
        sent(remark("Elevene"), creator={"type": "Person", "name": "  "}),
        sent(remark("Elevene"), motivation="replying", target="0000000009"),
    ],
)
def test_what_is_no_remark_is_refused(container: Container, body: bytes) -> None:
    """In words, and nothing is kept."""
    with pytest.raises(InputRefused) as refused:
        container.post(body, NOW)
    assert refused.value.faults[0].what
    assert contents(container.store.root) == {}


def test_another_report_or_area_is_refused(container: Container) -> None:
    """A page cannot put a comment to what it does not show."""
    target = remark("Elevene").model_dump(mode="json")["target"]
    for changed in ({"scope": "testvik/2023"}, {"source": "notebooks/kino.ipynb"}):
        with pytest.raises(InputRefused):
            container.post(sent(remark("Elevene"), target=target | changed), NOW)
    assert contents(container.store.root) == {}
