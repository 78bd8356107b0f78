from __future__ import annotations

from fokusrapport.pipeline.column_widths import column_weight, lines_of, longest, longest_word


def test_a_column_of_much_text_gets_more() -> None:
    """Up to a point: a very long text does not push the others off the page."""
    assert column_weight(["4,5"]) < column_weight(["4,5", "en setning med ord"]) < column_weight(["uakseptabelt"])
    assert column_weight(["ord " * 20]) == column_weight(["ord " * 200])


def test_what_must_not_be_parted_is_one_word() -> None:
    """A no-break space holds number and unit together in the column too."""
    assert longest_word(["34,9\u00a0poeng", "to ord"]) == 10
    assert longest(["34,9", "to ord"]) == 6


def test_a_table_is_as_high_as_its_highest_cells() -> None:
    """Rows and the lines in them count; a short text beside a long one does not."""
    names, short = ["Navn", "en", "to"], ["Tall", "1", "2"]
    long = ["Merknad", "ord " * 60, "ord"]
    assert lines_of([names, short]) < lines_of([names, short, long])
    assert lines_of([names * 20, short * 20]) > 15 * lines_of([names, short])
