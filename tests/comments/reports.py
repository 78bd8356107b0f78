"""A small report to comment on, and PDFs of it in which somebody has marked and written. All of it is made up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2

from fokusrapport.blocks import Area, Chapter, FrontMatter, Heading, Paragraph, plain
from fokusrapport.comments.model import (
    Annotation,
    FragmentSelector,
    Person,
    Place,
    TextPositionSelector,
    TextQuoteSelector,
    TextualBody,
)
from fokusrapport.comments.texts import CellText, texts_of

SCOPE = "testvik/2024"
NOW = dt.datetime(2025, 3, 9, 10, 15, tzinfo=dt.UTC)
PROSE = {
    "skole": (
        "Elevene i Testvik trives bedre enn året før, og flest sier at de har noen å være sammen med i friminuttene.",
        (
            "Skolene har prøvd en fast leksehjelpordning på ettermiddagen. Foreldrene mener at ordningen er verdt å "
            "videreføre, men etterlyser forutsigbarhet i kommunikasjonen med kontaktlærerne gjennom skoleåret."
        ),
        "Neste år blir skolemiljøutvalgene invitert til å drøfte resultatene før de legges fram.",
    ),
    "bad": (
        "Badet holdt åpent hele sommeren, og besøket økte mest blant barnefamilier fra nabokommunene.",
        "Garderobene får dårligst tilbakemelding. Rengjøringen er derfor lagt om til to runder om dagen.",
    ),
}


def chapter(prose: dict[str, tuple[str, ...]] | None = None) -> Chapter:
    """A chapter of two areas, a paragraph a cell."""
    areas = tuple(
        Area(
            id=area,
            title=area.capitalize(),
            blocks=(
                Heading(level=2, children=plain("Resultater"), anchor=f"{area}-resultater", cell=f"{area}-0"),
                *(
                    Paragraph(children=plain(text), cell=f"{area}-{number}")
                    for number, text in enumerate(texts, start=1)
                ),
            ),
        )
        for area, texts in (prose or PROSE).items()
    )
    front = FrontMatter(
        title="Fokusområde brukere",
        municipality="Testvik kommune",
        municipality_number="9998",
        year=2024,
        language="nb",
        kind="Årsrapport",
        state="draft",
        date="2024-12-31",
        notice="Oppdiktet kommune.",
    )
    return Chapter(front=front, areas=areas)


TEXTS = texts_of(chapter())


def cell_of(words: str, texts: Sequence[CellText]) -> CellText:
    """The first cell that shows these words."""
    return next(text for text in texts if words in text.text)


def remark(words: str, area: str = "skole", text: str = "Er dette riktig?", number: int = 1) -> Annotation:
    """A comment on words of an area."""
    cell = cell_of(words, TEXTS[area])
    start = cell.text.index(words)
    end = start + len(words)
    selector = (
        FragmentSelector.of(cell.cell),
        TextQuoteSelector(exact=words, prefix=cell.text[max(0, start - 48) : start], suffix=cell.text[end : end + 48]),
        TextPositionSelector(start=start, end=end),
    )
    return Annotation(
        id=f"{number:010x}",
        creator=Person(name="Kari Nordmann"),
        created=NOW,
        body=TextualBody(value=text),
        target=Place(source=f"notebooks/{area}.ipynb", scope=SCOPE, selector=selector),
    )


def boxes_of(pdf: bytes, words: str) -> tuple[int, list[tuple[float, float, float, float]]]:
    """The page that shows some words, and a box a line around them: what a reader's pointer would mark."""
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document):
            text = page.get_textpage()
            found = text.search(words).get_next()
            if found:
                index, count = found
                rects = [text.get_rect(one) for one in range(text.count_rects(index, count))]
                return number, rects
    raise LookupError(words)


def annotated(pdf: bytes, path: Path, notes: Sequence[tuple[int, dict[str, object]]]) -> Path:
    """The PDF with annotations put on its pages; a note answers another by its position in the list (`IRT`)."""
    with pikepdf.open(BytesIO(pdf)) as document:
        made: list[pikepdf.Object] = []
        for page, keys in notes:
            values = {f"/{name}": value for name, value in keys.items() if name != "IRT"}
            note = document.make_indirect(pikepdf.Dictionary({"/Type": pikepdf.Name.Annot, **values}))
            if "IRT" in keys:
                note["/IRT"] = made[int(str(keys["IRT"]))]
            made.append(note)
            own = document.pages[page].obj
            if "/Annots" not in own:
                own["/Annots"] = pikepdf.Array()
            own["/Annots"].append(note)
        document.save(path)
    return path


def quads(rects: Sequence[tuple[float, float, float, float]]) -> pikepdf.Array:
    """Boxes as Acrobat writes quadrilaterals: upper left, upper right, lower left, lower right."""
    return pikepdf.Array(
        number for left, bottom, right, top in rects for number in (left, top, right, top, left, bottom, right, bottom)
    )
