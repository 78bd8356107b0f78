"""Looks for numbers and words in everything a build leaves behind, whatever it is wrapped in."""

from __future__ import annotations

import base64
import binascii
import io
import re
import zipfile
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import pikepdf
import pypdfium2

_BETWEEN = re.compile(r"[\s.,\u00a0\u202f\u2009']|&nbsp;|&#160;|&#xa0;|&thinsp;|\\u00a0|\\u202f|\\xa0")
_RUN = re.compile(rf"(?<![0-9a-f])[0-9]+(?:(?:{_BETWEEN.pattern})[0-9]+)*(?![0-9a-f])")
_WRAPPED = re.compile(rb"[A-Za-z0-9+/]{60,}={0,2}")
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


def leaks(folders: Sequence[Path], secrets: Sequence[str]) -> dict[str, set[str]]:
    """Which of some secrets stand in which file below some folders; digits are found however they are set apart."""
    numbers = frozenset(secret for secret in secrets if secret.isdigit())
    words = [secret for secret in secrets if secret not in numbers]
    found: dict[str, set[str]] = {}
    for folder in folders:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            for place, content in _unwrapped(path.relative_to(folder.parent).as_posix(), path.read_bytes()):
                for encoding in _ENCODINGS:
                    text = content.decode(encoding, errors="replace")
                    for secret in (*_numbers_in(text, numbers), *(word for word in words if word in text)):
                        found.setdefault(secret, set()).add(place)
    return found


def _numbers_in(text: str, numbers: Collection[str]) -> Iterator[str]:
    """The numbers that stand in a text with anything between their digits, but not amid a longer one or a hash."""
    longest = max(map(len, numbers), default=0)
    for run in _RUN.finditer(text):
        parts = _BETWEEN.split(run.group())
        for first in range(len(parts)):
            number = ""
            for part in parts[first:]:
                number += part
                if len(number) > longest:
                    break
                if number in numbers:
                    yield number


def _unwrapped(place: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """A file, and what is inside it: archives, PDF pages, streams and attachments, and what is written as base64."""
    yield place, content
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield from _unwrapped(f"{place}!{name}", archive.read(name))
    elif content.startswith(b"%PDF"):
        yield from _pdf(place, content)
    else:
        for number, wrapped in enumerate(_WRAPPED.findall(content)):
            try:
                inside = base64.b64decode(wrapped + b"=" * (-len(wrapped) % 4))
            except binascii.Error:
                continue
            yield f"{place}!base64-{number}", inside


def _pdf(place: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    with pypdfium2.PdfDocument(content) as document:
        for number, page in enumerate(document, start=1):
            yield f"{place}!page-{number}", page.get_textpage().get_text_range().encode()
    with pikepdf.open(io.BytesIO(content)) as document:
        for number, item in enumerate(document.objects):
            yield f"{place}!object-{number}", repr(item).encode()
            if isinstance(item, pikepdf.Stream):
                try:
                    inside = item.read_bytes()
                except pikepdf.PdfError:  # a picture in a form of its own
                    inside = item.read_raw_bytes()
                yield from _unwrapped(f"{place}!stream-{number}", inside)
