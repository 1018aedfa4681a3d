"""What a message about a schedule says in plain words: one spelling for each word, dates and clocks in one form.

"Saben Slasa jm 9.30, wolung kali" becomes "tiap selasa jam 9:30 , 8 kali". It decides nothing; what is only guessed (a
slip of the finger, a word of two meanings) and what is not known is told.
"""

from __future__ import annotations

import re

from domain.reading.clean import clean, find_phrases
from domain.reading.numbers import with_digits
from domain.reading.schedule_rest import TAKEN
from domain.reading.schedule_words import (
    GUESSABLE,
    MARKET_DAY_NAMES,
    MONTHS,
    PARTS,
    PLAIN_WORDS,
    VAGUE,
    WEEKDAYS,
)
from domain.reading.spelling import nearest_word, squeeze
from domain.records import dataclass

_ISO = re.compile(r"(?<![\d.,/-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d/-])")
# "21. 08.00" is a day and an hour.
_FULL = re.compile(
    r"(?<![\d.,/-])(\d{1,2}) ?([-/]|\.(?! \d{1,2}\.\d\d(?!\d))) ?(\d{1,2}) ?\2 ?(\d{4}|\d{2})(?![\d/-])"
)
_SLASH = re.compile(r"(?<![\d.,/-])(\d{1,2}) ?/ ?(\d{1,2})(?![\d/-])")
# "jam 9. 10 kali" and "jam 9, 10 kali" are an hour and a count: a space behind the sign parts them, unless nothing
# that is counted comes.
_CLOCK = re.compile(r"(?<![\d.,:])(\d{1,2}) ?[.:]([0-5]\d)(?!\d|[.,:]\d)")
_SPACED_CLOCK = re.compile(
    r"\b(jam|jm|pukul|pkl) ?(\d{1,2}) ?[.:] ([0-5]\d)(?= ?(?:$|-|,|wi|pagi|siang|sore|mal|mlm|sampai|s ?[./]? ?d\b))"
)
_COMMA_CLOCK = re.compile(r"\b(jam|jm|pukul|pkl) ?(\d{1,2}),([0-5]\d)(?!\d)")
_HALF_SIGN = re.compile(r"\b(jam|jm|pukul|pkl) ?1 ?[/\u2044] ?2 (?=\d)")
# Too short to be a day wherever they stand ("di rumah Bu Jum"), but not in a row of days.
_SHORT_DAYS = {
    "sel": "selasa",
    "rab": "rabu",
    "kam": "kamis",
    "jum": "jumat",
    "sab": "sabtu",
    "mgu": "minggu",
}
_SHORT_DAY = re.compile(
    rf"(?:(?<=tiap )|(?<=hari )|(?<=hr )|(?<=[-,&/(])|(?<=[-,&/] )|(?<=dan )|^)({'|'.join(_SHORT_DAYS)})\b"
    r"(?= ?(?:$|[-,&/)\d]|dan |jam |jm |pukul |pkl |tiap |setiap ))"
)
# A meeting by its number before its day, as in a list of them.
_NUMBERED = re.compile(
    r"(?<!\d )(?<!\d)\b(?:pertemuan|prtemuan|pertmuan|ptm|sesi|hari|kelas|p)(?: ?ke)?[ -]{0,2}\d{1,2}"
    r"(?: ?[:=)]| ,? ?(?=(?:tgl|tanggal|(?:hari )?(?:senin|selasa|rabu|kamis|jumat|sabtu))\b))"
)
_ORDINAL_LABEL = re.compile(
    r"(?:\b(?:hari|pertemuan|sesi) )?\b(?:pertama|kedua|ketiga|keempat|kelima|ke ?-? ?\d)[ :,]+"
    r"(?=(?:(?:hari )?[a-z']{4,7},? )?(?:tgl|tanggal)?\.? ?\d{1,2} ?(?:[a-z]{3}|/))"
)
# Numbers of things, places and people: none of them is a day or an hour.
_NUMBER_OF = re.compile(
    r"\b(?:modul|materi|tahap|gelombang|angkatan|batch|tingkat|level|rt|rw|no|nomor|nomer|ruang|kamar|lantai|gedung"
    r"|blok|gang|umur|usia|kelompok|grup|maks|maksimal|minimal|peserta|kuota|rp)[. ]{0,2}\d{1,7}(?: ?- ?\d{1,3})?\b"
    r"|\b\d{1,3}(?:[.,]\d{1,3})? ?(?:orang|org|peserta|meter|mtr|kg|gram|lembar|buah|biji"
    r"|potong|botol|ribu|rb|juta|jt)\b"
)
_PHONE = re.compile(r"(?<![\d.:/])(?:\+62 ?|62|0)8\d{1,2}[ -]?\d{3,4}[ -]?\d{3,6}(?![\d/.:])")
_FOUR_DIGITS = re.compile(r"\b(jam|jm|pukul|pkl) ?([01]\d|2[0-3])([0-5]\d)(?!\d)")
_FOUR_MORE = re.compile(r"(?<=:\d\d) ?- ?([01]\d|2[0-3])([0-5]\d)(?!\d)")
_SHORT_YEAR = re.compile(r"(?<=[a-z\d.]) ?['\u2018\u2019\u201b`\u00b4](2\d)(?!\d)")
_SHORTENED = re.compile(r"\b(tgl|tg|tanggal|bln|hr|pkl|pk|(?<!\d )(?<!\d)(?:jm|jam))\.(?=\s?[a-z\d])")
# "tiap2 hari Selasa" is every Tuesday, "tiap 2 hari" every other day.
_DOUBLED = re.compile(r"\b(s?e?tiap)2(?= (?:(?:hari|hr|dina|dinten|poe) )?([a-z']+))")
# "ibu2": the figure only doubles the word.
_DOUBLED_WORD = re.compile(r"\b([a-z]{3,})2\b(?![:.]?\d)")
# Between the lines of a form; "Rabu / Kamis" is one of two.
_FORM_SLASH = re.compile(r" / (?=(?:hari|jam|pukul|pkl|waktu|mulai|tempat|pertemuan|jumlah|tgl|tanggal)\b)")
# "2-2, 4-2 dan 6-2": days of the same month; one by itself may be a span of days.
_HYPHEN_DATES = re.compile(
    r"(?<![\d/.:-])\d{1,2}-(\d{1,2})(?:(?: ?,| dan| &) ?\d{1,2}-\1(?!\d))+(?![\d/.:-])"
)
# "minggu I dan III" of a month.
_ROMAN = re.compile(r"\b(minggu|pekan|mgg)(?: ke)?[ -]+(i{1,3}|iv)\b((?: ?(?:dan|&|,|dn) ?(?:i{1,3}|iv)\b)*)")
_ROMANS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_LIST_NUMBER = re.compile(r"(?:(?<=\s)|(?<=^)|(?<=,))(\d{1,2})[.)] +(?!kali|x\b)")
_AND_A_HALF = re.compile(r"\b(\d)[.,]5(?= ?(?:jam|jm)\b)")
_LETTER_HEAD = re.compile(r"\bhari ?/ ?(?:tanggal|tgl)\b|\bhari ?, ?(?:tanggal|tgl)\b")
_TO = re.compile(r"\bs ?/ ?d\b|\bs ?\. ?d\b\.?|->|=>|>")
_TOKEN = re.compile(r"\d{1,2}:\d{2}|[a-z·]+|\d+|[^\sa-z\d]|\n")
_SIGNS = {"-": "-", ",": ",", ";": ",", ".": ",", "&": "dan", "+": "dan", "/": "atau", "?": VAGUE}
_HYPHEN = re.compile(r"\b([^\W\d_]+)[-\u2010-\u2015]([^\W\d_]+)\b")
_HYPHENS = re.compile(r"\b[^\W\d_]+(?: ?[-\u2010-\u2015/] ?[^\W\d_]+){2,6}\b")
_DAYS = frozenset((*WEEKDAYS, "minggu"))
_NAMES = frozenset((*WEEKDAYS, *MONTHS, "minggu"))
_ORDINALS = range(1, 6)


