"""What is withheld stands nowhere in what a build leaves behind: not in the report, not in the cache."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from fokusrapport.app import build_edition
from fokusrapport.checking import Options, check_editions
from fokusrapport.params.project import Project
from tests.leaks import leaks
from tests.project import EDITION, code, markdown, notebook, write_project
from tests.withheld_records import LIMIT as FEWEST_RECORDS
from tests.withheld_records import records_project, secrets

pytestmark = pytest.mark.slow

LIMIT = 900_000  # high, so that what is withheld can be told from every other number
SURVEY = """\
survey;indicator;year;value;invited;answered;comment
elev;trygghet;2023;61,2345;1000001;950001;
elev;trygghet;2024;47,3917;718523;713944;Bare noenogtjue av elevene svarte.
elev;trygg-svarprosent;2023;82,1234;1000001;950001;
elev;trygg-svarprosent;2024;38,2714;718523;;
foreldre;trygg-alle;2024;100;1200003;1200001;
"""
ANSWERS = """\
survey;indicator;year;answer;position;count
elev;trygghet;2024;Dårlig;1;316948
elev;trygghet;2024;Bra;2;417263
elev;trygghet;2024;Vet ikke;;218837
"""
CASES = "indicator;year;value\nsaker;2023;981234\nsaker;2024;513627\n"
SECRETS = {
    "473917": "the mean",
    "713944": "how many answered",
    "718523": "how many were asked: with the rate it tells how many answered",
    "382714": "the rate, whose row does not say how many answered",
    "513627": "a count of cases",
    "467607": "the change of the count from the year before, which is shown",
    "316948": "how many gave an answer",
    "417263": "how many gave another",
    "218837": "how many stood outside the scale",
    "734211": "how many answered the question",
    "Bare noenogtjue": "the comment on the row",
}
FOUND_ANYWHERE = {"473917", "382714", "513627", "467607", "316948", "417263", "218837", "734211", "Bare noenogtjue"}
"""What a report shows where nothing is withheld; how many were asked and answered stands in no table."""

REGISTER = """\
indicators:
  - {id: trygghet, label: {nb: Trygghet}, success_factor: kvalitet, areas: [skole], scale: percent, decimals: 4,
     direction: higher, requirements: [{from: 2023, text: "≥ 50 %"}]}
  - {id: trygg-svarprosent, label: {nb: Svarprosent}, success_factor: kvalitet, areas: [skole], scale: percent,
     decimals: 4, direction: higher}
  - {id: trygg-alle, label: {nb: Alle trygge}, success_factor: kvalitet, areas: [skole], scale: percent,
     direction: higher}
  - {id: saker, label: {nb: Saker}, success_factor: kvalitet, areas: [skole], scale: count, direction: lower}
