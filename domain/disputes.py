"""What does a member say that differs from the book, until when must it be answered, and who may join then?

Nothing here blames anybody: a difference is looked at together. Silence of hers is no yes: it stays "belum menjawab".
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType

from domain.hygiene import tidy_text
from domain.money import Rupiah
from domain.reading.action import Action
from domain.reading.clean import TITLES, clean, words_of
from domain.reading.money import read_money
from domain.reading.numbers import with_digits
from domain.refusals import Refusal
from domain.zones import get_zone, utc_moment

ANSWER_DAYS = 14
"""So long the officers have where no meeting comes before: two weekly meetings."""
OPEN_MAX = 5
"""Open matters of one member in one group: they have to be read and answered one by one."""
WORDS_CHARS_MAX = 120
"""Her own words, and the officer's to her: with what stands around them they stay on one screen."""
NAME_CHARS_MAX = 30
NONE = Rupiah(0)
TEXT_CHARS_MAX = 200
"""Longer messages tell a story; they are asked about, not read for an amount."""

REMINDED_AT, TOLD_AT = time(9), time(17)
"""In the group's zone: officers hear of it the morning before, she in the evening of the day, outside quiet hours."""


class Slip(StrEnum):
    """What she has said of what a meeting wrote about her."""

    UNANSWERED = "unanswered"
    RIGHT = "right"
    DIFFERENT = "different"


class What(StrEnum):
    """What differs."""

    PAID = "paid"  # she has paid, and the book does not have it
    REPAID = "repaid"  # the same of an instalment
    AMOUNT = "amount"
    OTHER = "other"


class State(StrEnum):
    """Where it stands. It is solved only when she says so, and withdrawn only by her."""

    OPEN = "open"
    WITHDRAWN = "withdrawn"
    SOLVED = "solved"


class Reply(StrEnum):
    """What the officers have found."""

    CORRECTED = "corrected"
    SAME = "same"


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """What she says. amount: 0 if she named none; is_total: it is what the book should say, all in all.

    through: who brought the money for her, "" for herself. words: hers, where it is something else.
    """

    what: What
    amount: Rupiah = NONE
    is_total: bool = False
    through: str = ""
    words: str = ""


class TooManyDisputes(Refusal):
    """So many matters of hers wait already that one more helps nobody."""

    code = "too_many_disputes"


class OwnDispute(Refusal):
    """An officer does not answer her own question; another one does."""

    code = "own_dispute"


class NotHerEntry(Refusal):
    """The entry an officer names as the correction does not exist or is not about this member."""

    code = "not_her_entry"


# -- dates ---------------------------------------------------------------------------------------------------------


def answer_day(today: date, next_meeting: date | None) -> date:
    """Until when the officers answer: the group's next meeting by its rules, else in fourteen days."""
    return (
        next_meeting if next_meeting is not None and next_meeting > today else today + timedelta(ANSWER_DAYS)
    )


def told_ms(answer_by: date, zone: str) -> int:
    """When she is told, on that day, that she may ask further."""
    return _moment_ms(answer_by, TOLD_AT, zone)


def next_ms(answer_by: date, zone: str, now_ms: int) -> int | None:
    """What the clock does next, and when: remind the officers the day before, tell her on the day; None: nothing."""
    moments = (_moment_ms(answer_by - timedelta(1), REMINDED_AT, zone), told_ms(answer_by, zone))
    return next((each for each in moments if each > now_ms), None)


def _moment_ms(day: date, clock: time, zone: str) -> int:
    return int(utc_moment(datetime.combine(day, clock, get_zone(zone).clock)).timestamp() * 1000)


# -- what she types -------------------------------------------------------------------------------------------------

