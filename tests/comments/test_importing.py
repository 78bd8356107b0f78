from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from fokusrapport.comments.importing import keep, read_pdf_comments, read_saved_comments
from fokusrapport.comments.model import Annotation, Place
from fokusrapport.comments.store import Store
from fokusrapport.comments.texts import texts_of
from fokusrapport.errors import InputRefused
from fokusrapport.pipeline.pdf import render_pdf
from tests.comments.reports import SCOPE, TEXTS, annotated, boxes_of, chapter, quads, remark
from tests.project import contents

BY_POPPLER = Path(__file__).with_name("poppler.pdf")
"""Annotated by poppler 22.12, the library that Okular and Evince write with: see `docs/comments.md`."""


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """The made-up report as PDF."""
    return render_pdf(chapter())


def read(path: Path) -> list[Annotation]:
    """The remarks of a PDF of the made-up report."""
    return read_pdf_comments(path, TEXTS, SCOPE, "ukjent")[0]


def told(one: Annotation) -> tuple[str, str, str, str]:
    """Area, cell, words and text of a comment."""
    assert isinstance(one.target, Place)
    return one.target.area, one.target.cell, one.target.quote.exact if one.target.quote else "", one.text


def test_a_pdf_annotated_by_another_program() -> None:
    """Words broken over two lines, words struck out, and a note beside a line: each at its place in its notebook."""
    said = read(BY_POPPLER)
    assert [told(one) for one in said] == [
        ("skole", "skole-2", "verdt å videreføre, men etterlyser", "Hvem mener dette?"),
        ("skole", "skole-1", "flest sier at", ""),
        ("bad", "bad-2", TEXTS["bad"][2].text.strip(), "Kan vi ha et bilde her?"),
    ]
    assert [one.motivation for one in said] == ["commenting", "editing", "commenting"]
    assert {one.creator.name for one in said} == {"Åse Ærlig"}


def highlight(pdf: bytes, words: str, text: str, **more: object) -> tuple[int, dict[str, object]]:
    """A highlight of words with a note, as Acrobat writes it."""
    page, rects = boxes_of(pdf, words)
    return page, {
        "Subtype": pikepdf.Name.Highlight,
        "Rect": pikepdf.Array(rects[0]),
        "QuadPoints": quads(rects),
        "Contents": pikepdf.String(text),
        "T": pikepdf.String("Kari"),
        "CreationDate": pikepdf.String("D:20250309101500+01'00'"),
        **more,
    }


def test_answers_and_settled_ones(pdf: bytes, tmp_path: Path) -> None:
    """Answers hang on their comment, and one that a reader has marked as completed is settled."""
    first = highlight(pdf, "leksehjelpordning", "Hva koster den?")
    page = first[0]
    note = {"Subtype": pikepdf.Name.Text, "Rect": pikepdf.Array([0, 0, 9, 9]), "T": pikepdf.String("Ola"), "IRT": 0}
    answer = (page, {**note, "Contents": pikepdf.String("To millioner.\rMinst.")})
    state = {"State": pikepdf.String("Completed"), "StateModel": pikepdf.String("Review")}
    path = annotated(pdf, tmp_path / "a.pdf", [first, answer, (page, {**note, **state})])
    store = Store(tmp_path, "testvik/2024")
    assert keep(store, read(path), "a.pdf").new == 3
    [thread] = store.of("skole")
    assert thread.comment.created.isoformat() == "2025-03-09T09:15:00+00:00"
    assert [(one.creator.name, one.text) for one in thread.answers] == [
        ("Ola", "To millioner.\nMinst."),
        ("Ola", "resolved"),
    ]
    assert thread.state == "resolved"


