"""Where values lead to in the source appendix."""

from __future__ import annotations

from fokusrapport.blocks import Source, Value
from fokusrapport.sourceplaces import entry_anchor, file_anchor, file_name


def _value(*places: tuple[str, int]) -> Value:
    return Value(text="1", sources=tuple(Source(file=file, row=row, key="k", sha256="") for file, row in places))


def test_a_value_of_one_row_leads_to_that_row() -> None:
    """The place is named by file and row, so that an address tells where it leads."""
    assert entry_anchor(_value(("data/x/tall-2015.csv", 7))) == "kilde-tall-2015.csv-7"
    assert entry_anchor(_value(("data/x/tall-2015.csv", 7), ("data/x/tall-2015.csv", 7))) == "kilde-tall-2015.csv-7"


def test_values_of_the_same_rows_lead_to_one_place() -> None:
    """In whatever order they were read; another set of rows has another place."""
    two = (("data/x/a.csv", 2), ("data/x/b.csv", 3))
    assert entry_anchor(_value(*two)) == entry_anchor(_value(*reversed(two)))
    assert entry_anchor(_value(*two)) != entry_anchor(_value(two[0], ("data/x/b.csv", 4)))


def test_a_value_without_a_source_leads_nowhere() -> None:
    """There is no place to go to."""
    assert entry_anchor(_value()) == ""


def test_names_that_are_nearly_alike_have_places_of_their_own() -> None:
    """A space cannot stand in an id; what stands for it is in no other name."""
    names = ("a b.csv", "a-b.csv", "a_b.csv", "a.b.csv", "å b.csv")
    places = {file_anchor(f"data/x/{name}") for name in names}
    assert len(places) == len(names)
    assert not any(" " in place for place in places)


def test_files_of_two_years_have_places_of_their_own() -> None:
    """Every year has files of the same names."""
    before, now = "params/x/2024/skole.yaml", "params/x/2025/skole.yaml"
    assert file_anchor(before) != file_anchor(now)
    assert (file_name(now), file_name("params/x/audit.yaml")) == ("2025/skole.yaml", "audit.yaml")
