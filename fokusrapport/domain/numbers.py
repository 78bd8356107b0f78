"""Values to text: how a result, and a difference between two, is printed with its indicator's unit."""

from __future__ import annotations

from decimal import Decimal

from fokusrapport.domain.missing import missing_text
from fokusrapport.domain.results import Result
from fokusrapport.domain.units import in_percent
from fokusrapport.i18n import MINUS, NO_BREAK_SPACE, DisplayText, Language
from fokusrapport.params.models import Indicator
from fokusrapport.params.translated import spellings


def format_result(indicator: Indicator, number: Decimal, language: Language) -> str:
    """A result with its unit, rounded half up to the indicator's decimals: «34,9 poeng», «93,6 %».

    A deviation carries its sign. A rank on a scale of named levels is printed as the level's name, unless the
    indicator has a unit («4 stjerner»).
    """
    name = _level_name(indicator, number, language)
    if name:
        return DisplayText(name)
    signed = indicator.scale == "deviation"
    if in_percent(indicator) and indicator.unit in ("", "%"):
        return language.percent(number, indicator.decimals, signed=signed)
    return with_unit(language.number(number, indicator.decimals, signed=signed), indicator.unit, language)


def format_difference(indicator: Indicator, difference: Decimal, language: Language) -> str:
    """A difference between two results, always with its sign: «+0,2», «−1,5 prosentpoeng»."""
    unit = language.gettext("percentage points") if in_percent(indicator) else indicator.unit
    return with_unit(language.number(difference, indicator.decimals, signed=True), unit, language)


def format_cell(indicator: Indicator, result: Result, language: Language) -> str:
    """What stands in a result's cell: the number with its unit, the text, or in words why it is missing."""
    if result.missing is not None:
        return DisplayText(missing_text(result.missing, language))
    if result.number is not None:
        return format_result(indicator, result.number, language)
    return DisplayText(_level_told(indicator, result.text or "", language))


def with_unit(number: str, unit: str, language: Language) -> str:
    """A number as it is printed and its unit in the form that goes with it, which no line end may part."""
    shown = language.after_one(unit) if number.lstrip(f"+{MINUS}") == "1" else unit
    return DisplayText(f"{number}{NO_BREAK_SPACE}{shown}" if unit else number)


def _level_told(indicator: Indicator, text: str, language: Language) -> str:
    """A result that is a text, as its source has it; the name of a level in the report's own language."""
    if indicator.scale == "yes_no":
        answers = {"ja": language.gettext("yes"), "nei": language.gettext("no")}
        told = answers.get(text.lower(), text)
    else:
        told = next((str(name) for name in indicator.ordinal if text.lower() in spellings(name)), text)
    return text if told.lower() == text.lower() else told


def _level_name(indicator: Indicator, number: Decimal, language: Language) -> str:
    """The name of the level a number stands for, empty when it stands for none."""
    names = indicator.ordinal
    if indicator.scale == "yes_no":
        return {Decimal(0): language.gettext("no"), Decimal(1): language.gettext("yes")}.get(number, "")
    named = names and not indicator.unit and number == int(number) and 1 <= number <= len(names)
    return names[int(number) - 1] if named else ""
