"""What number a row of number words and digits says: "dua juta tiga ratus ribu", "1,5 jt", "seket ewu".

The law: a number is read only if every part of it has its place. What is said one way and meant
another ("sejuta dua ratus" is 1.200.000 in speech) comes back with a doubt, never as certain.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field
from enum import IntEnum
from fractions import Fraction

from domain.reading.limits import PLAIN_DIGITS_MAX
from domain.reading.number_words import Numeral, Part
from domain.records import dataclass


class Doubt(IntEnum):
    """How sure the number is; the worse of two doubts counts."""

    NONE = 0
    CONFIRM = 1  # the value is the likely one
    ASK = 2  # the value would be a guess


@dataclass(frozen=True)
class Number:
    """`bare`: no unit word was said, so 25 may stand for 25 thousand."""

    value: int
    doubt: Doubt = Doubt.NONE
    bare: bool = False


class _Unreadable(Exception):
    """The parts do not make one number."""


THOUSAND, MILLION = 10**3, 10**6
GROUPS = re.compile(r"[1-9]\d{0,2}(?:(?:\.\d{3})+|(?:,\d{3})+|(?: \d{3})+)")
_CENTS = re.compile(r"([1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{3,}),00|([1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{3,})\.00")
_DECIMAL = re.compile(r"(0|[1-9]\d{0,5})[.,](\d{1,2})")
_BY_THREE = re.compile(r"([1-9]\d{0,2})[.,](\d{3})")


def read_number(parts: Sequence[Numeral]) -> Number | None:
    """The number the parts say, or None when they do not make one number.

    `value` is a whole number (half a rupiah does not exist). Groups of exactly three digits are
    thousands; 1-2 digits behind a comma or dot are decimals only before a unit word (house rules for chat,
    after the official writing of amounts, kalderanews.com 2023-08).
    """
    try:
        return _Reader(list(parts)).read()
    except _Unreadable:
        return None


@dataclass
class _Reader:
    """How far the parts have been read, and what they come to so far."""

    parts: list[Numeral]
    at: int = 0
    doubt: Doubt = Doubt.NONE
    total: Fraction = field(default_factory=Fraction)
    last_scale: int = 0

    def read(self) -> Number:
        while self.at < len(self.parts):
            self._term()
        if self.total.denominator != 1:
            raise _Unreadable
        return Number(int(self.total), self.doubt, bare=not self.last_scale)

    def _term(self) -> None:
        """One piece with its scale ("dua puluh lima ribu"), or the rest behind the last scale."""
        one = self.parts[self.at]
        if one.part is Part.SCALED:
            self.at += 1
            amount, scale = Fraction(one.value), one.scale
            if one.value == THOUSAND and self._next() is Part.SCALE and self._peek().value > THOUSAND:
                scale = self._take().value  # "seribu triliun"
                amount *= scale
                self._worry(Doubt.CONFIRM)
            self._add(amount, scale, slang=True)
            return
        count = self._fraction() if one.part in (Part.HALF, Part.QUARTER) else self._small()
        if self._next() is Part.HALF and self._next(1) is Part.SCALE:
            self.at += 1
            count += Fraction(1, 2)  # "dua setengah juta"
        if self._next() is not Part.SCALE:
            self._rest(count, one)
            return
        scale = self._take().value
        self._add(self._with_unit(count, one, scale), scale)

    def _add(self, amount: Fraction, scale: int, *, slang: bool = False) -> None:
        if self.last_scale and scale >= self.last_scale:
            # "ceban goceng" is 15.000; "25rb 30rb" are two amounts.
            if not (slang and scale == self.last_scale and amount < self.total):
                raise _Unreadable
            self._worry(Doubt.CONFIRM)
        if self._next() in (Part.HALF, Part.QUARTER) and self._next(1) is not Part.SCALE:
            half = self._take().part is Part.HALF  # "sejuta setengah"
            amount += Fraction(scale, 2 if half else 4)
            if not half or scale == THOUSAND:
                self._worry(Doubt.CONFIRM)
        self.total += amount
        self.last_scale = scale

    def _rest(self, count: Fraction, first: Numeral) -> None:
        """What stands behind the last scale with no scale of its own; it ends the number."""
        if self.at < len(self.parts):
            raise _Unreadable
        if not self.last_scale:
            typed = first.part is Part.LITERAL and not count
            self.total = Fraction(self._plain(first)) if typed else count
            if first.part in (Part.HALF, Part.QUARTER):
                raise _Unreadable
            return
        self._worry(Doubt.CONFIRM if first.part is Part.SLANG else Doubt.NONE)  # "seceng gopek"
        typed = first.part is Part.LITERAL and not count
        rest = Fraction(self._plain(first)) if typed else count
        if rest >= self.last_scale or (typed and rest < 100 and self.last_scale == THOUSAND):
            raise _Unreadable  # "25rb5"
        if self.last_scale == THOUSAND:
            self._worry(Doubt.CONFIRM if rest < 100 else Doubt.NONE)
        elif rest < 10:
            raise _Unreadable  # "sejuta lima": 1.500.000, 1.050.000 or 1.005.000
        else:
            self._worry(Doubt.CONFIRM)  # "sejuta dua ratus": said for 1.200.000, written for 1.000.200
            rest *= self.last_scale // THOUSAND if rest < THOUSAND else 1
        self.total += rest

    def _small(self) -> Fraction:
        """Up to 999 in words, or one literal."""
        one = self._peek()
        if one.part is Part.LITERAL and self._next(1) not in (
            Part.TIMES_TEN,
            Part.TIMES_HUNDRED,
            Part.PLUS_TEN,
        ):
            self.at += 1
            return Fraction(0)  # read by _with_unit or _plain, which know the unit
        start, value = self.at, 0
        if self._next(1) is Part.TIMES_HUNDRED:
            value, self.at = self._digit() * 100, self.at + 1
        elif one.part in (Part.HUNDRED, Part.SLANG):
            value, self.at = one.value, self.at + 1
            if one.part is Part.SLANG and self._next() is Part.SCALE:
                self._worry(Doubt.CONFIRM if one.value == 150 else Doubt.NONE)
        value += self._after_hundreds() if value else self._below_hundred()
        if self.at == start:
            raise _Unreadable
        return self._decimals(value) if self._next() is Part.POINT else Fraction(value)

    def _after_hundreds(self) -> int:
        """ "2 ratus 50 ribu", "seratus dua puluh"."""
        short = self._next() is Part.LITERAL and re.fullmatch(r"[1-9]\d?", self._peek().text)
        if short and self._next(1) not in (Part.TIMES_TEN, Part.PLUS_TEN):
            return int(self._take().text)
        return self._below_hundred()

    def _below_hundred(self) -> int:
        here = self._next()
        if here is Part.TEN:
            ten = self._take().value
            # "seket lima" is 55; nothing follows "selawe" or "limalas".
            return ten + (self._digit() if ten in (50, 60) and self._next() is Part.DIGIT else 0)
        if here not in (Part.DIGIT, Part.LITERAL, Part.ZERO):
            return 0
        if here is Part.ZERO:
            self.at += 1
            return 0
        if here is Part.LITERAL and self._next(1) not in (Part.TIMES_TEN, Part.PLUS_TEN):
            return 0
        digit = self._digit()
        if self._next() is Part.TIMES_TEN:
            self.at += 1
            follows = self._next() is Part.DIGIT or (
                self._next() is Part.LITERAL and len(self._peek().text) == 1 and self._next(1) is not None
            )
            return digit * 10 + (self._digit() if follows else 0)
        if self._next() in (Part.PLUS_TEN, Part.PLUS_TWENTY):
            return digit + self._take().value
        return self._two_digits(digit)

    def _two_digits(self, digit: int) -> int:
        """ "dua lima" for 25; but "dua tiga" is "two or three"."""
        if self._next() is not Part.DIGIT:
            return digit
        second = self._digit()
        self._worry(Doubt.ASK if second == digit + 1 or self._next() is Part.DIGIT else Doubt.CONFIRM)
        if self._next() is Part.SCALE and self._peek().value > THOUSAND:
            raise _Unreadable  # "satu lima juta": 1,5 or 15
        return digit * 10 + second

    def _digit(self) -> int:
        one = self._take()
        if one.part is Part.LITERAL and re.fullmatch(r"[1-9]", one.text):
            return int(one.text)
        if one.part is Part.DIGIT:
            return one.value
        raise _Unreadable

    def _decimals(self, whole: int) -> Fraction:
        """ "satu koma lima juta"."""
        self.at += 1
        value, step = Fraction(whole), Fraction(1, 10)
        while self._next() in (Part.DIGIT, Part.ZERO):
            value, step = value + self._take().value * step, step / 10
        if step == Fraction(1, 10) or self._next() is not Part.SCALE:
            raise _Unreadable
        return value

    def _fraction(self) -> Fraction:
        half = self._take().part is Part.HALF
        if not half or self._next() is not Part.SCALE or self._peek().value == THOUSAND:
            self._worry(Doubt.CONFIRM)
        return Fraction(1, 2 if half else 4)

    def _plain(self, literal: Numeral) -> int:
        """A literal with no unit: 4+ plain digits, or groups of exactly three; all else is a guess."""
        text = literal.text
        if GROUPS.fullmatch(text):
            return int(re.sub(r"\D", "", text))
        cents = _CENTS.fullmatch(text)
        if cents:
            return int(re.sub(r"\D", "", cents[1] or cents[2]))
        if not re.fullmatch(r"[1-9]\d*|0", text) or len(text) > PLAIN_DIGITS_MAX:
            raise _Unreadable
        return int(text)

    def _with_unit(self, count: Fraction, first: Numeral, scale: int) -> Fraction:
        """How many rupiah `count` of `scale` are, or the literal `first` if the count is one."""
        if first.part is not Part.LITERAL or count >= 1:
            return count * scale
        text = first.text
        if _DECIMAL.fullmatch(text) and not count:
            self._worry(Doubt.CONFIRM if self.at < len(self.parts) else Doubt.NONE)  # "1,5 jt 200 rb"
            return Fraction(text.replace(",", ".")) * scale
        by_three = _BY_THREE.fullmatch(text)
        if by_three:
            self._worry(Doubt.CONFIRM)
            if scale == THOUSAND and by_three[2] != "000":
                return Fraction(int(by_three[1] + by_three[2]) * scale)  # "1.500rb" is 1500 thousand
            if scale > THOUSAND:
                return Fraction(f"{by_three[1]}.{by_three[2]}") * scale  # "1.250jt" is 1,25 million
        value = self._plain(first)
        if value >= scale and value % scale == 0:
            self._worry(Doubt.CONFIRM)  # "25.000 ribu" and "25000rb" name the thousand twice: 25.000 is meant
            return Fraction(value)
        if value >= 10 * scale or not text.isdigit():
            raise _Unreadable
        return (value + count) * scale

    def _worry(self, doubt: Doubt) -> None:
        self.doubt = max(self.doubt, doubt)

    def _peek(self) -> Numeral:
        return self.parts[self.at]

    def _next(self, further: int = 0) -> Part | None:
        at = self.at + further
        return self.parts[at].part if at < len(self.parts) else None

    def _take(self) -> Numeral:
        if self.at >= len(self.parts):
            raise _Unreadable
        self.at += 1
        return self.parts[self.at - 1]
