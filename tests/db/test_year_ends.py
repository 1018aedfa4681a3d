"""A year is closed once, in one step, on real records: entries after it, closed months, who left, a loss, a look."""

from datetime import date
from typing import Any

import pytest

from db import ledger, members, year_ends
from db.ledger_check import verify_group
from db.unit import Unit
from db.vault import person
from db.year_records import YearBook
from domain import ledger as book
from domain.accounts import COSTS, INCOMES, Account, SavingKind
from domain.ledger import EntryKind
from domain.refusals import Changed, Refusal
from domain.year_refusals import SharesUndecided, YearClosed, YearNotOver, YearOrder
from domain.year_rules import YearRules
from tests.db.desk import Desk
from tests.ledger_world import LILIS, NENENG, SITI, Book, mentari, open_book, saved, state
from tests.shared_year import LAST, OTHER_INCOME, PARTS, RULES, YEAR, decide, drafts, income, write_year

__all__ = ["mentari"]

DECEMBER, IMAS = book.month_of(LAST), 4


async def close(mentari: Book, year: int = YEAR, **values: Any) -> YearBook:
    given: dict[str, Any] = {"by": LILIS, "second": NENENG, **values}
    return await mentari.run(lambda unit: year_ends.close_year(unit, mentari.id, year, **given))


async def look_at(mentari: Book, year: int = YEAR) -> YearBook:
    return await mentari.run(lambda unit: year_ends.year_book(unit, mentari.id, year))


async def is_refused(mentari: Book, refusal: type[Refusal], **values: Any) -> Refusal:
    before = await state(mentari)
    with pytest.raises(refusal) as caught:
        await close(mentari, **values)
    assert await state(mentari) == before
    assert await mentari.rows("SELECT year FROM year_ends WHERE year = $1", values.get("year", YEAR)) == []
    return caught.value


async def entries(mentari: Book, *kinds: EntryKind) -> list[book.Entry]:
    found = await mentari.run(lambda unit: ledger.list_entries(unit, mentari.id))
    return [each for each in found if each.kind in kinds]


async def all_balances(mentari: Book, on: date | None = None) -> dict[Account, int]:
    totals = await mentari.run(lambda unit: ledger.totals(unit, mentari.id, on=on))
    return {account: amount for account, amount in totals.items() if amount}


# -- closed and shared ------------------------------------------------------------------------------------------


async def test_every_rupiah_of_the_surplus_goes_where_the_vector_says(mentari: Book) -> None:
    await write_year(mentari)
    before = await all_balances(mentari)
    closed = await close(mentari)
    assert closed.end.result.surplus == 1_200_000
    after = await all_balances(mentari)
    assert not {*INCOMES, *COSTS, Account.SHU} & after.keys()
    assert after[Account.CADANGAN] == 360_000
    assert after[Account.DANA_PENGURUS] == 120_000
    assert after[Account.DANA_PENDIDIKAN] == after[Account.SOSIAL] == 60_000
    assert after[Account.SUKARELA] - before[Account.SUKARELA] == 600_000
    assert after[Account.KAS] == before[Account.KAS]  # nothing leaves the box
    for member, part in PARTS.items():
        assert (
            await mentari.balance(Account.SUKARELA, member) - part == closed.savings[member][Account.SUKARELA]
        )
    verdict = await mentari.run(lambda unit: verify_group(unit, mentari.id))
    assert verdict.fault is None


async def test_each_womans_part_is_an_entry_of_her_own(mentari: Book) -> None:
    await write_year(mentari)
    await close(mentari)
    shared = await entries(mentari, EntryKind.SHARE)
    assert {each.member: each.amount for each in shared if each.member} == PARTS
    moved = await mentari.run(lambda unit: ledger.history(unit, mentari.id, 1, most=1))
    assert [(each.kind, each.account, each.amount) for each in moved] == [
        (EntryKind.SHARE, Account.SUKARELA, 145_000)
    ]


