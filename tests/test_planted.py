"""An error planted at any stage between data and reader is caught, with its place."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fokusrapport.blocks import Area, Chapter, Paragraph, ShownValue, Value
from fokusrapport.pipeline.found import store_of
from fokusrapport.pipeline.html import render_html
from fokusrapport.pipeline.pdf import compile_typst, render_pdf
from fokusrapport.pipeline.readback import check_html, check_pdf, read_back
from fokusrapport.pipeline.typst_source import typst_source
from tests.planted import chapter, chapter_of, csv_files, notebooks, page, pdf, planted, proved

NBSP = "\u00a0"


def test_nothing_is_wrong_where_nothing_is_planted() -> None:
    """Every value is proved by the data, and found in the page and in the PDF."""
    files = {"index.html": page().encode(), "fokusomrade-brukere.pdf": pdf(), **csv_files()}
    read = read_back(chapter(), files)
    assert proved(chapter()) == []
    assert [problem for problem in read.problems if "leads to the file" not in problem.what] == []
    assert read.found == read.values == sum(len(area.values) for area in store_of(chapter())) > 40
    assert {(area.values, area.values, area.values) for area in read.areas} == {
        (area.in_html, area.in_pdf, area.in_both) for area in read.areas
    }
    assert read.told == f"{read.values} of {read.values} values found in HTML and PDF"


# --- the executed notebook ------------------------------------------------------------------------------------------

IN_NOTEBOOK = {
    "number of a cell, text only": ("nav", '"text": "5,2"', '"text": "5,3"', "tbl-nav, row 2, column 3"),
    "exact number": ("nav", '"exact": "5.2"', '"exact": "5.3"', "tbl-nav, row 2, column 3"),
    "change": ("nav", '"text": "+0,2"', '"text": "−0,2"', "tbl-nav, row 1, column 4"),
    "stored inline value": ("nav", '"text": "4,7"', '"text": "4,6"', "Tilfredsheten økte fra 4,6"),
    "verb": ("nav", '"text": "økte"', '"text": "gikk ned"', "Tilfredsheten gikk ned"),
    "size of a move": ("nav", "økte med 0,4", "økte med 0,5", "Det andre økte med 0,5"),
    "year compared with": ("nav", '"text": "2014"', '"text": "2013"', "i 2013 til"),
    "the edition's year": ("nav", '"text/plain": "2015"', '"text/plain": "2016"', "i 2016."),
    "year of a value": ("nav", '"year": 2014', '"year": 2013', "Tilfredsheten"),
    "file hash": ("nav", '"sha256": "', '"sha256": "0', "Tilfredsheten"),
    "row": ("nav", '"row": ', '"row": 9', "Tilfredsheten"),
    "key": ("nav", '"key": "', '"key": "x', "Tilfredsheten"),
    "indicator": ("nav", '"indicator": "nav-tilfredshet"', '"indicator": "nav-veileder-lyttet"', "Tilfredsheten"),
    "kind": ("nav", '"kind": "verdict"', '"kind": "text"', "Tilfredsheten"),
    "unit": ("barnehage", '"unit": "%"', '"unit": "poeng"', "Dekningen"),
    "unit as displayed": ("barnehage", f"91,5{NBSP}%", f"91,5{NBSP}poeng", "Dekningen"),
    "verdict": ("barnehage", '"text": "under kravet"', '"text": "over kravet"', "Det er over kravet"),
    "status word": ("barnehage", '"word": "under kravet"', '"word": "ønsket"', "tbl-malekort-barnehage, row 1"),
    "status": ("barnehage", '"kind": "unclassified"', '"kind": "met"', "tbl-malekort-barnehage, row 1"),
    "better or worse": ("barnehage", "(dårligere)", "(bedre)", "tbl-malekort-barnehage, row 1"),
    "requirement in a sentence": ("barnehage", '"kind": "requirement"', '"kind": "verdict"', "Det er under kravet"),
    "column head": ("barnehage", '"title": "Resultat 2015"', '"title": "Resultat 2016"', "tbl-malekort-barnehage"),
    "head of a plain table": ("nav", '"title": "2014"', '"title": "2013"', "tbl-nav, row 1, column 2"),
    "count in words": ("barnehage", '"text": "to"', '"text": "tre"', "Målekortet har tre rader"),
    "another area's value": ("nav", '"area": "nav"', '"area": "barnehage"', "Tilfredsheten"),
}


@pytest.mark.parametrize("error", IN_NOTEBOOK, ids=list(IN_NOTEBOOK))
def test_planted_in_an_executed_notebook(error: str) -> None:
    """Whatever of a block or an inline value is not what the data say is told at its place."""
    area, old, new, place = IN_NOTEBOOK[error]
    faults = proved(chapter_of(planted(notebooks(), area, old, new)))
    assert [fault for fault in faults if fault.file == f"notebooks/{area}.ipynb" and place in fault.place], faults


def test_what_should_stand_there_is_told() -> None:
    """A fault names area, place, what stands there and what the data say."""
    (fault,) = proved(chapter_of(planted(notebooks(), "nav", '"text": "4,7"', '"text": "4,6"')))[:1]
    assert fault.place.startswith("«NAV», the sentence «Tilfredsheten økte fra 4,6 i 2014")
    assert (fault.what, fault.allowed) == ("«4,6» is not what the data say.", "«4,7»")


def _digits(area: str) -> list[int]:
    """Where in a notebook's JSON the digits of displayed texts and exact numbers stand."""
    text = json.dumps(notebooks()[area], ensure_ascii=False)
    values = re.finditer(r'"(?:text|exact)": "([^"]*\d[^"]*)", "(?:kind|unit)"', text)
    return [match.start(1) + at for match in values for at, sign in enumerate(match[1]) if sign.isdigit()]


