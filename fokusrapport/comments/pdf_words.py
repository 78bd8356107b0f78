"""The words on a PDF's page that a reader has marked, or stuck a note to, letter by letter: columns do not mix."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import pypdfium2
import pypdfium2.raw as pdfium

from fokusrapport.comments.model import AROUND, flat
from fokusrapport.comments.pdf_notes import Box

# A word broken over two lines: PDFium gives the hyphen of the break as one of these, whatever the file has.
_BROKEN = re.compile("[\x02\xad\ufffe\ufffb][\\s]*")


@dataclass(frozen=True)
class Marked:
    """Marked words, in the lines they stand in, with what stands around them on the page."""

    lines: tuple[str, ...]
    prefix: str = ""
    suffix: str = ""

    @property
    def exact(self) -> str:
        """The words as one text, broken words made whole."""
        return _mended("\n".join(self.lines))


class PageWords:
    """The letters of a page with their boxes, in the order PDFium reads them."""

    def __init__(self, signs: Sequence[str], boxes: Sequence[Box]) -> None:
        self._signs = signs
        self._boxes = boxes

    @classmethod
    def of(cls, page: pypdfium2.PdfPage) -> Self:
        """The letters of a page."""
        text = page.get_textpage()
        count = text.count_chars()
        signs = [chr(pdfium.FPDFText_GetUnicode(text.raw, index)) for index in range(count)]
        boxes = [text.get_charbox(index, loose=True) for index in range(count)]
        return cls(signs, boxes)

    @cached_property
    def text(self) -> str:
        """All of the page as one text."""
        return _mended("".join(self._signs))

    def under(self, boxes: Iterable[Box]) -> Marked:
        """The words whose letters have their middle in one of the boxes."""
        lines = [line for box in boxes if (line := self._inside(box))]
        if not lines:
            return Marked(())
        return self._marked(lines)

    def at(self, rect: Box) -> Marked:
        """The line nearest to a note that marks no words of its own."""
        middle = ((rect[0] + rect[2]) / 2, (rect[1] + rect[3]) / 2)
        solid = [index for index, sign in enumerate(self._signs) if not _blank(sign)]
        if not solid:
            return Marked(())
        nearest = min(solid, key=lambda index: _distance(self._boxes[index], middle))
        _left, bottom, _right, top = self._boxes[nearest]
        line = [nearest]
        for step in (-1, 1):
            index = nearest + step
            while 0 <= index < len(self._signs) and (
                _blank(self._signs[index]) or bottom <= _middle(self._boxes[index])[1] <= top
            ):
                if self._signs[index] in "\r\n":
                    break
                line.append(index)
                index += step
        return self._marked([sorted(line)])

    def _inside(self, box: Box) -> list[int]:
        """The letters in a box, and the blanks between them; a line of another column is not between."""
        found = [
            index for index, sign in enumerate(self._signs) if not _blank(sign) and _holds(box, self._boxes[index])
        ]
        whole: list[int] = []
        for index in found:
            if whole and all(_blank(sign) for sign in self._signs[whole[-1] + 1 : index]):
                whole.extend(range(whole[-1] + 1, index))
            whole.append(index)
        return whole

    def _marked(self, lines: Sequence[Sequence[int]]) -> Marked:
        first, last = min(line[0] for line in lines), max(line[-1] for line in lines)
        broken = self._signs[last + 1 : last + 2] if self._signs[last + 1 : last + 2] in (["\x02"], ["\ufffe"]) else []
        texts = ["".join(self._signs[index] for index in line) for line in lines]
        return Marked(
            lines=(*texts[:-1], texts[-1] + "".join(broken)),
            prefix=_mended("".join(self._signs[max(0, first - AROUND) : first])),
            suffix=_mended("".join(self._signs[last + 1 : last + 1 + AROUND])),
        )


def _mended(text: str) -> str:
    return flat(_BROKEN.sub("", text))


def _blank(sign: str) -> bool:
    return sign.isspace() or sign in "\x00\x02\ufffe"


def _middle(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _holds(box: Box, letter: Box) -> bool:
    across, up = _middle(letter)
    return box[0] <= across <= box[2] and box[1] <= up <= box[3]


def _distance(letter: Box, point: tuple[float, float]) -> float:
    across = max(letter[0] - point[0], 0.0, point[0] - letter[2])
    up = max(letter[1] - point[1], 0.0, point[1] - letter[3])
    return across**2 + (4 * up) ** 2  # a note stands beside its line rather than above it
