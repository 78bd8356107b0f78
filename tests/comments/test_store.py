from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from fokusrapport.comments.model import Annotation
from fokusrapport.comments.store import Store
from fokusrapport.errors import InputRefused
from fokusrapport.gitstate import git_state
from tests.comments.reports import NOW, remark
from tests.project import contents

EDITION = "testvik/2024"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """The comments of an edition, of which there is one."""
    store = Store(tmp_path, EDITION)
    assert store.add(remark("leksehjelpordning"))
    return store


def test_a_comment_is_a_web_annotation_in_a_file(store: Store) -> None:
    """What is on the disk is what the W3C model has, and a person can read it."""
    [(name, content)] = contents(store.root).items()
    assert name == "notebooks/comments/testvik/2024/skole/0000000001.json"
    kept = json.loads(content)
    assert kept["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (kept["type"], kept["motivation"], kept["created"]) == ("Annotation", "commenting", "2025-03-09T10:15:00Z")
    assert kept["creator"] == {"type": "Person", "name": "Kari Nordmann"}
    assert kept["target"]["source"] == "notebooks/skole.ipynb"
    assert [one["type"] for one in kept["target"]["selector"]] == [
        "FragmentSelector",
        "TextQuoteSelector",
        "TextPositionSelector",
    ]
    assert "på ettermiddagen" in content.decode()


def test_what_is_kept_is_read_again(store: Store) -> None:
    """Files give the very remarks that were written."""
    [thread] = store.of("skole")
    assert thread.comment == remark("leksehjelpordning")
    assert store.of("bad") == ()
    assert store.read().faults == ()


def test_nothing_that_is_kept_is_changed(store: Store) -> None:
    """Answers are files of their own, so two people never write in the same one; a known remark is left as it is."""
    before = contents(store.root)
    store.answer("0000000001", "Ja, se regnearket.", "Ola", NOW)
    store.resolve("0000000001", "Ola", NOW)
    assert not store.add(remark("leksehjelpordning", text="Noe annet"))
    after = contents(store.root)
    assert {name: after[name] for name in before} == before
    assert len(after) == 3


def test_answered_settled_and_opened_again(store: Store) -> None:
    """The last word on it says whether a comment is settled; the beginning of an id is enough."""
    store.answer("000000", "Ja.", "Ola", NOW)
    assert store.find("0").state == "open"
    store.resolve("0000000001", "Ola", NOW.replace(hour=11))
    assert store.find("0").state == "resolved"
    store.reopen("0000000001", "Kari", NOW.replace(hour=12))
    thread = store.find("0")
    assert thread.state == "open"
    assert [answer.motivation for answer in thread.answers] == ["replying", "moderating", "moderating"]


@pytest.mark.parametrize("wanted", ["", "ffff", "0000000"])
def test_an_id_that_is_none_or_several(store: Store, wanted: str) -> None:
    """It is refused with the ids there are, and nothing is kept."""
    store.add(remark("Elevene", number=2))
    with pytest.raises(InputRefused) as refused:
        store.answer(wanted, "Ja.", "Ola")
    assert "0000000001" in refused.value.faults[0].allowed
    assert len(contents(store.root)) == 2


def test_a_bad_file_hides_no_other(store: Store) -> None:
    """Every fault is told with its file, and what can be read is read."""
    folder = store.folder / "skole"
    whole = json.loads((folder / "0000000001.json").read_text("utf-8"))
    (folder / "broken.json").write_text('{\n"type"', "utf-8")
    (folder / "aaaaaaaa01.json").write_text(json.dumps(whole), "utf-8")
    wrong = whole | {"id": "aaaaaaaa02", "motivation": "commentin", "creator": {"name": ""}}
    (folder / "aaaaaaaa02.json").write_text(json.dumps(wrong), "utf-8")
    lost = whole | {"id": "aaaaaaaa03", "motivation": "replying", "target": "aaaaaaaa99"}
    (folder / "aaaaaaaa99.aaaaaaaa03.json").write_text(json.dumps(lost), "utf-8")
    read = store.read()
    told = [(Path(fault.file).name, fault.line, fault.nearest) for fault in read.faults]
    assert ("broken.json", 2, "") in told
    assert ("aaaaaaaa01.json", 0, "") in told
    assert ("aaaaaaaa02.json", 0, "commenting") in told
    assert ("aaaaaaaa99.aaaaaaaa03.json", 0, "") in told
    assert {thread.id for thread in read.threads} == {"0000000001"}


def test_no_remark_reaches_out_of_its_folder() -> None:
    """An area or id that would lead to another folder is refused before anything is written."""
    good = remark("Elevene").model_dump(mode="json")
    for bad in (
        {"id": "../../../x"},
        {"target": {**good["target"], "source": "notebooks/...ipynb"}},
        {"target": {**good["target"], "source": "notebooks/a/b.ipynb"}},
        {"target": {**good["target"], "scope": "../2024"}},
    ):
        with pytest.raises(ValueError, match="pattern"):
            Annotation.model_validate(good | bad)


def test_comments_do_not_make_a_project_unclean(store: Store) -> None:
    """A report's manifest says whether all it is made from is as in Git, and comments are no part of that."""
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@x", "-C", str(store.root)]
    (store.root / "params.yaml").write_text("a: 1\n")
    for command in (["init", "-q"], ["add", "params.yaml"], ["commit", "-qm", "x"]):
        subprocess.run([*git, *command], check=True)  # noqa: S603 - Git with arguments of ours
    state = git_state(store.root)
    assert state is not None
    assert state.clean
    (store.root / "notebooks" / "nav.ipynb").write_text("{}")
    state = git_state(store.root)
    assert state is not None
    assert not state.clean
