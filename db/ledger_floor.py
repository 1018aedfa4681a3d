"""Would money, a fund, somebody's savings or a loan go below zero? Looked at for a whole batch, at each day's end.

A saving that was forgotten and is written with an older day is welcome; a withdrawal with an older day must not make
the book say that the box was empty then.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from db.engine import Fetch, Row
from db.ledger_sums import Pair, fetch_balance
from domain.accounts import MONEY, ONLY_ON_LEAVING, OWN_SAVINGS, Account
from domain.ledger import (
    AMOUNT_MAX,
    AmountOutOfRange,
    Draft,
    EntryKind,
    NotEnoughCash,
    NotEnoughSavings,
    NotOwed,
    OnlyOnLeaving,
)
from domain.money import Rupiah

_LATER = (
    "SELECT e.day, l.account, l.member, CAST(sum(l.side * l.amount) AS BIGINT) AS moved FROM ledger_entries e"
    " CROSS JOIN ledger_lines l WHERE l.group_id = e.group_id AND l.number = e.number"
    " AND e.group_id = $1 AND e.month >= $2 AND e.day > $3 GROUP BY e.day, l.account, l.member"
)


def fetch_floor(
    group_id: int, drafts: Sequence[Draft]
) -> tuple[list[Fetch], Callable[[Sequence[Sequence[Row]]], "Floor"]]:
    """The reads that a batch needs, and what makes the answer of their rows."""
    pairs = _watched(drafts)
    since = min(draft.day for draft in drafts)
    later = Fetch(_LATER, (group_id, min(draft.month for draft in drafts), since.isoformat()))

    def make(found: Sequence[Sequence[Row]]) -> "Floor":
        balances = {
            pair: rows[0]["signed"] * pair[0].normal_side for pair, rows in zip(pairs, found[1:], strict=True)
        }
        return Floor(balances, _later_moves(found[0]))

    return [later, *(fetch_balance(group_id, *pair) for pair in pairs)], make


def _watched(drafts: Sequence[Draft]) -> list[Pair]:
    """Whose balance must be known: all money, what goes down and has a floor, all savings of who takes wajib out."""
    watched: dict[Pair, None] = {}
    for draft in drafts:
        for line in draft.lines:
            goes_down = line.side != line.account.normal_side
            if line.account in MONEY or (goes_down and not line.account.may_go_below_zero):
                watched[line.account, line.member] = None
            if goes_down and draft.kind is EntryKind.WITHDRAWAL and line.account in ONLY_ON_LEAVING:
                watched.update(dict.fromkeys((account, line.member) for account in OWN_SAVINGS))
    return list(watched)


def _later_moves(rows: Sequence[Row]) -> dict[Pair, dict[date, int]]:
    moves: dict[Pair, dict[date, int]] = {}
    for row in rows:
        account = Account(row["account"])
        moves.setdefault((account, row["member"]), {})[date.fromisoformat(row["day"])] = (
            row["moved"] * account.normal_side
        )
    return moves


class Floor:
    """balances: now, in the normal direction, of every watched pair. later: moves after the batch's first day."""

    def __init__(self, balances: Mapping[Pair, int], later: Mapping[Pair, Mapping[date, int]]) -> None:
        self._balances = balances
        self._later = later

    def check(self, drafts: Sequence[Draft]) -> None:
        """Raises NotEnoughCash, NotEnoughSavings, NotOwed, OnlyOnLeaving, AmountOutOfRange."""
        moves: dict[Pair, dict[date, int]] = {}
        down: dict[Pair, None] = {}
        for draft in drafts:
            for line in draft.lines:
                pair, moved = (line.account, line.member), line.signed * line.account.normal_side
                days = moves.setdefault(pair, {})
                days[draft.day] = days.get(draft.day, 0) + moved
                if moved < 0 and not line.account.may_go_below_zero:
                    down[pair] = None
        for pair in sorted(down, key=lambda pair: pair[0] in MONEY):  # what is hers says more than the box
            self._check_pair(pair, moves[pair])
        for pair, days in moves.items():
            if pair[0] in MONEY and self._balances[pair] + sum(days.values()) > AMOUNT_MAX:
                raise AmountOutOfRange
        self._check_leaving(drafts, moves)

    def _check_pair(self, pair: Pair, moved: Mapping[date, int]) -> None:
        later = self._later.get(pair, {})
        there, after = [], []
        for day in sorted({*moved, *later}):
            booked = self._balances[pair] - sum(sum_ for on, sum_ in later.items() if on > day)
            there.append(booked)
            after.append(booked + sum(sum_ for on, sum_ in moved.items() if on <= day))
        if min(after) >= 0:
            return
        amount = Rupiah(max(min(there), 0))
        if pair[0] is Account.PIUTANG:
            raise NotOwed(amount=amount)
        if pair[0] in (*MONEY, Account.INVENTARIS):
            raise NotEnoughCash(amount=amount)
        raise NotEnoughSavings(amount=amount)

    def _check_leaving(self, drafts: Sequence[Draft], moves: Mapping[Pair, Mapping[date, int]]) -> None:
        """Source: domain.md 3.2: simpanan pokok and wajib only when she leaves, and then everything."""
        leaving = {
            line.member
            for draft in drafts
            if draft.kind is EntryKind.WITHDRAWAL
            for line in draft.lines
            if line.account in ONLY_ON_LEAVING and line.side != line.account.normal_side
        }
        for member in leaving:
            for account in OWN_SAVINGS:
                if self._balances[account, member] + sum(moves.get((account, member), {}).values()):
                    raise OnlyOnLeaving
