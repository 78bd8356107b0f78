"""Questions that were noted while a notebook ran: asked again, and told in words."""

from __future__ import annotations

from ast import literal_eval
from dataclasses import dataclass

from fokusrapport.domain.edition import EditionData
from fokusrapport.errors import InputRefused
from fokusrapport.i18n import _
from fokusrapport.observing import OPENED, REFUSED, digest, parsed, readable


@dataclass(frozen=True)
class Answers:
    """What an edition answers now, to questions noted by `observing.asked`."""

    edition: EditionData

    def digest(self, question: str) -> str:
        """The digest of the answer; raises LookupError for a question that nobody can be asked now.

        Another version knew it, it was asked with something else than texts and numbers, or of another edition.
        """
        name, given = parsed(question)
        owner, _dot, method = name.partition(".")
        try:
            arguments = [literal_eval(argument) for argument in given]
            if name == OPENED and arguments == [self.edition.name]:
                return OPENED
            asked_of = {"EditionData": self.edition, "Data": self.edition.data, "Register": self.edition.register}[
                owner
            ]
            found = getattr(asked_of, method)
            return digest(found(*arguments) if callable(found) else found)
        except InputRefused:
            return REFUSED
        except (AttributeError, TypeError, ValueError, SyntaxError) as error:
            raise LookupError(question) from error

    @staticmethod
    def words(question: str) -> str:
        """What a question is about, for the person who asks why a notebook is run again."""
        name, given = parsed(question)
        told = {
            OPENED: _("the edition {0} was opened, too"),
            "Data.series": _("the results of «{0}»"),
            "Data.ranking": _("the ranked list «{0}»"),
            "Data.answers_to": _("the answers to «{0}»"),
            "Data.bases_of": _("how many answered about «{0}»"),
            "Register.find": _("the indicator «{0}» in the register"),
            "Register.of_area": _("which indicators stand on the scorecard of «{0}»"),
            "EditionData.module": _("the file {0}.yaml of the municipality"),
            "EditionData.module_lines": _("the lines of {0}.yaml"),
            "EditionData.tracking": _("what is tracked of the area «{0}»"),
            "EditionData.promises": _("what the area «{0}» is to answer for"),
            "EditionData.promising_areas": _("which areas have plans to answer for"),
            "EditionData.municipality": _("the municipality"),
            "EditionData.areas": _("which areas there are"),
            "EditionData.has_area": _("whether there is an area «{0}»"),
            "EditionData.result_years": _("which years the scorecards show"),
        }
        arguments = [argument.strip("'\"") for argument in given]
        return told[name].format(*arguments) if name in told else readable(question).partition(".")[2]
