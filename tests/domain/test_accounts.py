"""The chart of accounts: complete, and each account on its side."""

import pytest

from domain.accounts import (
    COSTS,
    CREDIT,
    DEBIT,
    MONEY,
    OWN_SAVINGS,
    SAVINGS,
    Account,
    Nature,
    SavingKind,
    account_of,
    kind_of,
)


def test_every_account_knows_its_nature_and_grows_on_one_side() -> None:
    sides = {
        Nature.ASSET: DEBIT,
        Nature.EXPENSE: DEBIT,
        Nature.LIABILITY: CREDIT,
        Nature.EQUITY: CREDIT,
        Nature.INCOME: CREDIT,
    }
    assert all(account.normal_side == sides[account.nature] for account in Account)
    assert {account.nature for account in Account} == set(Nature)


def test_own_capital_is_pokok_wajib_reserve_and_gift() -> None:  # UU 25/1992 art. 41
    equity = {account for account in Account if account.nature is Nature.EQUITY}
    assert equity == {Account.POKOK, Account.WAJIB, Account.CADANGAN, Account.HIBAH, Account.SHU}


@pytest.mark.parametrize("kind", SavingKind)
def test_every_kind_of_saving_has_an_account_of_its_own(kind: SavingKind) -> None:
    assert account_of(kind) in SAVINGS
    assert kind_of(account_of(kind)) is kind


def test_what_is_kept_per_member_is_what_she_saved_or_owes() -> None:
    assert {account for account in Account if account.per_member} == {*OWN_SAVINGS, Account.PIUTANG}
    assert set(SAVINGS) - set(OWN_SAVINGS) == {Account.SOSIAL}


def test_money_savings_and_loans_never_go_below_zero_and_a_cash_difference_may() -> None:
    assert not any(account.may_go_below_zero for account in (*MONEY, *SAVINGS, Account.PIUTANG))
    assert Account.SELISIH.may_go_below_zero
    assert all(account.nature is Nature.EXPENSE for account in COSTS)
    assert kind_of(Account.KAS) is None
