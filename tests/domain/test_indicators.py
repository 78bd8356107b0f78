from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fokusrapport.domain.indicators import Register, exists_in, label_in, requirement_in
from fokusrapport.errors import InputRefused

if TYPE_CHECKING:
    from fokusrapport.params.models import Labels, LanguageCode
    from tests.domain.conftest import Makers


def test_an_indicator_is_found_by_id_never_by_label(make: Makers) -> None:
    """Two rows of Kristiansund's scorecard of 2015 share their text."""
    rows = [make.indicator(id=name, label={"nb": "Brukertilfredshet"}) for name in ("kvalitet", "service")]
    assert Register(tuple(rows)).find("service") is rows[1]


def test_an_unknown_id_gets_the_nearest(make: Makers) -> None:
    """A misspelt id is refused with the one that was probably meant, and all that exist."""
    register = Register((make.indicator(id="brukertilfredshet"), make.indicator(id="svarprosent")))
    with pytest.raises(InputRefused) as refused:
        register.find("brukertilfredhet")
    (fault,) = refused.value.faults
    assert (fault.nearest, fault.allowed) == ("brukertilfredshet", "brukertilfredshet, svarprosent")


@pytest.mark.parametrize(
    ("labels", "code", "text"),
    [
        ({"nb": "mål", "nn": "mål (nn)", "en": "goal"}, "nn", "mål (nn)"),
        ({"nb": "mål", "en": "goal"}, "nn", "mål"),
        ({"nn": "mål (nn)", "sv": "mål (sv)"}, "nb", "mål (nn)"),
        ({"en": "goal"}, "sv", "goal"),
        ({"sv": "mål (sv)"}, "en", "mål (sv)"),
    ],
)
def test_a_missing_label_is_borrowed_from_the_nearest_language(labels: Labels, code: LanguageCode, text: str) -> None:
    """The other Norwegian stands in before Swedish, and Swedish before English."""
    assert label_in(labels, code) == text


def test_the_year_decides_what_exists_and_what_is_required(make: Makers) -> None:
    """Indicators come and go, and each requirement lasts until the next begins."""
    indicator = make.indicator(
        valid_from=2014, valid_to=2016, requirements=[{"from": 2014, "text": "1"}, {"from": 2016, "text": "2"}]
    )
    found = {year: requirement_in(indicator, year) for year in (2013, 2015, 2017)}
    assert [year for year in range(2012, 2019) if exists_in(indicator, year)] == [2014, 2015, 2016]
    assert {year: item and item.text for year, item in found.items()} == {2013: None, 2015: "1", 2017: "2"}


def test_an_area_sees_its_own_indicators_of_the_year(make: Makers) -> None:
    """A scorecard shows the area's indicators that exist in the year, in printed order."""
    ids = {"b": ("nav",), "a": ("nav", "barnehage"), "c": ("barnehage",)}
    register = Register(
        (
            *(make.indicator(id=name, areas=areas) for name, areas in ids.items()),
            make.indicator(id="d", areas=("nav",), valid_from=2016),
        )
    )
    assert [item.id for item in register.of_area("nav", 2015)] == ["b", "a"]
    assert [item.id for item in register.of_area("nav", 2016)] == ["b", "a", "d"]
