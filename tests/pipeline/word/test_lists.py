from __future__ import annotations

from docx.oxml.ns import qn

from fokusrapport.pipeline.word.lists import Lists


def test_each_numbered_list_starts_anew() -> None:
    """Where its author wants it to; bulleted lists have nothing to count."""
    lists = Lists()
    assert lists.add(ordered=False, level=0, start=1) == 1
    assert lists.add(ordered=True, level=0, start=1) == 2
    assert lists.add(ordered=True, level=1, start=3) == 3
    numbered = [item for item in lists.definitions() if item.tag == qn("w:num")]
    starts = [item.find(f"{qn('w:lvlOverride')}/{qn('w:startOverride')}") for item in numbered]
    assert [None if start is None else start.get(qn("w:val")) for start in starts] == [None, "1", "3"]
    assert [item.get(qn("w:numId")) for item in numbered] == ["1", "2", "3"]
