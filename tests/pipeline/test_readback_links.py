from __future__ import annotations

from fokusrapport.pipeline.readback_links import lost_files

PAGE = b'<html><body><a href="#here">1</a> <a href="../data/t.csv">2</a> <a href="https://x.no/y">3</a></body></html>'


def test_links_to_files_that_are_there_pass() -> None:
    """Places on the page and other sites are none of the report's files."""
    assert lost_files({"areas/a.html": PAGE}, {"data/t.csv"}) == []


def test_a_link_to_a_file_that_is_not_there_is_told() -> None:
    """The twin: the file has another name."""
    (fault,) = lost_files({"areas/a.html": PAGE, "data/u.csv": b""}, {"data/u.csv"})
    assert str(fault) == "areas/a.html: A link leads to the file «data/t.csv», which is not there."
