"""Is a line a heading, and what does it say of the lines below?

A kind ("*Simpanan wajib*"), columns ("Nama Wajib Sukarela"), a state ("Belum:"), an amount for the names below
("Wajib 10rb:"), the costs ("Pengeluaran:") or the cash box ("Kas:"). A heading names nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.reading.lists.parts import Piece
from domain.reading.lists.tokens import Token
from domain.reading.lists.words import SOFT_KIND, Tok

_HEAD = frozenset(
    {
        Tok.KIND, Tok.TABLE, Tok.MEETING, Tok.COLON, Tok.COMMA, Tok.STOP, Tok.TITLE, Tok.SAID, Tok.PAID, Tok.STATUS,
        Tok.EACH, Tok.AND, Tok.PLUS, Tok.OPEN, Tok.UNKNOWN, Tok.TOTAL, Tok.AMOUNT, Tok.MINUS,
    }
)  # fmt: skip
_UNKNOWN_WORDS_MAX = 2


@dataclass
class Section:
    """What the headings above say of the lines below."""

    kind: str = ""
    columns: tuple[str, ...] = ()
    state: str = ""
    rate: Piece | None = None
    what: str = ""  # "costs" | "cash"
    used: bool = False


def is_greeting_of_all(tokens: Sequence[Token]) -> bool:
    """ "Hadir semua alhamdulillah": talk, no list."""
    kinds = {token.tok for token in tokens}
    states = {token.word for token in tokens if token.tok is Tok.STATUS}
    return Tok.ALL in kinds and states == {"present"} and not kinds & {Tok.AMOUNT, Tok.EXCEPT}


def may_be_heading(tokens: Sequence[Token], *, awaited: bool, of_one: bool) -> bool:
    """Whether the line could be a heading. awaited: a name above waits for its sum; of_one: a woman's lines go on."""
    kinds = [token.tok for token in tokens]
    if set(kinds) - _HEAD or kinds.count(Tok.AMOUNT) > 1 or kinds.count(Tok.UNKNOWN) > _UNKNOWN_WORDS_MAX:
        return False
    if Tok.AMOUNT not in kinds or Tok.COLON in kinds:
        return not (Tok.AMOUNT in kinds and (awaited or Tok.MINUS in kinds))
    return not (awaited or Tok.MINUS in kinds or Tok.STATUS in kinds or (of_one and Tok.KIND in kinds))


def read_heading(tokens: Sequence[Token], above: Section) -> Section | None:
    """The section a heading opens; `above` itself where it only names the meeting or a table; None if it is none."""
    said = [token.word for token in tokens if token.tok is Tok.KIND]
    kinds = list(dict.fromkeys("sukarela" if kind == SOFT_KIND and len(said) > 1 else kind for kind in said))
    meeting = any(token.tok is Tok.MEETING for token in tokens)
    states = [token.word for token in tokens if token.tok is Tok.STATUS]
    paid = any(token.tok in (Tok.PAID, Tok.SAID) for token in tokens)
    amount = next((token for token in tokens if token.tok is Tok.AMOUNT), None)
    if amount is not None and amount.doubt == "ask":
        return None
    if not (kinds or states or paid or amount):
        return above if meeting or any(token.tok is Tok.TABLE for token in tokens) else None
    if kinds == ["arisan"] and meeting and amount is None:
        return above
    section = Section(kind=above.kind)
    if len(kinds) > 1 and amount is None:
        section = Section(columns=tuple(kinds))
    elif kinds:
        soft = "sukarela" if above.kind == "wajib" else ""
        section.kind = soft if kinds[0] == SOFT_KIND else kinds[0]
    section.state = states[0] if states else "paid" if paid else ""
    if amount is not None:
        section.rate = Piece(amount.value, amount.bare, section.kind, amount.doubt)
    return section
