"""A deliberately bad notebook and hostile data, through the real build: refused in words, or neutralised."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from lxml import etree, html

from fokusrapport.app import Options, build_edition, check_editions
from fokusrapport.errors import InputRefused
from fokusrapport.pipeline.build import Built
from fokusrapport.pipeline.expected import squash
from tests.project import EDITION, WHOLE, Files, code, edition, markdown, notebook, project_files, write_project

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SCRIPT = "<script>document.title = 'taken'</script>"
PICTURE = "<img src=https://example.org/x.png onerror=alert(1)>"
TYPST = '#panic("x") #sys.version $x^2$ \\u{41} @tbl @@ *b* = [a] // c /* d */'
FORMULA = '=HYPERLINK("https://example.org/";"klikk")'
OPEN = (
    "from fokusrapport.domain.area import open_area\n"
    'area = open_area("skole", municipality=municipality, year=year, language=language)'
)


def build(root: Path, files: Files) -> Built:
    """The edition of a project with these files."""
    project = write_project(root, files)
    (checked,) = check_editions(project, [EDITION], Options())
    return build_edition(checked, Options(), lambda _area, _step: None)


# --- refused --------------------------------------------------------------------------------------------------------

PLOT = "import matplotlib.pyplot as plt\nfig, axes = plt.subplots()\naxes.plot([1, 2])\nplt.show()"
REFUSED = (
    (code(PLOT), "The picture has no alt text.", "fig-alt"),
    (code(f"#| fig-cap: Utvikling\n#| fig-alt: Figur 1\n\n{PLOT}"), "«Figur 1» does not tell", "what rose or fell"),
    (markdown("## Del\n\n#### Hopp"), "«Hopp» is on level 4, straight under level 2", "level 3 («###»)"),
    (markdown("<script>alert(1)</script>"), "HTML cannot be carried", "Markdown"),
    (markdown(f"Tekst {PICTURE} mer."), "HTML («<img src=https://example.org/x.png onerr»)", "**bold**"),
    (markdown("[her](javascript:alert(1))"), "«javascript:alert(1)» does not lead anywhere", "https://…"),
    (markdown("[fair play]{lang=engelsk}"), "«engelsk» is no language code", "en, de, fr"),
)


@pytest.mark.slow
def test_bad_notebook_is_refused_cell_by_cell(tmp_path: Path) -> None:
    """All that is wrong is told at once, each with its notebook, its cell and what to do; the report is not made."""
    bad = notebook("Dårlig", *(cell for cell, _what, _allowed in REFUSED))
    made = build(tmp_path, project_files({"bad": bad}))
    told = [(fault.file, fault.place.partition(" («")[0], fault.what, fault.allowed) for fault in made.faults]
    number = 3
    for _cell, what, allowed in REFUSED:
        assert [line for line in told if line[1] == f"cell {number}" and what in line[2] and allowed in line[3]], what
        number += 1
    assert {file for file, *_rest in told} == {"notebooks/bad.ipynb"}
    assert not made.replaced
    assert "Denne delen mangler" in made.files["index.html"].decode()


@pytest.mark.slow
def test_misspelt_names_and_empty_tables_are_told_with_what_there_is(tmp_path: Path) -> None:
    """The area, a call in code, a call and a name in a text, and a table of nothing: each in its notebook's cell."""
    opened = code(OPEN)
    empty = "#| tbl-cap: Elever\nimport pandas as pd\npd.DataFrame({'Skole': []})"
    areas = {
        "skole": notebook("Skole", opened, code("area.scorcard()")),
        "bad": notebook("Bad", code(OPEN.replace('"skole"', '"skoel"'))),
        "kultur": notebook("Kultur", opened, markdown('{eval}`area.valu("trivsel")` og {eval}`ara.value("trivsel")`.')),
        "nav": notebook("NAV", code(empty)),
    }
    files = {**project_files(areas), "params/testvik/indicators.yaml": WHOLE["params/testvik/indicators.yaml"]}
    faults = build(tmp_path, files).faults
    told = {(fault.file, fault.place.partition(" («")[0]): fault for fault in faults}
    assert told["notebooks/skole.ipynb", "cell 4"].what.startswith(
        "There is nothing called «.scorcard» here. Did you mean «scorecard»? Allowed: actions, "
    )
    assert "testvik/2024 has no area «skoel». Did you mean «skole»? Allowed: skole, bad, kultur, nav; " in (
        told["notebooks/bad.ipynb", "cell 3"].what
    )
    assert told["notebooks/nav.ipynb", "cell 3"].what == "The table «Elever» has no rows."
    texts = [fault for fault in faults if fault.file == "notebooks/kultur.ipynb"]
    assert ["«.valu»" in fault.what for fault in texts] == [True, False]
    assert (texts[1].nearest, "`ara.value(" in texts[1].what) == ("area", True)


def test_colour_that_cannot_be_read_is_refused_with_one_that_can(tmp_path: Path) -> None:
    """Told with file and line, and the colour proposed is accepted."""
    municipality = str(WHOLE["params/testvik/municipality.yaml"])

    def check(colour: str) -> None:
        files = {"params/testvik/municipality.yaml": f'{municipality}colours: {{primary: "{colour}"}}\n'}
        check_editions(write_project(tmp_path, files), [EDITION], Options())

    with pytest.raises(InputRefused) as refused:
        check("#ffd966")
    (fault,) = refused.value.faults
    assert fault.file == "params/testvik/municipality.yaml"
    assert fault.line == len(municipality.splitlines()) + 1
    assert "«#ffd966» is too pale to be read" in fault.what
    check(fault.nearest)


