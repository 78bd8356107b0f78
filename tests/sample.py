"""A chapter that holds every block and inline type, and text that tries to break a renderer.

Municipality and figures are made up, and the chapter says so.
"""

from __future__ import annotations

from fokusrapport.blocks import (
    Area,
    Block,
    Callout,
    Card,
    CardItem,
    Cell,
    Chapter,
    Code,
    CodeBlock,
    Column,
    CrossReference,
    Emphasis,
    Figure,
    Footnote,
    FootnoteReference,
    FrontMatter,
    Group,
    Heading,
    Inline,
    KeyFigure,
    KeyFigures,
    LineBreak,
    Link,
    ListBlock,
    Math,
    MathBlock,
    Paragraph,
    Placeholder,
    Quote,
    Rule,
    ShownValue,
    Status,
    Strong,
    Table,
    Text,
    Value,
    plain,
)

HOSTILE = (
    "#let x = 1",
    "</script><script>alert(1)</script>",
    'sitat " og \\ og \\u{41}',
    "$x$ *ikke fet* _ikke kursiv_ `kode` @fig-alt <etikett> // kommentar /* mer */",
    "[lenke](javascript:alert(1)) = overskrift - punkt + tall",
    "&lt;b&gt; {{ 7 * 7 }} {% raw %}",
    "Čáhppesgáhttu, Ŋuorta-Sállir, Gáŋgaviika, Đ ŧ ž š",
    "−3,5 prosentpoeng, 1\u00a0234, ≥\u00a092\u00a0%, 4,5 – 6, ½ m², 5 € → 6 €",
)
MONTHS = ("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des")
LONG_WORD = "Menneskerettighetsorganisasjonssekretariatsbygningsvedlikeholdsavdelingen"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 200" width="480" height="200">'
    '<rect id="a" x="20" y="60" width="90" height="120" fill="#0b4f6c"/>'
    '<rect id="b" x="140" y="40" width="90" height="140" fill="#0b4f6c"/>'
    '<rect id="c" x="260" y="20" width="90" height="160" fill="#0b4f6c"/>'
    '<path d="M10 180H470" stroke="#1d2428" stroke-width="2"/></svg>'
)
PNG = (
    "iVBORw0KGgoAAAANSUhEUgAAAGAAAAAwAQMAAADU2O2MAAAABlBMVEULT2y4hgtVtYfCAAAAIElEQVR42mNg4P8PR0wMSGDgOQz/"
    "PyDQYHPbaLiRxQEAG0oYQcUMrpEAAAAASUVORK5CYII="
)


def number(text: str) -> Value:
    """A value shown as `text`, exact where that is a number."""
    exact = text.replace(",", ".").replace("\u00a0", "").rstrip("%")
    return Value(text=text, exact=exact if exact.replace(".", "", 1).isdigit() else None)


def shown(text: str) -> ShownValue:
    """A value in running text."""
    return ShownValue(value=number(text))


def paragraph(*parts: Inline | str) -> Paragraph:
    """A paragraph of inlines and plain strings."""
    return Paragraph(children=tuple(Text(text=part) if isinstance(part, str) else part for part in parts))


def heading(level: int, text: str, anchor: str) -> Heading:
    """A plain heading."""
    return Heading(level=level, children=plain(text), anchor=anchor)


def cell(text: str, status: Status | None = None) -> Cell:
    """A cell whose text is a value where it is a number."""
    if text[:1].isdigit():
        return Cell(children=(shown(text),), status=status)
    return Cell(children=plain(text), status=status)


MET = Status(kind="met", word="ønsket")
ACCEPTED = Status(kind="accepted", word="akseptabelt")
UNMET = Status(kind="unmet", word="uakseptabelt")
UNCLASSIFIED = Status(
    kind="unclassified", word="ikke vurdert", reason="Bare ønsket nivå er oppgitt, og 4,4 ligger under det."
)
MISSING = Status(kind="missing", word="ikke målt")

