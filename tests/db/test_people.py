"""Accounts, persons and roles: found by what was hashed, opened for who may, and gone when the key is."""

import dataclasses

import pytest

from db import outbox, people, talks
from db.engine import Fetch, Write
from db.outbox import Queued
from db.people import Actor
from db.talks import Talk
from db.unit import Unit
from db.vault import KeyGone, SealBroken
from db.vault import person as owner_of
from domain.roles import Role, RoleGrant
from tests.db.desk import Desk


@pytest.fixture
async def siti(desk: Desk) -> Actor:
    return await desk.person("Siti (demo)")


async def second_account(desk: Desk, siti: Actor, address: str, last_in_ms: int = 0) -> int:
    async def job(unit: Unit) -> int:
        account_id = unit.new_id()
        await unit.vault.have([owner_of(siti.person_id)])
        people.add_account(
            unit,
            account_id=account_id,
            person_id=siti.person_id,
            channel="telegram",
            address=address,
            now_ms=unit.now_ms,
            language="su",
        )
        unit.write("UPDATE accounts SET last_in_ms = $2 WHERE id = $1", account_id, last_in_ms)
        return account_id

    return await desk.run(job)


async def office(desk: Desk) -> int:
    async def job(unit: Unit) -> int:
        office_id = unit.new_id()
        unit.write(
            "INSERT INTO organisations (id, name, zone, details) VALUES ($1, 'Demo', 'Asia/Jakarta', '{}')",
            office_id,
        )
        return office_id

    return await desk.run(job)


async def grant(desk: Desk, siti: Actor, *grants: RoleGrant) -> None:
    async def job(unit: Unit) -> None:
        for each in grants:
            people.grant_role(
                unit, role_id=unit.new_id(), person_id=siti.person_id, grant=each, now_ms=unit.now_ms
            )

    await desk.run(job)


# -- the state of an account ----------------------------------------------------------------------------------------


async def test_an_account_is_found_by_its_channel_and_address(desk: Desk, siti: Actor):
    async def job(unit: Unit) -> list[int]:
        hashes = [
            people.address_hash(unit, channel, address)
            for channel, address in (
                ("simulator", "Siti (demo)"),
                ("telegram", "Siti (demo)"),
                ("simulator", "nobody"),
            )
        ]
        rows, roles = await people.find_states(unit, hashes)
        assert roles == {}
        return [rows[each]["account_id"] if each in rows else 0 for each in hashes]

    assert await desk.run(job) == [siti.account_id, 0, 0]


async def test_asking_for_nobody_finds_nobody(desk: Desk):
    assert await desk.run(lambda unit: people.find_states(unit, [])) == ({}, {})


async def test_the_state_holds_the_open_talk_and_the_message_that_asked(desk: Desk, siti: Actor):
    async def prepare(unit: Unit) -> None:
        await unit.vault.have([owner_of(siti.person_id)])
        outbox.add(
            unit,
            Queued(
                id=12,
                account_id=siti.account_id,
                person_id=siti.person_id,
                channel="simulator",
                kind="answer",
                lane=1,
                due_ms=0,
            ),
        )
        outbox.sent(unit, 12, "ref-12", 77)
        for number, state in ((5, "open"), (6, "parked")):
            talks.save(
                unit,
                Talk(
                    id=number,
                    account_id=siti.account_id,
                    person_id=siti.person_id,
                    name="skrining",
                    entries=[],
                    nonce="n",
                    asked_outbox=12,
                ),
                state,
            )

    async def read(unit: Unit) -> tuple[object, ...]:
        hashes = [people.address_hash(unit, "simulator", "Siti (demo)")]
        row = (await people.find_states(unit, hashes))[0][hashes[0]]
        return tuple(
            row[name] for name in ("talk_id", "talk_name", "talk_nonce", "asked_ref", "asked_sent_ms")
        )

    await desk.run(prepare)
    assert await desk.run(read) == (5, "skrining", "n", "ref-12", 77)


async def test_roles_come_once_however_many_accounts_of_hers_are_asked_for(desk: Desk, siti: Actor):
    place = await office(desk)
    await second_account(desk, siti, "77")
    await grant(desk, siti, RoleGrant(Role.WORKER, place), RoleGrant(Role.HELPER, place))

    async def job(unit: Unit) -> dict[int, list[RoleGrant]]:
        hashes = [
            people.address_hash(unit, "simulator", "Siti (demo)"),
            people.address_hash(unit, "telegram", "77"),
        ]
        rows, roles = await people.find_states(unit, hashes)
        assert len(rows) == 2
        return roles

    assert await desk.run(job) == {
        siti.person_id: [RoleGrant(Role.WORKER, place), RoleGrant(Role.HELPER, place)]
    }


