from __future__ import annotations

from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from fokusrapport.pipeline.word.xml import Box, Look, Shape, run

_ORDER = ["pStyle", "keepNext", "pageBreakBefore", "numPr", "pBdr", "shd", "ind", "jc"]


def test_properties_stand_in_the_order_of_the_schema() -> None:
    """Word takes no other: ISO/IEC 29500-1, CT_PPrBase and CT_RPr."""
    shape = Shape(
        "A", number=(1, 0), box=Box("#000000", "#ffffff"), indent=1, right=True, keep_next=True, new_page=True
    )
    assert [child.tag for child in shape.properties()] == [qn(f"w:{name}") for name in _ORDER]
    look = Look("A", bold=True, italic=True, colour="#000000", language="en").properties()
    assert look is not None
    assert [child.tag for child in look] == [qn(f"w:{name}") for name in ("rStyle", "b", "i", "color", "lang")]


def test_what_looks_like_its_paragraph_says_nothing() -> None:
    """No empty properties."""
    assert Look().properties() is None


@given(st.text())
def test_any_text_can_be_written(text: str) -> None:
    """What XML cannot hold is left out; letters, digits and signs stay."""
    written = run(text)[0].text or ""
    assert [sign for sign in written if sign.isalnum()] == [sign for sign in text if sign.isalnum()]
    assert not set(written) & set("\t\n\r\x00\x0b")
