"""The symbols that stand for figures, and what they mean: https://www.ssb.no/diverse/standardtegn-i-tabeller."""

from __future__ import annotations

from fokusrapport.i18n import Language

PROVISIONAL = "*"


def symbol_text(symbol: str, words: Language) -> str:
    """What stands where there is no figure: in words, with the symbol behind."""
    told = _short(words).get(symbol, words.gettext("no figure"))
    return f"{told} ({symbol})" if symbol else told


def symbol_note(symbol: str, words: Language) -> str:
    """What a symbol means, as a sentence; empty for none, and for one that is not known."""
    return {
        ".": words.gettext("“.” means that there can be no figure: the category was not in use."),
        "..": words.gettext("“..” means that the figure is lacking: not reported, or too uncertain to be published."),
        "...": words.gettext("“...” means that the figure is not there yet."),
        ":": words.gettext("“:” means that the figure may not be published, so that nobody can be recognised."),
        PROVISIONAL: words.gettext("“*” means that the figure is provisional."),
        "-": words.gettext("“-” means that there is nothing to count."),
    }.get(symbol, "")


def _short(words: Language) -> dict[str, str]:
    return {
        ".": words.gettext("not in use"),
        "..": words.gettext("lacking"),
        "...": words.gettext("not there yet"),
        ":": words.gettext("not published"),
        "-": words.gettext("none"),
    }
