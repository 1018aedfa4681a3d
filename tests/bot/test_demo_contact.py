"""The demo's second office: once, whole, nobody told; its staff sit behind the phones that bear their names."""

from pathlib import Path

import pytest

from bot.demo import Phones, fill, register
from bot.demo_contact import OFFICE, READY, STAFF, WOMAN, WORDS, fill_contact
from db import canned, matter_messages, matters, organisations, partners, people
from db.matter_check import verify_all
from db.people import Actor
from db.unit import Unit
from domain.canned import check_body
from domain.roles import Role
from tests.db.desk import Desk, open_desk


class App:
    """What the phones use of the program."""

    def __init__(self, desk: Desk) -> None:
        self.storage = desk.storage
        self.simulator = None


async def office_of(desk: Desk) -> int:
    found = await desk.run(organisations.list_all)
    (office,) = [each for each in found if each.office.name == OFFICE]
    assert office.demo
    return office.row_id


async def roles_of(desk: Desk, name: str) -> tuple[int, list[tuple[Role, int | None]]]:
    """Who is behind the phone, and where she works."""

    async def job(unit: Unit) -> tuple[int, list[tuple[Role, int | None]]]:
        states, _roles = await people.find_states(unit, [people.address_hash(unit, "simulator", name)])
        (row,) = states.values()
        held = await people.list_roles(unit, row["person_id"])
        return row["person_id"], [(each.role, each.organisation_id) for each in held]

    return await desk.run(job)


async def test_a_woman_has_written_to_the_worker_of_the_uptd_and_nobody_was_told(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        await desk.run(fill)

        async def told(unit: Unit) -> int:
            await fill_contact(unit)
            return len(unit.told)

        assert await desk.run(told) == 0
        await desk.run(fill_contact)
        await desk.run(lambda unit: register(unit, "mira", Role.WORKER))
        worker, _held = await roles_of(desk, "mira")

        async def read(unit: Unit) -> tuple[list[str], list[str]]:
            unit.actor = Actor(
                account_id=0,
                person_id=worker,
                channel="simulator",
                phone="own",
                language="id",
                zone="Asia/Makassar",
                staff=True,
            )
            lines = await matters.list_held(unit)
            matter = await matters.get(unit, lines[0].id)
            page = await matter_messages.page(unit, matter)
            return [f"{each.name}, {each.area}" for each in lines], [each.text for each in page]

        assert await desk.run(read) == ([f"Ibu {WOMAN}, Samarinda"], [WORDS])
        assert (await verify_all(desk.storage.engine, desk.now_ms)).fault == ""


@pytest.mark.parametrize("filled", [True, False])
async def test_her_staff_work_there_alone_and_other_phones_do_not(tmp_path: Path, filled: bool) -> None:
    async with open_desk(tmp_path) as desk:
        await desk.run(fill)
        if filled:
            await desk.run(fill_contact)
        for each in STAFF:
            await desk.run(lambda unit, one=each: register(unit, one.name.lower(), one.role))  # type: ignore[misc]
        await desk.run(lambda unit: register(unit, "petugas", Role.WORKER))
        await desk.run(lambda unit: register(unit, "mira-2", Role.SUPERVISOR))
        office = await office_of(desk)
        for each in STAFF:
            _person, held = await roles_of(desk, each.name.lower())
            assert held == [(each.role, office)]
        for name in ("petugas", "mira-2"):
            _person, held = await roles_of(desk, name)
            assert len(held) > 1
            assert office not in {place for _role, place in held}
        await desk.run(fill_contact)
        assert await office_of(desk) == office, "it is made once"


async def test_who_has_a_role_of_the_uptd_works_there_alone_whatever_her_phone_is_called(
    tmp_path: Path,
) -> None:
    async with open_desk(tmp_path) as desk:
        await desk.run(fill)
        phones = Phones(App(desk))
        for name, role in (
            ("loket", "uptd_worker"),
            ("loket-2", "uptd_worker"),
            ("atasan", "uptd_supervisor"),
        ):
            await phones.register(name, role)
        await desk.run(fill_contact)
        office = await office_of(desk)
        first, held = await roles_of(desk, "loket")
        second, held_too = await roles_of(desk, "loket-2")
        assert held == held_too == [(Role.WORKER, office)]
        assert (await roles_of(desk, "atasan"))[1] == [(Role.SUPERVISOR, office)]
        known = await desk.run(lambda unit: people.list_persons(unit, [first, second]))
        assert [known[first].name, known[second].name] == ["Mira (contoh)", "Loket 2 (contoh)"]


async def test_in_another_role_the_name_is_anybodys(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        await desk.run(fill)
        await desk.run(fill_contact)
        await desk.run(lambda unit: register(unit, "mira", Role.SUPERVISOR))
        _person, held = await roles_of(desk, "mira")
        assert await office_of(desk) not in {place for _role, place in held}


async def test_nothing_is_written_where_there_is_no_demo(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        await desk.run(fill_contact)
        assert await desk.run(organisations.list_all) == []


async def test_the_other_demo_offices_refer_to_it_and_to_a_place_that_is_not_here(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        await desk.run(fill)
        await desk.run(fill_contact)

        async def read(unit: Unit) -> list[list[tuple[str, bool]]]:
            offices = [each for each in await organisations.list_all(unit) if each.office.name != OFFICE]
            listed = [await partners.list_of(unit, each.row_id) for each in offices]
            return [[(each.name, each.partner_organisation > 0) for each in some] for some in listed]

        found = await desk.run(read)
        assert found
        assert all(each == [("LK3 (contoh)", False), (OFFICE, True)] for each in found)


async def test_every_demo_office_has_answers_ready_that_may_be_sent(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        await desk.run(fill)
        await desk.run(fill_contact)
        await desk.run(fill_contact)

        async def read(unit: Unit) -> list[list[str]]:
            offices = await organisations.list_all(unit)
            kept = [await canned.list_of(unit, [each.row_id]) for each in offices]
            for each in [one for some in kept for one in some]:
                check_body(each.body)
            return [sorted(each.title for each in some) for some in kept]

        found = await desk.run(read)
        assert len(found) > 1
        assert all(each == sorted(title for _topic, title, _body in READY) for each in found)
