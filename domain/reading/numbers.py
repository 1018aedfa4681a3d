"""What whole number a message says: an age, a count of children, the number of a choice.

Only a number alone is one, or a number with the unit that was asked for; "0,5", "-3" and "25rb" are none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from domain.reading.clean import POLITE, clean, words_of
from domain.reading.limits import NUMBER_TEXT_CHARS_MAX, WHOLE_NUMBER_MAX
from domain.reading.number_words import Numeral, Part, find_number_word, split_joined

# What people write around an age or a count; "umur saya 25 th", "anak 3 orang", "aya tilu".
_AROUND = POLITE | frozenset(
    "ya iya y ok umur umurnya usia usianya yuswa umurku tahun thn th taun tahunan warsih orang org urang wong "
    "tiyang jiwa anak ank anaknya lare putra cucu kali saya sy aku beta kula abdi ada aya wonten punya gaduh "
    "cuma hanya mung ngan sekarang skrg skr baru sudah udah sdh semua semuanya jumlah jumlahnya total buah biji bh "
    "nomor no nmr nomer bulan bln hari hr minggu mgg kg".split()
)
# "1042", "1.000 orang", "2 ribu", "nomor 1234".
_THOUSANDS = re.compile(
    r"(?:(?:no|nomor|nomer)[. ] *)?(?P<digits>\d{1,7}|\d{1,3}(?:\.\d{3})+) ?(?P<thousand>ribu|rb)?(?: orang)?",
    re.IGNORECASE | re.ASCII,
)
# Signs between or before digits with which they are no whole number.
_NO_WHOLE = re.compile(r"\d[.,/:*+=-]\s*\d|[-+]\s*\d|[a-z]\d+[a-z]|[/=%*+]")
_NONE_WORDS = frozenset("nol kosong nihil".split())
_SMALL = frozenset(
    {
        Part.DIGIT,
        Part.TEN,
        Part.TIMES_TEN,
        Part.PLUS_TEN,
        Part.PLUS_TWENTY,
        Part.TIMES_HUNDRED,
        Part.HUNDRED,
        Part.ZERO,
    }
)


def read_whole_number(text: str, *, most: int = 999) -> int | None:
    """The whole number from 0 to 999 that the message says, or None. Never raises.

    most: where it is larger, digits may say more than 999: "1042", "1.000", "2 ribu"; never more digits than it has.

    Digits or words ("dua puluh lima", "salawe", "rong puluh"), with a unit, a title or thanks around it.
    "dua lima" is None: 25 for one woman, "two or five" for another. So is any number of two.
    """
    if len(text) > NUMBER_TEXT_CHARS_MAX:
        return None
    if most > 999 and (found := _THOUSANDS.fullmatch(text.strip())):
        digits = found["digits"].replace(".", "") + ("000" if found["thousand"] else "")
        return int(digits) if len(digits) <= len(str(most)) else None
    cleaned = clean(text)
    if cleaned.unreadable or _NO_WHOLE.search(cleaned.text):
        return None
    kept = [word for word in words_of(cleaned.text) if word not in _AROUND]
    if len(kept) == 1 and kept[0].isdigit():
        return int(kept[0]) if len(kept[0]) <= 3 else None
    return 0 if len(kept) == 1 and kept[0] in _NONE_WORDS else _in_words(kept)


def with_digits(words: Sequence[str]) -> list[str]:
    """The words, with each run of small number words as digits: ["tgl", "dua", "puluh"] -> ["tgl", "20"].

    A run that is not one certain number stays as it is. Units of money are not numbers here.
    """
    out: list[str] = []
    run: list[str] = []
    for word in [*words, ""]:
        if word and _parts_of(word):
            run.append(word)
            continue
        value = _in_words(run)
        out.extend(run if value is None else [str(value)])
        out.extend([word] if word else [])
        run = []
    return out


def _parts_of(word: str) -> list[Numeral] | None:
    one = find_number_word(word)
    found = [one] if one else split_joined(word)
    return found if found and all(part.part in _SMALL for part in found) else None


def _in_words(words: Sequence[str]) -> int | None:
    """The value of number words, None if they are not exactly one certain number up to 999."""
    parts: list[Numeral] = []
    for at, word in enumerate(words):
        one = find_number_word(word)
        if one and one.part is Part.PREFIX and at + 1 < len(words):
            parts.append(Numeral(Part.DIGIT, 1))
            continue
        found = _parts_of(word)
        if not found:
            return None
        parts.extend(found)
    if not parts:
        return None
    from domain.reading.number_grammar import Doubt, read_number  # with the first number in words

    number = read_number(parts)
    if number is None or number.doubt is not Doubt.NONE or number.value > WHOLE_NUMBER_MAX:
        return None
    return number.value
