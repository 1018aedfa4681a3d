"""What amount of money a message says, and how sure that is.

The law: only what is understood to its last word is accepted. A bare number below 1.000 never is, nor an
amount beside a promise, a "not" or a guess; a question costs one message, a wrong amount costs trust.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from domain.money import Rupiah
from domain.reading.action import Action
from domain.reading.clean import Cleaned, clean
from domain.reading.limits import (
    MONEY_TEXT_CHARS_MAX,
    RUPIAH_MAX,
    UNKNOWN_WORDS_MAX,
    UNUSUAL_RUPIAH,
)
from domain.reading.money_items import GLUED, SPACED_GROUP, Item, money_items
from domain.reading.money_words import RANGE_ANSWER_WORDS, Beside
from domain.reading.number_grammar import GROUPS, Doubt, Number, read_number
from domain.reading.number_words import Numeral, Part
from domain.records import dataclass

# Below this a number without a unit word is never kept: "25" may be 25 thousand, or the choice of a menu.
BARE_MIN = 1_000
# The smallest coin anybody still counts; "500 perak" is meant, "5 perak" is a slip.
COINS_MIN = 100


@dataclass(frozen=True)
class MoneyReading:
    """`rupiah`: the value read, None when there is none to show; with ASK it is only a first guess.

    `likely`: what to ask "Maksud Ibu ...?" about when that is not `rupiah` itself: 25.000 for a bare "25".
    `approximate`: she said "about".
    """

    action: Action
    rupiah: Rupiah | None = None
    likely: Rupiah | None = None
    approximate: bool = False


@dataclass(frozen=True)
class _Run:
    """Numerals without anything between them but commas, and where they stand among the items."""

    start: int
    end: int
    number: Number | None


_LOST_DIGIT = re.compile(r"(?:^|\s)[.,]\d")  # ".5jt"
_REFUSED_SIGNS = frozenset("/=%@_^$\\<>|&")
_REJECT = MoneyReading(Action.REJECT)
_ASK = MoneyReading(Action.ASK)


def read_money(text: str, *, approximate_ok: bool = False) -> MoneyReading:
    """The amount a message says, in whole rupiah, and what to do with it. Never raises.

    ACCEPT: clear; show it back with its words. CONFIRM: ask "Maksud Ibu ...?". ASK: cannot be guessed (a
    minus, a range, wrong groups, zero, beyond 10^15). REJECT: no amount, or the promise of one.
    `approximate_ok` is for questions about a range, never for a ledger. Unusual for this person is the
    caller's to judge; from `UNUSUAL_RUPIAH` on it is asked about in any case. Spelling of amounts:
    kalderanews.com 2023-08; "M" is miliar: kompas 18-07-2023; the rest are house rules for chat.
    """
    if len(text) > MONEY_TEXT_CHARS_MAX:
        return _REJECT
    cleaned = clean(text)
    spaced = bool(SPACED_GROUP.search(cleaned.text))
    items, rest_promised = _without_promised_rest(money_items(cleaned.text))
    kinds = {item.beside for item in items}
    runs = _runs(items)
    if Beside.PROMISE in kinds:
        return _REJECT
    if not runs:
        return _ASK if cleaned.unreadable else _REJECT
    number = _total(items, runs)
    if _is_about_something_else(items, kinds, number):
        return _REJECT
    if (
        number is None
        or cleaned.unreadable
        or _names_foreign_money(text, kinds)
        or _LOST_DIGIT.search(cleaned.text)
        or _contradicts(items, kinds, runs)
    ):
        return _ASK
    shown_first = Doubt.CONFIRM if spaced or rest_promised else Doubt.NONE
    doubt = max(number.doubt, _doubt_around(items, kinds, cleaned), shown_first)
    return _judge(number, doubt, about=Beside.ABOUT in kinds, approximate_ok=approximate_ok, kinds=kinds)


def read_money_without_context(text: str) -> MoneyReading:
    """The amount when it is not known what was asked, for the command line.

    "sekitar" is taken for the answer to a question about a range; every other guess as a ledger would take it.
    """
    words = clean(text[:MONEY_TEXT_CHARS_MAX]).text.split()
    return read_money(text, approximate_ok=not RANGE_ANSWER_WORDS.isdisjoint(words))


def _without_promised_rest(items: list[Item]) -> tuple[list[Item], bool]:
    """The items without "sisanya besok" behind an amount, and whether there was such a promise of the rest."""
    for at, item in enumerate(items):
        if item.beside is Beside.REMAINDER:
            promised = any(one.beside is Beside.PROMISE for one in items[at:])
            amounts_behind = any(one.numerals for one in items[at:])
            paid = any(one.numerals for one in items[:at])
            return (items[:at], True) if promised and paid and not amounts_behind else (items, False)
    return items, False


def _names_foreign_money(text: str, kinds: set[Beside | None]) -> bool:
    """ "100 ringgit", "€5": what it is in rupiah is hers to say. The sign "$" is refused with the other signs."""
    signs = not text.isascii() and any(unicodedata.category(sign) == "Sc" for sign in text)
    return signs or Beside.FOREIGN in kinds


def _runs(items: Sequence[Item]) -> list[_Run]:
    runs, at = [], 0
    while at < len(items):
        if not items[at].numerals:
            at += 1
            continue
        start, parts, comma = at, list[Numeral](), False
        last = at
        while at < len(items) and (items[at].numerals or items[at].sign == "," or _is_an(items[at])):
            if items[at].numerals:
                comma = comma or any(item.sign == "," for item in items[last:at])
                parts.extend(items[at].numerals)
                last = at
            at += 1
        number = read_number(parts)
        if number and comma:
            number = Number(number.value, max(number.doubt, Doubt.CONFIRM), number.bare)
        runs.append(_Run(start, last + 1, number))
    return runs


def _is_an(item: Item) -> bool:
    return item.beside is Beside.ABOUT and item.text in ("an", "nan")


def _total(items: Sequence[Item], runs: Sequence[_Run]) -> Number | None:
    """The one amount the runs say together: alone, twice the same, a sum, or a product."""
    numbers = [run.number for run in runs if run.number]
    if len(numbers) < len(runs):
        return None
    if len(numbers) == 1:
        return numbers[0]
    between = {_joint(items[left.end : right.start]) for left, right in pairwise(runs)}
    if between == {"same"} and len({number.value for number in numbers}) == 1:
        return Number(numbers[0].value, bare=all(number.bare for number in numbers))
    if between == {"+"}:
        return _sum(numbers)
    if between == {"x"} and len(numbers) == 2:
        return _product(numbers[0], numbers[1])
    return None


def _joint(items: Sequence[Item]) -> str:
    """How two amounts are joined: "+", "x", "same" (a second writing in brackets) or "" (unclear)."""
    signs = {item.sign for item in items if item.sign} - {".", ",", "!"}
    effects = {item.beside for item in items} - {Beside.CURRENCY, Beside.FILLER, Beside.MEASURE, None}
    if any(item.text and item.beside is None for item in items):
        return ""
    if (effects == {Beside.PLUS} and not signs) or (signs == {"+"} and not effects):
        return "+"
    if (effects == {Beside.TIMES} and not signs) or (signs == {"*"} and not effects):
        return "x"
    return "same" if signs == {"("} and not effects else ""


def _sum(numbers: Sequence[Number]) -> Number | None:
    """ "20rb+5rb"; in "20+5rb" the last unit stands for both."""
    if numbers[-1].bare and not all(number.bare for number in numbers):
        return None
    shared = 1
    if not numbers[-1].bare and any(number.bare and number.value < BARE_MIN for number in numbers):
        if numbers[-1].value % 10**3:
            return None
        shared = 10**6 if numbers[-1].value % 10**6 == 0 else 10**3
    values = [number.value * (shared if number.bare and number.value < BARE_MIN else 1) for number in numbers]
    doubt = max(Doubt.CONFIRM, *(number.doubt for number in numbers))
    return Number(sum(values), doubt, bare=all(number.bare for number in numbers))


def _product(first: Number, second: Number) -> Number | None:
    """ "2x25rb": at most one side is money, the other a small count."""
    if not first.bare and not second.bare:
        return None
    count, money = (
        (first, second) if first.bare and (not second.bare or first.value < BARE_MIN) else (second, first)
    )
    if not 1 <= count.value < BARE_MIN:
        return None
    doubt = max(Doubt.CONFIRM, first.doubt, second.doubt)
    return Number(count.value * money.value, doubt, bare=money.bare)


def _is_about_something_else(items: Sequence[Item], kinds: set[Beside | None], number: Number | None) -> bool:
    """A number that counts something else ("umur 25", "3 orang"), or one word in a story."""
    units = any(one.part in (Part.SCALE, Part.SCALED) for item in items for one in item.numerals)
    bare = number.bare if number else not units
    grouped = any(GROUPS.fullmatch(one.text) for item in items for one in item.numerals)
    money = Beside.CURRENCY in kinds or Beside.COINS in kinds or grouped
    if bare and Beside.MEASURE in kinds and not money and Beside.TIMES not in kinds:
        return True
    digits = any(item.text[:1].isdigit() for item in items)
    return bare and not money and _unknown(items) > UNKNOWN_WORDS_MAX and not (number is None and digits)


def _contradicts(items: Sequence[Item], kinds: set[Beside | None], runs: Sequence[_Run]) -> bool:
    """Words or signs that make any reading a guess."""
    if kinds & {Beside.DENIAL, Beside.RANGE, Beside.PER}:
        return True
    if Beside.MEASURE in kinds and Beside.TIMES not in kinds:
        return True
    if len(runs) == 1 and kinds & {Beside.TIMES, Beside.PLUS}:
        return True
    if any(item.sign in _REFUSED_SIGNS or item.sign == GLUED for item in items if item.sign):
        return True
    if _unknown(items) > UNKNOWN_WORDS_MAX:
        return True
    return any(
        (item.sign in ("-", "+", "*") and _before_run(items, at, runs)) or _is_clock(items, at)
        for at, item in enumerate(items)
    )


def _is_clock(items: Sequence[Item], at: int) -> bool:
    """ "9:30": a colon between two numbers."""
    between = 0 < at < len(items) - 1 and items[at - 1].numerals and items[at + 1].numerals
    return items[at].sign == ":" and bool(between)


def _before_run(items: Sequence[Item], at: int, runs: Sequence[_Run]) -> bool:
    """Whether the sign stands right before the first amount, or is a minus between two."""
    after = at + 1
    while after < len(items) and items[after].beside is Beside.CURRENCY:
        after += 1
    if after >= len(items) or not items[after].numerals:
        return False
    return after == runs[0].start or items[at].sign == "-"


def _unknown(items: Sequence[Item]) -> int:
    return sum(1 for item in items if item.text and not item.numerals and item.beside is None)


def _doubt_around(items: Sequence[Item], kinds: set[Beside | None], cleaned: Cleaned) -> Doubt:
    asked = any(item.sign == "?" for item in items)
    guessed = any(item.guessed for item in items)
    unsure = (
        asked
        or guessed
        or cleaned.foreign_digits
        or kinds & {Beside.MONTHLY, Beside.NOW, Beside.REMAINDER}
        or _unknown(items)
    )
    return Doubt.CONFIRM if unsure else Doubt.NONE


def _judge(
    number: Number, doubt: Doubt, *, about: bool, approximate_ok: bool, kinds: set[Beside | None]
) -> MoneyReading:
    value = number.value
    if doubt is Doubt.ASK or not 0 < value <= RUPIAH_MAX:
        return _ASK
    rupiah = Rupiah(value)
    coins = Beside.COINS in kinds and value >= COINS_MIN
    likely = Rupiah(value * 1_000) if number.bare and value < BARE_MIN and not coins else None
    if about and not approximate_ok:
        return MoneyReading(Action.ASK, rupiah, likely, approximate=True)
    sure = doubt is Doubt.NONE and likely is None and value < UNUSUAL_RUPIAH
    return MoneyReading(Action.ACCEPT if sure else Action.CONFIRM, rupiah, likely, approximate=about)
