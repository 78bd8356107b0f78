from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from fokusrapport.domain.charts.joined import joined
from fokusrapport.domain.charts.sparkline import HEIGHT, WIDTH, Drawing, sparkline
from fokusrapport.domain.scorecard import ScorecardTable
from tests.plaintext import normalised

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fokusrapport.blocks import Sparkline
    from tests.domain.conftest import Makers

NUMBERS = st.dictionaries(st.integers(2000, 2015), st.floats(-1e6, 1e6), min_size=3)


def of(make: Makers, years: Mapping[int, str], **fields: object) -> Sparkline | None:
    """The small trend of one indicator."""
    edition = make.edition([make.indicator(unit="%", **fields)], [make.result(n, year) for year, n in years.items()])
    return sparkline(edition, edition.register.find("a"))


def shapes(svg: str, name: str) -> list[dict[str, str]]:
    """The attributes of each shape of a kind."""
    return [dict(found.attrib) for found in ET.fromstring(svg).iter(f"{{http://www.w3.org/2000/svg}}{name}")]  # noqa: S314 - our own picture


def test_the_alt_text_says_from_where_to_where(make: Makers) -> None:
    """First and last measured year up to the edition's, and where a new series begins between them."""
    years = {2011: "3", 2013: "4", 2014: "5", 2016: "9"}
    found = of(make, years)
    assert found is not None
    assert normalised(found.alt) == "from 3% in 2011 to 5% in 2014"
    broken = of(make, years, breaks=[{"year": 2013, "reason": "new form"}])
    assert broken is not None
    assert normalised(broken.alt) == "from 3% in 2011 to 5% in 2014, new series in 2013"


def test_two_years_are_no_trend(make: Makers) -> None:
    """Nor are three of which one comes after the edition's year."""
    assert of(make, {2014: "3", 2015: "4", 2016: "5"}) is None


@given(NUMBERS, st.sets(st.integers(2000, 2015)))
def test_no_line_bridges_a_gap_or_a_break(numbers: dict[int, float], broken: set[int]) -> None:
    """Every measured year is drawn once, two are joined only where both are measured in a row in one series."""
    svg = Drawing(numbers, broken, 2015).svg("#0b4f6c")
    lines = [line["points"].split() for line in shapes(svg, "polyline")]
    rows = joined(numbers, broken)
    assert [len(line) for line in lines] == [len(row) for row in rows if len(row) > 1]
    assert sorted(year for row in rows for year in row) == sorted(numbers)
    for row in rows:
        assert row == list(range(row[0], row[-1] + 1))
        assert not set(row[1:]) & broken
    alone = [row for row in rows if len(row) == 1 and row[0] != max(numbers)]
    assert len(shapes(svg, "circle")) == len(alone) + 1


@given(NUMBERS)
def test_everything_lies_within_the_drawing(numbers: dict[int, float]) -> None:
    """Whatever was measured; more is higher up, later is further to the right."""
    drawing = Drawing(numbers, (), 2015)
    places = {year: drawing.place(year) for year in numbers}
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in places.values())
    years = sorted(numbers)
    assert [places[year][0] for year in years] == sorted(places[year][0] for year in years)
    highest, lowest = max(numbers, key=numbers.__getitem__), min(numbers, key=numbers.__getitem__)
    assert places[highest][1] <= places[lowest][1]


def test_a_scorecard_draws_them_where_there_are_enough(make: Makers) -> None:
    """Under the change, in rows that have a trend; small, and the same bytes each time."""
    rows = [make.indicator(areas=["one"]), make.indicator(id="b", areas=["one"])]
    results = [make.result(str(year - 2010), year) for year in (2013, 2014, 2015)]
    edition = make.edition(rows, results)
    table, again = (ScorecardTable(edition, "one").table("C", "tbl-c") for _round in range(2))
    assert table == again
    drawn = [row[-1].sparkline for row in table.rows]
    assert drawn[0] is not None
    assert len(drawn[0].svg) < 700
    assert drawn[1] is None
    few = ScorecardTable(make.edition(rows, results[1:]), "one").table("C", "tbl-c")
    assert not any(cell.sparkline for row in few.rows for cell in row)


def test_a_scorecard_needs_no_drawing_library() -> None:
    """Matplotlib takes longer to import than every scorecard to make."""
    code = "import fokusrapport.domain.area, sys; sys.exit('matplotlib' in sys.modules or 'seaborn' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603 - our own interpreter


def test_years_before_an_indicator_was_in_use_are_not_drawn(make: Makers) -> None:
    """The drawing stands beside a change that does not count from them either."""
    young = make.indicator(areas=["one"], valid_from=2013)
    results = [make.result(str(year - 2000), year) for year in range(2010, 2016)]
    drawn = sparkline(make.edition([young], results), young)
    assert drawn is not None
    assert "2013" in drawn.alt
    assert "2010" not in drawn.alt
