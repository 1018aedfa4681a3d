"""Which words are numbers, in the languages our members write: data for `number_grammar.py`.

Indonesian and Betawi; Sundanese (knowpia.com); Javanese ngoko and krama (kompas.com Yogyakarta 17-01-2022,
kopipahit-gulojowo.blogspot.com); Kupang Malay (no final h, a for e); Banjar; the Hokkien words of the cities
(KBBI; bisnis.com 05-06-2024; tionghoa.info). Known misspellings stand beside their word.
"""

from __future__ import annotations

from enum import Enum, auto

from domain.reading.spelling import find_spelled, squeezed
from domain.records import dataclass


class Part(Enum):
    """What a number word does inside a number."""

    LITERAL = auto()  # digits as typed, read later: what they mean depends on the unit behind them
    ZERO = auto()
    DIGIT = auto()  # 1 to 9
    TEN = auto()  # a whole number from 10 to 99: sepuluh, selawe, limalas
    TIMES_TEN = auto()  # puluh, dasa
    PLUS_TEN = auto()  # belas
    PLUS_TWENTY = auto()  # likur
    TIMES_HUNDRED = auto()  # ratus, atus
    HUNDRED = auto()  # a whole hundred: seratus
    SCALE = auto()  # ribu, juta
    SCALED = auto()  # a number and its scale in one word: seribu, ceban
    HALF = auto()  # setengah
    QUARTER = auto()  # seperempat
    POINT = auto()  # koma
    PREFIX = auto()  # se-, sa-, sak- written apart: one, if a unit follows
    SLANG = auto()  # gopek and the like: people mean this, or a thousand times this


@dataclass(frozen=True)
class Numeral:
    """One word of a number: its part in it, and its value. scale: what it stands beside (see _SCALED)."""

    part: Part
    value: int = 0
    scale: int = 1
    text: str = ""


_DIGITS = {
    1: "satu satuh atu stu hiji siji setunggal satunggal sawiji",
    2: "dua due dwa duwa loro kalih rong ro roro",
    3: "tiga tga tige telu tilu telung tigang talu talung tigo",
    4: "empat ampat ampa mpat emapt empt opat papat pat patang sekawan sakawan ampek",
    5: "lima limo limang gangsal lma",
    6: "enam anam nam genep enem nem enm nemang",
    7: "tujuh tuju tujuw tujh pitu pitung tjuh",
    8: "delapan dlapan dalapan lapan delapn wolu wolung walu walung delpan dlpn",
    9: "sembilan sambilan smbilan semblan sembilang salapan sanga songo sangang songong sembilam",
}
_TENS = {
    10: "sepuluh sapuluh sepulu sapulu spuluh sepluh seploh sepuloh sedasa sedoso sadasa",
    11: "sebelas sabelas sablas seblas sewelas sawalas sawelas sebelsa",
    12: "rolas rolase",
    13: "telulas telolas tigalas",
    14: "patbelas patblas",
    15: "limalas limolas",
    16: "nembelas nemblas",
    17: "pitulas",
    18: "wolulas wololas",
    19: "sangalas songolas",
    21: "selikur salikur",
    22: "rolikur",
    23: "telulikur",
    24: "patlikur",
    25: "selawe salawe salawi selangkung slawe",
    26: "nemlikur",
    27: "pitulikur",
    28: "wolulikur",
    29: "sangalikur songolikur",
    50: "seket sekket",
    60: "sewidak suwidak swidak sawidak",
}
_UNITS = {
    (Part.TIMES_TEN, 10): "puluh pulu puluhh pluh pulh plh ploh puloh dasa doso",
    (Part.PLUS_TEN, 10): "belas blas balas welas walas bls",
    (Part.PLUS_TWENTY, 20): "likur",
    (Part.TIMES_HUNDRED, 100): "ratus ratos rts rtus atus ratuss",
    (Part.SCALE, 10**3): "ribu rebu rb rbu ribuh rebuh rbh k rib ribi ribo robu ewu ebu ewon ceng ribuw",
    (Part.SCALE, 10**6): "juta jt jta jut jutah jutaa yuta yuto yto jeti juto tiao tiau",
    (Part.SCALE, 10**9): "miliar milyar m miliyar miliard milar",
    (Part.SCALE, 10**12): "triliun trilyun triliyun",
}
_SCALED = {
    (
        1_000,
        10**3,
    ): "seribu sarebu sarebu saribu serebu srebu sribu sewu sakewu seceng ceceng sceng seribuh sarewu",
    (1_500, 10**3): "cenggo",
    (2_000, 10**3): "noceng",
    (5_000, 10**3): "goceng",
    (10_000, 10**3): "ceban",
    (20_000, 10**3): "noban",
    (50_000, 10**3): "goban",
    (
        10**6,
        10**6,
    ): "sejuta sajuta sejutah sjuta sayuta sakyuta seyuta sayuto seyuto sakyuto cetiao cetiau setiao",
    (2 * 10**6, 10**6): "notiao notiau",
    (5 * 10**6, 10**6): "gotiao gotiau",
    (10**9, 10**9): "semiliar semilyar",
}
# Pego is given as 150 and as 150.000; gocap is 50, "umumnya orang paham 50 ribu": so all of these are asked.
_SLANG = {25: "jigo", 50: "gocap", 100: "cepek cepe", 150: "pego pekgo", 200: "nopek", 500: "gopek gope"}

