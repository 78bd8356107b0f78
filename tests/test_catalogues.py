"""The catalogues: complete, current, compiled, and with every placeholder in its place."""

from __future__ import annotations

import gettext
import importlib.util
import io
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import Formatter
from types import ModuleType

import click
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from lxml import html

from fokusrapport.blocks_html import block_to_html
from fokusrapport.domain.area import AreaReport
from fokusrapport.domain.edition import open_edition
from fokusrapport.i18n import LANGUAGES, LOCALE_DIR, language
from fokusrapport.pipeline.html import render_html
from tests.sample import sample_chapter

ROOT = Path(__file__).parents[1]
TOOL = ROOT / "tools" / "catalogues.py"
TRANSLATIONS = sorted(LOCALE_DIR.glob("*/LC_MESSAGES/*.po"))
OURS = [path for path in TRANSLATIONS if path.stem == "fokusrapport"]
NORWEGIAN = LOCALE_DIR / "nb" / "LC_MESSAGES" / "fokusrapport.po"
QUOTES = {"nb": "«»", "nn": "«»", "sv": "””"}
NEIGHBOURS = {
    "nb": "ikkje kva kven kvifor korleis noko nokon inga eit ei vart frå berre inte och från vad",
    "nn": "ikke hva hvor hvem hvorfor hvordan hvilke hvilken noe noen et ble fra bare inte och från vad",
    "sv": "ikke ikkje hva kva hvor hvorfor og noe noko fra frå ble vart eit ei et bare berre",
}
"""Words that tell one of the languages from its neighbours, which are easily mixed up by those who read them all."""


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogues", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


catalogues = _tool()


def entries(path: Path) -> Iterator[tuple[Message, list[tuple[str, str]]]]:
    """Every message of a file, with its pairs of English and translation (two where there is a plural)."""
    for message in read_po(io.BytesIO(path.read_bytes())):
        if message.id:
            ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
            strings = message.string if isinstance(message.string, tuple | list) else (message.string or "",)
            yield message, list(zip(ids, strings, strict=True))


def fields(text: str) -> list[str]:
    """The names that `str.format` fills in, sorted; a text that is no template has none."""
    try:
        return sorted(name for _literal, name, _spec, _conversion in Formatter().parse(text) if name is not None)
    except ValueError:
        return []


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_every_language_is_there(code: str) -> None:
    """Each language but English, which stands in the code, has what bokmål has: the tests below are about something."""
    folder = LOCALE_DIR / code / "LC_MESSAGES"
    assert {path.name for path in folder.iterdir()} == {path.name for path in NORWEGIAN.parent.iterdir()}
    assert folder / NORWEGIAN.name in OURS


@pytest.mark.parametrize("path", TRANSLATIONS, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_complete(path: Path) -> None:
    """No message is untranslated or fuzzy, and none is left over from older code."""
    assert list(catalogues.unfinished(path)) == []
    assert read_po(io.BytesIO(path.read_bytes())).obsolete == {}


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.parent.parent.name)
def test_placeholders_are_kept(path: Path) -> None:
    """A translation fills in exactly what the English does."""
    wrong = [
        (english, other) for _m, pairs in entries(path) for english, other in pairs if fields(english) != fields(other)
    ]
    assert wrong == []


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.parent.parent.name)
def test_spaces_and_sentence_ends_are_kept(path: Path) -> None:
    """What is put together from parts stays apart, a sentence keeps its full stop, a headline its colon."""
    ends = re.compile(r"^(\s*).*?([.:…]?\s*)$", re.DOTALL)
    for _message, pairs in entries(path):
        for english, other in pairs:
            one, two = ends.fullmatch(english), ends.fullmatch(other)
            assert one is not None
            assert two is not None
            assert one.groups() == two.groups(), english


