"""The example a new area begins with: two indicators, figures that are plainly made up, one action and one plan.

They show how everything hangs together, and stand there to be replaced. The edition says so of the area
(`example: true`), and so does every page.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fokusrapport.i18n import Language, _
from fokusrapport.starting.yamltext import comment, explained, labels, quoted

_COLUMNS = "indicator;year;value;missing;uncertain;comment"
_YEARS = 3
_SCORES = ("4.4", "4.5", "4.7")
_SHARES = (84, 86, 91)


@dataclass(frozen=True)
class Example:
    """The example of one area of one edition, in the report's main language."""

    area: str
    title: str
    municipality: str
    year: int
    words: Language
    factors: tuple[str, ...] = ()

    @property
    def satisfaction(self) -> str:
        """Id of the first indicator."""
        return f"{self.area}-eksempel-tilfredshet"

    @property
    def in_time(self) -> str:
        """Id of the second indicator."""
        return f"{self.area}-eksempel-svar-i-tide"

    @property
    def data_file(self) -> str:
        """Name of the file with the figures."""
        return f"eksempel-{self.area}.csv"

    def said(self, text: str) -> str:
        """A text in the report's language, as YAML."""
        return labels({self.words.code: text})

    # --- the figures ---

    def figures(self) -> str:
        """The data file, with the byte order mark by which Excel knows UTF-8."""
        made_up = self.words.gettext("Made-up example.")
        years = range(self.year - _YEARS + 1, self.year + 1)
        scores = [self.words.number(Decimal(score), 1) for score in _SCORES]
        rows = [
            *(f"{self.satisfaction};{year};{score};;{made_up};" for year, score in zip(years, scores, strict=True)),
            *(f"{self.in_time};{year};{share};;{made_up};" for year, share in zip(years, _SHARES, strict=True)),
        ]
        return "\ufeff" + "\n".join([_COLUMNS, *rows]) + "\n"

    def source(self) -> str:
        """The entry of the data file in sources.yaml."""
        gettext, mark = self.words.gettext, self.words.decimal_mark
        return "\n".join(
            [
                comment(_("Example figures. Take this entry and the file away when your own figures are there.")),
                explained(f"- file: {self.data_file}", _("the file in this folder")),
                explained("  table: indicator_results", _("what kind of table it is: see docs/data.md")),
                f'  format: {{separator: ";", decimal: "{mark}"}}',
                explained("  source: " + quoted(gettext("Made-up example figures")), _("where the figures are from")),
                explained(f'  period: "{self.year - _YEARS + 1}–{self.year}"', _("the years they are about")),
                explained("  owner: " + quoted(gettext("Nobody")), _("who answers for them")),
                "  licence: CC0 1.0",
                "  uncertain:",
                "    - " + quoted(gettext("The figures are made up, to show how the report works.")),
            ]
        )

    # --- the indicators ---

    def indicators(self) -> tuple[str, str]:
        """The entries of the two indicators in indicators.yaml."""
        gettext, number = self.words.gettext, self.words.number
        low, high = number(Decimal(4), 0), number(Decimal("4.5"), 1)
        below, least = number(Decimal("3.9"), 1), number(Decimal("4.4"), 1)
        scores = f'met: "{high} - 6", accepted: "{low} - {least}", unmet: "1 - {below}"'
        shares = 'met: "≥ 90 %", accepted: "80 - 89 %", unmet: "< 80 %"'
        first = [
            comment(_("An example. Write your own indicators, or let «add-indicator» ask you, and take this away.")),
            explained(f"- id: {self.satisfaction}", _("the name to call it by; never changed later")),
            "  label: " + self.said(gettext("Satisfaction of users (example)")),
            *self._shared(0),
            explained("  scale: score_1_6", _("what kind of number it is: see docs/parameters.md")),
            explained("  decimals: 1", _("how many are shown")),
            explained("  direction: higher", _("which way is better: higher or lower")),
            explained("  requirements:", _("as adopted, and from which year; a new one is added below")),
            f"    - {{from: {self.year - _YEARS + 1}, bands: {{{scores}}}}}",
            explained("  definition:", _("its card in the report; also why, formula and population")),
            "    what: " + self.said(gettext("What users answer when they are asked how satisfied they are.")),
        ]
        second = [
            f"- id: {self.in_time}",
            "  label: " + self.said(gettext("Answered within the deadline (example)")),
            *self._shared(1),
            "  scale: percent",
            explained('  unit: "%"', _("stands after the number")),
            "  direction: higher",
            "  requirements:",
            f"    - {{from: {self.year - _YEARS + 1}, bands: {{{shares}}}}}",
            "  definition:",
            "    what: " + self.said(gettext("The share of enquiries that are answered within the deadline.")),
        ]
        return "\n".join(first), "\n".join(second)

    def _shared(self, position: int) -> list[str]:
        """Success factor and areas."""
        factor = self.factors[min(position, len(self.factors) - 1)] if self.factors else ""
        own = [explained(f"  success_factor: {factor}", _("one of municipality.yaml"))] if factor else []
        return [*own, explained(f"  areas: [{self.area}]", _("the scorecards it stands on"))]


def tracking(example: Example, *, shown: bool) -> str:
    """The area's file of what is done, planned and explained: with the example in it, or with comments alone."""
    gettext, year = example.words.gettext, example.year
    factor = example.factors[0] if example.factors and shown else ""
    deed = _item(
        "eksempel-tiltak", example.said(gettext("Example: the opening hours were extended to two evenings.")), factor
    )
    plan = _item(
        "eksempel-plan", example.said(gettext("Example: the users are to be asked about the opening hours.")), factor
    )
    plan += [f'    due: "{year + 1}"', "    owner: " + quoted(gettext("The head of the service (example)"))]
    lines = [
        "# yaml-language-server: $schema=../../schema/area.json",
        comment(_("What was done in {year}. Each thing has an id of its own.").format(year=year)),
        *(["actions:", *deed] if shown else ["actions: []"]),
        comment(_("What is promised, with deadline and who answers for it; the next report must answer for it.")),
        *(["plans:", *plan] if shown else ["plans: []"]),
        comment(_("Why results are unacceptable, and what is done about it, like this:")),
        "#   - indicator: " + example.satisfaction,
        "#     explanation: " + quoted(_("Why it went so.")),
        "#     action: " + quoted(_("What is done about it.")),
        "#     owner: " + quoted(_("Who does it.")),
        f'#     due: "{year + 1}"',
        "explanations: []",
    ]
    return "\n".join(lines) + "\n"


def _item(name: str, text: str, factor: str) -> list[str]:
    return [f"  - id: {name}", f"    text: {text}", *([f"    success_factor: {factor}"] if factor else [])]
