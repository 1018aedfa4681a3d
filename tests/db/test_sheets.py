"""Tables on both engines: read once their file is here, sealed by the group, gone once they are used."""

from datetime import date

import pytest

from db import files, groups, members, sheets
from db.people import Actor
from db.unit import Unit
from db.vault import person as owner_of
from domain.files import FileFault, FileKind, SentFile
from domain.opening import Fault, Wrong
from domain.refusals import NotAllowed
from domain.zones import WIB
from tests.db.desk import Desk

ROWS: list[list[str | int | None]] = [["Nama", "Wajib"], ["Demo Siti", 125_000], ["Demo Yuyun", None]]


async def sent(desk: Desk, by: Actor) -> tuple[int, int]:
    """A group whose officer has sent a table; the ids of both."""

    async def job(unit: Unit) -> tuple[int, int]:
        unit.actor = by
        await unit.vault.have([owner_of(by.person_id)])
        group_id = groups.add(unit, name="Demo Mentari", place="Cipanas", zone=WIB, demo=True)
        me = await members.ensure(unit, group_id, by.person_id, joined_day=date(2026, 2, 3))
        return group_id, sheets.want(unit, group_id, SentFile(reference="demo"), me)

    return await desk.run(job)


async def arrives(desk: Desk) -> None:
    async def job(unit: Unit) -> None:
        (file,) = await files.claim(unit, 10)
        await files.keep(unit, file, kind=FileKind.XLSX.value, size_bytes=10)

    await desk.run(job)


async def ready(desk: Desk) -> list[sheets.WaitingSheet]:
    return await desk.run(lambda unit: sheets.list_ready(unit, 10))


async def test_a_table_is_read_when_its_file_is_here_and_then_the_file_goes(desk: Desk) -> None:
    lilis = await desk.person("Demo Lilis")
    group_id, sheet_id = await sent(desk, lilis)
    assert await ready(desk) == []
    assert await desk.run(sheets.has_waiting)
    await arrives(desk)
    (waiting,) = await ready(desk)
    assert (waiting.id, waiting.group_id, waiting.sender, waiting.practice) == (
        sheet_id,
        group_id,
        lilis.person_id,
        False,
    )

    async def keep(unit: Unit) -> None:
        await sheets.keep(unit, waiting, ROWS, [])

    await desk.run(keep)
    found = await desk.run(lambda unit: sheets.get(unit, group_id, sheet_id))
    assert (found.state, [list(row) for row in found.rows], found.wrong) == (sheets.READ, ROWS, ())
    assert await desk.run(lambda unit: sheets.find_newest(unit, group_id)) == sheet_id
    assert not await desk.run(sheets.has_waiting)
    file = await desk.run(lambda unit: files.find(unit, waiting.file_id))
    assert file is not None
    assert file.state == "gone"


async def test_nothing_of_it_is_readable_in_the_table_and_nothing_stays_once_it_is_used(desk: Desk) -> None:
    group_id, sheet_id = await sent(desk, await desk.person("Demo Lilis"))
    await arrives(desk)
    (waiting,) = await ready(desk)

    async def keep(unit: Unit) -> bytes:
        await sheets.keep(unit, waiting, ROWS, [])
        (row,) = await unit.fetch("SELECT body FROM sheets")
        return bytes(row["body"])

    assert b"Siti" not in await desk.run(keep)

    async def use(unit: Unit) -> None:
        sheets.use(unit, group_id)

    await desk.run(use)
    found = await desk.run(lambda unit: sheets.get(unit, group_id, sheet_id))
    assert (found.state, found.rows) == (sheets.USED, ())
    assert await desk.run(lambda unit: sheets.find_newest(unit, group_id)) == 0


async def test_what_is_wrong_comes_back_with_its_place(desk: Desk) -> None:
    group_id, sheet_id = await sent(desk, await desk.person("Demo Lilis"))
    await arrives(desk)
    (waiting,) = await ready(desk)
    wrong = Wrong(fault=Fault.FORMULA, row=2, column="C", text="=A1")

    async def keep(unit: Unit) -> None:
        await sheets.keep(unit, waiting, [], [wrong])

    await desk.run(keep)
    found = await desk.run(lambda unit: sheets.get(unit, group_id, sheet_id))
    assert (found.state, found.wrong) == (sheets.BROKEN, (wrong,))


async def test_a_file_that_never_comes_is_given_up(desk: Desk) -> None:
    group_id, sheet_id = await sent(desk, await desk.person("Demo Lilis"))

    async def refuse(unit: Unit) -> None:
        (file,) = await files.claim(unit, 10)
        await files.refuse(unit, file, FileFault.WRONG_KIND)

    await desk.run(refuse)
    assert await ready(desk) == []
    assert not await desk.run(sheets.has_waiting)
    assert (await desk.run(lambda unit: sheets.get(unit, group_id, sheet_id))).state == sheets.BROKEN


async def test_a_table_of_another_group_reads_like_none(desk: Desk) -> None:
    lilis = await desk.person("Demo Lilis")
    _first, sheet_id = await sent(desk, lilis)
    second, _other = await sent(desk, lilis)
    with pytest.raises(NotAllowed):
        await desk.run(lambda unit: sheets.get(unit, second, sheet_id))