async def test_the_year_is_kept_as_it_was_closed_and_read_again_later(mentari: Book) -> None:
    await write_year(mentari)
    closed = await close(mentari)
    await mentari.post(income(mentari.today, 5_000, SITI))
    found = await mentari.run(lambda unit: year_ends.find(unit, mentari.id, YEAR))
    assert found is not None
    assert found.end == closed.end
    again = await look_at(mentari)
    assert (again.end, again.closed, again.neraca) == (closed.end, found, closed.neraca)
    numbers = [each.number for each in await entries(mentari, EntryKind.YEAR_END, EntryKind.SHARE)]
    assert (found.first, found.last) == (min(numbers), max(numbers))
    assert await mentari.run(lambda unit: year_ends.list_years(unit, mentari.id)) == [YEAR]


async def test_income_and_costs_are_closed_on_the_last_day_and_shared_today(mentari: Book) -> None:
    await write_year(mentari)
    await mentari.post(income(date(2026, 1, 15), 40_000, SITI))  # the next year goes on meanwhile
    closed = await close(mentari)
    assert closed.end.result.surplus == 1_200_000
    (closing,) = await entries(mentari, EntryKind.YEAR_END)
    assert closing.day == LAST
    assert {each.day for each in await entries(mentari, EntryKind.SHARE)} == {mentari.today}
    assert await mentari.balance(Account.SHU, on=LAST) == 1_200_000
    assert await mentari.balance(Account.PENDAPATAN_JASA, on=LAST) == 0
    assert await mentari.balance(Account.PENDAPATAN_JASA) == 40_000


async def test_where_december_is_closed_the_result_is_written_today_and_stays_the_same(mentari: Book) -> None:
    await write_year(mentari)
    await mentari.close(DECEMBER)
    await mentari.post(income(date(2026, 1, 15), 40_000, SITI))
    closed = await close(mentari)
    (closing,) = await entries(mentari, EntryKind.YEAR_END)
    assert (closing.day, closed.end.result.surplus) == (mentari.today, 1_200_000)
    assert await mentari.balance(Account.PENDAPATAN_JASA) == 40_000
    assert closed.neraca.shu == 1_200_000
    after = await look_at(mentari, 2026)
    assert after.end.result.surplus == 40_000  # what closed the year before is none of this one's


async def test_closing_the_year_closes_its_months(mentari: Book) -> None:
    await write_year(mentari)
    await close(mentari)
    assert await mentari.run(lambda unit: ledger.open_month_of(unit, mentari.id)) == DECEMBER + 1


async def test_no_entry_of_the_year_is_written_any_more_also_where_months_are_left_to_close(
    mentari: Book,
) -> None:
    await mentari.save(
        SITI, 5_000, day=date(2025, 1, 20)
    )  # so many months that one turn does not close them all
    await write_year(mentari)
    await mentari.post_many(
        *(
            book.saving(day=date(2025, 2, 1), by=LILIS, member=member, kind=kind, amount=10)
            for member in range(1, 6)
            for kind in (SavingKind.WAJIB, SavingKind.POKOK, SavingKind.KHUSUS)
        )
    )
    await close(mentari)
    month = await mentari.run(lambda unit: ledger.open_month_of(unit, mentari.id))
    assert month is not None
    assert month <= DECEMBER
    with pytest.raises(book.MonthClosed):
        await mentari.post(saved(5, day=LAST))
    assert not await mentari.run(lambda unit: ledger.is_open(unit, mentari.id, LAST))
    assert await mentari.run(lambda unit: ledger.is_open(unit, mentari.id, date(2026, 1, 1)))
    await mentari.close(month)  # these go on being closed one by one
    verdict = await mentari.run(lambda unit: verify_group(unit, mentari.id))
    assert verdict.fault is None