@given(st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_any_digit_of_any_value_in_a_notebook(data: st.DataObject) -> None:
    """One digit of one value is another one: caught, whichever it is."""
    area = data.draw(st.sampled_from(["nav", "barnehage"]))
    text = json.dumps(notebooks()[area], ensure_ascii=False)
    at = data.draw(st.sampled_from(_digits(area)))
    digit = data.draw(st.sampled_from([each for each in "0123456789" if each != text[at]]))
    assert proved(chapter_of(planted({**notebooks()}, area, text, text[:at] + digit + text[at + 1 :])))


# --- the page -------------------------------------------------------------------------------------------------------

IN_PAGE = {
    "number of a sentence": (">4,7</a></data> i", ">4,6</a></data> i", "«NAV»"),
    "exact number": ('fra <data value="4.7">', 'fra <data value="4.6">', "«NAV»: «Tilfredsheten"),
    "number of a cell": (">4,9</a></data></span></td>", ">4,8</a></data></span></td>", ""),
    "year": (">2014</a></data> til", ">2013</a></data> til", "«NAV»"),
    "head of a column": ('scope="col" class="end">2014<', 'scope="col" class="end">2013<', "«NAV»: The number «2013»"),
    "unit": (f"91,5{NBSP}%</a></data>. Det", f"91,5{NBSP}poeng</a></data>. Det", "«Barnehage»"),
    "status word": ('status-word">under kravet', 'status-word">ønsket', "row 1, column"),
    "name of an area": ('barnehage-title">Barnehage', 'barnehage-title">Grunnskole', "be headed «Barnehage»"),
    "value no longer marked": ('<data value="91.5">', '<span class="x">', "marked"),
    "loose number": ("<p>Tilfredsheten", "<p>17 av Tilfredsheten", "«NAV»: The number «17» can be read there"),
    "value of another area": (
        "<p>Tilfredsheten",
        f'<p><data value="91.5">91,5{NBSP}%</data> Tilfredsheten',
        "«NAV»: The number «91,5» can be read there, but belongs elsewhere",
    ),
}


@pytest.mark.parametrize("error", IN_PAGE, ids=list(IN_PAGE))
def test_planted_in_the_page(error: str) -> None:
    """What a reader of the page would see wrongly is told with the area it stands in."""
    old, new, told = IN_PAGE[error]
    assert old in page()
    problems = check_html(page().replace(old, new, 1), chapter())
    assert [problem for problem in problems if told in problem], problems


@given(st.data())
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_any_digit_of_any_value_in_the_page(data: st.DataObject) -> None:
    """One digit of one marked value is another one: caught, and the value is not counted as found."""
    marked = re.finditer(r"<data value=\"[^\"]*\">(?:<a [^>]*>)?([^<]*\d[^<]*)<", page())
    places = [match.start(1) + at for match in marked for at, sign in enumerate(match[1]) if sign.isdigit()]
    at = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from([each for each in "0123456789" if each != page()[at]]))
    read = read_back(chapter(), {"index.html": (page()[:at] + digit + page()[at + 1 :]).encode()})
    assert read.problems
    assert sum(area.in_html for area in read.areas) < read.values


