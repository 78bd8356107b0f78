"""Links between the files of a report: each leads to a file that is there."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping
from urllib.parse import unquote, urlsplit

from lxml import html

from fokusrapport.errors import Fault
from fokusrapport.i18n import _

_WITHIN = "//a[not(@hreflang)]/@href"


def lost_files(files: Mapping[str, bytes], known: Collection[str]) -> list[Fault]:
    """A fault for every link of a page that leads to a file which is not among the `known` ones.

    Links to other languages lead out of these files; they are held together by `alternates.alternate_faults`.
    """
    return [
        Fault(page, what=_("A link leads to the file «{name}», which is not there.").format(name=name))
        for page in sorted(files)
        if page.endswith(".html")
        for name in _linked(page, files[page])
        if name not in known
    ]


def _linked(page: str, content: bytes) -> list[str]:
    """The files that a page links to, by their names in the report's folder."""
    addresses = [urlsplit(str(href)) for href in html.document_fromstring(content).xpath(_WITHIN)]
    paths = [unquote(address.path) for address in addresses if not address.scheme and address.path]
    return sorted({posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) for path in paths})
