"""Five years of a group of thirty: the ledger and the loans agree, every year was shared to the rupiah."""

from pathlib import Path

import pytest

from db import loan_check, loans, year_ends
from db.ledger_check import verify_group
from db.unit import Unit
from domain.accounts import COSTS, INCOMES, Account
from domain.loan_rules import Method
from domain.loans import State
from tests.book_years import AFTERWARDS, MEMBERS, YEARS, write_years
from tests.db.desk import open_desk


@pytest.mark.slow
async def test_five_years_of_thirty_women_hold_together(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        mentari = await write_years(desk)
        verdict = await mentari.run(lambda unit: verify_group(unit, mentari.id))
        assert (verdict.fault, verdict.entries > 4_000) == (None, True)
        count, fault = await mentari.run(lambda unit: loan_check.verify_of(unit, mentari.id))
        assert (count > 100, fault) == (True, None)

        async def read(unit: Unit) -> None:
            assert await year_ends.list_years(unit, mentari.id) == list(reversed(YEARS[:-1]))
            for year in YEARS[:-1]:
                closed = await year_ends.find(unit, mentari.id, year)
                assert closed is not None
                assert closed.end.shares is not None
                shares = closed.end.shares
                whole = shares.to_members + sum(shares.to_accounts.values())
                assert whole == closed.end.result.surplus > 0
                assert len(shares.members) == MEMBERS
            had = await loans.list_loans(unit, mentari.id, State.RUNNING, State.SETTLED)
            assert {each.terms.method for each in had} == {Method.FLAT, Method.DECLINING}
            assert {each.state for each in had} == {State.RUNNING, State.SETTLED}
            owed = sum([await loans.outstanding(unit, each) for each in had])
            book = await year_ends.year_book(unit, mentari.id, YEARS[-1])
            assert owed == book.balances[Account.PIUTANG] > 0
            assert book.balances[Account.KAS] > 0
            nominal = {*INCOMES, *COSTS} & {account for account, sum_ in book.balances.items() if sum_}
            assert nominal == {Account.PENDAPATAN_JASA, Account.BIAYA_RAPAT}
            late = [each.days for each in book.loans if each.days]
            assert 0 < len(late) < len(book.loans)

        await mentari.run(read)
        assert mentari.today == AFTERWARDS