async def test_many_accounts_are_found_in_one_trip(desk: Desk):
    actors = [await desk.person(f"demo {number}") for number in range(9)]

    async def job(unit: Unit) -> set[int]:
        hashes = [people.address_hash(unit, "simulator", f"demo {number}") for number in range(9)]
        return {row["account_id"] for row in (await people.find_states(unit, hashes))[0].values()}

    assert await desk.run(job) == {actor.account_id for actor in actors}


async def test_an_address_belongs_to_one_account(desk: Desk, siti: Actor):
    await second_account(desk, siti, "77")
    with pytest.raises(Exception, match=r"(?i)unique"):
        await second_account(desk, siti, "77")


# -- what is kept about her -----------------------------------------------------------------------------------------


async def test_details_are_added_to_and_an_empty_one_is_removed(desk: Desk, siti: Actor):
    async def change(unit: Unit, **details: str) -> people.Person:
        await people.set_details(unit, siti.person_id, **details)
        return await people.get_person(unit, siti.person_id)

    assert (await desk.run(lambda unit: change(unit, salutation="Ibu"))).salutation == "Ibu"
    found = await desk.run(lambda unit: change(unit, name=""))
    assert (found.name, found.salutation) == ("", "Ibu")


async def test_details_of_a_new_person_are_kept_without_reading_any(desk: Desk, siti: Actor):
    async def begin(unit: Unit) -> people.Person:
        await unit.vault.have([owner_of(siti.person_id)])
        people.begin_details(unit, siti.person_id, name="Yuyun", salutation="")
        return await people.get_person(unit, siti.person_id)

    found = await desk.run(begin)
    assert (found.name, found.salutation) == ("Yuyun", "")


async def test_persons_are_listed_with_what_is_known(desk: Desk, siti: Actor):
    other = await desk.person("Yuyun (demo)")

    async def job(unit: Unit) -> dict[int, people.Person]:
        people.set_area(unit, siti.person_id, "samarinda", "Asia/Makassar")
        return await people.list_persons(unit, [siti.person_id, other.person_id, siti.person_id, 99])

    found = await desk.run(job)
    assert list(found) == sorted([siti.person_id, other.person_id])
    assert (found[siti.person_id].name, found[siti.person_id].area, found[siti.person_id].zone) == (
        "Siti (demo)",
        "samarinda",
        "Asia/Makassar",
    )
    assert await desk.run(lambda unit: people.list_persons(unit, [])) == {}


async def test_an_erased_woman_is_left_out_and_stops_no_other(desk: Desk, siti: Actor):
    other = await desk.person("Yuyun (demo)")
    await desk.storage.vault.destroy([owner_of(siti.person_id)])
    both = [siti.person_id, other.person_id]
    assert list(await desk.run(lambda unit: people.list_persons(unit, both))) == [other.person_id]
    with pytest.raises(KeyError):
        await desk.run(lambda unit: people.get_person(unit, siti.person_id))


async def test_a_name_stands_nowhere_in_clear(desk: Desk, siti: Actor):
    rows = await desk.storage.engine.perform(
        [Fetch("SELECT * FROM persons"), Fetch("SELECT * FROM accounts")]
    )
    assert "Siti" not in " ".join(repr(value) for table in rows for row in table for value in tuple(row))


# -- the account ----------------------------------------------------------------------------------------------------


async def test_her_address_opens_for_sending_and_only_in_its_own_row(desk: Desk, siti: Actor):
    telegram = await second_account(desk, siti, "77", last_in_ms=9_000)

    async def address(unit: Unit) -> str:
        row = await people.find_account_of(unit, siti.person_id)
        assert row is not None
        await unit.vault.have([owner_of(siti.person_id)])
        return people.open_address(unit, row)

    assert await desk.run(address) == "77"
    swap = "UPDATE accounts SET address = (SELECT address FROM accounts WHERE id = $2) WHERE id = $1"
    await desk.storage.engine.perform([Write(swap, [(telegram, siti.account_id)])])
    with pytest.raises(SealBroken):
        await desk.run(address)
    await desk.storage.vault.destroy([owner_of(siti.person_id)])
    with pytest.raises(KeyGone):
        await desk.run(address)


async def test_she_is_reached_where_she_wrote_last_and_can_be_reached(desk: Desk, siti: Actor):
    telegram = await second_account(desk, siti, "77", last_in_ms=9_000)

    async def channel(unit: Unit) -> int:
        row = await people.find_account_of(unit, siti.person_id)
        return 0 if row is None else int(row["account_id"])

    async def block(unit: Unit) -> None:
        people.set_reachable(unit, telegram, False)

    assert await desk.run(channel) == telegram
    await desk.run(block)
    assert await desk.run(channel) == siti.account_id
    assert await desk.run(lambda unit: people.find_account_of(unit, 99)) is None


