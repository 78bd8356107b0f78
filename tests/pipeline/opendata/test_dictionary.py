from __future__ import annotations

from fokusrapport.i18n import language
from fokusrapport.pipeline.opendata.dictionary import dictionary
from fokusrapport.pipeline.opendata.sheets import sheets_of
from tests.pipeline.opendata.sources import CHAPTER, chapter_of


def test_every_column_of_every_file_is_told() -> None:
    """What it holds, in which unit, and each source, address, owner and licence behind its table once."""
    told = dictionary(sheets_of(CHAPTER), language("en"))
    assert told.rows[1] == (
        *("tbl-elever.csv", "Tabell 1 Elevenes svar", "2025", "number", "poeng"),
        *("Elevundersøkelsen; Egen telling", "https://example.org/", "2025; 2024–2025", "Udir; X", "NLOD 2.0"),
    )
    assert [row[:4] for row in told.rows[2:]] == [
        ("tbl-elever.csv", "Tabell 1 Elevenes svar", "Enhet", "text"),
        ("fig-alt.csv", "Figur 1 Tilfredshet i tre år, skala 1–6. Høyere er bedre.", "År", "number"),
        ("fig-alt.csv", "Figur 1 Tilfredshet i tre år, skala 1–6. Høyere er bedre.", "Poeng", "number"),
    ]


def test_no_tables_no_rows() -> None:
    """The titles stand there all the same."""
    told = dictionary(sheets_of(chapter_of()), language("en"))
    assert (told.rows, told.columns[0].title) == ((), "File")
