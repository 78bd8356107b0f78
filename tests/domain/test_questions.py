from __future__ import annotations

import inspect
import os
import subprocess
import sys
from dataclasses import fields, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fokusrapport import observing
from fokusrapport.blocks import Source
from fokusrapport.domain.dataset import Data, RankedItem, ResponseBase, SurveyAnswer
from fokusrapport.domain.edition import EditionData, open_edition
from fokusrapport.domain.indicators import Register
from fokusrapport.domain.questions import Answers
from fokusrapport.domain.results import Result
from fokusrapport.observing import OPENED, asked, named
from fokusrapport.params.models import Indicator
from tests.project import EDITION, ROOT_OF_PACKAGE, write_project

ASKED = asked(lambda _self: None).__code__
SOURCE = Source(file="data/a.csv", row=2, key="a 2015", sha256="1")
# What may be had of the subject without a question: it follows from what was asked for, or is made of questions.
# `Data.within` makes the data of a report in another language, which are then asked.
UNASKED = {"EditionData": {"data", "register", "name", "year"}, "Data": {"within"}, "Register": set()}


def is_asked(member: object) -> bool:
    """Whether a method or property is a question."""
    function = member.fget if isinstance(member, property) else member
    return getattr(function, "__code__", None) is ASKED


@pytest.mark.parametrize("owner", [EditionData, Data, Register])
def test_nothing_raw_is_public(owner: type) -> None:
    """Fields are private, and whatever touches one of them is a question: the subject cannot be read around them."""
    names = {field.name for field in fields(owner)}
    assert {name for name in names if not name.startswith("_")} <= UNASKED[owner.__name__]
    raw = {name for name in names if name.startswith("_")} | {"_by_indicator"}
    for name, member in vars(owner).items():
        if name.startswith("_") or name in UNASKED[owner.__name__] or is_asked(member):
            continue
        function = member.fget if isinstance(member, property) else getattr(member, "func", member)
        if isinstance(member, classmethod) or not inspect.isfunction(function):
            assert isinstance(member, classmethod | cached_property) or name in names
            continue
        assert not raw.intersection(function.__code__.co_names), f"{owner.__name__}.{name} reads what nobody has asked"


def test_nobody_else_reads_what_is_private() -> None:
    """No other module of the subject takes `_loaded`, `_results` or the like from the outside."""
    homes = {"edition.py", "dataset.py", "indicators.py"}
    private = [f".{field.name}" for owner in (EditionData, Data, Register) for field in fields(owner)]
    private = [name for name in private if name.startswith("._")]
    for path in (ROOT_OF_PACKAGE / "domain").rglob("*.py"):
        if path.name not in homes:
            text = path.read_text(encoding="utf-8").replace("self.", "self ")
            assert not [name for name in private if name in text], path.name


# --- what changes an answer, and what does not ---


def data_of(result: Result, *others: Result) -> Data:
    """The data of a result of «a», and of others."""
    return Data((result, *others), (), (), {}, ())


def answers_of(data: Data) -> dict[str, str]:
    """The digests of the answers to all narrow questions about «a» in 2015."""
    found = {
        "series": data.series("a"),
        "ranking": data.ranking("a", 2015),
        "answers": data.answers_to("a", 2015),
        "bases": data.bases_of("a", 2015),
    }
    return {name: observing.digest(answer) for name, answer in found.items()}


texts = st.text(min_size=1, max_size=8)
RESULT = Result(indicator="a", year=2015, number=Decimal("4.1"), source=SOURCE)
CHANGES = st.one_of(
    st.builds(dict, number=st.decimals(allow_nan=False, allow_infinity=False)),
    st.builds(dict, year=st.integers(2000, 2030)),
    st.builds(dict, number=st.none(), text=texts),
    st.builds(dict, number=st.none(), missing=st.sampled_from(["blank", "suppressed", "not_measured"])),
    st.builds(dict, comment=texts),
    st.builds(dict, uncertain=texts),
    st.builds(dict, participants=st.integers(0, 400)),
    st.builds(dict, status_by_hand=st.sampled_from(["met", "unmet"]), status_reason=texts),
    st.builds(lambda row: {"source": SOURCE.model_copy(update={"row": row})}, st.integers(3, 99)),
    st.builds(lambda key: {"source": SOURCE.model_copy(update={"key": key})}, texts),
)


