from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from hypothesis import given
from hypothesis import strategies as st

from fokusrapport import i18n
from fokusrapport.i18n import LANGUAGES, Language, language, round_half_up

NORWEGIAN = language("nb")
NUMBER_WORDS = "zero one two three four five six seven eight nine ten eleven twelve"
numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12)
decimals = st.integers(0, 6)
languages = st.sampled_from(LANGUAGES).map(language)


@pytest.mark.parametrize(
    ("number", "places", "text"),
    [
        ("4.65", 1, "4,7"),
        ("4.85", 1, "4,9"),
        ("-4.65", 1, "−4,7"),
        ("-0.04", 1, "0,0"),
        ("1018671", 0, "1\u00a0018\u00a0671"),
        ("3000", 0, "3\u00a0000"),
        ("1e27", 0, "1" + "\u00a0000" * 9),
        (
            "1234567890123456789012345678901.5",
            1,
            "1\u00a0234\u00a0567\u00a0890\u00a0123\u00a0456\u00a0789\u00a0012\u00a0345\u00a0678\u00a0901,5",
        ),
    ],
)
def test_number_as_norwegians_write_it(number: str, places: int, text: str) -> None:
    """Half up, a true minus, no minus on zero, no-break spaces, and no digit lost in long numbers."""
    assert NORWEGIAN.number(Decimal(number), places) == text


@pytest.mark.parametrize(
    ("code", "text"), [("nb", "93,6\u00a0%"), ("nn", "93,6\u00a0%"), ("sv", "93,6\u00a0%"), ("en", "93.6%")]
)
def test_percent_keeps_its_sign_on_the_line(code: str, text: str) -> None:
    """A no-break space stands before % in the Scandinavian languages, nothing in English."""
    assert language(code).percent(Decimal("93.6"), 1) == text


def test_signed_zero_has_no_sign() -> None:
    """Only what is more than zero after rounding gets a plus."""
    assert [NORWEGIAN.number(Decimal(text), 1, signed=True) for text in ("0.2", "0.04", "-0.2")] == [
        "+0,2",
        "0,0",
        "−0,2",
    ]


def test_repr_shows_no_escape() -> None:
    """A notebook shows `repr`: it must be what readers see."""
    assert repr(NORWEGIAN.number(1000)) == "1\u00a0000"


@pytest.mark.parametrize(
    ("code", "text"),
    [("nb", "én sju tolv 13"), ("nn", "éin sju tolv 13"), ("sv", "en sju tolv 13"), ("en", "one seven twelve 13")],
)
def test_words_up_to_twelve(code: str, text: str) -> None:
    """Whole numbers to twelve are words in running text, larger ones digits."""
    assert " ".join(language(code).words(number) for number in (1, 7, 12, 13)) == text


def test_dates_and_lists() -> None:
    """Dates have the month in words; the last item of a list is joined by «og»."""
    assert NORWEGIAN.date(dt.date(2025, 3, 9)) == "9. mars 2025"
    assert NORWEGIAN.join(["a", "b", "c"]) == "a, b og c"


@pytest.mark.parametrize("text", ["", "4.7", "1 23", "12 34", "4,", ",5", "fire", "1,2,3", "--1", "1 0000"])
def test_no_number_is_refused(text: str) -> None:
    """What `number` would never write in Norwegian is no Norwegian number."""
    with pytest.raises(ValueError):  # noqa: PT011 - the text is the message
        NORWEGIAN.parse_number(text)


@pytest.mark.parametrize(
    "text", ["1 018 671,5", "1\u00a0018\u00a0671,5", "1\u202f018\u202f671,5", "1018671,5", " +1018671,5 "]
)
def test_number_with_any_space_is_read(text: str) -> None:
    """People type ordinary spaces, programs write no-break ones."""
    assert NORWEGIAN.parse_number(text) == Decimal("1018671.5")


@given(languages, numbers, decimals)
def test_format_then_parse_gives_the_rounded_value(tongue: Language, number: Decimal, places: int) -> None:
    """Nothing but rounding happens to a number on its way to text and back."""
    assert tongue.parse_number(tongue.number(number, places)) == round_half_up(number, places)


@given(numbers, decimals)
def test_rounding_is_symmetric(number: Decimal, places: int) -> None:
    """A fall rounds like the rise of the same size."""
    assert round_half_up(-number, places) == -round_half_up(number, places)


def test_nothing_is_not_negative() -> None:
    """What rounds to zero from below is zero, not minus zero."""
    assert str(round_half_up(Decimal("-0.04"), 1)) == "0.0"


@given(st.integers(-(10**9), 10**9), decimals)
def test_rounding_takes_the_half_away_from_zero(unit: int, places: int) -> None:
    """Exactly half a unit always counts as a whole one."""
    half = Decimal(unit).scaleb(-places) + Decimal("0.5").scaleb(-places)
    expected = Decimal(unit + 1 if half > 0 else unit).scaleb(-places)
    assert round_half_up(half, places) == expected


def test_the_alphabet_is_the_language_s_own() -> None:
    """«å» ends the Norwegian one, and stands before «ä» and «ö» in Swedish; accents do not count, capitals neither."""
    words = ["ål", "Öl", "zoo", "æra", "ära", "øl", "Alm", "épée", "10", "elv"]
    assert language("nb").alphabetical(words) == ["10", "Alm", "elv", "épée", "zoo", "ära", "æra", "Öl", "øl", "ål"]
    assert language("sv").alphabetical(words) == ["10", "Alm", "elv", "épée", "zoo", "ål", "ära", "æra", "Öl", "øl"]
    assert language("en").alphabetical(["ål", "b", "A"]) == ["A", "ål", "b"]


def test_a_language_knows_its_name_in_every_other() -> None:
    """As it stands alone, and within a sentence."""
    assert [language(code).own_name for code in LANGUAGES] == ["Norsk bokmål", "Norsk nynorsk", "Svenska", "English"]
    assert language("nn").name_in("en") == "Norwegian Nynorsk"
    assert language("en").name_in("sv") == "engelska"


def test_a_new_language_is_a_code_and_a_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Finnish, with a catalogue of number words and the alphabet: nothing else is written for it."""
    folder = tmp_path / "fi" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = Catalog(locale="fi")
    catalogue.add(
        NUMBER_WORDS, "nolla yksi kaksi kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän kymmenen yksitoista"
    )
    catalogue.add("abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxyzåäö")
    with (folder / "fokusrapport.mo").open("wb") as file:
        write_mo(file, catalogue)
    monkeypatch.setattr(i18n, "LOCALE_DIR", tmp_path)
    with pytest.raises(KeyError):
        Language("fi")
    monkeypatch.setattr(i18n, "LANGUAGES", (*LANGUAGES, "fi", "se"))
    finnish = Language("fi")
    assert (finnish.tag, finnish.own_name) == ("fi-FI", "Suomi")
    assert finnish.number(Decimal("1234.5"), 1) == "1\u00a0234,5"
    assert finnish.percent(Decimal("93.6"), 1) == "93,6\u00a0%"
    assert finnish.words(3) == "kolme"
    assert finnish.date(dt.date(2025, 3, 9)) == "9. maaliskuuta 2025"
    assert finnish.join(["a", "b", "c"]) == "a, b ja c"
    assert finnish.alphabetical(["öljy", "ääni", "zoo"]) == ["zoo", "ääni", "öljy"]
    assert Language("se").tag == "se-NO"
