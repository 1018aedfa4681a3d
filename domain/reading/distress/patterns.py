"""How is a sign said in several words? Patterns over the meanings of words, and where in a sentence they stand.

"a b|c !d" is a row: a word meaning a, within four words one meaning b or c, then a denied d. "=kata" is the very
word, ".e" stands right behind the word before it, "verb:hit" is a verb that hurts. Rows joined by "+" stand anywhere
in the sentence. ">" begins a row at the start of the sentence, "<" ends one at its end; filling is not counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from domain.reading.distress.findings import is_denied
from domain.reading.distress.model import Kind, Level
from domain.reading.distress.sentences import Sentence

_GAP_WORDS = 4
# In one sentence a row is looked for from so many places only.
_STARTS_MAX = 8
_FILLING = frozenset({"self", "title", "now_state", "again", "just", "want", "rescue", "tired"})
_FILLING_WORDS = frozenset(
    "banget bgt sekali sangat rasanya rasane deh sih ya mbak mas terus trs aja mah atuh".split()
)


# How the little words are written in a hurry.
_SHORT = {
    short: whole
    for whole, shorts in {
        "dari": "dr dri dar drpd",
        "sama": "sm ama sma",
        "dengan": "dgn dg dngn",
        "jangan": "jgn jngn jang",
        "kalau": "kl klo kalo klw",
        "buat": "bwt bt",
        "untuk": "utk untk",
        "pakai": "pk pke make",
        "sampai": "smp smpe",
        "sampe": "smpk sampek",
        "bilang": "blg blng",
        "belum": "blm blom belom",
        "orang": "org",
        "pulang": "plg pulng",
        "cepet": "cpt cepatan cepetan",
        "tinggal": "tgl tggl",
    }.items()
    for short in shorts.split()
}


@dataclass(frozen=True)
class Slot:
    """One place of a row: any of these meanings, words or verbs; with `denied` a "tidak" stands before it."""

    tags: frozenset[str]
    words: frozenset[str]
    verbs: frozenset[str]
    denied: bool
    next: bool

    def fits(self, sentence: Sentence, at: int) -> bool:
        """Whether the word at `at` may stand here."""
        word = sentence.words[at]
        hit = (
            not self.tags.isdisjoint(word.tags)
            or _SHORT.get(word.text, word.text) in self.words
            or (word.form is not None and word.form.tag in self.verbs)
        )
        return hit and (not self.denied or is_denied(sentence, at))


@dataclass(frozen=True)
class Row:
    """Slots one after another; at the start or at the end of the sentence if it says so."""

    slots: tuple[Slot, ...]
    at_start: bool
    at_end: bool


@dataclass(frozen=True)
class Pattern:
    """Rows that all stand in a sentence, and meanings that must not."""

    level: Level
    kind: Kind
    rows: tuple[Row, ...]
    unless: frozenset[str]


@lru_cache(maxsize=1_024)
def pattern(level: Level, kind: Kind, rows: str, unless: str = "") -> Pattern:
    """A pattern from its writing."""
    return Pattern(level, kind, tuple(_row(part) for part in rows.split(" + ")), frozenset(unless.split()))


def _row(written: str) -> Row:
    parts = written.split()
    start, end = parts[0] == ">", parts[-1] == "<"
    slots = tuple(_slot(part) for part in parts[start : len(parts) - end])
    return Row(slots, start, end)


def _slot(written: str) -> Slot:
    choices = [one.lstrip(".!") for one in written.split("|")]
    return Slot(
        tags=frozenset(one for one in choices if one[0] != "=" and not one.startswith("verb:")),
        words=frozenset(one[1:] for one in choices if one[0] == "="),
        verbs=frozenset(one[5:] for one in choices if one.startswith("verb:")),
        denied="!" in written[:2],
        next=written.startswith("."),
    )


def find_place(one: Pattern, sentence: Sentence) -> int | None:
    """Where the first row of a pattern begins, if all of it stands in the sentence and nothing that excuses it."""
    if one.unless and sentence.has(*one.unless):
        return None
    places = []
    for row in one.rows:
        place = _find_row(row, sentence, undenied=row is one.rows[0] and not row.slots[0].denied)
        if place is None:
            return None
        places.append(place)
    return places[0]


def _find_row(row: Row, sentence: Sentence, *, undenied: bool) -> int | None:
    starts = (at for at in range(len(sentence.words)) if row.slots[0].fits(sentence, at))
    for _, at in zip(range(_STARTS_MAX), starts, strict=False):
        if undenied and is_denied(sentence, at):
            continue
        if row.at_start and not _only_filling(sentence, 0, at):
            return None
        end = _end_of(row.slots, 1, sentence, at)
        if end is not None and (not row.at_end or _only_filling(sentence, end + 1, len(sentence.words))):
            return at
    return None


def _end_of(slots: tuple[Slot, ...], index: int, sentence: Sentence, at: int) -> int | None:
    """The place of the last slot when the slots from `index` on follow upon `at`, each at its first fitting place."""
    for slot in slots[index:]:
        ahead = range(at + 1, min(len(sentence.words), at + 2 + (0 if slot.next else _GAP_WORDS)))
        found = next((place for place in ahead if slot.fits(sentence, place)), None)
        if found is None:
            return None
        at = found
    return at


def _only_filling(sentence: Sentence, start: int, stop: int) -> bool:
    return all(
        sentence.tags(at) & _FILLING or sentence.text(at) in _FILLING_WORDS for at in range(start, stop)
    )


def meanings_of(patterns: tuple[Pattern, ...]) -> Iterator[str]:
    """Every meaning that a pattern asks for."""
    for one in patterns:
        yield from one.unless
        for row in one.rows:
            for slot in row.slots:
                yield from slot.tags