async def test_the_records_themselves_refuse_an_entry_of_a_closed_year(mentari: Book) -> None:
    await write_year(mentari)
    await close(mentari)

    async def smuggle(unit: Unit) -> None:
        unit.write("UPDATE groups SET name = 'Mentari' WHERE id = $1", mentari.id)
        unit.write(
            "INSERT INTO ledger_entries (group_id, number, kind, day, month, by_member, note_hash, made_ms, key_hash,"
            " input_hash, previous_hash, entry_hash) SELECT group_id, number + 1, kind, '2025-12-31', $2, by_member,"
            " note_hash, made_ms, $3, input_hash, entry_hash, entry_hash FROM ledger_entries WHERE group_id = $1"
            " ORDER BY number DESC LIMIT 1",
            mentari.id,
            DECEMBER,
            b"x" * 32,
        )

    with pytest.raises(Exception, match="is closed"):
        await mentari.run(smuggle)
    with pytest.raises(Exception, match="append-only"):
        await mentari.run(_delete_years)


async def _delete_years(unit: Unit) -> None:
    unit.write("DELETE FROM year_ends")


@pytest.mark.parametrize("count", [5, 30, 60])
async def test_however_large_the_group_one_turn_writes_what_a_turn_may(desk: Desk, count: int) -> None:
    mentari = await open_book(desk, count)
    await decide(mentari, RULES)
    for member in range(1, count + 1):
        await mentari.post_many(
            *(
                book.saving(day=date(2025, 1, 5), by=LILIS, member=member, kind=kind, amount=1_000)
                for kind in (SavingKind.POKOK, SavingKind.WAJIB, SavingKind.SUKARELA)
            ),
            income(date(2025, 1, 6), 1_000, member),
        )
    before = await _count(mentari)
    await close(mentari)
    messages = 3 * count  # what each is told, its button, and that her part was read
    assert await _count(mentari) - before + messages <= 500


async def _count(mentari: Book) -> int:
    tables = ("ledger_entries", "ledger_lines", "ledger_months", "ledger_closings", "year_ends")
    found = [await mentari.rows(f"SELECT count(*) AS n FROM {table}") for table in tables]
    return sum(rows[0]["n"] for rows in found)


# -- refused ----------------------------------------------------------------------------------------------------


async def test_a_year_is_closed_once(mentari: Book) -> None:
    await write_year(mentari)
    await close(mentari)
    before = await state(mentari)
    with pytest.raises(YearClosed):
        await close(mentari)
    assert await state(mentari) == before


async def test_what_closed_a_year_is_not_taken_back(mentari: Book) -> None:
    await write_year(mentari)
    await close(mentari)
    before = await state(mentari)
    for each in await entries(mentari, EntryKind.YEAR_END, EntryKind.SHARE):
        with pytest.raises(book.YearEntryStays):
            await mentari.reverse(each.number)
    assert await state(mentari) == before


async def test_a_year_that_is_not_over_and_an_empty_book_are_not_closed(mentari: Book) -> None:
    await is_refused(mentari, YearNotOver)  # nothing is written
    await mentari.save(SITI, 10)
    await is_refused(mentari, YearNotOver, year=2026)


async def test_years_are_closed_one_after_another(mentari: Book) -> None:
    await mentari.post(income(date(2024, 5, 1), 10_000, SITI))
    await write_year(mentari)
    refusal = await is_refused(mentari, YearOrder)
    assert refusal.fields == {"year": 2024}
    await close(mentari, 2024)
    closed = await close(mentari)
    assert closed.end.result.surplus == 1_200_000


async def test_a_surplus_without_percentages_waits_for_the_meeting(mentari: Book) -> None:
    await mentari.post_many(*drafts())
    await is_refused(mentari, SharesUndecided)
    await decide(mentari, RULES)
    await close(mentari)


async def test_a_meeting_of_the_year_that_is_open_comes_first(mentari: Book) -> None:
    await write_year(mentari)
    await mentari.meeting(1, date(2025, 12, 20))
    await is_refused(mentari, book.MeetingStillOpen)


async def test_the_same_woman_is_not_the_second(mentari: Book) -> None:
    await write_year(mentari)
    await is_refused(mentari, book.SecondIsSame, second=LILIS)


