from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from functools import cache

import pikepdf
import pytest

from fokusrapport.blocks import Chapter, Palette, ShownValue, Text
from fokusrapport.blocktree import transform
from fokusrapport.pipeline.filenames import DOCX_NAME, INDEX_NAME, PDF_NAME, STATEMENT_NAME, XLSX_NAME
from fokusrapport.pipeline.parts import make_parts
from fokusrapport.pipeline.stages import statement_page
from fokusrapport.pipeline.verify.difference import Difference
from fokusrapport.pipeline.verify.locate import locate
from tests.pipeline.verify.planting import in_archive, in_pdf_cell, replaced
from tests.sample import sample_chapter

TABLE = "table «Tabell 1 Målekort for fokusområde brukere», row 2, column «Resultat 2025»"
RESULTS = "under «Innledning › Resultater»"


@cache
def files() -> Mapping[str, bytes]:
    """The sample chapter as it was published."""
    chapter = sample_chapter()
    return {**make_parts(chapter, ["innledning"]).files, STATEMENT_NAME: statement_page(chapter, [])}


def changed(change: Callable[[object], object]) -> Mapping[str, bytes]:
    """The sample chapter with something in it changed, rendered anew."""
    chapter = sample_chapter()
    return make_parts(chapter.model_copy(update={"areas": transform(chapter.areas, change)}), ["innledning"]).files


def of_chapter(chapter: Chapter) -> Mapping[str, bytes]:
    """The whole of another chapter."""
    return make_parts(chapter, []).files


def found(name: str, new: Mapping[str, bytes]) -> Difference:
    """Where the file first differs from the published one."""
    assert files()[name] != new[name]
    return locate(name, files()[name], new[name])


def one_result(node: object) -> object:
    """A result in a table of 61,3 becomes 61,4."""
    if isinstance(node, ShownValue) and node.value.text == "61,3":
        return ShownValue(value=node.value.model_copy(update={"text": "61,4", "exact": "61.4"}))
    return node


def one_sentence(node: object) -> object:
    """A sentence in a box becomes another one."""
    if isinstance(node, Text) and node.text == "Eldre tall er regnet om.":
        return Text(text="Eldre tall er regnet om igjen.")
    return node


@cache
def with_other_result() -> Mapping[str, bytes]:
    """The chapter with one result changed."""
    return changed(one_result)


@cache
def with_other_sentence() -> Mapping[str, bytes]:
    """The chapter with one sentence changed."""
    return changed(one_sentence)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        (INDEX_NAME, f"{RESULTS}, {TABLE}"),
        (PDF_NAME, f"{RESULTS}, {TABLE}"),
        (DOCX_NAME, f"{RESULTS}, {TABLE}"),
        ("areas/innledning.html", f"under «Resultater», {TABLE}"),
        ("areas/innledning.pdf", f"under «Resultater», {TABLE}"),
        ("data/tbl-malekort.csv", "row 2, column «Resultat 2025»"),
        (XLSX_NAME, "sheet «Tabell 1 Målekort for», cell F6"),
    ],
)
def test_a_result_is_found_in_its_cell(name: str, place: str) -> None:
    """In each kind of file the table, the row and the column are told, with what stands there in both."""
    difference = found(name, with_other_result())
    assert (difference.file, difference.place) == (name, place)
    old, new = difference.published or "", difference.rebuilt or ""
    assert ("61,3" in old.replace(".", ","), "61,4" in new.replace(".", ",")) == (True, True)


@pytest.mark.parametrize("name", [INDEX_NAME, PDF_NAME, DOCX_NAME])
def test_a_sentence_is_found_under_its_heading(name: str) -> None:
    """With the sentence as it was and as it is."""
    difference = found(name, with_other_sentence())
    assert difference.place.startswith(f"{RESULTS}, paragraph")
    assert (difference.published, difference.rebuilt) == ("Eldre tall er regnet om.", "Eldre tall er regnet om igjen.")


@pytest.mark.parametrize("name", [INDEX_NAME, PDF_NAME, DOCX_NAME])
def test_a_heading_is_found_where_it_stands(name: str) -> None:
    """And not in the list of contents before it, which only repeats it."""

    def other_heading(node: object) -> object:
        return Text(text="Resultatene") if isinstance(node, Text) and node.text == "Resultater" else node

    difference = found(name, changed(other_heading))
    assert (difference.place, difference.published, difference.rebuilt) == (
        "under «Innledning», heading",
        "Resultater",
        "Resultatene",
    )


