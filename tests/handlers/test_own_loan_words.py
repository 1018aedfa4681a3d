"""The paper of her own data says a loan in plain words, whatever became of it."""

from dataclasses import replace
from datetime import date

from bot.render import render
from db.own_loans import Answered, OwnBeside, OwnHelp, OwnLoan, OwnLook
from domain.loan_rules import Method, Terms
from domain.loans import Payment, Plan, State, schedule
from domain.money import Rupiah
from handlers.own_loan_words import lines_of

DAY = date(2026, 2, 3)
TERMS = Terms(method=Method.FLAT, rate=200, unit=Rupiah(1_000))
PLAN = Plan(revision=1, start=DAY, instalments=schedule(amount=500_000, months=5, terms=TERMS, start=DAY))
LOAN = OwnLoan(
    code="AB23CD",
    day=DAY,
    amount=Rupiah(500_000),
    months=5,
    method="flat",
    state=State.RUNNING,
    purpose="wajan",
    reason="",
    helped=False,
    outstanding=Rupiah(400_000),
    plans=(PLAN,),
    payments=(Payment(entry=7, day=date(2026, 3, 3), principal=100_000, jasa=10_000, fine=2_000),),
    waived=((Rupiah(1_000), "sedang sakit"),),
    answers=(
        Answered(n=2, answer="other_day", day=date(2026, 4, 9)),
        Answered(n=3, answer="talk", day=None),
    ),
)


def said(beside: OwnBeside) -> list[str]:
    return [render(line) for line in lines_of(beside)]


def test_a_loan_from_asking_to_today() -> None:
    assert said(OwnBeside(loans=(LOAN,))) == [
        "Pinjaman AB23CD, diminta Selasa, 3 Februari 2026: Rp500.000, 5 bulan. Keadaannya: berjalan.",
        "Untuk: wajan",
        "Cara bayar sejak Selasa, 3 Februari 2026: 5 kali, semuanya Rp550.000.",
        "Selasa, 3 Maret 2026: dibayar Rp112.000, jasanya Rp10.000. No. 7.",
        "Pinjaman yang belum kembali Rp400.000.",
        "Keringanan Rp1.000. Sebabnya: sedang sakit",
        "Cicilan ke-2, jawaban Ibu: tanggal lain, Kamis, 9 April 2026.",
        "Cicilan ke-3, jawaban Ibu: bicara dengan bendahara.",
    ]


def test_one_that_was_not_given() -> None:
    refused = replace(
        LOAN,
        state=State.REFUSED,
        purpose="",
        reason="kas belum cukup",
        helped=True,
        outstanding=Rupiah(0),
        plans=(),
        payments=(),
        waived=(),
        answers=(),
    )
    assert said(OwnBeside(loans=(refused,)))[1:] == [
        "Permintaan ini ditulis pengurus untuk Ibu.",
        "Jawaban pengurus: kas belum cukup",
    ]


def test_what_stands_beside_it() -> None:
    beside = OwnBeside(
        helps=(
            OwnHelp(amount=Rupiah(5_000), given=True, state="open"),
            OwnHelp(amount=Rupiah(6_000), given=False, state="forgiven"),
        ),
        household=1,
        arisan=((Rupiah(10_000), None), (Rupiah(20_000), DAY)),
        looks=(OwnLook(year=2025, right=True, note=""), OwnLook(year=2026, right=False, note="kas beda")),
    )
    assert said(beside) == [
        "Ibu membantu cicilan anggota lain Rp5.000: belum kembali.",
        "Cicilan Ibu dibantu Rp6.000: diikhlaskan.",
        "Tercatat serumah dengan 1 anggota lain.",
        "Arisan Rp10.000: belum dapat.",
        "Arisan Rp20.000: sudah dapat, Selasa, 3 Februari 2026.",
        "Buku tahun 2025, kata Ibu: cocok.",
        "Buku tahun 2026, kata Ibu: ada yang beda.",
        "Kata Ibu: kas beda",
    ]


def test_every_state_has_its_word() -> None:
    for state in State:
        assert said(OwnBeside(loans=(replace(LOAN, state=state),)))
