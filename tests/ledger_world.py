"""A group with members and a book, on either engine: the shortest way to write in it."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, TypeVar

import pytest

from db import groups, ledger
from db.engine import Row
from db.unit import Unit, Unprepared
from db.vault import person as owner_of
from domain import ledger as book
from domain.accounts import Account, SavingKind
from domain.ledger import Draft
from tests.db.desk import Desk

T = TypeVar("T")

TODAY = date(2026, 2, 3)  # where the desk's clock stands
JANUARY, FEBRUARY = date(2026, 1, 20), date(2026, 2, 1)
JAN = book.month_of(JANUARY)
LILIS, NENENG, SITI = 1, 2, 3


class Book:
    """Mentari's book. Member 1 writes, member 2 is the second person, the others save."""

    def __init__(self, desk: Desk, group_id: int, persons: list[int]) -> None:
        self.desk = desk
        self.id = group_id
        self.persons = persons
        self._keys = 0

    async def run(self, job: Callable[[Unit], Awaitable[T]]) -> T:
        """One committed turn; what needs slow work is run again after it, as bot/turns.py does."""
        work: dict[Any, Any] = {}

        async def prepared(unit: Unit) -> T:
            unit.work = work
            return await job(unit)

        for _again in range(5):
            try:
                return await self.desk.run(prepared)
            except Unprepared as need:
                work[need.key] = need.call()
        raise AssertionError("the slow work never fits")

    def go_to(self, day: date) -> None:
        """It is noon (UTC) of this day."""
        self.desk.now_ms = int(datetime(day.year, day.month, day.day, 4, tzinfo=UTC).timestamp() * 1000)

    @property
    def today(self) -> date:
        return datetime.fromtimestamp(self.desk.now_ms / 1000, UTC).date()

    def key(self) -> str:
        self._keys += 1
        return f"key/{self._keys}"

    async def post(self, draft: Draft, key: str = "") -> ledger.Posted:
        named = key or self.key()
        return await self.run(lambda unit: ledger.post(unit, self.id, draft, key=named))

    async def post_many(self, *drafts: Draft) -> list[ledger.Posted]:
        keyed = [(self.key(), draft) for draft in drafts]
        return await self.run(lambda unit: ledger.post_many(unit, self.id, keyed))

    async def save(
        self,
        member: int,
        amount: int,
        kind: SavingKind = SavingKind.SUKARELA,
        *,
        day: date | None = None,
        meeting: int | None = None,
        note: str = "",
    ) -> int:
        draft = book.saving(
            day=day or self.today,
            by=LILIS,
            member=member,
            kind=kind,
            amount=amount,
            meeting=meeting,
            note=note,
        )
        return (await self.post(draft)).number

    async def reverse(
        self, number: int, *, second: int | None = NENENG, note: str = "salah catat", day: date | None = None
    ) -> int:
        key = self.key()

        async def job(unit: Unit) -> ledger.Posted:
            return await ledger.reverse(
                unit,
                self.id,
                number,
                day=day or self.today,
                by=LILIS,
                second=second,
                note=note,
                meeting=None,
                key=key,
            )

        return (await self.run(job)).number

    async def close(self, month: int) -> None:
        await self.run(lambda unit: ledger.close_month(unit, self.id, month, by=LILIS, second=NENENG))

    async def balance(self, account: Account, member: int | None = None, on: date | None = None) -> int:
        return await self.run(lambda unit: ledger.balance(unit, self.id, account, member, on=on))

    async def publish(self, meeting: int | None = None) -> str:
        return await self.run(lambda unit: ledger.publish_head(unit, self.id, meeting=meeting))

    async def rows(self, sql: str, *params: Any) -> list[Row]:
        return await self.desk.run(lambda unit: unit.fetch(sql, *params))

    async def meeting(self, number: int, day: date, state: str = "open") -> None:
        async def job(unit: Unit) -> None:
            unit.write(
                "INSERT INTO meetings (group_id, number, day, state, opened_by, opened_ms) VALUES ($1, $2, $3, $4, $5, 0)",
                self.id,
                number,
                day.isoformat(),
                state,
                LILIS,
            )

        await self.desk.run(job)


async def open_book(desk: Desk, members: int = 5) -> Book:
    """A new group with this many members, who are numbered from 1."""

    async def job(unit: Unit) -> Book:
        group_id = groups.add(unit, name="Mentari", place="Nagrak", zone="Asia/Jakarta", demo=True)
        persons = []
        for number in range(1, members + 1):
            person_id = unit.new_id()
            await unit.vault.have([owner_of(person_id)], create=True)
            unit.write("INSERT INTO persons (id, created_ms) VALUES ($1, $2)", person_id, unit.now_ms)
            unit.write(
                "INSERT INTO members (group_id, number, person_id, state, joined_day) VALUES ($1, $2, $3, $4, $5)",
                group_id,
                number,
                person_id,
                "active",
                "2026-01-01",
            )
            persons.append(person_id)
        return Book(desk, group_id, persons)

    return await desk.run(job)


@pytest.fixture
async def mentari(desk: Desk) -> Book:
    return await open_book(desk)


def saved(amount: int = 25_000, member: int = SITI, **changes: Any) -> Draft:
    draft = book.saving(day=TODAY, by=LILIS, member=member, kind=SavingKind.SUKARELA, amount=amount)
    return replace(draft, **changes)


async def state(mentari: Book) -> list[list[Any]]:
    """Everything in the ledger's tables, as it is."""
    tables = [
        await mentari.rows("SELECT * FROM ledger_entries ORDER BY group_id, number"),
        await mentari.rows("SELECT * FROM ledger_lines ORDER BY group_id, number, n"),
        await mentari.rows("SELECT * FROM ledger_months ORDER BY group_id, month"),
        await mentari.rows("SELECT * FROM ledger_closings ORDER BY group_id, account, member, month"),
        await mentari.rows("SELECT * FROM ledger_heads ORDER BY group_id, number"),
    ]
    return [[tuple(row) for row in rows] for rows in tables]


async def refused(mentari: Book, draft: Draft, refusal: type[Exception]) -> Exception:
    before = await state(mentari)
    with pytest.raises(refusal) as caught:
        await mentari.post(draft)
    assert await state(mentari) == before
    return caught.value
