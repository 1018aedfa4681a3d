"""Laporan pengumuman: each person in one count, names only of whom that may be said, and made for who may see it alone."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bot.books.announcement_report import (
    Needed,
    counts_of,
    make_pdf,
    make_xlsx,
    merged_reasons,
    read,
    tables_of,
)
from bot.recipes import PaperRefused, Receiver
from bot.render import render
from db.announcement_lists import Where
from db.people import Actor
from db.unit import Unit
from domain.announcements import Reached, State, Tally, Why
from domain.roles import Role
from domain.zones import WITA, local_time
from handlers.announce.people_words import Named
from tests.db import announcement_world as sending
from tests.db.desk import open_desk
from tests.db.office_world import World

SAY = partial(render, language="id")
MOMENT = local_time(datetime(2026, 2, 3, 2, tzinfo=UTC), WITA)
TALLY = Tally(
    counts={
        Reached.SENT: 40,
        Reached.DELIVERED: 8,
        Reached.READ: 6,
        Reached.FAILED: 3,
        Reached.UNCERTAIN: 1,
        Reached.WAITING: 2,
        Reached.LEFT_OUT: 9,
    },
    left_out={Why.OPTED_OUT.value: 7, Why.NO_ACCOUNT.value: 2},
    reasons={Why.UNREACHABLE.value: 2, "x": 1},
    answers=(21, 7),
)
PEOPLE = (
    Named(name="Wati", code="", area="Samarinda", where=Where.MISSED, why=Why.UNREACHABLE.value),
    Named(name="", code="K9X2TT", area="", where=Where.UNCERTAIN, why=""),
    Named(name='=HYPERLINK("x")', code="", area="Batu", where=Where.GOT, why="", answer="Bisa"),
)


def needed(**more: Any) -> Needed:
    made = Needed(
        place="Dinas Sosial Contoh",
        demo=False,
        code="K7PM2A",
        state=State.DONE,
        words="Kelas besok pindah ke balai desa.",
        choices=("Bisa", "Belum bisa"),
        tally=TALLY,
        people=PEOPLE,
        listed=len(PEOPLE),
        begun=MOMENT,
        ended=MOMENT,
        printed=date(2026, 2, 4),
        language="id",
    )
    return replace(made, **more)


def rows_of(content: bytes) -> list[list[Any]]:
    rows = []
    for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets:
        rows += [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows()]
    return [row for row in rows if row]


def test_each_person_stands_in_one_count_and_they_add_up() -> None:
    assert sum(count for _label, count in counts_of(TALLY)) == TALLY.meant
    assert ("Terkirim", 40) in [(SAY(label), count) for label, count in counts_of(TALLY)]


def test_the_sheet_holds_counts_as_numbers_and_no_formula() -> None:
    rows = rows_of(make_xlsx(needed()))
    assert ["Tidak sampai", 3] in rows
    assert ["Semua penerima", 60] in rows
    assert ["tidak bisa dihubungi di chat", 2] in rows
    assert ["Bisa", 21] in rows
    assert ["Wati", "Samarinda", "tidak sampai", "tidak bisa dihubungi di chat"] in rows
    assert ["Tanpa nama", "K9X2TT", "belum pasti sampai"] in rows
    assert ['=HYPERLINK("x")', "Batu", "dikirimi", "Bisa"] in rows
    sheet = openpyxl.load_workbook(io.BytesIO(make_xlsx(needed()))).worksheets[-1]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_who_said_no_is_a_number_and_no_reason_of_hers_is_told_apart() -> None:
    written = "\n".join(map(str, rows_of(make_xlsx(needed()))))
    assert "Tidak dikirimi: 9, karena tidak boleh atau tidak bisa dihubungi." in written
    one = replace(TALLY, reasons={Why.OPTED_OUT.value: 1, Why.MAY_NOT_WRITE.value: 2})
    assert [(SAY(why), count) for why, count in merged_reasons(one)] == [("tidak boleh dihubungi", 3)]


def test_where_not_all_names_fit_it_says_how_many_there_are() -> None:
    table = tables_of(needed(listed=9_000), SAY)[-1]
    assert table.lines == ["3 dari 9.000 nama. Yang tidak sampai dan yang menjawab didahulukan."]


def test_both_are_made_of_much_and_of_nothing() -> None:
    nothing = needed(
        tally=Tally(counts={}, left_out={}, reasons={}),
        people=(),
        listed=0,
        words="",
        choices=(),
        begun=None,
        ended=None,
    )
    for one in (needed(people=PEOPLE * 150, demo=True), nothing):
        assert make_pdf(one).startswith(b"%PDF")
        assert make_xlsx(one).startswith(b"PK")


async def test_at_delivery_it_goes_to_who_may_see_it_then_and_to_nobody_else(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        world = World(desk)
        world.office = await world.add_office("Kantor Contoh", "samarinda")
        elsewhere = await world.add_office("Kantor lain", "batu")
        worker = await world.staff(Role.WORKER)
        await sending.knows(world, 3)
        announcement = await sending.run_whole(world, await sending.write(world, worker, size=3))
        people = [
            worker,
            await world.staff(Role.ADMIN),
            await world.staff(Role.COMPANION),
            await world.staff(Role.WORKER, office=elsewhere),
            await world.woman(),
        ]

        async def asked(person: Actor) -> int:
            receiver = Receiver(account_id=person.account_id, person_id=person.person_id, language="id")

            async def job(unit: Unit) -> Needed:
                return await read(unit, receiver, (announcement.id,))

            try:
                return len((await world.run(job)).people)
            except PaperRefused:
                return -1

        assert [await asked(each) for each in people] == [3, 3, -1, -1, -1]
        receiver = Receiver(account_id=worker.account_id, person_id=worker.person_id, language="id")
        with pytest.raises(PaperRefused):
            await world.run(lambda unit: read(unit, receiver, (1,)))
