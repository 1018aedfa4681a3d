"""What a meeting has decided about loans, in plain words."""

from dataclasses import fields, replace

from bot.render import render
from domain.loan_rules import LoanRules, Method, Order
from domain.money import Rupiah
from handlers.loans.rule_words import OFF, PROFILES, loan_change, loan_rule_lines
from tests.handlers.loans.asking import LENDING

# One other value for each thing that a meeting can decide.
OTHER = {
    "methods": (Method.NONE,),
    "rate": 100,
    "months_max": 6,
    "unit": Rupiah(500),
    "most": Rupiah(1_000_000),
    "savings_percent": 100,
    "cash_keep": Rupiah(200_000),
    "order": Order.PRINCIPAL_FIRST,
    "fine": Rupiah(1_000),
    "fine_cap": Rupiah(3_000),
    "joint": True,
    "profile": "bank",
    "repeat": (None,) * 5,
}


def said(before: LoanRules | None, after: LoanRules | None) -> str:
    return render(loan_change(before, after))


def test_what_most_groups_leave_as_it_is_is_not_said() -> None:
    assert [render(each) for each in loan_rule_lines(LENDING)] == [
        "Jasa Rp2.000 sebulan untuk tiap Rp100.000. Boleh tetap, boleh menurun.",
        "Dicicil paling lama 10 bulan.",
        "Paling banyak 3 kali simpanan sendiri.",
    ]


def test_the_first_decision_says_all_and_the_last_that_running_loans_go_on() -> None:
    assert said(None, LENDING).startswith("Anggota boleh pinjam dari kelompok.\nJasa Rp2.000")
    assert said(LENDING, None) == OFF.message


def test_every_change_of_a_meeting_is_said_and_nothing_else() -> None:
    assert set(OTHER) == {each.name for each in fields(LoanRules)}
    strict = replace(LENDING, fine=Rupiah(500), fine_cap=Rupiah(2_000))
    for name, value in OTHER.items():
        before = strict if name in ("fine", "fine_cap") else LENDING
        text = said(before, replace(before, **{name: value}))  # type: ignore[arg-type]
        assert len(text.splitlines()) == 1, name
        assert text != said(None, before), name


def test_the_longest_decision_leaves_room_for_its_days_and_its_question() -> None:
    widest = replace(
        LENDING, rate=500, months_max=24, most=Rupiah(10_000_000), cash_keep=Rupiah(10_000_000)
    )  # all that is asked when a group begins
    assert len(said(None, widest)) < 300


def test_every_rule_book_has_its_name() -> None:
    assert set(PROFILES) == {"mentari", "bank", "bank_lama", "upk", "ksp_lama"}
