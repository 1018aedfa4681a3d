"""Of these people, who may be told, on which account, and why not the others: asked of every reason there is."""

from typing import Any

import pytest

from db import audience_people, news_refusals, people
from db.audience_people import CHAT, TEMPLATE, Weighed
from db.people import Actor
from db.unit import Unit
from db.vault import person as owner_of
from domain.announcements import NewsKind, Why
from domain.purposes import Purpose
from tests.db.announcement_world import group_of, known, says
from tests.db.office_world import World, world

__all__ = ["world"]

HOUR_MS = 3_600_000


async def weigh(
    world: World,
    *women: Actor,
    group_id: int | None = None,
    news: NewsKind = NewsKind.AID,
    by_role: bool = False,
) -> list[Weighed]:
    async def job(unit: Unit) -> list[Weighed]:
        office = None if group_id is not None else world.office
        sender = await audience_people.sender_of(unit, office, group_id, news)
        return await audience_people.weigh(unit, [each.person_id for each in women], sender, by_role=by_role)

    return await world.run(job)


async def why(world: World, woman: Actor, **fields: Any) -> Why | None:
    """Why she is left out; she is in the audience."""
    (found,) = await weigh(world, woman, **fields)
    return found.why


async def put(world: World, table: str, row_id: int, **values: Any) -> None:
    """These columns of that row."""
    columns = ", ".join(f"{name} = ${n}" for n, name in enumerate(values, start=2))

    async def job(unit: Unit) -> None:
        unit.write(f"UPDATE {table} SET {columns} WHERE id = $1", row_id, *values.values())

    await world.run(job)


async def add_account(
    world: World, woman: Actor, channel: str, *, last_in_ms: int = 0, window_ms: int = 0
) -> int:
    async def job(unit: Unit) -> int:
        account_id = unit.new_id()
        await unit.vault.have([owner_of(woman.person_id)])
        people.add_account(
            unit,
            account_id=account_id,
            person_id=woman.person_id,
            channel=channel,
            address=f"{channel}{account_id}",
            now_ms=unit.now_ms,
        )
        return account_id

    account_id = await world.run(job)
    await put(world, "accounts", account_id, last_in_ms=last_in_ms, window_until_ms=window_ms)
    return account_id


# -- whom an office knows -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("purpose", [Purpose.SCREENING, Purpose.TRAINING, Purpose.CONTACT])
async def test_one_yes_to_the_office_is_enough(world: World, purpose: Purpose) -> None:
    woman = await world.woman()
    await says(world, woman, purpose)
    assert await why(world, woman) is None


async def test_whom_the_office_does_not_know_is_not_even_a_number(world: World) -> None:
    other = await world.add_office("Kantor Lain", "samarinda")
    stranger, theirs = await world.woman(), await known(world, office=other)
    await says(world, stranger, Purpose.PHOTOS)
    assert await weigh(world, stranger, theirs) == []


@pytest.mark.parametrize("answer", ["no", "withdrawn"])
async def test_a_no_to_contact_outweighs_every_yes(world: World, answer: str) -> None:
    woman = await known(world)
    await says(world, woman, Purpose.CONTACT, answer)
    assert await why(world, woman) is Why.NO_CONSENT
    await says(world, woman, Purpose.CONTACT)
    assert await why(world, woman) is None


async def test_the_last_yes_taken_back_leaves_none(world: World) -> None:
    woman = await known(world)
    await says(world, woman, Purpose.TRAINING)
    await says(world, woman, Purpose.SCREENING, "withdrawn")
    assert await why(world, woman) is None
    await says(world, woman, Purpose.TRAINING, "withdrawn")
    assert await why(world, woman) is Why.NO_CONSENT


async def test_a_yes_to_another_office_counts_for_nothing_here(world: World) -> None:
    other = await world.add_office("Kantor Lain", "samarinda")
    woman = await known(world, office=other)
    await says(world, woman, Purpose.SCREENING, "no")
    assert await why(world, woman) is Why.NO_CONSENT


