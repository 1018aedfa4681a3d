"""A group's book of members, on both engines: numbers given once, names told apart, who joined with a phone."""

from collections.abc import Sequence
from datetime import date

import pytest

from db import erasure, groups, members, people
from db.members import AlreadyMember, GroupFull, Member, NewMember
from db.unit import Unit
from db.vault import person as owner_of
from domain.group_rules import MEMBERS_MAX
from domain.money import Rupiah
from domain.refusals import NotAllowed
from domain.roles import Role, RoleGrant
from domain.zones import WIB
from tests.db.desk import Desk

DAY = date(2026, 2, 3)


async def a_group(desk: Desk, name: str = "Demo Mentari") -> int:
    async def job(unit: Unit) -> int:
        return groups.add(unit, name=name, place="Cipanas", zone=WIB, demo=True)

    return await desk.run(job)


async def write_in(desk: Desk, group_id: int, names: Sequence[str]) -> list[int]:
    async def job(unit: Unit) -> list[int]:
        return await members.add_many(
            unit, group_id, [NewMember(name=name) for name in names], joined_day=DAY
        )

    return await desk.run(job)


async def book(desk: Desk, group_id: int, *, left: bool = False) -> list[Member]:
    return await desk.run(lambda unit: members.list_members(unit, group_id, left=left))


async def test_numbers_are_given_in_order_and_never_again(desk: Desk) -> None:
    group_id = await a_group(desk)
    assert await write_in(desk, group_id, ["Demo Siti", "Demo Yuyun"]) == [1, 2]

    async def leaves(unit: Unit) -> None:
        members.set_left(unit, group_id, 2, DAY)

    await desk.run(leaves)
    assert await write_in(desk, group_id, ["Demo Neneng"]) == [3]
    assert [(each.number, each.name) for each in await book(desk, group_id)] == [
        (1, "Demo Siti"),
        (3, "Demo Neneng"),
    ]
    gone = (await book(desk, group_id, left=True))[1]
    assert (gone.number, gone.is_active, gone.left_day) == (2, False, DAY)


async def test_each_group_counts_for_itself(desk: Desk) -> None:
    first, second = await a_group(desk), await a_group(desk, "Demo Melati")
    await write_in(desk, first, ["Demo Siti", "Demo Yuyun"])
    assert await write_in(desk, second, ["Demo Tati"]) == [1]


async def test_two_with_the_same_everyday_name_are_shown_with_their_names(desk: Desk) -> None:
    group_id = await a_group(desk)

    async def job(unit: Unit) -> None:
        entries = [
            NewMember(name="Demo Siti Aminah", called="Siti"),
            NewMember(name="Demo Siti Rohmah", called="siti"),
            NewMember(name="Demo Yuyun Yuningsih", called="Yuyun"),
            NewMember(name="Demo Neneng"),
            NewMember(name="Demo neneng"),
        ]
        await members.add_many(unit, group_id, entries, joined_day=DAY)

    await desk.run(job)
    assert [each.shown for each in await book(desk, group_id)] == [
        "Demo Siti Aminah",
        "Demo Siti Rohmah",
        "Yuyun",
        "Demo Neneng (4)",
        "Demo neneng (5)",
    ]


async def test_who_has_a_phone_is_known_and_gets_what_is_for_her(desk: Desk) -> None:
    group_id = await a_group(desk)
    own = await desk.person("Demo Lilis")
    joined = await desk.person("Demo Neneng di HP")
    await write_in(desk, group_id, ["Demo Tati", "Demo Neneng"])

    async def job(unit: Unit) -> int:
        members.link(unit, group_id, 2, joined.person_id)
        return await members.ensure(unit, group_id, own.person_id, joined_day=DAY)

    assert await desk.run(job) == 3
    tati, neneng, lilis = await book(desk, group_id)
    assert (tati.has_phone, tati.told_id) == (False, tati.person_id)
    assert (neneng.has_phone, neneng.told_id, neneng.name) == (True, joined.person_id, "Demo Neneng")
    assert (lilis.has_phone, lilis.told_id, lilis.name) == (True, own.person_id, "Demo Lilis")


async def test_the_same_person_is_in_the_book_once(desk: Desk) -> None:
    group_id = await a_group(desk)
    own = await desk.person("Demo Lilis")

    async def ensure(unit: Unit) -> int:
        return await members.ensure(unit, group_id, own.person_id, joined_day=DAY)

    async def again(unit: Unit) -> int:
        return await members.add(unit, group_id, person_id=own.person_id, joined_day=DAY)

    assert [await desk.run(ensure), await desk.run(ensure)] == [1, 1]
    with pytest.raises(AlreadyMember):
        await desk.run(again)


