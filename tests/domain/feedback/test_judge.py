from __future__ import annotations

import datetime as dt

import pytest

from fokusrapport.domain.feedback.judge import ids_in_two_files
from tests.domain.feedback.conftest import CaseMakers, many


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ({"received": "2015-02-30", "answered": ""}, ("received", "There is no day «2015-02-30»", "")),
        ({"received": "30.02.2015", "answered": ""}, ("received", "There is no day «30.02.2015»", "")),
        ({"received": "03/02/2015", "answered": ""}, ("received", "«03/02/2015» is no date.", "")),
        ({"received": "", "answered": ""}, ("received", "The cell is blank.", "")),
        ({"received": "2016-02-02", "answered": ""}, ("received", "2016-02-02 is after the file was delivered", "")),
        ({"answered": "2015-03-01"}, ("answered", "2015-03-01 is before the case was received, 2015-03-02.", "")),
        ({"answered": "2017-01-01"}, ("answered", "2017-01-01 is after the file was delivered, 2016-02-01.", "")),
        ({"closed": "2015-01-01"}, ("closed", "is before the case was received", "")),
        ({"effect_checked": "2016-12-01"}, ("effect_checked", "is after the file was delivered", "")),
        ({"type": "rsi"}, ("type", "«rsi» is no type of case.", "ris")),
        ({"area": "tow"}, ("area", "There is no area «tow» in feedback.yaml.", "two")),
        ({"category": "wating"}, ("category", "There is no category «wating» in feedback.yaml.", "waiting")),
        ({"cause": "rutine"}, ("cause", "There is no cause «rutine» in feedback.yaml.", "routine")),
        ({"action": "repar"}, ("action", "There is no action «repar» in feedback.yaml.", "repair")),
        ({"channel": "wbe"}, ("channel", "There is no channel «wbe»", "web")),
        ({"origin": "internt"}, ("origin", "«internt» is none of the words for this column.", "intern")),
        ({"severity": "5", "extent": "1"}, ("severity", "«5» is outside the scale.", "")),
        ({"severity": "1", "extent": "0"}, ("extent", "«0» is outside the scale.", "")),
        ({"severity": "1"}, ("extent", "The case has «severity» but no «extent»", "")),
        ({"level": "director"}, ("level_reason", "The level is overridden without a reason.", "")),
        ({"level": "directer", "level_reason": "x"}, ("level", "There is no level «directer»", "director")),
        ({"deadline": "0"}, ("deadline", "«0» is no number of days to answer in.", "")),
        ({"deadline": "soon"}, ("deadline", "«soon» is no date.", "")),
        ({"deadline": "2015-03-01"}, ("deadline", "2015-03-01 is before the case was received", "")),
        ({"id": ""}, ("id", "The case has no id.", "")),
    ],
)
def test_a_fault_names_row_column_value_and_what_is_allowed(
    feedback: CaseMakers, monkeypatch: pytest.MonkeyPatch, row: dict[str, str], wanted: tuple[str, str, str]
) -> None:
    """Each thing that can be wrong with a case, in its own words, at its row, and nothing else is told."""
    monkeypatch.setenv("FOKUSRAPPORT_LANGUAGE", "en")
    column, what, near = wanted
    _file, (fault,) = feedback.judged({}, row)
    assert (fault.file, fault.line, fault.nearest) == ("data/made-up/cases.csv", 3, near)
    assert column in fault.place
    assert what in fault.what
    assert fault.allowed


def test_an_id_that_stands_twice_tells_of_both_rows(feedback: CaseMakers, monkeypatch: pytest.MonkeyPatch) -> None:
    """The later row is the fault, and names the first; the id itself is not told."""
    monkeypatch.setenv("FOKUSRAPPORT_LANGUAGE", "en")
    _file, (fault,) = feedback.judged({"id": "same"}, {}, {"id": "same"})
    assert (fault.line, fault.what) == (4, "The id stands twice: also in row 2.")


def test_cases_in_two_files_are_counted_once_or_refused(feedback: CaseMakers) -> None:
    """A case that both years' files hold is a fault of the later file."""
    one, _faults = feedback.judged({"id": "a"}, {"id": "b"}, file="2014.csv")
    other, _faults = feedback.judged({"id": "c"}, {"id": "b"}, file="2015.csv")
    (fault,) = ids_in_two_files([one, other])
    assert (fault.file, fault.line) == ("data/made-up/2015.csv", 3)
    assert "2014.csv" in fault.what


def test_the_same_fault_is_told_once(feedback: CaseMakers, monkeypatch: pytest.MonkeyPatch) -> None:
    """Forty rows with one misspelt category are one fault that counts the others."""
    monkeypatch.setenv("FOKUSRAPPORT_LANGUAGE", "en")
    _file, (fault,) = feedback.judged(*many(40, category="wating"))
    assert fault.what.endswith("(and 39 more rows)")
    assert fault.line == 2


def test_many_different_faults_are_counted(feedback: CaseMakers, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of nine strange words five are told and the rest counted; of nine rows likewise."""
    monkeypatch.setenv("FOKUSRAPPORT_LANGUAGE", "en")
    _file, faults = feedback.judged(*[{"category": f"x{number}"} for number in range(9)])
    assert len(faults) == 6
    assert faults[-1].what == "4 other texts of the column are wrong, too, in 4 rows."
    _file, faults = feedback.judged(*[{"answered": f"2015-02-0{number}"} for number in range(1, 10)])
    assert len(faults) == 5
    assert faults[-1].what.endswith("(and 4 more rows)")


def test_what_the_judgement_hangs_on_must_be_there(feedback: CaseMakers) -> None:
    """Without parameters, or the day of delivery, nothing can be said of the cases."""
    _file, (fault,) = feedback.judged({}, settings=None)
    assert "feedback.yaml" in fault.allowed
    _file, (fault,) = feedback.judged({}, delivered=None)
    assert fault.file == "data/made-up/sources.yaml"
    assert "delivered" in fault.allowed


def test_dates_of_both_kinds_and_times_of_day(feedback: CaseMakers) -> None:
    """«02.03.2015» and «2015-03-02» are one day; a time of day that a system adds is left out."""
    file, faults = feedback.judged({"received": "02.03.2015"}, {"received": "2015-03-02T09:15:00"}, {})
    assert faults == []
    assert file.frame["received"].nunique() == 1
    assert file.frame["received"].iloc[0] == (dt.date(2015, 3, 2) - dt.date(1970, 1, 1)).days


def test_free_text_and_names_are_left_behind(feedback: CaseMakers) -> None:
    """What is kept of a case is numbers, and the id that is needed to find it in another file."""
    file, _faults = feedback.judged(
        {"text": "Kari Nordmann ringte", "owner": "Ola", "level": "unit", "level_reason": "hun ba om det"}
    )
    kept = file.frame.drop(columns="id")
    assert all(kind.kind == "i" for kind in kept.dtypes)
    assert not {"text", "owner", "level_reason"} & set(kept.columns)
