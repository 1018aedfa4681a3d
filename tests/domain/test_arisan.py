"""Everybody pays the same, one gets it all, and what a draw writes is only whose the pot is."""

from datetime import date

import pytest

from domain.accounts import Account
from domain.arisan import Round, Turn, draw, unpaid
from domain.ledger import BrokenDraft, EntryKind, check_draft
from domain.money import Rupiah

DAY = date(2026, 2, 3)


def arisan(*drawn: int, members: tuple[int, ...] = (3, 5, 8)) -> Round:
    return Round(
        group_id=1,
        number=1,
        amount=Rupiah(10_000),
        started=DAY,
        is_open=True,
        turns=tuple(
            Turn(member=each, day=DAY, entry=100 - each) if each in drawn else Turn(member=each)
            for each in members
        ),
    )


def test_the_pot_is_what_all_pay_for_one_turn() -> None:
    assert arisan().pot == 30_000
    assert [each.member for each in arisan(3, 8).drawn] == [8, 3]  # in the order of the draws
    assert [each.member for each in arisan(3, 8).waiting] == [5]


def test_who_has_not_paid_in_full_is_named() -> None:
    assert unpaid(arisan(), {3: 10_000, 5: 9_999}) == (5, 8)
    assert unpaid(arisan(), {3: 10_000, 5: 20_000, 8: 10_000, 9: 0}) == ()


def test_a_draw_gives_her_what_the_others_paid_and_moves_no_money() -> None:
    draft = draw(arisan(), 5, day=DAY, by=3, second=8, meeting=2)
    check_draft(draft, DAY)
    assert (draft.kind, draft.member) == (EntryKind.DRAW, None)
    assert {(line.account, line.member): -line.signed for line in draft.lines} == {
        (Account.ARISAN, 3): -10_000,
        (Account.ARISAN, 8): -10_000,
        (Account.ARISAN, 5): 20_000,
    }


def test_nobody_outside_of_it_is_drawn() -> None:
    with pytest.raises(BrokenDraft):
        draw(arisan(), 4, day=DAY, by=3, second=8, meeting=None)
    with pytest.raises(BrokenDraft):
        draw(arisan(members=(3,)), 3, day=DAY, by=3, second=8, meeting=None)
