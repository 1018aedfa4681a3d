"""The register of breaches: whose data it was, and that the notice itself harms nobody."""

import pytest

from db import breaches, people
from db.breaches import EVERYBODY, OFFICE, READER, Breach, Details, Progress
from db.people import Actor
from db.unit import Unit
from domain.refusals import NotAllowed
from domain.roles import Role, RoleGrant
from tests.db.desk import Desk
from tests.db.forgetting import rows

DETAILS = Details(what="nama dan alamat", how="laptop petugas hilang", handling="kunci sudah diganti")
HOUR_MS = 3_600_000


async def add(desk: Desk, scope: str = EVERYBODY, *, office: int = 0, reader: int = 0) -> Breach:
    """Written down, and everybody listed."""

    async def job(unit: Unit) -> Breach:
        return await breaches.add(
            unit,
            details=DETAILS,
            found_ms=unit.now_ms,
            from_ms=unit.now_ms - HOUR_MS,
            until_ms=unit.now_ms,
            scope=scope,
            organisation_id=office,
            reader_id=reader,
        )

    made = await desk.run(job)
    assert await desk.run(lambda unit: breaches.list_next(unit, made.code))
    return made


async def ways(desk: Desk, made: Breach) -> dict[int, str]:
    found = await desk.run(lambda unit: breaches.list_people(unit, made.id, 0))
    return {each.person_id: each.way for each in found}


async def set_phone(desk: Desk, who: Actor, phone: str) -> None:
    async def job(unit: Unit) -> None:
        people.set_phone(unit, who.account_id, phone)

    await desk.run(job)


async def test_only_a_phone_known_to_be_her_own_is_told_in_chat(desk: Desk) -> None:
    phones = {}
    for phone in ("own", "shared", "helped", "unknown"):
        who = await desk.person(phone)
        if phone != "unknown":
            await set_phone(desk, who, phone)
        phones[who.person_id] = phone

    found = await ways(desk, await add(desk))

    assert {phones[person_id]: way for person_id, way in found.items()} == {
        "own": "chat",
        "shared": "in_person",
        "helped": "in_person",
        "unknown": "in_person",
    }


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE persons SET may_write = 0 WHERE id = $1",
        "UPDATE persons SET open = 0 WHERE id = $1",
        "UPDATE accounts SET reachable = 0 WHERE person_id = $1",
        "UPDATE accounts SET profiles = 2 WHERE person_id = $1",
        "INSERT INTO calls (id, code, person_id, account_id, organisation_id, state, made_ms, since_ms, next_ring_ms,"
        " body) SELECT 1, 'c', a.person_id, a.id, 7, 'closed', 0, 0, 0, a.address FROM accounts a WHERE a.person_id = $1",
    ],
)
async def test_whoever_may_not_be_written_to_or_called_for_help_is_told_by_a_person(
    desk: Desk, sql: str
) -> None:
    siti = await desk.person("111")
    await set_phone(desk, siti, "own")

    async def job(unit: Unit) -> None:
        unit.write(
            "INSERT INTO organisations (id, name, zone, details) VALUES (7, 'Kantor Contoh', 'Asia/Jakarta', '{}')"
        )
        unit.write(sql, siti.person_id)

    await desk.run(job)

    assert await ways(desk, await add(desk)) == {siti.person_id: "in_person"}


async def test_a_phone_that_became_shared_meanwhile_gets_nothing(desk: Desk) -> None:
    siti, yuyun = await desk.person("111"), await desk.person("222")
    for who in (siti, yuyun):
        await set_phone(desk, who, "own")
    made = await add(desk)

    async def begin(unit: Unit) -> None:
        breaches.begin_telling(unit, made.id)

    assert await desk.run(breaches.list_to_tell) == []
    await desk.run(begin)
    await set_phone(desk, siti, "shared")

    ((_breach, safe),) = await desk.run(breaches.list_to_tell)
    assert safe == [yuyun.person_id]
    assert (await ways(desk, made))[siti.person_id] == "in_person"


async def test_an_offices_breach_names_its_own_people_and_a_readers_breach_whom_he_read(desk: Desk) -> None:
    siti, yuyun, worker = [await desk.person(name) for name in ("111", "222", "333")]

    async def job(unit: Unit) -> None:
        unit.write(
            "INSERT INTO organisations (id, name, zone, details) VALUES (7, 'Kantor Contoh', 'Asia/Jakarta', '{}')"
        )
        unit.write(
            "INSERT INTO requests (id, code, person_id, organisation_id, kind, state, made_ms, changed_ms)"
            " VALUES (1, 'ABC234', $1, 7, 'screening', 'menunggu', 0, 0)",
            siti.person_id,
        )
        people.grant_role(
            unit, role_id=9, person_id=worker.person_id, grant=RoleGrant(Role.WORKER, 7), now_ms=0
        )
        unit.actor = worker
        unit.audit("read", "request", 1, yuyun.person_id)

    await desk.run(job)

    assert set(await ways(desk, await add(desk, OFFICE, office=7))) == {siti.person_id, worker.person_id}
    read = await add(desk, READER, reader=worker.person_id)
    assert set(await ways(desk, read)) == {yuyun.person_id}
    assert await desk.run(lambda unit: breaches.find_person(unit, read.id, "ABC234")) is None


async def test_it_is_late_until_everybody_and_the_agency_have_been_told(desk: Desk) -> None:
    siti = await desk.person("111")
    made = await add(desk)
    desk.now_ms = made.due_ms - 1
    assert await desk.run(breaches.list_late) == []
    desk.now_ms += 1
    assert await desk.run(breaches.list_late) == [made.code]

    async def told(unit: Unit) -> None:
        breaches.note_told(unit, made.id, siti.person_id)

    async def agency(unit: Unit) -> None:
        breaches.note_agency(unit, made.id)

    await desk.run(told)
    assert await desk.run(breaches.list_late) == [made.code]
    await desk.run(agency)
    assert await desk.run(breaches.list_late) == []
    assert await desk.run(lambda unit: breaches.count_progress(unit, made.id)) == Progress(person_told=1)


async def test_what_is_written_about_it_is_sealed_and_opens_again(desk: Desk) -> None:
    made = await add(desk)

    assert (await desk.run(lambda unit: breaches.get(unit, made.code.lower()))).details == DETAILS
    assert [each.code for each in await desk.run(breaches.list_all)] == [made.code]
    (row,) = await rows(desk, "SELECT details FROM breaches")
    assert b"laptop" not in bytes(row["details"])
    with pytest.raises(NotAllowed):
        await desk.run(lambda unit: breaches.get(unit, "ZZZZZZ"))


async def test_the_list_is_made_in_slices(desk: Desk) -> None:
    async def many(unit: Unit) -> None:
        for _n in range(breaches.SLICE + 3):
            people.add_person(unit, unit.new_id(), unit.now_ms)

    await desk.run(many)

    async def job(unit: Unit) -> Breach:
        return await breaches.add(unit, details=DETAILS, found_ms=0, from_ms=0, until_ms=0, scope=EVERYBODY)

    made = await desk.run(job)
    assert not await desk.run(lambda unit: breaches.list_next(unit, made.code))
    assert await desk.run(lambda unit: breaches.list_next(unit, made.code))
    progress = await desk.run(lambda unit: breaches.count_progress(unit, made.id))
    assert progress.person_left == breaches.SLICE + 3
