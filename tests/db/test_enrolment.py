"""Letting in and out, on both engines: two admins for staff, codes that die with their maker, offices handed over."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from db import enrolment, groups, invites, members, people
from db.enrolment import Candidate
from db.invites import WAITING_MS, Invite
from db.people import Actor
from db.unit import Unit
from domain.permits import LastKeeper, SecondAdminNeeded
from domain.refusals import Changed, InviteUnusable, NotAllowed, Refusal
from domain.roles import OF_GROUP, Place, Role, RoleGrant
from domain.zones import WIB
from tests.db.office_world import World, world

__all__ = ["world"]


async def act(world: World, by: Actor, step: Callable[..., Awaitable[Any]], *args: Any) -> Any:
    """One committed step of hers."""

    async def job(unit: Unit) -> Any:
        return await step(unit, *args)

    return await world.run(job, by=by)


def office(world: World) -> Place:
    return Place(organisation_id=world.office)


async def add_group(world: World) -> Place:
    async def job(unit: Unit) -> int:
        return groups.add(unit, name="Mentari", place="Desa Contoh", zone=WIB)

    return Place(group_id=await world.run(job))


async def somebody(world: World, role: Role, place: Place) -> Actor:
    """A holder of that role there."""
    actor = await world.woman("demo")
    await world.grant(actor, RoleGrant(role, place.organisation_id, place.group_id))
    return actor


async def roles_of(world: World, actor: Actor) -> list[Role]:
    async def job(unit: Unit) -> list[Role]:
        return [grant.role for grant in await people.list_roles(unit, actor.person_id)]

    return await world.run(job)


async def role_id(world: World, actor: Actor, role: Role) -> int:
    rows = await world.rows(
        "SELECT id FROM roles WHERE person_id = $1 AND role = $2", actor.person_id, role.value
    )
    return int(rows[-1]["id"])


async def waiting_for(world: World, by: Actor) -> list[Candidate]:
    """What `by` is shown; the turn knows her roles."""

    async def job(unit: Unit) -> list[Candidate]:
        return await enrolment.list_candidates(unit)

    return await world.run(job, by=by)


# -- two admins -------------------------------------------------------------------------------------------------


async def test_staff_begin_when_a_second_admin_agrees_and_not_before(world: World) -> None:
    first, second = await world.staff(Role.ADMIN), await world.staff(Role.ADMIN)
    worker = await world.woman()
    code = await act(world, first, enrolment.invite, office(world), Role.WORKER)
    used: Invite = await act(world, worker, enrolment.join, code)
    assert used.needs_second
    assert [told.person_id for told in world.told] == [second.person_id]
    assert await roles_of(world, worker) == []
    (candidate,) = await waiting_for(world, second)
    assert (candidate.id, candidate.role, candidate.replaces) == (used.id, Role.WORKER, "")
    await act(world, second, enrolment.approve, used.id)
    assert [told.person_id for told in world.told] == [worker.person_id]
    assert await roles_of(world, worker) == [Role.WORKER]
    assert await waiting_for(world, second) == []
    for audited, who in (
        (("list", "invite"), second),
        (("approve", "invite"), second),
        (("join", "invite"), worker),
    ):
        assert await world.audited(*audited) == [(who.person_id, worker.person_id)]


@pytest.mark.parametrize("answer", [enrolment.approve, enrolment.refuse])
async def test_neither_who_invited_nor_who_is_invited_can_answer(
    world: World, answer: Callable[..., Awaitable[None]]
) -> None:
    first, second = await world.staff(Role.ADMIN), await world.staff(Role.ADMIN)
    code = await act(world, first, enrolment.invite, office(world), Role.SUPERVISOR)
    used = await act(world, second, enrolment.join, code)
    for party in (first, second):
        assert await waiting_for(world, party) == []
        with pytest.raises(SecondAdminNeeded):
            await act(world, party, answer, used.id)
    assert await roles_of(world, second) == [Role.ADMIN]


async def test_a_no_leaves_nothing_and_cannot_be_turned_into_a_yes(world: World) -> None:
    first, second = await world.staff(Role.ADMIN), await world.staff(Role.ADMIN)
    worker = await world.woman()
    code = await act(world, first, enrolment.invite, office(world), Role.WORKER)
    used = await act(world, worker, enrolment.join, code)
    await act(world, second, enrolment.refuse, used.id)
    with pytest.raises(NotAllowed):
        await act(world, second, enrolment.approve, used.id)
    assert await roles_of(world, worker) == []
    with pytest.raises(InviteUnusable):
        await act(world, worker, enrolment.join, code)


async def test_who_waited_a_week_waits_no_longer(world: World) -> None:
    first, second = await world.staff(Role.ADMIN), await world.staff(Role.ADMIN)
    code = await act(world, first, enrolment.invite, office(world), Role.WORKER)
    used = await act(world, await world.woman(), enrolment.join, code)
    world.desk.now_ms += WAITING_MS - 1
    assert len(await waiting_for(world, second)) == 1
    world.desk.now_ms += 1
    assert await waiting_for(world, second) == []
    with pytest.raises(NotAllowed):
        await act(world, second, enrolment.approve, used.id)


async def test_an_admin_of_another_office_agrees_to_nobody_as_if_there_were_nobody(world: World) -> None:
    first, _second = await world.staff(Role.ADMIN), await world.staff(Role.ADMIN)
    stranger = await world.staff(Role.ADMIN, office=await world.add_office("Kantor Lain", "berau"))
    code = await act(world, first, enrolment.invite, office(world), Role.WORKER)
    used = await act(world, await world.woman(), enrolment.join, code)
    assert await waiting_for(world, stranger) == []
    for invite_id in (used.id, 1):
        with pytest.raises(NotAllowed):
            await act(world, stranger, enrolment.approve, invite_id)
    assert await world.audited("list", "invite") == []


async def test_a_lone_admin_invites_no_staff_but_helpers(world: World) -> None:
    admin = await world.staff(Role.ADMIN)
    for role in (Role.WORKER, Role.ADMIN, Role.TRAINER):
        with pytest.raises(SecondAdminNeeded):
            await act(world, admin, enrolment.invite, office(world), role)
    code = await act(world, admin, enrolment.invite, office(world), Role.HELPER)
    helper = await world.woman()
    assert not (await act(world, helper, enrolment.join, code)).needs_second
    assert await roles_of(world, helper) == [Role.HELPER]


async def test_the_operators_code_needs_nobody_else(world: World) -> None:
    async def make(unit: Unit) -> str:
        return invites.make(unit, Role.ADMIN, organisation_id=world.office)

    admin = await world.woman()
    used = await act(world, admin, enrolment.join, await world.run(make))
    assert not used.needs_second
    assert await roles_of(world, admin) == [Role.ADMIN]


async def test_a_second_record_of_the_same_person_is_no_second_admin(world: World) -> None:
    first, other, worker = await world.staff(Role.ADMIN), await world.staff(Role.ADMIN), await world.woman()

    async def is_the_same(unit: Unit) -> None:
        unit.write("UPDATE persons SET same_as = $2 WHERE id = $1", other.person_id, first.person_id)

    code = await act(world, first, enrolment.invite, office(world), Role.WORKER)
    used = await act(world, worker, enrolment.join, code)
    spare = await act(world, first, enrolment.invite, office(world), Role.HELPER)
    await world.run(is_the_same)
    assert await waiting_for(world, other) == []
    with pytest.raises(SecondAdminNeeded):
        await act(world, other, enrolment.approve, used.id)
    with pytest.raises(InviteUnusable):
        await act(world, other, enrolment.join, spare)
    for one in (first, other):
        assert await act(world, one, enrolment.has_second, office(world)) is False


# -- codes ------------------------------------------------------------------------------------------------------


async def test_a_code_is_no_good_to_who_made_it(world: World) -> None:
    place = await add_group(world)
    chair = await somebody(world, Role.CHAIR, place)
    code = await act(world, chair, enrolment.invite, place, Role.TREASURER)
    with pytest.raises(InviteUnusable):
        await act(world, chair, enrolment.join, code)
    assert await roles_of(world, await world.woman()) == []
    await act(world, await world.woman(), enrolment.join, code)


@pytest.mark.parametrize("role", [Role.CHAIR, Role.WORKER, Role.ADMIN])
async def test_a_group_gives_no_role_of_an_office_and_no_second_chair(world: World, role: Role) -> None:
    place = await add_group(world)
    chair = await somebody(world, Role.CHAIR, place)
    with pytest.raises(NotAllowed):
        await act(world, chair, enrolment.invite, place, role)


async def test_the_codes_of_an_admin_die_with_the_role(world: World) -> None:
    first, second = await world.staff(Role.ADMIN), await world.staff(Role.ADMIN)
    code = await act(world, first, enrolment.invite, office(world), Role.HELPER)
    other = await act(world, second, enrolment.invite, office(world), Role.HELPER)
    await act(world, second, enrolment.end_role, await role_id(world, first, Role.ADMIN))
    with pytest.raises(InviteUnusable):
        await act(world, await world.woman(), enrolment.join, code)
    await act(world, await world.woman(), enrolment.join, other)


# -- ending -----------------------------------------------------------------------------------------------------


async def test_the_last_admin_and_the_last_chair_cannot_be_ended(world: World) -> None:
    place = await add_group(world)
    admin, chair = await world.staff(Role.ADMIN), await somebody(world, Role.CHAIR, place)
    for keeper, role in ((admin, Role.ADMIN), (chair, Role.CHAIR)):
        with pytest.raises(LastKeeper):
            await act(world, keeper, enrolment.end_role, await role_id(world, keeper, role))
        assert await roles_of(world, keeper) == [role]
    assert await world.audited("end", "role") == []


async def test_an_admin_who_holds_the_role_twice_is_still_the_last_one(world: World) -> None:
    admin = await world.staff(Role.ADMIN, Role.ADMIN)
    with pytest.raises(LastKeeper):
        await act(world, admin, enrolment.end_role, await role_id(world, admin, Role.ADMIN))


async def test_a_role_ends_once_and_then_reads_as_missing(world: World) -> None:
    admin, worker = await world.staff(Role.ADMIN), await world.staff(Role.WORKER)
    number = await role_id(world, worker, Role.WORKER)
    await act(world, admin, enrolment.end_role, number)
    assert [told.person_id for told in world.told] == [worker.person_id]
    with pytest.raises(NotAllowed):
        await act(world, admin, enrolment.end_role, number)
    assert await world.audited("end", "role") == [(admin.person_id, worker.person_id)]


async def test_a_membership_is_no_role_that_a_chair_ends(world: World) -> None:
    place = await add_group(world)
    chair, member = await somebody(world, Role.CHAIR, place), await somebody(world, Role.MEMBER, place)
    number = await role_id(world, member, Role.MEMBER)
    for step in (enrolment.end_role, enrolment.hand_over):
        with pytest.raises(NotAllowed):
            await act(world, chair, step, number)
    assert await roles_of(world, member) == [Role.MEMBER]


# -- handing over -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.TREASURER, Role.SECRETARY, Role.CHAIR])
async def test_an_office_of_a_group_changes_hands_in_one_transaction(world: World, role: Role) -> None:
    place = await add_group(world)
    chair = await somebody(world, Role.CHAIR, place)
    old = chair if role is Role.CHAIR else await somebody(world, role, place)
    new = await somebody(world, Role.MEMBER, place)
    code = await act(world, chair, enrolment.hand_over, await role_id(world, old, role))
    assert role in await roles_of(world, old)
    await act(world, new, enrolment.join, code)
    assert [told.person_id for told in world.told] == [old.person_id]
    assert await roles_of(world, new) == [Role.MEMBER, role]
    assert await roles_of(world, old) == []
    assert await world.audited("end", "role") == [(new.person_id, old.person_id)]


async def test_who_is_to_be_replaced_cannot_replace_herself(world: World) -> None:
    place = await add_group(world)
    chair, old = await somebody(world, Role.CHAIR, place), await somebody(world, Role.TREASURER, place)
    code = await act(world, chair, enrolment.hand_over, await role_id(world, old, Role.TREASURER))
    with pytest.raises(InviteUnusable):
        await act(world, old, enrolment.join, code)
    assert await roles_of(world, old) == [Role.TREASURER]


async def test_the_successor_begins_though_the_other_has_gone_before(world: World) -> None:
    place = await add_group(world)
    chair, old = await somebody(world, Role.CHAIR, place), await somebody(world, Role.TREASURER, place)
    number = await role_id(world, old, Role.TREASURER)
    code = await act(world, chair, enrolment.hand_over, number)
    await act(world, chair, enrolment.end_role, number)
    new = await world.woman()
    await act(world, new, enrolment.join, code)
    assert await roles_of(world, new) == [Role.TREASURER, Role.MEMBER]


async def test_an_officer_is_replaced_when_the_second_admin_agrees(world: World) -> None:
    first, second = await world.staff(Role.ADMIN), await world.staff(Role.ADMIN)
    old, new = await world.staff(Role.WORKER), await world.woman()
    code = await act(world, first, enrolment.hand_over, await role_id(world, old, Role.WORKER))
    used = await act(world, new, enrolment.join, code)
    assert await roles_of(world, old) == [Role.WORKER]
    (candidate,) = await waiting_for(world, second)
    assert candidate.replaces.startswith("petugas")
    await act(world, second, enrolment.approve, used.id)
    assert (await roles_of(world, old), await roles_of(world, new)) == ([], [Role.WORKER])


async def test_what_was_decided_stays_with_the_office(world: World) -> None:
    admin, worker = await world.staff(Role.ADMIN), await world.staff(Role.WORKER)
    sent = await world.send(await world.woman())
    await act(world, admin, enrolment.end_role, await role_id(world, worker, Role.WORKER))
    (row,) = await world.rows("SELECT organisation_id FROM requests WHERE id = $1", sent.request_id)
    assert row["organisation_id"] == world.office


# -- foreign and missing ----------------------------------------------------------------------------------------


async def outcome(world: World, by: Actor, step: Callable[..., Awaitable[Any]], *args: Any) -> str:
    """How a step ends, and with which words."""
    try:
        await act(world, by, step, *args)
    except Refusal as refusal:
        return f"{refusal.code} {refusal.fields}"
    return "done"


@pytest.mark.parametrize("role", Role)
async def test_for_every_role_a_foreign_person_or_place_reads_like_a_missing_one(
    world: World, role: Role
) -> None:
    own_group, other_group = await add_group(world), await add_group(world)
    elsewhere = Place(organisation_id=await world.add_office("Kantor Lain", "berau"))
    actor = await somebody(world, role, own_group if role in OF_GROUP else office(world))
    for place, foreign in ((elsewhere, Role.WORKER), (other_group, Role.TREASURER)):
        await somebody(world, Role.ADMIN, elsewhere)
        holder = await somebody(world, foreign, place)
        number = await role_id(world, holder, foreign)
        missing = Place(place.organisation_id and 1, place.group_id and 1)
        for step, real, unreal in (
            (enrolment.list_people, (place,), (missing,)),
            (enrolment.invite, (place, foreign), (missing, foreign)),
            (enrolment.has_second, (place,), (missing,)),
            (enrolment.end_role, (number,), (1,)),
            (enrolment.hand_over, (number,), (1,)),
        ):
            assert await outcome(world, actor, step, *real) == "not_allowed {}"
            assert await outcome(world, actor, step, *unreal) == "not_allowed {}"
        assert await roles_of(world, holder) == [foreign]
    assert await world.rows("SELECT id FROM audit") == []


async def test_looking_at_people_leaves_a_row_for_each(world: World) -> None:
    admin, worker = await world.staff(Role.ADMIN), await world.staff(Role.WORKER)
    found = await act(world, admin, enrolment.list_people, office(world))
    assert [each.person_id for each in found] == [worker.person_id, admin.person_id]
    assert await world.audited("list", "role") == [
        (admin.person_id, worker.person_id),
        (admin.person_id, admin.person_id),
    ]


async def test_whether_there_is_a_second_admin_is_asked_of_offices_only(world: World) -> None:
    admin, place = await world.staff(Role.ADMIN), await add_group(world)
    assert await act(world, admin, enrolment.has_second, office(world)) is False
    other = await world.staff(Role.ADMIN)
    assert await act(world, admin, enrolment.has_second, office(world)) is True
    chair = await somebody(world, Role.CHAIR, place)
    assert await act(world, chair, enrolment.has_second, place) is False
    await act(world, admin, enrolment.end_role, await role_id(world, other, Role.ADMIN))
    assert await act(world, admin, enrolment.has_second, office(world)) is False


# -- the book of a group ----------------------------------------------------------------------------------------


async def test_whoever_gets_an_office_in_a_group_is_in_its_book_and_only_once(world: World) -> None:
    place = await add_group(world)
    chair, new = await somebody(world, Role.CHAIR, place), await world.woman("Demo Lilis")
    group_id = place.group_id or 0
    for role in (Role.TREASURER, Role.SECRETARY):
        await act(world, new, enrolment.join, await act(world, chair, enrolment.invite, place, role))
    assert await roles_of(world, new) == [Role.TREASURER, Role.MEMBER, Role.SECRETARY]

    async def job(unit: Unit) -> list[members.Member]:
        return await members.list_members(unit, group_id)

    (member,) = await world.run(job)
    assert (member.number, member.person_id, member.has_phone) == (1, new.person_id, True)
    assert member.offices == (Role.TREASURER, Role.SECRETARY)


async def test_a_second_officer_opens_the_books_and_the_first_is_told(world: World) -> None:
    place = await add_group(world)
    group_id = place.group_id or 0

    async def close_again(unit: Unit) -> None:
        unit.write("UPDATE groups SET state = 'draft' WHERE id = $1", group_id)

    await world.run(close_again)
    chair, new = await somebody(world, Role.CHAIR, place), await world.woman()
    await act(world, new, enrolment.join, await act(world, chair, enrolment.invite, place, Role.TREASURER))
    assert [each.person_id for each in world.told] == [chair.person_id]
    assert (await world.run(lambda unit: groups.get(unit, group_id))).state == groups.ACTIVE


async def test_handing_over_the_only_office_of_a_draft_opens_no_books(world: World) -> None:
    place = await add_group(world)
    group_id = place.group_id or 0

    async def close_again(unit: Unit) -> None:
        unit.write("UPDATE groups SET state = 'draft' WHERE id = $1", group_id)

    await world.run(close_again)
    chair, new = await somebody(world, Role.CHAIR, place), await world.woman()
    code = await act(world, chair, enrolment.hand_over, await role_id(world, chair, Role.CHAIR))
    await act(world, new, enrolment.join, code)
    assert (await world.run(lambda unit: groups.get(unit, group_id))).state == groups.DRAFT
    again = await act(world, new, enrolment.invite_second, group_id)
    await act(world, await world.woman(), enrolment.join, again)
    assert (await world.run(lambda unit: groups.get(unit, group_id))).state == groups.ACTIVE


async def test_a_second_officer_is_invited_only_into_a_draft_and_only_by_its_officers(world: World) -> None:
    place = await add_group(world)
    chair, member = await somebody(world, Role.CHAIR, place), await somebody(world, Role.MEMBER, place)
    with pytest.raises(NotAllowed):
        await act(world, member, enrolment.invite_second, place.group_id)
    with pytest.raises(Changed):
        await act(world, chair, enrolment.invite_second, place.group_id)
