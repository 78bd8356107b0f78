"""The gates on finished files: each is read back and compared with the chapter it was made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from fokusrapport.blocks import Chapter
from fokusrapport.pipeline.readback_docx import check_docx
from fokusrapport.pipeline.readback_html import check_html
from fokusrapport.pipeline.readback_pdf import check_pdf
from fokusrapport.pipeline.readback_xlsx import check_xlsx

__all__ = ["check_docx", "check_file", "check_html", "check_pdf", "check_xlsx"]

_CHECKS: Mapping[str, Callable[[bytes, Chapter], list[str]]] = {
    ".html": lambda content, chapter: check_html(content.decode(), chapter),
    ".pdf": check_pdf,
    ".docx": check_docx,
    ".xlsx": check_xlsx,
}


def check_file(name: str, content: bytes, shown: Chapter) -> list[str]:
    """What is wrong with a file that shows this chapter; nothing for a good one, or one without a gate."""
    check = _CHECKS.get(PurePosixPath(name).suffix)
    return check(content, shown) if check else []
