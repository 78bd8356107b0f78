"""What a notebook cell says about itself: where it stands, its tags, its `#|` options, the edition it belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nbformat import NotebookNode
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from fokusrapport.errors import Fault
from fokusrapport.i18n import LANGUAGES, _

METADATA_KEY = "fokusrapport"
_OPTION = re.compile(r"^#\|\s?(.*)$")
TEXT_OPTIONS = ("fig-cap", "fig-alt", "tbl-cap")
KNOWN_OPTIONS = ("label", *TEXT_OPTIONS, "echo")


@dataclass(frozen=True)
class CellPlace:
    """A cell as a person finds it: notebook, number counted from 1 in the notebook on disk, first line."""

    notebook: str
    number: int
    first_line: str

    @classmethod
    def of(cls, notebook: str, position: int, cell: NotebookNode) -> CellPlace:
        """The place of a cell; a number kept from the notebook on disk wins over the position (from 0)."""
        number = cell.metadata.get(METADATA_KEY, {}).get("number", position + 1)
        lines = [line for line in cell.source.splitlines() if line.strip() and not line.startswith("#|")]
        return cls(notebook, number, lines[0].strip()[:80] if lines else "")

    def fault(self, what: str, allowed: str = "", nearest: str = "") -> Fault:
        """A fault at this cell."""
        place = _("cell {number}").format(number=self.number)
        if self.first_line:
            place += f" («{self.first_line}»)"
        return Fault(self.notebook, place=place, what=what, allowed=allowed, nearest=nearest)


@dataclass(frozen=True)
class CellOptions:
    """The `#|` lines at the top of a code cell, as Quarto reads them.

    `empty` names those that stand there without a text: not the same as not standing there. `foreign` tells the
    language of those that are in another than the report's.
    """

    label: str = ""
    figure_caption: str = ""
    figure_alt: str = ""
    table_caption: str = ""
    echo: bool = False
    empty: tuple[str, ...] = ()
    faults: tuple[str, ...] = field(default=())
    foreign: Mapping[str, str] = field(default_factory=dict)


def tags_of(cell: NotebookNode) -> tuple[str, ...]:
    """The cell's tags."""
    return tuple(cell.metadata.get("tags", ()))


def languages_of(tags: tuple[str, ...]) -> tuple[str, ...]:
    """The languages among a cell's `only:` tags."""
    names = (tag.removeprefix("only:") for tag in tags if tag.startswith("only:"))
    return tuple(name for name in names if name in LANGUAGES)


def option_lines(source: str) -> tuple[str, str]:
    """The `#|` lines at the top of a cell (without the mark), and the rest of the source."""
    lines = source.splitlines()
    count = 0
    while count < len(lines) and _OPTION.match(lines[count]):
        count += 1
    options = [match.group(1) for line in lines[:count] if (match := _OPTION.match(line))]
    return "\n".join(options), "\n".join(lines[count:])


def read_options(source: str, code: str = "", original: str = "") -> CellOptions:
    """The `#|` options of a code cell; what cannot be read is told in `faults`.

    `code` is the report's language, and `original` the one that plain texts are in where it is another. A caption or
    alternative text may be given in several languages: `#| fig-cap: {nb: …, nn: …}`.
    """
    head, _rest = option_lines(source)
    if not head:
        return CellOptions()
    try:
        options: Any = YAML(typ="safe", pure=True).load(head)
    except YAMLError:
        return CellOptions(
            faults=(_("The lines that begin with #| cannot be read as YAML; a text with «: » in it stands in quotes."),)
        )
    if not isinstance(options, dict):
        return CellOptions(faults=(_("The lines that begin with #| must look like «#| label: fig-…»."),))
    unknown = [_("Unknown option «{name}».").format(name=name) for name in options if name not in KNOWN_OPTIONS]
    unknown += [fault for name, text in options.items() if (fault := _strange_languages(str(name), text))]
    languages = {str(name): _language_shown(text, code, original) for name, text in options.items()}
    texts = {str(name): _text(text, languages[str(name)]) for name, text in options.items()}
    return CellOptions(
        label=texts.get("label", ""),
        figure_caption=texts.get("fig-cap", ""),
        figure_alt=texts.get("fig-alt", ""),
        table_caption=texts.get("tbl-cap", ""),
        echo=options.get("echo") is True,
        empty=tuple(name for name, text in texts.items() if not text),
        faults=tuple(unknown),
        foreign={name: own for name, own in languages.items() if own not in ("", code) and name in TEXT_OPTIONS},
    )


def _language_shown(given: object, code: str, original: str) -> str:
    """The language a text is shown in: its own, the report's, or the one that stands in."""
    if not isinstance(given, dict):
        return original
    return next((own for own in (code, original) if own in given), str(next(iter(given), "")))


def _text(given: object, code: str) -> str:
    chosen = given.get(code) if isinstance(given, dict) else given
    return "" if chosen is None else str(chosen).strip()


def _strange_languages(name: str, given: object) -> str:
    """What is wrong with a text in several languages; nothing with a plain one."""
    if not isinstance(given, dict):
        return ""
    if name in KNOWN_OPTIONS and name not in TEXT_OPTIONS:
        return _("«{name}» is the same in every language; it is one text.").format(name=name)
    strange = [str(code) for code in given if code not in LANGUAGES]
    what = _("«{name}» has a text in «{code}», which is no language of a report ({known}).")
    return what.format(name=name, code=strange[0], known=", ".join(LANGUAGES)) if strange else ""


def belongs(tags: tuple[str, ...], municipality: str, year: int, language: str) -> bool:
    """Whether a cell belongs to the edition: every `only:` tag of it must match.

    `only:kristiansund` matches the municipality, `only:2015` the year, `only:kristiansund/2015` both,
    `only:nn` the written standard.
    """
    names = {municipality, str(year), f"{municipality}/{year}", language}
    return all(tag.removeprefix("only:") in names for tag in tags if tag.startswith("only:"))
