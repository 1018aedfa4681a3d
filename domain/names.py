"""Does a name pass itself off as the office or the program? Then it may not be shown to others as somebody's name.

Compared is not what was typed but how it looks: "Аdmin" with a Cyrillic А, "4dm1n", "a d m i n" and "🅐dmin" are all
"admin" (Unicode Technical Standard #39, confusable skeletons; reliability: T16).
"""

import re
import unicodedata

# Nobody's own name: who is called so seems to speak for the office or for the program. Real names are not in it:
# Resmi is one.
_OFFICIAL = (
    "admin adminkantor adminresmi administrator petugas petugaskantor operator moderator dinsos dinassosial kemensos "
    "kementeriansosial peksos pekerjasosial temanmandiri customerservice sistem system"
).split()

# Whoever goes on after these ("admin2", "petugaspkh") says the same.
_BEGINNINGS = ("admin", "petugas", "dinsos", "kemensos")

# What of other alphabets and of the digits looks like a Latin letter. Source: confusables.txt of UTS #39, the letters
# that phones have; Latin ones are found by their names.
_LOOKS_LIKE = {
    "a": "αɑаӑᎪᗅꓮΛᴧ4@",
    "b": "βвьᏏᏴᖯᗷꓐ8",
    "c": "ϲсᏟꓚⲥ",
    "d": "ԁᎠᏧᑯᗞꓒꓓδ",
    "e": "εеҽєᎬꓰ℮ⴹ3",
    "f": "ϝքꓝᖴ",
    "g": "ԍցᏀᏳꓖ9q",
    "h": "ηһհнᎻᏂꓧⲏ",
    "i": "ιіӏⲓꙇᎥǀ∣│|!1lℓⅼӀ",
    "k": "κкᏦꓗⲕ",
    "m": "μмᎷᗰꓟⲙϻ",
    "n": "νпиոռⲛꓠη",
    "o": "οоσօⲟꓳ०০੦૦௦๐໐၀〇0",
    "p": "ρрᏢᑭꓑⲣ⍴",
    "r": "гᎡᎢᏒᖇꓣⲅꭇ",
    "s": "ѕսᏕᏚꓢՏ5$",
    "t": "τтᎢ⊤ⲧꓔ7+",
    "u": "υսцᑌ∪ꓴሀv",
    "w": "ωшѡԝաᎳꓪ",
    "y": "γуүყᎩꓬⲩ",
}
# What stands around the name where somebody answers in a sentence.
_BEFORE = re.compile(
    r"^(?:nama(?:ku| saya| sy| aku| panggilan(?: saya)?)"
    r"|(?:(?:saya|sy|aku) )?(?:biasa(?:nya)? )?(?:di)?panggil(?:an)?(?: saya)?(?: saja| aja| sj| aj)?"
    r"|saya|sy|aku)\s+(?!(?:saja|aja|ya)\b)",
    re.IGNORECASE,
)
_AFTER = re.compile(r"(?:[ ,.]+(?:bu|ya|saja|aja|sj))+[ .!]*$", re.IGNORECASE)
_SKELETON = {ord(sign): letter for letter, signs in _LOOKS_LIKE.items() for sign in signs}
_LATIN_NAME = re.compile(r".*(?:LATIN|REGIONAL INDICATOR)\b.* ([A-Z])(?: WITH .*)?")


def looks_official(name: str) -> bool:
    """Whether the name, or some of its words together, looks like the office's or the program's."""
    words = _skeleton(name)
    return any(
        _once("".join(words[first:last])) in _RESERVED
        for first in range(len(words))
        for last in range(first + 1, len(words) + 1)
    ) or any(_once(word).startswith(_RESERVED_BEGINNINGS) for word in words)


def tidy_name(words: str) -> str:
    """The cleaned words as a name: one line, no pictures (a ticked badge says more than a name may); may be empty."""
    seen = "".join(
        sign for sign in words if unicodedata.category(sign) not in ("So", "Sk", "Sm") and sign != "\u200d"
    )
    return " ".join(seen.replace("\ufe0f", "").split())


def name_in(words: str) -> str:
    """The name in what somebody answers: "nama saya sri ya bu" is Sri. What has capitals keeps them; may be empty."""
    name = _AFTER.sub("", _BEFORE.sub("", tidy_name(words)))
    return " ".join(map(str.capitalize, name.split())) if name == name.lower() else name


def _skeleton(name: str) -> list[str]:
    """The words as they look, in a-z."""
    plain = "".join(map(_as_latin, unicodedata.normalize("NFKD", name.casefold())))
    folded = plain.casefold().translate(_SKELETON).replace("rn", "m").replace("vv", "w")
    return re.findall(r"[a-z]+", folded)


def _once(word: str) -> str:
    """A run of the same letter once: "petuggas"."""
    return re.sub(r"(.)\1+", r"\1", word)


def _as_latin(sign: str) -> str:
    """A sign as the Latin letter it is a form of; marks and hidden signs go."""
    if sign.isascii() or ord(sign) in _SKELETON:
        return sign
    if unicodedata.category(sign)[0] == "M" or unicodedata.category(sign) == "Cf":
        return ""
    found = _LATIN_NAME.fullmatch(unicodedata.name(sign, "").replace(" CAPITAL LETTER", ""))
    return found[1].lower() if found else sign


def _folded(words: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return tuple(_once("".join(_skeleton(word))) for word in words)


_RESERVED = frozenset(_folded(_OFFICIAL))
_RESERVED_BEGINNINGS = _folded(_BEGINNINGS)
