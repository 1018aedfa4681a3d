"""The machine of one book, with its loans: asked for, decided, received, paid in every way, taken back, paid again.

Loans are said a second time in tests/loan_model.py; here they are led along the same commands as the two databases, and
after every step all three say the same (reliability.md C 5, 15-19, 26). What else happens to them, and the end of a
year, is in tests/ledger_years.py.
"""

import copy
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from db import group_rules, ledger, loan_check, loans
from db.book_copies import copy_in, copy_out
from db.engine import Fetch
from db.ledger_check import verify_group
from db.unit import Unit
from domain import ledger as book
from domain.accounts import SavingKind
from domain.group_rules import KindRule, Rhythm, Rules
from domain.ledger import Draft
from domain.loan_rules import Method, Order, Terms
from domain.money import Rupiah
from domain.refusals import Refusal
from domain.year_rules import YearRules
from tests import loan_model
from tests.ledger_machine import AGO, INDEX, NOTE, LedgerMachine
from tests.ledger_model import MOST
from tests.ledger_sides import Crashed, Side
from tests.loan_model import Deal

PERCENTS = {
    "cadangan": 30,
    "jasa_simpanan": 25,
    "jasa_pinjaman": 25,
    "pengurus": 10,
    "pendidikan": 5,
    "sosial": 5,
}
TERMS = (
    Terms(method=Method.FLAT, rate=200, unit=Rupiah(1_000)),
    Terms(method=Method.DECLINING, rate=150, unit=Rupiah(500)),
    Terms(method=Method.NONE, rate=0, unit=Rupiah(1_000)),
    Terms(
        method=Method.FLAT,
        rate=500,
        unit=Rupiah(100),
        order=Order.PRINCIPAL_FIRST,
        fine=Rupiah(700),
        fine_cap=Rupiah(1_500),
    ),
    Terms(method=Method.DECLINING, rate=200, unit=Rupiah(1_000), fine=Rupiah(1_000), fine_cap=Rupiah(3_000)),
)
MONTHS_MAX = 24

_DUMP = (
    "SELECT number, member, asked_by, amount, months, terms, state, by_member, second_member, made_ms, decided_ms,"
    " entry, settled_day FROM loans WHERE group_id = $1 ORDER BY number",
    "SELECT loan, revision, start_day, after_entry, carried_fine, by_member, second_member, made_ms FROM loan_plans"
    " WHERE group_id = $1 ORDER BY loan, revision",
    "SELECT loan, revision, n, due_day, principal, jasa FROM loan_instalments WHERE group_id = $1"
    " ORDER BY loan, revision, n",
    "SELECT entry, loan FROM loan_entries WHERE group_id = $1 ORDER BY entry",
    "SELECT loan, n, revision, amount, by_member, second_member FROM loan_waivers WHERE group_id = $1 ORDER BY loan, n",
    "SELECT number, loan, entry, helper, amount, state FROM loan_helps WHERE group_id = $1 ORDER BY number",
    "SELECT member, other FROM households WHERE group_id = $1 ORDER BY member, other",
    "SELECT year, result, body, first_entry, last_entry, by_member, second_member FROM year_ends WHERE group_id = $1"
    " ORDER BY year",
)

BORROWER = st.sampled_from([3, 4, 5, 3, 4, 5, 3, 4, 5, 2, 99])
LENT = st.one_of(st.integers(5, 60_000), st.sampled_from([0, 3, 10**6]))
MONTHS = st.sampled_from([1, 2, 3, 3, 4, 6, 12, 0, 25])
HOW_MUCH = st.sampled_from(
    ["month", "month", "month", "part", "part", "end", "end", "more", "more", "most", "nothing"]
)


@dataclass
class Lent:
    """A loan in the model. state: until it is paid out. cancelled: what went out was taken back.

    parts: what each of its entries is, by its number: the payment in `book`, or None for what went out.
    """

    member: int
    amount: int
    months: int
    terms: Terms
    state: str = "asked"
    book: loan_model.Loan | None = None
    cancelled: bool = False
    parts: dict[int, loan_model.Entry | None] = field(default_factory=dict)

    @property
    def left(self) -> int:
        return 0 if self.book is None or self.cancelled else self.book.left()

    @property
    def standing(self) -> str:
        """Settled if, and only if, nothing is owed on what went out (C 5)."""
        if self.book is None:
            return self.state
        return "withdrawn" if self.cancelled else "running" if self.left else "settled"


