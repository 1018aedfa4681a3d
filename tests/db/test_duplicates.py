"""Records that may be one person's: seen by her own office only, never merged, and each look is written down."""

from dataclasses import replace
from functools import partial

import pytest

from db import duplicates, identities, organisations, people
from db.duplicates import Reason, Verdict
from db.people import Actor
from db.unit import Unit
from domain.refusals import NotAllowed
from tests.db.desk import Desk


@pytest.fixture
async def siti(desk: Desk) -> Actor:
    return await desk.person("Siti")


@pytest.fixture
async def office(desk: Desk, siti: Actor) -> int:
    """An office that has a request of hers."""

    async def job(unit: Unit) -> int:
        office = organisations.add(unit, name="Dinas Contoh", zone="Asia/Jakarta", areas=("batu",))
        unit.write(
            "INSERT INTO requests (id, code, person_id, organisation_id, kind, state, made_ms, changed_ms)"
            " VALUES ($1, 'AAAAAA', $2, $3, 'person', 'menunggu', 1, 1)",
            unit.new_id(),
            siti.person_id,
            office,
        )
        return office

    return await desk.run(job)


async def _writes(desk: Desk, person_id: int, office: int, state: str = "menunggu") -> None:
    """She has a request there too."""

    async def job(unit: Unit) -> None:
        unit.write(
            "INSERT INTO requests (id, code, person_id, organisation_id, kind, state, made_ms, changed_ms)"
            " VALUES ($1, $2, $3, $4, 'person', $5, 1, 1)",
            unit.new_id(),
            f"B{person_id % 10**8}{office % 10**4}",
            person_id,
            office,
            state,
        )

    await desk.run(job)


async def _office(desk: Desk) -> int:
    """One more."""

    async def job(unit: Unit) -> int:
        return organisations.add(unit, name="Dinas Lain", zone="Asia/Jakarta", areas=("malang",))

    return await desk.run(job)


async def _pair(desk: Desk, one: Actor, other: Actor, reason: Reason = Reason.PHONE) -> None:
    async def job(unit: Unit) -> None:
        duplicates.add(unit, one.person_id, other.person_id, reason)

    await desk.run(job)


async def _changed(desk: Desk, siti: Actor) -> int:
    """Her number is answered by another telephone; the new record's person."""

    async def job(unit: Unit) -> int:
        unit.actor = siti
        return await identities.begin_record(unit, siti)

    return await desk.run(job)


async def _open(desk: Desk, actor: Actor, *offices: int) -> list[duplicates.Pair]:
    async def job(unit: Unit) -> list[duplicates.Pair]:
        unit.actor = actor
        return await duplicates.list_open(unit, offices)

    return await desk.run(job)


async def _settle(desk: Desk, actor: Actor, pair_id: int, verdict: Verdict, *offices: int) -> int:
    async def job(unit: Unit) -> int:
        unit.actor = actor
        return await duplicates.settle(unit, pair_id, verdict, offices)

    return await desk.run(job)


async def _owner(desk: Desk, account_id: int) -> int:
    async def job(unit: Unit) -> int:
        row = await unit.fetch_one("SELECT owner_id FROM accounts WHERE id = $1", account_id)
        assert row is not None
        return int(row["owner_id"])

    return await desk.run(job)


async def test_only_an_office_that_has_a_request_of_one_of_them_sees_the_pair(
    desk: Desk, siti: Actor, office: int
) -> None:
    other_id = await _changed(desk, siti)
    worker = await desk.person("Petugas")
    (pair,) = await _open(desk, worker, office)
    assert (pair.one.person_id, pair.one.name, pair.reason) == (siti.person_id, "Siti", Reason.IDENTITY)
    assert pair.other is None
    await _writes(desk, other_id, office)
    (pair,) = await _open(desk, worker, office)
    assert pair.other is not None
    assert (pair.other.person_id, pair.other.name) == (other_id, "")
    assert await _open(desk, worker, office + 1) == []
    assert await _open(desk, worker) == []


async def test_of_a_woman_who_never_wrote_to_the_office_only_that_there_is_a_record(
    desk: Desk, siti: Actor, office: int
) -> None:
    rini, worker, elsewhere = await desk.person("Rini"), await desk.person("Petugas"), await _office(desk)
    await _writes(desk, rini.person_id, elsewhere)
    await _pair(desk, siti, rini)
    for asked, known in ((office, "Siti"), (elsewhere, "Rini")):
        (pair,) = await _open(desk, worker, asked)
        assert (pair.one.name, pair.other) == (known, None)

    async def read(unit: Unit) -> list[int]:
        rows = await unit.fetch("SELECT person_id FROM audit WHERE reason = 'duplicate' ORDER BY id")
        return [row["person_id"] for row in rows]

    assert await desk.run(read) == [siti.person_id, rini.person_id]


async def test_where_an_office_knows_both_the_pair_is_its_own(desk: Desk, siti: Actor, office: int) -> None:
    rini, worker, both = await desk.person("Rini"), await desk.person("Petugas"), await _office(desk)
    await _pair(desk, siti, rini)
    assert len(await _open(desk, worker, office)) == 1
    for each in (siti, rini):
        await _writes(desk, each.person_id, both)
    assert await _open(desk, worker, office) == []
    (pair,) = await _open(desk, worker, both)
    assert pair.other is not None
    assert {pair.one.name, pair.other.name} == {"Siti", "Rini"}


