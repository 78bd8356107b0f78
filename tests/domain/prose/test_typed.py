from __future__ import annotations

import pytest

from fokusrapport.domain.prose.let_through import without_names
from fokusrapport.domain.prose.typed import typed_numbers
from fokusrapport.i18n import language


@pytest.mark.parametrize(
    ("code", "text", "numbers"),
    [
        ("nb", "93 og 97 %", ["93", "97"]),
        ("nb", "om lag 1,2 millioner besøk", ["1200000"]),
        ("nb", "fra 4,7 til 4,9", ["4.7", "4.9"]),
        ("nb", "4,5–6", ["4.5", "6"]),
        ("nb", "fem av 12 350", ["5", "12350"]),
        ("nn", "sju av ni", ["7", "9"]),
        ("sv", "åtta av 1 234,5", ["8", "1234.5"]),
        ("en", "seven of 12,350 and 4.9%, to be sure", ["7", "12350", "4.9"]),
    ],
)
def test_numbers_are_read_as_the_language_writes_them(code: str, text: str, numbers: list[str]) -> None:
    """Groups, decimals, words and large units; «to» is two in bokmål, and no number in English."""
    assert [f"{typed.number:f}" for typed in typed_numbers(text, language(code))] == numbers


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("93 og 97 %", ["percent", "percent"]),
        ("2 prosentpoeng", ["points"]),
        ("2 prosent", ["percent"]),
        ("mellom 30 og 49 år", ["bare", "bare"]),
    ],
)
def test_the_unit_stands_behind_the_last_of_a_pair(text: str, forms: list[str]) -> None:
    """«93 og 97 %» are both per cent."""
    assert [typed.form for typed in typed_numbers(text, language("nb"))] == forms


@pytest.mark.parametrize(
    "text",
    ["on 9 March 2025", "March 9", "see table 3 and section 5", "the 10th grade", "on a scale from 1 to 6", "page 12"],
)
def test_english_names_are_let_through(text: str) -> None:
    """The report's other languages have their own words for what is no result."""
    assert typed_numbers(text, language("en")) == ()


@pytest.mark.parametrize("text", ["tabell 3 og 50 %", "sak 15/123", "Det var 91,5 %.", "§ 5 og 4,9"])
def test_letting_through_moves_nothing(text: str) -> None:
    """Places in the text are the same afterwards: only digits become holes."""
    looked_at = without_names(text)
    assert all(a == b or a.isdigit() for a, b in zip(text, looked_at, strict=True))
