"""What pieces a message about money is made of: numbers, words with a known effect, signs, unknown words.

It only names the pieces; what they mean together is decided in `money.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from domain.reading.clean import find_phrases
from domain.reading.money_words import BESIDE, Beside
from domain.reading.number_words import (
    GUESSABLE,
    NUMBER_WORDS,
    UNIT_SLIPS,
    Numeral,
    Part,
    find_number_word,
    split_joined,
)
from domain.reading.spelling import nearest_word
from domain.records import dataclass

GLUED = "?glued"  # the sign of an unknown word written against digits, as in "25ooo"
_TOKEN = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?: \d{3})+(?![\d.,]*\d)|\d+(?:[.,]\d+)*|[a-z·]+|[^\sa-z\d]|\n")
# The dash of "25.000,-" and "25rb,-" closes a price; it is no minus.
_PRICE_END = re.compile(r"(?<=[\da-z])\s?[.,]\s?[-=]+(?!\s?\d)|(?<=[\da-z])-+(?=\s*$)")
SPACED_GROUP = re.compile(r"(?<=\d)([.,] | [.,] ?)(?=\d{3}(?!\d))")
_BEFORE_WORD = re.compile(r"(?<=\d)[-.](?=[a-z])")
_PER_MONTH = re.compile(r"/ ?(?:bulan|bln)\b")


@dataclass(frozen=True)
class Item:
    """One piece of the message: numerals, a word with a known effect, a sign, or an unknown word."""

    numerals: tuple[Numeral, ...] = ()
    beside: Beside | None = None
    sign: str = ""
    text: str = ""
    guessed: bool = False


def money_items(text: str) -> list[Item]:
    """The pieces of a cleaned text, in their order."""
    return list(_items(_prepare(text)))


def _prepare(text: str) -> str:
    text = SPACED_GROUP.sub(lambda found: found[1].strip(), _PRICE_END.sub(" ", text))
    return _BEFORE_WORD.sub(" ", _PER_MONTH.sub(" perbulan", text))


def _items(text: str) -> Iterator[Item]:
    tokens = [(found[0], found.start()) for found in _TOKEN.finditer(text)]
    words = [word for word, _ in tokens]
    at = 0
    for beside, group in find_phrases(words, BESIDE):
        word, start = tokens[at]
        at += len(group)
        if beside is not None:
            yield Item(beside=beside, text=" ".join(group))
            continue
        glued = start > 0 and text[start - 1].isdigit()
        yield from _read_word(word, _touches_number(words, at - 1), glued=glued, following=words[at : at + 1])


def _read_word(word: str, near_number: bool, *, glued: bool, following: list[str]) -> Iterator[Item]:
    if word[0].isdigit():
        yield Item(numerals=(Numeral(Part.LITERAL, text=word),), text=word)
        return
    if not word[0].isalpha():
        yield Item(sign=word)
        return
    found = find_number_word(word)
    if found and found.part is Part.PREFIX:
        unit = find_number_word(following[0]) if following else None
        units = (Part.TIMES_TEN, Part.PLUS_TEN, Part.TIMES_HUNDRED, Part.SCALE)
        found = Numeral(Part.DIGIT, 1) if unit and unit.part in units else None
        if not found and word == "sa":
            yield Item(beside=Beside.FILLER, text=word)  # Kupang: "25 ribu sa" is "25 ribu saja"
            return
    if word.endswith("nya") and _is_unit(word[:-3]):
        word = word[:-3]  # "25 ribunya", "20 ribuannya"; but "tiganya" and "satunya" count no money
    found = found or find_number_word(word)
    if found:
        yield Item(numerals=(found,), text=word)
        return
    base, about = (word[:-2], True) if word.endswith("an") and len(word) > 3 else (word, False)
    one = find_number_word(base)
    parts = [one] if one and one.part is not Part.PREFIX else split_joined(base)
    if parts:
        yield Item(numerals=tuple(parts), text=word)
        if about:
            yield Item(beside=Beside.ABOUT, text="an")
        return
    guess = (UNIT_SLIPS.get(word) or nearest_word(word, GUESSABLE)) if near_number else None
    if guess and not glued:
        yield Item(numerals=(NUMBER_WORDS[guess],), text=word, guessed=True)
        return
    yield Item(text=word, sign=GLUED if glued else "")


def _is_unit(word: str) -> bool:
    one = find_number_word(word) or (find_number_word(word[:-2]) if word.endswith("an") else None)
    return one is not None and one.part in (Part.SCALE, Part.SCALED)


def _touches_number(words: Sequence[str], at: int) -> bool:
    beside = [words[near] for near in (at - 1, at + 1) if 0 <= near < len(words)]
    return any(word[0].isdigit() or find_number_word(word) for word in beside)
