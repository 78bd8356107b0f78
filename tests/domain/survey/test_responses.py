from __future__ import annotations

from collections.abc import Callable

import pytest

from fokusrapport.domain.survey.response_faults import MOST
from tests.domain.survey.conftest import SURVEYS, UNITS, Surveyed

HEAD = "survey;wave;respondent;trives;laerer;mat\n"
Wide = Callable[..., str]


def only(
    surveyed: Surveyed, answers: str, surveys: str = SURVEYS, *, long: bool = False
) -> tuple[int, str, str, str, str]:
    """The one fault of some answers: row, place, what, allowed, nearest."""
    (fault,) = surveyed.faults(answers, surveys, long=long)
    return fault.line, fault.place, fault.what, fault.allowed, fault.nearest


def test_an_answer_outside_the_scale_is_refused(surveyed: Surveyed, wide: Wide) -> None:
    """With row, column, what is allowed, and the nearest word; words of the scale and numbers are both answers."""
    row, place, what, allowed, _near = only(surveyed, HEAD + "elever;2024;1;5;Ofte;vet ikke\nelever;2024;2;6;4;4\n")
    assert (row, place) == (3, "column «trives»")
    assert what == "«6» is no answer on the scale of «elever»."
    assert allowed == "a number from 1 to 5, or «vet ikke»"
    assert only(surveyed, wide("5 Oftte 3"))[-1] == "Ofte"
    assert only(surveyed, wide("5 4,5 3"))[2].startswith("«4,5»")


def test_many_faults_of_a_kind_are_few_to_read(surveyed: Surveyed, wide: Wide) -> None:
    """A column of years gives five faults, and the last says how many more there are."""
    faults = surveyed.faults(wide(*["2024 4 4"] * 30))
    assert [fault.line for fault in faults] == [2, 3, 4, 5, 6]
    assert len(faults) == MOST
    assert faults[-1].what.endswith("And 25 more like it.")


def test_a_respondent_stands_once(surveyed: Surveyed) -> None:
    """Twice in a file is a fault that names the first row, and nobody's mark; so is twice in two files."""
    rows = "elever;2024;x-17;5;4;4\nelever;2024;y;5;4;4\nelever;2024;x-17;3;4;4\n"
    row, place, what, _allowed, _near = only(surveyed, HEAD + rows)
    assert (row, place) == (4, "column «respondent»")
    assert what == "The respondent has answered «elever» in «2024» already, in row 2."
    more = "  - {file: mer.csv, table: survey_responses, source: O, period: p, owner: T, licence: I}\n"
    (fault,) = surveyed.faults(HEAD + "elever;2024;a;5;4;4\n", mer=HEAD + "elever;2024;a;1;1;1\n", sources=more)
    assert (fault.file, fault.line) == ("data/testvik/mer.csv", 2)
    assert fault.what == "The respondent has answered the same survey already, in data/testvik/svar.csv."


@pytest.mark.parametrize(
    ("row", "place", "what", "near"),
    [
        ("elev;2024;1;5;4;4", "survey", "There is no survey «elev» in surveys.yaml.", "elever"),
        ("elever;2024a;1;5;4;4", "wave", "«elever» has no wave «2024a».", "2024"),
        ("elever;2024;;5;4;4", "respondent", "The cell is blank.", ""),
    ],
)
def test_what_is_not_declared_is_refused(surveyed: Surveyed, row: str, place: str, what: str, near: str) -> None:
    """A survey and a wave that surveys.yaml does not know, with the nearest it does; and a blank mark."""
    found = only(surveyed, f"{HEAD}{row}\n")
    assert (found[0], found[1], found[2], found[4]) == (2, f"column «{place}»", what, near)