@dataclass(frozen=True, kw_only=True, slots=True)
class PlainText:
    """words: of one spelling. unknown: how many are not known. unsure: guessed. eve: "malam Jumat", Thursday's."""

    words: str
    unknown: int = 0
    unsure: bool = False
    eve: bool = False
    unreadable: bool = False

    @property
    def is_doubtful(self) -> bool:
        """Whether not all of it was understood for certain."""
        return self.unknown > 0 or self.unsure or self.unreadable


def plain_text(text: str) -> PlainText:
    """The message in plain words; never raises."""
    written = _DOUBLED_WORD.sub(_without_two, _DOUBLED.sub(_every, text.lower()))
    written = _SHORTENED.sub(r"\1 ", _SHORT_YEAR.sub(r" 20\1", written))
    cleaned = clean(_with_spans(_SHORT_DAY.sub(lambda found: _SHORT_DAYS[found[1]], written)))
    tokens = _TOKEN.findall(_with_clocks(_with_dates(cleaned.text.replace("\n", " , "))))
    words: list[str] = []
    unknown = 0
    unsure = cleaned.foreign_digits
    for plain, group in find_phrases(_with_ordinals(with_digits(tokens)), PLAIN_WORDS):
        found, guessed = (plain, False) if plain is not None else _single(group[0])
        unsure = unsure or guessed
        unknown += found is None
        words.extend((TAKEN if found is None else found).split())
    words = _sundays(words)
    settled = _eves(words)
    return PlainText(
        words=" ".join(settled),
        unknown=unknown,
        unsure=unsure,
        eve=settled != words or _is_either_eve(words),
        unreadable=cleaned.unreadable,
    )


