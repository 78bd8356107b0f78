"""Each table is held against its metadata before a figure is asked for; everything wrong is told at once, by line."""

from __future__ import annotations

import pytest

from fokusrapport.errors import Fault, FetchFailed, InputRefused
from fokusrapport.params.project import Project
from tests.fetch.conftest import BENCHMARKS, Fetch
from tests.fetch.service import Service, Table


@pytest.fixture
def table(service: Service) -> Table:
    """The table that is asked for."""
    return service.tables["90001"]


def refused(fetch: Fetch, **options: object) -> list[Fault]:
    """The faults of a fetch that is refused."""
    with pytest.raises(InputRefused) as error:
        fetch(**options)
    return list(error.value.faults)


def rewrite(project: Project, service: Service, old: str, new: str) -> None:
    """Testvik's benchmarks.yaml with something else in it."""
    text = BENCHMARKS.format(address=service.address)
    assert old in text
    (project.params / "testvik" / "benchmarks.yaml").write_text(text.replace(old, new), encoding="utf-8")


# --- regions ----------------------------------------------------------------------------------------------------------


def test_a_municipality_that_has_merged_by_its_name(
    fetch: Fetch, project: Project, service: Service, table: Table
) -> None:
    """The metadata mark the old code with its years: one sentence, the new code, and how to show the old one."""
    rewrite(project, service, 'region: "9997"', 'region: "9996"')
    (fault,) = refused(fetch)
    assert (fault.file, fault.line) == ("params/testvik/benchmarks.yaml", 7)
    assert fault.what == "«9996» (Gamlevik) ended in 2019: the municipality has merged, or has another code since."
    assert fault.allowed == "«9995» (Gamlevik); or «until: 2019» beside it, to show it up to then"
    assert not [asked for asked in service.asked if "/data?" in asked]
    table.years = (2018, 2019)
    assert fetch().files


def test_a_municipality_that_has_merged_by_its_figures(fetch: Fetch, table: Table) -> None:
    """Nothing in the name, but no figure of the newest year in any measure, and the sign that it was not in use."""
    for measure in table.measures:
        table.figures["9997", measure, 2025] = "."
    table.regions["9997"] = "Nabovik"
    (fault,) = refused(fetch)
    assert fault.what == "The figures of «9997» (Nabovik) end in 2024, the others' in 2025: it may have merged."
    assert fault.line == 7


def test_it_can_be_shown_up_to_its_end(fetch: Fetch, project: Project, service: Service, table: Table) -> None:
    """`until` says that the end is known."""
    rewrite(project, service, 'region: "9997"', 'region: "9996", until: 2019')
    for measure in table.measures:
        for year in (2024, 2025):
            table.figures["9996", measure, year] = "."
    assert fetch().warnings == ()


def test_ones_own_code_may_have_ended_too(fetch: Fetch, table: Table) -> None:
    """The number in municipality.yaml is an old one."""
    table.regions["9998"] = "Testvik (-2019)"
    (fault,) = refused(fetch)
    assert "«9998» (Testvik) ended in 2019" in fault.what


def test_not_reported_yet_is_a_warning(fetch: Fetch, table: Table) -> None:
    """Lacking figures of the newest year alone are nothing to stop for."""
    for measure in table.measures:
        table.figures["9997", measure, 2025] = ".."
    assert fetch().warnings == ("«9997» (Nabovik (2020-)) has no figures of 2025 yet: perhaps not reported.",)


def test_everything_unknown_is_told_at_once(fetch: Fetch, project: Project, service: Service) -> None:
    """A region and a measure, each at its line with the nearest right code."""
    text = BENCHMARKS.format(address=service.address).replace("EAKUO", "EAKUA").replace("KOSnetto0000", "KOSneto0000")
    (project.params / "testvik" / "benchmarks.yaml").write_text(text, encoding="utf-8")
    told = [(fault.line, fault.what, fault.nearest) for fault in refused(fetch)]
    assert told == [
        (5, "«kostra» has no region «EAKUA».", "EAKUO (Landet uten Oslo)"),
        (12, "The table «90001» has no measure «KOSneto0000».", "KOSnetto0000"),
    ]


# --- variables, years, sizes ------------------------------------------------------------------------------------------


def test_other_variables_need_a_value(fetch: Fetch, project: Project, service: Service, table: Table) -> None:
    """A table by function: told with its values; then fetched; one that may be left out needs none."""
    table.others = {
        "KOKfunksjon0000": {"100": "Politisk styring", "120": "Administrasjon"},
        "KOKkjoenn0000": {"1": "K"},
    }
    table.eliminable = ("KOKkjoenn0000",)
    (fault,) = refused(fetch)
    assert fault.what == "The table «90001» must be asked with a value of «KOKfunksjon0000» (KOKfunksjon0000)."
    assert fault.allowed == "under «other»: «100» (Politisk styring), «120» (Administrasjon)"
    rewrite(
        project,
        service,
        "      newest: 2\n      measures",
        '      newest: 2\n      other: {KOKfunksjon0000: "121"}\n      measures',
    )
    (fault,) = refused(fetch)
    assert (fault.what, fault.nearest) == ("«121» is no value of «KOKfunksjon0000».", "120")
    rewrite(
        project,
        service,
        "      newest: 2\n      measures",
        '      newest: 2\n      other: {KOKfunksjon0000: "120"}\n      measures',
    )
    assert fetch().files