SCORECARD = Table(
    label="tbl-malekort",
    caption=plain("Målekort for fokusområde brukere"),
    columns=(
        Column(title="Suksessfaktor"),
        Column(title="Måleindikator"),
        Column(title="Resultatkrav"),
        Column(title="Resultat 2023", align="end"),
        Column(title="Resultat 2024", align="end"),
        Column(title="Resultat 2025"),
        Column(title="Endring fra sist måling"),
    ),
    rows=(
        (
            cell("God kvalitet"),
            cell("Brukertilfredshet med tjenestetilbudet"),
            cell("6,0 – 4,6"),
            cell("4,7"),
            cell("4,9"),
            cell("5,2", MET),
            cell("+0,3 (bedre) siden 2024"),
        ),
        (
            cell("Tilgjengelige tjenester"),
            cell("Service og tilgjengelighet"),
            cell("100–75 poeng"),
            cell("34,9"),
            cell(""),
            cell("61,3", ACCEPTED),
            cell("+26,4 poeng (bedre) siden 2023"),
        ),
        (
            cell("Tilgjengelige tjenester"),
            cell("Opplevd god service"),
            cell("6,0 – 4,6"),
            cell("4,6"),
            cell("4,5"),
            cell("3,1", UNMET),
            cell("−1,4 (dårligere) siden 2024"),
        ),
        (
            cell("God brukermedvirkning"),
            cell("Opplevd god brukermedvirkning"),
            cell("6,0 – 4,6"),
            cell("4,6"),
            cell("4,5"),
            cell("4,4", UNCLASSIFIED),
            cell("−0,1 (dårligere) siden 2024"),
        ),
        (
            cell("God brukermedvirkning"),
            cell("Brukerråd i virksomhetene"),
            cell("≥ 92 %"),
            cell(""),
            cell(""),
            cell("", MISSING),
            cell(""),
        ),
    ),
    row_header=1,
    notes=(
        plain("Skala 1–6 der 6 er best. Service og tilgjengelighet måles i poeng fra 0 til 100."),
        (Text(text="Kilde: "), Emphasis(children=plain("forvaltningsrevisjonen")), Text(text=", side 12.")),
    ),
    kind="scorecard",
    number=1,
)
LEGEND = Table(
    label="tbl-grenser",
    caption=plain("Resultatgrenser"),
    columns=(Column(title="Merke"), Column(title="Betydning")),
    rows=(
        (Cell(status=MET), cell("Ønsket resultat")),
        (Cell(status=ACCEPTED), cell("Akseptabelt resultat")),
        (Cell(status=UNMET), cell("Uakseptabelt resultat")),
        (Cell(status=Status(kind="unclassified", word="ikke vurdert")), cell("Kravet kan ikke brukes entydig")),
        (Cell(status=MISSING), cell("Ingen måling i år")),
    ),
    row_header=None,
    kind="legend",
    number=2,
)
FIGURE = Figure(
    label="fig-alt",
    caption=(Text(text="Tilfredshet i tre år, skala 1–6. "), Strong(children=plain("Høyere er bedre."))),
    alt="Stolper: 4,7 i 2023, 4,9 i 2024 og 5,2 i 2025.",
    svg=SVG,
    table=Table(
        label="inner",
        caption=plain("Tilfredshet i tre år"),
        columns=(Column(title="År"), Column(title="Poeng", align="end")),
        rows=tuple((cell(year), cell(points)) for year, points in (("2023", "4,7"), ("2024", "4,9"), ("2025", "5,2"))),
    ),
    number=1,
)
LONG_TABLE = Table(
    label="tbl-lang",
    caption=plain("Henvendelser etter enhet"),
    columns=(
        Column(title="Enhet"),
        Column(title="Henvendelser", align="end"),
        Column(title="Besvart i tide", align="end"),
    ),
    rows=tuple(
        (
            cell(f"Enhet nummer {row}"),
            cell(f"{row}\u00a0{row * 37 % 1000:03d}"),
            cell(f"{60 + row % 40},{row % 10}\u00a0%"),
        )
        for row in range(1, 71)
    ),
    number=3,
)
WIDE_TABLE = Table(
    label="tbl-bred",
    caption=plain("Tilfredshet etter måned"),
    columns=(
        Column(title="Tjeneste"),
        *(Column(title=month, align="end") for month in MONTHS),
    ),
    rows=tuple(
        (cell(name), *(cell(f"{4 + (month * factor) % 10 / 10:.1f}".replace(".", ",")) for month in range(12)))
        for name, factor in (("Bibliotek", 3), ("Svømmehall", 7), ("Servicetorg", 9))
    ),
    number=4,
)


