"""Two texts word by word, computed values masked: what was inserted and deleted, and which numbers changed in between.

difflib looks for the longest stretch that is the same and goes on from there, so that changes are told in stretches as
people make them; without `autojunk`, which would take frequent words of a long text for noise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from fokusrapport.changes.model import Detail, Part
from fokusrapport.changes.tokens import Token, Tokens, joined, keys

_SMALL = 3
_UNLIKE = 0.3
Stretch = tuple[str, Tokens, Tokens]


@dataclass(frozen=True)
class Compared:
    """Two texts compared: stretches that are the same («equal») or not, the old and the new words of each."""

    stretches: tuple[Stretch, ...]

    @property
    def same_words(self) -> bool:
        """Whether nothing but values differs."""
        return all(kind == "equal" for kind, _old, _new in self.stretches)

    def parts(self) -> tuple[Part, ...]:
        """The text with what changed in it, as it reads; values stand alone."""
        return tuple(_merged(part for stretch in self.stretches for part in _parts(*stretch)))

    def standing(self) -> tuple[Detail, ...]:
        """The changed values of sentences whose words stand as they were; `where` is the sentence with them masked."""
        return tuple(_standing(self.stretches))


def compared(old: Tokens, new: Tokens) -> Compared:
    """Two texts compared word by word."""
    if keys(old) == keys(new):
        return Compared((("equal", old, new),) if old else ())
    matcher = SequenceMatcher(None, keys(old), keys(new), autojunk=False)
    if matcher.ratio() < _UNLIKE:  # two texts that share a few small words are no edited one
        return Compared((("replace", old, new),))
    found: list[Stretch] = [(tag, old[a:b], new[c:d]) for tag, a, b, c, d in matcher.get_opcodes()]
    return Compared(tuple(_without_scraps(found)))


def _without_scraps(found: Sequence[Stretch]) -> Iterator[Stretch]:
    """The same with no lonely small word left standing between two changes: «og», a comma."""
    waiting: Stretch | None = None
    for place, stretch in enumerate(found):
        kind, old, new = stretch
        between = 0 < place < len(found) - 1
        if kind != "equal" or (between and _scrap(new)):
            waiting = ("replace", (*waiting[1], *old), (*waiting[2], *new)) if waiting else stretch
            continue
        if waiting:
            yield waiting
            waiting = None
        yield stretch
    if waiting:
        yield waiting


def _scrap(found: Tokens) -> bool:
    """Whether a stretch is hardly worth keeping: one small word, but no value and no end of a sentence."""
    return len(found) == 1 and len(found[0].text) <= _SMALL and not found[0].is_value and not found[0].ends_sentence


def _parts(kind: str, old: Tokens, new: Tokens) -> Iterator[Part]:
    if kind == "equal":
        for before, after in zip(old, new, strict=True):
            lead = " " if after.space else ""
            if after.is_value:
                yield Part(kind="same", text=lead)
                yield Part(kind="value", text=after.text, before=before.text)
            else:
                yield Part(kind="same", text=lead + after.text)
        return
    first = old or new
    yield Part(kind="same", text=" " if first[0].space else "")
    if old:
        yield Part(kind="deleted", text=joined(old))
    if old and new:
        yield Part(kind="same", text=" ")
    if new:
        yield Part(kind="inserted", text=joined(new))


def _merged(parts: Iterator[Part]) -> Iterator[Part]:
    """Neighbours of the same kind as one; two values stay two."""
    last: Part | None = None
    for part in parts:
        if not part.text and part.kind == "same":
            continue
        if last and last.kind == part.kind != "value":
            last = Part(kind=last.kind, text=last.text + part.text)
            continue
        if last:
            yield last
        last = part
    if last:
        yield last


def _standing(stretches: Sequence[Stretch]) -> Iterator[Detail]:
    sentence: list[tuple[Token, Token | None]] = []
    whole = True
    for kind, old, new in stretches:
        if kind != "equal":
            ended = all(not words or words[-1].ends_sentence for words in (old, new))
            if ended and (new or not sentence):  # whole sentences: the next one begins as it did
                sentence, whole = [], True
            else:
                whole = False
                sentence += [(token, None) for token in new]
            continue
        for before, after in zip(old, new, strict=True):
            sentence.append((after, before))
            if after.ends_sentence:
                yield from _changed(sentence) if whole else ()
                sentence, whole = [], True
    yield from _changed(sentence) if whole else ()


def _changed(sentence: Sequence[tuple[Token, Token | None]]) -> Iterator[Detail]:
    around = joined(tuple(Token(t.key, "…", t.space) if t.is_value else t for t, _before in sentence))
    for after, before in sentence:
        if before is not None and after.is_value and after.text != before.text:
            yield Detail(where=around, before=before.text, after=after.text)
