"""What feedback cases cost: from a CSV file to all figures, for 200 000 cases unless another number is given.

    python benchmarks/feedback.py [--cases 200000] [--rounds 5]

The cases are made up evenly over the areas of Fjordvik and three years. Told are wall time and the processor's own, for
the machine may be busy: reading, judging and deriving; protecting the counts of three years; and all values that the
tables of the notebook show. Charts are drawn from those and are not among them.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median
from typing import TypeVar

from fokusrapport.domain.dataset import Data
from fokusrapport.domain.edition import EditionData, open_edition
from fokusrapport.domain.feedback import counts
from fokusrapport.domain.feedback.columns import KIND
from fokusrapport.domain.feedback.figures import FeedbackFigures
from fokusrapport.domain.feedback.report import FeedbackReport
from fokusrapport.domain.record_tables import read_records
from fokusrapport.domain.records import RecordContext, Records
from fokusrapport.params.feedback_models import CASE_TYPES, FeedbackSettings

T = TypeVar("T")
ROOT = Path(__file__).resolve().parent.parent
TABLES = ("by_month", "by_year", "by_area", "deadlines", "deadlines_by_area", "levels", "actions")
READ, MADE = "file read and judged", "counts protected, values and tables made"
COLUMNS = "id;received;channel;type;origin;area;category;severity;extent;cause;action;owner;deadline;answered;closed"


def main() -> None:
    """Take the times and print them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    edition = open_edition(ROOT, "fjordvik/2025")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cases.csv"
        path.write_text(made_up(edition, asked.cases), encoding="utf-8")
        steps: dict[str, list[tuple[float, float]]] = {READ: [], MADE: [], "together": []}
        for _round in range(asked.rounds):
            counts._protected.cache_clear()  # noqa: SLF001 - a second round would find it done
            read, reading = timed(partial(read_of, edition, path))
            _report, making = timed(partial(shown, edition, read))
            steps[READ].append(reading)
            steps[MADE].append(making)
            steps["together"].append((reading[0] + making[0], reading[1] + making[1]))
    print(f"{asked.cases} cases, Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores")
    for name, times in steps.items():
        wall, own = (median(each) for each in zip(*times, strict=True))
        print(f"{name:<44}{wall:>8.2f} s   processor {own:>6.2f} s   (median of {asked.rounds})")


def timed(step: Callable[[], T]) -> tuple[T, tuple[float, float]]:
    """What the step gives, and how long it took: by the clock, and of the processor's own time."""
    clock, own = time.perf_counter(), time.process_time()
    found = step()
    return found, (time.perf_counter() - clock, time.process_time() - own)


def read_of(edition: EditionData, path: Path) -> Records:
    """The cases of the file, with nothing wrong in it."""
    source = next(each for each in edition.loaded.sources.files if each.table == KIND)
    context = RecordContext(path.parent, edition.loaded.register, edition.loaded.modules)
    file, faults = read_records(path, source, context)
    if faults or file is None:
        raise SystemExit(str(faults[:3]))
    return Records((file,))


def shown(edition: EditionData, records: Records) -> FeedbackReport:
    """Everything that the notebook shows but the drawings."""
    data: Data = replace(edition.data, _records={KIND: records})
    report = FeedbackReport("tilbakemeldinger", FeedbackFigures(replace(edition, data=data)))
    for name in TABLES:
        getattr(report, name)(name, f"tbl-{name}")
    report.key_figures()
    report.balance()
    report.slices()
    for series in report.series():
        for place in range(len(series.spans)):
            series.rate(place)
    return report


def made_up(edition: EditionData, cases: int) -> str:
    """The text of a CSV file with so many cases."""
    settings = edition.module("feedback")
    if not isinstance(settings, FeedbackSettings):
        raise SystemExit("Fjordvik has no feedback.yaml")
    drawn = random.Random(1)  # noqa: S311 - made-up cases, no secrets
    days = [(dt.date(2023, 1, 1) + dt.timedelta(days=day)).isoformat() for day in range(1146)]
    areas = [area.area for area in settings.areas]
    categories, causes, actions = (
        [item.id for item in items] for items in (settings.categories, settings.causes, settings.actions)
    )
    lines = [COLUMNS]
    for number in range(cases):
        day = drawn.randrange(1096)
        cells = (
            *(f"C{number}", days[day], "nett", drawn.choice(CASE_TYPES), "ekstern", drawn.choice(areas)),
            *(drawn.choice(categories), str(drawn.randrange(1, 5)), str(drawn.randrange(1, 5)), drawn.choice(causes)),
            *(drawn.choice(actions), "Lederen", "", days[min(day + drawn.randrange(40), len(days) - 1)], ""),
        )
        lines.append(";".join(cells))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