# --- neutralised ----------------------------------------------------------------------------------------------------


def hostile_files() -> Files:
    """The small project with markup, Typst code and formulas wherever somebody can write a text."""
    indicators = str(WHOLE["params/testvik/indicators.yaml"]).replace("{nb: Trivsel}", f"{{nb: '{quoted(LABEL)}'}}")
    municipality = str(WHOLE["params/testvik/municipality.yaml"])
    comment = f"{FORMULA} {SCRIPT}".replace('"', '""')
    data = (
        "indicator;year;value;text;missing;status;status_reason;uncertain;comment\n"
        f'trivsel;2023;4,1;;;;;;\ntrivsel;2024;4,3;;;;;;"{comment}"\n'
    )
    in_markdown = re.sub(r"([#$*=@\[\]\\/])", r"\\\1", TYPST)
    skole = notebook(
        "Skole",
        code(OPEN),
        markdown(f"Slik skrives `{SCRIPT}` og {in_markdown} i en rapport."),
        code(f"area.scorecard({CAPTION!r}, 'tbl-skole')"),
        code(f"area.trend_chart('trivsel', caption={CAPTION!r}, label='fig-trivsel')"),
    )
    return {
        **project_files({"skole": skole}),
        "params/testvik/indicators.yaml": indicators,
        "params/testvik/municipality.yaml": municipality.replace("{nb: God kvalitet}", f"{{nb: '{quoted(TYPST)}'}}"),
        "params/testvik/2024.yaml": edition(["skole"]).replace("Fokusområde brukere", f"'Brukere {quoted(SCRIPT)}'"),
        "data/testvik/resultater.csv": data,
        "data/testvik/sources.yaml": WHOLE["data/testvik/sources.yaml"],
    }


def quoted(text: str) -> str:
    """A text inside single quotes in YAML."""
    return text.replace("'", "''")


LABEL = f"Trivsel {SCRIPT} {PICTURE} {TYPST}"
CAPTION = f"Målekort {SCRIPT} {TYPST}"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The hostile project's report; its own gates have found nothing."""
    made = build(tmp_path_factory.mktemp("hostile"), hostile_files())
    assert made.faults == ()
    assert made.problems == ()
    return made


@pytest.mark.slow
def test_markup_comes_out_as_text_on_the_page(hostile: Built) -> None:
    """What is written in CSV, YAML, Markdown and code stands there letter by letter, and makes no element."""
    root = html.document_fromstring(hostile.files["index.html"])
    text = squash(root.text_content())
    for written in (LABEL, CAPTION, TYPST, f"{FORMULA} {SCRIPT}", f"Brukere {SCRIPT}"):
        assert squash(written) in text, written
    assert [len(root.xpath(f"//{tag}")) for tag in ("script", "style", "iframe")] == [1, 1, 0]
    assert root.xpath("//*[@onerror] | //img[not(starts-with(@src, 'data:'))]") == []


@pytest.mark.slow
def test_markup_comes_out_as_text_in_the_pdf(hostile: Built) -> None:
    """Nothing of it is run by Typst: a # is a # and a $ is a $."""
    with pypdfium2.PdfDocument(hostile.files["fokusomrade-brukere.pdf"]) as document:
        text = squash("".join(page.get_textpage().get_text_range() for page in document))
    for written in (LABEL, CAPTION, TYPST, f"{FORMULA} {SCRIPT}"):
        assert squash(written) in text, written


@pytest.mark.slow
def test_markup_in_a_chart_is_text(hostile: Built) -> None:
    """The picture of a chart is well-formed and holds no script, handler or address of elsewhere."""
    root = html.document_fromstring(hostile.files["index.html"])
    pictures = [base64.b64decode(src.partition(",")[2]) for src in root.xpath("//figure//img/@src")]
    assert pictures
    for picture in pictures:
        for element in etree.fromstring(picture).iter(etree.Element):
            assert etree.QName(element).localname not in ("script", "foreignObject")
            assert not [name for name in element.attrib if name.startswith("on")]
            hrefs = [value for name, value in element.attrib.items() if name.endswith("href")]
            assert all(href.startswith(("#", "data:")) for href in hrefs)


@pytest.mark.slow
def test_formula_is_text_in_the_open_data(hostile: Built) -> None:
    """A spreadsheet that opens the tables computes nothing and follows nothing."""
    cells = [
        cell.strip('"')
        for name, content in hostile.files.items()
        if name.startswith("data/") and name.endswith(".csv")
        for line in content.decode("utf-8-sig").splitlines()
        for cell in line.split(";")
    ]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t"))]
    (workbook,) = (content for name, content in hostile.files.items() if name.endswith(".xlsx"))
    with zipfile.ZipFile(io.BytesIO(workbook)) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    assert any(b"HYPERLINK" in part for part in parts.values())
    assert not [name for name, part in parts.items() if re.search(rb"<(\w+:)?f[ >]", part)]
    assert not [name for name, part in parts.items() if name.endswith(".rels") and b"example.org" in part]


@pytest.mark.slow
@pytest.mark.browser
def test_nothing_runs_in_the_browser(browser: Browser, hostile: Built) -> None:
    """Chromium asks for nothing, complains of nothing, and the page keeps its title."""
    from tests.browser import opened  # noqa: PLC0415 - the other tests here open no page

    page = opened(browser, hostile.place / "index.html", 1280)
    assert page.title().startswith("Brukere <script>")
