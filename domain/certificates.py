"""What is a certificate of a course: its number, the name on it, who may be offered one?

The law: anybody may ask whether a number is right, and is told no name. A slip in typing is noticed without a look into
the records: the last sign of a number depends on the others, so that one wrong sign or two exchanged ones never fit.
What a paper says never changes; a mistake in it makes a new paper with a new number.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from domain.course_words import leads_out
from domain.hygiene import tidy_text
from domain.names import looks_official, tidy_name
from domain.records import dataclass
from domain.refusals import Refusal

# Signs that cannot be mistaken for each other (as db/ids.py). They are a prime number, so that every slip is noticed.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
PREFIX = "SM"  # sertifikat mandiri
RANDOM_SIGNS = 5
_WEIGHTS = (2, 3, 4, 5, 6)

NAME_CHARS_MAX = 40

# A name that was written wrongly is written anew so often; after that somebody of the office looks at it.
VERSIONS_MAX = 3

# Numbers one person looks up in a day: an employer with a class of applicants, and nobody who tries them all out.
LOOKS_A_DAY_MAX = 20

# Who came to three sessions of four is offered one first; whoever gives them out decides.
CAME_OF_FOUR = 3

_TYPED = re.compile(r"(?<![0-9A-Z])SM[\s.\-]*([0-9A-Z]{4})[\s.\-]*([0-9A-Z]{2})(?![0-9A-Z])")
_BARE = re.compile(r"\s*([0-9A-Z]{4})[\s.\-]*([0-9A-Z]{2})\s*")
_LITTLE_WORDS = frozenset({"binti", "bin", "van", "der", "de"})


class State(StrEnum):
    """GRANTED: it is hers, and she has still to say how her name is written."""

    GRANTED = "granted"
    VALID = "valid"
    WITHDRAWN = "withdrawn"


class Reason(StrEnum):
    """Why a number counts no more."""

    NAME = "name"  # she has another paper, with her name as it should be
    MISTAKE = "mistake"  # it was given out by mistake


@dataclass(frozen=True, kw_only=True, slots=True)
class Body:
    """What a paper says beside the name. topic: a key of domain/courses.py. giver: the office or group.

    sessions: how many there were. given: the day it was given.
    """

    title: str
    kind: str
    topic: str
    place: str
    giver: str
    first: date
    last: date
    sessions: int
    given: date
    demo: bool


class TooManyLooks(Refusal):
    """This person has looked up so many numbers today that it may be trying them out."""

    code = "too_many_looks"


# -- its number -------------------------------------------------------------------------------------------------


def number_of(random: str) -> str:
    """The number as it is kept, without hyphens: prefix, RANDOM_SIGNS random signs, and one that depends on them."""
    assert len(random) == RANDOM_SIGNS, "as many as have a weight"
    known = sum(weight * ALPHABET.index(sign) for weight, sign in zip(_WEIGHTS, random, strict=True))
    return f"{PREFIX}{random}{ALPHABET[-known % len(ALPHABET)]}"


def shown(number: str) -> str:
    """As it stands on the paper: SM-7K4P-29."""
    return f"{number[:2]}-{number[2:6]}-{number[6:]}"


def find_typed(text: str) -> str | None:
    """What somebody typed as a number, slips and all, as it is kept; None where there is nothing like a number."""
    upper = text.upper()
    found = _TYPED.search(upper) or _BARE.fullmatch(upper)
    return None if found is None else f"{PREFIX}{found[1]}{found[2]}"


def is_sound(number: str) -> bool:
    """Whether there can be such a number: its last sign fits the others."""
    random = number.removeprefix(PREFIX)[:RANDOM_SIGNS]
    return set(random) <= set(ALPHABET) and len(random) == RANDOM_SIGNS and number_of(random) == number


# -- the name ---------------------------------------------------------------------------------------------------


def name_for_paper(words: str) -> str:
    """Her name as it may stand on a paper, with capitals where she typed none; "" if it is none."""
    name = tidy_name(tidy_text(words))
    letters = sum(sign.isalpha() for sign in name)
    if letters < 2 or len(name) > NAME_CHARS_MAX or any(sign.isdigit() for sign in name):
        return ""
    if looks_official(name) or leads_out(name) or not all(_may_stand(sign) for sign in name):
        return ""
    return " ".join(map(_capital, name.split())) if name.islower() or name.isupper() else name


def _may_stand(sign: str) -> bool:
    """Letters that the paper can show, and what stands between them."""
    return sign in " .,'’`-()" or (sign.isalpha() and "LATIN" in unicodedata.name(sign, ""))


def _capital(word: str) -> str:
    return word.lower() if word.lower() in _LITTLE_WORDS else word.lower().capitalize()


# -- who is offered one -----------------------------------------------------------------------------------------


def enough(sessions: int) -> int:
    """To how many of so many sessions somebody came who is offered one first: three of four, rounded up."""
    return -(-sessions * CAME_OF_FOUR // 4)


def who_came_enough(came: Mapping[int, int], sessions: int) -> tuple[int, ...]:
    """Those of whom that is true, in the order given. came: by person. Where nothing was written down: nobody."""
    return tuple(person for person, times in came.items() if sessions and times >= enough(sessions))
