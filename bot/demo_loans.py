"""What the demo group has lent, and how its last year ended: one loan paid back, one that runs, the year closed.

Written after the demo's book (bot/demo_book.py), and never over what somebody has begun there. Everything is invented.
The box holds as much as before, so that the meeting in docs/meeting.md still comes to its sums.
"""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any

from bot.demo_book import FILLED as BOOK_FILLED
from bot.demo_people import MENTARI
from db import groups, ledger, loans, meetings, members, meta, year_ends
from db.unit import Unit, Unprepared
from db.writer import Writer
from domain import ledger as book
from domain.accounts import Account
from domain.ledger import month_of
from domain.loan_rules import Method
from domain.loans import months_after
from domain.money import Rupiah
from domain.organisations import local_date
from domain.records import dataclass
from domain.roles import Role

FILLED = "demo_loans_filled"

# After the first meeting, in its own weeks.
_SOLD_AFTER, _BOUGHT_AFTER, _LENT_AFTER = timedelta(days=2), timedelta(days=3), timedelta(days=5)
# So long ago that one instalment is paid and the next is not due yet.
_RUNS_SINCE = timedelta(days=45)

_SOLD, _BOUGHT = Rupiah(200_000), Rupiah(13_000)


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoLoan:
    """A loan. paid: how many of its instalments are."""

    name: str
    amount: Rupiah
    months: int
    method: Method
    purpose: str
    paid: int


NENENG = DemoLoan(
    name="Neneng",
    amount=Rupiah(200_000),
    months=2,
    method=Method.FLAT,
    purpose="modal keripik (contoh)",
    paid=2,
)
EUIS = DemoLoan(
    name="Euis",
    amount=Rupiah(250_000),
    months=5,
    method=Method.FLAT,
    purpose="beli kompor (contoh)",
    paid=1,
)


async def fill_loans(writer: Writer) -> None:
    """Write it, unless it was written before or the book is not only the demo's any more."""
    work: dict[Any, Any] = {}

    async def once(unit: Unit) -> None:
        unit.work = work
        await _fill(unit)
        unit.told.clear()  # nobody is told of what was long ago

    await _with_slow_work(writer, once, work)


async def _with_slow_work(
    writer: Writer, job: Callable[[Unit], Awaitable[None]], work: dict[Any, Any]
) -> None:
    while True:
        try:
            return await writer.run(job)
        except Unprepared as need:
            work[need.key] = need.call()


async def _fill(unit: Unit) -> None:
    if await meta.read(unit, FILLED) or not await meta.read(unit, BOOK_FILLED):
        return
    meta.store(unit, FILLED, "1")
    group = next(each for each in await groups.list_all(unit) if each.demo and each.name == MENTARI.name)
    met = await meetings.list_latest(unit, group.id, 2)
    if len(met) != 1 or met[0].is_open or await _is_in_use(unit, group.id, met[0].number):
        return
    desk = await _open_desk(unit, group.id, met[0].day, local_date(unit.now, group.zone))
    await desk.earn()
    await desk.lend(NENENG, desk.met + _LENT_AFTER)
    await desk.lend(EUIS, desk.today - _RUNS_SINCE)
    await desk.close_years()
    await ledger.publish_head(unit, group.id, meeting=None)


async def _is_in_use(unit: Unit, group_id: int, meeting: int) -> bool:
    """Whether anything stands behind the demo's own meeting, or anybody has asked for a loan."""
    last = (await ledger.list_entries(unit, group_id, meeting=meeting))[-1]
    head = await ledger.head(unit, group_id)
    return head.number != last.number or bool(await loans.list_loans(unit, group_id))


async def _open_desk(unit: Unit, group_id: int, met: date, today: date) -> "Desk":
    listed = await members.list_members(unit, group_id)
    officers = {role: each.number for each in listed for role in each.offices}
    return Desk(
        unit=unit,
        group_id=group_id,
        met=met,
        today=today,
        numbers={each.name: each.number for each in listed},
        by=officers[Role.TREASURER],
        second=officers[Role.CHAIR],
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """The book with two officers at it. met: the day of its one meeting."""

    unit: Unit
    group_id: int
    met: date
    today: date
    numbers: dict[str, int]
    by: int
    second: int

    async def earn(self) -> None:
        """What they have sold together, and what they bought for it."""
        both: dict[str, Any] = {"by": self.by, "second": self.second}
        sold = book.income(
            day=self.met + _SOLD_AFTER,
            account=Account.PENDAPATAN_LAIN,
            amount=_SOLD,
            note="keripik bersama (contoh)",
            **both,
        )
        bought = book.cost(
            day=self.met + _BOUGHT_AFTER,
            account=Account.BIAYA_ATK,
            amount=_BOUGHT,
            member=self.by,
            note="buku kas (contoh)",
            **both,
        )
        keyed = [("contoh/jual", sold), ("contoh/beli", bought)]
        await ledger.post_many(self.unit, self.group_id, keyed)

    async def lend(self, lent: DemoLoan, day: date) -> None:
        """Asked for, decided, received, and paid as far as it is."""
        unit, group_id, member = self.unit, self.group_id, self.numbers[lent.name]
        assert MENTARI.loans is not None, "the demo group lends"
        asked = await loans.ask(
            unit,
            group_id,
            member=member,
            asked_by=member,
            amount=lent.amount,
            months=lent.months,
            purpose=lent.purpose,
            terms=MENTARI.loans.terms(lent.method),
        )
        loan = await loans.approve(unit, asked, by=self.by, second=self.second)
        draft = book.loan_out(day=day, by=self.by, second=self.second, member=member, amount=lent.amount)
        entry = await ledger.post(unit, group_id, draft, key=f"contoh/pinjaman/{lent.name}")
        plan = await loans.start(unit, loan, entry=entry.number, day=day, by=self.by, second=self.second)
        for each in plan.instalments[: lent.paid]:
            await loans.pay(
                unit,
                group_id,
                loan.number,
                each.amount,
                day=months_after(day, each.n),
                by=self.by,
                meeting=None,
                key=f"contoh/cicilan/{lent.name}/{each.n}",
            )

    async def close_years(self) -> None:
        """Every year that is over, with its months."""
        unit, group_id = self.unit, self.group_id
        while (year := await year_ends.next_year(unit, group_id)) is not None and year < self.today.year:
            await year_ends.close_year(unit, group_id, year, by=self.by, second=self.second)
            december = month_of(date(year, 12, 1))
            while (month := await ledger.open_month_of(unit, group_id)) is not None and month <= december:
                await ledger.close_month(unit, group_id, month, by=self.by, second=self.second)
