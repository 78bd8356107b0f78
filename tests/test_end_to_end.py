"""The finished reports as their readers get them: files read back, PDFs validated. Their pages: `test_pages.py`."""

from __future__ import annotations

import re
from pathlib import Path

import page as page_validation
import pypdfium2
import pytest
from lxml import html

from fokusrapport.i18n import language
from fokusrapport.pipeline.build import Built
from fokusrapport.pipeline.manifest import sha256

pytestmark = pytest.mark.slow
PROFILES = (page_validation.ValidationProfile.PDF_UA_1, page_validation.ValidationProfile.PDF_A_2A)

# Every figure of the published chapter of 2015, written by hand from it, with the words it stands beside in ours.
FIGURES = (
    "Resultat 2013 Resultat 2014 Resultat 2015",
    "Brukertilfredshet med tjenestetilbudet 6,0 – 4,6",
    "Service og tilgjengelighet 100-75 poeng 34,9 poeng",
    "Opplevd god service 6,0 – 4,6",
    "Opplevd god brukermedvirkning 6,0 – 4,6",
    "mellom 30 og 60 år",
    "48 % har barn i barnehage eller skole",
    "50 % er innom nettsidene minst én gang i uken",  # «halvparten»
    "50 % er tilfreds",
    "15 % ikke er det",
    "Resten, 35 %",  # «resten er nøytral»: 100 − 50 − 15
    "i kapittel 3",
    "fra 4,7 i 2014 til 4,9 i 2015",
    "fra 4,8 til 5,2",
    "eies av fire kommuner",  # «alle 4 eierkommunene»
    "var 35 % samlet",
    "om lag 30 %",
    "90 % hatt samarbeid med PPT",
    "to nye elektroniske tjenester",  # «2 nye elektroniske tjenester»
    "35 276",
    "Antall besøk på kommunens nettsider 369 740 428 638",
    "Antall sidevisninger på kommunens nettsider 1 018 671 1 108 599",
    "i forhold til innbyggertall 15,1 per innbygger 17,5 per innbygger",
    "Antall venner på Facebook 3 000 4 000",
    "Facebook siden 2011",
    "2016–2018",
    "frist: 2016, ansvarlig: Rådmannen",  # the service centre
    "6. kart (plan, bygg og eiendomsskatt)",
    "6. lokaler, lag og foreninger",
)


def missing(text: str) -> list[str]:
    """The figures that do not stand in a text."""
    return [figure for figure in FIGURES if figure not in text]


def plain(text: str) -> str:
    """Every run of spaces as one; words, and years from – to, broken at the end of a line whole again."""
    whole = re.sub(r"[\u00ad\ufffe\x02]\s*|(?<=\d–)\s+(?=\d)", "", text)
    return re.sub(r"\s+", " ", whole)


def html_text(file: Path) -> str:
    """What a reader of a page reads; numbered lists with their numbers, which the browser writes."""
    root = html.document_fromstring(file.read_bytes())
    for unread in root.xpath("//script | //style | //svg"):
        unread.drop_tree()
    for items in root.iter("ol"):
        for place, item in enumerate(items, start=int(items.get("start", "1"))):
            item.text = f"{place}. {(item.text or '').lstrip()}"
            for child in item:
                child.text = (child.text or "").lstrip()
    for element in root.iter("td", "th", "p", "li", "h1", "h2", "h3"):
        element.tail = f" {element.tail or ''}"
    return plain(root.text_content())


def pdf_text(file: Path) -> str:
    """What a reader of a PDF reads, page after page."""
    with pypdfium2.PdfDocument(file) as document:
        return plain(" ".join(page.get_textpage().get_text_range() for page in document))


@pytest.fixture(scope="module")
def texts(built_2015: Built) -> dict[str, str]:
    """The text of the page and of the PDF."""
    place = built_2015.place
    (pdf,) = place.glob("*.pdf")
    return {"html": html_text(place / "index.html"), "pdf": pdf_text(pdf)}


@pytest.mark.parametrize("kind", ["html", "pdf"])
def test_every_published_figure_can_be_read(texts: dict[str, str], kind: str) -> None:
    """Nothing of the old chapter is lost on the way through notebooks, blocks and files."""
    assert missing(texts[kind]) == []


@pytest.mark.parametrize("kind", ["html", "pdf"])
@pytest.mark.parametrize("figure", FIGURES)
def test_a_changed_figure_is_noticed(texts: dict[str, str], kind: str, figure: str) -> None:
    """The twin: with another digit (or word) in its place, the figure is missing."""
    changed = re.sub(r"\d(?=\D*$)", "#", figure) if re.search(r"\d", figure) else figure[::-1]
    assert figure in missing(texts[kind].replace(figure, changed))


def test_the_control_page_is_about_the_report(report: Built) -> None:
    """It lies beside the folder that is published, names its manifest, and finds nothing in the way.

    kristiansund/2016 holds one area alone, and does not answer for what 2015 promised.
    """
    text = html_text(report.control)
    assert report.control == report.place.with_name(f"{report.place.name}.kontroll.html")
    assert sha256((report.place / "manifest.json").read_bytes()) in text
    free = language(report.chapter.front.language).gettext("The report can be published: nothing stands in the way.")
    assert (free in text) == (not report.place.match("kristiansund/2016"))
    assert {run.area for run in report.plan.runs} <= set(
        re.findall(r'index\.html#([\w-]+)"', report.control.read_text("utf-8"))
    )


def test_every_pdf_keeps_both_standards(report: Built) -> None:
    """PDF/UA-1 for readers, PDF/A-2a for the archive, in one file, in every language of every edition."""
    files = sorted(report.place.rglob("*.pdf"))
    languages = report.chapter.front.languages or (report.chapter.front.language,)
    assert len(files) == (len(report.plan.runs) + 1) * len(languages)
    for file in files:
        for profile in PROFILES:
            found = page_validation.validate_pdf_bytes(file.read_bytes(), profile=profile).failures
            assert [failure.rule_id for failure in found] == [], f"{file.name}: {profile.name}"