# --- the PDF --------------------------------------------------------------------------------------------------------

IN_PDF = {
    "number of a sentence": ('"text": "4,7"', '"text": "4,6"', "«NAV»"),
    "number of a cell": ('"text": "4,9"', '"text": "4,8"', ""),
    "year": ('"text": "2014"', '"text": "2013"', "«NAV»"),
    "unit": ("91,5\\u00a0%", "91,5\\u00a0poeng", ""),
    "status word": ('"word": "under kravet"', '"word": "over kravet"', "The status «under kravet» should stand there"),
    "name of an area": ('"title": "Barnehage"', '"title": "Grunnskole"', "be headed «Barnehage»"),
    "head of a column": ('"title": "2014"', '"title": "2013"', "«NAV»: The number «2013» can be read there"),
}


def compiled(source: str) -> bytes:
    """Typst source as PDF."""
    return compile_typst(source, dt.datetime(2015, 12, 31, tzinfo=dt.UTC))


_DIGIT = r"(?<!\\u)(?<!\\u0)(?<!\\u00)\d"  # and not one of an escaped letter
_HEAD, _FOOT = "#let chapter = json(bytes(", "))"


def _data() -> str:
    """The chapter's JSON in the Typst source."""
    head, _template = typst_source(chapter()).split("\n", 1)
    return json.dumps(json.loads(json.loads(head.removeprefix(_HEAD).removesuffix(_FOOT))))


def _source_of(data: str) -> str:
    """The Typst source with this JSON."""
    _head, template = typst_source(chapter()).split("\n", 1)
    return f"{_HEAD}{json.dumps(data)}{_FOOT}\n{template}"


@pytest.mark.parametrize("error", IN_PDF, ids=list(IN_PDF))
def test_planted_in_the_source_of_the_pdf(error: str) -> None:
    """What a reader of the PDF would see wrongly is told with the area it stands in."""
    old, new, told = IN_PDF[error]
    assert old in _data()
    problems = check_pdf(compiled(_source_of(_data().replace(old, new, 1))), chapter())
    assert [problem for problem in problems if told in problem and "«" in problem], problems


@given(st.data())
@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow])
def test_any_digit_of_any_value_in_the_pdf(data: st.DataObject) -> None:
    """One digit of one value in the PDF's source is another one: caught, and the value is not counted as found."""
    json_text = _data()
    texts = re.finditer(r'"value": \{"text": "([^"]*)"\}', json_text)
    places = [match.start(1) + digit.start() for match in texts for digit in re.finditer(_DIGIT, match[1])]
    at = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from([each for each in "0123456789" if each != json_text[at]]))
    changed = compiled(_source_of(json_text[:at] + digit + json_text[at + 1 :]))
    read = read_back(chapter(), {"fokusomrade-brukere.pdf": changed})
    assert [problem for problem in read.problems if problem.what.startswith("«")]
    assert sum(area.in_pdf for area in read.areas) < read.values