def _text_blocks() -> tuple[Block, ...]:
    return (
        Paragraph(
            children=(
                Text(text="Brukerne er mer fornøyde enn i fjor: tilfredsheten økte fra "),
                shown("4,9"),
                Text(text=" til "),
                shown("5,2"),
                Text(text=", og 11 av 14 krav er nådd."),
            ),
            lead=True,
        ),
        KeyFigures(
            items=(
                KeyFigure(label="Samlet tilfredshet", value=number("5,2"), note=plain("opp fra 4,9 i 2024")),
                KeyFigure(label="Svarprosent", value=number("35\u00a0%"), note=plain("412 av 1 177 inviterte")),
                KeyFigure(label="Henvendelser", value=number("369\u00a0740")),
            )
        ),
        heading(2, "Resultater", "innledning-resultater"),
        paragraph(
            "Tallene står i ",
            CrossReference(label="tbl-malekort", text="tabell 1"),
            " og ",
            CrossReference(label="fig-alt", text="figur 1"),
            ". Servicetorget omtales for seg.",
            FootnoteReference(key="a", number=1),
            " Andelen som er ",
            Emphasis(children=plain("svært fornøyd")),
            ", er ",
            Strong(children=(Text(text="høyere enn "), shown("50\u00a0%"))),
            ".",
            LineBreak(),
            "Les mer hos ",
            Link(href="https://www.ssb.no/", children=plain("Statistisk sentralbyrå")),
            " om ",
            Code(text="KOSAGD230000"),
            ", og se noten en gang til.",
            FootnoteReference(key="a", number=1),
        ),
        SCORECARD,
        LEGEND,
        FIGURE,
        Callout(
            kind="note",
            title="Merk",
            children=(paragraph("Målekortet er nytt i år."), paragraph("Eldre tall er regnet om.")),
        ),
        Callout(kind="important", title="Viktig", children=(paragraph("Svarprosenten er lav, 35 %."),)),
        Callout(kind="warning", title="Advarsel", children=(paragraph("Tallene kan ikke sammenlignes."),)),
    )


def _odd_blocks() -> tuple[Block, ...]:
    nested = ListBlock(ordered=True, start=3, items=((paragraph("tredje"),), (paragraph("fjerde"),)))
    return (
        heading(2, "Tekst som ikke er kode: #let x = 1 & <b>", "servicetorg-tekst"),
        ListBlock(items=(*((paragraph(text),) for text in HOSTILE), (paragraph("med liste under"), nested))),
        Quote(children=(paragraph("Jeg fikk svar samme dag."), paragraph("Bruker av servicetorget"))),
        CodeBlock(text='print("#set text(red)")\nx = [1, 2]  # ' + "lang " * 30, language="python"),
        Rule(),
        heading(3, LONG_WORD, "servicetorg-langt-ord"),
        paragraph(LONG_WORD, " har adressen ", Code(text="data/kommune/" + "svaert_lang_mappe/" * 6 + "tall.csv"), "."),
        paragraph(
            "Feilmarginen er ", Math(tex=r"\sqrt{\frac{N-n}{N-1}}", alt="roten av N minus n over N minus 1"), "."
        ),
        MathBlock(tex=r"\bar{x} = \frac{1}{n}\sum_{i=1}^{n} x_i < 6", alt="gjennomsnittet av alle svar er under 6"),
        heading(4, "Lang tabell", "servicetorg-lang"),
        LONG_TABLE,
        WIDE_TABLE,
        Figure(label="fig-png", caption=plain("Et lite rutenett"), alt="Rutenett i to farger.", png=PNG, number=2),
        Card(
            heading=heading(4, "Svar innen 3 dager", "indikator-svar"),
            items=(CardItem(term="Hva som måles", children=plain("Andelen som fikk svar innen 3 virkedager.")),),
            more=(
                CardItem(term="Krav", children=(Text(text="fra 2021: "), shown("90\u00a0%"))),
                CardItem(term="Skala", children=plain("prosent fra 0 til 100 # og $")),
            ),
            unfold="Mer om indikatoren",
        ),
        Paragraph(children=plain("Et tiltak som kan nås."), anchor="tiltak-servicetorg-svar"),
        Group(children=(paragraph("I en gruppe.", FootnoteReference(key="b", number=2)),)),
    )


def sample_chapter() -> Chapter:
    """The whole sample: three areas, the last one missing."""
    return Chapter(
        front=FrontMatter(
            title="Fokusområde brukere",
            municipality="Lillevik kommune",
            municipality_number="9999",
            year=2025,
            language="nb",
            kind="årsrapport",
            state="draft",
            date="2025-12-31",
            notice="Utkast med oppdiktede tall",
        ),
        areas=(
            Area(
                id="innledning",
                title="Innledning",
                blocks=_text_blocks(),
                footnotes=(
                    Footnote(
                        key="a",
                        children=(paragraph("Se kapitlet om ", Emphasis(children=plain("servicetorget")), "."),),
                        number=1,
                    ),
                ),
            ),
            Area(
                id="servicetorg",
                title="Servicetorg og innbyggerdialog",
                blocks=_odd_blocks(),
                footnotes=(
                    Footnote(key="b", children=(paragraph("Noten sier # og $ uten å mene noe med det."),), number=2),
                ),
            ),
            Area(
                id="nav",
                title="NAV",
                blocks=(Placeholder(title="Området mangler", message="Notatboken nav.ipynb stoppet i celle 3."),),
                complete=False,
            ),
        ),
    )