def test_twice_adds_nothing_twice(pdf: bytes, tmp_path: Path) -> None:
    """A file taken in again adds only what was written in it since."""
    notes = [highlight(pdf, "leksehjelpordning", "Hva koster den?")]
    store = Store(tmp_path, "testvik/2024")
    keep(store, read(annotated(pdf, tmp_path / "a.pdf", notes)), "a.pdf")
    before = contents(store.folder)
    again = keep(store, read(annotated(pdf, tmp_path / "a.pdf", notes)), "a.pdf")
    assert (again.new, again.known) == (0, 1)
    assert contents(store.folder) == before
    notes.append(highlight(pdf, "Garderobene", "Bra."))
    again = keep(store, read(annotated(pdf, tmp_path / "b.pdf", notes)), "b.pdf")
    assert (again.new, again.known) == (1, 1)


def test_words_that_are_gone_are_kept_with_their_area(pdf: bytes, tmp_path: Path) -> None:
    """A comment on a sentence that has been taken out is kept, without a cell, in the area the page is of."""
    path = annotated(pdf, tmp_path / "a.pdf", [highlight(pdf, "Garderobene får dårligst tilbakemelding", "Hvorfor?")])
    prose: dict[str, tuple[str, ...]] = {
        "skole": ("Skolene er stengt.",),
        "bad": ("Badet holdt åpent hele sommeren, og besøket økte mest.",),
    }
    said, unplaced, _drawings = read_pdf_comments(path, texts_of(chapter(prose)), SCOPE, "ukjent")
    assert unplaced == 1
    assert told(said[0]) == ("bad", "", "Garderobene får dårligst tilbakemelding", "Hvorfor?")


def test_without_words_names_or_dates(pdf: bytes, tmp_path: Path) -> None:
    """A mark without a text is a remark, a drawing without one is counted, links and windows are neither."""
    page, keys = highlight(pdf, "leksehjelpordning", "")
    bare = {name: keys[name] for name in ("Subtype", "Rect", "QuadPoints")}
    rect = pikepdf.Array([10, 10, 20, 20])
    others: list[tuple[int, dict[str, object]]] = [
        (page, {"Subtype": pikepdf.Name(f"/{kind}"), "Rect": rect}) for kind in ("Ink", "Popup", "Link")
    ]
    said, _unplaced, drawings = read_pdf_comments(
        annotated(pdf, tmp_path / "a.pdf", [(page, bare), *others]), TEXTS, SCOPE, "ukjent"
    )
    assert [(one.motivation, one.creator.name, one.body) for one in said] == [("highlighting", "ukjent", None)]
    assert drawings == 1
    again, _unplaced, _drawings = read_pdf_comments(tmp_path / "a.pdf", TEXTS, SCOPE, "unknown")
    assert [one.id for one in again] == [one.id for one in said]  # the name given for nobody is no part of it


@pytest.mark.parametrize("content", [b"%PDF-1.7 nothing", b""])
def test_no_pdf_is_refused(tmp_path: Path, content: bytes) -> None:
    """A file that is no PDF is told as such."""
    (tmp_path / "x.pdf").write_bytes(content)
    with pytest.raises(InputRefused) as refused:
        read(tmp_path / "x.pdf")
    assert refused.value.faults[0].file == "x.pdf"


def test_what_the_page_has_saved(tmp_path: Path) -> None:
    """A saved file gives its scope and remarks; every fault in it is told with the number of the comment."""
    path = tmp_path / "kommentarer.json"
    good = remark("Elevene").model_dump_json()
    path.write_text(f'{{"type": "AnnotationPage", "partOf": "{SCOPE}", "items": [{good}]}}', "utf-8")
    assert read_saved_comments(path) == (SCOPE, [remark("Elevene")])
    path.write_text(f'{{"type": "AnnotationPage", "partOf": "{SCOPE}", "items": [{good}, {{}}, 3]}}', "utf-8")
    with pytest.raises(InputRefused) as refused:
        read_saved_comments(path)
    assert {fault.place.split()[-1] for fault in refused.value.faults} == {"2", "3"}
    path.write_text("[]", "utf-8")
    with pytest.raises(InputRefused):
        read_saved_comments(path)