async def test_the_offices_own_people_need_no_consent_by_their_role(world: World) -> None:
    worker = await world.woman()
    assert await weigh(world, worker) == []
    assert await why(world, worker, by_role=True) is None
    await says(world, worker, Purpose.CONTACT, "no")
    assert await why(world, worker, by_role=True) is None


# -- left out -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [("may_write", 0, Why.MAY_NOT_WRITE), ("paused_ms", 5, Why.PAUSED)],
)
async def test_who_wants_to_be_left_alone_is(world: World, column: str, value: int, expected: Why) -> None:
    woman = await known(world)
    await put(world, "persons", woman.person_id, **{column: value})
    assert await why(world, woman) is expected


async def test_she_is_left_out_of_the_kinds_she_refuses_alone(world: World) -> None:
    woman = await known(world)
    await world.run(lambda unit: news_refusals.set_(unit, woman.person_id, NewsKind.AID, True))
    assert await why(world, woman, news=NewsKind.AID) is Why.OPTED_OUT
    assert await why(world, woman, news=NewsKind.TRAINING) is None
    await world.run(lambda unit: news_refusals.set_(unit, woman.person_id, NewsKind.AID, False))
    assert await why(world, woman, news=NewsKind.AID) is None


async def test_who_has_no_phone_and_whom_no_channel_reaches_are_told_apart(world: World) -> None:
    woman, blocked = await known(world), await known(world)
    await put(world, "accounts", blocked.account_id, reachable=0)
    nobody = await world.woman()
    await put(world, "accounts", woman.account_id, owner_id=nobody.person_id, person_id=nobody.person_id)
    assert await why(world, woman) is Why.NO_ACCOUNT
    assert await why(world, blocked) is Why.UNREACHABLE


async def test_who_was_erased_and_invented_people_of_a_real_sender_are_nowhere(world: World) -> None:
    erased, invented = await known(world), await known(world)
    await put(world, "persons", erased.person_id, erased_ms=5)
    await put(world, "persons", invented.person_id, demo=1)
    assert await weigh(world, erased) == []
    assert await why(world, invented) is None  # this office is invented too
    await put(world, "organisations", world.office, demo=0)
    assert await weigh(world, invented) == []


# -- one woman ----------------------------------------------------------------------------------------------------


async def test_two_records_of_one_woman_are_one_with_all_that_either_said(world: World) -> None:
    first, second = await world.woman(), await known(world)
    await put(world, "persons", second.person_id, same_as=first.person_id)
    (found,) = await weigh(world, first, second)
    assert (found.person_id, found.why) == (first.person_id, None)
    assert [each.person_id for each in await weigh(world, second)] == [first.person_id]
    await put(world, "persons", second.person_id, may_write=0)
    assert await why(world, first) is Why.MAY_NOT_WRITE


async def test_records_behind_records_are_hers_too(world: World) -> None:
    first, second, third = await known(world), await world.woman(), await world.woman()
    await put(world, "persons", second.person_id, same_as=first.person_id)
    await put(world, "persons", third.person_id, same_as=second.person_id)
    assert [each.person_id for each in await weigh(world, third)] == [first.person_id]
    await put(world, "persons", third.person_id, paused_ms=1)
    assert await why(world, first) is Why.PAUSED


async def test_the_row_belongs_to_the_record_whose_phone_it_is(world: World) -> None:
    first, second = await known(world), await world.woman()
    await put(world, "persons", second.person_id, same_as=first.person_id)
    await put(world, "accounts", second.account_id, last_in_ms=world.desk.now_ms)
    (found,) = await weigh(world, first)
    assert (found.person_id, found.record_id, found.account_id) == (
        first.person_id,
        second.person_id,
        second.account_id,
    )


# -- which account ------------------------------------------------------------------------------------------------