def test_what_was_put_in_has_no_counterpart() -> None:
    """A paragraph that only one file has is told as such, not as every paragraph after it having changed."""
    page = replaced(files()[INDEX_NAME], "<p>Målekortet er nytt", "<p>Satt inn.</p><p>Målekortet er nytt")
    difference = locate(INDEX_NAME, page, files()[INDEX_NAME])
    assert (difference.place, difference.published, difference.rebuilt) == (
        f"{RESULTS}, paragraph",
        "Satt inn.",
        None,
    )


@pytest.mark.parametrize(
    ("name", "place", "text"),
    [
        (INDEX_NAME, "<style>", "#0b4f6d"),
        (PDF_NAME, "page 1, drawing", "0.42745098"),
        (DOCX_NAME, "part word/document.xml of the archive, element", "0b4f6d"),
        (XLSX_NAME, "part xl/styles.xml of the archive, element", "0B4F6D"),
    ],
)
def test_what_no_reader_reads_is_found_underneath(name: str, place: str, text: str) -> None:
    """A colour: the text is the same, and what differs is told by element, page or part."""
    chapter = sample_chapter()
    front = chapter.front.model_copy(update={"palette": Palette(primary="#0b4f6d")})
    difference = found(name, of_chapter(chapter.model_copy(update={"front": front})))
    assert difference.place.startswith(place)
    assert text in (difference.rebuilt or "")


@pytest.mark.parametrize(
    ("name", "place"),
    [
        (PDF_NAME, "document information /CreationDate"),
        (DOCX_NAME, "part docProps/core.xml of the archive"),
        (XLSX_NAME, "part docProps/core.xml of the archive"),
        (INDEX_NAME, "<meta>"),
        ("data/datapackage.json", "created"),
    ],
)
def test_a_date_is_taken_for_a_clock(name: str, place: str) -> None:
    """Another date in what the file says of itself: the place, and that something looks at the clock."""
    chapter = sample_chapter()
    front = chapter.front.model_copy(update={"date": "2025-12-30"})
    difference = found(name, of_chapter(chapter.model_copy(update={"front": front})))
    assert difference.place.startswith(place)
    assert difference.cause.startswith("a date or a time of day")


def test_planted_in_finished_files() -> None:
    """A change made by hand in the very bytes is found as one made before rendering is."""
    page = replaced(files()[STATEMENT_NAME], "<h2", "<p>Ingen feil.</p><h2")
    assert locate(STATEMENT_NAME, page, files()[STATEMENT_NAME]).published == "Ingen feil."
    word = in_archive(files()[DOCX_NAME], "word/document.xml", "61,3", "63,1")
    assert locate(DOCX_NAME, word, files()[DOCX_NAME]).place == f"{RESULTS}, {TABLE}"
    pdf = locate(PDF_NAME, in_pdf_cell(files()[PDF_NAME]), files()[PDF_NAME])
    assert pdf.place.startswith(f"{RESULTS}, table «Tabell 1 Målekort for fokusområde brukere», row 1")
    assert sorted(pdf.published or "") == sorted(pdf.rebuilt or "")


def test_a_file_that_cannot_be_read_is_told_by_its_bytes() -> None:
    """A damaged file: that it is damaged, and from which byte on."""
    pdf = files()[PDF_NAME]
    difference = locate(PDF_NAME, b"tull", pdf)
    assert (difference.place, difference.published) == ("byte 1, line 1", "tull")
    assert difference.what == "the published file cannot be read as what its name says"
    assert locate("merke.png", b"abcd\nef", b"abcd\neg").place == "byte 7, line 2"


def test_an_id_of_a_pdf_is_found_last() -> None:
    """Two PDFs that only say that they are different ones differ in their trailer."""
    changed_id = io.BytesIO()
    with pikepdf.open(io.BytesIO(files()[PDF_NAME])) as document:
        document.save(changed_id)
    same_id = io.BytesIO()
    with pikepdf.open(io.BytesIO(files()[PDF_NAME])) as document:
        document.save(same_id, deterministic_id=True)
    assert locate(PDF_NAME, changed_id.getvalue(), same_id.getvalue()).place == "trailer"
