"""The entries of a year's end balance, and each says where the money goes."""

from datetime import date

from domain import year_drafts
from domain.accounts import CREDIT, DEBIT, Account
from domain.ledger import Draft, EntryKind, Line, check_draft
from domain.money import Rupiah
from domain.year_end import Covered, Result, share_out
from tests.shared_year import RULES

DAY = date(2026, 2, 3)


def balanced(*drafts: Draft | None) -> list[Draft]:
    """Those that are there; each is one the ledger takes."""
    found = [each for each in drafts if each is not None]
    for each in found:
        check_draft(each, DAY)
        assert sum(line.signed for line in each.lines) == 0
    return found


def closing(income: dict[Account, int], costs: dict[Account, int]) -> Draft | None:
    return year_drafts.closing(day=DAY, by=1, second=2, result=Result(income=income, costs=costs))


def test_a_surplus_goes_to_shu_and_income_and_costs_begin_again() -> None:
    (draft,) = balanced(closing({Account.PENDAPATAN_JASA: 500}, {Account.BIAYA_RAPAT: 80}))
    assert draft.kind is EntryKind.YEAR_END
    assert set(draft.lines) == {
        Line(Account.PENDAPATAN_JASA, DEBIT, Rupiah(500)),
        Line(Account.BIAYA_RAPAT, CREDIT, Rupiah(80)),
        Line(Account.SHU, CREDIT, Rupiah(420)),
    }


def test_what_was_taken_back_stands_on_the_other_side() -> None:
    (draft,) = balanced(closing({Account.PENDAPATAN_JASA: -30}, {Account.BIAYA_RAPAT: 20}))
    assert Line(Account.PENDAPATAN_JASA, CREDIT, Rupiah(30)) in draft.lines
    assert Line(Account.SHU, DEBIT, Rupiah(50)) in draft.lines


def test_a_year_that_comes_to_nothing_has_no_line_of_shu() -> None:
    (draft,) = balanced(closing({Account.PENDAPATAN_JASA: 20}, {Account.BIAYA_RAPAT: 20}))
    assert Account.SHU not in {line.account for line in draft.lines}
    assert closing({}, {}) is None
    assert closing({Account.PENDAPATAN_JASA: 0}, {}) is None


def test_the_reserve_covers_a_loss_and_an_empty_one_nothing() -> None:
    covered = Covered(loss=Rupiah(90), by_reserve=Rupiah(60), left=Rupiah(30))
    (draft,) = balanced(year_drafts.loss_covered(day=DAY, by=1, second=2, covered=covered))
    assert draft.lines == (Line(Account.CADANGAN, DEBIT, Rupiah(60)), Line(Account.SHU, CREDIT, Rupiah(60)))
    empty = Covered(loss=Rupiah(90), by_reserve=Rupiah(0), left=Rupiah(90))
    assert year_drafts.loss_covered(day=DAY, by=1, second=2, covered=empty) is None


def test_what_is_shared_is_what_was_there() -> None:
    shares = share_out(1_200_001, RULES, savings={1: 5, 2: 7}, jasa={2: 3})
    drafts = balanced(
        year_drafts.to_the_group(day=DAY, by=1, second=2, shares=shares),
        *(year_drafts.to_member(day=DAY, by=1, second=2, share=each) for each in shares.members),
    )
    assert {each.kind for each in drafts} == {EntryKind.SHARE}
    assert [each.member for each in drafts] == [None, 1, 2]
    taken = sum(line.amount for each in drafts for line in each.lines if line.account is Account.SHU)
    assert taken == 1_200_001
    assert drafts[2].lines[1] == Line(Account.SUKARELA, CREDIT, shares.members[1].total, 2)


def test_where_all_goes_to_the_members_nothing_stays_the_groups() -> None:
    shares = share_out(0, RULES, savings={1: 5}, jasa={})
    assert year_drafts.to_the_group(day=DAY, by=1, second=2, shares=shares) is None
