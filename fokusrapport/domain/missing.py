"""Why a result is missing: kinds that are never zero, never red, and counted one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
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
    texts: dict[MissingKind, str] = {
        "blank": language.gettext("not stated"),
        "not_measured": language.gettext("not measured"),
        "not_measured_common_template": language.gettext("not measured with the common template"),
        "new_indicator": language.gettext("new indicator"),
        "suppressed": language.gettext("suppressed"),
        "method_break": language.gettext("break in method"),
        "not_applicable": language.gettext("not applicable"),
    }
    return texts[kind]
