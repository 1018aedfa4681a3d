"""What is exported belongs to the office, is paged to its end, and holds nobody who was erased."""

from db import erasure, exports
from db.people import Actor
from db.unit import Unit
from tests.db.desk import Desk


async def asked(desk: Desk, who: Actor, office: int, kind: str = "screening") -> None:
    async def job(unit: Unit) -> None:
        unit.write(
            "INSERT INTO organisations (id, name, zone, details) VALUES ($1, 'Kantor Contoh', 'Asia/Jakarta', '{}')"
            " ON CONFLICT (id) DO NOTHING",
            office,
        )
        request_id = unit.new_id()
        unit.write(
            "INSERT INTO requests (id, code, person_id, organisation_id, kind, state, made_ms, changed_ms)"
            " VALUES ($1, $2, $3, $4, $5, 'menunggu', 0, 0)",
            request_id,
            str(request_id),
            who.person_id,
            office,
            kind,
        )
        unit.write(
            "INSERT INTO decisions (id, request_id, person_id, by_person, state, at_ms)"
            " VALUES ($1, $2, $3, 5, 'diperiksa', 0)",
            unit.new_id(),
            request_id,
            who.person_id,
        )
        unit.write(
            "INSERT INTO consents (id, person_id, organisation_id, purpose, version, text, answer, manner, at_ms)"
            " VALUES ($1, $2, $3, 'screening', '1', 'Boleh?', 'yes', 'typed', 0)",
            unit.new_id(),
            who.person_id,
            office,
        )

    await desk.run(job)


async def test_of_one_office_or_of_all_and_never_of_a_talk_with_a_person(desk: Desk) -> None:
    siti, yuyun, neneng = [await desk.person(name) for name in ("111", "222", "333")]
    await asked(desk, siti, 7)
    await asked(desk, yuyun, 8)
    await asked(desk, neneng, 7, kind="person")

    every = await desk.run(lambda unit: exports.list_requests(unit, 0))
    one = await desk.run(lambda unit: exports.list_requests(unit, 0, organisation_id=8))
    assert [row.person_id for row in every] == [siti.person_id, yuyun.person_id]
    assert [row.person_id for row in one] == [yuyun.person_id]
    assert await desk.run(lambda unit: exports.list_requests(unit, every[-1].id)) == []

    decided = await desk.run(lambda unit: exports.list_decisions(unit, [row.id for row in every]))
    assert [row.code for row in decided] == [row.code for row in every]
    assert await desk.run(lambda unit: exports.list_decisions(unit, [])) == []
    answers = await desk.run(lambda unit: exports.list_consents(unit, 0, organisation_id=7))
    assert [row.person_id for row in answers] == [siti.person_id, neneng.person_id]


async def test_whoever_was_erased_is_not_exported(desk: Desk) -> None:
    siti = await desk.person("111")
    await asked(desk, siti, 7)
    await desk.run(lambda unit: erasure.erase_person(unit, siti.person_id))

    assert await desk.run(lambda unit: exports.list_requests(unit, 0, names=True)) == []
    assert await desk.run(lambda unit: exports.list_consents(unit, 0)) == []


async def test_an_office_has_a_number_as_large_as_ours_are(desk: Desk) -> None:
    siti, office = await desk.person("Siti"), desk.storage.ids.new()
    await asked(desk, siti, office)
    (request,) = await desk.run(lambda unit: exports.list_requests(unit, 0, organisation_id=office))
    (answer,) = await desk.run(lambda unit: exports.list_consents(unit, 0, organisation_id=office))
    assert (request.person_id, answer.person_id) == (siti.person_id, siti.person_id)