async def test_what_was_agreed_to_is_what_is_closed(mentari: Book) -> None:
    await write_year(mentari)
    seen = (await look_at(mentari)).end
    await mentari.post(income(LAST, 1, SITI))
    await is_refused(mentari, Changed, seen=seen)
    await close(mentari, seen=(await look_at(mentari)).end)


# -- what belongs to a year -------------------------------------------------------------------------------------


async def test_a_correction_of_last_year_written_this_year_is_this_years(mentari: Book) -> None:
    await write_year(mentari)
    number = (await mentari.post(income(date(2025, 11, 3), 60_000, 3))).number
    await mentari.close(DECEMBER - 1)
    await mentari.close(DECEMBER)
    await mentari.reverse(number)
    last_year, this_year = await look_at(mentari), await look_at(mentari, 2026)
    assert last_year.end.result.surplus == 1_260_000
    assert this_year.end.result.surplus == -60_000
    share = last_year.end.shares.of(3) if last_year.end.shares else None
    assert share is not None
    assert share.jasa == 60_000
    assert this_year.end.covered is not None  # no claim and no debt of hers: the group's year has a loss


async def test_who_left_takes_no_part_and_is_named(mentari: Book) -> None:
    await write_year(mentari)

    async def leave(unit: Unit) -> None:
        savings = await ledger.member_balances(unit, mentari.id, IMAS)
        draft = book.settlement(day=mentari.today, by=LILIS, member=IMAS, savings=savings, second=NENENG)
        await ledger.post(unit, mentari.id, draft, key="leaving")
        members.set_left(unit, mentari.id, IMAS, mentari.today)

    await mentari.run(leave)
    closed = await close(mentari)
    assert closed.left_out == (IMAS,)
    assert closed.end.shares is not None
    assert closed.end.shares.of(IMAS) is None
    assert closed.end.shares.to_members == 600_000  # the others have it by what they saved and paid
    assert closed.savings[IMAS][Account.SUKARELA] == 1_000_000  # on the last day she was still there
    assert await mentari.balance(Account.SHU) == 0


async def test_a_woman_with_savings_and_no_loan_has_her_part_of_the_savings(mentari: Book) -> None:
    await write_year(mentari)
    shares = (await close(mentari)).end.shares
    assert shares is not None
    hers = shares.of(3)
    assert hers is not None
    assert (hers.by_savings, hers.by_jasa) == (30_000, 0)
    assert shares.of(5) is None  # who has nothing has no claim


async def test_arisan_money_earns_nothing_and_pokok_does(mentari: Book) -> None:
    await write_year(mentari)
    day = date(2025, 12, 11)
    await mentari.save(5, 90_000, SavingKind.ARISAN, day=day)
    await mentari.save(5, 50_000, SavingKind.POKOK, day=day)
    shares = (await look_at(mentari)).end.shares
    assert shares is not None
    hers = shares.of(5)
    assert hers is not None
    assert hers.savings == 50_000


async def test_a_loss_is_covered_by_the_reserve_and_the_rest_waits(mentari: Book) -> None:
    await mentari.post(income(date(2024, 6, 1), 100_000, SITI))
    await decide(mentari, YearRules(**{**RULES.plain(), "cadangan": 100, **dict.fromkeys(_OTHERS, 0)}))
    await close(mentari, 2024)
    await mentari.save(SITI, 500_000, day=date(2025, 3, 1))
    await mentari.post(book.cost(day=date(2025, 3, 2), by=LILIS, account=Account.BIAYA_LAIN, amount=130_000))
    closed = await close(mentari)
    assert closed.end.shares is None
    assert closed.end.covered is not None
    assert (closed.end.covered.by_reserve, closed.end.covered.left) == (100_000, 30_000)
    assert await entries(mentari, EntryKind.SHARE) == (await entries(mentari, EntryKind.SHARE))[:1]  # of 2024
    assert await mentari.balance(Account.CADANGAN) == 0
    assert await mentari.balance(Account.SHU) == -30_000
    assert await mentari.balance(Account.SUKARELA, SITI) == 500_000
    await mentari.post(income(date(2026, 1, 5), 50_000, SITI))
    next_year = await look_at(mentari, 2026)
    assert next_year.end.result.available == 20_000  # what last year lacks comes first
    assert next_year.neraca.shu == 20_000


