"""A municipality with records of so many that what is withheld of them can be told from every other number.

Feedback cases and survey answers, of which groups under 15 000 may not be told of; every group has a count of its own.
Which numbers must then stand nowhere is worked out from the tables, not written down.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

from fokusrapport.domain.disclosure import CountTable
from fokusrapport.domain.edition import EditionData, open_edition
from fokusrapport.domain.feedback.counts import YearCounts
from fokusrapport.domain.feedback.figures import FeedbackFigures
from fokusrapport.domain.survey.known import survey_found
from fokusrapport.domain.survey.results import questions_of
from fokusrapport.domain.values import plain_number
from fokusrapport.i18n import round_half_up
from fokusrapport.params.project import Project
from tests.project import EDITION, code, edition, markdown, notebook, write_project

LIMIT = 15_000
_FEWEST = 10_000  # fewer digits stand in any file by chance
_FEW_DIGITS = 5
_GROUPS = (  # type, area, month, day of the answer, cause, grade, action, cases
    ("ris", "skole", "01", "01-20", "rutine", 1, "kurs", 34_571),
    ("ris", "skole", "02", "03-28", "rutine", 1, "kurs", 31_219),
    ("ros", "skole", "01", "01-11", "", 1, "", 33_637),
    ("avvik", "skole", "02", "02-27", "utstyr", 4, "kurs", 12_343),
    ("ris", "bibliotek", "01", "01-19", "utstyr", 1, "bytte", 11_279),
    ("ros", "bibliotek", "01", "01-12", "", 1, "", 30_881),
    ("avvik", "bibliotek", "02", "02-26", "rutine", 1, "bytte", 35_027),
    ("ris", "helse", "02", "02-21", "rutine", 1, "kurs", 32_183),
    ("ros", "helse", "02", "02-22", "", 1, "", 13_721),
    ("avvik", "helse", "01", "01-30", "rutine", 1, "kurs", 31_957),
)
_FEEDBACK = """\
levels: [{id: enhet, label: {nb: Enheten}}, {id: leder, label: {nb: Lederen}}]
level_table:
  - [enhet, enhet, enhet, enhet]
  - [enhet, enhet, enhet, enhet]
  - [enhet, enhet, enhet, leder]
  - [enhet, enhet, enhet, leder]
escalated_from: leder
deadlines: {default: 14, types: {avvik: 30}}
areas:
  - {area: skole, label: {nb: Skole}, exposure: [{from: 2014, number: 7}]}
  - {area: bibliotek, label: {nb: Bibliotek}, exposure: [{from: 2014, number: 11}]}
  - {area: helse, label: {nb: Helse}, exposure: [{from: 2014, number: 13}]}
categories: [{id: ventetid, label: {nb: Ventetid}}]
causes: [{id: rutine, label: {nb: rutinen}}, {id: utstyr, label: {nb: utstyret}}]
actions: [{id: kurs, label: {nb: Kurs}}, {id: bytte, label: {nb: Bytte}}]
channels: [{id: nett, label: {nb: Nett}}]
control_chart: {unit: {nb: innbyggere}, exposure: [{from: 2014, number: 17}]}
"""
_SURVEYS = """\
surveys:
  - id: elever
    label: {nb: Elevundersøkelsen}
    area: skole
    scale: score_1_5
    answers: [{nb: Aldri}, {nb: Sjelden}, {nb: Av og til}, {nb: Ofte}, {nb: Alltid}]
    items: [{id: trives, label: {nb: Jeg trives}}, {id: mat, label: {nb: Maten er god}}]
    indexes: [{id: alt, label: {nb: Alt i alt}, items: [trives, mat]}]
    unit_column: enhet
    units: [{id: nord, label: {nb: Nord}}, {id: soer, label: {nb: Sør}}, {id: vest, label: {nb: Vest}}]
    waves: [{id: "2024", year: 2024, invited: 130003, units: {nord: 50021, soer: 48017, vest: 31013}}]
  - id: naboer
    label: {nb: Naboundersøkelsen}
    area: skole
    scale: score_1_5
    answers: [{nb: Aldri}, {nb: Sjelden}, {nb: Av og til}, {nb: Ofte}, {nb: Alltid}]
    items: [{id: ro, label: {nb: Det er rolig her}}]
    waves: [{id: "2024", year: 2024, invited: 47017}]
