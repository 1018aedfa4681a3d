"""What two officers agree to about a year, and what each member hears of it: never more than her own."""

from bot.render import render
from domain.accounts import Account
from domain.year_end import End, Result, end_of
from handlers.year.steps import open_before, told_text
from tests.shared_year import RULES


def ended(surplus: int) -> End:
    result = Result(income={Account.PENDAPATAN_JASA: surplus}, costs={})
    return end_of(2025, result, RULES, savings={1: 300_000, 2: 100_000}, jasa={1: 5_000}, reserve=0)


def test_a_member_hears_her_own_part_alone() -> None:
    assert render(told_text("Mentari", ended(100_000), 2)) == (
        "Bu, tahun 2025 di Mentari sudah ditutup.\nBagian Ibu Rp6.250.\nSudah masuk simpanan sukarela Ibu."
    )


def test_who_has_no_part_hears_that_it_was_shared_and_no_sum() -> None:
    assert render(told_text("Mentari", ended(100_000), 9)) == (
        "Bu, tahun 2025 di Mentari sudah ditutup. Hasilnya sudah dibagi."
    )


def test_where_nothing_is_shared_nobody_is_promised_anything() -> None:
    assert render(told_text("Mentari", ended(-5), 1)).endswith("Tahun ini belum ada hasil.")


def test_what_differs_for_members_stands_first_or_nowhere() -> None:
    assert open_before(0) == []
    assert [render(each) for each in open_before(2)] == ["2 catatan masih dicek bersama."]
