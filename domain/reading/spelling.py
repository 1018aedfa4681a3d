"""How alike two words are: repeated letters taken out, and one slip of the finger apart.

A word found only by likeness is a guess; the readers that use it never answer `accept` on it alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

_Meaning = TypeVar("_Meaning")
_REPEATED = re.compile(r"([a-z])\1+")
_WORD_CHARS_MAX = 40


def squeeze(word: str) -> str:
    """The word with every repeated letter once: "ribbuuu" -> "ribu", "iyaaa" -> "iya"."""
    # Nearly no word repeats a letter, and looking for one takes a third of the time of replacing none.
    return _REPEATED.sub(r"\1", word) if _REPEATED.search(word) else word


def squeezed(table: Mapping[str, _Meaning]) -> dict[str, _Meaning]:
    """The same table under squeezed keys, for `find_spelled`; the first of two equal keys stays."""
    short: dict[str, _Meaning] = {}
    for word, meaning in table.items():
        short.setdefault(squeeze(word), meaning)
    return short


def find_spelled(word: str, table: Mapping[str, _Meaning], short: Mapping[str, _Meaning]) -> _Meaning | None:
    """The meaning of a word, exactly as written or with its repeated letters taken out; None if unknown.

    Only a word that repeats a letter is tried squeezed, so that a short word cannot turn into another.
    """
    if word in table:
        return table[word]
    thin = squeeze(word)
    return short.get(thin) if thin != word else None


def one_slip_apart(first: str, second: str) -> bool:
    """Whether the words differ by at most one letter added, lost, changed, or one swapped pair.

    This is the Damerau-Levenshtein distance of at most one, found in one pass.
    """
    if first == second:
        return True
    if len(first) > len(second):
        first, second = second, first
    if len(second) - len(first) > 1 or len(second) > _WORD_CHARS_MAX:
        return False
    start = 0
    while start < len(first) and first[start] == second[start]:
        start += 1
    if len(first) < len(second):
        return first[start:] == second[start + 1 :]
    swapped = first[start : start + 2][::-1] == second[start : start + 2]
    return first[start + 1 :] == second[start + 1 :] or (
        swapped and first[start + 2 :] == second[start + 2 :]
    )


def nearest_word(word: str, known: Iterable[str], *, letters_min: int = 5) -> str | None:
    """The one known word a slip away that begins with the same letter; None if there is none, or two.

    Words shorter than `letters_min` are not guessed: too many short words lie close together.
    """
    if not letters_min <= len(word) <= _WORD_CHARS_MAX:
        return None
    near = {one for one in known if one[0] == word[0] and one_slip_apart(word, one)}
    return near.pop() if len(near) == 1 else None


def nearest_meaning(word: str, known: Mapping[str, _Meaning], *, letters_min: int = 5) -> _Meaning | None:
    """What all words a slip away mean ("desembar": "desember" and "desembr"); None if there is none, or they differ."""
    if not letters_min <= len(word) <= _WORD_CHARS_MAX:
        return None
    near = {meaning for one, meaning in known.items() if one[0] == word[0] and one_slip_apart(word, one)}
    return near.pop() if len(near) == 1 else None
