"""Both readers of YAML must see the same; where the quick one sees nothing, the careful one is asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from fokusrapport.params import quickyaml
from fokusrapport.params.quickyaml import Node

ROOT = Path(__file__).parents[2]
FILES = sorted((*ROOT.glob("params/**/*.yaml"), *ROOT.glob("data/*/sources.yaml"), *ROOT.glob("tools/*.yaml")))
PARTS = (
    *(
        "a",
        "å",
        "b: ",
        "c:\n",
        "- ",
        "  ",
        "\n",
        "\n  ",
        ": ",
        ", ",
        "{",
        "}",
        "[",
        "]",
        "'",
        '"',
        "#",
        " #x\n",
        "|\n  ",
        ">\n  ",
    ),
    *(
        "1",
        "010",
        "0x1f",
        "1_0",
        "1.5",
        ".5",
        "1e3",
        ".inf",
        "-",
        "yes",
        "no",
        "true",
        "null",
        "~",
        "2015-12-31",
        "2015",
    ),
    *("&a ", "*a", "!x ", "!!str ", "---\n", "...\n", "%", "\\", "?", "? ", "<<: ", "\t", "«", "\u00a0", "=", "@", "`"),
)


def described(node: Node) -> object:
    """A node as plain values: kind, line, tag and what is in it.

    A value that is not there has no line of its own: libyaml names the line before it, ruamel.yaml the one after.
    """
    inside: object = node.value
    if node.id == "mapping":
        inside = [(described(key), described(value)) for key, value in node.value]
    elif node.id == "sequence":
        inside = [described(item) for item in node.value]
    return node.id, node.start_mark.line if node.value else None, str(node.tag), inside


def carefully(text: str) -> object:
    """What ruamel.yaml makes of a text; None for nothing."""
    node = YAML(typ="safe", pure=True).compose(text)
    return None if node is None else described(node)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_our_own_files_are_read_alike(path: Path) -> None:
    """Every YAML file in the repository, and none of them by the careful reader alone."""
    text = path.read_text("utf-8-sig")
    quick = quickyaml.compose(text)
    assert quick is not None
    assert described(quick) == carefully(text)


@given(st.lists(st.sampled_from(PARTS), max_size=14).map("".join))
@example("a: yes\nb: 010\nc: 2015-12-31\nd: 1_000\ne:\nf: 'x'\n")
@settings(max_examples=400, deadline=None)
def test_whatever_the_quick_reader_takes_the_careful_one_takes_alike(text: str) -> None:
    """Numbers, dates, quotes, comments, indents and signs put together at random."""
    quick = quickyaml.compose(text)
    if quick is not None and not _refused(text):
        assert described(quick) == carefully(text)


def _refused(text: str) -> bool:
    try:
        carefully(text)
    except (YAMLError, RecursionError):
        return True
    return False


@pytest.mark.parametrize(
    "text", ["", "# bare en kommentar\n", "a: [1\n", "a: 'x\n", "a: \x07\n", "a: b: c\n", "\ud800"]
)
def test_what_is_wrong_or_empty_is_left_to_the_careful_reader(text: str) -> None:
    """It alone has messages for people."""
    assert quickyaml.compose(text) is None
