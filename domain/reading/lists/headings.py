"""Is a line a heading, and what does it say of the lines below?

A kind ("*Simpanan wajib*"), columns ("Nama Wajib Sukarela"), a state ("Belum:"), an amount for the names below
("Wajib 10rb:"), the costs ("Pengeluaran:") or the cash box ("Kas:"). A heading names nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.reading.lists.parts import Piece, Said
from domain.reading.lists.preparing import WORTH
from domain.reading.lists.tokens import Token
from domain.reading.lists.words import SOFT_KIND, Tok

_HEAD = frozenset(
    {
        Tok.KIND, Tok.TABLE, Tok.MEETING, Tok.COLON, Tok.COMMA, Tok.STOP, Tok.TITLE, Tok.SAID, Tok.PAID, Tok.STATUS,
        Tok.EACH, Tok.AND, Tok.PLUS, Tok.OPEN, Tok.UNKNOWN, Tok.TOTAL, Tok.AMOUNT, Tok.MINUS,
    }
)  # fmt: skip
_UNKNOWN_WORDS_MAX = 2
_DONE = frozenset("sudah udah udh sdh dah sampun wis uwis parantos atos tos geus su beres done".split())


@dataclass
class Section:
    """What the headings above say of the lines below."""

    kind: str = ""
    columns: tuple[str, ...] = ()
    state: str = ""
    rate: Piece | None = None
    what: str = ""  # "costs" | "cash"
    used: bool = False
    owed: bool = False  # "Yang belum bayar": an amount beside a name right below is what she still owes
    soft: bool = False  # "Setoran": what comes below has been paid, or is only about paying
    lines: list[int] = field(default_factory=list)
    ticked: list[int] = field(default_factory=list)


def add_owed(section: Section, said: Said) -> None:
    """Right below "Yang belum bayar" an amount beside a name has not been paid, unless a sign says so."""
    if section.owed and said.pieces and not (section.used or said.paid or said.states):
        said.states.append("unpaid")


def says_nothing(tokens: Sequence[Token]) -> bool:
    """ "10) wajib", "10) Siti beli": no woman and no amount to which the number could belong."""
    kinds = {token.tok for token in tokens}
    return not kinds & set(WORTH) and (Tok.COST in kinds or Tok.NAME not in kinds)


def is_greeting_of_all(tokens: Sequence[Token]) -> bool:
    """ "Hadir semua alhamdulillah": talk, no list."""
    kinds = {token.tok for token in tokens}
    states = {token.word for token in tokens if token.tok is Tok.STATUS}
    return Tok.ALL in kinds and states == {"present"} and not kinds & {*WORTH, Tok.EXCEPT}


def may_be_heading(tokens: Sequence[Token], *, awaited: bool, of_one: bool) -> bool:
    """Whether the line could be a heading. awaited: a name above waits for its sum; of_one: a woman's lines go on."""
    kinds = [token.tok for token in tokens]
    if is_paid_out(tokens):
        return True
    if awaited and Tok.STATUS in kinds and Tok.COLON not in kinds:
        return False  # "Neneng" and below "blm bayar"
    several = kinds.count(Tok.KIND) > 1
    if (
        set(kinds) - (_HEAD | {Tok.EQUALS} if several else _HEAD)
        or kinds.count(Tok.UNKNOWN) > _UNKNOWN_WORDS_MAX
    ):
        return False
    if kinds.count(Tok.AMOUNT) > 1 and not (several and _whole(tokens)):
        return False
    if Tok.AMOUNT not in kinds or Tok.COLON in kinds:
        return not (Tok.AMOUNT in kinds and (awaited or Tok.MINUS in kinds))
    return not (awaited or Tok.MINUS in kinds or Tok.STATUS in kinds or (of_one and Tok.KIND in kinds))


