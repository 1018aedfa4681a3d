"""From when until when does the code on a wall count, how do people type it, and how are women called who sit together?

The law: that somebody was there is said by the trainer, by the code or by a neighbour, and all three count the same
(chats.md 4: Bu Lis has no data quota, and was there). Nobody is asked about one absence, and nobody is told of another
woman more than the name she is called by.
"""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.records import dataclass
from domain.refusals import Refusal

if TYPE_CHECKING:
    from domain.courses import Session

# Whoever comes early may type at once, and whoever finds a signal on her way home still may.
CODE_BEFORE_MIN, CODE_AFTER_MIN = 30, 60

# Digit, letter, digit, letter: no amount ("25rb"), no hour ("jam 7") and no code of ours with six signs looks like it.
# The signs are those that nobody mistakes for another on a bad screen (db/ids.py); X is "kali" between two
# numbers, and "2M8K" would be two miliar.
CODE_DIGITS, CODE_LETTERS = "23456789", "ABCDEFGHJKNPQRSTUVWYZ"

# So often in an hour a code may be wrong: 28,224 codes are not guessed with five, and nobody mistypes one more often.
WRONG_MAX, WRONG_MS = 5, 3_600_000

# Those on both sides of her, and one more: whoever writes down a whole class was asked by nobody.
NEIGHBOURS_MAX = 3

# So many sessions in a row without her are a reason to ask, and so long afterwards: a list is corrected first.
ABSENCES_ASKED = 2
ABSENCES_AFTER_MIN = 60

# What happened longer ago is nobody's question any more.
ABSENCES_DAYS = 14

# How long after a session its list may still be filled in or corrected.
LIST_DAYS = 60

_CODE = re.compile(f"[{CODE_DIGITS}][{CODE_LETTERS}][{CODE_DIGITS}][{CODE_LETTERS}]")
_CODE_CHARS_MAX = 60
_AROUND_CODE = frozenset(
    "kode kodenya code absen absennya absensi hadir hadirnya dateng datang saya sy abdi kula aku ini niki ieu itu ya"
    " nya bu ibu pak mbak teh teteh kak kaka mama bunda di dinding papan tulis nomor nomer no kelas mau ketik".split()
)
# Before a name, not of it. "Mama Rian" is called after her child and keeps both words (domain.md 4.4).
_TITLES = frozenset(
    "bu ibu bunda mbak mba teh teteh ceu eceu neng nyai kak kaka ka acil hj hajah nona non yu".split()
)
_OF_HER_CHILD = frozenset("mama mamah mak emak umi ummi ema nenek".split())


class ListTooEarly(Refusal):
    """The session has not begun: nobody was there or missing yet."""

    code = "list_too_early"


class ListTooLate(Refusal):
    """The session was so long ago that its list stays as it is."""

    code = "list_too_late"


class When(StrEnum):
    """Where a moment stands towards the hours in which the code counts."""

    EARLY = "early"
    OPEN = "open"
    LATE = "late"


class Typed(StrEnum):
    """What a typed code came to."""

    WRITTEN = "written"
    BEFORE = "before"  # she was written down already
    WRONG = "wrong"
    EARLY = "early"
    LATE = "late"
    WAITS = "waits"  # it is right, and she has no place there yet
    TOO_OFTEN = "too_often"


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """How many of those with a place were there."""

    came: int
    of: int


def opens(session: "Session") -> datetime:
    """From when on the code on the wall counts, aware UTC."""
    return session.start - timedelta(minutes=CODE_BEFORE_MIN)


def closes(session: "Session") -> datetime:
    """Until when it counts, aware UTC."""
    return session.end + timedelta(minutes=CODE_AFTER_MIN)


def when(session: "Session", now: datetime) -> When:
    """Whether the code counts now. A cancelled session has none."""
    from domain.courses import SessionState  # codes are looked for in every text, and courses are rarer

    if session.state is SessionState.CANCELLED or now >= closes(session):
        return When.LATE
    return When.OPEN if now >= opens(session) else When.EARLY


def check_list(session: "Session", now: datetime) -> None:
    """Whether it may be written down who was there. Raises ListTooEarly, ListTooLate."""
    if now < opens(session):
        raise ListTooEarly
    if now > session.end + timedelta(days=LIST_DAYS):
        raise ListTooLate


def read_wall_code(text: str) -> str:
    """The code in what somebody typed, as it stands on the wall; "" where there is none, or more than that.

    "7K4P", "7k 4p", "kode: 7K-4P bu" are one code. Whether it is that of a session, db/course_attendance.py knows.
    """
    if len(text) > _CODE_CHARS_MAX:
        return ""
    words = re.findall(r"[^\W_]+", text.casefold())
    joined = "".join(word for word in words if word not in _AROUND_CODE).upper()
    return joined if _CODE.fullmatch(joined) else ""


def first_name(name: str) -> str:
    """What somebody is called by in a room: the first word of her name that is no title; "" where there is none."""
    words = [word.strip(".,") for word in name.split()]
    while len(words) > 1 and words[0].casefold() in _TITLES:
        words = words[1:]
    words = [word for word in words if word]
    if not words:
        return ""
    if words[0].casefold() in _OF_HER_CHILD and len(words) > 1:
        return f"{words[0]} {words[1]}"
    return words[0]


def names_in_the_room(names: Mapping[int, str]) -> dict[int, str]:
    """How those who sit in one room are called, each otherwise than all others; who cannot be told apart is left out.

    Two who are called Siti are "Siti A" and "Siti R", by the letter of what follows in their names.
    """
    short = {key: first_name(name) for key, name in names.items()}
    twice = _shared(short)
    longer = {
        key: f"{each} {_next_letter(names[key], each)}".strip() if each and each.casefold() in twice else each
        for key, each in short.items()
    }
    still = _shared(longer)
    return {key: each for key, each in longer.items() if each and each.casefold() not in still}


def _shared(names: Mapping[int, str]) -> set[str]:
    counted = Counter(each.casefold() for each in names.values())
    return {name for name, times in counted.items() if times > 1}


def _next_letter(name: str, called: str) -> str:
    """The first letter of the word that follows what she is called by."""
    _before, _called, rest = name.partition(called)
    return next((sign.upper() for sign in rest if sign.isalnum()), "")