_OTHERS = {
    Part.ZERO: "nol",
    Part.HALF: "setengah stengah setenga stenga satengah satangah stgh setngah sentengah separuh separo saparo "
    "sapalih stngah",
    Part.QUARTER: "seperempat saparapat seprapat separapat seprempat",
    Part.POINT: "koma",
    Part.PREFIX: "se sa sak",
}

NUMBER_WORDS: dict[str, Numeral] = {}


def _fill() -> None:
    for value, words in _DIGITS.items():
        _add(words, Part.DIGIT, value)
    for value, words in _TENS.items():
        _add(words, Part.TEN, value)
    _add("seratus saratus sratus seratos saratos satus sakatus saatus", Part.HUNDRED, 100)
    for (part, value), words in _UNITS.items():
        _add(words, part, value)
    for (value, scale), words in _SCALED.items():
        _add(words, Part.SCALED, value, scale)
    for value, words in _SLANG.items():
        _add(words, Part.SLANG, value)
    for part, words in _OTHERS.items():
        _add(words, part)


def _add(words: str, part: Part, value: int = 0, scale: int = 1) -> None:
    for word in words.split():
        NUMBER_WORDS[word] = Numeral(part, value, scale, word)


_fill()
_SQUEEZED = squeezed(NUMBER_WORDS)

# Words that may stand inside a joined number ("duapuluhlimaribu"); the one-letter units only stand alone.
_JOINABLE = {word: one for word, one in NUMBER_WORDS.items() if len(word) > 2 or word in ("rb", "jt")}
_JOIN_CHARS_MAX = 60
_MAKES_A_NUMBER = frozenset(
    {Part.TIMES_TEN, Part.PLUS_TEN, Part.PLUS_TWENTY, Part.TIMES_HUNDRED, Part.SCALE, Part.SCALED}
)
# Words worth guessing at when a finger slipped, beside another number ("dua pukuh", "25 tibu" is not one).
GUESSABLE = tuple(
    word for word in ("puluh", "ratus", "sepuluh", "sebelas", "seratus", "seribu", "sejuta", "setengah", "empat",
                      "tujuh", "delapan", "sembilan", "ribuan")
)  # fmt: skip

# The keys beside each letter of the units: "25 tibu", "2 jyta"; but "juga" is a word of its own.
_KEYS = {"r": "et", "i": "uo", "b": "vn", "u": "yi", "j": "hk", "t": "ry", "a": "sq"}
UNIT_SLIPS = {
    word[:at] + key + word[at + 1 :]: word
    for word in ("ribu", "juta")
    for at, letter in enumerate(word)
    for key in _KEYS[letter]
    if word[:at] + key + word[at + 1 :] not in NUMBER_WORDS
}


def find_number_word(word: str) -> Numeral | None:
    """What one word is as a part of a number, with repeated letters forgiven; None if it is none."""
    return find_spelled(word, NUMBER_WORDS, _SQUEEZED)


def split_joined(word: str) -> list[Numeral] | None:
    """The parts of a number written as one word ("limaribu", "duapuluhlima"); None if it is none.

    Longest parts first; a joined word must hold a unit, so that no ordinary word is taken for two digits.
    """
    if not 6 <= len(word) <= _JOIN_CHARS_MAX:
        return None
    best: list[list[Numeral] | None] = [[]] + [None] * len(word)
    for end in range(3, len(word) + 1):
        for start in range(max(0, end - 12), end - 1):
            before, piece = best[start], _JOINABLE.get(word[start:end])
            if before is not None and piece is not None and (start or piece.part is not Part.SCALE):
                best[end] = [*before, piece]
                break
    parts = best[-1]
    if not parts or len(parts) < 2 or not any(one.part in _MAKES_A_NUMBER for one in parts):
        return None
    return parts