"""
CELLS = (
    code(
        "from fokusrapport.domain.area import open_area\n"
        'area = open_area("skole", municipality=municipality, year=year, language=language)'
    ),
    markdown('Andelen var {eval}`area.value("trygghet")`, og {eval}`area.value("saker")` saker kom inn.'),
    code("area.scorecard()"),
    code('area.table("trygghet", "trygg-svarprosent", years=[2023, 2024], caption="Trygt", label="tbl-trygt")'),
    code('area.trend_chart("saker", caption="Saker", label="fig-saker")'),
    code('area.bars_chart("trygghet", "trygg-svarprosent", caption="Begge", label="fig-begge")'),
    code('area.change_chart("trygghet", "trygg-svarprosent", caption="Endret", label="fig-endret")'),
    code('area.distribution_chart("trygghet", caption="Svar", label="fig-svar")'),
    code('area.ranking("Ønsker")'),
)


def declared(name: str, table: str, limit: int) -> str:
    """An entry of sources.yaml with a limit of its own."""
    return (
        f"  - {{file: {name}, table: {table}, source: Oppdiktet, period: 2023–2024, owner: Testvik, licence: Ingen,\n"
        f"     suppression_limit: {limit}}}\n"
    )


def left_behind(root: Path, limit: int) -> dict[str, set[str]]:
    """The secrets found in report and cache of a build with the limit, and where."""
    files = (("svar.csv", "survey_distributions"), ("undersokelse.csv", "survey_aggregates"))
    tables = (*files, ("saker.csv", "contact_statistics"), ("ønsker.csv", "rankings"))
    project = write_project(
        root,
        {
            "params/testvik/indicators.yaml": REGISTER,
            "params/testvik/2024.yaml": "title: Brukere\ndate: 2024-12-31\nresult_years: [2023, 2024]\n"
            "areas:\n  - area: skole\n",
            "data/testvik/sources.yaml": "files:\n" + "".join(declared(*table, limit) for table in tables),
            "data/testvik/resultater.csv": None,
            "data/testvik/undersokelse.csv": SURVEY,
            "data/testvik/svar.csv": ANSWERS,
            "data/testvik/saker.csv": CASES,
            "data/testvik/ønsker.csv": "survey;list;year;rank;item\nelev;Ønsker;2024;1;Mat\nelev;Ønsker;2024;2;Ro\n",
            "notebooks/bad.ipynb": None,
            "notebooks/skole.ipynb": notebook("Skole", *CELLS),
        },
    )
    return found_in_build(project, list(SECRETS))


def found_in_build(project: Project, numbers: Sequence[str]) -> dict[str, set[str]]:
    """Which of some numbers stand where in report and cache of a build."""
    options = Options(jobs=1)
    (checked,) = check_editions(project, [EDITION], options)
    made = build_edition(checked, options, lambda _area, _step: None)
    assert made.problems == ()
    assert made.place.is_dir()
    return leaks([project.root / "reports", project.root / ".fokusrapport"], numbers)


def test_what_is_withheld_stands_nowhere(tmp_path: Path) -> None:
    """Every byte of the report and of the cache is looked through, inside archives and PDF too."""
    assert {SECRETS[secret]: places for secret, places in left_behind(tmp_path, LIMIT).items()} == {}


def test_what_is_not_withheld_is_found(tmp_path: Path) -> None:
    """The same build without a limit shows it all: the search finds it, in page, PDF, Word, data and cache."""
    found = left_behind(tmp_path, 1)
    assert found.keys() >= FOUND_ANYWHERE
    kinds = {place.split("!")[0].rsplit(".", 1)[-1] for places in found.values() for place in places}
    assert kinds >= {"html", "pdf", "csv", "xlsx", "docx", "json"}


# --- counts of records ------------------------------------------------------------------------------------------------


def test_no_withheld_count_of_records_stands_anywhere(tmp_path: Path) -> None:
    """Nor a share or mean that it could be computed from: of every table of cases, and of every unit and question."""
    project = records_project(tmp_path, FEWEST_RECORDS)
    hidden = secrets(tmp_path)
    assert {"months 1, other: 2/all", "elever vest: answered", "naboer all: mean of ro"} <= set(hidden.values())
    found = found_in_build(project, list(hidden))
    assert {hidden[number]: places for number, places in found.items()} == {}


def test_a_count_of_records_that_is_not_withheld_is_found(tmp_path: Path) -> None:
    """The same build with a limit of one shows every count, rate and mean that is withheld otherwise.

    Of those answered in time the share is shown, which tells how many they are; of other sums no share is.
    """
    records_project(tmp_path, FEWEST_RECORDS)
    hidden = secrets(tmp_path)
    found = found_in_build(records_project(tmp_path, 1), list(hidden))
    told = {hidden[number] for number in found}
    assert {what for what in hidden.values() if " of " not in what} - told == {"times: skole/14/yes"}
    assert told >= {"times: skole/14/yes of skole/14/all", "elever vest: mean of trives", "naboer all: mean of ro"}
    kinds = {place.split("!")[0].rsplit(".", 1)[-1] for places in found.values() for place in places}
    assert kinds >= {"html", "pdf", "csv", "xlsx", "docx", "json"}
