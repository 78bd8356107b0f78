"""The made-up figures of the made-up municipality Fjordvik: data/fjordvik/*.csv. `--check` tells if current.

`tools/fjordvik.yaml` tells the story, an entry a series: where it begins, where it ends, how much it wanders on the
way, and what happens; `tools/fjordvik-benchmarks.yaml` what others' figures were on two days. The same story gives the
same bytes on every machine.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from ruamel.yaml import YAML

from fokusrapport.params.models import Indicator, IndicatorRegister
from tools.madeup.answers import answer_rows
from tools.madeup.benchmarks import ToldBenchmarks, benchmark_files
from tools.madeup.cases import CASE_COLUMNS, CaseStory, case_rows
from tools.madeup.respondents import respondent_rows
from tools.madeup.series import Row, rows
from tools.madeup.story import Answers, RankedList, Story
from tools.madeup.taking_part import taking_part_rows

ROOT = Path(__file__).resolve().parent.parent
STORY = ROOT / "tools" / "fjordvik.yaml"
CASES = ROOT / "tools" / "fjordvik-cases.yaml"
BENCHMARKS = ROOT / "tools" / "fjordvik-benchmarks.yaml"
REGISTER = ROOT / "params" / "fjordvik" / "indicators.yaml"
DATA = ROOT / "data" / "fjordvik"
COLUMNS = {
    "indicator_results": (
        *("indicator", "year", "value", "text", "missing", "status", "status_reason", "uncertain", "comment"),
        "participants",
    ),
    "contact_statistics": ("indicator", "year", "value", "uncertain", "comment"),
    "survey_aggregates": ("survey", "indicator", "year", "value", "invited", "answered", "uncertain", "comment"),
    "survey_distributions": ("survey", "indicator", "year", "answer", "position", "count", "missing"),
    "rankings": ("survey", "list", "year", "rank", "item"),
    "participation": ("kind", "unit", "area", "year", "date", "meetings", "participants", "note"),
}


def files(story: Story, register: dict[str, Indicator]) -> dict[str, bytes]:
    """The bytes of every data file, by its name."""
    tables: dict[str, tuple[str, list[Row]]] = {
        told.file: (told.table, [row for one in told.series for row in rows(one, register[one.id])])
        for told in story.files
    }
    results = [row for _table, made_rows in tables.values() for row in made_rows]
    tables["svar.csv"] = ("survey_distributions", list(_answers(story.answers, results)))
    tables["rangeringer.csv"] = ("rankings", list(_ranked(story.lists)))
    tables[story.taking_part.file] = ("participation", list(taking_part_rows(story.taking_part)))
    made = {name: _csv(COLUMNS[table], content) for name, (table, content) in tables.items()}
    answered = {told.file: list(respondent_rows(told, results)) for told in story.respondents}
    columns = {
        name: list(dict.fromkeys(column for row in content for column in row)) for name, content in answered.items()
    }
    return made | {name: _csv(columns[name], content) for name, content in answered.items()}


def _answers(surveys: Sequence[Answers], results: Sequence[Row]) -> Iterator[Row]:
    """The answers behind the means that are published as results."""
    for told in surveys:
        published = {
            str(row["indicator"]): Decimal(str(row["value"]).replace(",", "."))
            for row in results
            if row["year"] == told.year and row.get("value")
        }
        yield from answer_rows(told, published)


def _ranked(lists: Sequence[RankedList]) -> Iterator[Row]:
    """A row a place of each list."""
    for ranking in lists:
        for rank, item in enumerate(ranking.items, start=1):
            yield {"survey": ranking.survey, "list": ranking.list, "year": ranking.year, "rank": rank, "item": item}


def _csv(columns: Sequence[str], content: Sequence[Row]) -> bytes:
    """The rows as CSV, with the mark that lets Excel see it is UTF-8; columns that nothing stands in are left out."""
    filled = [name for name in columns if any(row.get(name, "") != "" for row in content)]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(filled)
    writer.writerows([row.get(name, "") for name in filled] for row in content)
    return text.getvalue().encode("utf-8-sig")


def made() -> dict[str, bytes]:
    """The bytes of every data file as the story in the repository tells them."""
    story = Story.model_validate(_yaml(STORY))
    register = IndicatorRegister.model_validate(_yaml(REGISTER)).indicators
    cases = CaseStory.model_validate(_yaml(CASES))
    made = files(story, {indicator.id: indicator for indicator in register})
    made[cases.file] = _csv(CASE_COLUMNS, list(case_rows(cases)))
    return made | dict(benchmark_files(ToldBenchmarks.model_validate(_yaml(BENCHMARKS))))


def _yaml(path: Path) -> object:
    return YAML(typ="safe", pure=True).load(path)


def main() -> None:
    """Write the files, or with --check only tell what is not current."""
    wanted = made()
    stale = [name for name, content in wanted.items() if not _is_current(DATA / name, content)]
    if "--check" in sys.argv:
        sys.exit(f"not current: {', '.join(stale)}. Run python tools/fjordvik.py" if stale else 0)
    for name in stale:
        (DATA / name).write_bytes(wanted[name])


def _is_current(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


if __name__ == "__main__":
    main()
