from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fokusrapport.blocks import Source, Value
from fokusrapport.blocktree import walk
from fokusrapport.domain.area import AreaReport
from fokusrapport.domain.edition import EditionData, open_edition
from fokusrapport.domain.values import ValueMaker, plain_number
from fokusrapport.i18n import language
from tests.domain.conftest import Makers

ROOT = Path(__file__).parents[2]
SOURCES = tuple(Source(file="data/x/t.csv", row=row, key=f"a/{2012 + row}", sha256="0" * 64) for row in (2, 3))
MAKER = ValueMaker("one", language("en"))


@pytest.fixture(scope="module")
def real() -> EditionData:
    """The real edition of 2015."""
    return open_edition(ROOT, "kristiansund/2015")


def test_a_value_carries_its_row(make: Makers) -> None:
    """File, row, key and hash come along, and the text is rounded where the exact number is not."""
    value = MAKER.of(make.indicator(unit="%"), make.result("92.25", source=SOURCES[0]))
    assert value == Value(
        kind="result", text="92%", exact="92.25", unit="%", indicator="a", area="one", year=2015, sources=SOURCES[:1]
    )


def test_what_is_missing_has_no_exact_number(make: Makers) -> None:
    """Nor has a text; both are shown in words."""
    assert MAKER.of(make.indicator(), make.result(missing="suppressed")).exact is None
    assert MAKER.of(make.indicator(), make.result(missing="suppressed")).text == "suppressed"
    assert MAKER.of(make.indicator(scale="milestone"), make.result(text="Begun")).text == "Begun"


def test_a_computed_value_names_every_row(make: Makers) -> None:
    """All rows; a year only when it is one."""
    results = [make.result("3", 2014, source=SOURCES[0]), make.result("5", 2015, source=SOURCES[1])]
    value = MAKER.computed("8", Decimal(8), results)
    assert (value.sources, value.year) == (SOURCES, None)
    assert MAKER.computed("5", Decimal(5), results[1:]).year == 2015


def test_every_number_of_the_real_edition_can_be_found_again(real: EditionData) -> None:
    """Each has a file of the project, a row that holds its key and its number, and the hash of that file."""
    found = 0
    for result in real.data.results:
        value = MAKER.of(real.register.find(result.indicator), result)
        (source,) = value.sources
        assert len(source.sha256) == 64
        line = (ROOT / source.file).read_text("utf-8-sig").splitlines()[source.row - 1]
        assert result.indicator in line
        if result.number is not None:
            found += 1
            assert value.exact in (plain_number(result.number), None)
            assert (value.exact or "").replace(".", ",") in line.replace(" ", "")
    assert found == 32


def test_no_number_on_the_real_pages_is_without_a_row(real: EditionData) -> None:
    """Every value in the tables and charts of NAV and the service office, changes and computed ones too."""
    nav, office = AreaReport("nav", real), AreaReport("servicetorg", real)
    ids = ("nav-tilfredshet", "nav-veileder-lyttet", "nav-veileder-losninger")
    shares = (("Fornøyd", office.value("nettsider-tilfreds")), ("Resten", office.rest_of(100, "nettsider-tilfreds")))
    blocks = (
        nav.table(*ids, caption="x", label="tbl-x"),
        nav.change_chart(*ids, caption="x", label="fig-x"),
        office.shares_chart(*shares, caption="x", label="fig-y"),
        office.ratio_callout("besok-nettsider", "besok-per-innbygger", [2014, 2015]),
    )
    values = [node for node in walk(blocks) if isinstance(node, Value)]
    assert len(values) == 9 + 9 + 2 + 3
    assert all(value.sources and value.area in ("nav", "servicetorg") for value in values)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12))
def test_a_plain_number_is_the_same_number(number: Decimal) -> None:
    """No exponent, nothing lost."""
    text = plain_number(number)
    assert Decimal(text) == number
    assert "E" not in text
