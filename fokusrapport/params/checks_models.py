"""The model behind `params/<municipality>/<year>/checks/<area>.yaml`: who has checked an area, when, and what it said.

One small file an area: two people who check two areas at once never change the same file.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, get_args

from pydantic import Field

from fokusrapport.params.labels import LanguageCode
from fokusrapport.params.models import CheckRole, Model

ROLES: tuple[CheckRole, ...] = get_args(CheckRole)
"""Those who check, in the order they do."""

Part = Literal["text", "numbers", "tables", "figures"]
PARTS: tuple[Part, ...] = get_args(Part)
"""What of an area can have changed since it was checked."""

Fingerprint = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Digest = Annotated[str, Field(pattern="^[0-9a-f]{12}$")]


class Content(Model):
    """What an area shows its readers in one language, as fingerprints; the parts tell what has changed since."""

    fingerprint: Fingerprint = Field(description="SHA-256 of all that its readers see.")
    text: Digest = Field(description="Of the words, with every computed number left open.")
    numbers: Digest = Field(description="Of the computed numbers.")
    tables: Digest = Field(description="Of the tables, with every computed number left open.")
    figures: Digest = Field(description="Of the figures.")


class Check(Model):
    """Somebody has looked at an area, and stands by it as it was then."""

    name: str = Field(min_length=1, description="Who has checked it.")
    date: dt.date = Field(description="The day it was checked.")
    content: dict[LanguageCode, Content] = Field(
        min_length=1, description="What was checked, by language; written by «build.py approve», never by hand."
    )


class AreaChecks(Model):
    """`params/<municipality>/<year>/checks/<area>.yaml`: written by «build.py approve»."""

    unit: Check | None = Field(None, description="The check by the head of unit.")
    director: Check | None = Field(None, description="The check by the director.")

    def by(self, role: CheckRole) -> Check | None:
        """The check by somebody in this role."""
        return self.unit if role == "unit" else self.director
