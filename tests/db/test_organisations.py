"""Offices on both engines: what is kept, what is shown, which office serves an area, who is on the roster."""

from datetime import date
from typing import Any

import pytest

from db import organisations, people
from db.organisations import PHONES_MAX, OfficeRecord
from db.unit import Unit
from domain.organisations import (
    DEFAULT_OFFICE_HOURS,
    ConfirmedSet,
    Phone,
    RegistrationPeriod,
    visible_phones,
)
from domain.roles import Role, RoleGrant
from tests.db.desk import NOON_MS, Desk

KALTIM = "Dinas Sosial Kalimantan Timur"


async def add(
    desk: Desk, name: str = KALTIM, areas: tuple[str, ...] = ("samarinda", "berau"), **more: Any
) -> int:
    async def job(unit: Unit) -> int:
        return organisations.add(unit, name=name, zone="Asia/Makassar", areas=areas, **more)

    return await desk.run(job)


async def get(desk: Desk, row_id: int) -> OfficeRecord:
    async def job(unit: Unit) -> OfficeRecord:
        return await organisations.get(unit, row_id)

    return await desk.run(job)


async def find_for(desk: Desk, area: str) -> str | None:
    async def job(unit: Unit) -> str | None:
        found = await organisations.find_for_area(unit, area)
        return found.office.name if found else None

    return await desk.run(job)


async def test_a_new_office_has_the_usual_hours_and_nothing_confirmed(desk: Desk) -> None:
    row_id = await add(desk, data_officer="Bagian data, lantai dua", demo=True)

    record = await get(desk, row_id)

    assert record.office.name == KALTIM
    assert record.office.id == str(row_id)
    assert record.office.office_hours == DEFAULT_OFFICE_HOURS
    assert record.areas == ("berau", "samarinda")
    assert record.data_officer == "Bagian data, lantai dua"
    assert record.demo
    assert not record.office.confirmed_sets
    assert record.office.registrations == ()


async def test_an_office_in_an_unknown_zone_is_refused(desk: Desk) -> None:
    async def job(unit: Unit) -> int:
        return organisations.add(unit, name=KALTIM, zone="Mars/Base", areas=())

    with pytest.raises(ValueError, match="unknown zone"):
        await desk.run(job)


async def test_a_missing_office_is_a_key_error(desk: Desk) -> None:
    with pytest.raises(KeyError):
        await get(desk, 7)


async def test_the_most_local_office_serves_an_area(desk: Desk) -> None:
    await add(desk, name="Provinsi", areas=("samarinda", "berau", "paser"))
    await add(desk, name="Kota", areas=("samarinda",))
    await add(desk, name="Kota kedua", areas=("samarinda",))

    assert await find_for(desk, "samarinda") == "Kota"
    assert await find_for(desk, "berau") == "Provinsi"
    assert await find_for(desk, "kupang") is None


async def test_all_offices_are_listed_each_with_its_own_facts(desk: Desk) -> None:
    first = await add(desk, name="Satu", areas=("batu", "junrejo"))
    second = await add(desk, name="Dua", areas=())

    async def change(unit: Unit) -> list[OfficeRecord]:
        organisations.set_registration(unit, second, "kota-batu-wrse", date(2026, 2, 1), None)
        return await organisations.list_all(unit)

    found = await desk.run(change)

    assert [each.row_id for each in found] == [first, second]
    assert [each.areas for each in found] == [("batu", "junrejo"), ()]
    assert found[0].office.registrations == ()
    assert found[1].office.registrations == (
        RegistrationPeriod(set_id="kota-batu-wrse", opens_on=date(2026, 2, 1)),
    )


async def test_a_confirmation_holds_for_the_version_that_was_read(desk: Desk) -> None:
    row_id, admin = await add(desk), await desk.person("Admin")

    async def confirm(unit: Unit) -> None:
        unit.actor = admin
        organisations.set_registration(unit, row_id, "kaltim-uep-2023", date(2026, 2, 1), date(2026, 3, 1))
        organisations.confirm_set(unit, row_id, "kaltim-uep-2023", "1")
        organisations.confirm_set(unit, row_id, "kaltim-uep-2023", "2")

    await desk.run(confirm)
    office = (await get(desk, row_id)).office

    assert office.confirmed_sets == {ConfirmedSet("kaltim-uep-2023", "2")}
    assert office.registrations == (
        RegistrationPeriod(set_id="kaltim-uep-2023", opens_on=date(2026, 2, 1), closes_on=date(2026, 3, 1)),
    )


