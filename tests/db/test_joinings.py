"""Joining on both engines: a code for some hours, two different officers, nobody's record taken unseen."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest

from db import consents, groups, joinings, members, people
from db.joinings import (
    CODE_VALID_MS,
    WAITING_MS,
    WRONG_MAX,
    WRONG_MS,
    GroupCodeUnusable,
    Joining,
    NeedsAnotherOfficer,
)
from db.people import Actor
from db.unit import Unit
from db.vault import person as owner_of
from domain.purposes import ConsentMissing
from domain.refusals import Changed, NotAllowed
from domain.roles import Role, RoleGrant
from domain.zones import WIB
from tests.db.desk import Desk

DAY = date(2026, 2, 3)


class Group:
    """A group with two officers (1 and 2) and a woman without a phone (3); and a code of its meeting."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.id = 0
        self.code = ""
        self.officers: list[Actor] = []

    async def act(self, by: Actor, step: Callable[..., Awaitable[Any]], *args: Any, **named: Any) -> Any:
        async def job(unit: Unit) -> Any:
            unit.actor = by
            await unit.vault.have([owner_of(by.person_id)])
            result = await step(unit, *args, **named)
            unit.told = []
            return result

        return await self.desk.run(job)

    async def asks(self, woman: Actor, member: int | None = None) -> Joining:
        async def yes(unit: Unit) -> None:
            consents.record(
                unit,
                person_id=woman.person_id,
                organisation_id=None,
                group_id=self.id,
                purpose="savings",
                version="1",
                text="Boleh?",
                answer="yes",
                manner="typed",
            )

        await self.act(woman, yes)
        found: Joining = await self.act(woman, joinings.ask, self.code, member=member, name="Demo Siti")
        return found

    async def agrees(self, officer: int, joining: Joining) -> int | None:
        """By the officer with that number, on what is waiting by then."""

        async def job(unit: Unit) -> int | None:
            return await joinings.agree(unit, await joinings.get(unit, joining.id), officer)

        number: int | None = await self.act(self.officers[officer - 1], job)
        return number

    async def book(self) -> list[members.Member]:
        return await self.desk.run(lambda unit: members.list_members(unit, self.id))


@pytest.fixture
async def group(desk: Desk) -> Group:
    made = Group(desk)
    made.officers = [await desk.person(f"Demo pengurus {number}") for number in range(2)]

    async def job(unit: Unit) -> None:
        made.id = groups.add(unit, name="Demo Mentari", place="Cipanas", zone=WIB, demo=True)
        for officer, role in zip(made.officers, (Role.TREASURER, Role.CHAIR), strict=True):
            await members.ensure(unit, made.id, officer.person_id, joined_day=DAY)
            grant = RoleGrant(role, group_id=made.id)
            people.grant_role(unit, role_id=unit.new_id(), person_id=officer.person_id, grant=grant, now_ms=0)
        await members.add(unit, made.id, name="Demo Tati", joined_day=DAY)
        made.code = joinings.make_code(unit, made.id, 1)

    await desk.run(job)
    return made


async def test_two_officers_link_her_to_the_record_without_a_phone(desk: Desk, group: Group) -> None:
    woman = await desk.person("Demo Siti")
    asked = await group.asks(woman, 3)
    assert await group.agrees(1, asked) is None
    assert await group.agrees(2, asked) == 3
    tati = (await group.book())[2]
    assert (tati.linked_id, tati.has_phone, tati.name) == (woman.person_id, True, "Demo Tati")
    roles = await desk.run(lambda unit: people.list_roles(unit, woman.person_id))
    assert [each.role for each in roles] == [Role.MEMBER]
    with pytest.raises(NotAllowed):
        await group.agrees(1, asked)


async def test_a_new_name_becomes_a_member_of_her_own(desk: Desk, group: Group) -> None:
    woman = await desk.person("Demo Siti")
    asked = await group.asks(woman)
    await group.agrees(2, asked)
    assert await group.agrees(1, asked) == 4
    assert (await group.book())[3].person_id == woman.person_id


async def test_the_same_officer_does_not_confirm_twice(desk: Desk, group: Group) -> None:
    asked = await group.asks(await desk.person("Demo Siti"), 3)
    await group.agrees(1, asked)
    with pytest.raises(NeedsAnotherOfficer):
        await group.agrees(1, asked)


async def test_who_is_no_officer_any_more_has_confirmed_nobody(desk: Desk, group: Group) -> None:
    asked = await group.asks(await desk.person("Demo Siti"), 3)
    await group.agrees(1, asked)

    async def end(unit: Unit) -> None:
        unit.write("UPDATE roles SET until_ms = 1 WHERE person_id = $1", group.officers[0].person_id)

    await desk.run(end)
    assert await group.agrees(2, asked) is None
    assert (await group.book())[2].linked_id is None


