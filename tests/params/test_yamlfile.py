from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from fokusrapport.errors import Fault
from fokusrapport.params.models import Edition, Indicator, Municipality, Plan
from fokusrapport.params.yamlfile import load_model
from fokusrapport.params.yamltree import read_yaml

EDITION = "title: Brukere\ndate: 2020-12-31\nresult_years: [2019, 2020]\nareas: [{area: skole}]\n"


def faults_of(tmp_path: Path, text: str | bytes, model: type[Edition | Indicator | Municipality | Plan]) -> list[Fault]:
    """What is wrong with a file of this text."""
    path = tmp_path / "file.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_model(path, tmp_path, model)[1]


def test_a_right_file_becomes_a_model_with_lines(tmp_path: Path) -> None:
    """Dates are dates, lists become tuples, and each place knows its line."""
    path = tmp_path / "params" / "2020.yaml"
    path.parent.mkdir()
    path.write_text("# a comment\n" + EDITION, encoding="utf-8-sig")
    located, faults = load_model(path, tmp_path, Edition)
    assert faults == []
    assert located is not None
    assert located.model.date == dt.date(2020, 12, 31)
    assert located.model.result_years == (2019, 2020)
    assert located.file == "params/2020.yaml"
    assert [located.line("title"), located.line("areas", 0, "area"), located.line("areas", 7)] == [2, 5, 5]


def test_yaml_is_version_1_2(tmp_path: Path) -> None:
    """`no` is a text, `010` is ten, and parameters may be of every simple kind."""
    path = tmp_path / "file.yaml"
    path.write_text(EDITION + "parameters: {a: no, b: 010, c: 1.5, d: true, e: [1, 2], f: [a]}\n", encoding="utf-8")
    located, faults = load_model(path, tmp_path, Edition)
    assert faults == []
    assert located is not None
    assert located.model.parameters == {"a": "no", "b": 10, "c": 1.5, "d": True, "e": [1, 2], "f": ["a"]}


@pytest.mark.parametrize(
    ("text", "line", "what", "allowed", "nearest"),
    [
        ("titel: x\n", 5, "Unknown key «titel»", "areas, checks_in_order, date, kind", "title"),
        ("kind: årsraport\n", 5, "«årsraport» cannot stand at «kind»", "årsrapport, årsberetning", "årsrapport"),
        ("title: y\n", 5, "The key «title» stands twice; it stands on line 1 already", "", ""),
        ("language: dk\n", 5, "«dk» cannot stand at «language»", "nb, nn, sv, en", ""),
        ("parameters: {a: {b: 1}}\n", 5, "A group of keys cannot stand at «a»", "text, a number, true or false", ""),
        ("parameters: {a: ~}\n", 5, "«a» stands without a value", "text, a number", ""),
        ("parameters:\n  a: &x 1\n  b: *x\n", 7, "YAML aliases («*name») are not used here", "written out", ""),
        ("parameters: {a: !secret x}\n", 5, "«!secret» is not used here", "the plain value", ""),
        ("parameters: {a: 2015-13-40}\n", 5, "«2015-13-40» looks like a date", "a date as 2015-12-31", ""),
    ],
)
def test_what_does_not_fit_is_named_with_line_and_way_out(  # noqa: PLR0913, PLR0917 - one parameter a column of the table
    tmp_path: Path, text: str, line: int, what: str, allowed: str, nearest: str
) -> None:
    """One fault, at the line of the key, saying what is wrong, what is allowed and the nearest guess."""
    (fault,) = faults_of(tmp_path, EDITION + text, Edition)
    assert (fault.file, fault.line, fault.nearest) == ("file.yaml", line, nearest)
    assert fault.what.startswith(what)
    assert allowed in fault.allowed


