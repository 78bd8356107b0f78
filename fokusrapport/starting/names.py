"""Names as files and tags take them: what is wrong with one, and what it could have been."""

from __future__ import annotations

import re
import unicodedata

from fokusrapport.errors import Fault
from fokusrapport.i18n import LANGUAGES, _

IDENTIFIER = re.compile(r"[a-zæøå][a-zæøå0-9_-]*")
_KINDS = ("kommune", "kommun", "stad", "municipality", "herad")
_OWN = "æøå"


def slug(text: str) -> str:
    """A text as a name: «Kultur og fritid» is «kultur-og-fritid», «Malmö» «malmo»."""
    letters = (letter if letter in _OWN else _without_accent(letter) for letter in text.lower())
    return re.sub(r"[^a-zæøå0-9_]+", "-", "".join(letters)).strip("-_").lstrip("0123456789-_")


def folder_of(name: str) -> str:
    """The folder of a municipality by its printed name: «Skogdal kommune» lies in «skogdal»."""
    words = name.split()
    return slug(" ".join(words[:-1] if len(words) > 1 and words[-1].lower() in _KINDS else words))


def misnamed(place: str, name: str) -> list[Fault]:
    """What is wrong with a name, as a list of one fault or none."""
    if not IDENTIFIER.fullmatch(name):
        what = _("«{name}» cannot be a name in files and tags.").format(name=name)
        allowed = _("small letters, digits, «-» and «_», a letter first")
        return [Fault(place, what=what, allowed=allowed, nearest=slug(name))]
    if name in LANGUAGES:
        what = _("«{name}» is the code of a language.").format(name=name)
        return [Fault(place, what=what, allowed=_("another name"))]
    return []


def _without_accent(letter: str) -> str:
    return "".join(part for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part))
