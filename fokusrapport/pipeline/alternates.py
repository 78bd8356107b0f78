"""The same page in the other languages of an edition: where each lies, and what it is called.

The main language's files lie in the report's folder, those of the others in a folder of their own below it, under the
same names: `index.html`, `nn/index.html`, `en/index.html`.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from lxml import html
from lxml.html import HtmlElement

from fokusrapport.blocks import FrontMatter
from fokusrapport.errors import Fault
from fokusrapport.i18n import _, language


@dataclass(frozen=True)
class Alternate:
    """A page in one language, as seen from the same page in another; `name` is what the language calls itself."""

    code: str
    href: str
    name: str
    current: bool


def folder_of(front: FrontMatter) -> str:
    """The folder of a language's files below that of the report: empty for the main language, else «nn/»."""
    return "" if front.language == front.main_language else f"{front.language}/"


def alternates(front: FrontMatter, page: str) -> tuple[Alternate, ...]:
    """A page of a language's report in all languages, its own too; none where there is only one."""
    depth = len(PurePosixPath(folder_of(front) + page).parts) - 1
    return tuple(
        Alternate(
            code=code,
            href="../" * depth + folder_of(front.model_copy(update={"language": code})) + page,
            name=language(code).own_name,
            current=code == front.language,
        )
        for code in front.languages
    )


def alternate_faults(files: Mapping[str, bytes], codes: tuple[str, ...]) -> Iterator[Fault]:
    """What is wrong with how the pages of a whole edition name each other: each names all, and those name it.

    `files` are all of the edition's, and `codes` its languages. The head says it to programs, the switch to readers.
    """
    read = {name: html.document_fromstring(data.decode()) for name, data in files.items() if name.endswith(".html")}
    heads = {page: _named(page, root, "/html/head/link[@rel='alternate']") for page, root in read.items()}
    for page, root in sorted(read.items()):
        found, own = heads[page], str(root.get("lang"))
        if sorted(found) != sorted(codes) or found.get(own) != page:
            what = _("The page does not name itself in every language: it names «{found}».")
            yield Fault(page, what=what.format(found=", ".join(found)))
        if _named(page, root, "//a[@hreflang]") != {code: other for code, other in found.items() if code != own}:
            yield Fault(page, what=_("The switch between languages does not lead where the head of the page says."))
        for code, other in found.items():
            if other not in read or read[other].get("lang") != code or heads[other].get(own) != page:
                what = _("The page in «{code}», {other}, is not there or does not lead back.")
                yield Fault(page, what=what.format(code=code, other=other))


def _named(page: str, root: HtmlElement, path: str) -> dict[str, str]:
    """The pages that links of a page lead to, by the languages these say."""
    return {
        link.get("hreflang"): posixpath.normpath(posixpath.join(posixpath.dirname(page), link.get("href")))
        for link in root.xpath(path)
    }
