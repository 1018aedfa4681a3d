"""What a woman sends, on both engines: one open request an office, nothing lost, nothing readable without her key."""

import pytest

from db import casework, requests
from db.people import Actor
from db.requests import Contact, Latest
from db.unit import Unit
from db.vault import SealBroken
from domain.requests import Kind, State
from domain.roles import Role
from tests.db.office_world import World, result, world

__all__ = ["world"]

PHONE = Contact(way="phone", from_min=480, to_min=660, phone="081200000000")


async def latest(world: World, woman: Actor) -> Latest | None:
    async def job(unit: Unit) -> Latest | None:
        return await requests.find_latest(unit, woman.person_id)

    return await world.run(job, by=woman)


async def test_what_she_sends_waits_under_a_code_that_can_be_read_aloud(world: World) -> None:
    woman = await world.woman()
    sent = await world.send(woman, "screening", result(usia=35), contact=PHONE)
    found = await latest(world, woman)
    assert found is not None
    assert (found.id, found.code, found.kind, found.state) == (
        sent.request_id,
        sent.code,
        Kind.SCREENING,
        State.MENUNGGU,
    )
    assert (found.office, found.wants_person, found.made_ms) == ("Kantor Contoh", False, world.desk.now_ms)
    assert len(sent.code) == 6
    assert not set(sent.code) & set("01IOL")


async def test_answers_contact_and_levels_are_sealed(world: World) -> None:
    woman = await world.woman()
    await world.send(woman, "screening", result(status_keluarga="suami_pergi_tanpa_kabar"), contact=PHONE)
    row = (
        await world.rows(
            "SELECT r.contact, s.result FROM requests r JOIN screenings s ON s.request_id = r.id"
        )
    )[0]
    stored = bytes(row["contact"]) + bytes(row["result"])
    for secret in (b"suami_pergi", b"status_keluarga", b"0812", b"480"):
        assert secret not in stored


async def test_sending_leaves_audit_rows(world: World) -> None:
    woman = await world.woman()
    await world.send(woman, "screening", result(), result())
    herself = (woman.person_id, woman.person_id)
    assert await world.audited("write", "request") == [herself]
    assert await world.audited("write", "screening") == [herself, herself]


async def test_a_second_screening_joins_the_open_request_and_the_first_stays_as_history(world: World) -> None:
    woman = await world.woman()
    first = await world.send(woman, "screening", result("belum_sesuai"))
    began_ms = world.desk.now_ms
    world.pass_time(30)
    second = await world.send(woman, "screening", result("cocok_awal"))
    assert second == first
    rows = await world.rows("SELECT overall, made_ms, changed_ms FROM requests")
    assert [tuple(row.values()) for row in rows] == [("cocok_awal", began_ms, world.desk.now_ms)]
    kept = await world.rows("SELECT overall FROM screenings ORDER BY id")
    assert [row["overall"] for row in kept] == ["belum_sesuai", "cocok_awal"]


async def test_a_wish_for_a_person_and_a_contact_are_never_lost_by_what_comes_after(world: World) -> None:
    woman = await world.woman()
    asked = await world.send(woman, "person", wants_person=True, contact=PHONE)
    answered = await world.send(woman, "screening", result())
    assert answered == asked
    row = (await world.rows("SELECT kind, wants_person, contact IS NULL AS unset FROM requests"))[0]
    assert (row["kind"], row["wants_person"], bool(row["unset"])) == ("screening", 1, False)
    again = await world.send(woman, "person", wants_person=True)
    assert again == asked
    assert [row["kind"] for row in await world.rows("SELECT kind FROM requests")] == ["screening"]


async def test_a_minors_case_stands_beside_answers_and_not_in_their_place(world: World) -> None:
    woman = await world.woman()
    grown = await world.send(woman, "screening", result())
    young = await world.send(woman, "minor", wants_person=True)
    assert grown.request_id != young.request_id
    assert len(await world.rows("SELECT id FROM requests")) == 2


async def test_another_office_gets_a_request_of_its_own(world: World) -> None:
    woman = await world.woman()
    elsewhere = await world.add_office("Kantor Lain", "berau")
    here, there = await world.send(woman), await world.send(woman, office=elsewhere)
    assert here.code != there.code


async def test_what_was_decided_is_not_joined_but_followed(world: World) -> None:
    woman = await world.woman()
    first = await world.send(woman, "screening", result())

    async def propose(unit: Unit) -> None:
        unit.write("UPDATE requests SET state = 'diusulkan' WHERE id = $1", first.request_id)

    await world.run(propose)
    second = await world.send(woman, "person", wants_person=True)
    assert second.request_id != first.request_id
    found = await latest(world, woman)
    assert found is not None
    assert found.id == second.request_id


async def test_a_helper_is_noted(world: World) -> None:
    woman, helper = await world.woman(), await world.woman()
    await world.send(woman, "screening", result(), helper_id=helper.person_id)
    assert [row["helper_id"] for row in await world.rows("SELECT helper_id FROM requests")] == [
        helper.person_id
    ]


async def test_who_never_sent_anything_has_no_latest_request(world: World) -> None:
    assert await latest(world, await world.woman()) is None


async def test_the_workers_are_told_without_her_name_and_the_button_opens_her_request(world: World) -> None:
    worker, woman = await world.staff(Role.WORKER), await world.woman("Demo")
    sent = await world.send(woman, "screening", result())
    (told,) = world.told_to(worker)
    (button,) = told.buttons
    assert (told.kind, told.urgent, told.matter) == ("relay", False, f"request:{sent.request_id}")
    assert (button.talk, button.args) == ("permintaan", (sent.request_id,))
    assert told.text.values == {}


async def test_more_results_than_any_area_has_are_refused(world: World) -> None:
    with pytest.raises(ValueError, match="limit"):
        await world.send(await world.woman(), "screening", *[result()] * 11)


async def test_a_contact_that_was_moved_to_another_request_of_hers_does_not_open(world: World) -> None:
    woman = await world.woman()
    safe = await world.send(woman, "screening", contact=Contact(way="visit"))
    other = await world.send(woman, "minor", contact=PHONE)

    async def move(unit: Unit) -> None:
        unit.write(
            "UPDATE requests SET contact = (SELECT contact FROM requests WHERE id = $2) WHERE id = $1",
            safe.request_id,
            other.request_id,
        )

    await world.run(move)
    worker = await world.staff(Role.WORKER)
    with pytest.raises(SealBroken):
        await world.run(lambda unit: casework.view_request(unit, safe.request_id), by=worker)