def _whole(tokens: Sequence[Token]) -> Token | None:
    """ "Wajib 10rb + sosial 2rb (= 12rb)": what each gives for all kinds together; None where it is not said so."""
    amounts = [token for token in tokens if token.tok is Tok.AMOUNT]
    kinds = {token.word for token in tokens if token.tok is Tok.KIND}
    if (
        len({token.bare for token in amounts}) != 1
        or len(amounts) < 2
        or any(token.doubt for token in amounts)
    ):
        return None
    parts = amounts if len(amounts) == len(kinds) else amounts[:-1]
    value = sum(token.value for token in parts)
    if len(parts) != len(kinds) or (parts is not amounts and amounts[-1].value != value):
        return None
    return Token(Tok.AMOUNT, amounts[0].text, value=value, bare=amounts[0].bare)


def _is_done(tokens: Sequence[Token]) -> bool:
    """ "Sudah setor", "yg udh": they have paid; "List setor" may be only what the list is about."""
    said = {word for token in tokens if token.tok is Tok.SAID for word in token.text.split()}
    return any(token.tok is Tok.PAID for token in tokens) or bool(said & _DONE)


def counts_women(tokens: Sequence[Token]) -> bool:
    """ "Hadir: 22, izin 2": how many came, no money."""
    kinds = {token.tok for token in tokens}
    amounts = [token for token in tokens if token.tok in WORTH]
    few = all(token.tok is Tok.AMOUNT and token.bare and token.text.isdigit() for token in amounts)
    people = {token.word for token in tokens if token.tok is Tok.STATUS} & {"present", "absent", "excused"}
    return bool(amounts and few and people) and not kinds & {Tok.KIND, Tok.COST, Tok.CASH, Tok.PAID, Tok.ALL}


def is_paid_out(tokens: Sequence[Token]) -> bool:
    """ "Pencairan pinjaman": the amounts below left the box, or never came in; they are nobody's saving."""
    kinds = {token.tok for token in tokens}
    if any(token.tok is Tok.NET and token.text == "saldo" for token in tokens):
        kinds = kinds - {Tok.NET, Tok.KIND} | {Tok.OUT}  # "Saldo simpanan": what they have, nothing of today
    return Tok.OUT in kinds and not kinds - {
        Tok.OUT,
        Tok.COLON,
        Tok.MEETING,
        Tok.TITLE,
        Tok.UNKNOWN,
        Tok.TABLE,
    }


def read_heading(tokens: Sequence[Token], above: Section) -> Section | None:
    """The section a heading opens; `above` itself where it only names the meeting or a table; None if it is none."""
    if is_paid_out(tokens):
        return Section(kind="keluar")
    said = [token.word for token in tokens if token.tok is Tok.KIND]
    kinds = list(dict.fromkeys("sukarela" if kind == SOFT_KIND and len(said) > 1 else kind for kind in said))
    meeting = any(token.tok is Tok.MEETING for token in tokens)
    states = [token.word for token in tokens if token.tok is Tok.STATUS]
    paid = any(token.tok in (Tok.PAID, Tok.SAID) for token in tokens)
    amount = _whole(tokens) or next((token for token in tokens if token.tok is Tok.AMOUNT), None)
    if amount is not None and amount.doubt == "ask":
        return None
    if not (kinds or states or paid or amount):
        return above if meeting or any(token.tok is Tok.TABLE for token in tokens) else None
    if kinds == ["arisan"] and meeting and amount is None:
        return above
    section = Section(kind=above.kind)
    if len(kinds) > 1:
        section = Section(columns=tuple(kinds))  # "Wajib + sosial 12rb"
    elif kinds:
        soft = "sukarela" if above.kind == "wajib" else ""
        section.kind = soft if kinds[0] == SOFT_KIND else kinds[0]
    section.state = states[0] if states else "paid" if paid else ""
    section.owed = states == ["unpaid"] and amount is None
    section.soft = section.state == "paid" and amount is None and not _is_done(tokens)
    if amount is not None:
        section.rate = Piece(amount.value, amount.bare, section.kind, amount.doubt)
    return section
