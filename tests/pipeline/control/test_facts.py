from __future__ import annotations

import json
from dataclasses import replace

from fokusrapport.pipeline.control.facts import Facts, facts_of
from fokusrapport.pipeline.manifest import sha256
from tests.pipeline.control.conftest import FILES, faulty_report


def test_the_facts_are_about_this_report(faulty: Facts) -> None:
    """Its folder, and the hash of its manifest: another manifest gives another page."""
    assert (faulty.folder, faulty.manifest) == ("2025.utkast", sha256(FILES["manifest.json"]))
    other = replace(faulty_report(), files={**FILES, "manifest.json": json.dumps({"a": 1}).encode()})
    assert facts_of(other).manifest != faulty.manifest


def test_warnings_of_before_and_of_the_notebooks_belong_to_areas(faulty: Facts) -> None:
    """By the name of the notebook or of the file with what is tracked; an area of a like name gets none of them."""
    assert len(faulty.warnings) == 2
    assert [len(faulty.about(faulty.warnings, area)) for area in ("innledning", "servicetorg", "servicetor")] == [
        1,
        1,
        0,
    ]


def test_only_places_that_are_there_can_be_linked_to(faulty: Facts) -> None:
    """Files of the report, and areas, headings and tables of its page."""
    assert "2025.utkast/fokusomrade-brukere.pdf" in faulty.links
    assert {"2025.utkast/index.html#nav", "2025.utkast/index.html#tbl-malekort"} <= faulty.links
    assert "2025.utkast/index.html#borte" not in faulty.links
