"""Why a result is missing: kinds that are never zero, never red, and counted one by one."""

from __future__ import annotations

from typing import Literal, get_args

from fokusrapport.i18n import Language

MissingKind = Literal[
    "blank",
    "not_measured",
    "not_measured_common_template",
    "new_indicator",
    "suppressed",
    "method_break",
    "not_applicable",
]
MISSING_KINDS: tuple[MissingKind, ...] = get_args(MissingKind)


def missing_text(kind: MissingKind, language: Language) -> str:
    """What stands in the cell of a missing result, in the report's language: «ikke målt», «skjermet»."""
    match kind:
        case "blank":
            return language.gettext("not stated")
        case "not_measured":
            return language.gettext("not measured")
        case "not_measured_common_template":
            return language.gettext("not measured by the common template")
        case "new_indicator":
            return language.gettext("new indicator")
        case "suppressed":
            return language.gettext("suppressed")
        case "method_break":
            return language.gettext("break in method")
        case "not_applicable":
            return language.gettext("not applicable")
