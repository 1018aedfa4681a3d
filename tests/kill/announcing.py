"""An office announces to two classes that share a third of their women; each has a phone, and so has the worker."""

from dataclasses import replace
from datetime import UTC, date, datetime

from db import announcements, consents, course_places, courses, people
from db.unit import Unit
from db.vault import person as owner_of
from domain.announcements import Audience, Content, NewsKind, Part, PartKind
from domain.courses import Kind, Topic
from domain.purposes import Purpose
from domain.recurrence import Recurrence
from domain.roles import Role, RoleGrant
from domain.zones import WIB
from tests.kill.ground import an_office

CHANNEL = "telegram"  # its pace is kept: as many are on their way as there would be
WOMEN = 48
SHARED = WOMEN // 3
WORKER = WOMEN + 1
PHONES = range(1, WOMEN + 1)
TEXT = "Kelas Selasa pindah ke balai desa."

# Monday, 2 February 2026, at nine there: the women are reached at ten.
BEGAN = datetime(2026, 2, 2, 2, tzinfo=UTC)
CODE = "K7Q2MX"


async def an_announcement(unit: Unit) -> None:
    """All of it; nobody was told anything yet."""
    await an_office(unit)
    (office,) = await unit.fetch("SELECT id FROM organisations")
    worker = await _with_phone(unit, WORKER, "Rina")
    grant = RoleGrant(Role.WORKER, organisation_id=office["id"])
    people.grant_role(unit, role_id=unit.new_id(), person_id=worker, grant=grant, now_ms=unit.now_ms)
    unit.actor = replace(unit.actor, person_id=worker, roles=(grant,))
    women = [await _woman(unit, chat, office["id"]) for chat in PHONES]
    middle = (WOMEN + SHARED) // 2
    classes = [
        await _class(unit, office["id"], title, some)
        for title, some in (("Kue kering", women[:middle]), ("Menjahit", women[middle - SHARED :]))
    ]
    await announcements.add(
        unit,
        content=Content(
            texts={"id": TEXT},
            choices=("Bisa", "Tidak bisa"),
            sender="Dinas Sosial Contoh",
            news=NewsKind.TRAINING,
            code=CODE,
        ),
        audience=Audience(those=tuple(Part(kind=PartKind.COURSE, id=each) for each in classes)),
        organisation_id=office["id"],
        group_id=None,
        size=WOMEN,
        due_ms=unit.now_ms + 60_000,
    )


async def _class(unit: Unit, office: int, title: str, women: list[int]) -> int:
    days = (date(2026, 2, 10), date(2026, 2, 17))
    course = await courses.create(
        unit,
        organisation_id=office,
        kind=Kind.SKILL,
        topic=Topic.COOKIES,
        title=title,
        place="Balai Desa Contoh",
        zone=WIB,
        recurrence=Recurrence(rule="FREQ=WEEKLY", first=days[0], start_min=9 * 60, count=len(days)),
        days=days,
    )
    for each in women:
        await course_places.join(unit, course, each)
    return course.id


async def _woman(unit: Unit, chat: int, office: int) -> int:
    person_id = await _with_phone(unit, chat, f"Wati {chat}")
    consents.record(
        unit,
        person_id=person_id,
        organisation_id=office,
        purpose=Purpose.TRAINING.value,
        version="1",
        text="Boleh?",
        answer=consents.YES,
        manner=consents.TYPED,
    )
    return person_id


async def _with_phone(unit: Unit, chat: int, name: str) -> int:
    person_id, account_id = unit.new_id(), unit.new_id()
    await unit.vault.have([owner_of(person_id)], create=True)
    people.add_person(unit, person_id, unit.now_ms)
    people.begin_details(unit, person_id, name=name, salutation="Ibu")
    people.add_account(
        unit,
        account_id=account_id,
        person_id=person_id,
        channel=CHANNEL,
        address=str(chat),
        now_ms=unit.now_ms,
    )
    people.set_phone(unit, account_id, "own")
    return person_id