@pytest.mark.parametrize("path", TRANSLATIONS, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_typography(path: Path) -> None:
    """Quotes are the language's own; no typewriter ellipsis, no hyphen for a minus or a dash, no doubled space."""
    own = QUOTES[path.parent.parent.name]
    for _message, pairs in entries(path):
        for english, other in pairs:
            assert not set("«»“”") - set(own) & set(other), other
            for typewriter in ("...", "  ", " - ", " %%"):
                assert typewriter not in other or typewriter in english, other
            assert other.count(own[0]) == other.count(own[1]), other
            assert sum(mark in own for mark in other) % 2 == 0, other


@pytest.mark.parametrize("path", TRANSLATIONS, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_words_of_the_neighbours(path: Path) -> None:
    """No word stands there that only another of the Scandinavian languages has."""
    foreign = {*NEIGHBOURS[path.parent.parent.name].split()}
    found = [
        other
        for _message, pairs in entries(path)
        for _english, other in pairs
        if foreign & set(re.findall(r"\w+", other.lower()))
    ]
    assert found == []


@pytest.mark.parametrize("path", TRANSLATIONS, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_plural_forms(path: Path) -> None:
    """The header counts as CLDR says for the language, and a message with a plural has all forms of it."""
    catalogue = read_po(io.BytesIO(path.read_bytes()))
    code = path.parent.parent.name
    assert catalogue.plural_forms == Catalog(locale=code).plural_forms
    assert {len(pairs) for message, pairs in entries(path) if isinstance(message.id, tuple | list)} <= {
        catalogue.num_plurals
    }


def test_extraction_is_current() -> None:
    """`tools/catalogues.py --check`: template, translations and compiled files are what the code gives."""
    done = subprocess.run([sys.executable, TOOL, "--check"], capture_output=True, text=True, check=False)  # noqa: S603 - ours
    assert (done.returncode, done.stdout) == (0, "")


def test_check_notices_each_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin: an untranslated message, a fuzzy one and an old .mo are each named."""
    path = tmp_path / "locale" / "nb" / "LC_MESSAGES" / "fokusrapport.po"
    path.parent.mkdir(parents=True)
    path.write_text('msgid "one"\nmsgstr ""\n\n#, fuzzy\nmsgid "two"\nmsgstr "to"\n', encoding="utf-8")
    monkeypatch.setattr(catalogues, "ROOT", tmp_path)
    found = catalogues.problems({path: path.read_bytes(), path.with_suffix(".mo"): b"new"})
    name = "locale/nb/LC_MESSAGES/fokusrapport"
    assert found == [
        f"{name}.mo: out of date; run python tools/catalogues.py",
        f"{name}.po: untranslated: one",
        f"{name}.po: fuzzy: two",
    ]


@pytest.mark.parametrize("path", TRANSLATIONS, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_compiled_is_what_is_written(path: Path) -> None:
    """What gettext reads is what the translator wrote."""
    with path.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message, pairs in entries(path):
        if isinstance(message.id, str):
            assert compiled.gettext(message.id) == message.string
        else:
            assert [compiled.ngettext(message.id[0], message.id[1], count) for count in (1, 2)] == [
                other for _english, other in pairs
            ]


def test_template_messages_are_found() -> None:
    """Also those that a template asks an object for; and no text that is only text."""
    template = (
        b'{{ _("A") }} B {{ setting.language.gettext("C") }} {{ setting.number("D {number}", 1) }} {{ other("E") }}'
    )
    found = catalogues.template_messages(io.BytesIO(template), catalogues.KEYWORDS, (), {})
    assert sorted(text for _line, _name, text, _comments in found) == ["A", "C", "D {number}"]


def test_same_messages_same_bytes() -> None:
    """The order in which messages are met leaves no trace, nor does the clock."""
    catalogs = [Catalog(), Catalog()]
    for catalog, ids in zip(catalogs, (("a", "b"), ("b", "a")), strict=True):
        for text in ids:
            catalog.add(text)
    one, two = (catalogues.po_bytes(catalogues.PlainCatalog.of(catalog, "x", "nb")) for catalog in catalogs)
    assert one == two
    assert not re.search(rb"\d{4}-\d{2}-\d{2}", one)


@pytest.mark.parametrize("code", ["nb", "nn", "sv"])
def test_no_reader_meets_english(code: str) -> None:
    """Each language says it in its own words, and English as it stands in the code."""
    words = {"nb": "ikke målt", "nn": "ikkje målt", "sv": "inte mätt"}
    assert language(code).gettext("not measured") == words[code]
    assert language("en").gettext("not measured") == "not measured"


def test_a_language_is_begun_with_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder gets the files of the others, to be filled in, and each message is told of until it is."""
    for code in ("nb", "fi"):
        (tmp_path / code / "LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "nb" / "LC_MESSAGES" / "click.po").write_text('msgid "Usage:"\nmsgstr "Bruk:"\n', encoding="utf-8")
    monkeypatch.setattr(catalogues, "LOCALES", tmp_path)
    monkeypatch.setattr(catalogues, "ROOT", tmp_path)
    monkeypatch.setattr(catalogues, "extracted", lambda: catalogues.PlainCatalog(locale=None))
    files = catalogues.wanted_files()
    path = tmp_path / "fi" / "LC_MESSAGES" / "click.po"
    path.write_bytes(files[path])
    assert sorted(path.parent.parent.name + path.name for path in files if path.parent != tmp_path) == [
        f"{code}{name}"
        for code in ("fi", "nb")
        for name in ("click.mo", "click.po", "fokusrapport.mo", "fokusrapport.po")
    ]
    assert list(catalogues.unfinished(path)) == ["fi/LC_MESSAGES/click.po: untranslated: Usage:"]


def test_click_still_says_what_we_translate() -> None:
    """A message that click words differently in a new version is noticed here, not by an author."""
    source = "".join(path.read_text(encoding="utf-8") for path in sorted(Path(click.__file__).parent.glob("*.py")))
    known = re.sub(r'"\s*\n\s*"', "", source)
    path = LOCALE_DIR / "nb" / "LC_MESSAGES" / "click.po"
    assert [english for _m, pairs in entries(path) for english, _other in pairs if f'"{english}"' not in known] == []


# --- Norwegian pages ------------------------------------------------------------------------------------------------


def english_left(texts: Iterable[str]) -> list[str]:
    """The texts that read as a message of ours does in English, whatever is filled in."""
    pairs = [pair for _message, pairs in entries(NORWEGIAN) for pair in pairs if pair[0] != pair[1]]
    templates = [re.sub(r"\\{[^{}]*\\}", ".+", re.escape(english)) for english, _other in pairs]
    any_of = re.compile("|".join(template for template in templates if re.search("[a-z]{2}", template)))
    return [text for text in texts if any_of.fullmatch(text.strip("()"))]


def texts_of(page: str) -> list[str]:
    """Every piece of text of a page, and what screen readers say of its parts."""
    root = html.document_fromstring(page)
    found = root.xpath("//body//text()[not(parent::style)] | //@aria-label | //@alt | //@data-label")
    pieces = (piece.strip() for text in found for piece in str(text).split("·"))
    return [piece for piece in pieces if piece]


def test_english_is_noticed() -> None:
    """The twin of the next two: a word, a message with something filled in, and no Norwegian."""
    texts = ["Indicator", "Result 2015", "none: not measured in 2015", "Måleindikator", "Resultat 2015", "NAV"]
    assert english_left(texts) == texts[:3]


def test_frame_of_a_page_is_norwegian() -> None:
    """All that the templates say themselves."""
    texts = texts_of(render_html(sample_chapter()))
    assert english_left(texts) == []
    assert {
        "Hopp til innhold",
        "Innhold",
        "Utkast",
        "Fotnoter",
        "Tilbake til teksten",
        "Lenke til NAV",
    } <= {*texts}
    assert {"Tabell 1", "Figur 1", "Tallene som tabell"} <= {*texts}


def test_scorecards_are_norwegian() -> None:
    """All that the subject says about the results of 2015: heads, kinds of missing, statuses, reasons and changes."""
    edition = open_edition(ROOT, "kristiansund/2015")
    areas = [AreaReport(area, edition) for area in AreaReport("innledning", edition).all_areas()]
    blocks = [block for area in areas for block in (area.scorecard(), area.plans())]
    blocks += [areas[0].legend(), areas[0].counts("Resultatene")]
    texts = texts_of("<body>" + "".join(block_to_html(block) for block in blocks))
    assert english_left(texts) == []
    assert {"Suksessfaktor", "Måleindikator", "Resultatkrav", "Resultat 2015", "Endring fra sist måling"} <= {*texts}
    assert {"ikke oppgitt", "ikke målt", "under kravet", "ikke vurdert", "ingen: ikke målt i 2015"} <= {*texts}
    assert {"−2,1\u00a0prosentpoeng fra 2014", "(dårligere)"} <= {*texts}
