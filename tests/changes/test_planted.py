from __future__ import annotations

from pathlib import Path

from fokusrapport.changes.compare import Comparison
from fokusrapport.changes.model import Detail
from tests.changes import planted_project as made

OLD_FILES = {
    "params/testvik/indicators.yaml": made.REGISTER + made.OTHER,
    "params/testvik/2023/skole.yaml": made.EARLIER,
    "params/testvik/2024/skole.yaml": made.TRACKED,
    "data/testvik/resultater.csv": made.RESULTS,
}
NEW_FILES = {
    **OLD_FILES,
    "params/testvik/indicators.yaml": made.replaced(
        made.REGISTER + made.OTHER.replace("leirskole", "svomming").replace("Leirskole", "Svømming"),
        ("Hvor rolig elevene har det.", "Hvor stille elevene har det."),
        ("≥ 80 %", "≥ 82 %"),
    ),
    "params/testvik/2024/skole.yaml": made.replaced(
        made.TRACKED,
        ("{plan: bok, status: under_way", "{plan: bok, status: done"),
        ("  - {id: kor, text: {nb: Skolen har fått eget kor.}}\n", ""),
        ('en hage.}, due: "2025"}', 'en hage.}, due: "2026"}\n  - {id: dam, text: {nb: Skolen skal få en dam.}}'),
    ),
    "data/testvik/resultater.csv": made.replaced(
        made.RESULTS,
        ("trivsel;2024;4,3", "trivsel;2024;4,4"),
        ("ro;2024;4,1;;;;;;Nye klasserom", "ro;2024;3,2;;;;;;Støy fra veien"),
        ("leirskole;2024;50", "svomming;2024;70"),
    ),
}
NEW_SKOLE = {
    **{name: cell for name, cell in made.SKOLE_CELLS.items() if name != "mat"},
    "ingress": made.SKOLE_CELLS["ingress"].replace("elevene i mai", "elevene i juni"),  # type: ignore[union-attr]
    "om": made.SKOLE_CELLS["om"].replace("med skog på alle kanter", "med utsikt til fjorden"),  # type: ignore[union-attr]
    "liste": "- Vi har uteskole.\n- Vi har sløyd.",
    "tabell": made.SKOLE_CELLS["tabell"].replace("tolv", "femten"),  # type: ignore[union-attr]
    "ny": "Foreldrene har fått et eget møterom i andre etasje.",
}
KULTUR: made.Cells = {"tittel": "# Kultur", "om": "Biblioteket er åpent."}


def _order(cells: made.Cells) -> made.Cells:
    """With the text about the choir first of all."""
    return {name: cells[name] for name in ("tittel", "kor", *(n for n in cells if n not in ("tittel", "kor")))}


def test_every_planted_change_is_found_and_nothing_else(tmp_path: Path) -> None:
    """More than twenty changes of every kind in parameters, data and notebooks; each is told in its own place, once."""
    old = made.built(tmp_path / "a", OLD_FILES, {"skole": made.SKOLE_CELLS, "bad": made.BAD_CELLS}, "før")
    new = made.built(tmp_path / "b", NEW_FILES, {"skole": _order(NEW_SKOLE), "kultur": KULTUR}, "nå")
    changes = Comparison(old, new).changes
    found = sorted((change.kind, change.cell or change.id or change.area) for change in changes.all)
    assert found == sorted(
        [
            ("value", "trivsel"),
            ("numbers", "ingress"),  # the sentence about it stands as it did
            ("figure", "tegning"),  # which draws it
            ("value", "ro"),
            ("status", "ro"),
            ("remark", "ro"),
            ("definition", "ro"),
            ("requirement", "lekser"),
            ("status", "lekser"),  # the year before does not meet the new one
            ("indicator_new", "svomming"),
            ("indicator_gone", "leirskole"),
            ("tracked_status", "bok"),
            ("tracked_gone", "kor"),
            ("tracked_text", "hage"),
            ("tracked_new", "dam"),
            ("prose", "ingress"),  # its footnote
            ("prose", "om"),
            ("text_gone", "mat"),
            ("text_gone", "liste"),
            ("text_new", "ny"),
            ("moved", "kor"),
            ("table", "tabell"),
            ("area_new", "kultur"),
            ("area_gone", "bad"),
        ]
    )
    by_kind = {change.kind: change for change in changes.all if change.id != "lekser"}
    assert by_kind["numbers"].details == (
        Detail(where="Elevene gir skolen … poeng for trivsel.", before="4,3", after="4,4"),
    )
    assert by_kind["table"].details == (Detail(where="Andre, Elever", before="tolv", after="femten"),)
    assert (by_kind["status"].before, by_kind["status"].after) == ("ønsket", "akseptabelt")
    told = [(change.kind, change.year, change.before, change.after) for change in changes.all if change.id == "lekser"]
    assert told[1] == ("requirement", None, "≥ 80 %", "≥ 82 %")
    assert told[0][:2] == ("status", 2023)


def test_a_project_without_changes_has_none(tmp_path: Path) -> None:
    """The twin of the test above: the same sources in two folders."""
    areas = {"skole": made.SKOLE_CELLS, "bad": made.BAD_CELLS}
    old, new = (made.built(tmp_path / name, OLD_FILES, areas, name) for name in ("a", "b"))
    assert Comparison(old, new).changes.all == ()
