"""How much money lies on the table? "kas 1.240.000", "kas 1245", "100x4 50x10 receh 7500", "4 lembar 100rb".

The law for pieces: of two numbers joined by x, = or "lembar" one is the face of a note or a coin and the other how
many there are. Faces are 100.000, 75.000, 50.000, 20.000, 10.000, 5.000, 2.000, 1.000 and the coins 1.000, 500, 200,
100, 50; written without thousands, 100, 75, 50, 20, 10, 5, 2 and 1 are notes (100 is Rp100.000: so count women who
count notes), and 500 and 200, which are no notes, are coins. If both numbers could be faces, the first is, unless
another pair of the same text can only be read the other way round. "perak" and "receh" make it a coin.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from domain.money import Rupiah
from domain.reading.lists.limits import CASH_BARE_MIN, LINE_CHARS_MAX, LIST_CHARS_MAX, PIECES_MAX
from domain.reading.lists.model import CashCount
from domain.reading.lists.naming import names_of
from domain.reading.lists.tokens import Token, lex, plain_line
from domain.reading.lists.words import Tok

NOTES = (100_000, 75_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000)
COINS = (1_000, 500, 200, 100, 50)
COUNT_MAX = 100_000
_NUMBER = r"(\d{1,3}(?:\.\d{3})+|\d{1,9})"
_UNIT = r"(?: ?(rb|ribu|rebu|k|perak)(?![a-wyz]))?"
_LEAVES = r"(?:lembar|lbr|lb|lembarnya|keping|biji|bh|buah|koin|logam)"
_PAIR = re.compile(
    rf"(?:rp ?\.? ?)?{_NUMBER}{_UNIT}(?:an\b)? ?(?:x|\*|@|kali) ?(?:rp ?\.? ?)?{_NUMBER}{_UNIT}(?: ?{_LEAVES}\b)?"
)
_COUNT_FIRST = re.compile(
    rf"{_NUMBER} ?{_LEAVES} ?(?:x|@|uang|pecahan|nya|an)? ?(?:rp ?\.? ?)?{_NUMBER}{_UNIT}(?:an\b)?"
)
_FACE_FIRST = re.compile(
    rf"(?:rp ?\.? ?)?{_NUMBER}{_UNIT}(?:an\b)? ?(?:=|:|ada|sebanyak|,|-)? ?{_NUMBER} ?{_LEAVES}\b"
    rf"|(?:rp ?\.? ?)?{_NUMBER}{_UNIT}(?:an\b)? ?(?:ada|sebanyak) {_NUMBER}(?! ?(?:rb|ribu|rebu|k)\b)"
)
_LEAF_FIRST = re.compile(
    rf"\b{_LEAVES} (?:uang )?(?:rp ?\.? ?)?{_NUMBER}{_UNIT}(?:an\b)? ?(?:=|:|ada|x|sebanyak) ?"
    rf"{_NUMBER}(?! ?(?:rb|ribu|rebu|k)\b)"
)
_EQUALS = re.compile(
    rf"(?<![\dx*×]) ?(?:rp ?\.? ?)?((?:100|75|50|20|10|5|2|1)(?:\.?000)?)((?<=000)| ?(?:rb|ribu|rebu|k)) ?[=:] ?"
    rf"(\d{{1,3}})(?![\d.,]*\d| ?(?:rb|ribu|rebu|k|x|\*|{_LEAVES})\b)"
)
_SPACED = re.compile(rf"(?:(?<=^)|(?<=[;,:])) ?(?:rp ?)?{_NUMBER}{_UNIT} *[: ] *(\d{{1,4}}) ?(?=$|[;,])")
_NOT_CASH = frozenset({Tok.UNKNOWN, Tok.KIND, Tok.COST, Tok.STATUS, Tok.ALL, Tok.REST, Tok.PAID, Tok.MEASURE})
_HEAD_CHARS = 40  # a minus before the sum stands at the very beginning
_BELOW_ZERO = re.compile(r"\s*(?:kas|uang kas)?\s*:?\s*-\s?\d", re.IGNORECASE)
_NO_NAMES = names_of(())


class Pair(NamedTuple):
    """Two joined numbers. face: "first", "second" or "" (not said). coin: "perak" stands with them."""

    first: int
    second: int
    face: str
    coin: bool


def read_cash(text: str) -> CashCount | None:
    """The money counted, or None where the text does not say one sum. Never raises.

    A sum behind the pieces ("= 1.240.000") must agree with them. Below Rp10.000 a sum without a unit is thousands.
    """
    lines = text[:LIST_CHARS_MAX].splitlines() or [""]
    if _BELOW_ZERO.match(text.strip()[:_HEAD_CHARS]):
        return None
    return count_cash([plain_line(line[:LINE_CHARS_MAX]) for line in lines], 0)


def count_cash(lines: list[str], line: int, *, spaced: bool = True) -> CashCount | None:
    """The same from plain lines; `line` is where they stand. spaced: "100rb 3" is a note and how many."""
    text = " ; ".join(lines)
    rest, pairs = _take_pairs(text)
    if spaced:
        rest = _SPACED.sub(lambda found: _keep_spaced(found, pairs), rest)
    pieces = _as_pieces(pairs)
    if pieces is None or len(pieces) > PIECES_MAX:
        return None
    plain = _plain_sums(lex(rest, _NO_NAMES))
    if plain is None:
        return None
    loose, total, bare = plain
    counted = sum(value * count for value, count in pieces) + sum(loose) if pieces else sum(loose)
    if not pieces and len(loose) != 1 and not total:
        return None
    if total is not None and counted and total != counted:
        return None
    value = counted or total or 0
    if not 0 < value <= 10**12:
        return None
    return CashCount(rupiah=Rupiah(value), pieces=tuple(pieces), line=line, bare=bare and not pieces)


def add_counts(counts: Sequence[CashCount]) -> CashCount | None:
    """The notes and coins of several lines together; None where there are none."""
    if not counts:
        return None
    pieces = tuple(piece for one in counts for piece in one.pieces)
    return CashCount(rupiah=Rupiah(sum(one.rupiah for one in counts)), pieces=pieces, line=counts[0].line)


def repeats_count(texts: Sequence[str], said: Sequence[int]) -> bool:
    """Whether a sum below the notes and coins of these lines only says once more what they add up to."""
    counted = add_counts([one for one in (count_cash([text], 0) for text in texts) if one is not None])
    return counted is not None and list(said) == [counted.rupiah]


def is_pieces(text: str) -> bool:
    """Whether a plain line is nothing but notes and coins."""
    tokens = lex(_take_pairs(text)[0], _NO_NAMES)
    counted = count_cash([text], 0, spaced=False)
    coins = any(token.tok is Tok.COIN for token in tokens)
    unknown = any(token.tok in _NOT_CASH for token in tokens)
    return not unknown and counted is not None and bool(counted.pieces or coins)


def _keep_spaced(found: re.Match[str], pairs: list[Pair]) -> str:
    """ "100rb 3" on a line of its own under "kas"."""
    face = _value(found[1], found[2])
    if _face(face) is None:
        return found[0]
    pairs.append(Pair(face, _value(found[3], None), "first", False))
    return " ; "


def _take_pairs(text: str) -> tuple[str, list[Pair]]:
    """The text without its pairs, and the pairs."""
    pairs: list[Pair] = []

    def both(found: re.Match[str]) -> str:
        first, second = _value(found[1], found[2]), _value(found[3], found[4])
        pairs.append(
            Pair(first, second, "first" if found[2] else "second" if found[4] else "", "perak" in found[0])
        )
        return " "

    def count_first(found: re.Match[str]) -> str:
        pairs.append(Pair(_value(found[2], found[3]), _value(found[1], None), "first", "perak" in found[0]))
        return " "

    def leaf_first(found: re.Match[str]) -> str:
        pairs.append(Pair(_value(found[1], found[2]), _value(found[3], None), "first", "perak" in found[0]))
        return " "

    def equals(found: re.Match[str]) -> str:
        pairs.append(Pair(_value(found[1], found[2].strip() or None), int(found[3]), "first", False))
        return " "

    def face_first(found: re.Match[str]) -> str:
        face, unit, count = (found[1], found[2], found[3]) if found[1] else (found[4], found[5], found[6])
        pairs.append(Pair(_value(face, unit), _value(count, None), "first", "perak" in found[0]))
        return " "

    text = _LEAF_FIRST.sub(leaf_first, text)
    text = _PAIR.sub(both, text)
    if re.match(rf"[^\d]*\d[\d.]* ?{_LEAVES}\b", text):
        text = _COUNT_FIRST.sub(count_first, text)
    text = _FACE_FIRST.sub(face_first, text)
    text = _EQUALS.sub(equals, text)
    return _COUNT_FIRST.sub(count_first, text), pairs


def _value(digits: str, unit: str | None) -> int:
    number = int(digits.replace(".", ""))
    if unit == "perak":
        return number
    return number * 1_000 if unit else number


def _face(number: int) -> int | None:
    if number * 1_000 in NOTES:
        return number * 1_000
    return number if number in NOTES or number in COINS else None


def _as_pieces(pairs: list[Pair]) -> list[tuple[int, int]] | None:
    """(value, count) of each pair; None if a pair has no face or the pairs contradict each other."""
    turned = {
        pair.face
        or ("second" if _face(pair.first) is None else "first" if _face(pair.second) is None else "")
        for pair in pairs
    } - {""}
    if len(turned) > 1:
        return None
    second_is_face = turned == {"second"}
    pieces: list[tuple[int, int]] = []
    for pair in pairs:
        number, count = (pair.second, pair.first) if second_is_face else (pair.first, pair.second)
        face = (number if number in COINS else None) if pair.coin else _face(number)
        if face is None or not 0 <= count <= COUNT_MAX:
            return None
        pieces.append((face, count))
    return pieces


def _plain_sums(tokens: list[Token]) -> tuple[list[int], int | None, bool] | None:
    """Sums beside the pieces, the written total, and whether a sum stood without its thousands. None: unreadable."""
    loose: list[int] = []
    total: int | None = None
    bare = False
    coin = any(token.tok is Tok.COIN for token in tokens)
    for before, token in pairwise([Token(Tok.FILLER), *tokens]):
        if token.tok in (Tok.LOST, Tok.MINUS, Tok.ABOUT) or token.doubt == "ask":
            return None
        if token.tok is not Tok.AMOUNT or (total is not None and token.value == total):
            continue
        value = token.value
        plain_digits = token.text.isdigit()
        if plain_digits and value < CASH_BARE_MIN and not coin:
            value, bare = value * 1_000, True
        if before.tok in (Tok.EQUALS, Tok.TOTAL) and (loose or coin or before.tok is Tok.EQUALS):
            total = value
        else:
            loose.append(value)
    return loose, total, bare
