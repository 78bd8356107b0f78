"""The search that the tests of withheld numbers rest on finds a planted one in every kind of file."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from pathlib import Path

import pikepdf
import pytest

from tests.leaks import leaks


def _zipped(name: str, content: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return held.getvalue()


def _pdf(text: str) -> bytes:
    """A page with text in a compressed stream."""
    held = io.BytesIO()
    with pikepdf.new() as document:
        page = document.add_blank_page()
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = document.make_stream(f"BT /F1 12 Tf 9 9 Td ({text}) Tj ET".encode())
        document.save(held, compress_streams=True)
    return held.getvalue()


PLANTED = {
    "page.html": b"<td>12&nbsp;343</td>",
    "table.csv": "a;12\u00a0343;b".encode(),
    "manifest.json": json.dumps({"text": "12\u202f343"}).encode(),
    "book.xlsx": _zipped("xl/worksheets/sheet1.xml", "<c><v>12343</v></c>"),
    "text.docx": _zipped("word/document.xml", "<w:t>alt 12.343</w:t>"),
    "page.pdf": _pdf("av 12 343 saker"),
    "run.ipynb": json.dumps({"data": base64.b64encode(b"x" * 60 + b" 12343 ").decode()}).encode(),
    "old.txt": "12343".encode("utf-16-le"),
    "row.txt": b"2024 12 343 11",
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_number_is_found(tmp_path: Path, name: str) -> None:
    """However its digits are set apart, and whatever it is wrapped in."""
    (tmp_path / name).write_bytes(PLANTED[name])
    assert leaks([tmp_path], ["12343", "99999"]).keys() == {"12343"}


@pytest.mark.parametrize("text", ["a12343", "123430", "912 3430", "12343f", "12;343"])
def test_what_is_part_of_something_else_is_not(tmp_path: Path, text: str) -> None:
    """A longer number, a checksum and two cells side by side are none."""
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert leaks([tmp_path], ["12343"]) == {}
