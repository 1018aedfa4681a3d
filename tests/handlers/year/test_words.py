"""How a year is told: nothing is left out that somebody needs, and nothing is said of one woman where few have a loan."""

from bot.render import render
from conversation.text import Text
from domain.accounts import Account
from domain.group_health import LoanAt, health_of
from domain.money import Rupiah
from domain.year_end import Result, end_of
from handlers.year import words
from tests.shared_year import RULES


def said(lines: list[Text]) -> str:
    return "\n".join(render(each) for each in lines)


def loan(outstanding: int, days: int = 0) -> LoanAt:
    return LoanAt(outstanding=Rupiah(outstanding), overdue=Rupiah(days), days=days)


def test_growth_is_told_as_what_became_of_a_hundred_rupiah() -> None:
    health = health_of(present=9, awaited=12, loans=[], saved_before=200_000, saved_after=170_000)
    assert said(words.health_lines(health)) == (
        "Rapat: tiap 100 yang ditunggu, 75 datang.\n(Yang datang 9, yang ditunggu 12.)\n"
        "Simpanan: tiap Rp100 di awal tahun jadi Rp85.\n(Awal tahun Rp200.000, akhir tahun Rp170.000.)"
    )


def test_money_at_risk_is_told_with_its_formula_and_never_of_two_women() -> None:
    many = health_of(
        present=0, awaited=0, loans=[loan(70), *[loan(10, 31)] * 3], saved_before=0, saved_after=0
    )
    assert said(words.members_health(many)) == (
        "Pinjaman: 3 dari 4 punya cicilan yang belum masuk.\n"
        "Tiap Rp100 pinjaman, Rp30 menunggu lebih dari 30 hari.\n(Yang menunggu Rp30, semua Rp100.)"
    )
    few = health_of(present=0, awaited=0, loans=[loan(90), loan(10, 31)], saved_before=0, saved_after=0)
    assert words.members_health(few) == [words.FEW]
    assert len(words.health_lines(few)) == 2


def test_an_earlier_loss_is_told_before_what_is_shared() -> None:
    result = Result(income={Account.PENDAPATAN_JASA: 100_000}, costs={}, carried=-30_000)
    end = end_of(2025, result, RULES, savings={}, jasa={}, reserve=0)
    assert "Kekurangan tahun sebelumnya Rp30.000." in said(words.result_lines(end))
    shared = said(words.share_lines(end))
    assert shared.startswith("Yang dibagi Rp70.000:")
    assert shared.endswith("Yang tanpa penerima Rp35.000, masuk dana cadangan.")


def test_without_rules_nothing_is_said_of_sharing() -> None:
    result = Result(income={Account.PENDAPATAN_JASA: 5}, costs={})
    assert words.share_lines(end_of(2025, result, None, savings={}, jasa={}, reserve=0)) == []


def test_the_rules_name_only_what_gets_something() -> None:
    line = render(words.rules_line(RULES))
    assert line.splitlines()[0] == "Tiap Rp100 hasil usaha setahun:"
    assert len(line.splitlines()) == 1 + 6
