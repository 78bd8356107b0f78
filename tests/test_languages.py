"""An edition in three languages, from its folder to what is published; and the same with a translation missing."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import docx
import nbformat
import pikepdf
import pytest
from lxml import html
from nbformat import NotebookNode

from fokusrapport import receipt
from fokusrapport.app import Options, build_edition, check_editions, explain, summary
from fokusrapport.checking import Checked
from fokusrapport.errors import BuildFailed, InputRefused
from fokusrapport.i18n import language
from fokusrapport.params.project import Project
from fokusrapport.pipeline.alternates import alternate_faults
from fokusrapport.pipeline.build import Built
from fokusrapport.pipeline.verify.against_manifest import verify_folder
from fokusrapport.pipeline.verify.published import verify_edition
from tests.languages import CODES, IN_THREE, SKOLE
from tests.project import EDITION, Files, contents, write_project

FOLDERS = {"nb": "", "nn": "nn/", "en": "en/"}
DRAFT, FINAL = Options(jobs=2), Options(jobs=2, final=True)


def build(project: Project, options: Options = DRAFT) -> Built:
    """The edition of a project, built."""
    (checked,) = check_editions(project, [EDITION], options)
    return build_edition(checked, options, lambda _area, _step: None)


def check(root: Path, files: Files, options: Options = DRAFT) -> Checked:
    """The edition of a project in three languages with these files in place of its own, checked."""
    (checked,) = check_editions(write_project(root, {**IN_THREE, **files}), [EDITION], options)
    return checked


def without(book: NotebookNode, *sources: str) -> NotebookNode:
    """The notebook without the cells that begin so."""
    copy: NotebookNode = deepcopy(book)
    copy.cells = [cell for cell in copy.cells if not cell.source.startswith(sources)]
    return copy


@dataclass(frozen=True)
class Published:
    """A project whose edition was published in all its languages."""

    project: Project
    built: Built
    files: Mapping[str, bytes]

    @property
    def folder(self) -> Path:
        """Where it stands."""
        return self.project.reports / EDITION


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """Everything is translated, so that nothing stands in the way."""
    project = write_project(tmp_path_factory.mktemp("three"), IN_THREE)
    built = build(project, FINAL)
    assert (built.faults, built.problems, built.warnings) == ((), (), ())
    return Published(project, built, contents(project.reports / EDITION))


def test_every_language_has_the_same_files(published: Published) -> None:
    """The main one where it always was; the data dictionary alone is named in its own language."""
    own = {
        code: {
            name.removeprefix(FOLDERS[code])
            for name in published.files
            if name.startswith(FOLDERS[code]) and (code != "nb" or not name.startswith(("nn/", "en/")))
        }
        for code in CODES
    }
    assert own["nb"] == own["nn"]
    assert own["nb"] ^ own["en"] == {"data/dataordbok.csv", "data/data-dictionary.csv"}
    assert {"index.html", "manifest.json", "tilgjengelighet.html", "fokusomrade-brukere.pdf"} <= own["nb"]


def test_every_page_is_in_its_language_and_leads_to_the_others(published: Published) -> None:
    """In its head for programs, in a switch for readers: to the same page, which leads back."""
    pages = [name for name in published.files if name.endswith(".html")]
    assert len(pages) == len(CODES) * 4
    for name in pages:
        code = next(code for code in ("nn", "en", "nb") if name.startswith(FOLDERS[code]))
        page = name.removeprefix(FOLDERS[code])
        root = html.document_fromstring(published.files[name].decode())
        assert root.get("lang") == code
        links = root.xpath("/html/head/link[@rel='alternate']")
        found = {link.get("hreflang"): _target(name, link.get("href")) for link in links}
        assert found == {other: FOLDERS[other] + page for other in CODES}
        (switch,) = root.xpath("//nav[@class='languages']")
        assert switch.get("aria-label") == language(code).gettext("Languages")
        shown = {link.get("lang"): _target(name, link.get("href")) for link in switch.iter("a")}
        assert shown == {other: target for other, target in found.items() if other != code}
        assert [link.get("hreflang") for link in switch.iter("a")] == list(shown)
        (current,) = switch.xpath(".//*[@aria-current='true']")
        assert (current.get("lang"), current.text) == (code, language(code).own_name)


def _target(page: str, href: str) -> str:
    parts: list[str] = list(PurePosixPath(page).parent.parts)
    for part in PurePosixPath(href).parts:
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)


def test_documents_say_their_language(published: Published) -> None:
    """PDF for readers and archive, and Word; the words of the program and of the author are in it."""
    texts = {"nb": "Elevene gir", "nn": "Elevane gir", "en": "The pupils give"}
    for code, folder in FOLDERS.items():
        with pikepdf.open(io.BytesIO(published.files[f"{folder}fokusomrade-brukere.pdf"])) as pdf:
            assert str(pdf.Root.Lang).split("-")[0] == code
        document = docx.Document(io.BytesIO(published.files[f"{folder}fokusomrade-brukere.docx"]))
        assert document.core_properties.language == language(code).tag
        page = published.files[f"{folder}index.html"].decode()
        assert [other for other, text in texts.items() if text in page] == [code]
        assert language(code).gettext("Contents") in page


def test_open_data_keeps_its_decimal_marks_and_is_named_in_its_language(published: Published) -> None:
    """The same numbers in the same form, so that a program reads any of them."""
    tables = [published.files[f"{folder}data/tbl-skole.csv"].decode("utf-8-sig") for folder in FOLDERS.values()]
    assert all(";4,3;" in table or ";4.3;" in table for table in tables)
    assert len({table.splitlines()[1].count(";") for table in tables}) == 1
    assert "Scorecard of the schools" in published.files["en/index.html"].decode()


def test_the_main_manifest_names_every_file_and_each_language_its_own(published: Published) -> None:
    """So one is enough to verify all of it, and a language's folder can be verified alone."""
    main = json.loads(published.files["manifest.json"])
    assert set(main["outputs"]) == set(published.files) - {"manifest.json"}
    assert main["front"]["languages"] == list(CODES)
    own = json.loads(published.files["nn/manifest.json"])
    assert (own["front"]["language"], own["runs"][0]["parameters"]["language"]) == ("nn", "nn")
    assert {f"nn/{name}" for name in own["outputs"]} == {
        name for name in published.files if name.startswith("nn/") and name != "nn/manifest.json"
    }
    for folder in FOLDERS.values():
        assert verify_folder(published.folder / folder).differences == ()


