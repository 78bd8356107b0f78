"""The message catalogues: gathered from the code, brought up to date, and compiled.

`python tools/catalogues.py` writes the template (.pot), carries new messages into every translation (.po) and compiles
them (.mo). `--check` writes nothing: it says what is out of date, untranslated or fuzzy, and exits 1 if anything is.
Every folder of `fokusrapport/locale` is a language: a new one gets files to fill in, so that a language is begun with
`mkdir fokusrapport/locale/fi`. The same messages give the same bytes: no dates, no line numbers, sorted.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment, nodes

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "fokusrapport" / "locale"
DOMAIN = "fokusrapport"
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "number": None}
"""`number` is `Setting.number`, which translates «Table {number}» and fills it in."""
COMMENT = """\
# Messages of {project}{tongue}.
# Kept up to date by tools/catalogues.py: change the translations here, never the msgid."""


class PlainCatalog(Catalog):
    """A catalogue whose header says only what gettext needs: no date, no program, no person."""

    def _get_mime_headers(self) -> list[tuple[str, str]]:
        plural = [("Plural-Forms", self.plural_forms)] if self.locale else []
        encoding = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Transfer-Encoding", "8bit")]
        return [("Language", self.locale_identifier or ""), ("MIME-Version", "1.0"), *encoding, *plural]

    @classmethod
    def of(cls, messages: Catalog, project: str, language: str | None = None) -> PlainCatalog:
        """The messages of a catalogue, with a header of ours; obsolete ones are left out."""
        tongue = f" in {language}" if language else ""
        catalogue = cls(locale=language, fuzzy=False, header_comment=COMMENT.format(project=project, tongue=tongue))
        for message in messages:
            if message.id:
                catalogue.add(message.id, message.string, flags=message.flags, user_comments=message.user_comments)
        return catalogue


def template_messages(
    file: io.BufferedIOBase,
    keywords: Collection[str],
    _tags: object,
    options: object,  # noqa: ARG001 - babel gives it by name
) -> Iterator[tuple[int, str, str, list[str]]]:
    """The messages of a Jinja template, `setting.language.gettext("…")` too, which Jinja's own extractor passes by."""
    for call in Environment(autoescape=True).parse(file.read().decode()).find_all(nodes.Call):
        name = call.node.attr if isinstance(call.node, nodes.Getattr) else getattr(call.node, "name", "")
        if name in keywords and call.args and isinstance(call.args[0], nodes.Const):
            yield call.lineno, name, str(call.args[0].value), []


def extracted() -> PlainCatalog:
    """Every message in the package."""
    methods: list[tuple[str, Any]] = [("**.py", "python"), ("templates/*.j2", template_messages)]
    found = Catalog()
    for _file, _line, message, comments, _context in extract_from_dir(ROOT / DOMAIN, methods, keywords=KEYWORDS):
        found.add(message, auto_comments=comments)
    return PlainCatalog.of(found, DOMAIN)


def known(project: str) -> Catalog:
    """The messages that any language has of a project whose code is not ours."""
    found = Catalog()
    for path in sorted(LOCALES.glob(f"*/LC_MESSAGES/{project}.po")):
        for message in read_po(io.BytesIO(path.read_bytes())):
            if message.id:
                found.add(message.id, flags=message.flags)
    return found


def translation(path: Path, template: Catalog) -> PlainCatalog:
    """The translation in the file, if there is one yet, with the messages of the template."""
    language, project = path.parent.parent.name, path.stem
    old = read_po(io.BytesIO(path.read_bytes() if path.is_file() else b""), locale=language)
    old.update(template, no_fuzzy_matching=True)
    return PlainCatalog.of(old, project, language)


def wanted_files() -> dict[Path, bytes]:
    """Every catalogue file as it should be: the template, and each project's two files in each language."""
    others = sorted({path.stem for path in LOCALES.glob("*/LC_MESSAGES/*.po")} - {DOMAIN})
    templates: dict[str, Catalog] = {DOMAIN: extracted(), **{project: known(project) for project in others}}
    files = {LOCALES / f"{DOMAIN}.pot": po_bytes(templates[DOMAIN])}
    for folder in sorted(path for path in LOCALES.iterdir() if path.is_dir()):
        for project, template in templates.items():
            path = folder / "LC_MESSAGES" / f"{project}.po"
            catalogue = translation(path, template)
            files[path] = po_bytes(catalogue)
            files[path.with_suffix(".mo")] = mo_bytes(catalogue)
    return files


def po_bytes(catalogue: Catalog) -> bytes:
    """The catalogue as text."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=100, no_location=True, sort_output=True, ignore_obsolete=True)
    return buffer.getvalue()


def mo_bytes(catalogue: Catalog) -> bytes:
    """The catalogue compiled; fuzzy and empty translations are left out."""
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def unfinished(path: Path) -> Iterator[str]:
    """What a translator still has to do in a file."""
    for message in read_po(io.BytesIO(path.read_bytes())):
        strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
        state = "fuzzy" if message.fuzzy else "" if all(strings) else "untranslated"
        if message.id and state:
            yield f"{path.relative_to(ROOT).as_posix()}: {state}: {message.id}"


def problems(files: Mapping[Path, bytes]) -> list[str]:
    """Files that are not as they should be, and messages without a finished translation."""
    found = [
        f"{path.relative_to(ROOT).as_posix()}: out of date; run python tools/catalogues.py"
        for path, content in files.items()
        if not path.is_file() or path.read_bytes() != content
    ]
    return found + [line for path in files if path.suffix == ".po" and path.is_file() for line in unfinished(path)]


def main() -> None:
    """Write the catalogues, or check them; exit 1 when something is left to do."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing, say what is out of date")
    files = wanted_files()
    if not parser.parse_args().check:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    found = problems(files)
    for line in found:
        print(line)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
