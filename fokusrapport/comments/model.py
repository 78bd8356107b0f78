"""A remark as the W3C Web Annotation Data Model has it: one file, written once and never changed.

A comment's target is a place: a cell of a notebook, and words in what the cell shows. An answer's target is the comment
it answers, and so is that of the word that a comment is settled. See https://www.w3.org/TR/annotation-model/.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, ConfigDict, Field, PlainSerializer

from fokusrapport.blocks import Frozen

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
AROUND = 48
"""How many signs before and after the words are kept with them."""

_LONGEST = 20_000
_CELL = "cell-id="  # as JupyterLab writes the address of a cell

Motivation = Literal["commenting", "editing", "highlighting", "replying", "moderating"]
Id = Annotated[str, Field(pattern=r"^[0-9a-z]{8,32}$")]
Name = Annotated[str, BeforeValidator(lambda name: name.strip() if isinstance(name, str) else name)]


def _in_utc(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(dt.UTC)


def _written(moment: dt.datetime) -> str:
    """To the thousandth: a comment may be settled and opened again within a second."""
    text = moment.isoformat(timespec="milliseconds" if moment.microsecond >= _THOUSANDTH else "seconds")
    return text.replace("+00:00", "Z")


_THOUSANDTH = 1000  # microseconds
Moment = Annotated[AwareDatetime, AfterValidator(_in_utc), PlainSerializer(_written, when_used="json")]


class Person(Frozen):
    """Who said it."""

    type: Literal["Person"] = "Person"
    name: Name = Field(min_length=1, max_length=120)


class TextualBody(Frozen):
    """What was said."""

    type: Literal["TextualBody"] = "TextualBody"
    value: str = Field(max_length=_LONGEST)
    format: Literal["text/plain"] = "text/plain"


class FragmentSelector(Frozen):
    """The cell, by its id."""

    type: Literal["FragmentSelector"] = "FragmentSelector"
    value: str = Field(pattern=rf"^{_CELL}[a-zA-Z0-9_-]{{1,64}}$")

    @classmethod
    def of(cls, cell: str) -> FragmentSelector:
        """The selector of a cell."""
        return cls(value=f"{_CELL}{cell}")

    @property
    def cell(self) -> str:
        """The id of the cell."""
        return self.value.removeprefix(_CELL)


class TextQuoteSelector(Frozen):
    """The words, and what stood before and after them."""

    type: Literal["TextQuoteSelector"] = "TextQuoteSelector"
    exact: str = Field(min_length=1, max_length=_LONGEST)
    prefix: str = Field(default="", max_length=1000)
    suffix: str = Field(default="", max_length=1000)


class TextPositionSelector(Frozen):
    """Where in the cell's text the words began and ended, counted in characters."""

    type: Literal["TextPositionSelector"] = "TextPositionSelector"
    start: int = Field(ge=0)
    end: int = Field(ge=0)


Selector = Annotated[FragmentSelector | TextQuoteSelector | TextPositionSelector, Field(discriminator="type")]


class Place(Frozen):
    """A notebook (`source`), the edition and language it was read in (`scope`), and where in it, in several ways."""

    type: Literal["SpecificResource"] = "SpecificResource"
    source: str = Field(pattern=r"^notebooks/[^/\\.][^/\\]*\.ipynb$")
    scope: str = Field(pattern=r"^[^/\\.][^/\\]*/\d{4}(/[a-z]{2,3})?$")
    selector: tuple[Selector, ...] = ()

    @property
    def area(self) -> str:
        """The area whose notebook it is."""
        return self.source.removeprefix("notebooks/").removesuffix(".ipynb")

    @property
    def cell(self) -> str:
        """The cell's id; empty where none is given."""
        return next((one.cell for one in self.selector if isinstance(one, FragmentSelector)), "")

    @property
    def quote(self) -> TextQuoteSelector | None:
        """The words; None where the area or the cell as a whole is meant."""
        return next((one for one in self.selector if isinstance(one, TextQuoteSelector)), None)

    @property
    def start(self) -> int:
        """Where the words began."""
        return next((one.start for one in self.selector if isinstance(one, TextPositionSelector)), 0)


class Annotation(Frozen):
    """One remark: a comment, an answer to one, or the word that one is settled (or is not after all)."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    context: Literal["http://www.w3.org/ns/anno.jsonld"] = Field(default=CONTEXT, alias="@context")
    id: Id
    type: Literal["Annotation"] = "Annotation"
    motivation: Motivation = "commenting"
    creator: Person
    created: Moment
    body: TextualBody | None = None
    target: Place | Id

    @property
    def text(self) -> str:
        """What was said; empty where words were only marked."""
        return self.body.value if self.body else ""


def flat(text: str) -> str:
    """A text as places in it are counted: every run of white space is one space, and soft hyphens are not there."""
    return _SPACES.sub(" ", text.replace("\u00ad", ""))


# Written out, for the page's script counts by the same list (`templates/comments.js`).
_SPACES = re.compile("[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