@pytest.mark.parametrize(
    ("old", "new", "line", "what", "allowed"),
    [
        (
            "2020-12-31",
            '"2020-12-31"',
            2,
            "«2020-12-31» cannot stand at «date»",
            "a date as 2015-12-31, without quotes",
        ),
        ("2019", '"2019"', 3, "«2019» cannot stand at «result_years, item 1»", "a whole number from 1990 to 2100"),
        ("2019", "1066", 3, "1066 cannot stand at «result_years, item 1»", "a whole number from 1990 to 2100"),
        ("area: skole", "area: Min skole", 4, "«Min skole» cannot stand", "small letters, digits"),
        ("title: Brukere\n", "", 1, "The key «title» is missing", "text"),
        ("title: Brukere", "title: 2020", 1, "2020 cannot stand at «title»", "in quotes if it looks like a number"),
        ("[{area: skole}]", "skole", 4, "«skole» cannot stand at «areas»", "a list of"),
        ("{area: skole}", "skole", 4, "«skole» cannot stand at «areas, item 1»", "keys with values: area, parameters"),
    ],
)
def test_a_wrong_value_is_told_in_plain_words(  # noqa: PLR0913, PLR0917 - one parameter a column of the table
    tmp_path: Path, old: str, new: str, line: int, what: str, allowed: str
) -> None:
    """Types are told in words an adviser knows, with the line of the value."""
    (fault,) = faults_of(tmp_path, EDITION.replace(old, new, 1), Edition)
    assert fault.line == line
    assert fault.what.startswith(what)
    assert allowed in fault.allowed


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("title: x\n\tdate: y\n", 2, "A tab stands where only spaces"),
        ("title: x\nareas: [a,\ndate: x\n", 2, "A list or a row of keys is not closed"),
        ("title: a: b\n", 1, "A colon and a space stand inside a text"),
        ("\ntitle: 'a\n", 2, "A quotation mark is not closed"),
        ("title: *a\n", 1, "A text begins with «*»"),
        ("title: @a\n", 1, "A text begins with a sign that means something else"),
        ("areas:\n  - a\n title: b\n", 3, "The line is moved in differently"),
        ("title: x\ndate\n", 3, "The line has no colon"),
        ("a: 1\n---\nb: 2\n", 2, "The file holds «---»"),
        ("", 1, "The file is empty"),
        ("title: x\ndate: \x07\n", 2, "The file holds the control character"),
        ("title: ås\n".encode("latin-1"), 1, "The file is not UTF-8: the byte 0xE5"),
        ("title: ås\n".encode("utf-16"), 1, "The file is written in UTF-16"),
    ],
)
def test_a_file_that_is_no_yaml_is_told_in_plain_words(tmp_path: Path, text: str | bytes, line: int, what: str) -> None:
    """Syntax errors and wrong encodings give one fault with the line, and no word of a parser."""
    (fault,) = faults_of(tmp_path, text, Edition)
    assert fault.line == line
    assert fault.what.startswith(what)


def test_a_comma_in_braces_is_explained(tmp_path: Path) -> None:
    """The trap of a text with a comma inside {…} is told as what it is."""
    (fault,) = faults_of(tmp_path, "id: a\ntext: {nb: Hei, du}\n", Plan)
    assert (fault.line, fault.what) == (2, "A comma inside {…} begins a new key, here «du».")


def test_an_unknown_language_is_told_with_those_there_are(tmp_path: Path) -> None:
    """The keys of a label are languages."""
    (fault,) = faults_of(tmp_path, "id: a\ntext: {no: Hei}\n", Plan)
    assert (fault.line, fault.what, fault.allowed) == (2, "Unknown key «no».", "nb, nn, sv, en")


def test_rules_of_several_keys_are_told_in_their_own_words(tmp_path: Path) -> None:
    """A requirement is either one text or bands, and the message says so where the requirement begins."""
    text = "id: a\nlabel: {nb: A}\nscale: percent\ndirection: higher\nrequirements:\n  - {from: 2015}\n"
    (fault,) = faults_of(tmp_path, text, Indicator)
    assert fault == Fault(
        "file.yaml", 6, what="requirements, item 1 is not accepted.", allowed="exactly one of «text» and «bands»"
    )


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    """No file, no traceback."""
    located, faults = load_model(tmp_path / "2020.yaml", tmp_path, Edition)
    assert located is None
    assert faults == [Fault("2020.yaml", what="The file does not exist.")]


KEYS = st.text("abcæøå_-", min_size=1, max_size=6)
VALUES = st.recursive(
    st.one_of(
        st.booleans(), st.integers(-(10**6), 10**6), st.none(), st.dates(), st.text("aåÆ :#-'\"\n1.", max_size=8)
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
def test_what_was_written_is_what_is_read(tmp_path_factory: pytest.TempPathFactory, value: dict[str, object]) -> None:
    """Any tree of simple values survives being written as YAML and read back."""
    path = tmp_path_factory.getbasetemp() / "tree.yaml"
    with path.open("wb") as file:
        YAML().dump(value, file)
    tree, faults = read_yaml(path, path.parent)
    assert faults == []
    assert tree is not None
    assert tree.value == value
