"""The demo: the source documents' offices and groups, invented people marked as such, somebody behind each phone."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.channels.simulator import Simulator
from bot.channels.simulator.records import ROLES
from bot.demo import Phones, fill, seed
from bot.demo_people import CLOSES_IN_DAYS, MENTARI, OFFICES, UPTD_ROLES
from bot.demo_rest import QUEUE, RINDU_SEJAHTERA, fill_rest
from db import group_rules, groups, organisations, people, requests
from db import members as book
from db.organisations import OfficeRecord
from db.people import Person
from db.unit import Unit
from domain.organisations import RegistrationState, local_date, registration
from domain.roles import OF_ORGANISATION, Role, RoleGrant
from tests.db.desk import Desk, open_desk

# Issue 2, from the group's tables of 2021: age bands and schooling of the 25 members.
AGES = {20: 3, 25: 9, 30: 7, 35: 4, 40: 2}
SCHOOLING = {"sd": 8, "smp": 12, "sma": 5}


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with open_desk(tmp_path) as opened:
        await opened.run(fill)
        await opened.run(fill_rest)
        yield opened


class App:
    """What the demo uses of the program."""

    def __init__(self, desk: Desk, simulator: Simulator | None) -> None:
        self.storage = desk.storage
        self.simulator = simulator


async def offices(desk: Desk) -> dict[str, OfficeRecord]:
    async def job(unit: Unit) -> list[OfficeRecord]:
        return await organisations.list_all(unit)

    return {record.office.name: record for record in await desk.run(job)}


async def members(desk: Desk, group_name: str, role: Role = Role.MEMBER) -> list[Person]:
    async def job(unit: Unit) -> list[Person]:
        group = next(each for each in await groups.list_all(unit) if each.name == group_name)
        holders = await groups.list_holders(unit, group.id, role)
        return list((await people.list_persons(unit, holders)).values())

    return await desk.run(job)


async def behind(desk: Desk, phone: str) -> tuple[Person, str, tuple[RoleGrant, ...]]:
    """Who is behind a phone, whose it is, and her roles."""

    async def job(unit: Unit) -> tuple[Person, str, tuple[RoleGrant, ...]]:
        states, _roles = await people.find_states(unit, [people.address_hash(unit, "simulator", phone)])
        (row,) = states.values()
        person = await people.get_person(unit, row["person_id"])
        return person, row["phone"], await people.list_roles(unit, person.id)

    return await desk.run(job)


async def count(desk: Desk, sql: str) -> int:
    async def job(unit: Unit) -> int:
        row = await unit.fetch_one(sql)
        return int(row[0]) if row else 0

    return await desk.run(job)


async def test_the_offices_of_the_documents_are_there_and_marked_as_demo(desk: Desk) -> None:
    found = await offices(desk)

    assert set(found) == {
        "Dinas Sosial Provinsi Kalimantan Timur",
        "Dinas Sosial Kota Batu",
        "Dinas Sosial P3A Purwakarta",
        "UPTD PPS Griya Wanita Mandiri",
        "Dinas Sosial Kabupaten Kupang",
    }
    assert all(record.demo for record in found.values())
    assert len(found["Dinas Sosial Provinsi Kalimantan Timur"].areas) == 10
    assert not any(record.office.confirmed_sets for record in found.values())
    assert not any(record.office.phones for record in found.values())


async def test_every_area_but_the_other_places_has_an_office_in_its_own_zone(desk: Desk) -> None:
    async def job(unit: Unit) -> dict[str, tuple[str, str]]:
        served = {}
        for area in unit.facts.areas:
            record = await organisations.find_for_area(unit, area.key)
            if record is not None:
                served[area.key] = (area.zone, record.office.zone)
        return served

    served = await desk.run(job)

    assert set(served) == {key for office in OFFICES for key in office.areas}
    assert len(served) == 15
    assert all(area_zone == office_zone for area_zone, office_zone in served.values())


async def test_registration_is_open_in_two_offices_and_unknown_elsewhere(desk: Desk) -> None:
    async def job(unit: Unit) -> dict[str, tuple[RegistrationState, date | None]]:
        return {
            f"{record.office.name}/{set_id}": (state.state, state.day)
            for record in await organisations.list_all(unit)
            for set_id in unit.facts.sets
            for state in [registration(record.office, set_id, local_date(unit.now, record.office.zone))]
            if state.state is not RegistrationState.UNKNOWN
        }

    last_day = date(2026, 2, 3) + timedelta(days=CLOSES_IN_DAYS)

    assert await desk.run(job) == {
        "Dinas Sosial Provinsi Kalimantan Timur/kaltim-uep-2023": (RegistrationState.OPEN, last_day),
        "Dinas Sosial Kota Batu/kota-batu-wrse": (RegistrationState.OPEN, last_day),
    }


def test_rindu_sejahtera_follows_both_tables_exactly() -> None:
    ages = Counter(member.age // 5 * 5 for member in RINDU_SEJAHTERA.members)
    schooling = Counter(member.education for member in RINDU_SEJAHTERA.members)

    assert len({member.name for member in RINDU_SEJAHTERA.members}) == 25
    assert ages == AGES
    assert schooling == SCHOOLING


async def test_the_members_are_kept_with_age_and_schooling(desk: Desk) -> None:
    found = await members(desk, "Rindu Sejahtera")

    assert [member.name for member in found] == [member.name for member in RINDU_SEJAHTERA.members]
    assert {member.zone for member in found} == {"Asia/Makassar"}


async def test_mentari_has_its_members_treasurer_and_chair(desk: Desk) -> None:
    assert [each.name for each in await members(desk, "Mentari")] == [each.name for each in MENTARI.members]
    assert [each.name for each in await members(desk, "Mentari", Role.TREASURER)] == ["Lilis"]
    assert [each.name for each in await members(desk, "Mentari", Role.CHAIR)] == ["Cucu"]


async def test_the_queues_of_two_offices_are_not_empty_and_one_woman_asks_for_a_person(desk: Desk) -> None:
    async def job(unit: Unit) -> list[tuple[str, str, int]]:
        rows = await unit.fetch(
            "SELECT o.name, r.kind, r.wants_person FROM requests r"
            " JOIN organisations o ON o.id = r.organisation_id WHERE r.state = 'menunggu' ORDER BY r.id"
        )
        return [tuple(row) for row in rows]

    batu, kaltim = "Dinas Sosial Kota Batu", "Dinas Sosial Provinsi Kalimantan Timur"

    assert await desk.run(job) == [
        (batu, "screening", 0),
        (batu, "screening", 0),
        (batu, "person", 1),
        (kaltim, "screening", 0),
        (kaltim, "screening", 0),
    ]


async def test_the_results_that_wait_are_those_of_the_rules(desk: Desk) -> None:
    async def job(unit: Unit) -> list[tuple[str, str]]:
        rows = await unit.fetch(
            "SELECT set_id, overall FROM screenings WHERE set_id NOT LIKE 'prse-%' ORDER BY id"
        )
        return [tuple(row) for row in rows]

    assert await desk.run(job) == [
        ("kota-batu-wrse", "cocok_awal"),
        ("kota-batu-wrse", "perlu_dicek"),  # she did not say how her family is; two earn
        ("kaltim-uep-2023", "perlu_dicek"),  # a worker looks her up in the lists
        ("kaltim-uep-2023", "belum_sesuai"),  # she receives PKH
    ]


async def test_who_waits_has_consented_and_can_be_read_by_the_office_with_contoh_behind_her_name(
    desk: Desk,
) -> None:
    async def job(unit: Unit) -> tuple[list[str], list[requests.Latest | None]]:
        rows = await unit.fetch("SELECT person_id FROM requests ORDER BY id")
        ids = [row["person_id"] for row in rows]
        known = await people.list_persons(unit, ids)
        return [known[each].name for each in ids], [await requests.find_latest(unit, each) for each in ids]

    names, latest = await desk.run(job)
    screened = sum(bool(waiting.answers) for waiting in QUEUE)

    assert all(name.endswith("(contoh)") for name in names)
    assert all(latest)
    assert await count(desk, "SELECT count(*) FROM consents WHERE answer = 'yes'") == screened == 4


async def test_everybody_is_marked_as_demo_and_nobody_is_told_anything(desk: Desk) -> None:
    everybody = len(MENTARI.members) + len(RINDU_SEJAHTERA.members) + len(QUEUE)

    assert await count(desk, "SELECT count(*) FROM persons WHERE demo = 1") == everybody
    assert await count(desk, "SELECT count(*) FROM persons WHERE demo = 0") == 0
    assert await count(desk, "SELECT count(*) FROM outbox") == 0
    assert await count(desk, "SELECT count(*) FROM meta WHERE name LIKE 'queue_pinged%'") == 0


async def test_filling_again_changes_nothing(desk: Desk) -> None:
    before = [
        await count(desk, f"SELECT count(*) FROM {table}") for table in ("persons", "roles", "requests")
    ]

    await desk.run(fill)
    await desk.run(fill_rest)

    after = [await count(desk, f"SELECT count(*) FROM {table}") for table in ("persons", "roles", "requests")]
    assert after == before


# -- phones -----------------------------------------------------------------------------------------------------


async def test_the_three_phones_are_there_from_the_start_and_twice_is_once(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        simulator = Simulator(tmp_path / "simulator", lambda: desk.now_ms)
        app = App(desk, simulator)
        await seed(app)
        await seed(app)
        siti, lilis, petugas = [await behind(desk, name) for name in ("siti", "lilis", "petugas")]
        accounts = await count(desk, "SELECT count(*) FROM accounts")

    assert [(phone.name, phone.role) for phone in simulator.chats.list_phones()] == [
        ("siti", "member"),
        ("lilis", "treasurer"),
        ("petugas", "worker"),
    ]
    assert accounts == 3
    assert (siti[0].name, siti[1]) == ("Siti Aminah", "unknown")
    assert (lilis[0].name, lilis[1]) == ("Lilis", "own")
    assert {grant.role for grant in lilis[2]} == {Role.MEMBER, Role.TREASURER}
    assert (petugas[0].name, petugas[1]) == ("Ratna (contoh)", "own")
    assert [grant.role for grant in petugas[2]] == [Role.WORKER] * len(OFFICES)


async def test_without_the_simulator_there_are_no_phones(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        await seed(App(desk, None))

        assert await count(desk, "SELECT count(*) FROM accounts") == 0
        # And the one to which the others refer (bot/demo_contact.py).
        assert await count(desk, "SELECT count(*) FROM organisations") == len(OFFICES) + 1


async def test_a_worker_s_phone_makes_every_office_promise_a_woman(desk: Desk) -> None:
    async def promised(unit: Unit) -> list[bool]:
        return [
            await organisations.has_woman_on_roster(unit, record.row_id)
            for record in await organisations.list_all(unit)
        ]

    before = await desk.run(promised)
    await Phones(App(desk, None)).register("petugas", "worker")

    assert (any(before), all(await desk.run(promised))) == (False, True)


@pytest.mark.parametrize("role", sorted(Role))
async def test_every_role_the_page_offers_can_be_had(desk: Desk, role: str) -> None:
    await Phones(App(desk, None)).register("bu-tini", role)

    person, phone, grants = await behind(desk, "bu-tini")

    assert Role(role) in {grant.role for grant in grants}
    assert phone == ("unknown" if role == "member" else "own")
    assert person.name == ("Bu Tini (contoh)" if Role(role) in OF_ORGANISATION else "Bu Tini")
    assert await count(desk, "SELECT count(*) FROM persons WHERE demo = 0") == 0


async def test_a_member_more_than_the_group_holds_is_refused_with_a_sentence(desk: Desk) -> None:
    """The page says it; it was already full of phones."""
    phones = Phones(App(desk, None))

    async def add_many() -> None:
        for number in range(100):
            await phones.register(f"ibu-{number}", "member")

    with pytest.raises(ValueError, match="sudah penuh"):
        await add_many()


async def test_the_page_offers_every_role() -> None:
    assert set(ROLES) - {""} == {role.value for role in Role} | set(UPTD_ROLES)


@pytest.mark.parametrize(
    "phone, name", [("yuyun", "Yuyun"), ("siti-rohmah", "Siti Rohmah"), ("ai-kurnia", "Ai Kurnia")]
)
async def test_a_member_s_phone_belongs_to_the_member_of_that_name(desk: Desk, phone: str, name: str) -> None:
    await Phones(App(desk, None)).register(phone, "member")

    person, _phone, _grants = await behind(desk, phone)

    assert person.name == name
    assert len(await members(desk, "Mentari")) == len(MENTARI.members)


async def test_a_second_phone_called_siti_is_the_second_siti_and_a_third_is_a_newcomer(desk: Desk) -> None:
    phones = Phones(App(desk, None))

    for name in ("siti-aminah", "siti", "siti-rohmah"):
        await phones.register(name, "member")

    assert [(await behind(desk, name))[0].name for name in ("siti-aminah", "siti", "siti-rohmah")] == [
        "Siti Aminah",
        "Siti Rohmah",
        "Siti Rohmah",
    ]
    assert len(await members(desk, "Mentari")) == len(MENTARI.members) + 1


async def test_a_phone_without_a_role_is_a_stranger_s(desk: Desk) -> None:
    await Phones(App(desk, None)).register("tamu", "")

    assert await count(desk, "SELECT count(*) FROM accounts") == 0


async def test_an_unknown_role_is_refused_with_a_sentence(desk: Desk) -> None:
    with pytest.raises(ValueError, match="Peran ini tidak ada"):
        await Phones(App(desk, None)).register("tamu", "raja")


async def test_a_phone_registered_twice_at_once_has_one_person(desk: Desk) -> None:
    phones = Phones(App(desk, None))

    await asyncio.gather(*(phones.register("bu-tini", "worker") for _time in range(3)))

    assert await count(desk, "SELECT count(*) FROM accounts") == 1


async def test_everybody_of_the_demo_is_in_the_groups_book_and_the_book_has_its_rules(desk: Desk) -> None:
    async def job(unit: Unit) -> None:
        for each in await groups.list_all(unit):
            listed = await book.list_members(unit, each.id)
            holders = await groups.list_holders(unit, each.id, Role.MEMBER)
            assert [member.person_id for member in listed] == holders
            assert len({member.shown for member in listed}) == len(listed) == 25
            assert await group_rules.has_any(unit, each.id)

    await desk.run(job)
    mentari = {member.name: member.offices[0].value for member in await desk.run(_mentari) if member.offices}
    assert mentari == {
        "Lilis": "treasurer",
        "Cucu": "chair",
        "Entin": "secretary",
        "Kokom": "group_supervisor",
    }


async def _mentari(unit: Unit) -> list[book.Member]:
    (group_id,) = [each.id for each in await groups.list_all(unit) if each.name == "Mentari"]
    return await book.list_members(unit, group_id)
