"""The machine of one book with loans, and what more happens in a group: agreements, helps, leaving, the end of a year.

How a year is shared is said a second time in tests/year_model.py (reliability.md C 20-22, 29). With tests/ledger_machine.py
and tests/ledger_loans.py this is one history for all that can happen to a book. Elsewhere: roles (C 9) in
tests/test_permitted_steps.py, receipts (C 25) in tests/kill, amounts as people type them (C 30) in tests/domain/reading.
"""

from datetime import date

from hypothesis import strategies as st
from hypothesis.stateful import rule

from db import leaving, ledger, loans, year_ends
from db.unit import Unit
from domain.accounts import Account
from domain.ledger import Draft, EntryKind
from domain.loans import replan
from tests import year_model
from tests.ledger_loans import HOW_MUCH, PERCENTS, Help, LoanMachine
from tests.ledger_machine import INDEX
from tests.ledger_model import COSTS, HERS, MOST

# What the account of each fund is called in the book.
KEPT_ON = {"pengurus": "dana_pengurus", "pendidikan": "dana_pendidikan", "sosial": "dana_sosial"}
INCOMES = {"pendapatan_jasa", "pendapatan_denda", "pendapatan_administrasi", "pendapatan_lain"}
LAST_YEAR = 2029

Sums = dict[tuple[str, int | None], int]


