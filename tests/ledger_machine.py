"""One book on SQLite, on PostgreSQL and in a model of a hundred lines, through everything that can happen to it.

All three get the same commands. Both databases share one key store and one clock, so that their rows, chains included,
must be the same byte for byte (sealed notes apart); the model says what may be written and what every balance is.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from db import erasure, ledger
from db.engine import Fetch, Row
from db.ledger_check import verify_group
from db.unit import Unit, Unprepared
from db.vault import person as owner_of
from domain import ledger as book
from domain.accounts import COSTS, Account, SavingKind
from domain.ledger import Draft
from domain.refusals import Refusal
from tests.ledger_model import Model, Written, following
from tests.ledger_sides import Crashed, Side, World

T = TypeVar("T")

FIRST_TODAY = date(2026, 2, 3)
MEMBERS = 5
# The key of an entry that was written in one go with the next.
AND_NEXT = "/back"
# So small that the savings alone, without what was taken out between them, stay below the highest balance.
AMOUNTS_ADD_UP = 10**12

_DUMP = (
    "SELECT number, kind, day, month, meeting, member, reverses, by_member, second_member, note_hash, made_ms,"
    " key_hash, input_hash, previous_hash, entry_hash FROM ledger_entries WHERE group_id = $1 ORDER BY number",
    "SELECT number, n, month, account, member, side, amount FROM ledger_lines WHERE group_id = $1"
    " ORDER BY number, n",
    "SELECT month, entry, by_member, second_member, closed_ms, head_hash, balances_hash FROM ledger_months"
    " WHERE group_id = $1 ORDER BY month",
    "SELECT account, member, month, balance FROM ledger_closings WHERE group_id = $1",
    "SELECT number, meeting, head_hash, check_code, published_ms, row_hash FROM ledger_heads"
    " WHERE group_id = $1 ORDER BY number",
)


# Mostly what people do, now and then what they must not.
MEMBER = st.sampled_from([1, 2, 3, 4, 5, 3, 4, 5, 1, 2, 3, 4, 5, 3, 4, 5, 3, 99])
WRITER = st.sampled_from([*[1] * 18, 2, 3, 99])
SECOND = st.sampled_from([*[None] * 6, *[2] * 6, 1, 99])
OFTEN_SECOND = st.sampled_from([2, 2, 2, None, None, 1])
KIND = st.sampled_from(SavingKind)
CASH = st.sampled_from([*[Account.KAS] * 6, Account.BANK, Account.DOMPET])
SMALL = st.integers(1, 50_000)
AMOUNT = st.one_of(
    SMALL, SMALL, SMALL, SMALL, st.integers(1, 50), st.sampled_from([0, -1, 10**15, 10**15 + 1, 10**15 - 1])
)
AGO = st.sampled_from([*[0] * 12, 1, 3, 15, 33, 33, 62, -1, 11_000])
NOTE = st.sampled_from(["", "", "titip", "salah catat", "Beyonc\u00e9", "Beyonce\u0301", "\U0001f600"])
MEETING = st.sampled_from([*[None] * 8, 1, 2, 9])
INDEX = st.integers(0, 1_000)


def _values(row: Row) -> tuple[Any, ...]:
    return tuple(bytes(each) if isinstance(each, bytes | memoryview) else each for each in row)


class LedgerMachine(RuleBasedStateMachine):
    """`world` is set by whoever runs it."""

    world: World

    # -- the beginning and the end ----------------------------------------------------------------------------------

    @initialize(zone_offset=st.just(0))
    def begin(self, zone_offset: int) -> None:
        world = self.world
        world.counts["books"] += 1
        self.model = Model(today=FIRST_TODAY, members=dict.fromkeys(range(1, MEMBERS + 1), True))
        self._set_clock()
        self.group_id = world.ids.new()
        self.persons = {number: world.ids.new() for number in self.model.members}
        self.commands: list[tuple[str, Draft, bool]] = []
        self.posted: dict[str, int] = {}
        self.together: list[tuple[str, Draft]] = []
        self.erased: set[int] = set()
        self.blind: set[int] = set()
        self._both(self._found)
        self.dump = self._dump()

    async def _found(self, unit: Unit) -> None:
        unit.write(
            "INSERT INTO groups (id, name, place, zone, demo, chain_start) VALUES ($1, 'M', 'N', 'Asia/Jakarta', 0, $2)",
            self.group_id,
            f"start-{self.group_id}",
        )
        await unit.vault.have([owner_of(each) for each in self.persons.values()], create=True)
        for number, person_id in self.persons.items():
            unit.write("INSERT INTO persons (id, created_ms) VALUES ($1, 0)", person_id)
            unit.write(
                "INSERT INTO members (group_id, number, person_id, state, joined_day, details)"
                " VALUES ($1, $2, $3, 'active', '2026-01-01', NULL)",
                self.group_id,
                number,
                person_id,
            )

    def teardown(self) -> None:
        if not hasattr(self, "model"):
            return
        for side in self.world.sides:
            verdict = self._on(side, lambda unit: verify_group(unit, self.group_id, everything=False))
            assert verdict.fault is None, str(verdict.fault)
        self._check_replay()

    # -- running ----------------------------------------------------------------------------------------------------

    def _set_clock(self) -> None:
        today = self.model.today
        self.world.now_ms = int(
            datetime(today.year, today.month, today.day, 4, tzinfo=UTC).timestamp() * 1000
        )

    def _on(self, side: Side, job: Callable[[Unit], Awaitable[T]]) -> T:
        return self.world.run(side.writer.run(job))

    def _try(self, job: Callable[[Unit], Awaitable[T]]) -> tuple[str, Any]:
        """The code of the refusal, or "" and what the job returns; the same on both sides."""
        found: list[tuple[str, Any]] = []
        for side in self.world.sides:
            try:
                found.append(("", self._on(side, job)))
            except Refusal as refusal:
                found.append((refusal.code, refusal.fields))
        assert found[0] == found[1]
        return found[0]

    def _both(self, job: Callable[[Unit], Awaitable[T]]) -> T:
        """What the job returns on both sides."""
        code, found = self._try(job)
        assert not code, code
        result: T = found
        return result

    def _dump(self) -> list[list[tuple[Any, ...]]]:
        """Every row of the book, the same on both sides."""
        dumps = []
        for side in self.world.sides:
            found = self._on(
                side, lambda unit: unit.fetch_all(*(Fetch(sql, (self.group_id,)) for sql in _DUMP))
            )
            dumps.append([sorted(map(_values, rows)) for rows in found])
        assert dumps[0] == dumps[1]
        return dumps[0]

    def _after(self, *, changed: bool) -> None:
        """What holds after every step (reliability.md C: 1-4, 6, 8, 12, 24)."""
        self.world.counts["steps"] += 1
        self.world.counts["accepted" if changed else "refused"] += 1
        dump = self._dump()
        if not changed:
            assert dump == self.dump, "a refused command has changed something"
        for table in (0, 1):
            assert dump[table][: len(self.dump[table])] == self.dump[table], "what was written has changed"
        self.dump = dump
        entries, lines = dump[0], dump[1]
        assert [row[0] for row in entries] == list(range(1, len(self.model.entries) + 1))
        assert sum(row[5] * row[6] for row in lines) == 0
        totals = self._both(lambda unit: ledger.totals(unit, self.group_id))
        for account, total in totals.items():
            assert total == self.model.balance(account.value), account
        assert all(totals[account] >= 0 for account in Account if not account.may_go_below_zero)

    def _written(self, draft: Draft) -> Written:
        return Written(
            kind=draft.kind.value,
            day=draft.day,
            lines=[(each.account.value, each.side, int(each.amount), each.member) for each in draft.lines],
            by=draft.by,
            second=draft.second,
            member=draft.member,
            meeting=draft.meeting,
            reverses=draft.reverses,
            note=draft.note,
            written_on=self.model.today,
        )

    def _post(self, *drafts: Draft, keys: Sequence[str] = ()) -> bool:
        """Give the batch to all three; whether it was written."""
        named = keys or [f"k{len(self.commands) + at}" for at in range(len(drafts))]
        keyed = list(zip(named, drafts, strict=True))
        reasons = self.model.refusals([self._written(draft) for draft in drafts])
        reasons |= self._more_reasons(drafts)
        code, posted = self._try(lambda unit: ledger.post_many(unit, self.group_id, keyed))
        if code:
            assert code in reasons, (code, reasons)
            self.commands += [(key, draft, False) for key, draft in keyed]
            self._after(changed=False)
            return False
        assert not reasons, reasons
        self._note(keyed, [each.number for each in posted])
        assert not any(each.again for each in posted)
        self._after(changed=True)
        return True

    def _note(self, keyed: Sequence[tuple[str, Draft]], numbers: Sequence[int]) -> None:
        for (key, draft), number in zip(keyed, numbers, strict=True):
            self.model.entries.append(self._written(draft))
            assert number == len(self.model.entries)
            self.commands.append((key, draft, True))
            self.posted[key] = number
            self._noted(draft, number)

    def _more_reasons(self, drafts: Sequence[Draft]) -> set[str]:
        """Why what stands beside the book says no (tests/ledger_loans.py)."""
        return set()

    def _noted(self, draft: Draft, number: int) -> None:
        """An entry is in the book, and what stands beside it follows (tests/ledger_loans.py)."""

    def _day(self, ago: int) -> date:
        return self.model.today - timedelta(days=ago)

    # -- commands ---------------------------------------------------------------------------------------------------

    @rule(
        by=WRITER,
        member=MEMBER,
        kind=KIND,
        amount=AMOUNT,
        cash=CASH,
        ago=AGO,
        note=NOTE,
        meeting=MEETING,
        second=SECOND,
    )
    def save(
        self,
        by: int,
        member: int,
        kind: SavingKind,
        amount: int,
        cash: Account,
        ago: int,
        note: str,
        meeting: int | None,
        second: int | None,
    ) -> None:
        self._post(
            book.saving(
                day=self._day(ago),
                by=by,
                member=member,
                kind=kind,
                amount=amount,
                cash=cash,
                note=note,
                meeting=meeting,
                second=second,
            )
        )

    @rule(member=MEMBER, kind=KIND, amount=st.integers(1, 60_000), ago=AGO, meeting=st.booleans())
    def save_simply(self, member: int, kind: SavingKind, amount: int, ago: int, meeting: bool) -> None:
        """As most savings are: by the treasurer, in the newest meeting if there is one."""
        newest = max(self.model.meetings, default=None) if meeting else None
        self._post(
            book.saving(day=self._day(ago), by=1, member=member, kind=kind, amount=amount, meeting=newest)
        )

    @rule(member=MEMBER, kind=KIND, amount=AMOUNT, cash=CASH, ago=AGO, note=NOTE)
    def withdraw(
        self, member: int, kind: SavingKind, amount: int, cash: Account, ago: int, note: str
    ) -> None:
        self._post(
            book.withdrawal(
                day=self._day(ago),
                by=1,
                second=2,
                member=member,
                kind=kind,
                amount=amount,
                cash=cash,
                note=note,
            )
        )

    @rule(
        account=st.sampled_from([*COSTS, Account.SOSIAL]),
        amount=AMOUNT,
        ago=AGO,
        member=st.sampled_from([None, 3]),
    )
    def spend(self, account: Account, amount: int, ago: int, member: int | None) -> None:
        self._post(book.cost(day=self._day(ago), by=1, account=account, amount=amount, member=member))

    @rule(
        account=st.sampled_from([Account.PENDAPATAN_DENDA, Account.HIBAH]),
        amount=AMOUNT,
        cash=CASH,
        member=MEMBER,
    )
    def receive(self, account: Account, amount: int, cash: Account, member: int) -> None:
        self._post(
            book.income(day=self.model.today, by=1, account=account, amount=amount, cash=cash, member=member)
        )

    @rule(out_of=CASH, into=CASH, amount=AMOUNT, ago=AGO)
    def transfer(self, out_of: Account, into: Account, amount: int, ago: int) -> None:
        if out_of is not into:
            self._post(book.transfer(day=self._day(ago), by=1, source=out_of, target=into, amount=amount))

    @rule(counted=st.integers(0, 100_000))
    def count_cash(self, counted: int) -> None:
        booked = self.model.balance("kas")
        if counted != booked:
            self._post(book.count_difference(day=self.model.today, by=1, booked=booked, counted=counted))
            assert self.model.balance("kas") == counted

    @rule(member=MEMBER, pokok=st.integers(1, 20_000), wajib=st.integers(0, 20_000), ago=AGO)
    def begin_with(self, member: int, pokok: int, wajib: int, ago: int) -> None:
        amounts = {SavingKind.POKOK: pokok, SavingKind.WAJIB: wajib}
        self._post(book.opening(day=self._day(ago), by=1, member=member, amounts=amounts))

    @rule(
        parts=st.lists(st.tuples(MEMBER, KIND, st.integers(1, 999), AGO), min_size=2, max_size=6),
        spent=st.integers(0, 3_000),
    )
    def paste(self, parts: list[tuple[int, SavingKind, int, int]], spent: int) -> None:
        drafts = [
            book.saving(day=self._day(ago), by=1, member=member, kind=kind, amount=amount)
            for member, kind, amount, ago in parts
        ]
        if spent:
            drafts.append(book.cost(day=self.model.today, by=1, account=Account.BIAYA_RAPAT, amount=spent))
        self._post(*drafts)

    @rule(parts=st.lists(st.tuples(MEMBER, st.booleans(), st.integers(1, 999)), min_size=2, max_size=5))
    def all_at_once(self, parts: list[tuple[int, bool, int]]) -> None:
        """Several turns wait for one commit; each is judged after the one before it."""
        make: dict[bool, Callable[..., Draft]] = {True: book.saving, False: book.withdrawal}
        drafts = [
            make[pays_in](day=self.model.today, by=1, member=member, kind=SavingKind.SUKARELA, amount=amount)
            for member, pays_in, amount in parts
        ]
        keyed = [(f"k{len(self.commands) + at}", draft) for at, draft in enumerate(drafts)]
        outcomes = [self._gathered(side, keyed) for side in self.world.sides]
        assert outcomes[0] == outcomes[1]
        changed = False
        for (key, draft), outcome in zip(keyed, outcomes[0], strict=True):
            reasons = self.model.refusals([self._written(draft)])
            if isinstance(outcome, str):
                assert outcome in reasons
                self.commands.append((key, draft, False))
            else:
                assert not reasons
                self._note([(key, draft)], [outcome])
                changed = True
        self._after(changed=changed)

    def _gathered(self, side: Side, keyed: Sequence[tuple[str, Draft]]) -> list[int | str]:
        async def one(key: str, draft: Draft) -> int | str:
            try:
                return (
                    await side.writer.run(lambda unit: ledger.post(unit, self.group_id, draft, key=key))
                ).number
            except Refusal as refusal:
                return refusal.code

        async def all_() -> list[int | str]:
            return await asyncio.gather(*(one(key, draft) for key, draft in keyed))

        return self.world.run(all_())

    @rule(index=INDEX, second=OFTEN_SECOND, ago=AGO, note=NOTE)
    def reverse(self, index: int, second: int | None, ago: int, note: str) -> None:
        """Any entry, reversals too."""
        if not self.model.entries:
            return
        number = index % len(self.model.entries) + 1
        entry = self._both(lambda unit: ledger.get_entry(unit, self.group_id, number))
        draft = book.reversal_of(entry, day=self._day(ago), by=1, second=second, note=note, meeting=None)
        before = self._sums()
        if not self._post(draft):
            return
        moved = {(each.account, each.member): each.signed for each in entry.lines}
        after = self._sums()
        for pair in {*before, *after}:
            assert after.get(pair, 0) == before.get(pair, 0) - moved.get(pair, 0)

    def _sums(self) -> dict[tuple[Account, int | None], int]:
        sums: dict[tuple[Account, int | None], int] = {}
        for row in self.dump[1]:
            pair = Account(row[3]), row[4]
            sums[pair] = sums.get(pair, 0) + row[5] * row[6]
        return sums

    @rule(index=INDEX)
    def replay(self, index: int) -> None:
        """The same command again: the same entry if it was written, judged anew if it was refused."""
        if not self.commands:
            return
        key, draft, _done = self.commands[index % len(self.commands)]
        if key not in self.posted:
            self.commands.remove((key, draft, False))
            self._post(draft, keys=[key])
            return
        posted = self._both(lambda unit: ledger.post(unit, self.group_id, draft, key=key))
        assert (posted.number, posted.again) == (self.posted[key], True)
        self._after(changed=False)

    @rule(index=INDEX, what=st.sampled_from(["amount", "by", "day", "note", "member"]))
    def replay_differently(self, index: int, what: str) -> None:
        if not self.posted:
            return
        key = sorted(self.posted)[index % len(self.posted)]
        number = self.posted[key]
        draft = next(each for name, each, done in self.commands if name == key and done)
        if what == "note" and number in self.blind:
            return  # she was erased: nobody knows the note any more
        more = tuple(replace(line, amount=type(line.amount)(line.amount + 1)) for line in draft.lines)
        other = {
            "amount": replace(draft, lines=more),
            "by": replace(draft, by=draft.by + 1),
            "day": replace(draft, day=draft.day - timedelta(days=1)),
            "note": replace(draft, note=draft.note + "!"),
            "member": replace(draft, member=(draft.member or 0) + 1),
        }[what]
        code, _posted = self._try(lambda unit: ledger.post(unit, self.group_id, other, key=key))
        assert code == book.KeyUsedDifferently.code
        self._after(changed=False)

    # -- people, meetings, months, heads ----------------------------------------------------------------------------

    @rule(member=st.sampled_from([3, 4, 5]))
    def leave(self, member: int) -> None:
        """She gets everything and goes."""
        if not self.model.members[member]:
            return
        hers = self._both(lambda unit: ledger.member_balances(unit, self.group_id, member))
        assert {account.value: amount for account, amount in hers.items() if amount} == {
            account.value: self.model.balance(account.value, member)
            for account in hers
            if self.model.balance(account.value, member)
        }
        if any(hers.values()) and not self._post(
            book.settlement(day=self.model.today, by=1, second=2, member=member, savings=hers)
        ):
            return

        async def go(unit: Unit) -> None:
            unit.write(
                "UPDATE members SET state = 'left' WHERE group_id = $1 AND number = $2", self.group_id, member
            )

        self._both(go)
        self.model.members[member] = False
        self._after(changed=False)

    @rule(member=st.sampled_from([3, 4, 5]))
    def erase(self, member: int) -> None:
        """Her key is destroyed: what was noted about her is gone, the money and the chain stay."""
        if member in self.erased:
            return
        person_id = self.persons[member]

        async def gone(unit: Unit) -> list[str]:
            return await erasure.erase_person(unit, person_id)

        owners = self._both(gone)
        for side in self.world.sides:
            self.world.run(side.vault.destroy(owners))
        self.erased.add(member)
        for number, entry in enumerate(self.model.entries, start=1):
            if entry.note and entry.member == member:
                self.blind.add(number)
        self._after(changed=False)

    @rule(index=INDEX)
    def read_note(self, index: int) -> None:
        if not self.model.entries:
            return
        number = index % len(self.model.entries) + 1
        note = self._both(lambda unit: ledger.open_note(unit, self.group_id, number))
        assert note == ("" if number in self.blind else self.model.entries[number - 1].note)

    @rule(number=st.sampled_from([1, 2]), ago=st.sampled_from([0, 20, 40]))
    def meet(self, number: int, ago: int) -> None:
        if number in self.model.meetings or any(is_open for _day, is_open in self.model.meetings.values()):
            return
        day = self._day(ago)

        async def open_(unit: Unit) -> None:
            unit.write(
                "INSERT INTO meetings (group_id, number, day, state, opened_by, opened_ms)"
                " VALUES ($1, $2, $3, 'open', 1, 0)",
                self.group_id,
                number,
                day.isoformat(),
            )

        self._both(open_)
        self.model.meetings[number] = (day, True)

    @rule()
    def end_meeting(self) -> None:
        async def close(unit: Unit) -> None:
            unit.write("UPDATE meetings SET state = 'closed' WHERE group_id = $1", self.group_id)

        self._both(close)
        self.model.meetings = {number: (day, False) for number, (day, _open) in self.model.meetings.items()}

    @rule(skip=st.sampled_from([0, 0, 0, 1, -1]), second=st.sampled_from([2, 2, 2, 1, None, 99]))
    def close_month(self, skip: int, second: int | None) -> None:
        start = self.model.next_month() or (2026, 1)
        year, month = divmod(start[0] * 12 + start[1] - 1 + skip, 12)
        wanted = (year, month + 1)
        reasons = self.model.refusals_to_close(wanted, 1, second)
        number = year * 12 + month
        code, _closed = self._try(
            lambda unit: ledger.close_month(unit, self.group_id, number, by=1, second=second)
        )
        if code:
            assert code in reasons, (code, reasons)
            self._after(changed=False)
            return
        assert not reasons
        self.model.closed = wanted
        self._after(changed=True)
        self._check_closing(number)

    def _check_closing(self, number: int) -> None:
        """What is kept of a closed month is every balance at its end."""
        last = date(*following((number // 12, number % 12 + 1)), 1) - timedelta(days=1)
        closings = {(row[0], row[1] or None): row[3] for row in self.dump[3] if row[2] == number}
        for account in Account:
            hers = [member for member in self.model.members if account.per_member]
            whose: list[int | None] = [*hers] or [None]
            for member in whose:
                kept = closings.get((account.value, member), 0) * account.normal_side
                assert kept == self.model.balance(account.value, member, last)
            self._look(last, account, 3)

    @rule(
        index=INDEX, account=st.sampled_from([Account.KAS, *Account]), member=st.sampled_from([1, 2, 3, 4, 5])
    )
    def look_back(self, index: int, account: Account, member: int) -> None:
        """A balance on any day of the past is the sum of what was written for the days until then."""
        days = [self._day(index % 130), *(entry.day for entry in self.model.entries)]
        self._look(days[index % len(days)], account, member)

    def _look(self, on: date, account: Account, member: int) -> None:
        whose = member if account.per_member else None

        async def read(unit: Unit) -> tuple[Any, ...]:
            return (
                await ledger.balance(unit, self.group_id, account, whose, on=on),
                await ledger.balance(unit, self.group_id, account, whose),
                await ledger.totals(unit, self.group_id, on=on),
                await ledger.member_balances(unit, self.group_id, member, on=on),
            )

        then, now, totals, hers = self._both(read)
        assert then == self.model.balance(account.value, whose, on)
        assert now == self.model.balance(account.value, whose)
        assert totals == {each: self.model.balance(each.value, None, on) for each in Account}
        assert hers == {each: self.model.balance(each.value, member, on) for each in hers}

    @rule()
    def publish(self) -> None:
        work: dict[Any, Any] = {}

        async def job(unit: Unit) -> str:
            unit.work = work
            return await ledger.publish_head(unit, self.group_id, meeting=None)

        try:
            self._both(job)
        except Unprepared as need:
            work[need.key] = need.call()
            self._both(job)
        self._after(changed=True)

    @rule(days=st.sampled_from([1, 1, 2, 7, 30]))
    def time_goes_on(self, days: int) -> None:
        self.model.today += timedelta(days=days)
        self._set_clock()

    # -- the process and its keys -----------------------------------------------------------------------------------

    @rule(turn=st.booleans())
    def restart(self, turn: bool) -> None:
        """Stop and start, also with the key ring turned and every data key wrapped anew."""
        if turn:
            self.world.ring = 1 - self.world.ring
        for side in self.world.sides:
            self.world.run(side.close())
            self.world.run(side.open())
            if turn:
                self.world.run(side.vault.rewrap(1_000))
        self._after(changed=False)

    @rule(left=st.integers(0, 24), member=st.sampled_from([1, 2]), amount=st.integers(1, 999), note=NOTE)
    def crash(self, left: int, member: int, amount: int, note: str) -> None:
        """The process ends at any statement: the entry is there if, and only if, its commit was carried out."""
        draft = book.saving(
            day=self.model.today, by=1, member=member, kind=SavingKind.SUKARELA, amount=amount, note=note
        )
        key = f"k{len(self.commands)}"
        reasons = self.model.refusals([self._written(draft)])
        for side in self.world.sides:
            self._crash_on(side, left, key, draft)
        # The command again: the same number on both sides, whichever had written it before.
        code, posted = self._try(lambda unit: self._number(unit, key, draft))
        if code:
            assert code in reasons, (code, reasons)
            self.commands.append((key, draft, False))
            self._after(changed=False)
            return
        assert not reasons
        self._note([(key, draft)], [posted])
        self._after(changed=True)

    async def _number(self, unit: Unit, key: str, draft: Draft) -> int:
        return (await ledger.post(unit, self.group_id, draft, key=key)).number

    def _crash_on(self, side: Side, left: int, key: str, draft: Draft) -> None:
        side.engine.left = left
        with suppress(Crashed, Refusal):
            self._on(side, lambda unit: self._number(unit, key, draft))
        crashed, committed = side.engine.left < 0, side.engine.committed
        side.engine.left, side.engine.committed = None, False
        if not crashed:
            return
        self.world.run(side.writer.stop())
        self.world.run(side.vault.stop())
        self.world.run(side.open())
        number = len(self.model.entries) + 1
        there = self._on(side, lambda unit: ledger.find_entry(unit, self.group_id, number))
        assert (there is not None) == committed

    # -- at the end -------------------------------------------------------------------------------------------------

    def _check_replay(self) -> None:
        """The log again from nothing, and the savings in another order: the same balances (C 27, 28)."""
        everything = [(key, draft) for key, draft, done in self.commands if done]
        savings = [
            (key, draft)
            for key, draft in everything
            if draft.kind is book.EntryKind.SAVING and draft.lines[0].amount < AMOUNTS_ADD_UP
        ]
        sums = {}
        for name, keyed in {"forwards": savings, "backwards": savings[::-1]}.items():
            sums[name] = self._anew(keyed)
        assert sums["forwards"] == sums["backwards"]
        if all(draft.lines[0].amount < AMOUNTS_ADD_UP for _key, draft in everything):
            now = {account.value: self.model.balance(account.value) for account in Account}
            assert self._anew(everything) == now

    def _anew(self, keyed: Sequence[tuple[str, Draft]]) -> dict[str, int]:
        group_id = self.world.ids.new()
        side = self.world.sides[0]

        async def begin(unit: Unit) -> None:
            unit.write(
                "INSERT INTO groups (id, name, place, zone, demo, chain_start)"
                " VALUES ($1, 'M', 'N', 'Asia/Jakarta', 0, $2)",
                group_id,
                f"start-{group_id}",
            )
            for number, person_id in self.persons.items():
                unit.write(
                    "INSERT INTO members (group_id, number, person_id, state, joined_day)"
                    " VALUES ($1, $2, $3, 'active', '2026-01-01')",
                    group_id,
                    number,
                    person_id,
                )
            for number, (day, _open) in self.model.meetings.items():
                unit.write(
                    "INSERT INTO meetings (group_id, number, day, state, opened_by, opened_ms)"
                    " VALUES ($1, $2, $3, 'closed', 1, 0)",
                    group_id,
                    number,
                    day.isoformat(),
                )

        self._on(side, begin)
        for key, draft in keyed:
            by_two = replace(draft, second=2 if draft.by != 2 else 1)
            self.together.append((key, by_two))
            if not key.endswith(AND_NEXT):
                batch, self.together = self.together, []
                self._on(side, lambda unit, b=batch: ledger.post_many(unit, group_id, b))  # type: ignore[misc]
        totals = self._on(side, lambda unit: ledger.totals(unit, group_id))
        return {account.value: int(amount) for account, amount in totals.items()}