async def test_a_chat_that_moved_is_found_under_its_new_address_only(desk: Desk, siti: Actor):
    telegram = await second_account(desk, siti, "-77", last_in_ms=9_000)

    async def move(unit: Unit) -> list[bool]:
        await unit.vault.have([owner_of(siti.person_id)])
        people.move_account(unit, telegram, siti.person_id, "telegram", "-10077")
        hashes = [people.address_hash(unit, "telegram", each) for each in ("-77", "-10077")]
        rows, _roles = await people.find_states(unit, hashes)
        account = await people.find_account_of(unit, siti.person_id)
        assert account is not None
        assert people.open_address(unit, account) == "-10077"
        return [each in rows for each in hashes]

    assert await desk.run(move) == [False, True]


async def test_what_decides_about_a_push_is_kept(desk: Desk, siti: Actor):
    async def job(unit: Unit) -> list[object]:
        people.set_phone(unit, siti.account_id, "shared")
        people.set_safe_hours(unit, siti.person_id, 540, 1_020)
        people.mark_neutral_sent(unit, siti.account_id)
        row = await people.get_receiver(unit, siti.account_id, siti.person_id)
        names = (
            "phone",
            "safe_from_min",
            "safe_to_min",
            "neutral_sent_ms",
            "may_write",
            "reachable",
            "staff",
        )
        return [row[name] for name in names]

    assert await desk.run(job) == ["shared", 540, 1_020, desk.now_ms, 1, 1, 0]


async def test_an_unknown_kind_of_phone_is_refused(desk: Desk, siti: Actor):
    async def job(unit: Unit) -> None:
        people.set_phone(unit, siti.account_id, "borrowed")

    with pytest.raises(Exception, match=r"(?i)check"):
        await desk.run(job)


# -- roles ----------------------------------------------------------------------------------------------------------


async def test_roles_are_granted_listed_and_ended(desk: Desk, siti: Actor):
    place = await office(desk)
    await grant(desk, siti, RoleGrant(Role.WORKER, place), RoleGrant(Role.SUPERVISOR, place))
    assert await desk.run(lambda unit: people.list_roles(unit, siti.person_id)) == (
        RoleGrant(Role.WORKER, place),
        RoleGrant(Role.SUPERVISOR, place),
    )

    async def end(unit: Unit) -> None:
        unit.write("UPDATE roles SET until_ms = $2 WHERE role = $1", "worker", unit.now_ms)

    await desk.run(end)
    assert await desk.run(lambda unit: people.list_roles(unit, siti.person_id)) == (
        RoleGrant(Role.SUPERVISOR, place),
    )


async def test_a_staff_role_makes_her_staff_and_another_does_not(desk: Desk, siti: Actor):
    place = await office(desk)
    await grant(desk, siti, RoleGrant(Role.HELPER, place))
    assert not (await desk.run(lambda unit: people.get_person(unit, siti.person_id))).staff
    await grant(desk, siti, RoleGrant(Role.COMPANION, place))
    assert (await desk.run(lambda unit: people.get_person(unit, siti.person_id))).staff


async def test_who_holds_a_role_is_listed_once_longest_serving_first(desk: Desk, siti: Actor):
    place, other_place = await office(desk), await office(desk)
    other = await desk.person("Yuyun (demo)")
    await grant(desk, other, RoleGrant(Role.WORKER, place))
    await grant(desk, siti, RoleGrant(Role.WORKER, place), RoleGrant(Role.SUPERVISOR, place))
    await grant(desk, siti, RoleGrant(Role.ADMIN, other_place))

    async def holders(unit: Unit, *roles: Role) -> list[int]:
        return await people.list_role_holders(unit, place, roles)

    assert await desk.run(lambda unit: holders(unit, Role.WORKER, Role.SUPERVISOR)) == [
        other.person_id,
        siti.person_id,
    ]
    assert await desk.run(lambda unit: holders(unit, Role.SUPERVISOR)) == [siti.person_id]
    assert await desk.run(lambda unit: holders(unit, Role.ADMIN)) == []
    assert await desk.run(holders) == []


def test_an_actor_knows_where_she_may_do_what():
    actor = Actor(
        account_id=1,
        person_id=2,
        channel="simulator",
        phone="own",
        language="id",
        zone="Asia/Jakarta",
        staff=True,
        roles=(
            RoleGrant(Role.WORKER, 7),
            RoleGrant(Role.SUPERVISOR, 8),
            RoleGrant(Role.WORKER, 8),
            RoleGrant(Role.TREASURER, group_id=5),
        ),
    )
    assert actor.has(Role.WORKER)
    assert actor.has(Role.WORKER, organisation_id=7)
    assert not actor.has(Role.SUPERVISOR, organisation_id=7)
    assert actor.has(Role.TREASURER, group_id=5)
    assert not actor.has(Role.TREASURER, group_id=6)
    assert actor.organisations() == (7, 8)
    assert actor.organisations(Role.SUPERVISOR) == (8,)
    assert not dataclasses.replace(actor, roles=()).has(Role.WORKER)
