"""The gates on finished files: each is read back and compared with the chapter it was made from."""

from __future__ import annotations

from fokusrapport.pipeline.readback_html import check_html
from fokusrapport.pipeline.readback_pdf import check_pdf

__all__ = ["check_html", "check_pdf"]
