from __future__ import annotations

import io
import zipfile

import pytest

from fokusrapport.blocks import Foreign, Paragraph, plain
from fokusrapport.pipeline.readback_docx import check_docx
from fokusrapport.pipeline.word.document import render_docx
from tests.pipeline.opendata.sources import chapter_of
from tests.sample import sample_chapter

CHAPTER = sample_chapter()


@pytest.fixture(scope="module")
def whole() -> bytes:
    """The sample as a Word document."""
    return render_docx(CHAPTER)


def changed(content: bytes, part: str, old: str, new: str) -> bytes:
    """The same document where one of its files says something else, once."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            if name == part:
                assert old.encode() in text
                text = text.replace(old.encode(), new.encode(), 1)
            target.writestr(name, text)
    return buffer.getvalue()


def test_the_sample_passes(whole: bytes) -> None:
    """The whole chapter, and each area alone."""
    assert check_docx(whole, CHAPTER) == []
    for area in CHAPTER.areas:
        alone = CHAPTER.one_area(area.id)
        assert check_docx(render_docx(alone), alone) == []


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("word/styles.xml", 'w:lang w:val="nb-NO"', 'w:lang w:val="en-US"'),
        ("docProps/core.xml", "nb-NO", "en-US"),
        ("docProps/core.xml", "Fokusområde brukere", "Uten navn"),
        ("word/header1.xml", "Utkast med oppdiktede tall", ""),
        ("word/document.xml", "<w:tblHeader/>", ""),
        ("word/document.xml", 'w:val="Heading2"', 'w:val="Normal"'),
        ("word/document.xml", 'descr="Stolper: 4,7', 'descr="Stolper: 4,8'),
        ("word/document.xml", "Målekort for fokusområde brukere</w:t>", "Målekort</w:t>"),
        ("word/document.xml", "Se kapitlet om ", ""),
    ],
)
def test_a_broken_document_is_found(part: str, old: str, new: str, whole: bytes) -> None:
    """Each thing the gate promises is missed when it is gone."""
    assert check_docx(changed(whole, part, old, new), CHAPTER)


def test_words_whose_language_is_not_marked_are_found() -> None:
    """A voice would read Swedish as Norwegian."""
    chapter = chapter_of(Paragraph(children=(Foreign(language="sv", children=plain("revisionsnämnden")),)))
    whole = render_docx(chapter)
    assert check_docx(whole, chapter) == []
    assert check_docx(changed(whole, "word/document.xml", '<w:lang w:val="sv"/>', ""), chapter)
