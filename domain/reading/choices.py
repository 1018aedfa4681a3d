"""Which of the choices shown does a message mean: by number, by label, by synonym, with small slips forgiven?

The law: the full label as written beats the number, the number beats a likeness; what fits two choices is
ambiguous and never guessed; a "tidak" that the label does not have rules the label out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from domain.reading.clean import POLITE, clean, words_of
from domain.reading.limits import CHOICE_TEXT_CHARS_MAX
from domain.reading.numbers import with_digits
from domain.reading.spelling import one_slip_apart, squeeze
from domain.records import dataclass


@dataclass(frozen=True)
class ChoiceReading:
    """`index` from 0 of the one choice meant; or `ambiguous`, the two or more that fit; or neither."""

    index: int | None = None
    ambiguous: tuple[int, ...] = ()


@dataclass(frozen=True)
class ChoicesReading:
    """`indices` in the order of the list, each once. Only when `unclear` is empty may they be taken."""

    indices: tuple[int, ...] = ()
    unclear: tuple[str, ...] = ()


_NONE = ChoiceReading()
_ORDINALS = {
    word: str(number)
    for number, words in enumerate(
        (
            "pertama kesatu kahiji kapisan sepisan",
            "kedua kadua kapindho kapindo",
            "ketiga katilu katelu",
            "keempat kaopat kapapat",
            "kelima kalima",
            "keenam kagenep",
            "ketujuh katujuh kapitu",
            "kedelapan kadalapan kawolu",
            "kesembilan kasalapan kasanga",
            "kesepuluh kasapuluh",
        ),
        start=1,
    )
    for word in words.split()
}
_AROUND = POLITE | frozenset(
    "ya iya ok oke no nomor nomer nmr nomernya pilih pilihan pilihannya milih yang yg nu sing ingkang "
    "itu ini angka jawab jawaban jawabannya saya mau aku ke kula abdi".split()
)
_FOLDED = {
    word: plain
    for plain, words in {
        "tidak": "ga gak gk ngga nggak enggak engga ndak tdk tak henteu teu mboten boten ora sonde son kada bukan bkn",
        "belum": "blm blom belom teu_acan dereng durung balom",
        "sudah": "udah udh sdh dah sampun wis parantos atos geus",
        "dengan": "dgn sama sm karo kaliyan",
        "bersama": "bareng sareng brng bersamaan",
        "dan": "&",
        "sendiri": "sndiri sendirian sorangan dewe piyambak nyalira",
    }.items()
    for word in words.split()
}
_NOT = frozenset({"tidak", "belum", "jangan", "kecuali", "selain"})
_ALL = frozenset("semua semuanya sadaya sadayana kabeh sedaya sedoyo smua smuanya semuah".split())
_SIGNED = re.compile(r"^\s*[-+]\s*\d")  # "-2" is no choice
_OR = frozenset({"atau", "ato", "dan"})
_PREFIX_LETTERS_MIN = 3
# "jahit" is in "menjahit", "bantu" in "dibantu": the root stands at the end of the word.
_ROOT_LETTERS_MIN = 4
_SLIP_LETTERS_MIN = 5
_RANGE = re.compile(r"(\d{1,2}) ?(?:-|sampai|smp|sampe|s d|sd) ?(\d{1,2})")
_SPLIT = re.compile(r"[,;&+/\n]|\bdan\b|\bsama\b|\bjeung\b|\bsareng\b|\bkaro\b|\blan\b|\bterus\b|\bplus\b")


def match_choice(
    text: str, labels: Sequence[str], synonyms: Mapping[int, Sequence[str]] | None = None
) -> ChoiceReading:
    """The choice a message means among `labels`; `synonyms` are more words for the label at that index. Never raises.

    In this order: the whole label or synonym; its number from 1 ("2", "no 2", "yang kedua", "dua", "②"), also copied
    with its label; words the label contains, or that contain the label; one slip in words of five letters or more.
    A number beyond the list is none.
    """
    if len(text) > CHOICE_TEXT_CHARS_MAX:
        return _NONE
    names = [
        [_plain_words(label), *map(_plain_words, (synonyms or {}).get(at, ()))]
        for at, label in enumerate(labels)
    ]
    said = _plain_words(_circled(text))
    if not said or _SIGNED.search(text):
        return _NONE
    same = [at for at, ways in enumerate(names) if said in ways]
    if same:
        return _one_of(same)
    # Titles and "saya mau yang" are left out only after the exact label had its turn ("Ibu" may be a label).
    core = [word for word in said if word not in _AROUND]
    same = [at for at, ways in enumerate(names) if core and core in [_core(way) for way in ways]]
    if same:
        return _one_of(same)
    return _by_number(said, core, names) or _by_likeness(core or said, names)


def adds_nothing(text: str, label: str) -> bool:
    """Whether she says no more than the label does; "boleh bawa anak" says more than Boleh."""
    return len(_core(_plain_words(text))) <= len(_plain_words(label))


def begins_with(text: str, label: str) -> bool:
    """Whether the label is the first thing she says: "tidak, nanti suami marah" begins with Tidak. Never raises."""
    said, words = _core(_plain_words(text)), _plain_words(label)
    return said[: len(words)] == words


def match_choices(
    text: str, labels: Sequence[str], synonyms: Mapping[int, Sequence[str]] | None = None
) -> ChoicesReading:
    """All the choices a message means: "1,3 dan 5", "1 3 5", "1-3", "menjahit sama masak", "semua". Never raises."""
    if len(text) > CHOICE_TEXT_CHARS_MAX:
        return ChoicesReading(unclear=(text[:CHOICE_TEXT_CHARS_MAX],))
    whole = match_choice(text, labels, synonyms)
    if whole.index is not None and not _SPLIT.search(clean(text).text):
        return ChoicesReading((whole.index,))
    words = [word for word in words_of(clean(text).text) if word not in _AROUND]
    if words and all(word in _ALL for word in words):
        return ChoicesReading(tuple(range(len(labels))))
    if whole.index is not None and _is_label(text, labels[whole.index]):
        return ChoicesReading((whole.index,))
    chosen: set[int] = set()
    unclear: list[str] = []
    for part in _parts(_circled(text)):
        one = match_choice(part, labels, synonyms)
        if one.index is None:
            unclear.append(part)
        else:
            chosen.add(one.index)
    return ChoicesReading(tuple(sorted(chosen)), tuple(unclear))


def _parts(text: str) -> list[str]:
    plain = _RANGE.sub(lambda found: " , ".join(_between(int(found[1]), int(found[2]))), clean(text).text)
    parts = [part.strip(" .!") for part in _SPLIT.split(plain)]
    split: list[str] = []
    for part in parts:
        words = part.replace(".", " ").split()
        split.extend(words if words and all(word.isdigit() for word in words) else [part])
    return [part for part in split if any(word not in POLITE for word in words_of(part))]


def _between(first: int, last: int) -> list[str]:
    """The numbers of a range; a range backwards is left as it stands, and so fits nothing."""
    return [str(number) for number in range(first, last + 1)] if first < last else [f"{first}:{last}"]


def _is_label(text: str, label: str) -> bool:
    return _plain_words(text) == _plain_words(label)


def _circled(text: str) -> str:
    """② and 2️⃣ are numbers where choices are numbered."""
    return "".join(
        f" {unicodedata.digit(sign)} "
        if unicodedata.category(sign) == "No" and unicodedata.digit(sign, None) is not None
        else sign
        for sign in text
    )


def _plain_words(text: str) -> list[str]:
    """Words without accents, emoji and repeated letters; the negations and small words of all languages as one."""
    return [_FOLDED.get(word, squeeze(word)) for word in words_of(clean(text).text)]


def _core(words: list[str]) -> list[str]:
    return [word for word in words if word not in _AROUND]


def _one_of(found: Sequence[int]) -> ChoiceReading:
    return ChoiceReading(found[0]) if len(found) == 1 else ChoiceReading(ambiguous=tuple(found))


def _by_number(said: list[str], core: list[str], names: list[list[list[str]]]) -> ChoiceReading | None:
    """The choice by its number, None if the message is not (only) a number of the list."""
    words = with_digits([_ORDINALS.get(word, word) for word in core])
    numbers = [int(word) for word in words if word.isdigit() and len(word) <= 3]
    rest = [word for word in words if not word.isdigit()]
    rest = [] if len(numbers) > 1 and _OR.issuperset(rest) else rest
    if not numbers or (rest and not (said[0].isdigit() and len(numbers) == 1)):
        return None
    inside = [number - 1 for number in numbers if 1 <= number <= len(names)]
    if not rest:
        return _one_of(sorted(set(inside))) if len(inside) == len(numbers) else _NONE
    label = _by_likeness(rest, names)
    if label.index is None:
        return label
    return (
        ChoiceReading(label.index)
        if inside == [label.index]
        else ChoiceReading(ambiguous=tuple(sorted({*inside, label.index})))
    )


def _by_likeness(said: list[str], names: list[list[list[str]]]) -> ChoiceReading:
    """Words the label contains; else a label the message contains; else the same with one slip a word."""
    for fits in (_within, _holds, _within_with_slips):
        found = [
            at for at, ways in enumerate(names) if any(_fair(said, way) and fits(said, way) for way in ways)
        ]
        if found:
            return _one_of(found)
    return _NONE


def _fair(said: list[str], label: list[str]) -> bool:
    """A "tidak" must be on both sides: "tidak menjahit" is not Menjahit, nor is "cukup" the label Tidak cukup."""
    only_not = all(word in _NOT for word in said)
    return bool(label) and (
        _NOT.intersection(said) == _NOT.intersection(label) or (only_not and said[0] in label)
    )


def _within(said: list[str], label: list[str]) -> bool:
    return all(any(_stands_for(one, word, first=not at) for one in label) for at, word in enumerate(said))


def _stands_for(label_word: str, word: str, *, first: bool) -> bool:
    """The word, its beginning or its root; behind a name one letter will do ("Siti R")."""
    if label_word == word or (len(word) >= _ROOT_LETTERS_MIN and label_word.endswith(word)):
        return True
    return label_word.startswith(word) and (len(word) >= _PREFIX_LETTERS_MIN or not first)


def _holds(said: list[str], label: list[str]) -> bool:
    core = _core(label) or label
    return all(word in said for word in core)


def _within_with_slips(said: list[str], label: list[str]) -> bool:
    return all(
        any(_stands_for(one, word, first=not at) or _slipped(one, word) for one in label)
        for at, word in enumerate(said)
    )


def _slipped(label_word: str, word: str) -> bool:
    return len(word) >= _SLIP_LETTERS_MIN and one_slip_apart(word, label_word)
