"""What stands in the demo group's book when it is first looked at: what everybody had saved, and one meeting.

Written once the program is up, so that the first answer does not wait for it; everything in it is invented. Its sums
are those of such a group's paper book: with the next meeting's Rp265.000 the box should hold Rp1.245.000.
"""

from datetime import date, timedelta
from typing import Any

from bot.demo_people import GROUPS_SINCE_DAYS, MENTARI
from db import groups, ledger, meetings, members, meta
from db.unit import Unit, Unprepared
from db.writer import Writer
from domain import ledger as book
from domain.accounts import Account, SavingKind
from domain.ledger import Draft
from domain.meetings import Status
from domain.money import Rupiah
from domain.organisations import local_date
from domain.roles import Role

FILLED = "demo_book_filled"
DAYS_BETWEEN = 30

# By name: simpanan wajib and sukarela when the book began; the others had one month of wajib, Wawat had just joined.
_BEGAN_WITH: dict[str, tuple[int, int]] = {
    "Siti Aminah": (100_000, 40_000),
    "Siti Rohmah": (60_000, 20_000),
    "Yuyun": (35_000, 0),
    "Neneng": (110_000, 0),
    "Imas": (20_000, 0),
    "Euis": (25_000, 0),
    "Lilis": (30_000, 0),
    "Tati": (40_000, 0),
    "Cucu": (30_000, 0),
    "Rina": (20_000, 0),
    "Nani": (20_000, 0),
    "Ai Kurnia": (20_000, 0),
    "Wawat": (0, 0),
}
_OTHERS = (10_000, 0)
_SOCIAL = 40_000
_WAJIB = 10_000


async def fill_book(writer: Writer) -> None:
    """Write it, unless it was written before or somebody has begun a book of her own there."""
    work: dict[Any, Any] = {}

    async def job(unit: Unit) -> None:
        unit.work = work
        await _fill(unit)

    while True:
        try:
            return await writer.run(job)
        except Unprepared as need:
            work[need.key] = need.call()


async def _fill(unit: Unit) -> None:
    if await meta.read(unit, FILLED):
        return
    meta.store(unit, FILLED, "1")
    group = next(each for each in await groups.list_all(unit) if each.demo and each.name == MENTARI.name)
    if await meetings.list_latest(unit, group.id, 1) or await ledger.list_entries(unit, group.id, most=1):
        return
    listed = await members.list_members(unit, group.id)
    lilis = next(each.number for each in listed if Role.TREASURER in each.offices)
    began = local_date(unit.now, group.zone) - timedelta(days=GROUPS_SINCE_DAYS)
    await _post(unit, group.id, "awal", _openings(listed, began, lilis))
    day = began + timedelta(days=DAYS_BETWEEN)
    number = await meetings.open_one(unit, group.id, day, lilis)
    meetings.mark_attendance(unit, group.id, number, {each.number: Status.PRESENT for each in listed})
    await _post(unit, group.id, "rapat", [_wajib(each.number, day, lilis, number) for each in listed])
    cash = await ledger.balance(unit, group.id, Account.KAS)
    meetings.count_cash(unit, group.id, number, counted=cash, booked=cash, reason=None)
    await meetings.close(unit, group.id, number, lilis)
    await ledger.publish_head(unit, group.id, meeting=number)


def _openings(listed: list[members.Member], day: date, by: int) -> list[Draft]:
    drafts = [book.opening(day=day, by=by, member=None, amounts={SavingKind.SOSIAL: _SOCIAL})]
    for each in listed:
        wajib, sukarela = _BEGAN_WITH.get(each.name, _OTHERS)
        if wajib:
            amounts = {SavingKind.WAJIB: wajib, SavingKind.SUKARELA: sukarela}
            drafts.append(book.opening(day=day, by=by, member=each.number, amounts=amounts))
    return drafts


def _wajib(member: int, day: date, by: int, meeting: int) -> Draft:
    return book.saving(
        day=day, by=by, member=member, kind=SavingKind.WAJIB, amount=Rupiah(_WAJIB), meeting=meeting
    )


async def _post(unit: Unit, group_id: int, name: str, drafts: list[Draft]) -> None:
    await ledger.post_many(
        unit, group_id, [(f"contoh/{name}/{number}", draft) for number, draft in enumerate(drafts)]
    )
