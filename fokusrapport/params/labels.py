"""Language codes, and texts in several languages as parameters hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, Field

from fokusrapport.i18n import LANGUAGES, _

if TYPE_CHECKING:
    LanguageCode = str
else:
    LanguageCode = Literal[LANGUAGES]


def _one_language(labels: dict[LanguageCode, str]) -> dict[LanguageCode, str]:
    if not labels:
        msg = _("at least one language")
        raise ValueError(msg)
    return labels


Labels = Annotated[
    dict[LanguageCode, str],
    AfterValidator(_one_language),
    Field(description=f"The text in one or more languages, by code: {', '.join(LANGUAGES)}."),
]

Said = str | Labels
"""A text for readers in a notebook's call: plain, in the language of the authors, or in several."""