def test_free_text_is_refused_until_it_is_declared_unread(surveyed: Surveyed, wide: Wide) -> None:
    """A column that nobody has declared is a fault with the nearest guess; one that is unread never gets further."""
    head = HEAD.strip() + ";kommentar\n"
    row, place, what, allowed, _near = only(surveyed, wide("5 4 4 Hemmelig", head=head))
    assert (row, place, what) == (1, "column 7", "Unknown column «kommentar».")
    assert "unread_columns" in allowed
    assert only(surveyed, wide("5 4 4", head=HEAD.replace("laerer", "lerer")))[-1] == "laerer"
    edition = surveyed.edition(wide("5 4 4 Hemmelig", head=head), SURVEYS + "    unread_columns: [kommentar]\n")
    (file,) = edition.data.record_files
    assert "Hemmelig" not in file.frame.to_csv()


def test_more_respondents_than_were_asked_are_refused(surveyed: Surveyed, wide: Wide) -> None:
    """At the row of the first that is too many; one who answered nothing is none."""
    row, _place, what, _allowed, _near = only(surveyed, wide(*["5 4 4"] * 51))
    assert (row, what) == (52, "51 have answered «elever» in «2024», but only 50 were asked.")
    assert surveyed.survey(wide(*["5 4 4"] * 50, "- - -")).answered().text == "50"


def test_impossible_weights_are_refused(surveyed: Surveyed, wide: Wide) -> None:
    """Zero, below zero, blank and text are no weights; 1,5 is one in a file with decimal comma."""
    weighted = SURVEYS + "    weight_column: vekt\n"
    head = HEAD.strip() + ";vekt\n"
    answers = wide("5 4 4 1,5", "5 4 4 0", "5 4 4 -1", "5 4 4 1.5", "5 4 4 -", head=head)
    faults = surveyed.faults(answers.replace("5;4;4;1\n", "5;4;4;-1\n"), weighted)
    assert [fault.line for fault in faults] == [3, 4, 5, 6]
    assert {fault.allowed for fault in faults} == {"a number above 0"}


def test_units_are_those_declared(surveyed: Surveyed, wide: Wide) -> None:
    """A misspelt unit is refused with the nearest; so is a table without the column."""
    head = HEAD.strip() + ";skole\n"
    found = only(surveyed, wide("5 4 4 nordd", head=head), SURVEYS + UNITS)
    assert (found[1], found[2], found[4]) == ("column «skole»", "«elever» has no unit «nordd».", "nord")
    assert only(surveyed, wide("5 4 4"), SURVEYS + UNITS)[2] == "The column «skole» is missing."


def test_a_long_table_is_a_row_an_answer(surveyed: Surveyed) -> None:
    """The same respondents, whichever form; an item twice, an unknown item and an answer off the scale are faults."""
    head = "survey;wave;respondent;item;answer\n"
    rows = ["a;trives;5", "a;laerer;4", "b;trives;3", "b;mat;vet ikke"]
    written = head + "".join(f"elever;2024;{row}\n" for row in rows)
    assert surveyed.survey(written, SURVEYS + "    suppression_limit: 1\n", long=True).answered().text == "2"
    found = only(surveyed, written + "elever;2024;a;trives;4\n", long=True)
    assert (found[0], found[2]) == (6, "The respondent has answered «elever» in «2024» already, in row 2.")
    found = only(surveyed, written + "elever;2024;a;lærer;4\n", long=True)
    assert (found[1], found[2], found[4]) == ("column «item»", "«elever» has no item «lærer».", "laerer")
    found = only(surveyed, written + "elever;2024;c;mat;7\n", long=True)
    assert (found[0], found[1]) == (6, "column «answer»")


def test_one_respondent_has_one_weight_in_a_long_table(surveyed: Surveyed) -> None:
    """Two weights of the same respondent cannot both be right."""
    head = "survey;wave;respondent;vekt;item;answer\n"
    rows = "elever;2024;a;1;trives;5\nelever;2024;a;2;laerer;5\n"
    found = only(surveyed, head + rows, SURVEYS + "    weight_column: vekt\n", long=True)
    assert (found[0], found[1]) == (3, "column «vekt»")


def test_answers_without_surveys_yaml_are_refused(surveyed: Surveyed, wide: Wide) -> None:
    """Nobody could say what they answer."""
    (fault,) = surveyed.faults(wide("5 4 4"), "surveys: []\n")
    assert fault.what == "There is no survey «elever» in surveys.yaml."
