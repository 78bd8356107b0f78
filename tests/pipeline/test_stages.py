from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from fokusrapport.blocks import (
    Area,
    Chapter,
    CrossReference,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Placeholder,
    Source,
    Table,
    Text,
    Value,
    plain,
)
from fokusrapport.blocktree import walk
from fokusrapport.errors import Fault, RenderFailed
from fokusrapport.pipeline.execute import Executed, Run
from fokusrapport.pipeline.notebook import EditionKey
from fokusrapport.pipeline.parts import make_document, make_parts
from fokusrapport.pipeline.plan import EditionPlan, EditionRequest
from fokusrapport.pipeline.stages import Document, Reading, excerpt, read_document
from tests.pipeline.opendata.sources import CHAPTER, OTHER, PUPILS, SCHOOL
from tests.project import bare, code, markdown
from tests.sample import sample_chapter

TABLE = "| a |\n|---|\n| b |\n\n: Tall {#tbl-a}"


def document(**areas: NotebookNode | Fault) -> Document:
    """What is read of executed notebooks; a fault stands for a notebook that raised."""
    executed = []
    for name, found in areas.items():
        notebook = bare(markdown(f"# {name}")) if isinstance(found, Fault) else found
        faults = (found,) if isinstance(found, Fault) else ()
        executed.append(Executed(Run(name, f"notebooks/{name}.ipynb", notebook, {}, {}), notebook, faults, 0.0))
    return read_document(planned(*(run.run for run in executed)), executed)


def planned(*runs: Run) -> EditionPlan:
    """An edition of these runs."""
    front, key = sample_chapter().front, EditionKey("testvik", 2024, "nb")
    return EditionPlan(EditionRequest("testvik/2024", Path(), Path("ut"), key, front, (), ()), runs)


def test_an_area_that_failed_is_a_placeholder() -> None:
    """The others stand; the document is not complete."""
    found = document(skole=bare(markdown("# Skole"), markdown("Bra.")), bad=Fault("notebooks/bad.ipynb", what="Galt."))
    skole, bad = found.chapter.areas
    assert skole.complete
    (paragraph,) = skole.blocks
    assert paragraph == Paragraph(children=plain("Bra."), cell=paragraph.cell)
    assert (bad.title, bad.complete, type(bad.blocks[0])) == ("bad", False, Placeholder)
    assert found.faults == (Fault("notebooks/bad.ipynb", what="Galt."),)
    assert not found.complete


@pytest.mark.parametrize(
    ("first", "title"),
    [("# Skole og *SFO*", "Skole og SFO"), ("Ingen tittel", "skole"), ("# År {eval}`year`", "skole")],
)
def test_an_area_whose_kernel_died_has_its_own_title(first: str, title: str) -> None:
    """Where its first Markdown cell says one that needs no computing; else the file's name."""
    notebook = bare(code("x = 1"), markdown(first), markdown("# Annet"))
    run = Run("skole", "notebooks/skole.ipynb", notebook, {}, {})
    fault = Fault("notebooks/skole.ipynb", what="Kernel died.")
    found = read_document(planned(run), [Executed(run, None, (fault,), 0.0)])
    assert [(area.title, area.complete) for area in found.chapter.areas] == [(title, False)]
    assert found.faults == (fault,)


def test_an_area_with_a_bad_reference_is_a_placeholder_too() -> None:
    """And the numbers of the rest are those without it."""
    bad = bare(markdown("# Bad"), markdown(TABLE), markdown("@tbl-x"))
    skole = bare(markdown("# Skole"), markdown(TABLE.replace("tbl-a", "tbl-b")))
    found = document(bad=bad, skole=skole)
    assert [(fault.file, fault.place) for fault in found.faults] == [("notebooks/bad.ipynb", "cell 3 («@tbl-x»)")]
    assert [area.complete for area in found.chapter.areas] == [False, True]
    assert [node.number for node in walk(found.chapter.areas) if isinstance(node, Table)] == [1]


def test_a_character_that_no_font_has_costs_only_its_area() -> None:
    """A fault with notebook and text; the rest is rendered, and the placeholder's title does without it."""
    found = document(
        skole=bare(markdown("# Skole"), markdown("Bra.")), bad=bare(markdown("# Bad 😀"), markdown("Se 漢."))
    )
    assert [(fault.file, fault.place) for fault in found.faults] == [
        ("notebooks/bad.ipynb", "«Bad 😀»"),
        ("notebooks/bad.ipynb", "«Se 漢.»"),
    ]
    assert [(area.title, area.complete) for area in found.chapter.areas] == [("Skole", True), ("Bad", False)]
    assert "areas/bad.pdf" in make_parts(found.chapter, ["bad"]).files


