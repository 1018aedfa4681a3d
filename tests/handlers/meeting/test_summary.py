"""What a meeting came to: what members got or borrowed makes what they put in no smaller; the group reads of costs."""

from dataclasses import replace
from datetime import date
from typing import Any

from bot.render import render
from domain.accounts import Account, SavingKind
from domain.ledger import Entry, EntryKind, cost, income, loan_out, repayment, reversal_of, saving, withdrawal
from domain.meetings import Meeting, Step
from domain.money import Rupiah
from handlers.meeting.summary import Summary, gone_out, put_in, to_forward
from tests.domain.test_loan_paying import entry

DAY = date(2026, 2, 3)
PLACE: dict[str, Any] = {"day": DAY, "by": 1, "meeting": 1}


def saved(number: int, amount: int, kind: SavingKind = SavingKind.WAJIB) -> Entry:
    return entry(number, saving(member=7, kind=kind, amount=amount, **PLACE))


def got(number: int, amount: int, kind: SavingKind) -> Entry:
    return entry(number, withdrawal(member=7, kind=kind, amount=amount, **PLACE))


def test_the_pot_of_the_arisan_a_withdrawal_and_a_loan_do_not_lower_what_was_put_in() -> None:
    entries = [
        saved(1, 10_000),
        saved(2, 20_000, SavingKind.ARISAN),
        got(3, 200_000, SavingKind.ARISAN),
        got(4, 50_000, SavingKind.WAJIB),
        entry(5, loan_out(member=7, amount=600_000, **PLACE)),
    ]
    assert put_in(entries) == {Account.WAJIB: 10_000, Account.ARISAN: 20_000}
    assert gone_out(entries, EntryKind.WITHDRAWAL) == 250_000
    assert gone_out(entries, EntryKind.LOAN) == 600_000
    assert gone_out(entries, EntryKind.COST) == 0


def test_what_is_taken_back_in_the_meeting_counts_neither_as_put_in_nor_as_gone_out() -> None:
    first, spent = saved(1, 10_000), entry(2, cost(account=Account.BIAYA_RAPAT, amount=25_000, **PLACE))
    back = [
        entry(number, reversal_of(each, second=None, note="", **PLACE))
        for number, each in ((3, first), (4, spent))
    ]
    entries = [first, spent, *back, saved(5, 12_000)]
    assert put_in(entries) == {Account.WAJIB: 12_000}
    assert gone_out(entries, EntryKind.COST) == 0
    assert gone_out(entries[:2], EntryKind.COST) == 25_000


def test_of_what_is_paid_on_a_loan_only_what_was_kept_as_saving_was_put_in() -> None:
    paid = repayment(member=7, principal=100_000, jasa=12_000, fine=5_000, saved=8_000, **PLACE)
    gift = income(account=Account.SOSIAL, amount=3_000, member=7, **PLACE)
    assert put_in([entry(1, paid), entry(2, gift)]) == {Account.SUKARELA: 8_000, Account.SOSIAL: 3_000}


def summary(**changes: object) -> Summary:
    meeting = Meeting(number=1, day=DAY, is_open=False, step=Step.CLOSING)
    known = Summary(
        group="Mentari",
        meeting=meeting,
        sums=(("wajib", Rupiah(240_000)),),
        costs=Rupiah(0),
        cash=Rupiah(215_000),
        present=24,
        excused=1,
        absent=0,
        disputes=0,
        payouts=0,
    )
    return replace(known, **changes)  # type: ignore[arg-type]


def test_the_group_reads_what_was_spent_and_not_what_members_got() -> None:
    rich = summary(costs=Rupiah(25_000), taken=Rupiah(70_000), lent=Rupiah(600_000), paid=Rupiah(112_000))
    assert render(to_forward(rich, "48210937")) == (
        "Kelompok Mentari, rapat Selasa, 3 Februari 2026. Hadir 24 orang. Setoran Rp240.000. Biaya Rp25.000."
        " Uang kas Rp215.000. Angka cek 4821 0937."
    )
    social = (("wajib", Rupiah(240_000)), ("sosial", Rupiah(48_000)))
    assert "Setoran Rp240.000. Dana sosial Rp48.000. Biaya Rp25.000. Uang kas" in render(
        to_forward(replace(rich, sums=social), "48210937")
    )
    assert "Biaya" not in render(to_forward(summary(), "48210937"))