@given(CHANGES)
def test_any_change_of_a_result_is_another_answer(change: dict[str, object]) -> None:
    """Even 4.1 against 4.10, and the row it stands in, which is shown; the other questions answer as before."""
    changed = replace(RESULT, **change)  # type: ignore[arg-type]
    before, after = answers_of(data_of(RESULT)), answers_of(data_of(changed))
    assert (before["series"] == after["series"]) == (repr(changed) == repr(RESULT))
    assert {name for name in before if before[name] != after[name]} <= {"series"}


@given(CHANGES)
def test_another_indicators_row_changes_nothing(change: dict[str, object]) -> None:
    """Nor does a row that is new, or the hash of the file, which both bring about."""
    other = replace(RESULT, indicator="b")
    changed = replace(other, **change)  # type: ignore[arg-type]
    rehashed = replace(RESULT, source=SOURCE.model_copy(update={"sha256": "2"}))
    assert answers_of(data_of(RESULT, other)) == answers_of(data_of(rehashed, changed))


@pytest.mark.parametrize(
    ("table", "row", "question"),
    [
        ("_rankings", RankedItem(survey="s", list="a", year=2015, rank=1, item="x", source=SOURCE), "ranking"),
        ("_bases", ResponseBase(survey="s", indicator="a", year=2015, invited=9, answered=3, source=SOURCE), "bases"),
        (
            "_answers",
            SurveyAnswer(
                survey="s",
                indicator="a",
                year=2015,
                answer="ja",
                position=1,
                count=3,
                share=None,
                missing=None,
                uncertain="",
                source=SOURCE,
            ),
            "answers",
        ),
    ],
)
def test_every_field_of_every_table_counts(table: str, row: object, question: str) -> None:
    """A field that is added later, too; only the key, which decides which rows are asked for, is left alone."""
    whole = data_of(RESULT)
    before = answers_of(replace(whole, **{table: (row,)}))  # type: ignore[arg-type]
    others = {"source": SOURCE.model_copy(update={"row": 9}), "share": Decimal(1), "missing": "blank", "position": 2}
    for field in fields(row):  # type: ignore[arg-type]
        if (field.name, getattr(row, field.name)) in {("list", "a"), ("indicator", "a"), ("year", 2015)}:
            continue
        value = getattr(row, field.name)
        other = others.get(field.name, value + 1 if isinstance(value, int) else f"{value}x")
        after = answers_of(replace(whole, **{table: (replace(row, **{field.name: other}),)}))  # type: ignore[arg-type,type-var]
        assert {name for name in before if before[name] != after[name]} == {question}, field.name


def test_every_entry_of_the_register_counts() -> None:
    """Each field of an indicator that may be given, changed one at a time."""
    base = {"id": "a", "label": {"nb": "A"}, "scale": "percent", "direction": "higher", "areas": ["one"]}
    changes = {
        "label": {"nb": "B"},
        "scale": "score_1_6",
        "direction": "lower",
        "areas": ["one", "two"],
        "decimals": 2,
        "valid_from": 2010,
        "valid_to": 2030,
        "requirements": [{"from": 2010, "text": "> 50 %"}],
        "benchmarks": ["land"],
    }
    digests = {
        observing.digest(Register((Indicator.model_validate({**base, **change}),)).find("a"))
        for change in ({}, *({name: value} for name, value in changes.items()))
    }
    assert len(digests) == len(changes) + 1