def _every(found: re.Match[str]) -> str:
    return "tiap" if PLAIN_WORDS.get((found[2].replace("'", ""),)) in WEEKDAYS else found[0]


def _without_two(found: re.Match[str]) -> str:
    return found[0] if PLAIN_WORDS.get((found[1],)) else found[1]


def _with_spans(text: str) -> str:
    """A hyphen between two days or months stays one: "Senin-Jumat" is five days, and not two.

    Three or more are days by themselves: "Senin-Rabu-Jumat".
    """

    def listed(found: re.Match[str]) -> str:
        names = re.findall(r"[^\W\d_]+", found[0])
        return (
            ", ".join(names) if all(PLAIN_WORDS.get((name.lower(),)) in _DAYS for name in names) else found[0]
        )

    def spaced(found: re.Match[str]) -> str:
        names = [PLAIN_WORDS.get((word.lower(),), "") for word in (found[1], found[2])]
        is_span = all(name in _NAMES for name in names)
        return f"{found[1]} - {found[2]}" if is_span else found[0]

    return _HYPHEN.sub(spaced, _HYPHENS.sub(listed, text))


def _in_figures(found: re.Match[str]) -> str:
    numbers = re.findall(r"\b(?:i{1,3}|iv)\b", found[2] + found[3])
    return f"{found[1]} " + " dan ".join(f"ke {_ROMANS[number]}" for number in numbers)


def _with_dates(text: str) -> str:
    """Dates in digits, always read day first, as day, month in words and year."""
    if len(_ORDINAL_LABEL.findall(text)) > 1:  # "hari pertama 2 Februari, hari kedua 3 Februari"
        text = _ORDINAL_LABEL.sub(" , ", text)
    text = _HYPHEN_DATES.sub(lambda found: found[0].replace("-", "/"), _ROMAN.sub(_in_figures, text))
    text = _NUMBER_OF.sub(" | ", _PHONE.sub(" | ", _without_numbering(_FORM_SLASH.sub(" , ", text))))
    text = _HALF_SIGN.sub(r"\1 setengah ", _NUMBERED.sub(" , ", _LETTER_HEAD.sub(" ", text)))
    text = _ISO.sub(lambda found: _date(found[4], found[3], found[1]) or found[0], text)
    text = _FULL.sub(lambda found: _date(found[1], found[3], found[4]) or found[0], text)
    return _SLASH.sub(lambda found: _date(found[1], found[2], "") or found[0], text)


def _date(day: str, month: str, year: str) -> str:
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return ""
    written = f"20{year}" if len(year) == 2 else year
    return f" {int(day)} {MONTHS[int(month) - 1]} {written} "


def _without_numbering(text: str) -> str:
    """ "1. 3 Februari 2. 10 Februari" without the numbers of the list, if they count up from one."""
    numbers = [found[1] for found in _LIST_NUMBER.finditer(text)]
    is_list = len(numbers) > 1 and numbers == [str(at + 1) for at in range(len(numbers))]
    return _LIST_NUMBER.sub(" , ", text) if is_list else text


def _with_clocks(text: str) -> str:
    text = _AND_A_HALF.sub(r"\1 setengah", _TO.sub(" sampai ", text))
    text = _SPACED_CLOCK.sub(r"\1 \2:\3", _COMMA_CLOCK.sub(r"\1 \2:\3", text))
    text = _FOUR_DIGITS.sub(r"\1 \2:\3", text)
    text = _FOUR_MORE.sub(r" - \1:\2", text)
    return _CLOCK.sub(r" \1:\2 ", text)


