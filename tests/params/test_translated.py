from __future__ import annotations

from pathlib import Path

import pytest

from fokusrapport.params.labels import Labels
from fokusrapport.params.models import Model
from fokusrapport.params.translated import Translatable, Translated, has_words, localised, spellings, untranslated
from fokusrapport.params.yamlfile import load_model


class Part(Model):
    """A part of the example."""

    unit: Translatable = ""
    plain: str = ""


class Example(Model):
    """A file with texts of every kind."""

    title: Translatable
    label: Labels
    parts: tuple[Part, ...] = ()
    names: tuple[Translatable, ...] = ()


TEXT = "text (in quotes if it looks like a number or a date)"
IN_THREE = Example.model_validate(
    {
        "title": {"nb": "Tittel", "nn": "Tittelen", "en": "Title"},
        "label": {"nb": "Navn", "en": "Name"},
        "parts": ({"unit": {"nb": "dager", "en": "days"}, "plain": "x"}, {"unit": "%"}),
        "names": ("Bra", {"nb": "Dårlig", "nn": "Dårleg"}),
    }
)


def test_a_text_is_a_text_whatever_it_is_given_in() -> None:
    """In Python the first language's, so that nothing that prints it has to know of languages."""
    assert IN_THREE.title == "Tittel"
    assert repr(IN_THREE.title) == "'Tittel'"
    assert Example.model_validate({"title": "Tittel", "label": {"nb": "x"}}).title == IN_THREE.title


def test_a_model_is_read_in_a_language() -> None:
    """Texts in that language or what stands in for them, each knowing which; labels are left to those who mark them."""
    found = localised(IN_THREE, "en", "nb")
    assert (found.title, found.parts[0].unit, found.parts[1].unit, found.names) == (
        "Title",
        "days",
        "%",
        ("Bra", "Dårlig"),
    )
    assert [getattr(text, "language", "") for text in (found.title, *found.names)] == ["en", "nb", "nb"]
    assert found.label == IN_THREE.label
    assert localised(found, "nn", "nb").title == "Tittelen"
    assert IN_THREE.title == "Tittel"


def test_what_a_language_lacks_is_found_with_its_place() -> None:
    """Plain texts are in the main language; a text without words needs none."""
    lacking = dict(untranslated(IN_THREE, "en", "nb"))
    assert lacking == {("names", 0): "Bra", ("names", 1): "Dårlig"}
    assert set(untranslated(IN_THREE, "nn", "nb")) == {
        (("label",), "Navn"),
        (("parts", 0, "unit"), "dager"),
        (("names", 0), "Bra"),
    }
    assert set(untranslated(IN_THREE, "nb", "nb")) == set()


@pytest.mark.parametrize(("text", "words"), [("dager", True), ("%", False), ("2016–2018", False), ("A", False)])
def test_a_text_without_words_is_the_same_everywhere(text: str, words: bool) -> None:  # noqa: FBT001 - a table
    """Numbers and signs are not translated, nor is a single letter."""
    assert has_words(text) is words


def test_data_may_be_written_in_any_of_the_languages() -> None:
    """Every spelling of a word, in small letters."""
    assert spellings(Translated.of({"nb": "Ønsket", "en": "Wanted"})) == ("ønsket", "wanted")
    assert spellings("Bra") == ("bra",)


@pytest.mark.parametrize(
    ("written", "what", "allowed"),
    [
        (
            "title: 5",
            "5 cannot stand at «title».",
            TEXT,
        ),
        ("title: {no: Tittel}", "Unknown key «no».", "nb, nn, sv, en"),
        ("title: {}", "title is not accepted.", "at least one language"),
        ("title: {nb: 5}", "5 cannot stand at «nb».", TEXT),
    ],
)
def test_what_is_no_text_is_told(tmp_path: Path, written: str, what: str, allowed: str) -> None:
    """One fault, with its line and what may stand there."""
    (tmp_path / "x.yaml").write_text(f"label: {{nb: x}}\n{written}\n", encoding="utf-8")
    found, (fault,) = load_model(tmp_path / "x.yaml", tmp_path, Example)
    assert found is None
    assert (fault.line, fault.what) == (2, what)
    assert fault.allowed.startswith(allowed)
