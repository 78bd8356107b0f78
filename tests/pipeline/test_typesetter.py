from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from fokusrapport.pipeline.fonts import FONT_DIR, typst_fonts
from fokusrapport.pipeline.typesetter import Refused, compiled, typeset

DAY = dt.datetime(2025, 12, 31, tzinfo=dt.UTC)
SOURCE = '#set document(title: "x")\n#set text(lang: "nb", font: "Fira Sans")\n= Blåbær'


def test_same_bytes_in_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where Typst works makes no difference, nor which folder it works in."""
    monkeypatch.chdir(tmp_path)
    assert typeset(SOURCE.encode(), FONT_DIR, DAY) == compiled(SOURCE.encode(), typst_fonts(), DAY)


@pytest.mark.parametrize("more", ["#ukjent", '#set text(font: "Finnes Ikke")\nx'])
def test_refusal_and_warning_are_told_in_typsts_words(more: str) -> None:
    """The process says why, in UTF-8, and no traceback of its own."""
    source = f"{SOURCE}\n{more}".encode()
    with pytest.raises(Refused) as alone:
        compiled(source, typst_fonts(), DAY)
    with pytest.raises(Refused) as apart:
        typeset(source, FONT_DIR, DAY)
    assert apart.value.diagnostic.strip() == alone.value.diagnostic.strip()
    assert "Traceback" not in apart.value.diagnostic


def test_process_that_dies_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that was ended, as where memory is short, is a refusal with its exit code: never an empty file."""
    monkeypatch.setattr("sys.executable", "/bin/false")
    with pytest.raises(Refused, match=r"\(1\)"):
        typeset(SOURCE.encode(), FONT_DIR, DAY)
