"""What the files of a report are called; pages of a report link to each other and to its data by these names."""

from __future__ import annotations

from fokusrapport.i18n import Language

_STEM = "fokusomrade-brukere"
INDEX_NAME = "index.html"
STATEMENT_NAME = "tilgjengelighet.html"
PDF_NAME = f"{_STEM}.pdf"
DOCX_NAME = f"{_STEM}.docx"
XLSX_NAME = f"{_STEM}.xlsx"
PACKAGE_NAME = "data/datapackage.json"


def csv_name(label: str) -> str:
    """The file with the numbers of the table or figure with this label."""
    return f"data/{label}.csv"


def dictionary_name(words: Language) -> str:
    """The file that says what stands in the others, named in the report's language: `data/dataordbok.csv`."""
    name = words.gettext("data-dictionary")
    return f"data/{name}.csv"
