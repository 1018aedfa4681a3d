"""An instalment in words: its parts, what is left, the next day; never a word that shames."""

from datetime import date

import pytest

from bot.render import render
from domain.criteria.plain import FORBIDDEN_PHRASES, FORBIDDEN_WORDS
from domain.loan_paying import Paid
from domain.loans import Open, Standing
from domain.money import Rupiah
from handlers.loans.words import SETTLED, left_lines, next_lines, paid_lines

TODAY = date(2026, 2, 3)


def said(paid: Paid, *, alone: bool = True) -> str:
    return " / ".join(render(each) for each in paid_lines(paid, alone=alone))


def standing(*rows: tuple[date, int]) -> Standing:
    return Standing(
        outstanding=Rupiah(0),
        open=tuple(
            Open(n=n, due=due, principal=Rupiah(amount), jasa=Rupiah(0), days=max(0, (TODAY - due).days))
            for n, (due, amount) in enumerate(rows, 1)
        ),
        fine=Rupiah(0),
        payoff_jasa=Rupiah(0),
        paid_count=0,
    )


@pytest.mark.parametrize(
    ("paid", "words"),
    [
        (
            Paid(principal=100_000, jasa=12_000, fine=0, numbers=(42,), corrected=False),
            "Cicilan pinjaman: Rp112.000 (seratus dua belas ribu). No. 42. / Untuk pinjaman Rp100.000, untuk jasa Rp12.000.",
        ),
        (
            Paid(principal=0, jasa=12_000, fine=0, numbers=(42,), corrected=False),
            "Cicilan pinjaman: Rp12.000 (dua belas ribu). No. 42. / Semuanya untuk jasa.",
        ),
        (
            Paid(principal=100_000, jasa=-48_000, fine=0, numbers=(42,), corrected=False),
            "Cicilan pinjaman: Rp52.000 (lima puluh dua ribu). No. 42. / Untuk pinjaman Rp100.000. /"
            " Jasa yang sudah Ibu bayar lebih dulu Rp48.000 dikurangkan.",
        ),
        (
            Paid(principal=50_000, jasa=0, fine=0, numbers=(42,), corrected=False),
            "Cicilan pinjaman: Rp50.000 (lima puluh ribu). No. 42.",
        ),
        (
            Paid(principal=0, jasa=0, fine=2_000, numbers=(42,), corrected=False),
            "Cicilan pinjaman: Rp2.000 (dua ribu). No. 42. / Denda: Rp2.000.",
        ),
        (
            Paid(principal=10_000, jasa=0, fine=0, numbers=(4, 5, 6, 7), corrected=True),
            "Cicilan pinjaman, dibetulkan: Rp10.000 (sepuluh ribu). No. 4, 5, 6.",
        ),
        (
            Paid(principal=-10_000, jasa=0, fine=0, numbers=(4,), corrected=True),
            "Cicilan dibatalkan: Rp10.000 (sepuluh ribu). No. 4.",
        ),
    ],
)
def test_what_was_paid(paid: Paid, words: str) -> None:
    assert said(paid) == words


def test_jasa_that_was_paid_ahead_and_comes_back_at_an_early_end_is_said() -> None:
    paid = Paid(principal=500_000, jasa=-80_000, fine=0, numbers=(42,), corrected=False)
    assert said(paid).split(" / ")[1:] == [
        "Untuk pinjaman Rp500.000.",
        "Jasa yang sudah Ibu bayar lebih dulu Rp80.000 dikurangkan.",
    ]


def test_beside_savings_it_is_one_line() -> None:
    paid = Paid(principal=100_000, jasa=12_000, fine=0, numbers=(42,), corrected=False)
    assert said(paid, alone=False) == "Cicilan pinjaman: Rp112.000. No. 42."


def test_the_next_day_or_the_rest_of_one_that_has_come() -> None:
    following = standing((date(2026, 3, 3), 112_000), (date(2026, 4, 3), 112_000))
    assert [render(each) for each in left_lines(following, TODAY)] == [
        "Sisa pinjaman Ibu Rp224.000.",
        "Cicilan berikutnya Rp112.000, Selasa, 3 Maret 2026.",
    ]
    for due in (TODAY, date(2026, 1, 3)):
        (line,) = next_lines(standing((due, 62_000)), TODAY)
        assert render(line).endswith(" masih Rp62.000.")
        assert render(line).startswith("Cicilan ")
    assert next_lines(standing(), TODAY) == []


def test_no_word_of_it_shames() -> None:
    late = standing((date(2025, 1, 3), 62_000))
    text = " ".join(render(each) for each in (*left_lines(late, TODAY), SETTLED)).lower()
    assert not FORBIDDEN_WORDS.intersection(text.replace(".", " ").split())
    assert not any(each in text for each in FORBIDDEN_PHRASES)
