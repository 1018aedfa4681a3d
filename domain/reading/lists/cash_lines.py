"""Is a line about the cash box? It is kept until all lines are read, or asked about where it tells something else."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from domain.money import Rupiah
from domain.reading.lists.book import Place
from domain.reading.lists.cash import count_cash, is_pieces, repeats_count
from domain.reading.lists.parts import worth
from domain.reading.lists.tokens import Token
from domain.reading.lists.words import Tok

if TYPE_CHECKING:
    from domain.reading.lists.passing import Reader

# "Setoran 20 x 10rb = 200rb": so many women, no notes.
_PAID_IN = re.compile(r"\b(?:setoran|setor|iuran|simpanan|tabungan|hadir)\b")
_PRODUCT = re.compile(r"\d[a-z ]*x ?\d")


def is_cash(
    reader: Reader, tokens: list[Token], kinds: set[Tok], text: str, place: Place, *, named: bool
) -> bool:
    """Takes a line about the cash box; False where it is about something else."""
    sums = bool(kinds & {Tok.AMOUNT, Tok.LOST})
    if Tok.OPENING in kinds and sums and not named:
        amounts = [token for token in tokens if token.tok is Tok.AMOUNT]
        rupiah = Rupiah(worth(amounts[0].value, amounts[0].bare)) if len(amounts) == 1 else None
        reader.book.ask("line", place, rupiah=rupiah, day=place.day)
        return True
    if named or kinds & {Tok.COST, Tok.EACH, Tok.OUT} or (place.sender is not None and Tok.CASH not in kinds):
        return False
    paid_in = len(_PRODUCT.findall(text)) == 1 and _PAID_IN.search(text) is not None and Tok.CASH not in kinds
    pieces = not paid_in and is_pieces(text) and any(sign.isdigit() for sign in text)
    if reader.section.what == "cash" and sums and not kinds & {Tok.KIND, Tok.UNKNOWN, Tok.STATUS, Tok.TOTAL}:
        counted = count_cash([text], 0)
        pieces = pieces or bool(counted and counted.pieces)
    if Tok.CASH in kinds and Tok.SHORT in kinds and sums:
        reader.book.ask("line", place, day=place.day)  # "uang kas kurang 5rb": no sum of the box
        return True
    if Tok.CASH in kinds and not sums:
        reader.section = replace(reader.section, what="cash")
        return True
    if Tok.TOTAL in kinds and Tok.CASH not in kinds and not pieces:
        said = [worth(token.value, token.bare) for token in tokens if token.tok is Tok.AMOUNT]
        return reader.section.what == "cash" and repeats_count([one for _, one, _ in reader.cash_lines], said)
    if Tok.CASH in kinds or pieces:
        reader.section = replace(reader.section, what="cash")
        reader.cash_lines.append((place.line, text, "" if place.harm else place.quote))
        return True
    return False
