"""The language of messages to the person at the keyboard, click's own too."""

from __future__ import annotations

import gettext
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from fokusrapport.i18n import translate_click, ui_language

GETTEXT_ENVIRONMENT = ("FOKUSRAPPORT_LANGUAGE", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.mark.parametrize(
    ("environment", "code"),
    [
        ({}, "nb"),
        ({"LANG": "C.UTF-8"}, "nb"),
        ({"LANG": "nb_NO.UTF-8"}, "nb"),
        ({"LANG": "no_NO.UTF-8"}, "nb"),
        ({"LANG": "nn_NO"}, "nn"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "nb"),
        ({"LANG": "nso_ZA.UTF-8"}, "nb"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "sv_SE.UTF-8"}, "sv"),
        ({"LC_ALL": "en_GB.UTF-8", "FOKUSRAPPORT_LANGUAGE": "nb"}, "nb"),
        ({"LC_ALL": "nb_NO.UTF-8", "FOKUSRAPPORT_LANGUAGE": "en"}, "en"),
    ],
)
def test_language_of_messages(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], code: str) -> None:
    """Our own variable wins, then the locale where it is a language of ours; otherwise bokmål."""
    for name in GETTEXT_ENVIRONMENT:
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ui_language() == code


@pytest.fixture
def norwegian_click(monkeypatch: pytest.MonkeyPatch) -> Iterator[click.Command]:
    """A command of click's with one option of each kind we use, its messages in bokmål."""
    monkeypatch.setenv("FOKUSRAPPORT_LANGUAGE", "nb")
    monkeypatch.setenv("LANGUAGE", "")  # put back afterwards, with what translate_click sets
    domain = gettext.textdomain()
    translate_click()

    @click.command()
    @click.option("--jobs", type=click.IntRange(1, 64), default=2, show_default=True)
    @click.option("--quiet", is_flag=True)
    def command(jobs: int, *, quiet: bool) -> None:
        raise AssertionError((jobs, quiet))

    yield command
    gettext.textdomain(domain)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--help"], ["Bruk:", "Valg:", "standard: 2", "Vis denne hjelpen og avslutt."]),
        (["--jobz", "2"], ["Skriv «", "for å få hjelp.", "Feil: Valget «--jobz» finnes ikke. Mente du"]),
        (["--jobs"], ["Feil: Valget «--jobs» må ha en verdi etter seg."]),
        (["--jobs", "to"], ["Ugyldig verdi for '--jobs': «to» er ikke et helt tall."]),
        (["--jobs", "65"], ["65 er utenfor det tillatte området 1<=x<=64."]),
        (["--quiet=1"], ["Valget «--quiet» skal ikke ha noen verdi."]),
        (["nav"], ["Kommandoen tar ikke imot «nav»."]),
        (["nav", "ppt"], ["Kommandoen tar ikke imot dette: nav ppt."]),
    ],
)
def test_click_speaks_norwegian(norwegian_click: click.Command, arguments: list[str], words: list[str]) -> None:
    """Help and every mistake one can make on the command line."""
    output = CliRunner().invoke(norwegian_click, arguments).output
    assert [word for word in words if word not in output] == []
