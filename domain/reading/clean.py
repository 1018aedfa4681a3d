"""What a message looks like to every reader: lower case, plain letters and digits, no emoji, no tricks.

Nothing here decides what a message means. What cannot be shown as plain text without guessing is not
dropped silently: circled digits, fractions and signs that turn the reading direction are reported.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TypeVar

from domain.records import dataclass

# The longest phrase of any table; a test keeps it true. Looked for in every message, so it is not counted each time.
PHRASE_WORDS_MAX = 5

_Meaning = TypeVar("_Meaning")
Phrases = Mapping[tuple[str, ...], _Meaning]

# Signs that a phone's keyboard puts where plain ASCII is meant. "±" and "≈" are words in disguise.
_SIGNS = {
    "\u2018": "'", "\u2019": "'", "\u02bc": "'", "`": "'", "\u00b4": "'", "\u02bb": "'",
    "\u00d7": "x", "\u2715": "x", "\u2716": "x", "\u00f7": "/", "\u2044": "/", "\u2212": "-",
    "\u00b1": " kira ", "\u2248": " kira ", "~": " kira ", "\u2026": "...", "\u066c": ".", "\u066b": ",",
}  # fmt: skip
_KEPT = frozenset(".,-+*/()[]:;?!=@#&%'_\"<>|\\{}^$")
# Embeddings and overrides (UAX #9) can show "25" where "52" is stored; isolates and marks cannot.
_TURNING = frozenset("\u202a\u202b\u202d\u202e")
_LETTER_HYPHEN = re.compile(r"(?<=[a-z])-(?=[a-z])")
# WhatsApp's bold and italic: "*25rb*", "_besok_".
_EMPHASIS = re.compile(r"(?<![a-z0-9])([*_])([^*_\n]+)\1(?![a-z0-9])")
# "kira2" is "kira-kira": only for words that are really written so, for "tgl2" is a date.
_DOUBLED = re.compile(
    r"\b(kira|kiro|kapan|rata|sama|apa|papa|masing|kadang|hampir|kemarin|kmrn|pelan|lain|nanti|mudah|moga|ya|iya"
    r"|boleh|betul|jangan|jgn)2\b"
)

# Said to be polite or to keep the talk going; none of them changes an amount, a date or an answer.
# Titles: Ibu everywhere, Teteh and Ceu in Purwakarta, Mbak in Batu, Mama and Kaka in Kupang, Acil in Banjar.
TITLES = frozenset(
    "bu ibu buk bun bunda ibuk mbak mba mbk teh teteh ceu eceu mama ma mam mamah kak kaka kakak ka mas bang "
    "abang pak bapak pa om tante acil cil neng nong nona usi dik dek ade adik adek min mimin gan sis jeng bude "
    "budhe bulik mpok cik".split()
)
PARTICLES = frozenset(
    "ah deh dong donk sih lah nih loh lho kok tuh toh to tho kan ye yah yh yaw yach atuh mah euy nya lai pung leh "
    "pang saja aja sja sj ae wae bae we weh mawon haja ja ajah doang dowang "
    "hehe hihi haha wkwk wkwkwk hehehe hahaha he amin aamiin "
    "alhamdulillah bismillah pls please plis mohon tolong maaf maap punten permisi".split()
)
THANKS = frozenset(
    "makasih makasi mksh mksih mkasih trims trimakasih terimakasih makaseh tengkyu thanks thx tq suwun nuhun "
    "hatur matur nuwun hatursuwun".split()
)
POLITE = TITLES | PARTICLES | THANKS


@dataclass(frozen=True)
class Cleaned:
    """A message as the readers see it; `text` is ASCII, lower case, without apostrophes and outer spaces."""

    text: str
    foreign_digits: bool = False
    unreadable: bool = False


@lru_cache(maxsize=16)  # one message is read by several readers in a row
def clean(text: str) -> Cleaned:
    """The message in plain letters; never raises, whatever the string holds.

    `foreign_digits`: digits of another script were turned into 0-9 (fullwidth, Arabic-Indic, bold).
    `unreadable`: it holds numerals that are no plain digits (①, ½) or signs that turn the direction.
    """
    if text.isascii():
        return Cleaned(_folded(text.translate(_PLAIN_ASCII)))
    out: list[str] = []
    foreign = unreadable = False
    for sign in text:
        if sign in _TURNING:
            unreadable = True
            continue
        plain = _plain(sign)
        if sign.isdecimal() and not sign.isascii():
            foreign = True
        if plain is None:
            # "kira²" is how some phones write "kira-kira".
            plain = "2" if sign == "²" and out and out[-1][-1:].isalpha() else " "
            unreadable = unreadable or plain == " "
        out.append(plain)
    return Cleaned(_folded("".join(out)), foreign, unreadable)


def _folded(text: str) -> str:
    folded = _EMPHASIS.sub(r"\2", text.lower().replace("'", ""))
    return tidy_spaces(_DOUBLED.sub(r"\1 \1", folded))


def _plain(sign: str) -> str | None:
    """One sign as ASCII; "" to drop it, a space where words part, None for a numeral that is no digit."""
    if sign in _SIGNS:
        return _SIGNS[sign]
    if sign.isascii():
        return sign if sign.isalnum() or sign in _KEPT else "\n" if sign in "\n\r" else " "
    kind = unicodedata.category(sign)
    if kind == "Nd":
        return str(unicodedata.decimal(sign))
    if kind in ("No", "Nl"):
        return None
    if kind in ("Mn", "Me", "Cf", "Mc"):
        return ""
    if kind == "Pd":
        return "-"
    if kind in ("Zl", "Zp"):
        return "\n"
    if kind[0] == "L" or kind[0] == "P":
        folded = unicodedata.normalize("NFKD", sign)
        kept = "".join(part for part in folded if part.isascii() and (part.isalnum() or part in _KEPT))
        # A letter of another alphabet stands for itself, so that it is not taken for nothing.
        return kept or ("\u00b7" if kind[0] == "L" else " ")
    return " "


_WORDS = re.compile(r"[a-z·]+|\d+")

# Most messages are plain ASCII: the same table as above, looked up in one go.
_PLAIN_ASCII = {code: _plain(chr(code)) for code in range(128)}


def tidy_spaces(text: str) -> str:
    """Single spaces, and no hyphen inside words ("kira-kira"); line breaks stay."""
    text = _LETTER_HYPHEN.sub(" ", text)
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n"))))


def words_of(text: str) -> list[str]:
    """The words and whole digit groups of a cleaned text, punctuation left out."""
    return _WORDS.findall(text)


def phrase_table(meanings: Mapping[_Meaning, str]) -> dict[tuple[str, ...], _Meaning]:
    """Word groups -> meaning, from meaning -> "phrase one, phrase two, ..."."""
    return {
        tuple(phrase.split()): meaning
        for meaning, phrases in meanings.items()
        for phrase in (part.strip() for part in phrases.split(","))
        if phrase
    }


def find_phrases(words: list[str], phrases: Phrases[_Meaning]) -> Iterator[tuple[_Meaning | None, list[str]]]:
    """The words in order, longest known phrase first: (meaning, its words), or (None, [one unknown word])."""
    at = 0
    while at < len(words):
        for length in range(min(PHRASE_WORDS_MAX, len(words) - at), 0, -1):
            meaning = phrases.get(tuple(words[at : at + length]))
            if meaning is not None:
                yield meaning, words[at : at + length]
                at += length
                break
        else:
            yield None, [words[at]]
            at += 1


def without(words: Iterable[str], noise: frozenset[str]) -> list[str]:
    """The words that are not in `noise`."""
    return [word for word in words if word not in noise]
