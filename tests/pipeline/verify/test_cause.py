from __future__ import annotations

import pytest

from fokusrapport.pipeline.verify.cause import likely_cause


@pytest.mark.parametrize(
    ("published", "rebuilt", "cause"),
    [
        ("Laget 2026-11-25T23:01:02Z.", "Laget 2026-11-26T08:00:00Z.", "a date or a time of day"),
        ("D:20261125230102Z", "D:20261126080000Z", "a date or a time of day"),
        ("25.11.2026 kl. 23:01", "1.12.2026 kl. 8:00", "a date or a time of day"),
        ("25. november 2026", "1. desember 2026", "a date or a time of day"),
        ("kjørt 1764111662", "kjørt 1764111999", "a date or a time of day"),
        ("(2026, 11, 25, 23, 1, 2)", "(1980, 1, 1, 0, 0, 0)", "a date or a time of day"),
        ("fra /home/kari/rapport/a.csv", "fra /tmp/x/a.csv", "a path"),
        (r"fra C:\Users\kari\a.csv", r"fra D:\temp\a.csv", "a path"),
        ("<object at 0x7f00aa11bb22>", "<object at 0x7f11aa22bb33>", "an id, a hash or a memory address"),
        ("id 0b4f6c1de0aa", "id 9c2f6c1de0ab", "an id, a hash or a memory address"),
        ("nav, ppt, skole", "skole, nav, ppt", "the same parts in another order"),
        ("4,9 av 1 234", "4.9 av 1,234", "a decimal mark or a space in a number"),
        ("4.899999999999999", "4.9", "numbers that are almost the same"),
        ("4,9", "4,8", ""),
        ("Bra", "Dårlig", ""),
        ("2015", "2016", ""),
        ("#0B4F6C", "#0B4F6D", ""),
    ],
)
def test_the_nature_of_a_difference(published: str, rebuilt: str, cause: str) -> None:
    """What two texts differ in says what to look for; figures and words that differ say nothing."""
    told = likely_cause(published, rebuilt)
    assert told.startswith(cause)
    assert bool(told) == bool(cause)
