"""The last part of every report: where its figures came from."""

from __future__ import annotations

from pathlib import Path

import pytest

from fokusrapport.blocks import Heading, ListBlock, Table
from fokusrapport.blocktree import text_of
from fokusrapport.domain.edition import EditionData, open_edition
from fokusrapport.domain.sources_area import sources_area

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def edition() -> EditionData:
    """The real edition of 2015."""
    return open_edition(ROOT, "kristiansund/2015")


def test_only_the_files_behind_the_figures_shown_are_told(edition: EditionData) -> None:
    """A file that no shown figure was read from is no source of the report; each used one stands once."""
    used = "data/kristiansund/kontakt-2015.csv"
    area = sources_area(edition, [used, used])
    assert area is not None
    table = next(block for block in area.blocks if isinstance(block, Table))
    assert [text_of(row[-1].children) for row in table.rows] == ["kontakt-2015.csv"]


def test_what_is_uncertain_about_a_source_is_told(edition: EditionData) -> None:
    """The reservations of a used source are printed; a source without any adds no heading."""
    doubtful = sources_area(edition, ["data/kristiansund/kontakt-2015.csv"])
    certain = sources_area(edition, ["data/kristiansund/sentraladministrasjon-2015.csv"])
    assert doubtful is not None
    assert certain is not None
    assert any(isinstance(block, ListBlock) for block in doubtful.blocks)
    assert not any(isinstance(block, Heading | ListBlock) for block in certain.blocks)


def test_a_report_without_figures_has_no_sources(edition: EditionData) -> None:
    """Nothing read, nothing told."""
    assert sources_area(edition, []) is None