async def test_who_withdrew_her_consent_is_unknown_to_the_office(
    desk: Desk, siti: Actor, office: int
) -> None:
    rini, worker = await desk.person("Rini"), await desk.person("Petugas")
    await _pair(desk, siti, rini)
    await _writes(desk, rini.person_id, office, "izin_dicabut")
    (pair,) = await _open(desk, worker, office)
    assert (pair.one.name, pair.other) == ("Siti", None)


async def test_only_who_knows_the_first_one_may_give_her_number_back(
    desk: Desk, siti: Actor, office: int
) -> None:
    other_id, worker, elsewhere = (
        await _changed(desk, siti),
        await desk.person("Petugas"),
        await _office(desk),
    )
    await _writes(desk, other_id, elsewhere)
    assert await _open(desk, worker, elsewhere) == []
    (pair,) = await _open(desk, worker, office)
    with pytest.raises(NotAllowed):
        await _settle(desk, worker, pair.id, Verdict.SAME, elsewhere)


async def test_each_look_at_a_pair_is_a_read_of_two_persons(desk: Desk, siti: Actor, office: int) -> None:
    other_id = await _changed(desk, siti)
    await _writes(desk, other_id, office)
    worker = await desk.person("Petugas")
    await _open(desk, worker, office)

    async def read(unit: Unit) -> list[tuple[int, int]]:
        rows = await unit.fetch("SELECT actor, person_id FROM audit WHERE reason = 'duplicate' ORDER BY id")
        return [(row["actor"], row["person_id"]) for row in rows]

    assert await desk.run(read) == [(worker.person_id, siti.person_id), (worker.person_id, other_id)]


async def test_a_worker_who_knows_her_gives_her_number_back(desk: Desk, siti: Actor, office: int) -> None:
    await _changed(desk, siti)
    worker = await desk.person("Petugas")
    assert await _owner(desk, siti.account_id) != siti.person_id
    (pair,) = await _open(desk, worker, office)
    assert await _settle(desk, worker, pair.id, Verdict.SAME, office) == siti.person_id
    assert await _owner(desk, siti.account_id) == siti.person_id
    assert await _open(desk, worker, office) == []


async def test_another_woman_keeps_the_number_and_both_records_stay(
    desk: Desk, siti: Actor, office: int
) -> None:
    other_id = await _changed(desk, siti)
    worker = await desk.person("Petugas")
    (pair,) = await _open(desk, worker, office)
    assert await _settle(desk, worker, pair.id, Verdict.DIFFERENT, office) == 0
    assert await _owner(desk, siti.account_id) == other_id
    assert set(await desk.run(lambda unit: people.list_persons(unit, [siti.person_id, other_id]))) == {
        siti.person_id,
        other_id,
    }


async def test_a_pair_of_another_office_reads_like_none(desk: Desk, siti: Actor, office: int) -> None:
    await _changed(desk, siti)
    worker = await desk.person("Petugas")
    (pair,) = await _open(desk, worker, office)
    for pair_id, offices in ((pair.id, (office + 1,)), (pair.id + 1, (office,)), (pair.id, ())):
        with pytest.raises(NotAllowed):
            await _settle(desk, worker, pair_id, Verdict.SAME, *offices)
    await _settle(desk, worker, pair.id, Verdict.SAME, office)
    with pytest.raises(NotAllowed):
        await _settle(desk, worker, pair.id, Verdict.DIFFERENT, office)


async def test_a_number_that_changed_hands_again_is_not_given_back(
    desk: Desk, siti: Actor, office: int
) -> None:
    other_id = await _changed(desk, siti)
    third = await _changed(desk, replace(siti, person_id=other_id))
    worker = await desk.person("Petugas")
    first = (await _open(desk, worker, office))[0]
    assert await _settle(desk, worker, first.id, Verdict.SAME, office) == 0
    assert await _owner(desk, siti.account_id) == third


async def test_two_who_gave_the_same_number_may_be_one_however_it_is_written(
    desk: Desk, siti: Actor, office: int
) -> None:
    again, other = await desk.person("Siti lagi"), await desk.person("Rini")

    async def job(unit: Unit) -> None:
        for actor, number in (
            (siti, "0812 0000 0001"),
            (again, "+62 812-0000-0001"),
            (other, "081200000002"),
        ):
            for _time in range(2):
                await duplicates.note_number(unit, actor.person_id, number)

    await desk.run(job)
    (pair,) = await _open(desk, await desk.person("Petugas"), office)
    assert (pair.one.person_id, pair.other, pair.reason) == (siti.person_id, None, Reason.PHONE)


async def test_a_forgotten_number_leads_to_nobody(desk: Desk, siti: Actor, office: int) -> None:
    again = await desk.person("Siti lagi")

    async def job(unit: Unit) -> None:
        await duplicates.note_number(unit, siti.person_id, "081200000001")
        duplicates.forget_numbers(unit, siti.person_id)
        await duplicates.note_number(unit, again.person_id, "081200000001")

    await desk.run(job)
    assert await _open(desk, await desk.person("Petugas"), office) == []


async def test_a_number_that_many_gave_makes_few_pairs(desk: Desk, siti: Actor, office: int) -> None:
    async def pairs(unit: Unit) -> int:
        return len(await unit.fetch("SELECT id FROM duplicates"))

    people_ids = [siti.person_id, *[(await desk.person(f"Demo {number}")).person_id for number in range(9)]]
    for person_id in people_ids:
        await desk.run(partial(duplicates.note_number, person_id=person_id, number="081200000001"))
    assert await desk.run(pairs) == 5 * 4 // 2 + 5 * duplicates.PAIRS_OF_ONE_MAX