async def test_of_two_phones_the_one_she_used_last(world: World) -> None:
    woman = await known(world)
    await put(world, "accounts", woman.account_id, last_in_ms=world.desk.now_ms - HOUR_MS)
    newer = await add_account(world, woman, "telegram", last_in_ms=world.desk.now_ms)
    (found,) = await weigh(world, woman)
    assert (found.account_id, found.channel, found.way) == (newer, "telegram", CHAT)
    await put(world, "accounts", newer, reachable=0)
    (found,) = await weigh(world, woman)
    assert found.account_id == woman.account_id


async def test_one_that_can_be_written_to_now_before_one_whose_window_is_closed(world: World) -> None:
    woman = await known(world)
    closed = await add_account(
        world, woman, "whatsapp", last_in_ms=world.desk.now_ms, window_ms=world.desk.now_ms - 1
    )
    (found,) = await weigh(world, woman)
    assert (found.account_id, found.way) == (woman.account_id, CHAT)
    await put(world, "accounts", closed, window_until_ms=world.desk.now_ms + HOUR_MS)
    (found,) = await weigh(world, woman)
    assert (found.account_id, found.way) == (closed, CHAT)


async def test_where_every_window_is_closed_a_template_is_left(world: World) -> None:
    woman = await known(world)
    await put(world, "accounts", woman.account_id, channel="whatsapp", window_until_ms=world.desk.now_ms - 1)
    (found,) = await weigh(world, woman)
    assert (found.channel, found.way, found.language) == ("whatsapp", TEMPLATE, "id")


async def test_a_phone_on_which_she_has_a_profile_is_one_of_hers(world: World) -> None:
    woman, sister = await known(world), await world.woman()

    async def job(unit: Unit) -> None:
        unit.write(
            "INSERT INTO profiles (id, account_id, person_id, door_hash, pin, asked, made_ms)"
            " VALUES ($1, $2, $3, $4, $4, '25', 1)",
            unit.new_id(),
            sister.account_id,
            woman.person_id,
            b"d",
        )

    await world.run(job)
    await put(world, "accounts", woman.account_id, reachable=0)
    (found,) = await weigh(world, woman)
    assert (found.account_id, found.record_id) == (sister.account_id, woman.person_id)


# -- a group ------------------------------------------------------------------------------------------------------


async def test_a_group_reaches_its_own_members_and_asks_no_office(world: World) -> None:
    group_id, (siti, ani, wati) = await group_of(world)
    stranger = await known(world)
    assert {each.person_id for each in await weigh(world, siti, ani, wati, stranger, group_id=group_id)} == {
        siti.person_id,
        ani.person_id,
        wati.person_id,
    }
    await says(world, ani, Purpose.CONTACT, "no")
    assert await why(world, ani, group_id=group_id) is None


async def test_who_has_said_no_to_the_groups_program_is_left_alone(world: World) -> None:
    group_id, (siti, *_women) = await group_of(world)

    async def job(unit: Unit) -> None:
        unit.write(
            "INSERT INTO consents (id, person_id, group_id, purpose, version, text, answer, manner, at_ms)"
            " VALUES ($1, $2, $3, 'savings', '1', 'Boleh?', 'withdrawn', 'typed', 1)",
            unit.new_id(),
            siti.person_id,
            group_id,
        )

    await world.run(job)
    assert await why(world, siti, group_id=group_id) is Why.NO_CONSENT


async def test_who_has_left_is_nobody_there_and_of_a_practice_nobody_hears(world: World) -> None:
    group_id, (siti, ani, *_women) = await group_of(world)

    async def leave(unit: Unit) -> None:
        unit.write("UPDATE members SET state = 'left' WHERE person_id = $1", ani.person_id)

    await world.run(leave)
    assert await weigh(world, ani, group_id=group_id) == []
    practice, women = await group_of(world, practice_of=siti.person_id)
    assert await weigh(world, *women, group_id=practice) == []
