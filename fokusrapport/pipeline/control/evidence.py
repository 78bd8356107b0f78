"""What the control page tells of what the report rests on: the data files with their age, and the checks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from fokusrapport.blocks import Block, Cell, plain
from fokusrapport.pipeline.control.checked import MADE_AFTER, CheckedFiles, CheckKind
from fokusrapport.pipeline.control.telling import (
    Telling,
    grid,
    heading,
    numbers,
    said,
    status_cell,
    text_cell,
    texts,
)
from fokusrapport.subject import DataFile


def sources(telling: Telling) -> Iterator[Block]:
    """Every data file the report shows figures from, whether it covers the year, and how old it is."""
    _, files = telling.words.gettext, telling.facts.subject.files
    used = [file for file in files if file.used]
    yield heading(_("The sources"))
    if used:
        columns = texts(_("Source"), _("Data file"), _("Period"), _("Delivered by"), _("Delivered"))
        rows = [_source_row(telling, file) for file in used]
        yield grid("tbl-kilder", _("The data the report shows, and their age"), columns, rows)
    else:
        yield said(_("The report shows no figures from data files."))
    if unused := [file.file for file in files if not file.used]:
        yield said(_("Not used in this report: {files}.").format(files=telling.words.join(unused)))


def _source_row(telling: Telling, file: DataFile) -> tuple[Cell, ...]:
    return (
        text_cell(file.name),
        text_cell(file.file),
        _period(telling, file),
        text_cell(file.owner),
        text_cell(_age(telling, file.delivered)),
    )


def _period(telling: Telling, file: DataFile) -> Cell:
    """The period; marked where it does not hold the year reported on, or where nobody can tell."""
    words, year = telling.words, telling.facts.front.year
    marks = {
        None: status_cell("unclassified", words.gettext("names no year")),
        False: status_cell("accepted", words.gettext("does not cover {year}").format(year=year)),
    }
    return marks.get(file.covers, Cell()).model_copy(update={"children": plain(file.period)})


def _age(telling: Telling, delivered: dt.date | None) -> str:
    """When the figures were delivered, counted from the date of the report, never from today."""
    words = telling.words
    if delivered is None:
        return words.gettext("not stated")
    days = (delivered - dt.date.fromisoformat(telling.facts.front.date)).days
    before = words.ngettext(
        "{date}, {count} day before the report's date", "{date}, {count} days before the report's date", -days
    )
    after = words.ngettext(
        "{date}, {count} day after the report's date", "{date}, {count} days after the report's date", days
    )
    same = words.gettext("{date}, the report's date")
    template = same if days == 0 else after if days > 0 else before
    return template.format(date=words.date(delivered), count=words.number(abs(days)))


# --- checks -------------------------------------------------------------------------------------------------------


def checks(telling: Telling) -> Iterator[Block]:
    """What was read back, how many files, and what was found; words say it, not colours alone."""
    _, facts = telling.words.gettext, telling.facts
    yield heading(_("The checks"))
    yield said(_summary(telling))
    columns = [*texts(_("What")), *numbers(_("Files")), *texts(_("What is checked"), _("Result"))]
    rows = [_check_row(telling, checked) for checked in facts.checked]
    yield grid("tbl-kontroller", _("The checks of the finished files"), columns, rows)
    later = _("{files} are made after the checks, for they tell of them.")
    yield said(later.format(files=telling.words.join(MADE_AFTER)))
    if facts.problems:
        found = [
            (Cell(children=telling.file(fault.file)), Cell(children=telling.message(fault.what)))
            for fault in facts.problems
        ]
        yield grid("tbl-kontrollfeil", _("What the checks found"), texts(_("File"), _("Fault")), found)


def _summary(telling: Telling) -> str:
    words, checked = telling.words, telling.facts.checked
    read, total = (sum(len(one.names) for one in checked if one.read or everything) for everything in (False, True))
    counted = words.gettext("{read} of {total} files were read back and held against what the areas show.")
    problems = len(telling.facts.problems)
    found = words.ngettext("{count} fault was found.", "{count} faults were found.", problems)
    result = found.format(count=words.number(problems)) if problems else words.gettext("All of them passed.")
    return f"{counted.format(read=words.number(read), total=words.number(total))} {result}"


def _check_row(telling: Telling, checked: CheckedFiles) -> tuple[Cell, ...]:
    what, looked_at = _descriptions(telling)[checked.kind]
    return text_cell(what), telling.number(len(checked.names)), text_cell(looked_at), _result(telling, checked)


def _result(telling: Telling, checked: CheckedFiles) -> Cell:
    words, count = telling.words, len(checked.faults)
    if not checked.read:
        return status_cell("unclassified", words.gettext("not read back"))
    if not count:
        return status_cell("met", words.gettext("no faults"))
    return status_cell(
        "unmet", words.ngettext("{count} fault", "{count} faults", count).format(count=words.number(count))
    )


def _descriptions(telling: Telling) -> dict[CheckKind, tuple[str, str]]:
    """What each kind of file is called, and what its check looks at."""
    _ = telling.words.gettext
    return {
        "html": (
            _("Web pages"),
            _("headings, tables, values and running text; accessibility; links; nothing fetched from elsewhere"),
        ),
        "pdf": (_("PDF"), _("headings, tables, values and running text; PDF/UA-1 and PDF/A-2a")),
        "docx": (_("Word document"), _("headings, tables, running text and language")),
        "xlsx": (_("Workbook"), _("every cell of every table")),
        "csv": (_("Data files (CSV)"), _("every cell of every table")),
        "json": (_("Description of the data (JSON)"), _("what stands in the data files, for programs")),
        "other": (_("The report as a whole"), _("what is about no single file")),
    }
