"""The made-up figures of the made-up municipality Fjordvik: data/fjordvik/*.csv. `--check` tells if current.

`tools/fjordvik.yaml` tells the story, a line a series: where it begins, where it ends, how much it wanders on the way,
and what happens. The same story gives the same bytes on every machine. Each series draws from a generator of its own,
so that a new one leaves the others as they are.
"""

from __future__ import annotations

import csv
import io
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field
from ruamel.yaml import YAML

from fokusrapport.domain.requirement_lint import scale_of
from fokusrapport.i18n import round_half_up
from fokusrapport.params.models import Indicator, IndicatorRegister

ROOT = Path(__file__).resolve().parent.parent
STORY = ROOT / "tools" / "fjordvik.yaml"
REGISTER = ROOT / "params" / "fjordvik" / "indicators.yaml"
DATA = ROOT / "data" / "fjordvik"
SEED = "fjordvik 1"
FIRST, LAST = 2021, 2025
CLOSED_SHARE = 0.55  # of the usual visits, in a year when doors were closed for a part of it
COLUMNS = {
    "indicator_results": (
        *("indicator", "year", "value", "text", "missing", "status", "status_reason", "uncertain", "comment"),
        "participants",
    ),
    "contact_statistics": ("indicator", "year", "value", "uncertain", "comment"),
    "survey_aggregates": ("survey", "indicator", "year", "value", "invited", "answered", "uncertain", "comment"),
    "rankings": ("survey", "list", "year", "rank", "item"),
}
Row = Mapping[str, object]


class Told(BaseModel):
    """A part of the story; a key that it does not know is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Series(Told):
    """One indicator over the years: the first year has `start`, the last `end`, and those between wander."""

    id: str
    start: float | None = None
    end: float | None = None
    wander: float = Field(0, description="How far a year between may lie from the straight line.")
    first: int = FIRST
    years: tuple[int, ...] = Field((), description="The years measured, where not every one was.")
    closed: tuple[int, ...] = Field((), description="Years when doors were closed for a part of the year.")
    texts: dict[int, str] = Field(default_factory=dict, description="Results in words, instead of numbers.")
    absent: dict[int, str] = Field(default_factory=dict, description="Years without a result, and why.")
    by_hand: dict[int, tuple[str, str]] = Field(default_factory=dict, description="Level set by hand, and why.")
    comments: dict[int, str] = Field(default_factory=dict)
    uncertain: dict[int, str] = Field(default_factory=dict)
    participants: int | None = Field(None, description="About how many municipalities took part.")
    survey: str = ""
    invited: int | None = Field(None, description="About how many were asked.")
    answered: tuple[int, int] | None = Field(None, description="How many answered the first time and the last.")
    response_rate: bool = Field(default=False, description="The figure is the share that answered.")

    @property
    def all_years(self) -> tuple[int, ...]:
        """Every year that has a row."""
        if self.texts or self.start is None:
            return tuple(sorted({*self.texts, *self.absent}))
        return self.years or tuple(range(self.first, LAST + 1))


class DataFile(Told):
    """One file and its series."""

    file: str
    table: Literal["indicator_results", "contact_statistics", "survey_aggregates"]
    series: tuple[Series, ...]


class RankedList(Told):
    """What respondents put in order, the most important first."""

    survey: str
    list: str
    year: int
    items: tuple[str, ...]


class Story(Told):
    """The whole of tools/fjordvik.yaml."""

    files: tuple[DataFile, ...]
    lists: tuple[RankedList, ...]


# --- from story to rows -----------------------------------------------------------------------------------------------


def rows(series: Series, indicator: Indicator) -> Iterator[Row]:
    """A row a year. Only `random()` is used: it alone is promised to be the same in every version of Python."""
    chance = random.Random(f"{SEED}: {series.id}")  # noqa: S311 - made-up figures, no secrets
    for year in series.all_years:
        wander, of_people = 2 * chance.random() - 1, chance.random()
        row: dict[str, object] = {"indicator": series.id, "year": year, "survey": series.survey}
        row["comment"], row["uncertain"] = series.comments.get(year, ""), series.uncertain.get(year, "")
        row["missing"] = series.absent.get(year, "")
        row["status"], row["status_reason"] = series.by_hand.get(year, ("", ""))
        if year in series.texts:
            row["text"] = series.texts[year]
        elif year not in series.absent:
            number = bounded(indicator, on_the_way(series, year, wander))
            yield {**row, **people(series, year, number, of_people), "value": written(number, indicator.decimals)}
            continue
        yield row


def on_the_way(series: Series, year: int, wander: float) -> float:
    """The number of a year: on the line from start to end, and beside it between the two."""
    start, end = series.start or 0.0, series.end or 0.0
    first, last = series.all_years[0], series.all_years[-1]
    usual = along((start, end), (first, last), year) + (0 if year in (first, last) else series.wander * wander)
    return usual * CLOSED_SHARE if year in series.closed else usual


def along(ends: tuple[float, float], years: tuple[int, int], year: int) -> float:
    """The point of a straight line in the year; exactly its ends in the first year and the last."""
    share = (year - years[0]) / (years[1] - years[0])
    return ends[0] * (1 - share) + ends[1] * share


def people(series: Series, year: int, number: float, chance: float) -> Row:
    """How many took part in a comparison, or were asked and answered in a survey."""
    if series.participants is not None:
        return {"participants": series.participants - round(4 * chance)}
    if series.invited is None:
        return {}
    invited = series.invited + round(0.1 * series.invited * chance)
    if series.response_rate:
        return {"invited": invited, "answered": round(invited * number / 100)}
    first, last = series.all_years[0], series.all_years[-1]
    return {"invited": invited, "answered": round(along(series.answered or (0, 0), (first, last), year))}


def bounded(indicator: Indicator, number: float) -> float:
    """The number within the indicator's scale."""
    scale = scale_of(indicator)
    return min(max(number, float(scale.low)), float(scale.high)) if scale else number


