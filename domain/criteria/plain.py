"""Can a woman who finished primary school read this sentence?

The checkable part of the plain-language rules: short sentences, no forbidden word, no message longer than a
small screen. Used when a criteria file is loaded, so that an editor's slip is refused before anyone reads it.
"""

import re
from collections.abc import Iterator

TEXT_CHARS_MAX = 300
SENTENCE_WORDS_GOAL = 12
SENTENCE_WORDS_MAX = 15
BUTTON_CHARS_MAX = 20
"""Up to three choices are buttons, and a WhatsApp button holds 20 characters."""
ROW_CHARS_MAX = 24
"""More choices are a list, and a WhatsApp list row holds 24 characters."""
BUTTONS_MAX = 3

_HARSH = "rawan penyandang pmks miskin kemiskinan lulus gagal ditolak layak janda anda kamu saudari nyonya"
_OFFICIAL = (
    "verifikasi diverifikasi persyaratan penghasilan pengeluaran angsuran tunggakan menunggak macet denda "
    "dokumen domisili tanggungan konfirmasi persetujuan otomatis evaluasi intervensi asesmen assesmen klien "
    "eligible segera terlambat mengajukan"
)
FORBIDDEN_WORDS = frozenset(f"{_HARSH} {_OFFICIAL}".split())
FORBIDDEN_PHRASES = ("jatuh tempo", "data pribadi")

_SENTENCE_END = re.compile(r"[.!?:;](?=\s|$)|\n")
_LETTERS = re.compile(r"[^\W_]+")
_WORD = re.compile(r"[^\W_](?:[\w.,/'’-]*\w)?")


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text, without empty ones; a colon ends one, as the eye rests there."""
    return (part.strip() for part in _SENTENCE_END.split(text) if part.strip())


def words(sentence: str) -> list[str]:
    return _WORD.findall(sentence)


def plain_faults(text: str, *, chars_max: int = TEXT_CHARS_MAX) -> tuple[str, ...]:
    """What is wrong with a text that she will read, each with its remedy; empty when it is plain."""
    faults = []
    if len(text) > chars_max:
        faults.append(f"{len(text)} characters; at most {chars_max}: say less, or in two parts")
    lowered = text.lower()
    letters = _LETTERS.findall(lowered)
    # Every word has letters of its own: where there are no more of them, no sentence is too long.
    for sentence in sentences(text) if len(letters) > SENTENCE_WORDS_MAX else ():
        count = len(words(sentence))
        if count > SENTENCE_WORDS_MAX:
            faults.append(
                f"a sentence of {count} words ({sentence[:40]}...); at most {SENTENCE_WORDS_MAX}: split it"
            )
    faults += [
        f"the word {word!r} hurts or is officialese: use an everyday word"
        for word in _forbidden(lowered, letters)
    ]
    return tuple(faults)


def _forbidden(lowered: str, letters: list[str]) -> list[str]:
    found = sorted(FORBIDDEN_WORDS.intersection(letters))
    return found + [phrase for phrase in FORBIDDEN_PHRASES if phrase in lowered]
