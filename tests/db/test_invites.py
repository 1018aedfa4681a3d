"""Invitations on both engines: 128 bits, once, within a day; used, old and unknown codes read alike."""

import asyncio
import re
from pathlib import Path

import pytest

from db import groups, invites, organisations
from db.invites import VALID_MS, Invite
from db.unit import Unit
from domain.refusals import InviteUnusable
from domain.roles import Role, RoleGrant
from tests.db.desk import Desk


async def make(desk: Desk, role: Role = Role.WORKER) -> tuple[str, int]:
    """A code for an office, and the office."""

    async def job(unit: Unit) -> tuple[str, int]:
        office = organisations.add(unit, name="Dinas Sosial Kota Batu", zone="Asia/Jakarta", areas=("batu",))
        return invites.make(unit, role, organisation_id=office), office

    return await desk.run(job)


async def find(desk: Desk, code: str) -> Invite | None:
    async def job(unit: Unit) -> Invite | None:
        return await invites.find_usable(unit, code)

    return await desk.run(job)


async def use(desk: Desk, code: str, person_id: int = 7) -> Invite:
    async def job(unit: Unit) -> Invite:
        return await invites.use(unit, code, person_id)

    return await desk.run(job)


async def test_a_code_fits_a_start_link_and_is_not_kept_in_the_clear(desk: Desk, tmp_path: Path) -> None:
    code, _office = await make(desk)

    async def stored(unit: Unit) -> bytes:
        row = await unit.fetch_one("SELECT code_hash FROM invites")
        return bytes(row["code_hash"]) if row else b""

    assert re.fullmatch(r"inv-[2-9A-HJ-NP-Z]{26}", code)
    assert len(code) <= 64
    assert len(await desk.run(stored)) == 16
    for path in tmp_path.glob("teman.db*"):
        assert code[4:].encode() not in path.read_bytes()


async def test_two_codes_are_never_alike(desk: Desk) -> None:
    first, _one = await make(desk)
    second, _two = await make(desk)

    assert first != second


@pytest.mark.parametrize(
    "typed",
    [
        "{code}",
        "  {code} ",
        "{lower}",
        "{letters}",
        "{spaced}",
    ],
)
async def test_a_code_is_found_however_it_is_typed(desk: Desk, typed: str) -> None:
    code, office = await make(desk)
    letters = code.removeprefix("inv-")
    spaced = " ".join(letters[start : start + 4] for start in range(0, len(letters), 4))

    found = await find(desk, typed.format(code=code, lower=code.lower(), letters=letters, spaced=spaced))

    assert found is not None
    assert (found.grant, found.place, found.zone) == (
        RoleGrant(Role.WORKER, office),
        "Dinas Sosial Kota Batu",
        "Asia/Jakarta",
    )


@pytest.mark.parametrize("typed", ["", "inv-", "halo", "inv-22222222222222222222222222", "x" * 10_000])
async def test_an_unknown_code_gives_nothing(desk: Desk, typed: str) -> None:
    await make(desk)

    assert await find(desk, typed) is None
    with pytest.raises(InviteUnusable):
        await use(desk, typed)


async def test_a_code_works_once(desk: Desk) -> None:
    code, office = await make(desk)

    used = await use(desk, code)

    assert used.grant == RoleGrant(Role.WORKER, office)
    assert await find(desk, code) is None
    with pytest.raises(InviteUnusable):
        await use(desk, code)


async def test_of_two_who_use_a_code_at_once_one_succeeds(desk: Desk) -> None:
    code, _office = await make(desk)

    results = await asyncio.gather(use(desk, code, 7), use(desk, code, 8), return_exceptions=True)

    assert sorted(type(each).__name__ for each in results) == ["Invite", "InviteUnusable"]


async def test_a_code_burned_in_a_step_that_fails_is_still_usable(desk: Desk) -> None:
    code, _office = await make(desk)

    async def job(unit: Unit) -> None:
        await invites.use(unit, code, 7)
        raise InviteUnusable

    with pytest.raises(InviteUnusable):
        await desk.run(job)

    assert await find(desk, code) is not None


@pytest.mark.parametrize("late_ms, usable", [(VALID_MS - 1, True), (VALID_MS, False), (10 * VALID_MS, False)])
async def test_a_code_is_good_for_one_day(desk: Desk, late_ms: int, usable: bool) -> None:
    code, _office = await make(desk)

    desk.now_ms += late_ms

    assert (await find(desk, code) is not None) is usable
    if not usable:
        with pytest.raises(InviteUnusable):
            await use(desk, code)


async def test_a_code_of_a_group_names_the_group(desk: Desk) -> None:
    async def job(unit: Unit) -> tuple[str, int]:
        group = groups.add(unit, name="Mentari", place="Desa Nagrak", zone="Asia/Jakarta")
        return invites.make(unit, Role.TREASURER, group_id=group), group

    code, group = await desk.run(job)

    found = await find(desk, code)
    assert found is not None
    assert (found.grant, found.place, found.zone) == (
        RoleGrant(Role.TREASURER, None, group),
        "Mentari",
        "Asia/Jakarta",
    )


@pytest.mark.parametrize(
    "role, organisation_id, group_id",
    [
        (Role.WORKER, None, None),
        (Role.WORKER, None, 1),
        (Role.WORKER, 1, 1),
        (Role.TREASURER, 1, None),
        (Role.MEMBER, None, None),
    ],
)
async def test_a_role_and_a_place_that_do_not_fit_are_refused(
    desk: Desk, role: Role, organisation_id: int | None, group_id: int | None
) -> None:
    async def job(unit: Unit) -> str:
        return invites.make(unit, role, organisation_id=organisation_id, group_id=group_id)

    with pytest.raises(ValueError, match="needs"):
        await desk.run(job)
