"""All that is kept of one woman, on both engines, and nothing of anybody else."""

import pytest

from db import calls, casework, consents, own_data, people, safety
from db.own_data import OwnData
from db.people import Actor
from db.requests import Contact
from db.unit import Unit
from domain.requests import State
from domain.roles import Role
from domain.safety import Matter
from tests.db.office_world import World, result, world

__all__ = ["world"]

CALL = Contact(way="phone", from_min=600, to_min=720, phone="080000000000")


async def collect(world: World, woman: Actor, *, office: int | None = None) -> OwnData:
    return await world.run(lambda unit: own_data.collect(unit, woman.person_id, organisation_id=office))


async def test_her_answers_contact_decisions_and_consents_are_all_there_opened(world: World) -> None:
    woman, worker = await world.woman("Siti"), await world.staff(Role.WORKER)
    sent = await world.send(woman, "screening", result(umur=35), contact=CALL)
    await world.run(
        lambda unit: casework.decide(
            unit,
            sent.request_id,
            State.BELUM_BISA,
            reason="Umur Ibu belum sesuai syarat.",
            expected_state=State.MENUNGGU,
        ),
        by=worker,
    )

    async def agree(unit: Unit) -> int:
        return consents.record(
            unit,
            person_id=woman.person_id,
            organisation_id=world.office,
            purpose="screening",
            version="1",
            text="Boleh saya catat?",
            answer="yes",
            manner="typed",
        )

    await world.run(agree, by=woman)
    kept = await collect(world, woman)
    (case,) = kept.cases
    assert kept.name.startswith("Siti")
    assert (case.code, case.contact["phone"]) == (sent.code, "080000000000")
    assert case.screenings[0].result.answers == {"umur": 35}
    assert case.steps[-1].reason == "Umur Ibu belum sesuai syarat."
    assert [(each.consent.answer, each.place) for each in kept.consents] == [("yes", "Kantor Contoh")]
    assert kept.accounts[0].address.startswith("Siti")


async def test_nobody_else_is_in_it(world: World) -> None:
    woman, helper, worker = (
        await world.woman("Siti"),
        await world.woman("Kenari"),
        await world.staff(Role.WORKER),
    )
    await world.send(woman, "screening", result(umur=35), helper_id=helper.person_id)
    await world.send(helper, "person", wants_person=True, contact=CALL)
    (row,) = await world.rows("SELECT id FROM requests WHERE person_id = $1", woman.person_id)
    await world.run(lambda unit: casework.open_request(unit, row["id"]), by=worker)
    shown = repr(await collect(world, woman))
    assert "Kenari" not in shown
    assert "080000000000" not in shown
    assert str(helper.person_id) not in shown
    assert str(worker.person_id) not in shown.replace("helper_id=None", "")


async def test_nothing_of_the_safety_store_is_in_it_nor_that_somebody_read_there(world: World) -> None:
    woman, worker, admin = await world.woman(), await world.staff(Role.WORKER), await world.staff(Role.ADMIN)

    async def call(unit: Unit) -> int:
        matter = Matter(level="danger", kind="violence", about="self")
        return (await calls.make(unit, organisation_id=world.office, matter=matter)).id

    call_id = await world.run(call, by=woman)
    await world.run(lambda unit: safety.name_reader(unit, world.office, worker.person_id), by=admin)
    await world.run(lambda unit: safety.add_note(unit, call_id, "rahasia kenari"), by=worker)
    assert await world.run(lambda unit: safety.list_notes(unit, call_id), by=worker)
    for office in (None, world.office):
        kept = await collect(world, woman, office=office)
        assert kept.readings == ()
        for secret in ("kenari", "violence", "danger"):
            assert secret not in repr(kept)


async def test_an_office_hands_over_only_what_is_its_own(world: World) -> None:
    elsewhere = await world.add_office("Kantor Lain", "berau")
    woman = await world.woman()
    await world.send(woman, "screening", result(umur=35))
    await world.send(woman, "person", wants_person=True, office=elsewhere)
    assert {each.office for each in (await collect(world, woman)).cases} == {"Kantor Contoh", "Kantor Lain"}
    assert {each.office for each in (await collect(world, woman, office=elsewhere)).cases} == {"Kantor Lain"}


async def test_on_another_womans_phone_her_address_is_not_told(world: World) -> None:
    woman, owner = await world.woman("Siti"), await world.woman("Kenari")

    async def share(unit: Unit) -> None:
        unit.write(
            "INSERT INTO profiles (id, account_id, person_id, door_hash, pin, asked, made_ms)"
            " VALUES ($1, $2, $3, $4, $4, '', 0)",
            unit.new_id(),
            owner.account_id,
            woman.person_id,
            b"x",
        )

    await world.run(share)
    kept = await collect(world, woman)
    assert sorted(each.address.split(" ")[0] for each in kept.accounts) == ["", "Siti"]
    assert "Kenari" not in repr(kept)


async def test_who_was_erased_has_no_data(world: World) -> None:
    woman = await world.woman()
    await world.desk.storage.vault.destroy([f"p{woman.person_id}"])
    with pytest.raises(KeyError):
        await collect(world, woman)


async def test_the_states_of_her_requests_are_listed(world: World) -> None:
    woman, other = await world.woman(), await world.woman()
    await world.send(woman, "screening", result(umur=35))
    assert await world.run(lambda unit: own_data.list_case_states(unit, woman.person_id)) == [State.MENUNGGU]
    assert await world.run(lambda unit: own_data.list_case_states(unit, other.person_id)) == []


async def test_a_chat_is_found_by_its_own_number_only(world: World) -> None:
    woman = await world.woman()
    (row,) = await world.run(lambda unit: own_data.list_chat(unit, woman.account_id))

    async def address(unit: Unit) -> str:
        return people.open_address(unit, row)

    assert (await world.run(address, by=woman)).startswith("demo")
    assert await world.run(lambda unit: own_data.list_chat(unit, 1)) == []