def test_what_cannot_be_rendered_hides_no_fault() -> None:
    """The cover's title ends the build; what is wrong in a notebook is told all the same."""
    found = document(bad=Fault("notebooks/bad.ipynb", what="Galt."))
    front = found.chapter.front.model_copy(update={"title": "漢"})
    with pytest.raises(RenderFailed, match="漢") as raised:
        make_document(replace(found, chapter=found.chapter.model_copy(update={"front": front})), ["bad"])
    assert raised.value.faults == (Fault("notebooks/bad.ipynb", what="Galt."),)


def test_warnings_name_their_notebook() -> None:
    """What a notebook wrote to standard error, and what the edition leaves empty."""
    cell = nbformat.v4.new_code_cell("x", outputs=[nbformat.v4.new_output("stream", name="stderr", text="Obs")])
    warnings = document(skole=bare(markdown("# Skole"), cell)).warnings
    assert tuple(map(str, warnings)) == (
        "notebooks/skole.ipynb: Obs",
        "notebooks/skole.ipynb: «Skole» has a title and nothing else in this edition.",
    )


def test_an_excerpt_keeps_its_numbers() -> None:
    """References to what is not on the page become plain words."""
    found = document(
        skole=bare(markdown("# Skole"), markdown(TABLE)),
        bad=bare(markdown("# Bad"), markdown("Se @tbl-a og @tbl-b."), markdown(TABLE.replace("tbl-a", "tbl-b"))),
    )
    page = excerpt(found.chapter, "bad")
    assert [area.id for area in page.areas] == ["bad"]
    assert [node.number for node in walk(page.areas) if isinstance(node, Table)] == [2]
    assert [node.label for node in walk(page.areas) if isinstance(node, CrossReference)] == ["tbl-b"]
    assert Text(text="tabell 1") in list(walk(page.areas))


def test_an_excerpt_has_its_own_sources_only() -> None:
    """A file that only another area read from is not behind the figures of this one."""
    other = Area(id="bad", title="Bad", blocks=(PUPILS.model_copy(update={"rows": PUPILS.rows[1:]}),))
    chapter = CHAPTER.model_copy(update={"areas": (*CHAPTER.areas, other)})
    assert excerpt(chapter, "skole").sources == (SCHOOL, OTHER)
    assert excerpt(chapter, "bad").sources == (OTHER,)


def test_a_document_knows_the_files_its_values_came_from() -> None:
    """Of all the edition's files, those that were read from."""
    read = Value(text="4,3", sources=(Source(file=SCHOOL.file, row=2, key="", sha256=""),))
    shown = KeyFigures(items=(KeyFigure(label="Trivsel", value=read),))._repr_mimebundle_()
    cell = nbformat.v4.new_code_cell("x", outputs=[nbformat.v4.new_output("display_data", data=shown)])
    run = Run("skole", "notebooks/skole.ipynb", bare(markdown("# Skole"), cell), {}, {})
    plan = planned(run)
    plan = replace(plan, request=replace(plan.request, sources=(OTHER, SCHOOL)))
    document = read_document(plan, [Executed(run, run.notebook, (), 0.0)])
    assert document.faults == ()
    assert document.chapter.sources == (SCHOOL,)


def test_every_file_of_a_report() -> None:
    """The chapter and each area as page and PDF, the chapter as a Word document, and the tables where there are any."""
    area = Area(id="skole", title="Skole", blocks=(Paragraph(children=plain("Bra.")),))
    files = make_parts(Chapter(front=sample_chapter().front, areas=(area,)), ["skole"]).files
    assert sorted(files) == [
        "areas/skole.html",
        "areas/skole.pdf",
        "fokusomrade-brukere.docx",
        "fokusomrade-brukere.pdf",
        "index.html",
    ]


def test_what_is_read_meanwhile_is_what_is_read_at_last() -> None:
    """A notebook that was read while others ran is not read again; another one in its place is, and counts."""
    run = Run("skole", "notebooks/skole.ipynb", bare(markdown("# Skole\n\nTekst.")), {}, {})
    executed = Executed(run, run.notebook, (), 0.0)
    with Reading(planned(run)) as reading:
        reading.begin(executed)
        area = reading.area(executed)
        assert reading.area(executed) is area
        other = replace(executed, notebook=bare(markdown("# Annet\n\nTekst.")))
        assert reading.area(other).area.title == "Annet"
    assert area.area.title == "Skole"
