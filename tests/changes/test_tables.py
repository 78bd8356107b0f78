from __future__ import annotations

from fokusrapport.changes.items import Tracked
from fokusrapport.changes.model import Detail
from fokusrapport.changes.tables import TableComparison
from fokusrapport.i18n import language
from tests.changes.made import Row, number, table

WORDS = language("en")


def numbers(head: str, *shown: str) -> Row:
    """A row of numbers."""
    return (head, *(number(one) for one in shown))


def details(*rows: Row, now: tuple[Row, ...], years: bool = False, told: Tracked | None = None) -> list[Detail]:
    """What is told of a table, from these rows to those; the first has the titles."""
    known = told or Tracked((), frozenset())
    return list(TableComparison(table("T", *rows), table("T", *now), WORDS, known, years).details())


def test_every_year_of_a_table_is_compared() -> None:
    """Between reports of two years: the newest with the newest, the one before it with the one before it."""
    old = (("Hva", "2022", "2023", "2024"), numbers("Svar", "1", "2", "3"))
    new = (("Hva", "2023", "2024", "2025"), numbers("Svar", "1", "99", "98"))
    assert details(*old, now=new, years=True) == [
        Detail(where="Svar, 2024", before="2", after="99"),
        Detail(where="Svar, 2025", before="3", after="98"),
    ]


def test_columns_that_share_a_title_are_all_compared() -> None:
    """By which of them it is."""
    titles = ("Hva", "Antall", "Andel", "Antall", "Andel")
    old, new = (titles, numbers("Svar", "1", "2", "3", "4")), (titles, numbers("Svar", "1", "2", "3", "5"))
    assert details(*old, now=new) == [Detail(where="Svar, Andel", before="4", after="5")]


def test_what_only_begins_like_something_tracked_is_told() -> None:
    """An action called «Kurs» hides no row about courses; its own row, with its deadline, is told elsewhere."""
    told = Tracked(("Kurs",), frozenset())
    titles = ("Hva", "Tall")
    old = (titles, numbers("Kurs i norsk", "1"), numbers("Kurs", "1"), numbers("Kurs (frist: mai).", "1"))
    new = (titles, numbers("Kurs i norsk", "5"), numbers("Kurs", "5"), numbers("Kurs (frist: mai).", "5"))
    assert details(*old, now=new, told=told) == [Detail(where="Kurs i norsk, Tall", before="1", after="5")]
    assert [told.tells(text) for text in ("Kurs.", "Kurs (frist: mai).", "Kursene ble avlyst.", "Kurs ble holdt.")] == [
        True,
        True,
        False,
        False,
    ]


def test_words_beside_the_value_of_an_indicator_are_told() -> None:
    """The value is told with its indicator; what an author has typed beside it is not."""
    told = Tracked((), frozenset({"ventetid"}))
    titles = ("Hva", "Tall", "Merknad")
    old: tuple[Row, ...] = (titles, ("Vente", number("12", "ventetid"), "ingen"))
    new: tuple[Row, ...] = (titles, ("Vente", number("14", "ventetid"), "målt på nytt"))
    assert details(*old, now=new, told=told) == [Detail(where="Vente, Merknad", before="ingen", after="målt på nytt")]