_OTHERS = ("jasa_simpanan", "jasa_pinjaman", "pengurus", "pendidikan", "sosial")


async def test_a_year_without_income_and_costs_is_closed_with_nothing(mentari: Book) -> None:
    await mentari.save(SITI, 10_000, day=date(2025, 3, 1))
    closed = await close(mentari)
    found = await mentari.run(lambda unit: year_ends.find(unit, mentari.id, YEAR))
    assert found is not None
    assert (closed.end.shares, closed.end.covered, found.first, found.last) == (None, None, 0, 0)
    assert await entries(mentari, EntryKind.YEAR_END, EntryKind.SHARE) == []


async def test_a_part_nobody_has_a_claim_to_stays_in_the_reserve(mentari: Book) -> None:
    await decide(mentari, RULES)
    day = date(2025, 12, 10)
    await mentari.post(book.income(day=day, by=LILIS, account=Account.PENDAPATAN_LAIN, amount=OTHER_INCOME))
    closed = await close(mentari)
    assert closed.end.shares is not None
    assert closed.end.shares.members == ()
    assert await mentari.balance(Account.CADANGAN) == OTHER_INCOME * 80 // 100
    assert await mentari.balance(Account.SHU) == 0


# -- the pengawas -----------------------------------------------------------------------------------------------


async def say(mentari: Book, *, right: bool = True, note: str = "", year: int = YEAR, seen: int = 0) -> None:
    async def job(unit: Unit) -> None:
        entry = seen or (await ledger.head(unit, mentari.id)).number
        await year_ends.say_look(unit, mentari.id, year, member=5, right=right, note=note, entry=entry)

    await mentari.run(job)


async def test_what_the_pengawas_says_stands_there_until_she_says_something_else(mentari: Book) -> None:
    await write_year(mentari)
    await say(mentari, right=False, note="Kuitansi konsumsi belum ada")
    (look,) = (await look_at(mentari)).looks
    assert (look.member, look.right, look.note, look.since) == (5, False, "Kuitansi konsumsi belum ada", 0)
    await say(mentari)
    (look,) = (await look_at(mentari)).looks
    assert (look.right, look.note) == (True, "")


async def test_what_was_written_into_the_year_after_her_look_is_counted(mentari: Book) -> None:
    await write_year(mentari)
    await say(mentari)
    before = (await mentari.run(lambda unit: ledger.head(unit, mentari.id))).number
    await mentari.post(income(date(2026, 1, 5), 5_000, SITI))  # of another year
    assert (await look_at(mentari)).looks[0].since == 0
    await mentari.post(income(LAST, 5_000, SITI))
    assert (await look_at(mentari)).looks[0].since == 1
    with pytest.raises(Changed):  # she says it of figures that are not the book's any more
        await say(mentari, seen=before)
    await say(mentari)
    assert (await look_at(mentari)).looks[0].since == 0


async def test_she_looks_at_a_year_that_is_over_and_not_closed(mentari: Book) -> None:
    await write_year(mentari)
    with pytest.raises(YearNotOver):
        await say(mentari, year=2026)
    await close(mentari)
    with pytest.raises(YearClosed):
        await say(mentari)
    assert (await look_at(mentari)).looks == ()


async def test_her_words_are_sealed_and_gone_with_her(mentari: Book) -> None:
    await write_year(mentari)
    await say(mentari, right=False, note="Kuitansi belum ada")
    (row,) = await mentari.rows("SELECT note FROM year_looks")
    assert b"Kuitansi" not in bytes(row["note"])

    async def erase(unit: Unit) -> None:
        await unit.vault.destroy([person(mentari.persons[4])])

    await mentari.run(erase)
    assert (await look_at(mentari)).looks[0].note == ""