def written(number: float, decimals: int) -> str:
    """The number as a data file has it: decimal comma, rounded half up."""
    return str(round_half_up(Decimal(repr(number)), decimals)).replace(".", ",")


def ranked(lists: Sequence[RankedList]) -> Iterator[Row]:
    """A row a place of each list."""
    for ranking in lists:
        for rank, item in enumerate(ranking.items, start=1):
            yield {"survey": ranking.survey, "list": ranking.list, "year": ranking.year, "rank": rank, "item": item}


# --- from rows to files -----------------------------------------------------------------------------------------------


def files() -> dict[str, bytes]:
    """The bytes of every data file, by its name."""
    story = Story.model_validate(_yaml(STORY), strict=False)
    register = {item.id: item for item in IndicatorRegister.model_validate(_yaml(REGISTER), strict=False).indicators}
    made = {
        told.file: csv_bytes(told.table, [row for one in told.series for row in rows(one, register[one.id])])
        for told in story.files
    }
    return {**made, "rangeringer.csv": csv_bytes("rankings", list(ranked(story.lists)))}


def csv_bytes(table: str, content: Sequence[Row]) -> bytes:
    """The rows as CSV, with the mark that lets Excel see it is UTF-8; columns that nothing stands in are left out."""
    needed = ("indicator", "year", "value")
    columns = [name for name in COLUMNS[table] if name in needed or any(row.get(name) for row in content)]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([row.get(name, "") for name in columns] for row in content)
    return text.getvalue().encode("utf-8-sig")


def _yaml(path: Path) -> object:
    return YAML(typ="safe", pure=True).load(path)


def main() -> None:
    """Write the files, or with --check only tell what is not current."""
    made = files()
    stale = [name for name, content in made.items() if not _is_current(DATA / name, content)]
    if "--check" in sys.argv:
        sys.exit(f"not current: {', '.join(stale)}. Run python tools/fjordvik.py" if stale else 0)
    DATA.mkdir(parents=True, exist_ok=True)
    for name in stale:
        (DATA / name).write_bytes(made[name])


def _is_current(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


if __name__ == "__main__":
    main()