class YearMachine(LoanMachine):
    """As the machine of a book with loans, with `world` set by whoever runs it."""

    @rule(
        index=INDEX,
        months=st.lists(
            st.tuples(HOW_MUCH, st.sampled_from([30, 30, 31, 28, 45, 3])), min_size=2, max_size=5
        ),
        some=st.integers(1, 9_000),
        to_its_end=st.booleans(),
    )
    def months_go_by(self, index: int, months: list[tuple[str, int]], some: int, to_its_end: bool) -> None:
        """Month after month something is paid, or nothing; and the year may come to its end."""
        for how, days in months:
            self.time_goes_on(days=days)
            self.pay(index=index, how=how, some=some, ago=0, saves=how == "more")
            self._check_loans()
        today = self.model.today
        if to_its_end and today.year < LAST_YEAR:
            self.end_meeting()
            self.time_goes_on(days=(date(today.year + 1, 1, 6) - today).days)
            self.end_year(skip=0)

    # -- agreed anew, let go, helped ----------------------------------------------------------------------------

    @rule(index=INDEX, months=st.integers(1, 8), wrong=st.sampled_from([0, 0, 0, 0, 1]))
    def agree_anew(self, index: int, months: int, wrong: int) -> None:
        number = self._running(index)
        if not number:
            return
        lent, today = self.lent[number], self.model.today
        states = {"settled": {"loan_settled"}, "running": set()}
        reasons = states.get(lent.standing, {"loan_not_running"})
        if lent.standing == "running" and months > lent.left:
            return
        reasons = reasons | ({"changed"} if wrong and not reasons else set())

        async def job(unit: Unit) -> None:
            loan = await loans.get(unit, self.group_id, number)
            if lent.standing != "running":
                await loans.replan(unit, loan, instalments=(), start=today, carried_fine=0, by=1, second=2)
                return
            plan = replan(
                await loans.plan_of(unit, loan),
                loan.terms,
                await loans.standing(unit, loan, today),
                months=months,
                start=today,
                after_entry=0,
            )
            await loans.replan(
                unit,
                loan,
                instalments=plan.instalments[wrong:],
                start=today,
                carried_fine=plan.carried_fine,
                by=1,
                second=2,
            )

        code, _done = self._try(job)
        if self._said(code, reasons):
            assert lent.book is not None
            lent.book.agree(months, today)
            self._after(changed=True)
            self._check_table(number)

    @rule(index=INDEX, some=st.integers(0, 2_000))
    def let_go(self, index: int, some: int) -> None:
        number = self._running(index)
        if not number:
            return
        lent = self.lent[number]
        open_ = lent.book.fine(self.model.today) if lent.book is not None and lent.left else 0
        states = {"settled": {"loan_settled"}, "running": set() if 0 < some <= open_ else {"more_than_owed"}}

        async def job(unit: Unit) -> None:
            loan = await loans.get(unit, self.group_id, number)
            await loans.waive(unit, loan, amount=some, reason="sakit", by=1, second=2)

        code, _done = self._try(job)
        if self._said(code, states.get(lent.standing, {"loan_not_running"})):
            assert lent.book is not None
            lent.book.newest.waived += some
            self._after(changed=True)

    @rule(index=INDEX, helper=st.sampled_from([2, 3, 4, 5]))
    def stand_in(self, index: int, helper: int) -> None:
        paid = [(entry, n) for n, lent in self.lent.items() for entry, part in lent.parts.items() if part]
        if not paid:
            return
        entry, number = paid[index % len(paid)]
        code, _help = self._try(
            lambda unit: loans.add_help(
                unit, self.group_id, loan=number, entry=entry, helper=helper, amount=500
            )
        )
        if self._said(code, {"not_allowed"} if helper == self.lent[number].member else set()):
            self.helps[max(self.helps, default=0) + 1] = Help(loan=number, entry=entry, helper=helper)
            self._after(changed=True)

    @rule(index=INDEX, state=st.sampled_from(["returned", "forgiven"]))
    def end_help(self, index: int, state: str) -> None:
        number = index % (max(self.helps, default=0) + 1)
        found = self.helps.get(number)
        code, _done = self._try(lambda unit: loans.settle_help(unit, self.group_id, number, state))
        if self._said(code, {"changed"} if found is None or found.state != "open" else set()):
            assert found is not None
            found.state = state
            self._after(changed=True)

    @rule(member=st.sampled_from([2, 3, 4, 5]), others=st.sets(st.sampled_from([2, 3, 4, 5]), max_size=2))
    def live_together(self, member: int, others: set[int]) -> None:
        self._both(lambda unit: loans.set_household(unit, self.group_id, member, sorted(others)))
        together = {member, *others}
        self.homes = {pair for pair in self.homes if member not in pair}
        self.homes |= {(one, other) for one in together for other in together if one < other}
        assert self.homes == set(self._beside()[6])
        self.beside[6] = sorted(self.homes)

    # -- leaving, being erased ----------------------------------------------------------------------------------

    @rule(member=st.sampled_from([3, 4, 5]))
    def leave(self, member: int) -> None:
        """Only without a loan, and when nobody stands in for anybody (C 22)."""
        if not self.model.members[member]:
            return
        mine = [lent for lent in self.lent.values() if lent.member == member]
        helps = [
            each
            for each in self.helps.values()
            if each.state == "open" and member in (each.helper, self.lent[each.loan].member)
        ]
        reasons = {"still_owes"} if any(lent.left for lent in mine) else set()
        reasons |= {"loan_waiting"} if any(lent.standing in ("asked", "approved") for lent in mine) else set()
        reasons |= {"help_open"} if helps else set()
        code, _done = self._try(lambda unit: leaving.check_settled(unit, self.group_id, member))
        if self._said(code, reasons):
            super().leave(member=member)

    @rule(member=st.sampled_from([3, 4, 5]))
    def erase(self, member: int) -> None:
        """What she asked for and did not get yet is withdrawn; what she owes stays in the book (C 29)."""
        if member in self.erased:
            return
        for lent in self.lent.values():
            if lent.member == member and lent.standing in ("asked", "approved"):
                lent.state = "withdrawn"
        self.homes = {pair for pair in self.homes if member not in pair}
        self.forgets = True
        super().erase(member=member)

    # -- the end of a year --------------------------------------------------------------------------------------

    @rule(skip=st.sampled_from([0, 0, 0, 0, 1, -1]))
    def end_year(self, skip: int) -> None:
        """Shared to the rupiah, once, never a loss; months follow (C 20, 21)."""
        first = min((entry.day.year for entry in self.model.entries), default=self.model.today.year)
        turn = self.model.year_closed + 1 if self.model.year_closed else first
        year = turn + skip
        reasons = self._reasons_to_end(year, turn)
        wanted, available = ([], 0) if reasons else self._ends(year)
        if any(abs(amount) > MOST for sums in wanted for amount in sums.values()):
            reasons.add("amount_out_of_range")
        code, found = self._try(lambda unit: self._end(unit, year))
        if code == "meeting_still_open" and any(
            is_open and day.year < year for day, is_open in self.model.meetings.values()
        ):
            reasons.add(code)
        if not self._said(code, reasons):
            return
        assert found == available
        self._take_over(wanted, f"year/{year}/")
        self.model.year_closed = year
        self.world.counts["years"] += 1
        self._after(changed=True)
        before = self.model.closed
        for number in sorted(row[0] for row in self.dump[2]):
            month = number // 12, number % 12 + 1
            if before is None or month > before:
                assert month == self.model.next_month()
                self.model.closed = month
                self._check_closing(number)
        self._look(date(year, 12, 31), Account.KAS, 3)

    def _reasons_to_end(self, year: int, turn: int) -> set[str]:
        if year >= self.model.today.year or not self.model.entries:
            return {"year_not_over", "year_closed", "year_order"}
        if year != turn:
            return {"year_closed" if year < turn else "year_order"}
        held = any(is_open and day.year == year for day, is_open in self.model.meetings.values())
        return {"meeting_still_open"} if held else set()

    async def _end(self, unit: Unit, year: int) -> int:
        closed = await year_ends.close_year(unit, self.group_id, year, by=1, second=2)
        return closed.end.result.available

    def _ends(self, year: int) -> tuple[list[Sums], int]:
        """The sums of each entry that closes the year, debit above zero, and what there was to share."""
        moved: dict[str, int] = {}
        jasa: dict[int, int] = {}
        for entry in self.model.entries:
            if entry.day.year != year or entry.kind == "year_end":
                continue
            for account, side, amount, _member in entry.lines:
                if account in INCOMES | COSTS:
                    moved[account] = moved.get(account, 0) + side * amount
                if account == "pendapatan_jasa" and entry.member is not None:
                    jasa[entry.member] = jasa.get(entry.member, 0) - side * amount
        surplus = -sum(moved.values())
        available = surplus + self.model.balance("shu_tahun_berjalan")
        found = []
        closing: Sums = {(name, None): -sum_ for name, sum_ in moved.items() if sum_}
        if closing:
            if surplus:
                closing["shu_tahun_berjalan", None] = -surplus
            found.append(closing)
        if available < 0:
            reserve = min(-available, max(0, self.model.balance("dana_cadangan")))
            found += (
                [{("dana_cadangan", None): reserve, ("shu_tahun_berjalan", None): -reserve}]
                if reserve
                else []
            )
        if available > 0:
            found += self._shared(year, available, jasa)
        return found, available

    def _shared(self, year: int, available: int, jasa: dict[int, int]) -> list[Sums]:
        active = [member for member, there in self.model.members.items() if there]
        end = date(year, 12, 31)
        counted = HERS - {"titipan_arisan"}
        savings = {each: sum(self.model.balance(name, each, end) for name in counted) for each in active}
        funds, by_savings, by_jasa, reserve = year_model.shared(
            available,
            PERCENTS,
            savings,
            {each: max(0, jasa.get(each, 0)) for each in active},
        )
        kept = {"dana_cadangan": reserve, **{KEPT_ON[name]: funds[name] for name in KEPT_ON}}
        to_group: Sums = {(name, None): -amount for name, amount in kept.items() if amount}
        found: list[Sums] = []
        if to_group:
            found.append({**to_group, ("shu_tahun_berjalan", None): sum(kept.values())})
        for each in active:
            total = by_savings.get(each, 0) + by_jasa.get(each, 0)
            if total:
                found.append({("shu_tahun_berjalan", None): total, ("simpanan_sukarela", each): -total})
        given = sum(sums[("shu_tahun_berjalan", None)] for sums in found)
        assert given == available
        return found

    def _take_over(self, wanted: list[Sums], keys: str) -> None:
        """The entries that were just written are the wanted ones, and stand in the model from now on."""
        after = len(self.model.entries)
        written = self._both(lambda unit: ledger.list_entries(unit, self.group_id, after=after))
        sums = [{(line.account.value, line.member): line.signed for line in entry.lines} for entry in written]
        assert sums == wanted
        for at, entry in enumerate(written):
            draft = Draft(
                kind=EntryKind(entry.kind),
                day=entry.day,
                lines=entry.lines,
                by=entry.by,
                second=entry.second,
                member=entry.member,
            )
            self._note([(f"{keys}{at}", draft)], [entry.number])
