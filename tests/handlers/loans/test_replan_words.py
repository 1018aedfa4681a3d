"""What another plan is reckoned with is said in whole, short sentences; a line that would say nothing is left out."""

from dataclasses import replace
from datetime import date

import pytest

from bot.compose import REPLY_CHARS_MAX
from bot.render import render
from conversation.text import _
from domain.loan_agreements import Figures, Proposal, propose, wish_of
from domain.loan_rules import Method, Terms
from domain.loans import Plan, schedule, stand
from domain.money import Rupiah
from handlers.loans.replan_words import beside_text, figures_text, plan_text, short_figures, whole_text

DAY = date(2026, 2, 3)
FLAT = Terms(method=Method.FLAT, rate=200, unit=Rupiah(1_000))


def proposal(months: int) -> Proposal:
    parts = schedule(amount=600_000, months=6, terms=FLAT, start=DAY)
    plan = Plan(revision=1, start=DAY, instalments=parts)
    standing = stand(plan, FLAT, [], outstanding=600_000, today=DAY)
    return propose(plan, FLAT, standing, wish_of(DAY, months, 1))


@pytest.mark.parametrize(
    ("jasa", "fine", "said"),
    [
        (0, 0, "Pinjaman yang belum kembali Rp500.000."),
        (
            12_000,
            0,
            "Pinjaman yang belum kembali Rp500.000.\nJasa yang belum dibayar Rp12.000. Itu dibagi ke cicilan baru.",
        ),
        (
            -12_000,
            0,
            "Pinjaman yang belum kembali Rp500.000.\nJasa yang dibayar lebih dulu Rp12.000. Itu mengurangi cicilan baru.",
        ),
        (0, 2_000, "Pinjaman yang belum kembali Rp500.000.\nDenda Rp2.000 tetap, di luar cicilan."),
    ],
)
def test_what_is_not_paid_is_named_and_what_becomes_of_it(jasa: int, fine: int, said: str) -> None:
    figures = Figures(owed=Rupiah(500_000), jasa=Rupiah(jasa), fine=Rupiah(fine))
    assert render(figures_text(figures)) == said


@pytest.mark.parametrize(
    ("months", "said"),
    [
        (12, "Sisa sekarang Rp672.000. Jadi lebih banyak Rp72.000."),
        (3, "Sisa sekarang Rp672.000. Jadi lebih sedikit Rp36.000."),
        (6, "Sisa sekarang Rp672.000. Jumlahnya sama."),
    ],
)
def test_the_old_sum_stands_beside_the_new_one(months: int, said: str) -> None:
    assert render(beside_text(proposal(months))) == said


def test_all_of_it_together_is_said_in_words_too() -> None:
    assert render(plan_text(proposal(6))) == (
        "Dibayar 6 bulan, mulai Selasa, 3 Maret 2026.\nTiap bulan Rp112.000.\n"
        "Jumlah semua yang masih dibayar Rp672.000 (enam ratus tujuh puluh dua ribu)."
    )


@pytest.mark.parametrize(
    ("jasa", "fine", "said"),
    [
        (0, 0, "Belum kembali Rp500.000."),
        (12_000, 0, "Belum kembali Rp500.000, jasa Rp12.000."),
        (-12_000, 0, "Belum kembali Rp500.000, jasa lebih Rp12.000."),
        (0, 2_000, "Belum kembali Rp500.000, denda Rp2.000."),
        (12_000, 2_000, "Belum kembali Rp500.000, jasa Rp12.000, denda Rp2.000."),
        (-12_000, 2_000, "Belum kembali Rp500.000, jasa lebih Rp12.000, denda Rp2.000."),
    ],
)
def test_in_one_line_only_what_there_is_is_named(jasa: int, fine: int, said: str) -> None:
    figures = Figures(owed=Rupiah(500_000), jasa=Rupiah(jasa), fine=Rupiah(fine))
    assert render(short_figures(figures)) == said


def test_the_longest_of_it_fits_into_one_message_wherever_it_stands() -> None:
    terms = replace(
        FLAT, method=Method.DECLINING, fine=Rupiah(7_777), fine_cap=Rupiah(9_999)
    )  # its line of payments is the longest
    parts = schedule(amount=4_877_777, months=11, terms=terms, start=DAY)
    plan = Plan(revision=1, start=DAY, instalments=parts)
    late = date(2026, 9, 24)
    standing = stand(plan, terms, [], outstanding=4_877_777, today=late)
    name = "Siti Aminah Nurhasanah X"
    whole = whole_text(name, propose(plan, terms, standing, wish_of(late, 23, 2)))
    for question in (
        _("Permintaan {name}:\n\n{words}\nSaksinya {name}.\n\nIbu setuju?", name=name, words=whole),
        _("HP-nya dikasih ke {name} dulu, ya.\n\n{words}\n\n{name}, setuju?", name=name, words=whole),
        _("Tadi Ibu setuju, dengan angka tanda di HP {name}:\n\n{words}", name=name, words=whole),
    ):
        assert len(render(question)) <= REPLY_CHARS_MAX