def _is_ordinal(tokens: list[str], at: int) -> bool:
    """Whether it is "ke 2" and not the Sundanese "dugi ka 2", until the second."""
    return tokens[at] in ("ke", "ka") and not (at and tokens[at - 1] in ("dugi", "nepi", "dugika", "nepika"))


def _with_ordinals(tokens: list[str]) -> list[str]:
    """ "ke 2", "ke-2", "ka dua" are "ke2"; "ping 8" is "8 kali", but "ping 5 Pebruari" is a date in Sundanese."""
    out: list[str] = []
    at = 0
    while at < len(tokens):
        hyphen = at + 2 < len(tokens) and tokens[at + 1] == "-"
        behind = at + (2 if hyphen else 1)
        number = tokens[behind] if behind < len(tokens) and tokens[behind].isdigit() else ""
        following = PLAIN_WORDS.get((tokens[behind + 1],), "") if behind + 1 < len(tokens) else ""
        if number and tokens[at] in ("ping", "kaping"):
            out += ["tanggal", number] if following in MONTHS else [number, "kali"]
            at = behind + 1
        elif number and _is_ordinal(tokens, at) and int(number) in _ORDINALS:
            out.append(f"ke{int(number)}")
            at = behind + 1
        else:
            out.append(tokens[at])
            at += 1
    return out


def _single(token: str) -> tuple[str | None, bool]:
    """The plain word of a token (None: not known, "" for a sign that says nothing) and whether it is a guess."""
    if token in _SIGNS:
        return _SIGNS[token], False
    if ":" in token or re.fullmatch(r"ke[1-9]", token):
        return token, False
    if token.isdigit():
        return token if len(token) <= 4 else None, False
    if not token[0].isalpha():
        return "", False
    thin = PLAIN_WORDS.get((squeeze(token),)) if squeeze(token) != token else None
    if thin is not None:
        return thin, False
    near = nearest_word(token, GUESSABLE)
    return (GUESSABLE[near], True) if near else (None, False)


def _sundays(words: list[str]) -> list[str]:
    """The words, with "ahad" for a "minggu" that is a day, "pagi" for an "isuk" that is one, no "hari" before days."""
    out: list[str] = []
    for at, word in enumerate(words):
        before, after = (out[-1] if out else ""), (words[at + 1] if at + 1 < len(words) else "")
        if word == "isuk":
            out.append("pagi" if before[-1:].isdigit() or after == "jam" else "besok")
        elif word == "minggu" and _is_sunday(words, at):
            out.append("ahad")
        elif word != "hari" or after not in WEEKDAYS or before.isdigit():
            out.append(word)
    return out


def _is_sunday(words: list[str], at: int) -> bool:
    """Whether "minggu" stands where only a day can stand; else it may be the week."""
    around = ["", "", *words, "", ""]
    first, before, _, after, last = around[at : at + 5]
    if after == "depan" and (first, before) == ("depan", "dan"):  # "sabtu depan dan minggu depan"
        return True
    if (
        before.isdigit()
        or after in ("depan", "lagi", "ini")
        or (after.startswith("ke") and after[2:].isdigit())
    ):
        return False
    joined = ("dan", ",", "sampai", "-")
    return (
        before == "malam"
        or after in MARKET_DAY_NAMES
        or (after in PARTS and before != "malam")
        or before in ("kecuali", "libur")
        or after == "libur"
        or (before in joined and first in WEEKDAYS)
        or before in WEEKDAYS
        or (after in ("dan", "sampai", "-") and last in WEEKDAYS)
        or (after.isdigit() and last in MONTHS)
    )


def _eves(words: list[str]) -> list[str]:
    """ "malam jumat" is the evening of Thursday, the day before; "jam 7 malam jumat" may be either and stays."""
    out = list(words)
    for at in range(len(words) - 1):
        after_hour = at > 0 and words[at - 1][-1].isdigit()
        if words[at] == "malam" and words[at + 1] in WEEKDAYS and not after_hour:
            eve = WEEKDAYS[(WEEKDAYS.index(words[at + 1]) - 1) % 7]
            out[at], out[at + 1] = eve, "malam"
    return out


def _is_either_eve(words: list[str]) -> bool:
    return any(
        night == "malam" and hour[-1].isdigit() and day in WEEKDAYS
        for hour, night, day in zip(words, words[1:], words[2:], strict=False)
    )