async def test_registration_alone_confirms_nothing_and_can_be_taken_back(desk: Desk) -> None:
    row_id = await add(desk)

    async def open_it(unit: Unit) -> None:
        organisations.set_registration(unit, row_id, "kaltim-uep-2023", None, date(2026, 3, 1))

    async def forget_it(unit: Unit) -> None:
        organisations.set_registration(unit, row_id, "kaltim-uep-2023", None, None)

    await desk.run(open_it)
    opened = (await get(desk, row_id)).office
    await desk.run(forget_it)

    assert opened.registrations[0].closes_on == date(2026, 3, 1)
    assert not opened.confirmed_sets
    assert (await get(desk, row_id)).office.registrations == ()


async def test_a_registration_that_closes_before_it_opens_is_refused(desk: Desk) -> None:
    row_id = await add(desk)

    async def job(unit: Unit) -> None:
        organisations.set_registration(unit, row_id, "kaltim-uep-2023", date(2026, 3, 1), date(2026, 2, 1))

    with pytest.raises(ValueError, match="closes before it opens"):
        await desk.run(job)


async def test_a_number_is_shown_only_after_somebody_called_it(desk: Desk) -> None:
    row_id = await add(desk)

    async def note(unit: Unit) -> None:
        await organisations.add_phone(unit, row_id, "Kantor", "+62 0 1")
        await organisations.add_phone(unit, row_id, "Piket", "+62 0 2")

    async def check(unit: Unit) -> None:
        await organisations.set_phone_checked(unit, row_id, "+62 0 2", date(2026, 2, 3))

    async def hide(unit: Unit) -> None:
        await organisations.set_phone_checked(unit, row_id, "+62 0 2", None)

    await desk.run(note)
    before = visible_phones((await get(desk, row_id)).office)
    await desk.run(check)
    shown = visible_phones((await get(desk, row_id)).office)
    await desk.run(hide)

    assert before == ()
    assert shown == (Phone(label="Piket", number="+62 0 2", checked_on=date(2026, 2, 3)),)
    assert visible_phones((await get(desk, row_id)).office) == ()


async def test_a_number_noted_again_is_unchecked_again(desk: Desk) -> None:
    row_id = await add(desk)

    async def job(unit: Unit) -> None:
        await organisations.add_phone(unit, row_id, "Kantor", "+62 0 1")
        await organisations.set_phone_checked(unit, row_id, "+62 0 1", date(2026, 2, 3))
        await organisations.add_phone(unit, row_id, "Kantor baru", "+62 0 1")

    await desk.run(job)

    assert (await get(desk, row_id)).office.phones == (Phone(label="Kantor baru", number="+62 0 1"),)


async def test_too_many_numbers_and_an_unknown_number_are_refused(desk: Desk) -> None:
    row_id = await add(desk)

    async def fill(unit: Unit) -> None:
        for number in range(PHONES_MAX):
            await organisations.add_phone(unit, row_id, "Kantor", f"+62 0 {number:02}")

    async def one_more(unit: Unit) -> None:
        await organisations.add_phone(unit, row_id, "Kantor", "+62 0 99")

    async def unknown(unit: Unit) -> None:
        await organisations.set_phone_checked(unit, row_id, "+62 0 98", date(2026, 2, 3))

    await desk.run(fill)
    with pytest.raises(ValueError, match="limit"):
        await desk.run(one_more)
    with pytest.raises(KeyError):
        await desk.run(unknown)

    assert len((await get(desk, row_id)).office.phones) == PHONES_MAX


@pytest.mark.parametrize(
    "role, woman, ended, promised",
    [
        (Role.WORKER, True, False, True),
        (Role.COMPANION, True, False, True),
        (Role.SUPERVISOR, True, False, True),
        (Role.WORKER, False, False, False),
        (Role.WORKER, True, True, False),
        (Role.ADMIN, True, False, False),
        (Role.HELPER, True, False, False),
    ],
)
async def test_a_woman_is_promised_only_while_one_works_there(
    desk: Desk, role: Role, woman: bool, ended: bool, promised: bool
) -> None:
    office, other = await add(desk), await add(desk, name="Kantor lain")
    worker = await desk.person("Ratna")

    async def join(unit: Unit) -> None:
        role_id = unit.new_id()
        people.grant_role(
            unit, role_id=role_id, person_id=worker.person_id, grant=RoleGrant(role, office), now_ms=NOON_MS
        )
        organisations.enrol(unit, worker.person_id, woman=woman, zone="Asia/Makassar")
        if ended:
            unit.write("UPDATE roles SET until_ms = $2 WHERE id = $1", role_id, NOON_MS)

    async def ask(unit: Unit) -> tuple[bool, bool]:
        return (
            await organisations.has_woman_on_roster(unit, office),
            await organisations.has_woman_on_roster(unit, other),
        )

    await desk.run(join)

    assert await desk.run(ask) == (promised, False)
