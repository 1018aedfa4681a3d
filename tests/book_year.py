"""A year of a small group's book, with everything a page can show: savings, costs, a withdrawal, a count, a correction."""

from datetime import date

from db import members
from db.unit import Unit
from domain import ledger as book
from domain.accounts import Account, SavingKind
from tests.db.desk import Desk
from tests.ledger_world import LILIS, NENENG, SITI, Book, open_book

NAMES = ("Lilis", "Neneng", "Siti Aminah", '=HYPERLINK("http://x")', "Yuyun")
OUTSIDER = 5
FIRST, SECOND = date(2026, 1, 6), date(2026, 2, 3)


async def open_year(desk: Desk) -> Book:
    """Two meetings of a group of five; what each wrote stands below in one place."""
    mentari = await open_book(desk)
    await desk.run(lambda unit: _name(unit, mentari.id))
    mentari.go_to(date(2026, 2, 3))
    await mentari.meeting(1, FIRST, "closed")
    await mentari.meeting(2, SECOND)
    await mentari.post_many(
        book.opening(day=date(2026, 1, 1), by=LILIS, member=SITI, amounts={SavingKind.SUKARELA: 125_000}),
        book.count_difference(day=date(2026, 1, 1), by=LILIS, booked=125_000, counted=120_000),
    )
    for member in range(1, 6):
        await mentari.save(member, 10_000, SavingKind.WAJIB, day=FIRST, meeting=1)
    await mentari.save(SITI, 5_000, SavingKind.SUKARELA, day=FIRST, meeting=1, note="titip Yuyun")
    wrong = await mentari.save(NENENG, 20_000, SavingKind.WAJIB, day=SECOND, meeting=2)
    await mentari.reverse(wrong, day=SECOND)
    await mentari.save(NENENG, 10_000, SavingKind.WAJIB, day=SECOND, meeting=2)
    await mentari.save(LILIS, 2_000, SavingKind.SOSIAL, day=SECOND, meeting=2)
    await mentari.post_many(
        book.cost(
            day=SECOND,
            by=LILIS,
            account=Account.BIAYA_RAPAT,
            amount=15_000,
            member=OUTSIDER,
            meeting=2,
            note="gorengan",
        ),
        book.withdrawal(
            day=SECOND,
            by=LILIS,
            member=SITI,
            kind=SavingKind.SUKARELA,
            amount=30_000,
            meeting=2,
            second=NENENG,
            note="anak sakit",
        ),
    )
    await desk.run(lambda unit: _came(unit, mentari.id))
    return mentari


async def _name(unit: Unit, group_id: int) -> None:
    for member, name in zip(await members.list_members(unit, group_id), NAMES, strict=True):
        await members.rename(unit, group_id, member, name=name, called="")


async def _came(unit: Unit, group_id: int) -> None:
    unit.write_many(
        "INSERT INTO attendance (group_id, meeting, member, status) VALUES ($1, $2, $3, $4)",
        [(group_id, 1, 1, "present"), (group_id, 1, 2, "excused"), (group_id, 2, 3, "absent")],
    )