async def test_her_own_groups_and_her_number_there(desk: Desk) -> None:
    first, second = await a_group(desk), await a_group(desk, "Demo Melati")
    own = await desk.person("Demo Lilis")
    await write_in(desk, second, ["Demo Tati"])

    async def job(unit: Unit) -> None:
        for group_id in (first, second):
            await members.ensure(unit, group_id, own.person_id, joined_day=DAY)

    await desk.run(job)
    mine = await desk.run(lambda unit: members.find_own(unit, own.person_id))
    assert [(each.group_name, each.number) for each in mine] == [("Demo Mentari", 1), ("Demo Melati", 2)]
    assert await desk.run(lambda unit: members.number_of(unit, second, own.person_id)) == 2
    stranger = await desk.person("Demo Orang lain")
    with pytest.raises(NotAllowed):
        await desk.run(lambda unit: members.number_of(unit, second, stranger.person_id))


async def test_offices_stand_with_the_member_who_holds_them(desk: Desk) -> None:
    group_id = await a_group(desk)
    own = await desk.person("Demo Cucu")

    async def job(unit: Unit) -> None:
        await members.ensure(unit, group_id, own.person_id, joined_day=DAY)
        for role in (Role.MEMBER, Role.CHAIR):
            people.grant_role(
                unit,
                role_id=unit.new_id(),
                person_id=own.person_id,
                grant=RoleGrant(role, group_id=group_id),
                now_ms=unit.now_ms,
            )

    await desk.run(job)
    assert [each.offices for each in await book(desk, group_id)] == [(Role.CHAIR,)]


async def test_a_name_is_corrected_and_nothing_of_it_is_readable_in_the_table(desk: Desk) -> None:
    group_id = await a_group(desk)
    await write_in(desk, group_id, ["Demo Nenng"])

    async def job(unit: Unit) -> list[bytes]:
        (member,) = await members.list_members(unit, group_id)
        await members.rename(unit, group_id, member, name="Demo Neneng", called="Neneng")
        return [bytes(row["details"]) for row in await unit.fetch("SELECT details FROM members")]

    (sealed,) = await desk.run(job)
    assert b"Neneng" not in sealed
    (member,) = await book(desk, group_id)
    assert (member.name, member.called, member.shown) == ("Demo Neneng", "Neneng", "Neneng")


async def test_an_erased_member_stays_as_her_number(desk: Desk) -> None:
    group_id = await a_group(desk)
    await write_in(desk, group_id, ["Demo Siti"])
    (member,) = await book(desk, group_id)
    await desk.storage.vault.destroy([owner_of(member.person_id)])
    (member,) = await book(desk, group_id)
    assert (member.name, member.shown) == ("No. 1", "No. 1")


async def test_a_group_takes_so_many_members_and_not_one_more(desk: Desk) -> None:
    group_id = await a_group(desk)
    await write_in(desk, group_id, [f"Demo {number}" for number in range(MEMBERS_MAX)])
    with pytest.raises(GroupFull):
        await write_in(desk, group_id, ["Demo Siti"])
    assert len(await book(desk, group_id)) == MEMBERS_MAX


async def test_what_she_saves_for_is_kept(desk: Desk) -> None:
    group_id = await a_group(desk)
    await write_in(desk, group_id, ["Demo Siti"])

    async def job(unit: Unit) -> None:
        members.set_target(unit, group_id, 1, Rupiah(500_000))

    await desk.run(job)
    assert (await book(desk, group_id))[0].target == 500_000


async def test_a_number_that_nobody_has_reads_like_a_foreign_one(desk: Desk) -> None:
    group_id = await a_group(desk)
    with pytest.raises(NotAllowed):
        await desk.run(lambda unit: members.get_member(unit, group_id, 1))


async def test_who_was_erased_is_a_number_in_the_book_and_gets_nothing(desk: Desk) -> None:
    group_id = await a_group(desk)
    joined, own = await desk.person("Demo Neneng di HP"), await desk.person("Demo Lilis")
    await write_in(desk, group_id, ["Demo Neneng"])

    async def job(unit: Unit) -> None:
        members.link(unit, group_id, 1, joined.person_id)
        await members.ensure(unit, group_id, own.person_id, joined_day=DAY, name="Demo Lilis")

    await desk.run(job)
    neneng = (await book(desk, group_id))[0]

    async def erase(unit: Unit) -> list[str]:
        unit.actor = joined
        gone = await erasure.erase_person(unit, joined.person_id)
        unit.actor = own
        return gone + await erasure.erase_person(unit, own.person_id)

    owners = await desk.run(erase)
    assert owner_of(neneng.person_id) in owners  # the key of the book's own record of her goes too
    await desk.storage.vault.destroy(owners)
    found = await book(desk, group_id)
    assert [(each.shown, each.has_phone, each.linked_id) for each in found] == [
        ("No. 1", False, None),
        ("No. 2", False, None),
    ]
