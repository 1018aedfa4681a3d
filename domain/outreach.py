"""What is typed from an outreach card, and which number stands for it on the way to the picture?

The law: the card is for a woman of whom nothing is known (source D, D17: penjangkauan). Its code names a place and
nobody; that she came is told to nobody, also not to who gave her the card.
"""

import re

from domain.records import dataclass
from domain.refusals import Refusal

WORD = "AJAK"
"""What stands before a code, so that it is known among words."""

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Those that nobody mistakes for another on a bad screen (db/ids.py)."""

CODE_LETTERS = 8
"""40 bits: for a code that lives 30 days, names an area and lets nobody see anything."""

WRONG_MAX, WRONG_MS = 10, 24 * 3_600_000
"""Wrong codes of one person in a day: who mistypes has fewer, who guesses gets nowhere with so many."""

TYPED_CHARS_MAX = 80
"""Of an answer to the question for it."""

LETTER_CHARS_MAX = 300
"""A first letter may greet, say who gave the card, and have the code in the middle; a longer one is about more."""

_SIGNS = f"[{SIGNS}]"
_APART = r"[\s.:\-]"
_WITH_WORD = re.compile(rf"\b{WORD}{_APART}*((?:{_SIGNS}{_APART}?){{{CODE_LETTERS}}})(?![^\W_])")
_BARE = re.compile(rf"({_SIGNS}{{4}}){_APART}?({_SIGNS}{{4}})")
_MISTYPED = re.compile(rf"{WORD}{_APART}*([A-Z0-9]{{3,5}}){_APART}*([A-Z0-9]{{3,5}})")


class TooManyCards(Refusal):
    """As many cards of this issuer are good now as may be: more is a list of people. Field most."""

    code = "too_many_cards"


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """What a code gives: the key of an area, and the office of whoever gave it. Times in UTC milliseconds."""

    area: str
    organisation_id: int
    issuer_id: int
    expires_ms: int


def read_card_code(text: str) -> str:
    """The code behind the word AJAK, wherever it stands in a letter: "ajak 7k4p-9xq2 bu"; "" where there is none.

    A code has a digit and a letter, so that "ajak berteman" is none.
    """
    if len(text) > LETTER_CHARS_MAX:
        return ""
    found = _WITH_WORD.search(text.upper())
    return _joined(found.group(1)) if found else ""


def read_typed_code(text: str) -> str:
    """The code of somebody who was asked for it, or who writes for the first time: also without AJAK, or mistyped."""
    words = text.strip(" .,!?\n").upper()
    short = len(words) <= TYPED_CHARS_MAX
    found = (_BARE.fullmatch(words) or _MISTYPED.fullmatch(words)) if short else None
    return read_card_code(words) or (_joined("".join(found.groups())) if found else "")


def _joined(signs: str) -> str:
    code = re.sub(_APART, "", signs)
    return code if any(map(str.isdigit, code)) and any(map(str.isalpha, code)) else ""


def shown(code: str) -> str:
    """How a code stands on its card."""
    return f"{WORD} {code[:4]} {code[4:]}"


def packed(code: str) -> int:
    """The number that stands for a code: a paper is made from numbers alone."""
    number = 0
    for sign in code:
        number = number * len(SIGNS) + SIGNS.index(sign)
    return number


def unpacked(number: int) -> str:
    """The code of that number."""
    signs = ""
    for _sign in range(CODE_LETTERS):
        number, index = divmod(number, len(SIGNS))
        signs = SIGNS[index] + signs
    return signs