def test_years_that_are_not_there(fetch: Fetch) -> None:
    """Asked for on the command line."""
    (fault,) = refused(fetch, years=(2024, 2031))
    assert (fault.what, fault.allowed) == ("The service has no figures of 2031 here.", "2023, 2024, 2025")


def test_a_table_without_roles(fetch: Fetch, table: Table) -> None:
    """The usual names of the variables stand in for the roles."""
    table.without_roles = True
    assert fetch().files


def test_a_table_that_is_none_of_kostra(fetch: Fetch, table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without regions there is nothing to compare."""
    monkeypatch.setattr("tests.fetch.service.REGION", "Sektor")
    table.without_roles = True
    (fault,) = refused(fetch)
    assert "has no variable «KOKkommuneregion0000»" in fault.what
    assert fault.line == 9


def test_a_large_question_is_parted(fetch: Fetch, service: Service) -> None:
    """As many measures at once as the service gives figures; a measure that is too large by itself is refused."""
    service.max_cells = 10
    fetch()
    assert sum("/data?" in asked for asked in service.asked) == 2
    service.max_cells = 9
    (fault,) = refused(fetch)
    assert "would give 10 figures a measure; the service gives at most 9" in fault.what


def test_a_long_question_is_posted(fetch: Fetch, project: Project, service: Service, table: Table) -> None:
    """SSB answers a long address with 404: then the question goes in the body."""
    neighbours = [str(number) for number in range(1000, 1500)]
    table.regions |= {code: f"Nabo {code}" for code in neighbours}
    more = "".join(f'    - {{kind: neighbour, region: "{code}"}}\n' for code in neighbours)
    rewrite(project, service, "  tables:\n", f"{more}  tables:\n")
    assert fetch().files
    assert any(asked.startswith("POST /px/tables/90001/data?lang=no") for asked in service.asked)


def test_a_code_that_stands_twice_is_asked_once(fetch: Fetch, project: Project, service: Service) -> None:
    """SSB answers a code that stands twice with an error without words."""
    rewrite(project, service, 'region: "9997"', 'region: "9998"')
    assert fetch().files


def test_a_table_that_is_gone(fetch: Fetch, service: Service) -> None:
    """Discontinued and taken away: told so."""
    del service.tables["90001"]
    with pytest.raises(FetchFailed, match="has no table «90001»: it may have been discontinued or renumbered"):
        fetch()


def test_a_table_that_gets_no_new_figures(fetch: Fetch, table: Table) -> None:
    """Discontinued but still there: a warning."""
    table.discontinued = True
    assert fetch().warnings == ("The table «90001» is discontinued: it gets no new figures.",)


def test_the_pace_is_the_services(fetch: Fetch, service: Service) -> None:
    """The configuration's limit is kept until a header tells another."""
    service.max_calls = 1
    assert fetch().files
    assert len(service.asked) == 4


# --- signs ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("sign", "row"), [(":", ";;:;"), ("..", ";;..;"), (None, ";;..;"), ("2.5*", ";2,5;*;")])
def test_signs_are_kept(fetch: Fetch, project: Project, table: Table, sign: str | None, row: str) -> None:
    """Withheld, lacking, and provisional with its figure; a hole without a sign is lacking."""
    table.figures["EAK", "KOSnetto0000", 2025] = sign
    fetch()
    text = (project.data / "testvik" / "kostra-2026-03-17.csv").read_text(encoding="utf-8-sig")
    assert f"90001;EAK;Landet;KOSnetto0000;Netto;2025{row}ureviderte;" in text


@pytest.mark.parametrize(
    ("updated", "word"),
    [
        ("2026-03-14T23:00:00Z", ""),
        ("2026-03-15T07:00:00Z", "ureviderte"),
        ("2026-06-14T06:00:00Z", "ureviderte"),
        ("2026-06-15T06:00:00Z", "reviderte"),
        (None, ""),
    ],
)
def test_whether_figures_are_revised(
    fetch: Fetch, project: Project, table: Table, updated: str | None, word: str
) -> None:
    """From the day the table was updated, to the day; where that tells nothing, nothing is said."""
    table.updated = updated
    fetch()
    text = (project.data / "testvik" / "kostra-2026-03-17.csv").read_text(encoding="utf-8-sig")
    assert f"90001;EAK;Landet;KOSnetto0000;Netto;2025;4,7;;{word};" in text
