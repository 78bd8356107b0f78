"""An entry is added to sources.yaml, and what stood there stands there still."""

from __future__ import annotations

import datetime as dt

import pytest

from fokusrapport.errors import FetchFailed
from fokusrapport.fetch.sources_file import with_entry


@pytest.mark.parametrize("style", ["  - file: a.csv\n", "- file: a.csv\n", "    -   file: a.csv\n"])
def test_an_entry_is_written_in_the_files_own_style(style: str) -> None:
    """Whatever indentation a municipality has, what stood there stands there to the byte."""
    rest = " " * (style.index("file")) + "table: rankings   # merknad\n"
    before = f"# først\nfiles:\n{style}{rest}".encode()
    after = with_entry(before, {"file": "b.csv", "period": "2024", "uncertain": ["a: b"]})
    assert after.startswith(before)
    assert b'"a: b"' in after


def test_an_empty_list_is_begun() -> None:
    """`files: []` becomes a list of one."""
    after = with_entry(b"# x\nfiles: []\n", {"file": "b.csv"}).decode()
    assert after.splitlines()[-1].strip() == "- file: b.csv"
    assert after.startswith("# x\n")


def test_line_ends_and_mark_are_kept() -> None:
    """A file written on Windows stays one."""
    before = b"\xef\xbb\xbffiles:\r\n  - file: a.csv\r\n"
    after = with_entry(before, {"file": "b.csv"})
    assert after.startswith(before)
    assert after.count(b"\n") == after.count(b"\r\n")


def test_what_the_entry_says_is_read_back() -> None:
    """Texts that look like numbers, dates or truth stay texts; a date stays a date."""
    entry = {"file": "b.csv", "period": "2024", "checksum": "123e45", "owner": "no", "delivered": dt.date(2026, 3, 17)}
    after = with_entry(b"files: []\n", entry).decode()
    assert 'period: "2024"' in after
    assert 'checksum: "123e45"' in after
    assert 'owner: "no"' in after
    assert "delivered: 2026-03-17" in after


@pytest.mark.parametrize("before", ["files: [{file: a.csv}]\n", "files:\n  - file: a.csv\nother: 1\n", "- x\n"])
def test_a_file_that_would_not_be_kept_is_refused(before: str) -> None:
    """A list in one line, or something after it: a person has to add the entry."""
    with pytest.raises(FetchFailed, match="cannot be written into sources"):
        with_entry(before.encode(), {"file": "b.csv"})
