"""Tables of classes on both engines: read once their file is here, sealed by who sent them, gone once they are used."""

import pytest

from db import course_sheets, files, sheets
from db.people import Actor
from db.unit import Unit
from db.vault import person as owner_of
from domain.files import FileFault, FileKind, SentFile
from domain.opening import Fault, Wrong
from domain.refusals import NotAllowed
from tests.db.desk import Desk

OFFICE = "o7"
ROWS: list[list[str | int | None]] = [["Jenis", "Tempat"], ["Kue kering", None]]


async def sent(desk: Desk, by: Actor) -> int:
    """The id of the table she has sent."""

    async def job(unit: Unit) -> int:
        unit.actor = by
        await unit.vault.have([owner_of(by.person_id)])
        return course_sheets.want(unit, OFFICE, SentFile(reference="demo"))

    return await desk.run(job)


async def arrives(desk: Desk) -> None:
    async def job(unit: Unit) -> None:
        (file,) = await files.claim(unit, 10)
        await files.keep(unit, file, kind=FileKind.XLSX.value, size_bytes=10)

    await desk.run(job)


async def is_read(desk: Desk, wrong: list[Wrong] | None = None) -> None:
    (waiting,) = await desk.run(lambda unit: course_sheets.list_ready(unit, 10))
    await desk.run(lambda unit: course_sheets.keep(unit, waiting, [] if wrong else ROWS, wrong or []))


async def opened(desk: Desk, by: Actor, sheet_id: int, owner: str = OFFICE) -> course_sheets.Sheet:
    async def job(unit: Unit) -> course_sheets.Sheet:
        unit.actor = by
        await unit.vault.have([owner_of(by.person_id)])
        return await course_sheets.get(unit, owner, sheet_id)

    return await desk.run(job)


async def newest(desk: Desk, by: Actor, owner: str = OFFICE) -> int:
    async def job(unit: Unit) -> int:
        unit.actor = by
        return await course_sheets.find_newest(unit, owner)

    return await desk.run(job)


async def test_a_table_is_read_when_its_file_is_here_and_then_the_file_goes(desk: Desk) -> None:
    rina = await desk.person("Demo Rina")
    sheet_id = await sent(desk, rina)
    assert await desk.run(course_sheets.has_waiting)
    assert await desk.run(lambda unit: course_sheets.list_ready(unit, 10)) == []
    assert await newest(desk, rina) == 0
    await arrives(desk)
    await is_read(desk)
    found = await opened(desk, rina, sheet_id)
    assert (found.state, [list(row) for row in found.rows], found.wrong) == (sheets.READ, ROWS, ())
    assert await newest(desk, rina) == sheet_id
    assert not await desk.run(course_sheets.has_waiting)


async def test_nothing_of_it_stands_open_and_only_who_sent_it_opens_it(desk: Desk) -> None:
    rina, dedi = await desk.person("Demo Rina"), await desk.person("Demo Dedi")
    sheet_id = await sent(desk, rina)
    await arrives(desk)
    await is_read(desk)

    async def body(unit: Unit) -> bytes:
        (row,) = await unit.fetch("SELECT body FROM course_sheets")
        return bytes(row["body"])

    assert b"Kue" not in await desk.run(body)
    for by, owner in ((dedi, OFFICE), (rina, "o8"), (rina, "g7")):
        with pytest.raises(NotAllowed):
            await opened(desk, by, sheet_id, owner)
        assert await newest(desk, by, owner) == 0


async def test_once_it_is_used_nothing_of_it_is_left(desk: Desk) -> None:
    rina = await desk.person("Demo Rina")
    sheet_id = await sent(desk, rina)
    await arrives(desk)
    await is_read(desk)

    async def use(unit: Unit) -> None:
        unit.actor = rina
        course_sheets.use(unit, OFFICE, sheet_id)

    await desk.run(use)
    found = await opened(desk, rina, sheet_id)
    assert (found.state, found.rows) == (sheets.USED, ())
    assert await newest(desk, rina) == 0


async def test_what_is_wrong_with_a_file_is_kept_and_a_file_that_never_comes_is_given_up(desk: Desk) -> None:
    rina = await desk.person("Demo Rina")
    wrong = Wrong(fault=Fault.FORMULA, row=3, column="B")
    first = await sent(desk, rina)
    await arrives(desk)
    await is_read(desk, [wrong])
    found = await opened(desk, rina, first)
    assert (found.state, found.wrong) == (sheets.BROKEN, (wrong,))
    second = await sent(desk, rina)

    async def refuse(unit: Unit) -> None:
        (file,) = await files.claim(unit, 10)
        await files.refuse(unit, file, FileFault.WRONG_KIND)
        await course_sheets.list_ready(unit, 10)

    await desk.run(refuse)
    assert not await desk.run(course_sheets.has_waiting)
    assert (await opened(desk, rina, second)).state == sheets.BROKEN


async def test_of_somebody_who_was_erased_meanwhile_nothing_is_kept(desk: Desk) -> None:
    rina = await desk.person("Demo Rina")
    await sent(desk, rina)
    await arrives(desk)
    (waiting,) = await desk.run(lambda unit: course_sheets.list_ready(unit, 10))
    await desk.storage.vault.destroy([owner_of(rina.person_id)])
    await desk.run(lambda unit: course_sheets.keep(unit, waiting, ROWS, []))

    async def count(unit: Unit) -> int:
        return len(await unit.fetch("SELECT id FROM course_sheets"))

    assert await desk.run(count) == 0
