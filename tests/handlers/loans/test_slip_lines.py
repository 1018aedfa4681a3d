"""What a meeting says of a loan fits beside savings into one message, and nothing of it is lost by being short."""

from datetime import date

import pytest

from bot.render import render
from domain.accounts import Account
from domain.ledger import Entry, loan_out, repayment
from domain.loans import Open, Standing
from domain.money import Rupiah
from domain.movements import Kept
from handlers.loans.slip_lines import BESIDE_MAX, has_settled, loan_lines, state_lines
from handlers.savings.words import kept_lines, lines, names_by
from tests.domain.test_loan_paying import entry
from tests.handlers.savings.test_words import RULES

TODAY = date(2026, 9, 1)
ACCOUNTS = (Account.POKOK, Account.WAJIB, Account.SUKARELA, Account.KHUSUS, Account.SOSIAL, Account.ARISAN)


def standing(due: date = date(2026, 9, 30)) -> Standing:
    following = Open(n=1, due=due, principal=Rupiah(1_000_000), jasa=Rupiah(0), days=0)
    return Standing(
        outstanding=Rupiah(1_000_000),
        open=(following,),
        fine=Rupiah(0),
        payoff_jasa=Rupiah(0),
        paid_count=0,
    )


def paying(number: int = 12_345) -> Entry:
    return entry(number, repayment(day=TODAY, by=1, member=7, principal=1_000_000, jasa=120_000))


def said(entries: list[Entry], running: dict[int, Standing], *, beside: int) -> list[str]:
    found = [
        *loan_lines(entries, 7, running, beside=beside),
        *state_lines(entries, 7, running, TODAY, beside=beside),
    ]
    return [render(each) for each in found]


def test_what_is_paid_what_is_left_and_the_next_day() -> None:
    assert said([paying()], {7: standing()}, beside=1) == [
        "Cicilan pinjaman: Rp1.120.000. No. 12345.",
        "Sisa pinjaman Ibu Rp1.000.000.",
        "Cicilan berikutnya Rp1.000.000, Rabu, 30 September 2026.",
    ]


def test_beside_much_else_one_line_says_it() -> None:
    assert said([paying()], {7: standing()}, beside=BESIDE_MAX + 1) == [
        "Cicilan Rp1.120.000. Sisa pinjaman Ibu Rp1.000.000."
    ]
    assert said([paying()], {}, beside=BESIDE_MAX + 1) == [
        "Cicilan pinjaman: Rp1.120.000. No. 12345.",
        "Pinjaman Ibu sudah lunas. Terima kasih, Bu.",
    ]


def test_who_paid_nothing_reads_what_is_left_and_no_day() -> None:
    assert said([], {7: standing()}, beside=0) == ["Sisa pinjaman Ibu Rp1.000.000."]
    assert said([], {}, beside=0) == []
    assert not has_settled([], 7, {})


def test_a_loan_she_has_got_is_said_too() -> None:
    lent = entry(4, loan_out(day=TODAY, by=1, member=7, amount=1_000_000))
    assert said([lent], {7: standing()}, beside=0) == [
        "Pinjaman diterima: Rp1.000.000. No. 4.",
        "Sisa pinjaman Ibu Rp1.000.000.",
    ]


@pytest.mark.parametrize("count", range(len(ACCOUNTS) + 1))
def test_with_any_number_of_savings_it_is_one_message(count: int) -> None:
    kept = [
        Kept(account=each, amount=1_250_000, numbers=(12_345, 12_346), corrected=False)
        for each in ACCOUNTS[:count]
    ]
    text = [*kept_lines(kept, names_by(RULES), few=True)]
    text += loan_lines([paying()], 7, {7: standing()}, beside=count)
    text += state_lines([paying()], 7, {7: standing()}, TODAY, beside=count)
    head = "Rapat Kelompok Wanita Mentari, Selasa, 24 September 2026.\nRapat ini dibuka lagi. Ini catatan yang baru."
    foot = "\nJumlah simpanan Ibu Rp1.234.567.\nAngka cek 4821 0937."
    assert len(render(lines(text))) + len(head) + len(foot) < 500
