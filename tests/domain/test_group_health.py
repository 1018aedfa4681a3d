"""A group's figures: counted right, never made of nothing, and never one woman's."""

from domain.group_health import Health, LoanAt, Share, health_of
from domain.money import Rupiah


def loan(outstanding: int, *, overdue: int = 0, days: int = 0) -> LoanAt:
    return LoanAt(outstanding=Rupiah(outstanding), overdue=Rupiah(overdue), days=days)


def figures(*loans: LoanAt, before: int = 1_000_000) -> Health:
    return health_of(present=45, awaited=50, loans=loans, saved_before=before, saved_after=1_250_000)


def test_each_figure_is_a_part_of_a_whole() -> None:
    health = figures(
        loan(600_000),
        loan(300_000, overdue=50_000, days=30),
        loan(100_000, overdue=100_000, days=31),
        loan(0),
    )
    assert health.came == Share(part=45, of=50)
    assert health.came.percent == 90
    assert health.waiting == Share(part=2, of=3)
    assert health.at_risk == Share(part=100_000, of=1_000_000)  # from the thirty-first day on
    assert health.at_risk.percent == 10
    assert health.grown == Share(part=250_000, of=1_000_000)
    assert health.loans == 3


def test_what_is_made_of_nothing_is_none() -> None:
    health = health_of(present=0, awaited=0, loans=[], saved_before=0, saved_after=5)
    assert health == Health(came=None, waiting=None, at_risk=None, grown=None, loans=0)


def test_where_few_have_a_loan_members_see_no_figure_of_it() -> None:
    health = figures(loan(600_000), loan(100_000, overdue=100_000, days=31))
    assert health.at_risk is not None
    assert health.for_members.at_risk is None
    assert health.for_members.waiting is None
    assert health.for_members.came == health.came


def test_figures_that_would_be_about_one_or_two_women_are_not_for_members() -> None:
    late = loan(100_000, overdue=100_000, days=31)
    fine, soon = loan(200_000), loan(200_000, overdue=20_000, days=5)
    assert figures(fine, fine, fine).for_members == figures(fine, fine, fine)
    assert figures(fine, fine, late).for_members.waiting is None
    assert figures(fine, fine, late).for_members.at_risk is None
    one_of_three = figures(late, soon, soon).for_members
    assert one_of_three.waiting == Share(part=3, of=3)
    assert one_of_three.at_risk is None
    assert figures(late, late, late).for_members == figures(late, late, late)


def test_a_little_is_never_shown_as_nothing_nor_almost_all_as_all() -> None:
    assert Share(part=1, of=1000).percent == 1
    assert Share(part=999, of=1000).percent == 99
    assert Share(part=0, of=1000).percent == 0
    assert Share(part=-1, of=1000).percent == -1
    assert Share(part=-250, of=1000).percent == -25