@dataclass
class Help:
    """helper has paid for the borrower of that loan, in that entry."""

    loan: int
    entry: int
    helper: int
    state: str = "open"


class LoanMachine(LedgerMachine):
    """As the machine of a book, with `world` set by whoever runs it."""

    # -- the beginning, and what holds after every step ---------------------------------------------------------

    @initialize(
        zone_offset=st.just(0),
        first=st.lists(
            st.tuples(
                st.sampled_from([3, 4, 5]),
                st.integers(500, 60_000),
                st.integers(1, 6),
                st.sampled_from(TERMS),
            ),
            max_size=3,
        ),
        ago=st.sampled_from([0, 33, 62]),
    )
    def begin(self, zone_offset: int, first: list[tuple[int, int, int, Terms]], ago: int) -> None:
        """A book in which some have borrowed already."""
        super().begin(zone_offset=zone_offset)
        for member, amount, months, terms in first:
            self.lend(member=member, amount=amount, months=months, terms=terms, ago=ago, second=2, steps=3)

    async def _found(self, unit: Unit) -> None:
        await super()._found(unit)
        self.lent: dict[int, Lent] = {}
        self.helps: dict[int, Help] = {}
        self.homes: set[tuple[int, int]] = set()
        self.paid: dict[str, tuple[int, int, date, bool]] = {}
        self.beside: list[list[tuple[Any, ...]]] = [[] for _sql in _DUMP]
        self.forgets = False
        day = self.model.today - timedelta(days=400)
        rules = Rules(
            kinds=(KindRule(kind=SavingKind.SUKARELA),),
            rhythm=Rhythm.MONTHLY,
            meeting_day=day,
            from_day=day,
            decided_day=day,
            year=YearRules(**PERCENTS),
        )
        await group_rules.add(unit, self.group_id, rules, by=0)

    def _beside(self) -> list[list[tuple[Any, ...]]]:
        dumps = []
        for side in self.world.sides:
            found = self._on(
                side, lambda unit: unit.fetch_all(*(Fetch(sql, (self.group_id,)) for sql in _DUMP))
            )
            dumps.append([[tuple(row) for row in rows] for rows in found])
        assert dumps[0] == dumps[1]
        return dumps[0]

    def _after(self, *, changed: bool) -> None:
        super()._after(changed=changed)
        beside = self._beside()
        if not changed and not self.forgets:
            assert beside == self.beside, "a refused command has changed something"
        self.forgets = False
        for table in (1, 2, 3, 4, 7):
            kept = self.beside[table]
            assert [row for row in beside[table] if row in set(kept)] == kept, "what was fixed has changed"
        self.beside = beside
        for row in beside[0]:
            lent = self.lent[row[0]]
            assert (row[1], row[6]) == (lent.member, lent.standing)
        assert [row[0] for row in beside[0]] == sorted(self.lent)
        belongs = {entry: number for number, lent in self.lent.items() for entry in lent.parts}
        assert dict(beside[3]) == belongs
        helps = {n: (each.loan, each.entry, each.helper, each.state) for n, each in self.helps.items()}
        assert {
            n: (loan, entry, helper, state) for n, loan, entry, helper, _amount, state in beside[5]
        } == helps
        for member in self.model.members:
            owed = sum(lent.left for lent in self.lent.values() if lent.member == member)
            assert owed == self.model.balance("piutang_anggota", member)

    def teardown(self) -> None:
        if hasattr(self, "lent"):
            for side in self.world.sides:
                _count, fault = self._on(side, lambda unit: loan_check.verify_of(unit, self.group_id))
                assert fault is None, str(fault)
            self._check_loans()
            self._check_copy()
        super().teardown()

    def _check_loans(self) -> None:
        """Every running loan stands as the model says."""
        today = self.model.today
        found = self._both(lambda unit: _stand(unit, self.group_id, today))
        assert sorted(found) == [n for n, lent in sorted(self.lent.items()) if lent.standing == "running"]
        for number, stands in found.items():
            there = self.lent[number].book
            assert there is not None
            assert stands == (
                there.left(),
                there.fine(today),
                there.to_end(today),
                there.behind(today),
                [tuple(rest) for rest in there.open_months() if any(rest)],
            )

    def _check_copy(self) -> None:
        """Out of one database and into the other: the same chain, loans that agree, the same copy again (C 23, 26)."""
        first, second = self.world.sides
        out = self._on(first, lambda unit: copy_out(unit, self.group_id))
        there = self._on(second, lambda unit: copy_in(unit, out))
        verdict = self._on(second, lambda unit: verify_group(unit, there, everything=False))
        assert verdict.fault is None, str(verdict.fault)
        _count, fault = self._on(second, lambda unit: loan_check.verify_of(unit, there))
        assert fault is None, str(fault)
        assert self._on(second, lambda unit: copy_out(unit, there)) == out

    # -- what follows an entry ----------------------------------------------------------------------------------

    def _of(self, entry: int) -> Lent | None:
        return next((lent for lent in self.lent.values() if entry in lent.parts), None)

    def _more_reasons(self, drafts: Sequence[Draft]) -> set[str]:
        found = set()
        for draft in drafts:
            lent = self._of(draft.reverses) if draft.reverses is not None else None
            if lent is None:
                continue
            owed = sum(line.signed for line in draft.lines if line.account.value == "piutang_anggota")
            if lent.standing != "running" and lent.left + owed and self._has_open(lent.member):
                found.add("open_loan_already")
        return found

    def _noted(self, draft: Draft, number: int) -> None:
        lent = self._of(draft.reverses) if draft.reverses is not None else None
        if lent is None:
            return
        assert draft.reverses is not None
        assert lent.book is not None
        part = lent.parts[draft.reverses]
        self.helps = {n: each for n, each in self.helps.items() if each.entry != draft.reverses}
        if part is None:
            lent.cancelled = not lent.cancelled
            lent.parts[number] = None
        else:
            lent.parts[number] = lent.book.take_back(part, draft.day)

    def _has_open(self, member: int) -> bool:
        return any(
            each.member == member and each.standing in ("asked", "approved", "running")
            for each in self.lent.values()
        )

    def _said(self, code: str, reasons: set[str]) -> bool:
        """Whether it was carried out, as the model has it."""
        if code:
            assert code in reasons, (code, reasons)
            self._after(changed=False)
            return False
        assert not reasons, reasons
        return True

    # -- asked for, decided, received ---------------------------------------------------------------------------

    @rule(
        member=BORROWER,
        amount=LENT,
        months=MONTHS,
        terms=st.sampled_from(TERMS),
        ago=AGO,
        second=st.sampled_from([2, 2, 2, 2, 2, 1, 3]),
        steps=st.sampled_from([3, 3, 3, 3, 3, 2, 1]),
    )
    def lend(
        self, member: int, amount: int, months: int, terms: Terms, ago: int, second: int, steps: int
    ) -> None:
        """Asked for, mostly decided too, mostly received: with cash for it in the box."""
        if not self._ask(member, amount, months, terms) or steps < 2:
            return
        number = max(self.lent)
        if not self._approve(number, 1, second) or steps < 3:
            return
        if amount < 10**5:
            self.save_simply(
                member=1, kind=SavingKind.SUKARELA, amount=amount, ago=max(ago, 0), meeting=False
            )
        self._disburse(number, ago)

    def _ask(self, member: int, amount: int, months: int, terms: Terms) -> bool:
        reasons = {
            code
            for code, wrong in {
                "amount_out_of_range": not 1 <= months <= MONTHS_MAX or amount < months,
                "unknown_member": member not in self.model.members,
                "member_left": not self.model.members.get(member, True),
                "open_loan_already": self._has_open(member),
            }.items()
            if wrong
        }

        async def job(unit: Unit) -> int:
            asked = await loans.ask(
                unit,
                self.group_id,
                member=member,
                asked_by=1,
                amount=amount,
                months=months,
                purpose="wajan",
                terms=terms,
            )
            return asked.number

        code, number = self._try(job)
        if not self._said(code, reasons):
            return False
        assert number == len(self.lent) + 1
        self.lent[number] = Lent(member=member, amount=amount, months=months, terms=terms)
        self._after(changed=True)
        return True

    @rule(index=INDEX, by=st.sampled_from([1, 1, 1, 3]), second=st.sampled_from([2, 2, 3, 1]))
    def approve(self, index: int, by: int, second: int) -> None:
        if self.lent:
            self._approve(index % len(self.lent) + 1, by, second)

    def _approve(self, number: int, by: int, second: int) -> bool:
        lent = self.lent[number]
        barred = {lent.member, *(other for pair in self.homes if lent.member in pair for other in pair)}
        reasons = {"changed"} if lent.standing != "asked" else set()
        reasons |= {"not_for_own"} if by == second or {by, second} & barred else set()

        async def job(unit: Unit) -> None:
            await loans.approve(unit, await loans.get(unit, self.group_id, number), by=by, second=second)

        code, _done = self._try(job)
        if not self._said(code, reasons):
            return False
        lent.state = "approved"
        self._after(changed=True)
        return True

    @rule(index=INDEX, how=st.sampled_from(["refuse", "withdraw"]))
    def not_given(self, index: int, how: str) -> None:
        if not self.lent:
            return
        number = index % len(self.lent) + 1
        lent = self.lent[number]
        barred = {lent.member, *(other for pair in self.homes if lent.member in pair for other in pair)}
        allowed = {"refuse": ("asked",), "withdraw": ("asked", "approved")}[how]
        reasons = {"changed"} if lent.standing not in allowed else set()
        reasons |= {"not_for_own"} if how == "refuse" and 1 in barred else set()

        async def job(unit: Unit) -> None:
            loan = await loans.get(unit, self.group_id, number)
            if how == "refuse":
                await loans.refuse(unit, loan, by=1, reason="kas kurang")
            else:
                await loans.withdraw(unit, loan)

        code, _done = self._try(job)
        if self._said(code, reasons):
            lent.state = {"refuse": "refused", "withdraw": "withdrawn"}[how]
            self._after(changed=True)

    @rule(index=INDEX, ago=AGO)
    def disburse(self, index: int, ago: int) -> None:
        if self.lent:
            self._disburse(index % len(self.lent) + 1, ago)

    def _disburse(self, number: int, ago: int) -> None:
        lent, day, key = self.lent[number], self._day(ago), f"k{len(self.commands)}"
        draft = book.loan_out(day=day, by=1, second=2, member=lent.member, amount=lent.amount)
        reasons = self.model.refusals([self._written(draft)])
        reasons |= {"changed"} if lent.standing != "approved" else set()

        async def job(unit: Unit) -> int:
            loan = await loans.get(unit, self.group_id, number)
            posted = await ledger.post(unit, self.group_id, draft, key=key)
            await loans.start(unit, loan, entry=posted.number, day=day, by=1, second=2)
            return posted.number

        code, entry = self._try(job)
        if not self._said(code, reasons):
            return
        terms = lent.terms
        deal = Deal(terms.method.value, terms.rate, terms.unit, terms.order.value, terms.fine, terms.fine_cap)
        lent.book = loan_model.lend(deal, lent.amount, lent.months, day)
        lent.parts[entry] = None
        self.world.counts["loans"] += 1
        self._note([(key, draft)], [entry])
        self._after(changed=True)
        self._check_table(number)

    def _check_table(self, number: int) -> None:
        """The newest plan is the model's, month by month (C 15, 16)."""
        there = self.lent[number].book
        assert there is not None
        newest = max(row[1] for row in self.beside[1] if row[0] == number)
        found = [row[3:] for row in self.beside[2] if row[:2] == (number, newest)]
        assert newest == len(there.agreements)
        assert found == [(each.due.isoformat(), each.principal, each.jasa) for each in there.newest.months]

    # -- paid ---------------------------------------------------------------------------------------------------

    @rule(index=INDEX, how=HOW_MUCH, some=st.integers(1, 9_000), ago=AGO, saves=st.booleans())
    def pay(self, index: int, how: str, some: int, ago: int, saves: bool) -> None:
        number = self._running(index)
        if number:
            day = self._day(ago)
            self._pay(number, self._amount(self.lent[number], how, some, day), day, saves, "")

    def _running(self, index: int) -> int:
        """A loan that can be paid; now and then any other."""
        running = [number for number, lent in self.lent.items() if lent.standing == "running"]
        some = running if running and index % 10 else list(self.lent)
        return some[index % len(some)] if some else 0

    def _amount(self, lent: Lent, how: str, some: int, day: date) -> int:
        there = lent.book
        if there is None or how in ("most", "nothing"):
            return {"most": MOST, "nothing": 0}.get(how, some)
        end = there.to_end(day)
        rest = [sum(each) for each in there.open_months() if any(each)] or [some]
        return {"month": rest[0] + there.fine(day), "part": 1 + some % max(1, end), "end": end}.get(
            how, end + some
        )

    def _reasons_to_pay(
        self, lent: Lent, there: loan_model.Loan | None, amount: int, day: date, saves: bool
    ) -> set[str]:
        found = {"amount_out_of_range"} if amount <= 0 else set()
        if there is None or lent.cancelled:
            return found | {"loan_not_running"}
        if not there.left():
            return found | {"loan_settled"}
        return found or ({"more_than_owed"} if there.pays(amount, day)[3] and not saves else set())

    def _draft_of(self, lent: Lent, counts: tuple[int, int, int, int], day: date, **more: Any) -> Draft:
        fine, jasa, principal, saved = counts
        return book.repayment(
            day=day, by=1, member=lent.member, principal=principal, jasa=jasa, fine=fine, saved=saved, **more
        )

    def _pay(self, number: int, amount: int, day: date, saves: bool, key: str) -> None:
        lent, key = self.lent[number], key or f"k{len(self.commands)}"
        reasons = self._reasons_to_pay(lent, lent.book, amount, day, saves)
        draft = None
        if not reasons:
            assert lent.book is not None
            counts = lent.book.pays(amount, day)
            assert sum(counts) == amount
            draft = self._draft_of(lent, counts, day)
            reasons = self.model.refusals([self._written(draft)])
        code, repaid = self._try(lambda unit: self._repay(unit, number, amount, day, saves, key))
        if not self._said(code, reasons):
            return
        assert draft is not None
        assert (repaid.again, repaid.loan) == (False, number)
        part = repaid.allocation
        assert (part.fine, part.jasa, part.principal, part.excess) == counts
        self._wrote(lent, repaid.number, counts, day)
        self.paid[key] = number, amount, day, saves
        self._note([(key, draft)], [repaid.number])
        assert repaid.settled == (lent.left == 0)
        self._after(changed=True)

    def _wrote(self, lent: Lent, entry: int, counts: tuple[int, int, int, int], day: date) -> None:
        """It stands in the book as its parts say, each on its own account (C 17)."""
        assert lent.book is not None
        written = self._both(lambda unit: ledger.get_entry(unit, self.group_id, entry))
        fine, jasa, principal, saved = counts
        wanted = {
            ("kas", None): sum(counts),
            ("piutang_anggota", lent.member): -principal,
            ("pendapatan_jasa", None): -jasa,
            ("dana_sosial", None): -fine,
            ("simpanan_sukarela", lent.member): -saved,
        }
        found = {(line.account.value, line.member): line.signed for line in written.lines}
        assert found == {pair: sum_ for pair, sum_ in wanted.items() if sum_}
        self.world.counts["paid"] += 1
        lent.parts[entry] = lent.book.write(day, fine=counts[0], jasa=counts[1], principal=counts[2])

    async def _repay(
        self, unit: Unit, number: int, amount: int, day: date, saves: bool, key: str
    ) -> loans.Repaid:
        return await loans.pay(
            unit,
            self.group_id,
            number,
            amount,
            day=day,
            by=1,
            meeting=None,
            key=key,
            excess_to_savings=saves,
        )

    @rule(index=INDEX, more=st.sampled_from([0, 0, 1, -1]))
    def pay_again(self, index: int, more: int) -> None:
        """The same command once more, or another amount under the same key (C 7)."""
        if not self.paid:
            return
        key = sorted(self.paid)[index % len(self.paid)]
        number, amount, day, saves = self.paid[key]
        if amount + more <= 0:
            return
        code, repaid = self._try(lambda unit: self._repay(unit, number, amount + more, day, saves, key))
        if more:
            assert code == book.KeyUsedDifferently.code
        else:
            assert (code, repaid.number, repaid.again) == ("", self.posted[key], True)
            assert repaid.settled == (self.lent[number].standing == "settled")
        self._after(changed=False)

    @rule(index=INDEX, some=st.integers(1, 9_000), ago=AGO, note=NOTE)
    def correct(self, index: int, some: int, ago: int, note: str) -> None:
        """A payment is taken back and the right one written, both or neither."""
        paid = [(entry, n) for n, lent in self.lent.items() for entry, part in lent.parts.items() if part]
        if not paid:
            return
        entry, number = paid[index % len(paid)]
        lent, day, key = self.lent[number], self._day(ago), f"k{len(self.commands)}"
        part, before = lent.parts[entry], self.model.entries[entry - 1]
        assert lent.book is not None
        assert part is not None
        reasons = {"not_allowed"} if before.kind != "repayment" else set()
        after = copy.deepcopy(lent.book)
        if after.stands(after.entries[part.number - 1]):
            after.take_back(after.entries[part.number - 1], day)
        reasons |= self._reasons_to_pay(lent, after, some, day, False)
        written = self._on(self.world.sides[0], lambda unit: ledger.get_entry(unit, self.group_id, entry))
        back = book.reversal_of(written, day=day, by=1, second=2, note=note, meeting=None)
        drafts = [back]
        if not reasons:
            counts = after.pays(some, day)
            drafts.append(self._draft_of(lent, counts, day, second=2, note=note))
            owed_again = lent.standing != "running" and after.left() > counts[2]
            reasons |= {"open_loan_already"} if owed_again and self._has_open(lent.member) else set()
        reasons |= self.model.refusals([self._written(draft) for draft in drafts])

        async def job(unit: Unit) -> loans.Repaid:
            return await loans.correct(
                unit,
                self.group_id,
                entry,
                some,
                day=day,
                by=1,
                second=2,
                meeting=None,
                note=note,
                key=key,
            )

        code, repaid = self._try(job)
        if not self._said(code, reasons):
            return
        allocation = repaid.allocation
        assert (allocation.fine, allocation.jasa, allocation.principal, allocation.excess) == counts
        # Who stood in for her stood in for what was really paid: it goes on with the entry written anew.
        kept = {
            n: replace(each, entry=repaid.number) for n, each in self.helps.items() if each.entry == entry
        }
        self._note([(f"{key}/back", drafts[0])], [repaid.number - 1])
        self.helps |= kept
        self._wrote(lent, repaid.number, counts, day)
        self._note([(f"{key}/anew", drafts[1])], [repaid.number])
        self._after(changed=True)

    @rule(left=st.integers(0, 40), index=INDEX, how=st.sampled_from(["month", "part", "end"]))
    def crash_paying(self, left: int, index: int, how: str) -> None:
        """The process ends at any statement of a payment: all of it is there, or nothing; then it is paid."""
        number = self._running(index)
        if not number or self.lent[number].standing != "running":
            return
        key, day = f"k{len(self.commands)}", self.model.today
        amount = self._amount(self.lent[number], how, index + 1, day)
        for side in self.world.sides:
            self._end_while_paying(side, left, number, amount, key)
        reasons = self._reasons_to_pay(self.lent[number], self.lent[number].book, amount, day, False)
        there = self.lent[number].book
        assert there is not None
        draft = self._draft_of(self.lent[number], there.pays(amount, day), day)
        reasons |= self.model.refusals([self._written(draft)])

        async def job(unit: Unit) -> tuple[int, bool]:
            repaid = await self._repay(unit, number, amount, day, False, key)
            return repaid.number, repaid.settled

        code, found = self._try(job)
        if not self._said(code, reasons):
            return
        self._wrote(self.lent[number], found[0], there.pays(amount, day), day)
        self.paid[key] = number, amount, day, False
        self._note([(key, draft)], [found[0]])
        assert found[1] == (self.lent[number].left == 0)
        self._after(changed=True)

    def _end_while_paying(self, side: Side, left: int, number: int, amount: int, key: str) -> None:
        side.engine.left = left
        with suppress(Crashed, Refusal):
            self._on(side, lambda unit: self._repay(unit, number, amount, self.model.today, False, key))
        crashed, committed = side.engine.left < 0, side.engine.committed
        side.engine.left, side.engine.committed = None, False
        if not crashed:
            return
        self.world.run(side.writer.stop())
        self.world.run(side.vault.stop())
        self.world.run(side.open())
        entry = len(self.model.entries) + 1
        there, linked = self._on(
            side,
            lambda unit: unit.fetch_all(
                Fetch(
                    "SELECT number FROM ledger_entries WHERE group_id = $1 AND number = $2",
                    (self.group_id, entry),
                ),
                Fetch(
                    "SELECT loan FROM loan_entries WHERE group_id = $1 AND entry = $2", (self.group_id, entry)
                ),
            ),
        )
        assert (bool(there), bool(linked)) == (committed, committed)


async def _stand(unit: Unit, group_id: int, today: date) -> dict[int, tuple[Any, ...]]:
    """Of each running loan what the model says too."""
    found = await loans.standings(unit, group_id, today)
    return {
        number: (
            stands.outstanding,
            stands.fine,
            stands.payoff,
            stands.days_behind,
            [(each.principal, each.jasa) for each in stands.open],
        )
        for number, (_loan, _plan, stands) in found.items()
    }
