"""May this be the word that clears her chat, and what of it is compared?

A good one is short to type, and nothing that she would say here otherwise: it works in every state, without a question.
"""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from domain.reading.clean import clean, words_of
from domain.reading.clearing import asks_to_clear
from domain.reading.signals import read_signal
from domain.reading.spelling import squeeze

LETTERS_MIN, LETTERS_MAX, WORDS_MAX = 4, 30, 3

# Any day will do: only whether the words are a date at all is asked.
_SOME_DAY = date(2026, 1, 1)


class Fault(StrEnum):
    """Why a word cannot be hers."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    USED = "used"


def plain_form(text: str) -> str:
    """What is compared: letters and digits in lower case, a repeated letter once, no spaces; may be empty."""
    return squeeze("".join(words_of(clean(text).text)))


def find_fault(text: str, taken: Collection[str] = ()) -> Fault | None:
    """Why the word cannot be chosen, None if it can. taken: the words that begin a conversation."""
    plain = plain_form(text)
    if sum(letter.isalpha() for letter in plain) < LETTERS_MIN:
        return Fault.TOO_SHORT
    if len(plain) > LETTERS_MAX or len(words_of(clean(text).text)) > WORDS_MAX:
        return Fault.TOO_LONG
    if asks_to_clear(text) or plain in {plain_form(word) for word in taken} or _is_read_as_something(text):
        return Fault.USED
    return None


def _is_read_as_something(text: str) -> bool:
    """Whether it is an answer, an amount, a day, an hour or a command somewhere: "mangga" is a yes in Sundanese."""
    # Loaded when a word is chosen: every message is compared with the chosen ones, also the first after a start.
    from domain.reading.action import Action
    from domain.reading.answers import read_answer
    from domain.reading.dates import read_date
    from domain.reading.money import read_money
    from domain.reading.times import read_time

    return (
        read_signal(text) is not None
        or read_answer(text) is not None
        or read_money(text).action is not Action.REJECT
        or read_date(text, today=_SOME_DAY).action in (Action.ACCEPT, Action.CONFIRM)
        or read_time(text).action in (Action.ACCEPT, Action.CONFIRM)
    )