# --- asked again ---


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small project with one tracked area."""
    write_project(tmp_path, {"params/testvik/2024/skole.yaml": TRACKED})
    return tmp_path


TRACKED = "actions:\n  - {id: ny-skole, text: {nb: Ny skole er bygd}}\n"


def asked_about(root: Path) -> dict[str, str]:
    """What a notebook asks that uses most of the subject, noted."""
    notes = observing.take_notes()
    try:
        edition = open_edition(root, EDITION)
        edition.data.series("trivsel")
        edition.data.ranking(name="liste", year=2024)
        edition.register.find("trivsel")
        edition.register.of_area("skole", 2024)
        _ = edition.register.comparisons, edition.data.sources, edition.areas, edition.municipality, edition.code
        edition.tracking("skole")
        edition.tracking("bad")
    finally:
        observing.stop_notes()
    return notes.questions


def changed(root: Path, noted: dict[str, str]) -> set[str]:
    """The questions that have another answer now, by their names."""
    answers = Answers(open_edition(root, EDITION))
    return {observing.readable(question) for question, before in noted.items() if answers.digest(question) != before}


def test_nothing_changed_means_the_same_answers(root: Path) -> None:
    """Every kind of question can be asked again from its text alone."""
    assert changed(root, asked_about(root)) == set()


@pytest.mark.parametrize(
    ("file", "old", "new", "questions"),
    [
        ("data/testvik/resultater.csv", "4,3", "4,4", {"Data.series(trivsel)"}),
        ("data/testvik/sources.yaml", "Oppdiktet", "Funnet opp", {"Data.sources"}),
        (
            "params/testvik/indicators.yaml",
            "nb: Trivsel",
            "nb: Trivnad",
            {"Register.find(trivsel)", "Register.of_area(skole, 2024)"},
        ),
        ("params/testvik/2024/skole.yaml", "bygd", "åpnet", {"EditionData.tracking(skole)"}),
        ("params/testvik/municipality.yaml", "Gode", "Bedre", {"EditionData.municipality"}),
        ("params/testvik/2024.yaml", "  - area: bad\n", "", {"EditionData.areas"}),
    ],
)
def test_a_change_is_noticed_by_its_own_questions(
    root: Path, file: str, old: str, new: str, questions: set[str]
) -> None:
    """And by no others."""
    noted = asked_about(root)
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new), encoding="utf-8")
    assert changed(root, noted) == questions


def test_a_file_of_tracked_areas_that_is_new_is_noticed(root: Path) -> None:
    """No file that was read has changed, yet there is more to tell."""
    noted = asked_about(root)
    (root / "params/testvik/2024/bad.yaml").write_text(TRACKED, encoding="utf-8")
    assert changed(root, noted) == {"EditionData.tracking(bad)"}


@pytest.mark.slow
def test_answers_are_the_same_with_other_hash_seeds(root: Path) -> None:
    """A kernel has one of its own, and so has every build."""
    program = (
        "import sys; from pathlib import Path; from tests.domain.test_questions import asked_about\n"
        "print(sorted(asked_about(Path(sys.argv[1])).items()))"
    )
    told = {
        subprocess.run(  # noqa: S603 - this very Python
            [sys.executable, "-c", program, str(root)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT_OF_PACKAGE.parent)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1
    assert "Data.series" in told.pop()


@pytest.mark.parametrize(
    "question",
    [
        named("Data.gone", ()),
        named("Nobody.series", ("a",)),
        named("Data.series", ("a", "b")),
        "Data.ranking\x1f<object object at 0x7f00>\x1f2024",
        "Data.ranking\x1f'a'\x1fnp.int64(2024)",
        named("opened", ("testvik/2023",)),
    ],
)
def test_what_nobody_can_be_asked_is_no_answer(root: Path, question: str) -> None:
    """A question of another version or another edition, or about something that is no text or number."""
    with pytest.raises(LookupError):
        Answers(open_edition(root, EDITION)).digest(question)
    assert Answers.words(question)


def test_the_notebooks_own_edition_may_be_opened(root: Path) -> None:
    """It is the one that is asked again."""
    assert Answers(open_edition(root, EDITION)).digest(named("opened", (EDITION,))) == OPENED


def test_questions_are_told_in_words() -> None:
    """As the person who changed a file would say it."""
    assert Answers.words(named("Data.series", ("trivsel",))) == "the results of «trivsel»"
    assert Answers.words(named("EditionData.areas", ())) == "which areas there are"
    assert Answers.words(named("Data.answer_years", ("a",))) == "answer_years(a)"
