"""What the new notebook teaches, a cell at a time; the report has none of it."""

from __future__ import annotations

from collections.abc import Mapping

from fokusrapport.starting.example import Example


def lessons(example: Example) -> Mapping[str, str]:
    """The lessons by name, in the order they stand, in the report's language."""
    gettext = example.words.gettext
    texts = {
        "start": gettext(
            "This is a lesson. The report has none of it: the cell has the tag `remove-cell`. Delete the lessons when "
            "you have read them.\n\nChoose *Run › Run All Cells*. Then double-click on a text, change a word, and "
            "press *Shift + Enter*. The three cells around this one are left as they are: the title, the parameters "
            "and the one that opens the area. If you want to see another year while you write, change `year`."
        ),
        "tall": gettext(
            "**Numbers in sentences.** The text below gets its numbers from the data file, so they are never typed "
            'twice. Between the backticks stands a call:\n\n```\n{{eval}}`area.value("{name}")`\n```\n\nThe word in '
            "quotes is the id of an indicator in `{register}`. `moved_by` writes the verb, too. The footnote is "
            "written `[^name]` in the text, and `[^name]: …` in a paragraph of its own."
        ),
        "boks": gettext(
            "**Boxes.** The cell above is a box. Write `[!NOTE]` for a remark, `[!IMPORTANT]` for something important "
            "and `[!WARNING]` for a warning. Delete this box when text and figures are your own."
        ),
        "malekort": gettext(
            "**The scorecard** shows every indicator that names this area in `{register}`. There you also write the "
            "requirement, as it was adopted. A new indicator: `python build.py add-indicator`."
        ),
        "figur": gettext(
            "**Charts and tables** have a caption and a `label`. The label begins with `fig-` or `tbl-` and stands "
            "once in the whole report. In the text you write it with `@`: it becomes “figure 1” and a link. You do not "
            "write the text for those who cannot see the chart: it is made from the figures."
        ),
        "gjort": gettext(
            "**What is done and planned** stands in `{tracking}`. What is planned must be answered for next year: "
            "done, under way, postponed or dropped."
        ),
        "slutt": gettext(
            "**When the part is your own:** write your figures in `{data}`, and take away the example figures, the two "
            "example indicators, and the line `example: true` in `{edition}`. Text of one year alone has the tag "
            "`only:{municipality}/{year}`; cells without such a tag come along every year. Then run\n\n```sh\npython "
            "build.py check {municipality}/{year}\npython build.py build {municipality}/{year}\n```"
        ),
    }
    places = _places(example)
    return {name: text.format(**places) for name, text in texts.items()}


def _places(example: Example) -> Mapping[str, str]:
    """The files and names that the lessons speak of."""
    municipality, year = example.municipality, str(example.year)
    return {
        "name": example.satisfaction,
        "register": f"params/{municipality}/indicators.yaml",
        "tracking": f"params/{municipality}/{year}/{example.area}.yaml",
        "edition": f"params/{municipality}/{year}.yaml",
        "data": f"data/{municipality}/",
        "municipality": municipality,
        "year": year,
    }
