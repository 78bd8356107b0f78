from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fokusrapport.pipeline.cells import CellPlace, belongs, option_lines, read_options
from tests.project import code, markdown

OPTIONS = '#| label: fig-a\n#| fig-cap: "Andel: alle"\n#| fig-alt: Stolper\n#| echo: true\nplot()'


def test_options_are_read_as_quarto_reads_them() -> None:
    """Label, captions and alt text; what is below them is the code."""
    options = read_options(OPTIONS)
    assert (options.label, options.figure_caption, options.figure_alt) == ("fig-a", "Andel: alle", "Stolper")
    assert (options.echo, options.table_caption, options.faults) == (True, "", ())
    assert option_lines(OPTIONS)[1] == "plot()"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("#| fig-cap: Andel: alle", "a text with «: » in it stands in quotes"),
        ("#| bare ord", "must look like"),
        ("#| fig-cp: Andel", "Unknown option «fig-cp»"),
    ],
)
def test_an_option_that_cannot_be_read_is_told(line: str, message: str) -> None:
    """Never passed over in silence."""
    (fault,) = read_options(line).faults
    assert message in fault


def test_an_empty_option_is_none() -> None:
    """`#| label:` gives no label «None»."""
    assert read_options("#| label:\n#| fig-alt:").label == ""


def test_a_cell_is_found_by_its_number_on_disk_and_first_line() -> None:
    """The number kept from disk wins over the position; options are no first line."""
    cell = code("#| label: fig-a\n\nplot()  # stolper")
    assert str(CellPlace.of("notebooks/a.ipynb", 4, cell).fault("Galt.")) == (
        "notebooks/a.ipynb, cell 5 («plot()  # stolper»): Galt."
    )
    cell.metadata["fokusrapport"] = {"number": 9}
    assert CellPlace.of("a", 4, cell).number == 9
    assert CellPlace.of("a", 0, markdown("")).fault("x").place == "cell 1"


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ((), True),
        (("only:testvik",), True),
        (("only:2024",), True),
        (("only:testvik/2024",), True),
        (("only:nb",), True),
        (("only:testvik", "only:2023"), False),
        (("only:nn",), False),
        (("only:testvik/2023",), False),
        (("remove-input",), True),
    ],
)
def test_only_tags_must_all_match(tags: tuple[str, ...], expected: bool) -> None:  # noqa: FBT001 - a table of cases
    """A cell belongs to the edition when every `only:` tag of it does."""
    assert belongs(tags, "testvik", 2024, "nb") is expected


@given(st.lists(st.sampled_from(["only:testvik", "only:2024", "only:nn", "only:2023", "skjult"])))
def test_belonging_is_all_of_its_tags(tags: list[str]) -> None:
    """A law: a cell belongs exactly when it would with each tag alone."""
    assert belongs(tuple(tags), "testvik", 2024, "nb") == all(belongs((tag,), "testvik", 2024, "nb") for tag in tags)
