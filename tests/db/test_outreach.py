"""A card is good for 30 days, leaves no trace of who uses it, and cannot be guessed."""

from dataclasses import replace

import pytest

from db import outreach
from db.people import Actor
from db.unit import Unit
from domain.matters import OUTREACH_CODES_MAX, OUTREACH_DAYS
from domain.outreach import WRONG_MAX, Card, TooManyCards
from domain.roles import Role
from tests.db.office_world import World, world

__all__ = ["world"]

DAY_MIN = 24 * 60


async def make(world: World, by: Actor, area: str = "samarinda") -> str:
    async def job(unit: Unit) -> str:
        return await outreach.make(unit, area, world.office)

    return await world.run(job, by=by)


async def find(world: World, code: str) -> Card | None:
    async def job(unit: Unit) -> Card | None:
        return await outreach.find(unit, code)

    return await world.run(job)


async def attempt(world: World, by: Actor, code: str) -> Card | None:
    async def job(unit: Unit) -> Card | None:
        return await outreach.try_code(unit, code)

    return await world.run(job, by=by)


async def test_kept_are_code_area_and_issuer_and_the_code_only_as_a_hash(world: World) -> None:
    kader = await world.staff(Role.HELPER)
    code = await make(world, kader)
    (row,) = await world.rows("SELECT * FROM outreach_codes")
    assert set(row) == {"code_hash", "area", "organisation_id", "issuer_id", "made_ms", "expires_ms"}
    assert (row["area"], row["issuer_id"]) == ("samarinda", kader.person_id)
    assert code.encode() not in bytes(row["code_hash"])


async def test_every_code_has_a_digit_and_a_letter(world: World) -> None:
    kader = await world.staff(Role.HELPER)
    codes = [await make(world, kader) for _card in range(OUTREACH_CODES_MAX)]
    assert len(set(codes)) == OUTREACH_CODES_MAX
    assert not any(each.isalpha() or each.isdigit() for each in codes)


async def test_using_it_changes_nothing_so_that_its_giver_learns_nothing(world: World) -> None:
    kader, woman = await world.staff(Role.HELPER), await world.woman()
    code = await make(world, kader)
    before = [await world.rows(f"SELECT * FROM {table}") for table in ("outreach_codes", "audit", "persons")]
    for _time in range(WRONG_MAX + 2):
        found = await attempt(world, woman, code)
        assert found is not None
        assert found.area == "samarinda"
    after = [await world.rows(f"SELECT * FROM {table}") for table in ("outreach_codes", "audit", "persons")]
    assert after == before


async def test_it_is_good_for_thirty_days_and_forgotten_then(world: World) -> None:
    kader = await world.staff(Role.HELPER)
    code = await make(world, kader)
    world.pass_time(OUTREACH_DAYS * DAY_MIN - 1)
    assert await find(world, code) is not None
    world.pass_time(1)
    assert await find(world, code) is None
    fresh = await make(world, kader)

    async def forget(unit: Unit) -> None:
        outreach.forget_expired(unit)

    await world.run(forget)
    assert await find(world, fresh) is not None
    assert len(await world.rows("SELECT area FROM outreach_codes")) == 1


async def test_nobody_has_more_than_a_few_at_a_time(world: World) -> None:
    kader, other = await world.staff(Role.HELPER), await world.staff(Role.WORKER)
    for _card in range(OUTREACH_CODES_MAX):
        await make(world, kader)
    with pytest.raises(TooManyCards):
        await make(world, kader)
    assert await make(world, other)
    world.pass_time(OUTREACH_DAYS * DAY_MIN)
    assert await make(world, kader)


async def test_wrong_codes_are_counted_and_after_a_few_the_right_one_opens_nothing(world: World) -> None:
    kader, woman = await world.staff(Role.HELPER), await world.woman()
    code = await make(world, kader)
    for _time in range(WRONG_MAX - 1):
        assert await attempt(world, woman, "2222222A") is None
    assert await attempt(world, woman, code) is not None
    assert await attempt(world, woman, "2222222B") is None
    assert await attempt(world, woman, code) is None
    assert await attempt(world, replace(await world.woman()), code) is not None
    world.pass_time(DAY_MIN + 1)
    assert await attempt(world, woman, code) is not None
