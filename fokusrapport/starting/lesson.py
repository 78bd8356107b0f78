"""The notebook a new area begins with: it runs, it shows one of each thing, and it reads as a lesson.

What an author would write is there as an example, tagged for this municipality and year; what every year has, is not
tagged. Between the cells stand lessons that are in no report (`remove-cell`), to be deleted when they have been read.
"""

from __future__ import annotations

from collections.abc import Iterator

import nbformat
from nbformat import NotebookNode

from fokusrapport.starting.example import Example
from fokusrapport.starting.lessons import lessons

_KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


def notebook_text(example: Example) -> str:
    """The notebook as it stands in its file."""
    book = nbformat.v4.new_notebook(metadata={"kernelspec": _KERNEL, "language_info": {"name": "python"}})
    book.cells = list(_cells(example))
    book.nbformat_minor = 5
    return str(nbformat.writes(book)) + "\n"


def _cells(example: Example) -> Iterator[NotebookNode]:
    told = {name: _text(f"ovelse-{name}", text, "remove-cell") for name, text in lessons(example).items()}
    own = f"only:{example.municipality}/{example.year}"
    gettext, area = example.words.gettext, example.area
    first, second = example.satisfaction, example.in_time
    titled = gettext("Scorecard: {title}")
    yield _text("tittel", f"# {example.title}")
    yield told["start"]
    yield _code("parametre", _parameters(example), "parameters")
    yield _code("apne", _opened(area))
    yield told["tall"]
    yield _text("ingress", _lead(example), own)
    yield _text("eksempel", _warning(example), own)
    yield told["boks"]
    yield _text("malekort", "## " + gettext("Scorecard"))
    yield _code("malekort-tabell", f"area.scorecard({_said(titled.format(title=example.title))})")
    yield told["malekort"]
    yield _text("utvikling", "## " + gettext("How it has gone") + f"\n\n{_references(example)}", own)
    caption = _said(gettext("How satisfied the users are, scale 1–6 (made-up figures)"))
    chart = f'area.trend_chart(\n    "{first}",\n    caption={caption},\n    label="fig-{area}-eksempel",\n)'
    yield _code("utvikling-figur", chart, own)
    caption = _said(gettext("Satisfaction and answers (made-up figures)"))
    names = f'    "{first}",\n    "{second}",\n'
    yield _code(
        "utvikling-tabell", f'area.table(\n{names}    caption={caption},\n    label="tbl-{area}-eksempel",\n)', own
    )
    yield told["figur"]
    yield _code("fulgt-opp", "area.followup().section()")
    yield _text("gjort", "## " + gettext("Done in {year}").format(year=_value("year")))
    yield _code("gjort-liste", "area.actions()")
    yield _text("planer", "## " + gettext("Plans"))
    yield _code("planer-liste", "area.plans()")
    yield told["gjort"]
    yield told["slutt"]


def _parameters(example: Example) -> str:
    return f'municipality = "{example.municipality}"\nyear = {example.year}\nlanguage = "{example.words.code}"'


def _opened(area: str) -> str:
    imported = "from fokusrapport.domain.area import open_area"
    return f'{imported}\n\narea = open_area("{area}", municipality=municipality, year=year, language=language)'


def _lead(example: Example) -> str:
    """The first paragraph: values in sentences, and a footnote."""
    gettext = example.words.gettext
    template = gettext(
        "The users give the service {value} on a scale from 1 to 6.[^kilde] That has {moved} since {before}. {share} "
        "of the enquiries were answered within the deadline."
    )
    name = example.satisfaction
    lead = template.format(
        value=_value(f'area.value("{name}")'),
        moved=_value(f'area.moved_by("{name}")'),
        before=_value(f'area.previous_year("{name}")'),
        share=_value(f'area.value("{example.in_time}")'),
    )
    note = gettext("A footnote: here it could say who was asked, and how. These figures are made up.")
    return f"{lead}\n\n[^kilde]: {note}"


def _warning(example: Example) -> str:
    text = example.words.gettext("This part is an example. Text and figures are made up, and are to be replaced.")
    return f"> [!WARNING]\n> {text}"


def _references(example: Example) -> str:
    template = example.words.gettext("{figure} shows how satisfied the users are each year. {table} has both results.")
    return template.format(figure=f"@fig-{example.area}-eksempel", table=f"@tbl-{example.area}-eksempel")


def _value(call: str) -> str:
    return f"{{eval}}`{call}`"


def _said(text: str) -> str:
    """A text in Python, in the quotes the other notebooks have."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _text(name: str, source: str, *tags: str) -> NotebookNode:
    cell: NotebookNode = nbformat.v4.new_markdown_cell(source, id=name, metadata=_tagged(tags))
    return cell


def _code(name: str, source: str, *tags: str) -> NotebookNode:
    cell: NotebookNode = nbformat.v4.new_code_cell(source, id=name, metadata=_tagged(tags))
    return cell


def _tagged(tags: tuple[str, ...]) -> dict[str, list[str]]:
    return {"tags": list(tags)} if tags else {}
