from __future__ import annotations

from fokusrapport.pipeline.opendata.files import data_files
from fokusrapport.pipeline.opendata.sheets import sheets_of
from tests.pipeline.opendata.sources import CHAPTER, chapter_of


def test_everything_that_others_reckon_with() -> None:
    """A file a table and figure, what describes them, and the workbook."""
    front = CHAPTER.front.model_copy(update={"language": "en"})
    chapter = CHAPTER.model_copy(update={"front": front})
    assert sorted(data_files(chapter, sheets_of(chapter))) == [
        "data/data-dictionary.csv",
        "data/datapackage.json",
        "data/fig-alt.csv",
        "data/tbl-elever.csv",
        "fokusomrade-brukere.xlsx",
    ]


def test_a_chapter_without_tables_has_no_data() -> None:
    """Not an empty workbook."""
    assert data_files(chapter_of(), ()) == {}
