from __future__ import annotations

from pathlib import Path

from fokusrapport.blocks import SourceFile
from fokusrapport.checking import Options, check_edition
from tests.project import EDITION, write_project


def test_a_plan_says_where_every_data_file_comes_from(tmp_path: Path) -> None:
    """Under the name that values carry, as `sources.yaml` tells it."""
    checked = check_edition(write_project(tmp_path), EDITION, Options())
    assert checked.plan.request.sources == (
        SourceFile(
            file="data/testvik/resultater.csv",
            name="Oppdiktet",
            period="2023–2024",
            owner="Testvik kommune",
            licence="Ingen",
        ),
    )