def test_a_file_of_any_language_that_was_changed_is_told(published: Published, tmp_path: Path) -> None:
    """By the main manifest; nothing that a language adds is beyond its sight."""
    for name, content in published.files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content + b" " if name == "nn/data/tbl-skole.csv" else content)
    (difference,) = verify_folder(tmp_path).differences
    assert difference.file == "nn/data/tbl-skole.csv"


def test_each_language_has_a_control_page(published: Published) -> None:
    """Beside the report, in the language, about that language's files."""
    for code in CODES:
        name = "2024.kontroll.html" if code == "nb" else f"2024.{code}.kontroll.html"
        page = html.document_fromstring((published.folder.parent / name).read_text(encoding="utf-8"))
        assert page.get("lang") == code
        own = {href.partition("#")[0] for href in page.xpath("//a/@href") if not href.startswith("#")}
        assert f"2024/{FOLDERS[code]}index.html" in own


def test_the_summary_tells_of_all_languages(published: Published) -> None:
    """Areas once, notebooks once a language, values of all."""
    (checked,) = check_editions(published.project, [EDITION], FINAL)
    told = summary(checked, published.built, 1)
    assert (told.areas, told.languages) == (2, CODES)
    assert any("6 run, 0 reused" in line or "6 kjørt" in line for line in told.lines())
    assert told.read_back.found == told.read_back.values > 0


@pytest.mark.slow
def test_only_the_language_whose_cell_changed_is_run_again(published: Published, tmp_path: Path) -> None:
    """A nynorsk cell is no part of the notebook that the other languages ran; explain says so before a build does."""
    project = write_project(tmp_path, IN_THREE)
    build(project)
    book: NotebookNode = deepcopy(SKOLE)
    (cell,) = (cell for cell in book.cells if cell.source.startswith("Elevane"))
    cell.source = cell.source.replace("Elevane gir", "Elevane våre gir")
    (project.notebooks / "skole.ipynb").write_text(nbformat.writes(book), encoding="utf-8")
    (checked,) = check_editions(project, [EDITION], DRAFT)
    assert [one.area for one in explain(checked, DRAFT) if one.runs] == ["skole (nn)"]
    built = build(project)
    assert [run.run.parameters["language"] for run in built.executed if not run.reused] == ["nn"]
    before, after = published.files, contents(project.reports / EDITION)
    assert "Elevane våre" in after["nn/index.html"].decode()
    # Draft and final differ in a word on every page, but not in the data.
    data = [name for name in after if name.startswith("data/") and name.endswith(".csv")]
    assert all(before[name] == after[name] for name in data)


def test_what_any_language_reads_and_makes_counts_for_a_receipt(published: Published) -> None:
    """A changed file in a language's folder is seen: the fast way is taken only when all is as it was."""
    before = receipt.state_made(published.folder)
    path = published.folder / "en" / "index.html"
    path.write_bytes(path.read_bytes() + b" ")
    changed = receipt.state_made(published.folder)
    path.write_bytes(published.files["en/index.html"])
    assert before == receipt.state_made(published.folder) != changed


@pytest.mark.slow
def test_all_languages_are_built_from_scratch_and_compared(published: Published) -> None:
    """Another folder, another day, another locale: the same bytes in every language."""
    found = verify_edition(published.project, EDITION)
    assert found.differences == ()
    assert found.files == len(published.files)


