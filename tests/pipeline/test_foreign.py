from __future__ import annotations

import pytest

from fokusrapport.blocks import Emphasis, Foreign, Link, Paragraph, ShownValue, Text, Value, plain
from tests.pipeline.reading import blocks, faults


def foreign(code: str, text: str) -> Foreign:
    """Plain words in another language."""
    return Foreign(language=code, children=plain(text))


@pytest.mark.parametrize(
    ("source", "part"),
    [
        ("[fair play]{lang=en}", foreign("en", "fair play")),
        ('[fair play]{lang="en"}', foreign("en", "fair play")),
        ("[fair play]{lang=EN-gb}", foreign("en-GB", "fair play")),
        ("[Čáhppesgáhttu]{lang=se}", foreign("se", "Čáhppesgáhttu")),
        (
            "[*fair* play]{lang=en}",
            Foreign(language="en", children=(Emphasis(children=plain("fair")), *plain(" play"))),
        ),
        (
            "[see [OECD](https://www.oecd.org)]{lang=en}",
            Foreign(
                language="en", children=(Text(text="see "), Link(href="https://www.oecd.org", children=plain("OECD")))
            ),
        ),
        ("{lang=en}", Text(text="{lang=en}")),
        ("[fair play] {lang=en}", Text(text="[fair play] {lang=en}")),
    ],
)
def test_words_in_another_language(source: str, part: Foreign | Text) -> None:
    """Written as pandoc and Quarto write them, with anything inside; what only looks like it is text."""
    (found,) = blocks(source)
    assert found == Paragraph(children=(part,))


def test_values_are_read_inside() -> None:
    """A computed value may stand among the words, and the words among those of a sentence."""
    (found,) = blocks("Det er [about {eval}`x` points]{lang=en} i år", x="4,9")
    assert isinstance(found, Paragraph)
    words = Foreign(
        language="en", children=(Text(text="about "), ShownValue(value=Value(text="4,9")), Text(text=" points"))
    )
    assert found.children == (Text(text="Det er "), words, Text(text=" i år"))


@pytest.mark.parametrize(("code", "nearest"), [("engelsk", "en"), ("Northern Sami", "se"), ("xx", ""), ("", "")])
def test_unknown_code_is_told_with_its_cell(code: str, nearest: str) -> None:
    """A language that does not exist is refused; one called by its name gets its code as a proposal."""
    (fault,) = faults(f"Ordet [fair]{{lang={code}}} er engelsk.")
    assert (fault.place, fault.nearest) == ("cell 3 («første linje»)", nearest)
    assert f"«{code}» is no language code" in fault.what
