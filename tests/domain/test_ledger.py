"""What must be true of a draft before it can be an entry, whatever else is in the book."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain import ledger
from domain.accounts import CREDIT, DEBIT, Account, SavingKind
from domain.ledger import (
    AMOUNT_MAX,
    AmountOutOfRange,
    BrokenDraft,
    DayTooOld,
    Draft,
    EntryKind,
    FutureDay,
    Line,
    SecondIsSame,
)
from domain.money import Rupiah

TODAY = date(2026, 2, 3)

DRAFTS = {
    "saving": ledger.saving(day=TODAY, by=1, member=3, kind=SavingKind.WAJIB, amount=5),
    "social": ledger.saving(day=TODAY, by=1, member=3, kind=SavingKind.SOSIAL, amount=5),
    "withdrawal": ledger.withdrawal(day=TODAY, by=1, member=3, kind=SavingKind.SUKARELA, amount=5),
    "settlement": ledger.settlement(
        day=TODAY,
        by=1,
        member=3,
        savings={Account.POKOK: 10, Account.WAJIB: 5, Account.ARISAN: 0, Account.PIUTANG: 0},
    ),
    "cost": ledger.cost(day=TODAY, by=1, account=Account.BIAYA_ATK, amount=5),
    "help": ledger.cost(day=TODAY, by=1, account=Account.SOSIAL, amount=5, member=3),
    "fine": ledger.income(day=TODAY, by=1, account=Account.PENDAPATAN_DENDA, amount=5, member=3),
    "opening": ledger.opening(
        day=TODAY, by=1, member=3, amounts={SavingKind.POKOK: 10, SavingKind.SOSIAL: 2, SavingKind.WAJIB: 0}
    ),
    "more": ledger.count_difference(day=TODAY, by=1, booked=5, counted=7),
    "less": ledger.count_difference(day=TODAY, by=1, booked=7, counted=5),
    "transfer": ledger.transfer(day=TODAY, by=1, source=Account.KAS, target=Account.BANK, amount=5),
}


def saved(amount: int = 25_000, **changes: Any) -> Draft:
    draft = ledger.saving(day=TODAY, by=1, member=3, kind=SavingKind.WAJIB, amount=amount)
    return replace(draft, **changes)


@pytest.mark.parametrize("name", DRAFTS)
def test_what_the_builders_make_can_be_posted(name: str) -> None:
    ledger.check_draft(DRAFTS[name], TODAY)


@pytest.mark.parametrize("amount", [0, -5, AMOUNT_MAX + 1])
def test_an_absurd_sum_is_refused(amount: int) -> None:
    with pytest.raises(AmountOutOfRange):
        ledger.check_draft(saved(amount), TODAY)


@pytest.mark.parametrize("amount", [True, 5.0, 5])
def test_an_amount_is_rupiah_and_nothing_else(amount: Any) -> None:
    lines = (Line(Account.KAS, DEBIT, amount), Line(Account.WAJIB, CREDIT, amount, 3))
    with pytest.raises(AmountOutOfRange):
        ledger.check_draft(saved(lines=lines), TODAY)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"day": date(2026, 2, 4)}, FutureDay),
        ({"day": date(1999, 12, 31)}, DayTooOld),
        ({"second": 1}, SecondIsSame),
        ({"lines": saved().lines[:1]}, BrokenDraft),
        ({"lines": ()}, BrokenDraft),
        ({"lines": (saved().lines[0], Line(Account.WAJIB, CREDIT, Rupiah(24_999), 3))}, BrokenDraft),
        ({"lines": (saved().lines[0], Line(Account.WAJIB, CREDIT, Rupiah(25_000)))}, BrokenDraft),
        ({"lines": (Line(Account.KAS, DEBIT, Rupiah(25_000), 3), saved().lines[1])}, BrokenDraft),
        ({"lines": (saved().lines[0], Line(Account.KAS, CREDIT, Rupiah(25_000)))}, BrokenDraft),
        ({"lines": (saved().lines[0], replace(saved().lines[1], side=0))}, BrokenDraft),
        ({"kind": EntryKind.REVERSAL}, BrokenDraft),
        ({"reverses": 4}, BrokenDraft),
        ({"note": "x" * 301}, BrokenDraft),
    ],
)
def test_what_cannot_be_an_entry_is_refused(changes: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        ledger.check_draft(saved(**changes), TODAY)