"""
_PUPILS = (  # unit, «trives», «mat», how many of such
    ("nord", 5, 4, 21_013), ("nord", 3, 2, 17_321), ("soer", 4, 4, 16_937), ("soer", 2, 5, 15_443),
    ("vest", 5, 1, 6_211), ("vest", 2, 3, 6_473),
)  # fmt: skip
_NEIGHBOURS = ((5, 4_129), (4, 3_907), (1, 3_319))
_SOURCE = "source: Oppdiktet, period: i 2024, owner: Testvik, licence: Ingen, delivered: 2025-01-31"
_CELLS = (
    code(
        "from fokusrapport.domain.area import open_area\n"
        'area = open_area("skole", municipality=municipality, year=year, language=language)\n'
        'cases, pupils, near = area.feedback(), area.survey("elever"), area.survey("naboer")'
    ),
    *(code(f"cases.{block}()") for block in ("key_figures", "balance", "signals")),
    *(
        code(f'cases.{block}("Saker", "tbl-{block}")')
        for block in ("by_month", "by_year", "by_area", "deadlines", "deadlines_by_area", "levels", "actions")
    ),
    code('cases.pareto_chart("Årsaker", "fig-pareto")'),
    code('cases.control_chart("Måneder", "fig-kontroll")'),
    *(
        code(f'cases.control_chart("Kvartaler", "fig-{area}", area="{area}")')
        for area in ("skole", "bibliotek", "helse")
    ),
    markdown(
        'Ris: {eval}`cases.cases("ris", area="bibliotek")`, i tide {eval}`cases.within(14, area="bibliotek")`, midt '
        'i {eval}`cases.median(30, area="skole")`, ros {eval}`cases.praise(area="helse")`, gjentatt '
        '{eval}`cases.repeats()`; {eval}`pupils.mean("trives")` mot {eval}`near.mean("ro")` av {eval}`near.rate()`.'
    ),
    *(
        code(f'{survey}.{block}("Svar", "{kind}-{survey}-{block}")')
        for survey in ("pupils", "near")
        for block, kind in (("table", "tbl"), ("waves", "tbl"), ("response", "tbl"), ("chart", "fig"))
    ),
    code('pupils.units("Enheter", "tbl-enheter")'),
    *(code(f"{survey}.facts()") for survey in ("pupils", "near")),
)


def records_project(root: Path, limit: int, *more: str) -> Project:
    """The municipality with a limit for all its files; `more` are paragraphs for its notebook."""
    tables = {"saker": "feedback_cases", "svar": "survey_responses", "naboer": "survey_responses"}
    declared = [f"  - {{file: {name}.csv, table: {table}, {_SOURCE}, suppression_limit: {limit}}}\n"
                for name, table in tables.items()]  # fmt: skip
    return write_project(
        root,
        {
            "params/testvik/2024.yaml": edition(["skole"]),
            "params/testvik/indicators.yaml": "indicators: []\n",
            "params/testvik/feedback.yaml": _FEEDBACK,
            "params/testvik/surveys.yaml": _SURVEYS,
            "data/testvik/sources.yaml": "files:\n" + "".join(declared),
            "data/testvik/resultater.csv": None,
            "data/testvik/saker.csv": "\n".join(_cases()) + "\n",
            "data/testvik/svar.csv": "\n".join(_pupils()) + "\n",
            "data/testvik/naboer.csv": "\n".join(_neighbours()) + "\n",
            "notebooks/bad.ipynb": None,
            "notebooks/skole.ipynb": notebook("Skole", *_CELLS, *map(markdown, more)),
        },
    )


def secrets(root: Path) -> dict[str, str]:
    """Every number that may stand nowhere, as its digits, and what it is; of nothing that is shown as well."""
    opened = open_edition(root, EDITION)
    counts = FeedbackFigures(opened).counts(2024)
    hidden, open_ones = dict(_of_cases(counts, shown=False)), dict(_of_cases(counts, shown=True))
    for name in ("elever", "naboer"):
        hidden |= dict(_of_survey(opened, name, shown=False))
        open_ones |= dict(_of_survey(opened, name, shown=True))
    return {number: what for number, what in hidden.items() if number not in open_ones}


def _of_cases(counts: YearCounts, *, shown: bool) -> Iterator[tuple[str, str]]:
    """The counts of cells that are shown, or that are not, and what share each is of the sums it is in."""
    protected = counts.protected
    for table in protected._tables.values():  # noqa: SLF001 - the numbers themselves, which nothing else tells
        named = {key: "/".join(part or "all" for part in key) for key in table.all_keys()}
        for key, name in named.items():
            if protected.shows(table.name, key) is shown and table.counts[key] >= _FEWEST:
                yield str(table.counts[key]), f"{table.name}: {name}"
        for total, part in _parts(table):
            told = protected.shows(table.name, total) and protected.shows(table.name, part)
            if told is shown and 0 < table.counts[part] < table.counts[total]:
                share = Decimal(table.counts[part] * 100) / table.counts[total]
                yield from _digits(share, f"{table.name}: {named[part]} of {named[total]}")


def _parts(table: CountTable) -> Iterator[tuple[tuple[str | None, ...], tuple[str | None, ...]]]:
    for _over, total, parts in table.lines():
        yield from ((total, part) for part in parts)


def _of_survey(opened: EditionData, name: str, *, shown: bool) -> Iterator[tuple[str, str]]:
    """How many of the whole and its units answered, the rates and the means, that are shown or not."""
    found = survey_found(opened, name)
    for wave, whole in found.results.items():
        for result in (whole, *found.units[wave].values()):
            who = f"{name} {result.unit or 'all'}"
            if found.shows(result) is shown:
                yield str(result.answered), f"{who}: answered"
                yield from _digits(Decimal(result.answered * 100) / (result.invited or 1), f"{who}: rate")
            for question in questions_of(found.survey):
                answers = result.questions[question.id].alike
                if found.shows(result, question.id) is shown and answers:
                    total = sum(each.value * each.count for each in answers)
                    many = sum(each.count for each in answers)
                    mean = Decimal(total.numerator) / total.denominator / many
                    yield from _digits(mean, f"{who}: mean of {question.id}")


def _digits(number: Decimal, what: str) -> Iterator[tuple[str, str]]:
    """A number that goes on and on, as the files write it; one with few decimals may be any other."""
    digits = plain_number(round_half_up(number, 6)).replace(".", "").lstrip("0")
    if len(digits) > _FEW_DIGITS:
        yield digits, what


def _cases() -> Iterator[str]:
    yield "id;received;type;area;category;severity;extent;cause;action;answered"
    numbers = iter(range(10**9))
    for kind, area, month, answered, cause, grade, action, many in _GROUPS:
        row = f"2024-{month}-10;{kind};{area};ventetid;{grade};{grade};{cause};{action};2024-{answered}"
        yield from (f"{next(numbers)};{row}" for _case in range(many))


def _pupils() -> Iterator[str]:
    yield "survey;wave;respondent;trives;mat;enhet"
    rows = (f"{first};{second};{unit}" for unit, first, second, many in _PUPILS for _one in range(many))
    yield from _numbered("elever", rows)


def _neighbours() -> Iterator[str]:
    yield "survey;wave;respondent;ro"
    yield from _numbered("naboer", (str(answer) for answer, many in _NEIGHBOURS for _one in range(many)))


def _numbered(survey: str, rows: Iterable[str]) -> Iterator[str]:
    yield from (f"{survey};2024;{number};{row}" for number, row in enumerate(rows))