async def test_two_looks_at_the_same_moment_write_her_in_once(desk: Desk, group: Group) -> None:
    asked = await group.asks(await desk.person("Demo Siti"))
    await group.agrees(1, asked)
    seen = await desk.run(lambda unit: joinings.get(unit, asked.id))
    officer = group.officers[1]
    assert await group.act(officer, joinings.agree, seen, 2) == 4
    with pytest.raises(Changed):
        await group.act(officer, joinings.agree, seen, 2)
    with pytest.raises(Changed):
        await group.act(group.officers[0], joinings.agree, asked, 1)
    assert len(await group.book()) == 4


async def test_nor_does_she_on_another_phone_of_hers(desk: Desk, group: Group) -> None:
    asked = await group.asks(await desk.person("Demo Siti"), 3)
    await group.agrees(1, asked)

    async def same(unit: Unit) -> None:
        first, second = group.officers
        unit.write("UPDATE persons SET same_as = $2 WHERE id = $1", second.person_id, first.person_id)

    await desk.run(same)
    with pytest.raises(NeedsAnotherOfficer):
        await group.agrees(2, asked)


async def test_a_code_is_typed_as_people_type_and_dies_after_some_hours(desk: Desk, group: Group) -> None:
    typed = f" {group.code[:3].lower()}-{group.code[3:].lower()} "
    found = await desk.run(lambda unit: joinings.find_group(unit, typed))
    assert found is not None
    assert found.id == group.id
    assert await desk.run(lambda unit: joinings.find_group(unit, "222222")) is None
    desk.now_ms += CODE_VALID_MS
    assert await desk.run(lambda unit: joinings.find_group(unit, group.code)) is None
    with pytest.raises(GroupCodeUnusable):
        await group.asks(await desk.person("Demo Siti"))


async def test_who_guesses_codes_gets_nowhere_even_with_the_right_one_until_the_next_day(
    desk: Desk, group: Group
) -> None:
    guesser, other = await desk.person("Demo Lain"), await desk.person("Demo Siti")
    for _time in range(WRONG_MAX):
        assert await group.act(guesser, joinings.try_code, "222222") is None
    assert await group.act(guesser, joinings.try_code, group.code) is None
    assert (await group.act(other, joinings.try_code, group.code)).id == group.id
    desk.now_ms += WRONG_MS
    await desk.run(lambda unit: renew(unit, group))
    assert (await group.act(guesser, joinings.try_code, group.code)).id == group.id


async def renew(unit: Unit, group: Group) -> None:
    group.code = joinings.make_code(unit, group.id, 1)


async def test_without_her_yes_to_the_book_she_does_not_even_wait(desk: Desk, group: Group) -> None:
    woman = await desk.person("Demo Siti")
    with pytest.raises(ConsentMissing):
        await group.act(woman, joinings.ask, group.code, member=3, name="Demo Siti")


async def test_what_two_women_ask_for_only_one_gets(desk: Desk, group: Group) -> None:
    first = await group.asks(await desk.person("Demo Siti"), 3)
    second = await group.asks(await desk.person("Demo Tati lain"), 3)
    for asked in (first, second):
        await group.agrees(1, asked)
    await group.agrees(2, first)
    with pytest.raises(Changed):
        await group.agrees(2, second)


async def test_asking_again_takes_the_place_of_the_first(desk: Desk, group: Group) -> None:
    woman = await desk.person("Demo Siti")
    await group.asks(woman, 3)
    again = await group.asks(woman)
    waiting = await desk.run(lambda unit: joinings.list_waiting(unit, group.id))
    assert [each.id for each in waiting] == [again.id]
    assert await desk.run(lambda unit: joinings.count_waiting(unit, group.id)) == 1


async def test_other_records_of_hers_are_named(desk: Desk, group: Group) -> None:
    woman = await desk.person("Demo Siti")
    await group.agrees(2, await group.asks(woman, 3))
    asked = await group.asks(woman)
    assert asked.also == ()
    first = await group.asks(woman, 3)
    await group.agrees(1, first)
    await group.agrees(2, first)
    asked = await group.asks(woman)
    assert asked.also == (3,)
    await group.agrees(1, asked)
    assert await group.agrees(2, asked) == 4
    assert [each.number for each in await group.book() if each.told_id == woman.person_id] == [3, 4]


async def test_after_two_weeks_nothing_waits_any_more(desk: Desk, group: Group) -> None:
    asked = await group.asks(await desk.person("Demo Siti"), 3)
    desk.now_ms += WAITING_MS
    assert await desk.run(lambda unit: joinings.list_waiting(unit, group.id)) == []
    with pytest.raises(NotAllowed):
        await group.agrees(1, asked)


async def test_who_is_refused_is_in_no_book(desk: Desk, group: Group) -> None:
    asked = await group.asks(await desk.person("Demo Siti"))

    async def refuse(unit: Unit) -> None:
        joinings.refuse(unit, asked, 1)

    await group.act(group.officers[0], refuse)
    assert await desk.run(lambda unit: joinings.list_waiting(unit, group.id)) == []
    assert len(await group.book()) == 3
