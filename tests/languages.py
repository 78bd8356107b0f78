"""Testvik in three languages: all of it translated, unless a test puts something else in its place."""

from __future__ import annotations

from tests.project import WHOLE, Files, code, edition, markdown, notebook

CODES = ("nb", "nn", "en")
OPEN = (
    "from fokusrapport.domain.area import open_area\n"
    'area = open_area("skole", municipality=municipality, year=year, language=language)'
)
CAPTION = '{"nb": "Målekort for skolene", "nn": "Målekort for skulane", "en": "Scorecard of the schools"}'
SKOLE = notebook(
    "Skole",
    code(OPEN),
    markdown('Elevene gir {eval}`area.number("trivsel")` poeng.'),
    markdown('Elevane gir {eval}`area.number("trivsel")` poeng.', "only:nn"),
    markdown('The pupils give {eval}`area.number("trivsel")` points.', "only:en"),
    code(f'area.scorecard({CAPTION}, "tbl-skole")'),
)
SKOLE.cells[1:1] = [markdown("# Skule", "only:nn"), markdown("# School", "only:en")]
BAD = notebook(
    "Bad", markdown("Badet er åpent."), markdown("Badet er ope.", "only:nn"), markdown("It is open.", "only:en")
)
BAD.cells[1:1] = [markdown("# Bad", "only:nn"), markdown("# Baths", "only:en")]
for _book in (SKOLE, BAD):
    for _position, _cell in enumerate(_book.cells, start=1):
        _cell["id"] = f"cell-{_position}"

MUNICIPALITY = """\
name: Testvik kommune
number: "9998"
made_up: true
main_goal: {nb: Gode tjenester, nn: Gode tenester, en: Good services}
success_factors:
  - id: kvalitet
    label: {nb: God kvalitet, nn: God kvalitet, en: Good quality}
status_words:
  met: {nb: ønsket, nn: ønskt, en: wanted}
  accepted: {nb: akseptabelt, nn: akseptabelt, en: acceptable}
  unmet: {nb: uakseptabelt, nn: uakseptabelt, en: unacceptable}
legend:
  met: {nb: Ønsket, nn: Ønskt, en: Wanted}
  accepted: {nb: Akseptabelt, nn: Akseptabelt, en: Acceptable}
  unmet: {nb: Uakseptabelt, nn: Uakseptabelt, en: Unacceptable}
"""
EDITION_FILE = edition(["skole", "bad"], "languages: [nb, nn, en]\n").replace(
    "title: Fokusområde brukere",
    "title: {nb: Fokusområde brukere, nn: Fokusområde brukarar, en: 'Focus area: users'}",
)
IN_THREE: Files = {
    "params/testvik/municipality.yaml": MUNICIPALITY,
    "params/testvik/indicators.yaml": str(WHOLE["params/testvik/indicators.yaml"]).replace(
        "{nb: Trivsel}", "{nb: Trivsel, nn: Trivsel, en: Well-being}"
    ),
    "params/testvik/2024.yaml": EDITION_FILE,
    "notebooks/skole.ipynb": SKOLE,
    "notebooks/bad.ipynb": BAD,
}
