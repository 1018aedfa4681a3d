"""What of an entry is one member's: hers and the social fund's, never another woman's."""

from datetime import date

from domain.accounts import Account, SavingKind
from domain.arisan import Round, Turn, draw
from domain.ledger import Draft, Entry, opening, reversal_of, saving, withdrawal
from domain.money import Rupiah
from domain.movements import COUNTED, by_account, parts_of, total_of

DAY = date(2026, 2, 3)


def entry(number: int, draft: Draft, reverses: int | None = None) -> Entry:
    return Entry(
        kind=draft.kind,
        day=draft.day,
        lines=draft.lines,
        by=draft.by,
        member=draft.member,
        meeting=1,
        reverses=reverses,
        group_id=1,
        number=number,
        note_hash=b"",
        key_hash=b"",
        input_hash=b"",
        previous=b"",
        hash=b"",
        made_ms=0,
    )


def put_in(number: int, member: int, amount: int, kind: SavingKind = SavingKind.WAJIB) -> Entry:
    return entry(number, saving(day=DAY, by=1, member=member, kind=kind, amount=amount))


def take_back(number: int, of: Entry) -> Entry:
    out = withdrawal(day=DAY, by=1, member=of.member or 0, kind=SavingKind.WAJIB, amount=of.amount)
    return entry(number, out, of.number)


def test_only_hers_and_what_she_gave_to_the_fund() -> None:
    entries = [put_in(1, 7, 10_000), put_in(2, 8, 5_000), put_in(3, 7, 2_000, SavingKind.SOSIAL)]
    assert [(each.number, each.account, each.amount) for each in parts_of(entries, 7)] == [
        (1, Account.WAJIB, 10_000),
        (3, Account.SOSIAL, 2_000),
    ]
    assert [each.number for each in parts_of(entries, 8)] == [2]
    assert parts_of(entries, 9) == ()


def test_one_entry_may_move_several_of_her_accounts() -> None:
    draft = opening(day=DAY, by=1, member=7, amounts={SavingKind.POKOK: 50_000, SavingKind.WAJIB: 60_000})
    assert {each.account: each.amount for each in parts_of([entry(1, draft)], 7)} == {
        Account.POKOK: 50_000,
        Account.WAJIB: 60_000,
    }


def test_what_was_corrected_shows_the_standing_number_and_says_so() -> None:
    wrong = put_in(1, 7, 20_000)
    (kept,) = by_account(parts_of([wrong, take_back(2, wrong), put_in(3, 7, 10_000)], 7))
    assert (kept.amount, kept.numbers, kept.corrected) == (10_000, (3,), True)
    (undone,) = by_account(parts_of([wrong, take_back(2, wrong)], 7))
    assert (undone.amount, undone.numbers, undone.corrected) == (0, (2,), True)


def test_arisan_and_the_social_fund_are_not_her_savings() -> None:
    balances = {
        Account.WAJIB: Rupiah(10_000),
        Account.ARISAN: Rupiah(50_000),
        Account.SUKARELA: Rupiah(5_000),
        Account.PIUTANG: Rupiah(1),
    }
    assert total_of(balances) == 15_000
    assert Account.SOSIAL not in COUNTED


def test_what_she_pays_for_the_arisan_and_the_pot_she_gets_are_two_things() -> None:
    paid = put_in(1, 7, 10_000, SavingKind.ARISAN)
    drawn = entry(2, draw_for(7))
    pot = entry(3, withdrawal(day=DAY, by=1, member=7, kind=SavingKind.ARISAN, amount=20_000))
    undone = entry(4, reversal_of(pot, day=DAY, by=1, second=2, note="", meeting=1), reverses=3)
    kept = by_account(parts_of([paid, drawn, pot], 7))
    assert [(each.amount, each.numbers) for each in kept] == [(10_000, (1,)), (-20_000, (3,))]
    assert parts_of([drawn], 8) == ()  # she paid when she paid
    kept = by_account(parts_of([paid, drawn, pot, undone], 7))
    assert [(each.amount, each.corrected) for each in kept] == [(10_000, False), (0, True)]


def draw_for(member: int) -> Draft:
    arisan = Round(
        group_id=1,
        number=1,
        amount=Rupiah(10_000),
        started=DAY,
        is_open=True,
        turns=(Turn(member=7), Turn(member=8)),
    )
    return draw(arisan, member, day=DAY, by=1, second=2, meeting=1)