_NUMBERED: Mapping[str, What] = MappingProxyType({"1": What.PAID, "2": What.AMOUNT, "3": What.OTHER})
# "1, 10rb" and "1. titip" and "1 10rb titip"; not "1.500", "1,5 juta" or "2 juta".
_NUMBER_FIRST = re.compile(
    r"^([123])(?:\s*[,.;:)]\s+|\s*[;:)]\s*|\s+)"
    r"(?!(?:ribu|rebu|rb|rbu|juta|jt|ratus|puluh|belas|k|perak|orang|kali)\b)(?=\S*[a-z])"
)
_THROUGH = re.compile(
    r"\b(?:di)?(?:titip|nitip|titipin|titipkan|nitipkeun|nitipin|lewat|liwat|melalui|via|diwakilkan|diwakili)\b"
    r"(?=[\s,]|$)"
)
_BEFORE_NAME = (TITLES - {"mama"}) | frozenset(
    "uang duit uangnya ke ka sama ma pada lewat liwat dengan kan sareng karo si".split()
)
_TOTAL = frozenset(
    "harusnya seharusnya mestinya semestinya kudunya kuduna kedahna kudune harus mesti".split()
)
_PAID = frozenset(
    "setor nyetor bayar mayar mbayar kasih ngasih nabung titip nitip kirim transfer serahkan berikan".split()
)
_MISSING = frozenset("belum blm blom kurang krg hilang tidak ga gak nggak teu can acan dereng durung".split())
# What stands around the amount and says nothing of how much.
_FILLING = frozenset(
    "saya aku abdi kula beta sudah udah udh sdh dah geus parantos sampun su itu ini yang teh mah waktu kemarin kmrn "
    "minggu lalu tadi dicatat ditulis tercatat masuk ada di buku catatan tabungan simpanan wajib sukarela jumlah "
    "jumlahnya total totalnya jadi bukan cuma hanya kok kan tapi tp dan ya lain beda bedanya uang duit uangnya".split()
)


def read_difference(text: str) -> Difference | None:
    """What a free sentence says of a difference ("1, 10rb titip yuyun", "harusnya 130, saya titip yuyun"); else None.

    Only what will be shown to her again before it is sent; a bare small number is taken for thousands. Never raises.
    """
    if len(text) > TEXT_CHARS_MAX:
        return None
    plain = clean(text).text
    number = _NUMBER_FIRST.match(plain)
    rest = plain[number.end() :] if number else plain
    through, rest = _split_through(rest)
    words = words_of(rest)
    amount = _amount_in(_after_total(rest)) or _amount_in(rest)
    is_total = bool(_TOTAL.intersection(words)) and amount > 0
    speaks = bool(through or is_total or _PAID.intersection(words_of(plain)) or _MISSING.intersection(words))
    if not amount and not through:
        return None
    if number is None and not speaks:
        return None
    return Difference(
        what=_what(number, through, words, is_total=is_total),
        amount=amount,
        is_total=is_total,
        through=through,
    )


def _what(number: "re.Match[str] | None", through: str, words: list[str], *, is_total: bool) -> What:
    if number is not None:
        return _NUMBERED[number[1]]
    if through or _PAID.intersection(words) or _MISSING.intersection(words):
        return What.PAID
    return What.AMOUNT if is_total else What.PAID


def _split_through(text: str) -> tuple[str, str]:
    """Who brought it, as she writes the name, and the sentence without that."""
    found = _THROUGH.search(text)
    if found is None:
        return "", text
    before, after = text[: found.start()], text[found.end() :].split()
    while after and after[0].strip(".") in _BEFORE_NAME:
        after.pop(0)
    name: list[str] = []
    while after and len(name) < 2 and _is_name(after[0].rstrip(",.;!?")):
        word = after.pop(0)
        name.append(word.rstrip(",.;!?"))
        if word != name[-1]:
            break
    return tidy_text(" ".join(name).title())[:NAME_CHARS_MAX], " ".join((before, *after))


def _is_name(word: str) -> bool:
    apart = _FILLING | _TOTAL | _PAID | _MISSING | TITLES - {"mama"}
    return word.replace("'", "").isalpha() and word not in apart and not with_digits([word])[0].isdigit()


def _after_total(text: str) -> str:
    """What follows "harusnya": of two amounts, that is the one she means."""
    words = text.split()
    at = next((index for index, word in enumerate(words) if word in _TOTAL), -1)
    return " ".join(words[at + 1 :])


def _amount_in(text: str) -> Rupiah:
    """The amount it names, 0 for none or one that cannot be guessed."""
    apart = _FILLING | _TOTAL | _PAID | _MISSING | TITLES
    kept = " ".join(word for word in re.split(r"[\s;:!?()]+", text) if word.strip(",.") not in apart)
    reading = read_money(kept.strip(" ,."))
    if reading.action not in (Action.ACCEPT, Action.CONFIRM):
        return Rupiah(0)
    found = reading.likely if reading.likely is not None else reading.rupiah
    return found if found is not None else Rupiah(0)
