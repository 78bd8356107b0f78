"""Changes put into finished files, as a mistake or a person would: one place, and all else as it was."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import pikepdf

from fokusrapport.pipeline.pdf_structure import elements_below

Drawn = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage


def replaced(content: bytes, old: str, new: str, *, nth: int = 1) -> bytes:
    """The content with the nth `old` replaced; it must be there."""
    parts = content.split(old.encode())
    assert len(parts) > nth, old
    return old.encode().join(parts[:nth]) + new.encode() + old.encode().join(parts[nth:])


def in_archive(content: bytes, part: str, old: str, new: str) -> bytes:
    """A workbook or Word document with the first `old` replaced in one of its parts."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(changed, "w") as target:
        for entry in archive.infolist():
            held = archive.read(entry)
            target.writestr(entry, replaced(held, old, new) if entry.filename == part else held)
    return changed.getvalue()


def in_pdf_cell(content: bytes) -> bytes:
    """A PDF whose first table cell that is no header is drawn with its first two letters the other way round."""
    changed = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        cells = (one for one in elements_below(document.Root.StructTreeRoot.K) if one.S == "/TD")
        mark, page = next(
            (int(inner.K[0]), inner.Pg) for cell in cells for inner in elements_below(cell) if "/Pg" in inner
        )
        drawn = list(pikepdf.parse_content_stream(page))
        start = next(
            n for n, one in enumerate(drawn) if str(one.operator) == "BDC" and one.operands[1].get("/MCID") == mark
        )
        place = next(n for n in range(start, len(drawn)) if str(drawn[n].operator) in ("Tj", "TJ"))
        page.Contents = document.make_stream(pikepdf.unparse_content_stream(_swapped(drawn, place)))
        document.save(changed, deterministic_id=True)
    return changed.getvalue()


def _swapped(drawn: Sequence[Drawn], place: int) -> list[Drawn]:
    (operand,) = drawn[place].operands
    parts = (
        [one for one in operand if isinstance(one, pikepdf.String)] if isinstance(operand, pikepdf.Array) else [operand]
    )
    text = b"".join(map(bytes, parts))
    swapped = pikepdf.String(text[2:4] + text[:2] + text[4:])  # two bytes a letter
    return [*drawn[:place], pikepdf.ContentStreamInstruction([swapped], pikepdf.Operator("Tj")), *drawn[place + 1 :]]
