"""What happened decides which account is debited and which credited; a reversal is the exact opposite."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import ledger
from domain.accounts import CREDIT, DEBIT, Account, SavingKind
from domain.ledger import (
    AMOUNT_MAX,
    BrokenDraft,
    Draft,
    Entry,
    EntryKind,
    Line,
)
from domain.money import Rupiah

TODAY = date(2026, 2, 3)
AMOUNTS = st.integers(1, AMOUNT_MAX)
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
    "loan": ledger.loan_out(day=TODAY, by=1, second=2, member=3, amount=500),
    "repayment": ledger.repayment(
        day=TODAY, by=1, member=3, principal=100, jasa=10, fine=2, saved=8, note="titip"
    ),
    "jasa": ledger.repayment(day=TODAY, by=1, member=3, principal=0, jasa=10, cash=Account.BANK),
    "transfer": ledger.transfer(day=TODAY, by=1, source=Account.KAS, target=Account.BANK, amount=5),
}


def saved(amount: int = 25_000, **changes: Any) -> Draft:
    draft = ledger.saving(day=TODAY, by=1, member=3, kind=SavingKind.WAJIB, amount=amount)
    return replace(draft, **changes)


def entry(draft: Draft, number: int = 1, previous: bytes = b"\0" * 32, **facts: Any) -> Entry:
    return ledger.entry_of_draft(
        draft,
        group_id=facts.get("group_id", 7),
        number=number,
        note_hash=facts.get("note_hash", ledger.NO_NOTE),
        key_hash=facts.get("key_hash", ledger.key_hash("k")),
        previous=previous,
        made_ms=facts.get("made_ms", 5),
        chain_start=facts.get("chain_start", "abc"),
    )


def test_the_builders_debit_and_credit_as_the_chart_says() -> None:
    assert DRAFTS["saving"].lines == (
        Line(Account.KAS, DEBIT, Rupiah(5)),
        Line(Account.WAJIB, CREDIT, Rupiah(5), 3),
    )
    assert DRAFTS["social"].lines[1] == Line(Account.SOSIAL, CREDIT, Rupiah(5))
    assert DRAFTS["settlement"].lines == (
        Line(Account.POKOK, DEBIT, Rupiah(10), 3),
        Line(Account.WAJIB, DEBIT, Rupiah(5), 3),
        Line(Account.KAS, CREDIT, Rupiah(15)),
    )
    assert DRAFTS["loan"].lines == (
        Line(Account.PIUTANG, DEBIT, Rupiah(500), 3),
        Line(Account.KAS, CREDIT, Rupiah(500)),
    )
    assert DRAFTS["repayment"].lines == (
        Line(Account.KAS, DEBIT, Rupiah(120)),
        Line(Account.PIUTANG, CREDIT, Rupiah(100), 3),
        Line(Account.PENDAPATAN_JASA, CREDIT, Rupiah(10)),
        Line(Account.SOSIAL, CREDIT, Rupiah(2)),
        Line(Account.SUKARELA, CREDIT, Rupiah(8), 3),
    )
    assert DRAFTS["jasa"].lines == (
        Line(Account.BANK, DEBIT, Rupiah(10)),
        Line(Account.PENDAPATAN_JASA, CREDIT, Rupiah(10)),
    )
    assert DRAFTS["opening"].lines == (
        Line(Account.KAS, DEBIT, Rupiah(12)),
        Line(Account.POKOK, CREDIT, Rupiah(10), 3),
        Line(Account.SOSIAL, CREDIT, Rupiah(2)),
    )
    assert DRAFTS["more"].lines[0] == Line(Account.KAS, DEBIT, Rupiah(2))
    assert DRAFTS["less"].lines[0] == Line(Account.SELISIH, DEBIT, Rupiah(2))


@pytest.mark.parametrize(
    "make",
    [
        lambda: ledger.cost(day=TODAY, by=1, account=Account.KAS, amount=5),
        lambda: ledger.income(day=TODAY, by=1, account=Account.BIAYA_ATK, amount=5),
        lambda: ledger.count_difference(day=TODAY, by=1, booked=5, counted=5),
        lambda: ledger.transfer(day=TODAY, by=1, source=Account.KAS, target=Account.KAS, amount=5),
        lambda: ledger.transfer(day=TODAY, by=1, source=Account.KAS, target=Account.POKOK, amount=5),
    ],
)
def test_the_wrong_account_is_a_mistake_of_the_program(make: Any) -> None:
    with pytest.raises(BrokenDraft):
        make()


@given(AMOUNTS)
def test_a_reversal_is_the_exact_opposite_and_its_reversal_the_original(amount: int) -> None:
    first = entry(saved(amount))
    back = ledger.reversal_of(first, day=TODAY, by=1, second=2, note="salah", meeting=None)
    ledger.check_draft(back, TODAY)
    assert [line.signed for line in back.lines] == [-line.signed for line in first.lines]
    assert ledger.opposite(back.lines) == first.lines
    assert (back.reverses, back.member, back.kind) == (1, 3, EntryKind.REVERSAL)