# --- sections -------------------------------------------------------------------------------------------------------


def _swapped() -> Chapter:
    """The chapter with the contents of two areas under each other's names."""
    areas = {area.id: area for area in chapter().areas}
    nav, kindergarten = areas["nav"], areas["barnehage"]
    swapped = {
        "nav": nav.model_copy(update={"blocks": kindergarten.blocks, "footnotes": kindergarten.footnotes}),
        "barnehage": kindergarten.model_copy(update={"blocks": nav.blocks, "footnotes": nav.footnotes}),
    }
    return chapter().model_copy(update={"areas": tuple(swapped.get(area.id, area) for area in chapter().areas)})


def test_a_section_swapped_between_areas() -> None:
    """In the notebooks, in the page and in the PDF: both areas are told, and the values of neither are found."""
    swapped = _swapped()
    told_of = {fault.file for fault in proved(swapped)}
    assert (
        {"notebooks/nav.ipynb", "notebooks/barnehage.ipynb"}
        <= told_of
        <= {
            "notebooks/nav.ipynb",
            "notebooks/barnehage.ipynb",
            "notebooks/indikatorer.ipynb",  # the cards say where each indicator is shown
        }
    )
    files = {"index.html": render_html(swapped).encode(), "fokusomrade-brukere.pdf": render_pdf(swapped)}
    read = read_back(chapter(), files)
    for name in files:
        told = [problem.what for problem in read.problems if problem.file == name]
        assert [what for what in told if what.startswith("«NAV»: The number «91,5» can be read there")]
        assert [what for what in told if what.startswith("«Barnehage»: The number «4,9» can be read there")]
    found = {area.area: (area.in_html, area.in_pdf) for area in read.areas}
    assert found["barnehage"] == (0, 0)


def test_a_value_of_another_area_in_the_pdf() -> None:
    """It is right in itself, but not there."""
    (own,) = (area for area in chapter().areas if area.id == "barnehage")
    value = ShownValue(value=Value(text=f"7{NBSP}654", exact="7654"))
    more = own.model_copy(update={"blocks": (*own.blocks, Paragraph(children=(value,)))})
    areas: tuple[Area, ...] = tuple(more if area is own else area for area in chapter().areas)
    problems = check_pdf(render_pdf(chapter().model_copy(update={"areas": areas})), chapter())
    assert "«Barnehage»: The number «654» can be read there, but belongs elsewhere or nowhere." in problems


# --- data files -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (b";4,9;", b";4,8;", "Row 1, column 3: should be «4.9», but is «4,8»."),
        (b"2014", b"2013", "Row 0, column 2: should be «2014», but is «2013»."),
        (b"\r\n", b"\r\nNy;1;2;3;4\r\n", "There should be 3 rows of 5 cells under the heads"),
        (b"\xef\xbb\xbf", b"", "does not begin with the mark of UTF-8"),
    ],
)
def test_planted_in_a_data_file(old: bytes, new: bytes, told: str) -> None:
    """A cell, a head, a row, the mark of UTF-8."""
    files = csv_files()
    name = "data/tbl-nav.csv"
    assert old in files[name]
    problems = read_back(chapter(), {**files, name: files[name].replace(old, new, 1)}).problems
    assert [problem for problem in problems if problem.file == name and told in problem.what], problems


def test_a_data_file_lost_or_loose() -> None:
    """One that no table asks for, and one that is not there."""
    files = csv_files()
    moved = {("data/x.csv" if name == "data/tbl-nav.csv" else name): content for name, content in files.items()}
    problems = {problem.file: problem.what for problem in read_back(chapter(), moved).problems}
    assert problems == {
        "data/tbl-nav.csv": "The data file is not there.",
        "data/x.csv": "The data file belongs to no table.",
    }
