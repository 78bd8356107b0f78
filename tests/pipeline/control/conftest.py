"""What the tests of the control page share: the facts of a faulty report, made from the sample chapter."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import nbformat
import pytest

from fokusrapport.blocks import Status, plain
from fokusrapport.errors import Fault
from fokusrapport.pipeline.control.counted import FoundAgain, TypedNumber
from fokusrapport.pipeline.control.facts import Facts, Report, facts_of
from fokusrapport.pipeline.execute import Executed, Run
from fokusrapport.pipeline.stages import Document
from fokusrapport.subject import AreaResults, Counted, DataFile, SubjectFacts, Unanswered, Unexplained
from tests.sample import sample_chapter

FILES = {
    "index.html": b"1",
    "areas/innledning.html": b"2",
    "fokusomrade-brukere.pdf": b"3",
    "data/tbl-malekort.csv": b"4",
    "data/datapackage.json": b"{}",
    "tilgjengelighet.html": b"5",
    "manifest.json": b"{}",
}
FINGERPRINT = "0123456789abcdef" * 4


def _executed(area: str, **more: Any) -> Executed:  # noqa: ANN401 - any field
    notebook = nbformat.v4.new_notebook()
    return Executed(Run(area, f"notebooks/{area}.ipynb", notebook, {}, {}), notebook, (), 1.0, **more)


def _counts(*numbers: int) -> tuple[Counted, ...]:
    words = ("ønsket", "akseptabelt", "uakseptabelt", "ikke vurdert", "ikke målt", "skjermet")
    kinds = ("met", "accepted", "unmet", "unclassified", "missing", "missing")
    return tuple(
        Counted(kind, word, number)  # type: ignore[arg-type] # one of the kinds
        for kind, word, number in zip(kinds, words, numbers, strict=True)
    )


SUBJECT = SubjectFacts(
    areas=(
        AreaResults("innledning", _counts(4, 2, 1, 0, 3, 0), 2),
        AreaResults("servicetorg", _counts(0, 0, 0, 0, 0, 0), 0),
    ),
    unexplained=(
        Unexplained(
            "innledning",
            plain("Ventetid"),
            "42 dager",
            Status(kind="unmet", word="uakseptabelt"),
            "tbl-malekort",
            stops=True,
        ),
        Unexplained(
            "servicetorg", plain("Svartid"), "9", Status(kind="unclassified", word="under kravet"), "borte", stops=False
        ),
    ),
    files=(
        DataFile(
            "data/l/nye.csv", "Målinger", "Økonomi", "2023–2025", covers=True, delivered=dt.date(2026, 3, 3), used=True
        ),
        DataFile(
            "data/l/gamle.csv",
            "Gamle målinger",
            "Arkivet",
            "2019",
            covers=False,
            delivered=dt.date(2025, 12, 30),
            used=True,
        ),
        DataFile(
            "data/l/uten.csv", "Uten år", "Arkivet", "fire siste kvartaler", covers=None, delivered=None, used=True
        ),
        DataFile("data/l/ubrukt.csv", "Ubrukt", "Arkivet", "2025", covers=True, delivered=None, used=False),
    ),
    unanswered=(Unanswered("servicetorg", 2),),
)


def faulty_report() -> Report:
    """A draft with one of everything that can be wrong."""
    missing = Fault("notebooks/nav.ipynb", place="celle 3", what="NameError: antall")
    warning = Fault("notebooks/servicetorg.ipynb", what="The heading «Om tallene» has nothing under it.")
    return Report(
        place=Path("/x/reports/lillevik/2025.utkast"),
        executed=(
            _executed("innledning", fingerprint=FINGERPRINT, reason="resultater.csv er endret"),
            _executed("servicetorg", fingerprint=FINGERPRINT[::-1], reason="første gang", reused=True),
            _executed("nav"),
        ),
        document=Document(sample_chapter(), (missing,), (warning,)),
        files=FILES,
        problems=(Fault("areas/innledning.html", what="The heading «A» skips a level."),),
        warned=(Fault("params/lillevik/2025/innledning.yaml", what="Ingen har forklart «ventetid»."),),
        excerpt=True,
        subject=SUBJECT,
        found=(FoundAgain("innledning", 40, 40, 38, 38), FoundAgain("servicetorg", 9, 9, 9, 9)),
        typed=(
            TypedNumber("innledning", "celle 2", "11 av 14 krav", "12", excused="Tallet gjelder hele landet."),
            TypedNumber("servicetorg", "celle 5", "420", "418", contradicts=True),
            TypedNumber("servicetorg", "celle 6", "35 %", "35 %"),
        ),
    )


def good_report() -> Report:
    """A whole draft without anything to tell of it, by a build that counts nothing."""
    chapter = sample_chapter()
    whole = tuple(area.model_copy(update={"complete": True}) for area in chapter.areas)
    document = Document(chapter.model_copy(update={"areas": whole}), (), ())
    executed = tuple(_executed(area.id) for area in chapter.areas)
    return Report(Path("/x/reports/lillevik/2025"), executed, document, FILES, ())


@pytest.fixture
def faulty() -> Facts:
    """The facts of the faulty report."""
    return facts_of(faulty_report())


@pytest.fixture
def good() -> Facts:
    """The facts of the report without faults."""
    return facts_of(good_report())