# --- one language only --------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_an_edition_in_one_language_is_as_it_always_was(tmp_path: Path) -> None:
    """Naming its only language changes no byte but the hash of the file that names it; no page speaks of others."""
    plain = write_project(tmp_path / "plain")
    build(plain)
    named = write_project(tmp_path / "named")
    path = named.params / "testvik" / "2024.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "languages: [nb]\n", encoding="utf-8")
    build(named)
    one, other = (contents(project.reports / EDITION) for project in (plain, named))
    assert [name for name in one if one[name] != other.get(name)] == ["manifest.json"]
    assert "languages" not in json.loads(one["manifest.json"])["front"]
    assert b"hreflang" not in b"".join(one.values())


# --- something is not translated ----------------------------------------------------------------------------------


def test_a_missing_translation_is_shown_marked_and_told(tmp_path: Path) -> None:
    """A draft shows the original in its own language, under a notice in the page's; the author reads where and what."""
    lacking = without(SKOLE, "The pupils")
    checked = check(tmp_path, {"notebooks/skole.ipynb": lacking})
    (warning,) = _told(checked)
    assert warning.startswith("notebooks/skole.ipynb, cell 6 («Elevene gir")
    assert "is not translated into English; the report shows it in Norwegian Bokmål." in warning
    built = build(Project(tmp_path))
    assert built.problems == ()
    page = html.document_fromstring(built.files["en/areas/skole.html"].decode())
    (marked,) = page.xpath("//main//*[@lang='nb']")
    assert marked.text_content().startswith("Elevene gir 4.3")
    assert "It stands here in Norwegian Bokmål." in page.text_content()
    assert "Elevane gir" in built.files["nn/areas/skole.html"].decode()


def _told(checked: Checked) -> list[str]:
    return [text for text in checked.warnings if "not translated" in text]


def test_what_is_not_translated_is_never_published(tmp_path: Path) -> None:
    """Told before anything is run, with the cell and what to do."""
    with pytest.raises(InputRefused) as refused:
        check(tmp_path, {"notebooks/skole.ipynb": without(SKOLE, "The pupils")}, FINAL)
    (fault,) = refused.value.faults
    assert fault.allowed == "a Markdown cell right below it, with the tag «only:en»"


def test_a_parameter_that_lacks_a_language_is_told_where_it_stands(tmp_path: Path) -> None:
    """File, line and key; a plain text counts as written in the main language."""
    municipality = str(IN_THREE["params/testvik/municipality.yaml"])
    municipality = municipality.replace("  met: {nb: Ønsket, nn: Ønskt, en: Wanted}", "  met: Ønsket")
    municipality = municipality.replace(", en: Good services", "")
    files: Files = {"params/testvik/municipality.yaml": municipality}
    found = [str(fault) for fault in check(tmp_path, files).findings]
    as_it_stands = "the report shows it as it stands."
    where = "params/testvik/municipality.yaml"
    assert found == [
        f"{where}:4, main_goal: «Gode tjenester» is not written in English; {as_it_stands}",
        f"{where}:13, legend.met: «Ønsket» is not written in Norwegian Nynorsk and English; {as_it_stands}",
    ]
    with pytest.raises(InputRefused):
        check(tmp_path, files, FINAL)


@pytest.mark.slow
def test_a_caption_in_the_main_language_only_stops_a_final_report(tmp_path: Path) -> None:
    """It comes from a call, so that it is known when the notebook has run; the old report stays as it was."""
    book: NotebookNode = deepcopy(SKOLE)
    book.cells[-1].source = 'area.scorecard("Målekort for skolene", "tbl-skole")'
    check(tmp_path, {"notebooks/skole.ipynb": book})
    with pytest.raises(BuildFailed, match="not everything in it is translated") as failed:
        build(Project(tmp_path), FINAL)
    assert {fault.file for fault in failed.value.faults} == {"notebooks/skole.ipynb"}
    assert not (tmp_path / "reports" / EDITION).exists()
    built = build(Project(tmp_path))
    assert built.problems == ()
    assert sum("caption in both languages" in str(fault.allowed) for fault in failed.value.faults) == 1


# --- pages that do not lead to each other -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('<link rel="alternate" hreflang="nn" href="nn/index.html">', "", "does not name itself in every language"),
        ('hreflang="nn" href="nn/index.html"', 'hreflang="nn" href="nn/areas/skole.html"', "does not lead back"),
        ('href="nn/index.html" lang="nn"', 'href="en/index.html" lang="nn"', "The switch between languages"),
    ],
)
def test_pages_that_do_not_lead_to_each_other_are_found(published: Published, old: str, new: str, what: str) -> None:
    """Whichever of the two ways is broken, on whichever side."""
    assert list(alternate_faults(published.files, CODES)) == []
    page = published.files["index.html"].decode()
    assert old in page
    broken = {**published.files, "index.html": page.replace(old, new).encode()}
    assert any(what in fault.what for fault in alternate_faults(broken, CODES))
