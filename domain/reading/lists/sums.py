"""Which written total or cost does a line hold? Takes both out, so that neither is booked as somebody's saving."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from domain.reading.lists.parts import Said, Who, worth
from domain.reading.lists.preparing import STARTS, WORTH
from domain.reading.lists.tokens import Token
from domain.reading.lists.words import Tok


@dataclass(frozen=True, slots=True)
class Spent:
    """A cost as written. what: its words."""

    what: str
    kind: str
    value: int
    bare: bool


@dataclass(frozen=True, slots=True)
class Summed:
    """A written total. kind: the one it is about, "" for all. net: what is left after the costs."""

    value: int
    bare: bool
    kind: str = ""
    net: bool = False
    costs: bool = False


@dataclass(slots=True)
class Line:
    """A line taken apart. unread: it holds a number nobody can place."""

    parts: list[Said] = field(default_factory=list)
    spent: list[Spent] = field(default_factory=list)
    totals: list[Summed] = field(default_factory=list)
    unread: bool = False
    except_names: list[Who] = field(default_factory=list)


def take_totals(tokens: list[Token], line: Line, columns: Sequence[str] = ()) -> list[Token]:
    """Takes written totals out of a line that holds a word for one; what is left of the line is given back.

    A woman's own sum ("Yuyun wajib 10 sukarela 5 total 15") stays: it is held against her amounts.
    """
    at = next(at for at, token in enumerate(tokens) if token.tok in (Tok.TOTAL, Tok.NET))
    before, behind = tokens[:at], tokens[at:]
    spent = [token.tok for token in before if token.tok in (*WORTH, Tok.COST, Tok.CASH)]
    once = Tok.COST in spent and Tok.CASH not in spent and sum(tok in WORTH for tok in spent) == 1
    if tokens[at].tok is Tok.NET and once:
        _sum_up(behind, line)  # "dipakai beli kertas 5rb sisa 35rb"
        return before
    if _is_changed_sum(before, behind):
        return [*before, Token(Tok.WRONG, behind[0].text), *behind[1:]]
    named = next((n for n, token in enumerate(behind) if token.tok in STARTS), None)
    women = {token.keys for token in before if token.tok is Tok.NAME}
    if tokens[at].tok is Tok.NET and len(women) == 1 and not _toks(before) & set(WORTH):
        return tokens  # "Rina sisa pinjaman 400rb": of hers, no total
    of_all = {Tok.ALL, Tok.AMOUNT} <= _toks(before)
    if any(token.tok in STARTS for token in before) or of_all:
        if (
            named is not None
            or _is_her_own(before, behind)
            or not any(token.tok in WORTH for token in behind)
        ):
            return tokens
        _sum_up(behind, line)
        return before
    if named is None and not any(token.tok is Tok.EACH for token in tokens):
        _sum_up(tokens, line, columns)
        return []
    summed = behind[:named]
    if summed[-1].tok in (Tok.COMMA, Tok.STOP) and any(token.tok is Tok.AMOUNT for token in summed):
        _sum_up([*before, *summed], line)  # "terkumpul 230rb, Imas belum"
        return behind[named:]
    women = {token.keys for token in tokens if token.tok is Tok.NAME}
    if len(women) > 1 and any(token.tok is Tok.AMOUNT for token in summed) and Tok.EACH not in _toks(tokens):
        line.unread = True  # "kumpul 50rb dari Tati, Rina": of all together
        return []
    return [token for token in tokens if token.tok is not Tok.TOTAL]


def _toks(tokens: Sequence[Token]) -> set[Tok]:
    """What the tokens are."""
    return {token.tok for token in tokens}


def _is_her_own(before: Sequence[Token], behind: Sequence[Token]) -> bool:
    if Tok.ALL in _toks(before):
        return False  # "semua 10, Cucu 20, total 260"
    women = {token.keys for token in before if token.tok is Tok.NAME}
    sums = [token for token in behind if token.tok in WORTH]
    return len(women) == 1 and len(sums) == 1 and any(token.tok is Tok.AMOUNT for token in before)


def _is_changed_sum(before: Sequence[Token], behind: Sequence[Token]) -> bool:
    """ "Dedeh jadinya 12rb": what one woman gave after all."""
    said = [token.tok for token in before if token.tok not in (Tok.TITLE, Tok.COLON)]
    sums = [token.tok for token in behind if token.tok in (*WORTH, *STARTS)]
    return (
        said == [Tok.NAME]
        and sums == [Tok.AMOUNT]
        and behind[0].text.split()[0] in ("jadi", "jadinya", "total")
    )


def _sum_up(tokens: Sequence[Token], line: Line, columns: Sequence[str] = ()) -> None:
    """The totals of a line without names: one, one for each kind or column, or the result behind "="."""
    amounts = [token for token in tokens if token.tok in WORTH]
    kinds = [token.word for token in tokens if token.tok is Tok.KIND]
    results = [two for one, two in pairwise(tokens) if one.tok is Tok.EQUALS and two.tok in WORTH]
    if results:
        amounts, kinds = results[-1:], []
    if not kinds and len(amounts) - len(columns) in (0, 1) and len(amounts) > 1:
        kinds = [*columns, ""][: len(amounts)]
    readable = all(token.tok is Tok.AMOUNT and token.doubt != "ask" for token in amounts)
    if not readable or (len(amounts) > 1 and len(kinds) != len(amounts)):
        line.unread = True
        return
    net = any(token.tok is Tok.NET for token in tokens)
    costs = any(token.tok is Tok.COST for token in tokens)
    for place, token in enumerate(amounts):
        kind = kinds[place] if len(kinds) == len(amounts) else ""
        line.totals.append(Summed(token.value, token.bare, kind, net, costs))


def is_sum(tokens: Sequence[Token], entries: Sequence[int]) -> bool:
    """ "= 20rb", "Jadi 20rb ya bu" below a list: what all before add up to, no correction of the last one."""
    tokens = [token for token in tokens if token.tok is not Tok.TITLE]
    kinds = [token.tok for token in tokens]
    if len(entries) < 2 or kinds not in ([Tok.EQUALS, Tok.AMOUNT], [Tok.WRONG, Tok.AMOUNT]):
        return False
    begins = tokens[0].tok is Tok.EQUALS or tokens[0].text in ("jadi", "jd", "dadi", "janten")
    return begins and sum(entries) == worth(tokens[1].value, tokens[1].bare)


def take_costs(tokens: list[Token], line: Line) -> list[Token]:
    """Takes the costs out of a line: without names the whole line, else from the first word of cost on."""
    start = next(at for at, token in enumerate(tokens) if token.tok is Tok.COST)
    named = any(token.tok in STARTS for token in tokens)
    paid_before = any(token.tok in WORTH for token in tokens[:start])
    if named and paid_before:
        if not any(token.tok in WORTH for token in tokens[start:]):
            line.unread = True  # "Tati 10rb buat kopi"
            return []
        head, tail = tokens[:start], tokens[start:]
    else:
        head, tail = [], tokens
    if (
        any(token.tok in STARTS for token in tail[1:])
        and sum(token.tok is Tok.AMOUNT for token in tail) > 1
        and named
    ):
        line.unread = True
        return head
    for group in _cost_groups(tail):
        _spend(group, line)
    return head


def _cost_groups(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    first = next((token.tok for token in tokens if token.tok in (*WORTH, Tok.COST)), Tok.COST)
    group: list[Token] = []
    for token in tokens:
        whole = any(one.tok is Tok.AMOUNT for one in group) and any(
            one.tok in (Tok.COST, Tok.UNKNOWN) for one in group
        )
        begins = token.tok in WORTH if first in WORTH else token.tok in (Tok.COST, Tok.UNKNOWN, Tok.NAME)
        if whole and begins and group[-1].tok not in (Tok.EQUALS, Tok.TIMES, Tok.OPEN):
            yield group
            group = []
        group.append(token)
    yield group


def _spend(tokens: Sequence[Token], line: Line) -> None:
    amounts = [token for token in tokens if token.tok in WORTH]
    if not amounts:
        return
    results = [two for one, two in pairwise(tokens) if one.tok is Tok.EQUALS and two.tok is Tok.AMOUNT]
    chosen = results[-1] if results else amounts[-1]
    same = all(one.tok is Tok.AMOUNT and one.value == chosen.value for one in amounts)
    unsure = any(token.tok in (Tok.LOST, Tok.MINUS, Tok.ABOUT, Tok.CHANGE) for token in tokens)
    if (
        chosen.tok is Tok.LOST
        or chosen.doubt == "ask"
        or unsure
        or (len(amounts) > 1 and not results and not same)
    ):
        line.unread = True
        return
    words = [
        token
        for token in tokens
        if token.tok in (Tok.COST, Tok.UNKNOWN, Tok.TABLE) or token.word == "stranger"
    ]
    kinds = [token.word for token in tokens if token.tok is Tok.COST and token.word != "lain"]
    what = " ".join(token.text for token in words)
    line.spent.append(Spent(what, kinds[0] if kinds else "lain", chosen.value, chosen.bare))
