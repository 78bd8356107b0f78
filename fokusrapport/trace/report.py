"""A published report as `trace` reads it: the values its manifest lists, and the words around their places."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from lxml import html
from pydantic import ValidationError

from fokusrapport.errors import InputRefused
from fokusrapport.i18n import _
from fokusrapport.valuestore import Shown


@dataclass(frozen=True)
class PublishedReport:
    """A report in its folder; `values` are those it shows, in reading order."""

    folder: Path
    state: str
    values: tuple[Shown, ...]

    def named(self, anchor: str) -> str:
        """What stands at a place of the page: the title of an area, the words of a heading; else the place's name."""
        return self._texts.get(f"{anchor}-title") or self._texts.get(f"{anchor}-text") or anchor

    def table(self, label: str) -> TableWords | None:
        """The words of a table, or of the one with a figure's numbers, by its label."""
        found = self._page.xpath("//table[@id=$label] | //figure[@id=$label]", label=label) if self._has_page else []
        return TableWords(found[0]) if found else None

    @property
    def _has_page(self) -> bool:
        return (self.folder / "index.html").is_file()

    @cached_property
    def _page(self) -> Any:  # noqa: ANN401 - lxml has no types
        return html.parse(str(self.folder / "index.html"), html.HTMLParser(encoding="utf-8")).getroot()

    @cached_property
    def _texts(self) -> Mapping[str, str]:
        spans = self._page.xpath("//span[@id]") if self._has_page else []
        return {span.get("id"): _squeezed(span.text_content()) for span in spans}


@dataclass(frozen=True)
class TableWords:
    """A table or figure of the page."""

    element: Any

    @property
    def caption(self) -> str:
        """Number and caption."""
        [*found] = self.element.xpath("./caption | ./figcaption")
        return _squeezed(found[0].text_content()) if found else ""

    def row(self, number: int) -> str:
        """The head of a body row, counted from 1."""
        return self._first(f"(.//tbody/tr)[{number}]/th")

    def column(self, index: int) -> str:
        """The head of a column, counted from 0."""
        return self._first(f"(.//thead/tr)[1]/th[{index + 1}]")

    def _first(self, path: str) -> str:
        table = self.element
        if table.tag == "figure":  # its numbers stand in the fold-out after it
            table = next(iter(table.xpath("./following-sibling::*[1][self::details]//table")), table)
        found = table.xpath(path)
        return _squeezed(found[0].text_content()) if found else ""


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def published_report(reports: Path, edition: str) -> PublishedReport:
    """The report of an edition, or the draft beside it; raises InputRefused when neither has been built."""
    folder = reports / edition
    what = _("No report of «{edition}» has been built that lists its values.")
    for place in (folder, folder.with_name(f"{folder.name}.utkast")):
        manifest = _manifest(place)
        if "values" in manifest:
            try:
                values = tuple(Shown.model_validate(value) for value in manifest["values"])
                return PublishedReport(place, str(manifest["front"]["state"]), values)
            except (ValidationError, LookupError, TypeError):
                what = _("The list of values of «{edition}» was written by another version of the program.")
    raise InputRefused.because(what.format(edition=edition), allowed=f"python build.py {edition}")


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        content = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}
