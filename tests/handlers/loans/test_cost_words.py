"""What a loan costs, in words without a percentage; the figures are those of domain.md 3.3."""

import pytest

from bot.render import render
from domain.loan_rules import Method, Terms
from domain.loan_schedule import Instalment, schedule
from domain.money import Rupiah
from handlers.loans.cost_words import (
    ANY_DAY,
    cheaper_line,
    method_line,
    month_lines,
    monthly_on_each,
    one_way,
    pay_line,
    rate_from,
    terms_lines,
    whole_cost,
)


def plan(
    method: Method, amount: int = 1_000_000, months: int = 10, rate: int = 200
) -> tuple[Instalment, ...]:
    terms = Terms(method=method, rate=rate, unit=Rupiah(1_000))
    return schedule(amount=amount, months=months, terms=terms, start=ANY_DAY)


FLAT, DECLINING = plan(Method.FLAT), plan(Method.DECLINING)


@pytest.mark.parametrize(
    ("instalments", "said"),
    [
        (FLAT, "Tiap bulan Rp120.000."),
        (DECLINING, "Bulan pertama Rp120.000, lalu makin kecil. Bulan terakhir Rp102.000."),
        (plan(Method.NONE, months=12, rate=0), "Tiap bulan Rp84.000, bulan terakhir Rp76.000."),
        (plan(Method.NONE, months=1, rate=0), "Dibayar sekali: Rp1.000.000."),
    ],
)
def test_what_she_pays_each_month_is_one_line(instalments: tuple[Instalment, ...], said: str) -> None:
    assert render(pay_line(instalments)) == said


def test_what_she_says_yes_to_names_all_of_it_in_words() -> None:
    assert render(whole_cost(1_000_000, 10, FLAT)) == (
        "Pinjaman Rp1.000.000 (satu juta), 10 bulan.\nTiap bulan Rp120.000.\n"
        "Jumlah semua yang dibayar Rp1.200.000 (satu juta dua ratus ribu)."
    )


def test_the_two_ways_stand_beside_each_other_with_the_difference() -> None:
    assert render(one_way(Method.DECLINING, DECLINING)).endswith("Jumlah semua yang dibayar Rp1.110.000.")
    found = cheaper_line({Method.FLAT: FLAT, Method.DECLINING: DECLINING})
    assert found is not None
    assert render(found) == "Jasa menurun lebih murah Rp90.000."
    assert cheaper_line({Method.FLAT: FLAT, Method.NONE: FLAT}) is None


def test_months_that_are_alike_stand_in_one_line_and_a_year_in_one_text() -> None:
    assert [render(each) for each in month_lines(FLAT)] == ["Bulan ke-1 sampai ke-10: Rp120.000."]
    (whole,) = month_lines(DECLINING)
    assert render(whole).splitlines()[:2] == ["Bulan ke-1: Rp120.000.", "Bulan ke-2: Rp118.000."]
    assert len(render(whole).splitlines()) == 10
    assert len(month_lines(plan(Method.DECLINING, amount=5_000_000, months=24))) == 2


def test_jasa_is_said_of_a_hundred_thousand_and_never_in_percent() -> None:
    assert monthly_on_each(200) == 2_000
    assert [rate_from(monthly_on_each(rate)) for rate in range(501)] == list(range(501))
    for method in Method:
        assert "%" not in render(method_line(method, 200))
        assert "persen" not in render(method_line(method, 200))


def test_a_fine_and_standing_in_are_named_only_where_the_meeting_has_them() -> None:
    plain = Terms(method=Method.NONE, rate=0, unit=Rupiah(1_000))
    assert terms_lines(plain) == []
    strict = Terms(
        method=Method.NONE,
        rate=0,
        unit=Rupiah(1_000),
        fine=Rupiah(1_000),
        fine_cap=Rupiah(3_000),
        joint=True,
    )
    fine, joint = terms_lines(strict)
    assert render(fine) == "Kalau lewat 3 hari, ada denda Rp1.000 sebulan. Paling banyak Rp3.000."
    assert "kembalikan" in render(joint)
