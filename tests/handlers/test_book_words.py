"""How the printed books call things: every account has a name, every entry says what it was for."""

from datetime import date

import pytest

from bot.render import render
from conversation.text import Text
from domain.accounts import Account
from domain.books import CashRow
from domain.ledger import EntryKind
from domain.money import Rupiah
from handlers.book_words import account_name, purpose

OWN: dict[Account, Text | str] = {Account.KHUSUS: "Lebaran"}


def row(kind: EntryKind, *others: Account, reverses: int | None = None) -> CashRow:
    return CashRow(
        day=date(2026, 2, 3),
        number=7,
        kind=kind,
        others=others,
        member=3,
        reverses=reverses,
        received=Rupiah(1),
        paid=Rupiah(0),
        balance=Rupiah(1),
    )


@pytest.mark.parametrize("account", list(Account))
def test_every_account_has_a_name(account: Account) -> None:
    assert render(account_name(account))


@pytest.mark.parametrize(
    "entry, name, said",
    [
        (row(EntryKind.SAVING, Account.WAJIB), "Siti", "Simpanan wajib, Siti"),
        (row(EntryKind.SAVING, Account.KHUSUS), "Siti", "Lebaran, Siti"),
        (row(EntryKind.OPENING, Account.WAJIB, Account.SUKARELA), "Siti", "Saldo awal, Siti"),
        (row(EntryKind.OPENING, Account.SOSIAL), "", "Saldo awal"),
        (row(EntryKind.WITHDRAWAL, Account.SUKARELA), "Siti", "Diambil: Simpanan sukarela, Siti"),
        (row(EntryKind.COST, Account.BIAYA_ATK), "", "Biaya alat tulis"),
        (row(EntryKind.COUNT, Account.SELISIH), "", "Selisih waktu uang dihitung"),
        (row(EntryKind.TRANSFER, Account.BANK), "", "Pindah uang: Bank"),
        (row(EntryKind.REVERSAL, Account.WAJIB, reverses=4), "Siti", "No. 4 dibatalkan"),
        (row(EntryKind.INCOME, Account.HIBAH), "", "Hibah"),
    ],
)
def test_every_kind_of_entry_says_what_it_was_for(entry: CashRow, name: str, said: str) -> None:
    assert render(purpose(entry, name, OWN)) == said


def test_a_cost_says_what_was_bought() -> None:
    spent = row(EntryKind.COST, Account.BIAYA_RAPAT)
    assert render(purpose(spent, "Yuyun", OWN, "gorengan")) == "Biaya rapat: gorengan, Yuyun"
    assert render(purpose(spent, "", OWN, "gorengan")) == "Biaya rapat: gorengan"
