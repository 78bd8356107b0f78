from __future__ import annotations

from fokusrapport.errors import Fault
from fokusrapport.pipeline.control.checked import checked_files
from tests.pipeline.control.conftest import FILES


def test_every_file_is_told_of_once() -> None:
    """By kind; what is made after the checks is not among those checked."""
    found = {checked.kind: checked.names for checked in checked_files(FILES, ())}
    assert found == {
        "html": ("areas/innledning.html", "index.html"),
        "pdf": ("fokusomrade-brukere.pdf",),
        "csv": ("data/tbl-malekort.csv",),
        "json": ("data/datapackage.json",),
    }


def test_no_fault_is_lost() -> None:
    """One in a file stands with its kind; one that is about no file of the report has a kind of its own."""
    own, other = Fault("index.html", what="A"), Fault("notebooks/nav.ipynb", what="B")
    found = {checked.kind: checked.faults for checked in checked_files(FILES, (own, other))}
    assert found == {"html": (own,), "pdf": (), "csv": (), "json": (), "other": (other,)}
