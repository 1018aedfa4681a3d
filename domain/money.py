"""What an amount of money is, and how it is shown to people.

Money is a whole number of rupiah, never a float. The written form is the official one: `Rp25.000`, no
space, a dot for thousands (Permendikbud 50/2015, the spelling guide PUEBI). Every amount that will be
saved is shown with its words as well, because a weak reader notices a slip in words sooner than in zeros.
"""

from __future__ import annotations


class Rupiah(int):
    """An amount of money in whole rupiah: a type of its own, so that it is shown as `Rp25.000` and never as a count."""

    __slots__ = ()


class Spelled(Rupiah):
    """An amount that is shown with its words as well, before it is saved."""

    __slots__ = ()


IN_WORDS_MAX = 10**15

_UNITS = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"))


def format_rupiah(amount: int) -> str:
    """The amount as `Rp25.000`; below zero `-Rp5.000`."""
    sign = "-" if amount < 0 else ""
    return f"{sign}Rp{abs(amount):,}".replace(",", ".")


def in_words(amount: int) -> str:
    """The amount in Indonesian words, without "rupiah": 25000 -> "dua puluh lima ribu"; 0 -> "nol".

    Below zero it begins with "minus". Raises ValueError beyond 10^15 either way.
    """
    if abs(amount) > IN_WORDS_MAX:
        raise ValueError("in_words() knows amounts up to 10^15")
    if amount < 0:
        return f"minus {in_words(-amount)}"
    if amount == 0:
        return "nol"
    words = []
    for scale, name in _SCALES:
        count, amount = divmod(amount, scale)
        if count:
            words.append(f"{_thousands(count)} {name}")
    if amount:
        words.append(_thousands(amount))
    return " ".join(words)


def echo(amount: int) -> str:
    """What is shown before an amount is saved: "Rp25.000 (dua puluh lima ribu)"."""
    return f"{format_rupiah(amount)} ({in_words(amount)})"


def _thousands(number: int) -> str:
    """1 to 999.999 in words; one thousand is "seribu", never "satu ribu"."""
    thousands, rest = divmod(number, 1000)
    words = []
    if thousands == 1:
        words.append("seribu")
    elif thousands:
        words.append(f"{_hundreds(thousands)} ribu")
    if rest:
        words.append(_hundreds(rest))
    return " ".join(words)


def _hundreds(number: int) -> str:
    """1 to 999 in words, with the fused forms seratus, sepuluh and sebelas."""
    hundreds, rest = divmod(number, 100)
    tens, unit = divmod(rest, 10)
    words = []
    if hundreds:
        words.append("seratus" if hundreds == 1 else f"{_UNITS[hundreds]} ratus")
    if rest == 10:
        words.append("sepuluh")
    elif rest == 11:
        words.append("sebelas")
    elif tens == 1:
        words.append(f"{_UNITS[unit]} belas")
    else:
        words.extend([f"{_UNITS[tens]} puluh"] * bool(tens) + [_UNITS[unit]] * bool(unit))
    return " ".join(words)
