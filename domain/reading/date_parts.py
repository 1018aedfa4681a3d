"""What pieces a message about a day is made of: weekday, number, month, "depan", "lalu" ... in their order.

It only names the pieces; which day they mean together is decided in `dates.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from domain.reading.clean import find_phrases
from domain.reading.date_hours import without_hours, without_prayers
from domain.reading.date_words import DATE_WORDS, GUESSABLE_DATE_WORDS, NUMBERED_WORDS, ORDINARY_WORDS, Mark
from domain.reading.numbers import with_digits
from domain.reading.spelling import nearest_meaning, squeeze


@dataclass(frozen=True)
class Piece:
    """`day`, `month` and `year` are only set on a FULL piece; `year` as written (26 or 2026), None if it was not.

    `numbered`: a number behind something that has one of its own ("RT 3").
    """

    mark: Mark
    value: int = 0
    day: int = 0
    month: int = 0
    year: int | None = None
    unsure: bool = False
    numbered: bool = False


@dataclass(frozen=True)
class Pieces:
    """`unknown` counts the words that mean nothing here."""

    pieces: tuple[Piece, ...]
    unknown: int = 0
    unsure: bool = False

    @property
    def pattern(self) -> str:
        """The marks as one word: "WTNM" for "Senin tgl 2 Feb"."""
        return "".join(piece.mark for piece in self.pieces)


_ISO = re.compile(r"(?<![\d.,/-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d/-])")
_FULL = re.compile(r"(?<![\d.,/-])(\d{1,2}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{4}|\d{2})(?![\d/-])")
_SHORT = re.compile(r"(?<![\d.,/-])(\d{1,2}) ?([-/.]) ?(\d{1,2})(?![\d/-]|[.,]\d)")
_SOLID = re.compile(r"(?<!\d)(\d{2})(\d{2})((?:19|20)\d{2})(?!\d)")
_YEAR_IN_WORDS = re.compile(r"\b([a-z]+) (?:tahun )?dua ribu(?= (?:dua|tiga) puluh)")
_BETWEEN = re.compile(r"(?<=\d)[-/.,](?=[a-z])|(?<=[a-z])[-/.,](?=\d)")
_TO_COME = re.compile(r"\bke (?=depan\b|muka\b)")  # "3 hari ke depan": "hari ke" asks which one
_SLASH = re.compile(r"(?<=[a-z])/(?=[a-z])")  # "hari/tanggal: Senin, 2 Februari"
_TOKEN = re.compile(r"<\d+>|[a-z·]+|\d+|[^\sa-z\d]")
_ONE_UNIT = re.compile(r"(?:se|sa|sak)(hari|minggu|bulan|tahun|dinten|wulan|sasi|pekan|taun|mgg|bln)$")
# A selapan is 35 days, in which weekday and market day meet again.
_SHORT_FORMS = {"malming": "malam minggu", "malemming": "malam minggu", "selapan": "35 hari"}
_DATED = (Mark.WEEKDAY, Mark.WEEK, Mark.DAY, Mark.MONTH_WORD, Mark.YEAR_WORD, Mark.MONTH)
_QUIET_SIGNS = frozenset('.,!()":;')


def _year_in_figures(found: re.Match[str]) -> str:
    """ "Januari dua ribu dua puluh enam" without its two thousand, so that the year has two figures."""
    return found[1] if DATE_WORDS.get((found[1],), (None, 0))[0] is Mark.MONTH else found[0]


def date_pieces(text: str) -> Pieces:
    """The pieces of a cleaned text. Numbers in words are numbers; a time of day is left out."""
    day = without_hours(text)
    bare = without_prayers(day)
    found = _pieces_of(bare)
    if bare != day and not found.pieces:
        return _pieces_of(day)  # "habis magrib", and no day beside it
    if day != text or bare != day:
        return _at_an_hour(found)
    return found


def _at_an_hour(found: Pieces) -> Pieces:
    """ "nanti" says no day by itself; "nanti jam 4" is today."""
    if found.pattern != Mark.LATER:
        return found
    return replace(found, pieces=(Piece(Mark.LATER_TODAY),))


def _pieces_of(text: str) -> Pieces:
    full: list[Piece] = []
    text = _SLASH.sub(" ", _TO_COME.sub("", _YEAR_IN_WORDS.sub(_year_in_figures, text)))
    text = _mark_digits(_BETWEEN.sub(" ", text), full)
    tokens = with_digits([part for token in _TOKEN.findall(text) for part in _unfold(token)])
    pieces: list[Piece] = []
    unknown = 0
    before = ""
    for meaning, group in find_phrases(tokens, DATE_WORDS):
        found = Piece(*meaning) if meaning is not None else _single(group[0], full)
        if found and found.mark is Mark.COUNTED and not (pieces and pieces[-1].mark is Mark.NUMBER):
            found = None
        if found and found.mark is Mark.NUMBER and before in NUMBERED_WORDS:
            found = replace(found, numbered=True)  # "cicilan 5", but "cicilan 5 Februari"
        unknown += found is None and group[0] not in _QUIET_SIGNS
        before = group[0] if group[0] not in _QUIET_SIGNS else before
        pieces.extend([found] if found else [])
    kept = [piece for piece in pieces if piece.mark is not Mark.NOTHING]
    settled = tuple(piece for at, piece in enumerate(kept) if _counts(kept, at))
    return Pieces(settled, unknown, unsure=any(piece.unsure for piece in settled))


def _mark_digits(text: str, full: list[Piece]) -> str:
    """Dates in digits become <0>, <1> ..., always read day first."""

    def keep(day: str, month: str, year: str | None, unsure: bool) -> str:
        when = None if year is None else int(year)
        full.append(Piece(Mark.FULL, day=int(day), month=int(month), year=when, unsure=unsure))
        return f" <{len(full) - 1}> "

    text = _ISO.sub(lambda found: keep(found[4], found[3], found[1], False), text)
    text = _FULL.sub(lambda found: keep(found[1], found[3], found[4], False), text)
    text = _SOLID.sub(lambda found: keep(found[1], found[2], found[3], True), text)
    return _SHORT.sub(lambda found: keep(found[1], found[3], None, found[2] != "/"), text)


def _unfold(token: str) -> list[str]:
    one = _ONE_UNIT.match(token)
    if token in _SHORT_FORMS:
        return _SHORT_FORMS[token].split()
    return ["1", one[1]] if one else [token]


def _single(token: str, full: list[Piece]) -> Piece | None:
    if token[0] == "<" and len(token) > 2:
        return full[int(token[1:-1])]
    if token.isdigit():
        return Piece(Mark.NUMBER, int(token) if len(token) <= 4 else -1)
    thin = DATE_WORDS.get((squeeze(token),)) if squeeze(token) != token else None
    if thin:
        return Piece(*thin)
    stem = DATE_WORDS.get((token[:-3],)) if token.endswith("nya") else None
    if stem and stem[0] in (Mark.OFFSET, Mark.WEEKDAY, Mark.EVENT):  # "lusanya", "rapatnya"
        return Piece(*stem)
    near = None if token in ORDINARY_WORDS else nearest_meaning(token, GUESSABLE_DATE_WORDS)
    return replace(Piece(*near), unsure=True) if near else None


def _counts(kept: list[Piece], at: int) -> bool:
    """Whether a word that means something only beside others stands beside them.

    "hari Senin" but "2 hari"; "malam Jumat" but "besok malam"; "Senin depan" but "saya datang".
    """
    mark = kept[at].mark
    before = kept[at - 1].mark if at else None
    after = kept[at + 1] if at + 1 < len(kept) else None
    following = after.mark if after else None
    match mark:
        case Mark.DAY:
            return before in (Mark.NUMBER, Mark.FULL)  # "3-4 hari" is no 3 April
        case Mark.ON_THE:
            return following is not Mark.WEEKDAY  # "hari/tanggal: Senin, 2 Februari"
        case Mark.EVE:  # "malam 17 Agustus" is the 16th for some
            return following in (Mark.WEEKDAY, Mark.WEEK) or (not at and following is Mark.NUMBER)
        case Mark.NEXT | Mark.LAST | Mark.THIS:
            return before in (*_DATED, Mark.FULL) or (mark is Mark.NEXT and following is Mark.WEEKDAY)
        case Mark.FURTHER:
            return any(piece.mark is Mark.NUMBER for piece in kept)
        case Mark.MAYBE_OFFSET:
            return not any(piece.mark is Mark.OFFSET for piece in kept)
        case Mark.YEAR_WORD:  # "bulan 2 tahun 26", "tahun 1985"
            return not (after and following is Mark.NUMBER and (before or after.value > 31))
        case _:
            return True
